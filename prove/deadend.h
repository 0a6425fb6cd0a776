/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef L7_PROVE_DEADEND_H
#define L7_PROVE_DEADEND_H

#include "compiler/regex.h"

/*
 * deadend.h - alternatives of an expression that do not matter
 *
 *	^(GET|POST|GET /)   what begins with `GET /' has matched `GET' before
 *	^(a|[^\x00-\xff])   no byte is in the set
 *
 * Of alternatives that are alike all but the first do not matter.
 */

/**
 * struct l7_dead_end - an alternative that doesn't matter
 * @choice: in the order in which choices begin in the text, from 0
 * @alternative: of it, from 0
 * @never:  it can never match; else others match what it does
 */
struct l7_dead_end {
	uint32_t choice;
	uint32_t alternative;
	bool never;
};

/** struct l7_dead_ends - zero-initialise, release with l7_dead_ends_fini() */
struct l7_dead_ends {
	struct l7_dead_end *end;
	size_t count;
	size_t room;
};

/**
 * l7_dead_ends_find() - go through the alternatives of an expression
 * @re: alternatives found are taken out of it, if others match what they do
 *
 * What would take too long to find out is passed over.
 * Return: 0, -ENOMEM.
 */
int l7_dead_ends_find(struct l7_dead_ends *ends, struct l7_regex *re);

void l7_dead_ends_fini(struct l7_dead_ends *ends);

/**
 * l7_dead_end_text() - where an alternative stands
 * @classic: the expression is in the classic's dialect
 *
 * Return: its beginning in @expression; NULL if that can't be told.
 */
const char *l7_dead_end_text(const char *expression, bool classic, const struct l7_dead_end *end, size_t *length);

#endif
