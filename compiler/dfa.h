/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef L7_COMPILER_DFA_H
#define L7_COMPILER_DFA_H

#include "compiler/nfa.h"

/**
 * struct l7_dfa - a deterministic automaton, compile-time form; zero-initialise, release with l7_dfa_fini()
 * @nstates:  1..65535; state 0 is the dead one: it stays where it is and its output is 0
 * @nclasses: 1..256
 * @start:    0 if nothing can ever match
 * @anchored: the dead state can be reached, and mostly is within a few bytes
 * @finite:   the dead state is reached within so many bytes as there are states, whatever they are
 * @class:    byte to class, < nclasses
 * @next:     [nstates][nclasses]
 * @out:      [nstates] what is reported in a state. Of a unit: OR of L7_OUT_*; of a group: an index, 0 is nothing
 */
struct l7_dfa {
	uint32_t nstates;
	uint32_t nclasses;
	uint16_t start;
	bool anchored;
	bool finite;
	uint8_t class[256];
	uint16_t *next;
	uint32_t *out;
};

#define L7_DFA_MAX_STATES 65535

enum l7_out {
	L7_OUT_NOW = 1,	/* matches, whatever follows */
	L7_OUT_END = 2,	/* matches if no more bytes come */
};

/**
 * l7_dfa_build() - make a unit deterministic
 * @dfa:        zero-initialised
 * @max_states: more are refused, 1..L7_DFA_MAX_STATES
 *
 * That something matched is never remembered in a state. A classic expression's state that is entered by a match reports it,
 * and goes on as if the unit had just begun (unanchored), or as the dead one (anchored); another's goes on with what can
 * still match, so that automata with the same beginning stay in step.
 *
 * Return: 0; -ENOMEM; -E2BIG if it has too many states or takes too long.
 */
int l7_dfa_build(struct l7_dfa *dfa, const struct l7_nfa *nfa, unsigned int max_states);

/**
 * l7_dfa_minimise() - make one state out of all that can't be told apart
 *
 * Return: 0; -ENOMEM with @dfa as it was.
 */
int l7_dfa_minimise(struct l7_dfa *dfa);

/**
 * l7_dfa_is_finite() - whether no state but the dead one can be reached from itself
 *
 * Return: false too if there is no memory to find out.
 */
bool l7_dfa_is_finite(const struct l7_dfa *dfa);

/**
 * l7_dfa_merge_classes() - make one class out of all that no state tells apart
 */
void l7_dfa_merge_classes(struct l7_dfa *dfa);

void l7_dfa_fini(struct l7_dfa *dfa);

#endif
