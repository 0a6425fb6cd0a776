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

/* of a unit: it has no group yet */
#define L7_GROUP_NONE UINT32_MAX

/**
 * l7_grouping_search() - find a grouping that costs little
 *
 * An automaton of several units has a state for each combination of theirs that can occur: from hardly more than their
 * sum (`^get`, `^post`) to the product (`^.*a.*b`, `^.*c.*d`). The search puts units, largest first, where they add
 * the fewest bytes, and begins another group where that is cheaper. Then it dissolves two groups at a time, places
 * their units anew in another order, and keeps what is better.
 *
 * Return: 0; -ENOMEM; -E2BIG if L7_MAX_GROUPS are too few.
 */
int l7_grouping_search(struct l7_grouping *grouping, const struct l7_units *units);

/**
 * l7_grouping_complete() - add units to a grouping that was made without them
 * @group: [units->count] < L7_MAX_GROUPS, or L7_GROUP_NONE. Need not make sense: groups of both kinds and groups
 *         that are too large are refused
 *
 * Quick, and not as good as a search.
 * Return: 0; -ENOMEM; -EINVAL; -E2BIG.
 */
int l7_grouping_complete(struct l7_grouping *grouping, const struct l7_units *units, const uint32_t *group);

void l7_grouping_fini(struct l7_grouping *grouping);

#endif
