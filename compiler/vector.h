/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef L7_COMPILER_VECTOR_H
#define L7_COMPILER_VECTOR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

/**
 * l7_vector_reserve() - make room in a heap array
 * @items:    address of the array's pointer (NULL inside for an empty one)
 * @capacity: address of how many items it has room for
 * @need:     how many it must have room for
 * @each:     bytes of an item
 *
 * The array is never NULL afterwards, even with room for none.
 * Return: false if there is no memory; the array is as it was.
 */
static inline bool l7_vector_reserve(void *items, size_t *capacity, size_t need, size_t each)
{
	size_t room = *capacity ? *capacity : 16;
	void *moved;

	if (*capacity && need <= *capacity)
		return true;
	while (room < need)
		room += room / 2 + 1;
	moved = reallocarray(*(void **)items, room, each);
	if (!moved)
		return false;
	*(void **)items = moved;
	*capacity = room;
	return true;
}

#endif
