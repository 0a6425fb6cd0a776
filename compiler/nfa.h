/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef L7_COMPILER_NFA_H
#define L7_COMPILER_NFA_H

#include "compiler/regex.h"

/*
 * nfa.h - a unit as a nondeterministic automaton without empty steps
 *
 * A position is a place in the expression that takes one byte out of a set. A thread stands before a position
 * and waits for such a byte; from there it goes to all positions that may follow:
 *
 *    ^ab*$    first: {a}      a ─> {b}, end      b ─> {b}, end
 *
 * `^` can be passed before the first byte only, and `$` behind the last one only, so what is left of the
 * two after this is which positions come first and where an end of the sequence would be a match.
 */

/**
 * struct l7_follow - what may come next
 * @from: where its positions begin in struct l7_nfa's follow
 * @to:   and end
 * @now:  the expression has matched
 * @end:  the expression has matched if no more bytes come
 */
struct l7_follow {
	uint32_t from;
	uint32_t to;
	bool now;
	bool end;
};

/**
 * struct l7_nfa - zero-initialise, release with l7_nfa_fini()
 * @npositions: positions from which the expression can still match; others are not there
 * @set:    [npositions] index into @sets
 * @after:  [npositions] what may come after the position
 * @first:  before the first byte of a sequence
 * @root:   between two bytes; nothing at all for an anchored unit
 * @classic: NUL bytes are passed over, and what has matched is over
 * @sets:   borrowed from the expression
 * @follow: positions; none twice within a range
 */
struct l7_nfa {
	uint32_t npositions;
	uint32_t *set;
	struct l7_follow *after;
	struct l7_follow first;
	struct l7_follow root;
	bool classic;
	const struct l7_byteset *sets;
	size_t nsets;
	uint32_t *follow;
	size_t nfollow;
	size_t follow_room;
};

/**
 * l7_nfa_build() - make the automaton of some alternatives of an expression
 * @alternatives: node indices
 *
 * Return: 0; -ENOMEM; -E2BIG if positions may follow each other in too many ways.
 */
int l7_nfa_build(struct l7_nfa *nfa, const struct l7_regex *re, const uint32_t *alternatives, size_t count);

void l7_nfa_fini(struct l7_nfa *nfa);

/** l7_nfa_is_anchored() - nothing can begin behind the first byte */
static inline bool l7_nfa_is_anchored(const struct l7_nfa *nfa)
{
	return nfa->root.from == nfa->root.to && !nfa->root.now && !nfa->root.end;
}

#endif
