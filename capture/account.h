/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef L7_CAPTURE_ACCOUNT_H
#define L7_CAPTURE_ACCOUNT_H

/*
 * account.h - connections added up
 */

#include "capture/connection.h"

/**
 * struct l7_account
 * @packets: those that carry another packet of the capture not counted, as that one is; @bytes likewise
 * @decided: connections with a verdict that is a protocol
 * @decided_packets: with payload that it took to decide these, all together
 * @decided_bytes:   of payload, likewise
 */
struct l7_account {
	uint64_t connections;
	uint64_t packets;
	uint64_t bytes;
	uint64_t decided;
	uint64_t decided_packets;
	uint64_t decided_bytes;
};

/** l7_account_count() - one connection more */
void l7_account_count(struct l7_account *sum, const struct l7_connection *c);

/** l7_account_add() - a sum to a sum */
void l7_account_add(struct l7_account *sum, const struct l7_account *a);

/** l7_account_compare() - for sorting: most bytes first, then most connections */
int l7_account_compare(const struct l7_account *a, const struct l7_account *b);

#endif
