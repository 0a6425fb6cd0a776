// SPDX-License-Identifier: GPL-2.0-only
/*
 * spread.c - how values are spread
 */

#include "report/spread.h"

#define FIRST_BIT 6	/* 1 << FIRST_BIT is L7_SPREAD_EXACT */
#define STEP_BITS 5	/* 1 << STEP_BITS is L7_SPREAD_STEPS */

_Static_assert(1 << FIRST_BIT == L7_SPREAD_EXACT, "steps begin where exact values end");
_Static_assert(1 << STEP_BITS == L7_SPREAD_STEPS, "a step is a power of two");

static unsigned int step_of(uint64_t value)
{
	unsigned int bit;

	if (value < L7_SPREAD_EXACT)
		return value;
	bit = 63 - __builtin_clzll(value);
	return L7_SPREAD_EXACT + (bit - FIRST_BIT) * L7_SPREAD_STEPS + (value >> (bit - STEP_BITS)) % L7_SPREAD_STEPS;
}

static uint64_t middle(unsigned int step)
{
	unsigned int bit;
	uint64_t low, size;

	if (step < L7_SPREAD_EXACT)
		return step;
	bit = FIRST_BIT + (step - L7_SPREAD_EXACT) / L7_SPREAD_STEPS;
	size = UINT64_C(1) << (bit - STEP_BITS);
	low = (UINT64_C(1) << bit) + (step - L7_SPREAD_EXACT) % L7_SPREAD_STEPS * size;
	return low + (size - 1) / 2;
}

void l7_spread_add(struct l7_spread *s, uint64_t value)
{
	s->count++;
	s->step[step_of(value)]++;
}

uint64_t l7_spread_median(const struct l7_spread *s)
{
	uint64_t below = 0;
	unsigned int i;

	if (!s->count)
		return 0;
	for (i = 0; i < L7_SPREAD_SIZE; i++) {
		below += s->step[i];
		if (below > (s->count - 1) / 2)
			break;
	}
	return middle(i);
}

void l7_bars_add(struct l7_bars *b, uint64_t value)
{
	unsigned int i = 0;

	while (i < b->bars - 1 && value > b->bound[i])
		i++;
	b->count[i]++;
}
