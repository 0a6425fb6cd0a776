/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef L7_COMPILER_EMIT_H
#define L7_COMPILER_EMIT_H

#include "compiler/product.h"

/**
 * struct l7_emit_group - an automaton to be written
 * @dfa:   its outputs are L7_OUT_SETS()
 * @scope: enum l7_scope
 * @defs:  bitmap of the definitions that it stands for some expression of
 */
struct l7_emit_group {
	struct l7_dfa dfa;
	uint32_t scope;
	uint64_t defs[L7_DEF_WORDS];
};

/**
 * l7_emit() - write an image
 * @program: all but the automata
 * @groups:  [ngroups], 1..L7_MAX_GROUPS
 * @out:     filled in
 *
 * Return: 0; -ENOMEM; -E2BIG if a limit of the format is exceeded.
 */
int l7_emit(const struct l7_program *program, const struct l7_emit_group *groups, uint32_t ngroups,
	    const struct l7_sets *sets, struct l7_blob *out);

/**
 * l7_emit_dense_bytes() - what rows cost in the dense form
 * Return: bytes, whether or not the format can hold so many.
 */
static inline size_t l7_emit_dense_bytes(size_t nstates, uint32_t nclasses)
{
	return nstates * ((nclasses + 2 + 7) / 8) * 16;
}

/**
 * l7_emit_is_sparse() - whether the automaton would be written in the sparse form
 *
 * @scope: enum l7_scope
 *
 * That is where its dense form is too large, or large while its rows hardly differ from their most frequent next state and
 * it is classic or done after a few bytes: a sparse step takes twice as long.
 */
bool l7_emit_is_sparse(const struct l7_dfa *dfa, uint32_t scope);

/** rows of this many bytes together are the most that the dense form can hold */
#define L7_EMIT_DENSE_MAX_BYTES (65536u * 16)

#endif
