/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef L7_PROVE_REACH_H
#define L7_PROVE_REACH_H

#include "prove/finding.h"
#include "prove/matcher.h"

/*
 * reach.h - what of a definition can never matter
 *
 * A pattern, if nothing can match it, or if another pattern of the definition matches all that it does. An alternative
 * of an expression, likewise, given the alternatives beside it. Of two that are alike it is the later one that doesn't
 * matter.
 */

/**
 * l7_reach_of_def() - add findings `unreachable' of one definition
 * @first: its first pattern
 * @count: how many it has
 *
 * What would take too long to find out is passed over.
 * Return: 0, -ENOMEM.
 */
int l7_reach_of_def(const struct l7_matchers *m, uint32_t first, uint32_t count, struct l7_findings *findings);

#endif
