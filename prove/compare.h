/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef L7_PROVE_COMPARE_H
#define L7_PROVE_COMPARE_H

#include "compiler/compiler.h"

/*
 * compare.h - a condition as an automaton over the bytes of its field
 *
 * For a given size, `(field & mask) * factor op value [+ size]` is a comparison of the masked field with one number.
 * Byte after byte its state says how the bytes so far compare with the number's:
 *
 *   u16@2 >= 0x1234      0x12 ─> EQUAL ─ 0x34.. ─> holds      0x13 ─> GREATER: holds, whatever follows
 */

enum l7_order {
	L7_ORDER_EQUAL,
	L7_ORDER_LESS,
	L7_ORDER_GREATER,
	L7_ORDER_HOLDS,		/* settled, only what is left of the field is to come */
	L7_ORDER_FAILS,
};

enum l7_truth {
	L7_TRUTH_NEVER,
	L7_TRUTH_ALWAYS,	/* if the field is all there */
	L7_TRUTH_DEPENDS,	/* on the bytes of the field */
};

/**
 * struct l7_compare - made by l7_compare_init(), where that answers L7_TRUTH_DEPENDS
 * @offset: of the field
 * @width:  1..4
 * @little: the byte that weighs most comes last
 * @mask:   [width] of the bytes in the order in which they come
 * @want:   [width] likewise, of the number
 */
struct l7_compare {
	uint8_t offset;
	uint8_t width;
	uint8_t op;
	bool little;
	uint8_t mask[4];
	uint8_t want[4];
};

/** l7_compare_init() - a condition in a payload of @size bytes, all of its field included */
enum l7_truth l7_compare_init(struct l7_compare *c, const struct l7_image_condition *condition, uint32_t size);

/** l7_compare_byte() - how the field's byte @index compares with the number's: EQUAL, LESS or GREATER */
static inline enum l7_order l7_compare_byte(const struct l7_compare *c, unsigned int index, uint8_t byte)
{
	const uint8_t have = byte & c->mask[index];

	return have == c->want[index] ? L7_ORDER_EQUAL : have < c->want[index] ? L7_ORDER_LESS : L7_ORDER_GREATER;
}

/**
 * l7_compare_step() - the state after the field's byte @index, 0..width - 1
 * @state: EQUAL before the first byte
 * @order: l7_compare_byte()
 *
 * Return: HOLDS or FAILS as soon as that is settled, always after the last byte.
 */
enum l7_order l7_compare_step(const struct l7_compare *c, enum l7_order state, unsigned int index,
			      enum l7_order order);

/** l7_compare_opposite() - the condition that holds where @condition doesn't, given that the field is all there */
struct l7_image_condition l7_compare_opposite(const struct l7_image_condition *condition);

/** l7_compare_uses_size() - whether bytes of the field are compared with the size */
static inline bool l7_compare_uses_size(const struct l7_image_condition *condition)
{
	return condition->width && condition->flags & L7_CONDITION_SIZE;
}

#endif
