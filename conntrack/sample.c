// SPDX-License-Identifier: GPL-2.0-only
/*
 * sample.c - all connections at a time, and what they have carried since the time before
 */

#include "conntrack/sample.h"

#include <stdlib.h>
#include <string.h>

#define ROOM_MIN 256 /* connections */

void l7_sample_fini(struct l7_sample *sample)
{
	free(sample->item);
	l7_index_fini(&sample->index);
	*sample = (struct l7_sample){ 0 };
}

void l7_sample_begin(struct l7_sample *sample, uint64_t now)
{
	sample->interval = sample->round ? now - sample->at : 0;
	sample->at = now;
	sample->round++;
	sample->failed = false;
}

static struct l7_sampled *append(struct l7_sample *sample, uint64_t key)
{
	if (sample->count == sample->room) {
		const size_t room = sample->room ? sample->room + sample->room / 2 : ROOM_MIN;
		struct l7_sampled *more = reallocarray(sample->item, room, sizeof(*more));

		if (!more)
			return NULL;
		sample->item = more;
		sample->room = room;
	}
	if (l7_index_set(&sample->index, key, sample->count))
		return NULL;
	memset(&sample->item[sample->count], 0, sizeof(*sample->item));
	return &sample->item[sample->count++];
}

/* Counters that went back are those of another connection: what they say was carried since. */
static void subtract(uint64_t *since, const uint64_t *now, const uint64_t *before)
{
	const bool again = now[L7_CT_UP] < before[L7_CT_UP] || now[L7_CT_DOWN] < before[L7_CT_DOWN];

	for (int i = 0; i < L7_CT_DIRECTIONS; i++)
		since[i] = again ? now[i] : now[i] - before[i];
}

void l7_sample_add(struct l7_sample *sample, const struct l7_ct *ct)
{
	const uint64_t key = l7_ct_key(ct);
	const uint32_t *place = l7_index_get(&sample->index, key);
	struct l7_sampled *item = place ? &sample->item[*place] : append(sample, key);

	if (!item) {
		sample->failed = true;
		return;
	}
	if (item->round == sample->round)
		return;
	if (!place) {
		item->key = key;
		item->seen = sample->at;
	}
	/* what was carried before the first sample was carried at no known time */
	if (sample->interval) {
		subtract(item->bytes, ct->bytes, item->ct.bytes);
		subtract(item->packets, ct->packets, item->ct.packets);
	}
	item->ct = *ct;
	item->round = sample->round;
}

int l7_sample_end(struct l7_sample *sample)
{
	for (size_t i = 0; i < sample->count;) {
		struct l7_sampled *item = &sample->item[i], *last = &sample->item[sample->count - 1];

		if (item->round == sample->round) {
			i++;
			continue;
		}
		l7_index_remove(&sample->index, item->key);
		if (item != last) {
			*item = *last;
			*l7_index_get(&sample->index, item->key) = i;
		}
		sample->count--;
	}
	return sample->failed ? -1 : 0;
}
