/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef L7_COMPILER_BUNDLE_H
#define L7_COMPILER_BUNDLE_H

#include "compiler/lane.h"
#include "uapi/layer7_image.h"

/**
 * struct l7_bundles - lanes that are filled with finite units
 * @lane:    [L7_MAX_GROUPS], the first @nlanes in use
 * @lane_of: [units->count]
 */
struct l7_bundles {
	const struct l7_units *units;
	struct l7_meter *meter;
	struct l7_lane *lane;
	uint32_t *nlanes;
	uint32_t *lane_of;
};

/**
 * l7_bundle() - lanes for the finite units of a scope
 *
 * All of them in one automaton, as long as that isn't large. Else without those that would have many times more states
 * beside others than alone, or the looser quarter apart: it is the loose ones that multiply.
 *
 * Return: 0; -ENOMEM; -E2BIG if there are not enough groups.
 */
int l7_bundle(const struct l7_bundles *b, uint32_t scope);

#endif
