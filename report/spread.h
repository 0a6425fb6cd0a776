/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef L7_REPORT_SPREAD_H
#define L7_REPORT_SPREAD_H

/*
 * spread.h - how values are spread, in memory that does not depend on how many there are
 *
 * Values below 64 are kept as they are, greater ones in 32 steps between a power of two and the next: a median is at
 * most 1.6 % off.
 */

#include <stdint.h>

#define L7_SPREAD_EXACT 64
#define L7_SPREAD_STEPS 32	/* from a power of two to the next */
#define L7_SPREAD_SIZE (L7_SPREAD_EXACT + (64 - 6) * L7_SPREAD_STEPS)

/** struct l7_spread - zero-initialise; @step: how many values fell into each */
struct l7_spread {
	uint64_t count;
	uint32_t step[L7_SPREAD_SIZE];
};

void l7_spread_add(struct l7_spread *s, uint64_t value);

/** l7_spread_median() - the middle of the step that the median is in; 0 without values */
uint64_t l7_spread_median(const struct l7_spread *s);

#define L7_BARS_MAX 8

/**
 * struct l7_bars - values counted between bounds
 * @bound: the greatest value that a bar takes; beyond the last is one more bar
 * @bars:  bounds and 1
 * @count: values, by bar
 */
struct l7_bars {
	const uint64_t *bound;
	unsigned int bars;
	uint64_t count[L7_BARS_MAX];
};

void l7_bars_add(struct l7_bars *b, uint64_t value);

#endif
