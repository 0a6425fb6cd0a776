// SPDX-License-Identifier: GPL-2.0-only
/*
 * index.c - a hash table with linear probing; keys are hashes already
 */

#include "conntrack/index.h"

#include <stdlib.h>

#define ROOM_MIN 256 /* slots */

void l7_index_fini(struct l7_index *index)
{
	free(index->slot);
	*index = (struct l7_index){ 0 };
}

/* Where @key is, or would be. */
static size_t find(const struct l7_index *index, uint64_t key)
{
	size_t i = key & (index->room - 1);

	while (index->slot[i].key && index->slot[i].key != key)
		i = (i + 1) & (index->room - 1);
	return i;
}

uint32_t *l7_index_get(const struct l7_index *index, uint64_t key)
{
	size_t i;

	if (!index->room)
		return NULL;
	i = find(index, key);
	return index->slot[i].key ? &index->slot[i].value : NULL;
}

static int grow(struct l7_index *index)
{
	struct l7_index old = *index;

	index->room = old.room ? old.room * 2 : ROOM_MIN;
	index->slot = calloc(index->room, sizeof(*index->slot));
	if (!index->slot) {
		*index = old;
		return -1;
	}
	for (size_t i = 0; i < old.room; i++)
		if (old.slot[i].key)
			index->slot[find(index, old.slot[i].key)] = old.slot[i];
	free(old.slot);
	return 0;
}

int l7_index_set(struct l7_index *index, uint64_t key, uint32_t value)
{
	size_t i;

	if (index->count + 1 > index->room / 4 * 3 && grow(index))
		return -1;
	i = find(index, key);
	index->count += !index->slot[i].key;
	index->slot[i] = (struct l7_index_slot){ key, value };
	return 0;
}

bool l7_index_remove(struct l7_index *index, uint64_t key)
{
	const size_t mask = index->room - 1;
	size_t hole, i;

	if (!index->room)
		return false;
	hole = find(index, key);
	if (!index->slot[hole].key)
		return false;
	/* close the gap: whoever was displaced past the hole moves into it */
	for (i = (hole + 1) & mask; index->slot[i].key; i = (i + 1) & mask) {
		size_t home = index->slot[i].key & mask;

		if (((i - home) & mask) < ((i - hole) & mask))
			continue;
		index->slot[hole] = index->slot[i];
		hole = i;
	}
	index->slot[hole].key = 0;
	index->count--;
	return true;
}
