/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef L7_COMPILER_GROUP_H
#define L7_COMPILER_GROUP_H

#include "compiler/unit.h"
#include "uapi/layer7_image.h"

/**
 * struct l7_grouping - which units share an automaton; release with l7_grouping_fini()
 * @group:   [number of units] < ngroups
 * @ngroups: 0..L7_MAX_GROUPS
 */
struct l7_grouping {
	uint32_t *group;
	uint32_t ngroups;
};

/**
 * l7_grouping_search() - find a grouping that costs little
 *
 * An automaton of several units has a state for each combination of theirs that can occur: from hardly more than their sum
 * (`^get`, `^post`) to the product (`^.*a.*b`, `^.*c.*d`). The search puts units, largest first, where they add the
 * fewest bytes, and begins another group where that is cheaper.
 *
 * Return: 0; -ENOMEM; -E2BIG if L7_MAX_GROUPS are too few.
 */
int l7_grouping_search(struct l7_grouping *grouping, const struct l7_units *units);

void l7_grouping_fini(struct l7_grouping *grouping);

#endif
