/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef L7_CONNTRACK_VERDICTS_H
#define L7_CONNTRACK_VERDICTS_H

/*
 * verdicts.h - verdicts of connections on the route without a module
 *
 *   map `verdicts' ──l7_verdicts_read()──> those of this network namespace ──l7_verdicts_tell()──> struct l7_ct
 *   (bpf/layout.h)
 *
 * BPF programs can't write labels. They keep verdicts in a map, under addresses that only the kernel knows; what brings
 * connections of conntrack and verdicts together is the original tuple, which both have. A connection that is over
 * stays in the map until its place is needed, so that of equal tuples the one that was opened last counts.
 */

#include "bpf/layout.h"
#include "conntrack/ct.h"
#include "conntrack/index.h"

/**
 * struct l7_verdicts - a copy of the map; zero-initialise, release with l7_verdicts_fini()
 * @there: the map was there when it was last read
 * @capacity: how many the map has room for, all namespaces together; 0: not known
 * @netns: inode number of the network namespace that is meant
 * @item:  [count], room for @room
 * @key:   [count] of the map
 * @index: from the key of a tuple to the place of its youngest in @item
 */
struct l7_verdicts {
	bool there;
	uint32_t capacity;
	uint32_t netns;
	struct l7_bpf_verdict *item;
	uint64_t *key;
	size_t count;
	size_t room;
	struct l7_index index;
};

void l7_verdicts_fini(struct l7_verdicts *v);

/**
 * l7_verdicts_read() - copy anew what the map has of this process' network namespace
 *
 * What comes meanwhile may be left out. Return: 0; negative errno and an empty copy: -ENOENT if nothing is loaded on
 * this route, -EPERM if the map is not ours to read, -EPROTO if another version has made it.
 */
int l7_verdicts_read(struct l7_verdicts *v);

/** l7_verdicts_add() - an element of the map, if it is of @v's namespace; Return: 0; -ENOMEM */
int l7_verdicts_add(struct l7_verdicts *v, uint64_t key, const struct l7_bpf_verdict *verdict);

/**
 * l7_verdicts_tell() - give a connection whose label says nothing the verdict that @v has for it, if any
 *
 * One that another connection opened has that one's.
 */
void l7_verdicts_tell(const struct l7_verdicts *v, struct l7_ct *ct);

/**
 * l7_verdicts_fresh() - those that are decided, and were not at the call before
 * @known: what was; zero-initialised before the first call, released by l7_index_fini()
 * @each:  told of each, in the order in which they were opened (NULL: they are only remembered)
 *
 * Return: 0; -ENOMEM, then some may not be told of, or once more.
 */
int l7_verdicts_fresh(const struct l7_verdicts *v, struct l7_index *known,
		      void (*each)(const struct l7_bpf_verdict *verdict, void *data), void *data);

/** l7_verdicts_ct() - a verdict as a connection, of which nothing is known but tuple, zone and verdict */
void l7_verdicts_ct(struct l7_ct *ct, const struct l7_bpf_verdict *verdict);

#endif
