/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef L7_COMPILER_SETS_H
#define L7_COMPILER_SETS_H

#include <stddef.h>
#include <stdint.h>

#include "uapi/layer7_image.h"

/**
 * struct l7_sets - distinct sets of patterns; l7_sets_init(), l7_sets_fini()
 * @words: 64-bit words of a set, 1..L7_SET_WORDS
 * @count: 1..65535; set 0 is empty
 * @bits:  [count][words]
 * @bucket: hash table of set numbers; 0: free
 * @mask:  of its index; more than twice @count
 */
struct l7_sets {
	uint32_t words;
	uint32_t count;
	size_t room;
	uint64_t *bits;
	uint32_t *bucket;
	uint32_t mask;
};

/**
 * l7_sets_init() - make the table that has only the empty set
 * Return: 0, -ENOMEM.
 */
int l7_sets_init(struct l7_sets *sets, uint32_t words);

/**
 * l7_sets_intern() - the number of a set
 * @bits: [words]
 * Return: number; -ENOMEM; -E2BIG if there are too many.
 */
int l7_sets_intern(struct l7_sets *sets, const uint64_t *bits);

void l7_sets_fini(struct l7_sets *sets);

#endif
