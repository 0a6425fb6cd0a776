/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef L7_CAPTURE_CONNECTION_H
#define L7_CAPTURE_CONNECTION_H

/*
 * connection.h - which packets of a capture belong together
 */

#include "capture/capture.h"

/** struct l7_connections - which packets belong together; zero-initialise, release with l7_connections_fini() */
struct l7_connections {
	struct l7_connection *item;
	size_t count;
	size_t *bucket;
	size_t buckets;
};

/**
 * struct l7_connection - as its first packet has it
 * @closed: a FIN or RST was seen, so that a SYN opens another one
 */
struct l7_connection {
	struct l7_capture_tuple tuple;
	size_t next;
	bool closed;
};

/**
 * l7_connections_find() - a packet's connection, made if there is none
 * @reply: set if the packet goes against the direction of the connection's first
 *
 * A TCP SYN on the tuple of a closed connection makes a new one.
 * Return: index in @item; a new one if it is the @count of before.
 */
size_t l7_connections_find(struct l7_connections *all, const struct l7_capture_packet *pkt, bool *reply);
void l7_connections_fini(struct l7_connections *all);

#endif
