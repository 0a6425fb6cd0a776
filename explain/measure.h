/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef L7_EXPLAIN_MEASURE_H
#define L7_EXPLAIN_MEASURE_H

/*
 * measure.h - a pattern's condition with the values that it compares
 *
 * Plainly and for people; what counts is core/judge.c.
 */

#include "core/image.h"

/**
 * struct l7_subject - what conditions are about: a packet, or a stream so far
 * @head: [have] its first bytes; of a stream at most L7_STREAM_HEAD_BYTES, of a packet L7_PACKET_HEAD_BYTES
 * @size: bytes of all
 */
struct l7_subject {
	const uint8_t *head;
	size_t have;
	int64_t size;
};

/**
 * struct l7_measure
 * @there: the field is all there; else it does not hold
 * @left:  what is compared
 * @right: with what
 * @never: it does not hold, and more of the stream won't change that
 */
struct l7_measure {
	const struct l7_image_condition *condition;
	bool there;
	int64_t left;
	int64_t right;
	bool holds;
	bool never;
};

/** l7_measure_field() - @width bytes, big-endian unless @little; Return: false: they are not all there */
bool l7_measure_field(const struct l7_subject *s, unsigned int offset, unsigned int width, bool little,
		      uint32_t *value);

/** l7_measure_take() - compare */
void l7_measure_take(struct l7_measure *m, const struct l7_image_condition *c, const struct l7_subject *s);

/** l7_measure_byte() - what a field must have in its @index-th byte, in which bits of it; Return: false: no matter */
bool l7_measure_byte(const struct l7_image_condition *c, unsigned int index, uint8_t *byte, uint8_t *mask);

/** l7_measure_text() - a condition as it could be written; Return: to be freed; NULL if there is no memory */
char *l7_measure_text(const struct l7_image_condition *c);

/** l7_measure_sides() - the two sides of the comparison in the order of l7_measure_text() */
void l7_measure_sides(const struct l7_measure *m, int64_t *left, int64_t *right);

/** l7_measure_sign() - what stands between them there, such as >= */
const char *l7_measure_sign(const struct l7_image_condition *c);

#endif
