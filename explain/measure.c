// SPDX-License-Identifier: GPL-2.0-only
/*
 * measure.c - a pattern's condition with the values that it compares
 */

#include "explain/measure.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

bool l7_measure_field(const struct l7_subject *s, unsigned int offset, unsigned int width, bool little,
		      uint32_t *value)
{
	unsigned int i;

	*value = 0;
	if (offset + width > s->have)
		return false;
	for (i = 0; i < width; i++)
		*value |= (uint32_t)s->head[offset + i] << 8 * (little ? i : width - 1 - i);
	return true;
}

/* bytes of a field of which others are missing, and which are wrong already */
static bool is_wrong(const struct l7_image_condition *c, const struct l7_subject *s)
{
	uint8_t byte, mask;
	unsigned int i;

	for (i = 0; i < c->width && c->offset + i < s->have; i++)
		if (l7_measure_byte(c, i, &byte, &mask) && (s->head[c->offset + i] ^ byte) & mask)
			return true;
	return false;
}

/* bytes that are there stay as they are, and the size, on the right, only grows */
static bool is_lost(const struct l7_measure *m, const struct l7_subject *s)
{
	if (!m->there)
		return is_wrong(m->condition, s);
	if (!(m->condition->flags & L7_CONDITION_SIZE))
		return true;
	switch ((enum l7_op)m->condition->op) {
	case L7_OP_GT:
	case L7_OP_GE: return true;
	case L7_OP_EQ: return m->left < m->right;
	case L7_OP_NE:
	case L7_OP_LT:
	case L7_OP_LE: break;
	}
	return false;
}

void l7_measure_take(struct l7_measure *m, const struct l7_image_condition *c, const struct l7_subject *s)
{
	uint32_t field;

	m->condition = c;
	m->there = l7_measure_field(s, c->offset, c->width, c->flags & L7_CONDITION_LITTLE, &field);
	m->left = (int64_t)(field & c->mask) * c->factor;
	m->right = c->value + (c->flags & L7_CONDITION_SIZE ? s->size : 0);
	m->holds = m->there && l7_image_compare(c->op, m->left, m->right);
	m->never = !m->holds && is_lost(m, s);
}

bool l7_measure_byte(const struct l7_image_condition *c, unsigned int index, uint8_t *byte, uint8_t *mask)
{
	const unsigned int shift = 8 * (c->flags & L7_CONDITION_LITTLE ? index : c->width - 1 - index);

	if (c->op != L7_OP_EQ || c->flags & L7_CONDITION_SIZE || c->factor != 1)
		return false;
	*byte = (uint32_t)c->value >> shift;
	*mask = c->mask >> shift;
	return *mask;
}

/* a bare size stands on the right of what is compared, and is written on the left */
static bool is_size(const struct l7_image_condition *c)
{
	return !c->width && c->flags & L7_CONDITION_SIZE;
}

static uint8_t turned(uint8_t op)
{
	switch ((enum l7_op)op) {
	case L7_OP_LT: return L7_OP_GT;
	case L7_OP_GT: return L7_OP_LT;
	case L7_OP_LE: return L7_OP_GE;
	case L7_OP_GE: return L7_OP_LE;
	case L7_OP_EQ:
	case L7_OP_NE: break;
	}
	return op;
}

const char *l7_measure_sign(const struct l7_image_condition *c)
{
	static const char *const text[] = { [L7_OP_EQ] = "=", [L7_OP_NE] = "!=", [L7_OP_LT] = "<", [L7_OP_GT] = ">",
					    [L7_OP_LE] = "<=", [L7_OP_GE] = ">=" };

	return text[is_size(c) ? turned(c->op) : c->op];
}

void l7_measure_sides(const struct l7_measure *m, int64_t *left, int64_t *right)
{
	const bool size = is_size(m->condition);

	*left = size ? m->right - m->condition->value : m->left;
	*right = size ? -m->condition->value : m->right;
}

char *l7_measure_text(const struct l7_image_condition *c)
{
	char *text = NULL;
	size_t size;
	FILE *out = open_memstream(&text, &size);

	if (!out)
		return NULL;
	if (is_size(c)) {
		fprintf(out, "size %s %" PRId64, l7_measure_sign(c), -(int64_t)c->value);
		fclose(out);
		return text;
	}
	fprintf(out, "u%d%s@%d", c->width * 8, c->flags & L7_CONDITION_LITTLE ? "le" : "", c->offset);
	if (c->mask != UINT32_MAX)
		fprintf(out, " & 0x%x", c->mask);
	if (c->factor != 1)
		fprintf(out, " * %u", c->factor);
	fprintf(out, " %s ", l7_measure_sign(c));
	if (!(c->flags & L7_CONDITION_SIZE))
		fprintf(out, "%" PRId64, (int64_t)c->value);
	else if (c->value)
		fprintf(out, "size %c %lld", c->value < 0 ? '-' : '+', llabs(c->value));
	else
		fputs("size", out);
	fclose(out);
	return text;
}
