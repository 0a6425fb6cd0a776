// SPDX-License-Identifier: GPL-2.0-only
#include "compiler/sets.h"

#include <errno.h>
#include <string.h>

#include "compiler/vector.h"

static uint32_t hash(const struct l7_sets *sets, const uint64_t *bits)
{
	uint64_t h = 0;
	uint32_t i;

	for (i = 0; i < sets->words; i++)
		h = ((h ^ bits[i]) * 0x9e3779b97f4a7c15ull) ^ h >> 29;
	return h >> 32;
}

static const uint64_t *set(const struct l7_sets *sets, uint32_t number)
{
	return sets->bits + (size_t)number * sets->words;
}

static int rehash(struct l7_sets *sets)
{
	const uint32_t size = sets->mask ? 2 * (sets->mask + 1) : 256;
	uint32_t *bucket = calloc(size, sizeof(*bucket));
	uint32_t i;

	if (!bucket)
		return -ENOMEM;
	free(sets->bucket);
	sets->bucket = bucket;
	sets->mask = size - 1;
	for (i = 1; i < sets->count; i++) {
		uint32_t at = hash(sets, set(sets, i));

		while (bucket[at & sets->mask])
			at++;
		bucket[at & sets->mask] = i;
	}
	return 0;
}

int l7_sets_init(struct l7_sets *sets, uint32_t words)
{
	*sets = (struct l7_sets){ .words = words, .count = 1 };
	if (rehash(sets) || !l7_vector_reserve(&sets->bits, &sets->room, 1, words * sizeof(*sets->bits))) {
		l7_sets_fini(sets);
		return -ENOMEM;
	}
	memset(sets->bits, 0, words * sizeof(*sets->bits));
	return 0;
}

int l7_sets_intern(struct l7_sets *sets, const uint64_t *bits)
{
	const size_t each = sets->words * sizeof(*bits);
	uint32_t at = hash(sets, bits);

	if (!memcmp(sets->bits, bits, each))
		return 0;
	for (; sets->bucket[at & sets->mask]; at++)
		if (!memcmp(set(sets, sets->bucket[at & sets->mask]), bits, each))
			return sets->bucket[at & sets->mask];
	if (sets->count == 65535)
		return -E2BIG;
	if (!l7_vector_reserve(&sets->bits, &sets->room, sets->count + 1, each))
		return -ENOMEM;
	memcpy(sets->bits + (size_t)sets->count * sets->words, bits, each);
	sets->bucket[at & sets->mask] = sets->count++;
	if (2 * sets->count > sets->mask && rehash(sets)) {
		sets->bucket[at & sets->mask] = 0;
		sets->count--;
		return -ENOMEM;
	}
	return sets->count - 1;
}

void l7_sets_fini(struct l7_sets *sets)
{
	free(sets->bits);
	free(sets->bucket);
	*sets = (struct l7_sets){ 0 };
}
