/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef L7_COMPILER_LANE_H
#define L7_COMPILER_LANE_H

#include "compiler/unit.h"

/*
 * lane.h - groups that are being filled, and what one more unit would cost them
 */

/** struct l7_shared - the automaton of several units; its outputs are all 0; shared by groupings that are compared */
struct l7_shared {
	struct l7_unit unit;
	unsigned int references;
};

/**
 * struct l7_lane - a group that is being filled
 * @closed: will be sparse: nothing else goes in
 */
struct l7_lane {
	struct l7_shared *base;
	bool closed;
};

struct l7_meter_pair {
	uint32_t base;
	uint32_t unit;
};

/**
 * struct l7_meter - what has been spent on counting, and memory for it; zero-initialise, release with l7_meter_fini()
 * @steps:  of automata: the same on every machine, so that what is found is the same, too
 * @pair:   [count] combinations of a lane's states and a unit's that were met
 * @bucket: hash table: index + 1 of a pair, 0: free
 */
struct l7_meter {
	uint64_t steps;
	struct l7_meter_pair *pair;
	size_t room;
	uint32_t count;
	uint32_t *bucket;
	uint32_t mask;
};

void l7_meter_fini(struct l7_meter *m);

/**
 * l7_shared_new() - make the automaton of @count units, of one scope
 * @out: with one reference
 *
 * Return: 0; -ENOMEM; -E2BIG beyond @max_states.
 */
int l7_shared_new(struct l7_meter *m, const struct l7_unit *const *units, uint32_t count, unsigned int max_states,
		  struct l7_shared **out);

/** l7_shared_put() - give a reference back; @s: (may be NULL) */
void l7_shared_put(struct l7_shared *s);

/** l7_lane_open() - begin a lane with some units; Return: 0; -ENOMEM; -E2BIG */
int l7_lane_open(struct l7_meter *m, struct l7_lane *lane, const struct l7_unit *const *units, uint32_t count);

/** l7_lane_extend() - put one more unit in; Return: 0; -ENOMEM; -E2BIG with @lane as it was */
int l7_lane_extend(struct l7_meter *m, struct l7_lane *lane, const struct l7_unit *unit);

/**
 * l7_lane_growth() - how many states more a lane would have with a unit
 *
 * Counts combinations in which the unit is not idle (anchored: dead; unanchored: at its start); a few of them can't be
 * reached. Return: states, something beyond @limit if there are more; -ENOMEM.
 */
int64_t l7_lane_growth(struct l7_meter *m, const struct l7_lane *lane, const struct l7_unit *unit, size_t limit);

/** l7_lane_classes() - how many byte classes a lane would have with a unit */
uint32_t l7_lane_classes(const struct l7_lane *lane, const struct l7_unit *unit);

/** l7_lane_rows_bytes() - what @nstates rows of an automaton like @dfa cost */
size_t l7_lane_rows_bytes(const struct l7_dfa *dfa, size_t nstates, uint32_t nclasses);

/** l7_lane_unit_bytes() - what a unit's own automaton costs */
static inline size_t l7_lane_unit_bytes(const struct l7_unit *unit)
{
	return l7_lane_rows_bytes(&unit->dfa, unit->dfa.nstates, unit->dfa.nclasses);
}

#endif
