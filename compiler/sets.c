// SPDX-License-Identifier: GPL-2.0-only
#include "compiler/sets.h"

#include <errno.h>
#include <string.h>

#include "compiler/vector.h"

int l7_sets_init(struct l7_sets *sets, uint32_t words)
{
	*sets = (struct l7_sets){ .words = words };
	if (!l7_vector_reserve(&sets->bits, &sets->room, 1, words * sizeof(*sets->bits)))
		return -ENOMEM;
	memset(sets->bits, 0, words * sizeof(*sets->bits));
	sets->count = 1;
	return 0;
}

int l7_sets_intern(struct l7_sets *sets, const uint64_t *bits)
{
	const size_t each = sets->words * sizeof(*bits);
	uint32_t i;

	for (i = 0; i < sets->count; i++)
		if (!memcmp(sets->bits + (size_t)i * sets->words, bits, each))
			return i;
	if (sets->count == 65535)
		return -E2BIG;
	if (!l7_vector_reserve(&sets->bits, &sets->room, sets->count + 1, each))
		return -ENOMEM;
	memcpy(sets->bits + (size_t)sets->count * sets->words, bits, each);
	return sets->count++;
}

void l7_sets_fini(struct l7_sets *sets)
{
	free(sets->bits);
	*sets = (struct l7_sets){ 0 };
}
