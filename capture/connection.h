/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef L7_CAPTURE_CONNECTION_H
#define L7_CAPTURE_CONNECTION_H

/*
 * connection.h - which packets of a capture belong together
 *
 *   packet ─> hash table ─> connection ──(idle, table full, end of capture)──> ended() ─> freed
 *                              │
 *                              └─ in the list of its kind, the one whose last packet is oldest first, or nearly so:
 *                                 within a second it is not moved
 *
 * Memory is that of the connections that are open at a time. Time is the packets'.
 */

#include "capture/classify.h"

/** enum l7_kind - how long a connection may be idle: a list of its own for each */
enum l7_kind {
	L7_KIND_TCP,
	L7_KIND_OTHER,
	L7_KIND_CLOSED,		/* TCP, a FIN or RST was seen: a SYN opens another one */
	L7_KINDS,
};

#define L7_CONNECTION_TCP_IDLE_SECS 1800
#define L7_CONNECTION_OTHER_IDLE_SECS 180
#define L7_CONNECTION_CLOSED_IDLE_SECS 120	/* as long as TIME-WAIT (RFC 9293, 3.4.2) with a common MSL of a minute */

/**
 * struct l7_connection
 * @tuple:   as its first packet has it
 * @number:  1-based, in the order of first packets
 * @begun:   time of the first packet, nanoseconds since 1970
 * @seen:    of the last one
 * @packets: by direction (enum l7_dir)
 * @bytes:   of IP packets
 * @tunnel_packets: those that carry another packet of the capture, by direction, and @tunnel_bytes
 * @listed:  when it came to its place in the list
 * @verdict: kept by l7_tracker, else unused
 * @data:    the user's
 */
struct l7_connection {
	struct l7_connection *next;
	uint64_t hash;
	struct l7_capture_tuple tuple;
	uint64_t seen;
	uint64_t listed;
	uint64_t packets[2];
	uint64_t bytes[2];
	struct l7_classified verdict;
	void *data;
	enum l7_kind kind;
	uint64_t number;
	uint64_t begun;
	uint64_t tunnel_packets[2];
	uint64_t tunnel_bytes[2];
	struct l7_connection *older, *newer;
};

/**
 * struct l7_connections - zero-initialise but for the first members, release with l7_connections_fini()
 * @max:   open at a time, beyond it the one idle for longest is ended; 0: no bound
 * @idle:  nanoseconds without a packet, by kind, after which one is ended; 0: never
 * @ended: is called before one is freed (may be NULL)
 * @ctx:   for @ended
 * @count: open
 * @begun: so far
 * @pressed: ended because there were too many
 */
struct l7_connections {
	size_t max;
	uint64_t idle[L7_KINDS];
	void (*ended)(void *ctx, struct l7_connection *c);
	void *ctx;
	size_t count;
	uint64_t begun;
	uint64_t pressed;
	uint64_t now;
	uint64_t seed[4];
	struct l7_connection **bucket;
	size_t buckets;
	struct l7_connection *oldest[L7_KINDS], *newest[L7_KINDS];
};

/**
 * l7_connections_take() - count a packet with its connection, made if there is none
 * @dir: set
 *
 * Connections that are over by then are ended first.
 * Return: borrowed until the next call; a new one has a single packet. NULL: no memory.
 */
struct l7_connection *l7_connections_take(struct l7_connections *all, const struct l7_capture_packet *pkt,
					  enum l7_dir *dir);

/** l7_connections_end() - the capture is over: end all connections in the order in which they began; another may follow */
void l7_connections_end(struct l7_connections *all);

/** l7_connections_fini() - free all without ending them */
void l7_connections_fini(struct l7_connections *all);

#endif
