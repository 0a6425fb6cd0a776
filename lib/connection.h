/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef L7_LIB_CONNECTION_H
#define L7_LIB_CONNECTION_H

/*
 * connection.h - what libl7_connection_*() work on: a connection of the program's own, or one lent by a tracker
 */

#include "capture/connection.h"
#include "lib/classifier.h"

struct l7_talk;

/**
 * struct libl7_connection
 * @classify: how it is inspected
 * @it:       its counts and its verdict
 * @talk:     NULL: it is a tracker's
 */
struct libl7_connection {
	const struct libl7_classifier *classifier;
	const struct l7_classify *classify;
	struct l7_connection *it;
	struct l7_talk *talk;
};

/**
 * l7_limit_set() - an option that trackers and connections have
 * @handshake: packets that are not counted against the limit
 *
 * Return: 0; -1 with errno EINVAL.
 */
int l7_limit_set(struct l7_classify *cl, enum libl7_option option, uint64_t value, uint32_t handshake);

#endif
