/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef L7_CONNTRACK_FEED_H
#define L7_CONNTRACK_FEED_H

/*
 * feed.h - the connections of this network namespace, all at once or as they change, and their verdicts
 *
 * Functions return 0 or a negative errno; then l7_feed.error says in words what went wrong and what to do.
 */

#include "conntrack/ct.h"
#include "conntrack/verdicts.h"

struct mnl_socket;

/**
 * struct l7_feed - a socket to ctnetlink
 * @nl:    NULL: not open
 * @buf:   a datagram
 * @verdicts: on the route without a module, as last read
 * @error: what the last failure was, without newline
 */
struct l7_feed {
	struct mnl_socket *nl;
	char *buf;
	uint32_t seq;
	struct l7_verdicts verdicts;
	char error[256];
};

enum l7_feed_event {
	L7_FEED_NEW,
	L7_FEED_UPDATE,
	L7_FEED_DESTROY,	/* has counters, but never a label */
};

/** l7_feed_open() - nothing to close after a failure */
int l7_feed_open(struct l7_feed *f);

void l7_feed_close(struct l7_feed *f);

/**
 * l7_feed_dump() - all connections with their verdicts, whatever the route
 *
 * One that comes or goes meanwhile may be there, twice or not at all.
 */
int l7_feed_dump(struct l7_feed *f, void (*each)(const struct l7_ct *ct, void *data), void *data);

/** l7_feed_get() - one connection by its tuple and zone; Return: -ENOENT if it is over */
int l7_feed_get(struct l7_feed *f, struct l7_ct *ct);

/** l7_feed_listen() - from now on @f is for l7_feed_read() */
int l7_feed_listen(struct l7_feed *f);

/** l7_feed_descriptor() - for poll() */
int l7_feed_descriptor(const struct l7_feed *f);

/**
 * l7_feed_read() - take the events that wait, as many as one datagram holds
 *
 * Return: -EAGAIN if there is none, -ENOBUFS if the kernel had to drop some (go on).
 */
int l7_feed_read(struct l7_feed *f, void (*each)(enum l7_feed_event event, const struct l7_ct *ct, void *data),
		 void *data);

/** l7_feed_setting() - a number from /proc/sys/net/netfilter, say "nf_conntrack_acct"; Return: -1 if it can't be read */
int l7_feed_setting(const char *name);

#endif
