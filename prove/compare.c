// SPDX-License-Identifier: GPL-2.0-only
#include "prove/compare.h"
#include "core/image.h"

static int64_t floor_div(int64_t a, int64_t b)
{
	return a / b - (a % b && a < 0);
}

/* x * factor op value, as x op the number returned; false: no x is so, or (of NE) every one */
static bool divide(uint8_t op, int64_t value, int64_t factor, int64_t *number)
{
	*number = value;
	if (factor == 1)
		return true;
	*number = floor_div(value, factor);
	switch (op) {
	case L7_OP_EQ:
	case L7_OP_NE:
		return *number * factor == value;
	case L7_OP_LT:
	case L7_OP_GE:
		*number = -floor_div(-value, factor);
	}
	return true;
}

static enum l7_truth truth(bool holds)
{
	return holds ? L7_TRUTH_ALWAYS : L7_TRUTH_NEVER;
}

enum l7_truth l7_compare_init(struct l7_compare *c, const struct l7_image_condition *condition, uint32_t size)
{
	const int64_t value = condition->value + (condition->flags & L7_CONDITION_SIZE ? size : 0);
	const uint32_t all = condition->width < 4 ? (1u << 8 * condition->width) - 1 : UINT32_MAX;
	const uint32_t mask = condition->mask & all;
	unsigned int i;
	int64_t number;

	if (!condition->width)
		return truth(l7_image_compare(condition->op, 0, value));
	if (!divide(condition->op, value, condition->factor, &number))
		return truth(condition->op == L7_OP_NE);
	/* the masked field lies between 0 and the mask: is it the same for both */
	if (condition->op != L7_OP_EQ && condition->op != L7_OP_NE &&
	    l7_image_compare(condition->op, 0, number) == l7_image_compare(condition->op, mask, number))
		return truth(l7_image_compare(condition->op, 0, number));
	if (number < 0 || number > mask || (condition->op <= L7_OP_NE && number & ~(int64_t)mask))
		return truth(condition->op == L7_OP_NE);
	*c = (struct l7_compare){ .offset = condition->offset, .width = condition->width, .op = condition->op,
				  .little = condition->flags & L7_CONDITION_LITTLE };
	for (i = 0; i < c->width; i++) {
		const unsigned int shift = 8 * (c->little ? i : c->width - 1 - i);

		c->mask[i] = mask >> shift;
		c->want[i] = number >> shift;
	}
	return L7_TRUTH_DEPENDS;
}

static enum l7_order settle(const struct l7_compare *c, enum l7_order order)
{
	const int left = order == L7_ORDER_EQUAL ? 0 : order == L7_ORDER_LESS ? -1 : 1;

	return l7_image_compare(c->op, left, 0) ? L7_ORDER_HOLDS : L7_ORDER_FAILS;
}

enum l7_order l7_compare_step(const struct l7_compare *c, enum l7_order state, unsigned int index,
			      enum l7_order order)
{
	const bool last = index + 1 == c->width;

	if (state == L7_ORDER_HOLDS || state == L7_ORDER_FAILS)
		return state;
	if (!c->little) {
		/* the first byte that differs decides */
		return order != L7_ORDER_EQUAL || last ? settle(c, order) : L7_ORDER_EQUAL;
	}
	/* the last byte that differs decides; one that differs at all decides whether they are equal */
	if (order == L7_ORDER_EQUAL)
		order = state;
	if (order != L7_ORDER_EQUAL && c->op <= L7_OP_NE)
		return settle(c, order);
	return last ? settle(c, order) : order;
}

struct l7_image_condition l7_compare_opposite(const struct l7_image_condition *condition)
{
	static const uint8_t opposite[] = {
		[L7_OP_EQ] = L7_OP_NE, [L7_OP_NE] = L7_OP_EQ, [L7_OP_LT] = L7_OP_GE,
		[L7_OP_GT] = L7_OP_LE, [L7_OP_LE] = L7_OP_GT, [L7_OP_GE] = L7_OP_LT,
	};
	struct l7_image_condition c = *condition;

	c.op = opposite[c.op];
	return c;
}
