/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef L7_CONNTRACK_INDEX_H
#define L7_CONNTRACK_INDEX_H

/*
 * index.h - from a connection's key to a number
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct l7_index_slot {
	uint64_t key;	/* 0: free */
	uint32_t value;
};

/**
 * struct l7_index - zero-initialise, release with l7_index_fini()
 * @slot:  [room], room a power of two or 0
 * @count: keys, at most three quarters of @room
 */
struct l7_index {
	struct l7_index_slot *slot;
	size_t room;
	size_t count;
};

void l7_index_fini(struct l7_index *index);

/** l7_index_get() - Return: the value's place, valid until the next set or remove; NULL if @key (not 0) is not there */
uint32_t *l7_index_get(const struct l7_index *index, uint64_t key);

/** l7_index_set() - give @key (not 0) a value, another one if it has one; Return: -1 if there is no memory */
int l7_index_set(struct l7_index *index, uint64_t key, uint32_t value);

/** l7_index_remove() - Return: whether it was there */
bool l7_index_remove(struct l7_index *index, uint64_t key);

#endif
