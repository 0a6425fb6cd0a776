/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef L7_PROVE_FINDING_H
#define L7_PROVE_FINDING_H

#include "compiler/compiler.h"

/**
 * struct l7_finding - something that a definition should answer for
 * @name:   random, printable, overlap, shadow, unreachable, hex or stale
 * @def:    borrowed
 * @other:  the other definition (NULL: it is about @def alone)
 * @line:   of @def's file
 * @text:   what it is, without newline
 * @example: payload as text, what isn't printable as \xHH (may be NULL)
 * @reason: why it is right as it is, from an `allow' (NULL: not answered), borrowed
 * @note:   to be known, nothing to be answered for
 */
struct l7_finding {
	const char *name;
	const struct l7_def *def;
	const struct l7_def *other;
	unsigned int line;
	char *text;
	char *example;
	const char *reason;
	bool note;
};

/** struct l7_findings - zero-initialise, release with l7_findings_fini() */
struct l7_findings {
	struct l7_finding *finding;
	size_t count;
	size_t room;
};

/** struct l7_finding_at - what a finding is about, see there */
struct l7_finding_at {
	const char *name;
	const struct l7_def *def;
	const struct l7_def *other;
	unsigned int line;
	bool note;
};

/**
 * l7_findings_add() - append a finding
 * @payload: [size] an example (may be NULL)
 *
 * Return: 0, -ENOMEM.
 */
int l7_findings_add(struct l7_findings *f, const struct l7_finding_at *at, const uint8_t *payload, size_t size,
		    const char *fmt, ...) __attribute__((format(printf, 5, 6)));

/**
 * l7_findings_answer() - find the `allow' that answers each, and those that answer nothing
 * @defs: that were looked at; an `allow' that names another one can't be judged
 *
 * Adds a finding `stale' for each that is of no use.
 * Return: 0, -ENOMEM.
 */
int l7_findings_answer(struct l7_findings *f, const struct l7_defs *defs);

/** l7_findings_sort() - by definition in the order of names, then line, then name of the finding */
void l7_findings_sort(struct l7_findings *f);

/** l7_finding_is_open() - whether it counts */
static inline bool l7_finding_is_open(const struct l7_finding *f)
{
	return !f->note && !f->reason;
}

void l7_findings_fini(struct l7_findings *f);

#endif
