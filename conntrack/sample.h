/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef L7_CONNTRACK_SAMPLE_H
#define L7_CONNTRACK_SAMPLE_H

/*
 * sample.h - all connections at a time, and what they have carried since the time before
 *
 *   l7_sample_begin()   l7_sample_add() for each connection   l7_sample_end()   ... and again
 *
 * One array is updated in place: memory is that of the connections there are, some 200 bytes each.
 */

#include "conntrack/ct.h"
#include "conntrack/index.h"

/**
 * struct l7_sampled - a connection and what it has carried since the sample before
 * @key:     l7_ct_key()
 * @bytes:   by direction; of one that is new, all it has
 * @packets: likewise
 * @seen:    when it was first in a sample, as l7_sample_begin() was told
 * @round:   of the last sample it was in
 */
struct l7_sampled {
	struct l7_ct ct;
	uint64_t key;
	uint64_t bytes[L7_CT_DIRECTIONS];
	uint64_t packets[L7_CT_DIRECTIONS];
	uint64_t seen;
	uint32_t round;
};

/**
 * struct l7_sample - zero-initialise, release with l7_sample_fini()
 * @item:     [count], room for @room
 * @index:    from key to place in @item
 * @at:       nanoseconds, as l7_sample_begin() was told
 * @interval: nanoseconds since the sample before; 0: this is the first, nobody knows what was before
 * @failed:   there was no memory for some connections
 */
struct l7_sample {
	struct l7_sampled *item;
	size_t count;
	size_t room;
	struct l7_index index;
	uint64_t at;
	uint64_t interval;
	uint32_t round;
	bool failed;
};

void l7_sample_fini(struct l7_sample *sample);

/** l7_sample_begin() - @now: nanoseconds of a clock that never goes back */
void l7_sample_begin(struct l7_sample *sample, uint64_t now);

/** l7_sample_add() - a connection; if it was added to this sample already nothing happens */
void l7_sample_add(struct l7_sample *sample, const struct l7_ct *ct);

/** l7_sample_end() - forget those that were in the sample before only; Return: -1 if there was no memory for some */
int l7_sample_end(struct l7_sample *sample);

#endif
