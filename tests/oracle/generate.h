/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef ORACLE_GENERATE_H
#define ORACLE_GENERATE_H

#include "tests/oracle/defs.h"
#include "tests/oracle/flows.h"

/** struct prng - small and the same everywhere; seed it with anything */
struct prng {
	uint64_t state;
};

/** prng_below() - 0 <= result < @n, @n > 0 */
uint32_t prng_below(struct prng *r, uint32_t n);

/**
 * generate_flows() - packet lists that match a definition, or nearly do
 * @per_def: how many
 *
 * A string is drawn from the expression's tree, put behind other bytes where that may still match, cut
 * into packets, and then most of the time spoilt: capitals, NUL bytes, a byte changed, left out or doubled,
 * bytes behind it. The first of them are not spoilt.
 */
void generate_flows(struct flows *flows, const struct odef *def, struct prng *r, unsigned int per_def);

#endif
