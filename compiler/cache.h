/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef L7_COMPILER_CACHE_H
#define L7_COMPILER_CACHE_H

#include "compiler/group.h"

/*
 * cache.h - groupings remembered
 *
 * A grouping takes the greater part of a compilation to find, and is small. Each is a file in the cache's directory,
 * named after the set of units that it is for. What is read there is a proposal and nothing more: any file may be
 * missing, outdated, damaged or somebody's joke, and the image that comes of it is verified as always.
 */

enum l7_cache_answer {
	L7_CACHE_NOTHING,
	L7_CACHE_SIMILAR,	/* for a set that has much in common with this one */
	L7_CACHE_SAME,		/* for this very set */
};

/**
 * struct l7_cached - what the cache has
 * @group:   [units->count], the caller's. Of each unit < L7_MAX_GROUPS; L7_GROUP_NONE for one that the file doesn't know
 * @bytes:   the size of the image that came of it, if the set is the same
 * @changes: units that came and went since a search was made
 */
struct l7_cached {
	uint32_t *group;
	size_t bytes;
	size_t changes;
};

/**
 * l7_cache_load() - look for a grouping
 * @dir:    (may be NULL: nothing is there)
 * @cached: its group is set by the caller; filled in unless the answer is L7_CACHE_NOTHING
 *
 * A grouping that has seen many changes is not worth completing, and is passed over.
 */
enum l7_cache_answer l7_cache_load(const char *dir, const struct l7_units *units, struct l7_cached *cached);

/**
 * l7_cache_store() - remember a grouping, if that is possible
 * @dir:    made if it is missing and its parent is there (may be NULL: nothing is done)
 * @cached: its group is a complete one
 *
 * Readers see a whole file or none. The oldest files go when there are many.
 */
void l7_cache_store(const char *dir, const struct l7_units *units, const struct l7_cached *cached);

#endif
