/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef L7_COMPILER_UNIT_H
#define L7_COMPILER_UNIT_H

#include "compiler/dfa.h"
#include "compiler/program.h"

/*
 * unit.h - what is put into groups: a pattern's expression, or some of its alternatives
 *
 * The alternatives of `^A|B` go apart into an anchored unit (^A) and an unanchored one (B), because one automaton of
 * both could never die.
 */

/**
 * struct l7_unit
 * @pattern: index in the image
 * @scope: enum l7_scope of the pattern
 * @key: names the unit wherever it is compiled: made of the definition's digest and the unit's place in it
 * @dfa: minimal
 */
struct l7_unit {
	uint32_t pattern;
	uint32_t scope;
	uint64_t key;
	struct l7_dfa dfa;
};

/** struct l7_units - zero-initialise, release with l7_units_fini() */
struct l7_units {
	struct l7_unit *unit;
	size_t count;
	size_t room;
};

/**
 * l7_units_add() - add the units of a pattern
 * @index:      of the pattern
 * @max_states: of one automaton
 *
 * What can never match makes no unit.
 * Return: 0; -1 with an error in @d.
 */
int l7_units_add(struct l7_units *units, const struct l7_program *program, uint32_t index, unsigned int max_states,
		 struct l7_diags *d);

void l7_units_fini(struct l7_units *units);

#endif
