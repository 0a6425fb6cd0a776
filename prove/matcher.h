/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef L7_PROVE_MATCHER_H
#define L7_PROVE_MATCHER_H

#include "compiler/program.h"
#include "compiler/unit.h"

/*
 * matcher.h - patterns as something to reckon with: automata in which a match stays a match
 *
 *	^ab|^abc$      start ─a─> 2 ─b─> matched ─┐
 *	                                   ^──────┘ any byte
 *
 * Where the automaton of all of a pattern's units would be too large, it has several: one that matches is enough.
 */

/**
 * struct l7_machine - one automaton of a pattern
 * @dfa:     minimal, all of its states can be reached; its outputs are L7_OUT_*
 * @matched: the one state that is a match whatever follows; 0: there is none
 * @loops:   [dfa.nstates] the state can be come back to
 * @first:   bytes that do not kill it at once
 */
struct l7_machine {
	struct l7_dfa dfa;
	uint16_t matched;
	bool *loops;
	struct l7_byteset first;
};

/**
 * struct l7_matcher - one pattern
 * @machine: [nmachines]; none: the expression can never match
 * @pattern: borrowed from the program
 * @condition: [pattern->nconditions] borrowed
 * @past:    bytes that its fields reach to; in a payload that is shorter it can't match
 * @by_size: some field is compared with the size
 */
struct l7_matcher {
	struct l7_machine *machine;
	uint32_t nmachines;
	const struct l7_image_pattern *pattern;
	const struct l7_image_condition *condition;
	uint32_t past;
	bool by_size;
};

/** struct l7_matchers - [program->npatterns], in their order; zero-initialise, release with l7_matchers_fini() */
struct l7_matchers {
	const struct l7_program *program;
	struct l7_matcher *matcher;
	uint32_t count;
};

/**
 * l7_matchers_build() - make the matchers of a program
 * @units: of all its patterns, in their order
 *
 * Return: 0; -ENOMEM.
 */
int l7_matchers_build(struct l7_matchers *m, const struct l7_program *program, const struct l7_units *units);

void l7_matchers_fini(struct l7_matchers *m);

/**
 * l7_machine_build() - make a machine of a unit's automaton
 * @dfa: taken over
 * @classic: NUL bytes are passed over
 *
 * Return: 0; -ENOMEM, @dfa is released too.
 */
int l7_machine_build(struct l7_machine *machine, struct l7_dfa *dfa, bool classic);

void l7_machine_fini(struct l7_machine *machine);

/** l7_machine_matches() - whether a payload that ends in @state is a match */
static inline bool l7_machine_matches(const struct l7_machine *m, uint32_t state)
{
	return m->dfa.out[state] != 0;
}

/** l7_matcher_fits() - whether the pattern's conditions allow for payloads of @size bytes, as far as the size alone tells */
bool l7_matcher_fits(const struct l7_matcher *m, uint32_t size);

/** l7_matcher_accepts() - whether a payload, all in one packet that begins its direction, is a match */
bool l7_matcher_accepts(const struct l7_matcher *m, const uint8_t *payload, uint32_t size);

#endif
