/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef L7_PROVE_OVERLAP_H
#define L7_PROVE_OVERLAP_H

#include "prove/matcher.h"

/*
 * overlap.h - payload that two patterns match, and patterns that match all that another one does
 *
 * A payload here is what one packet has that is the first of its direction, of 1..L7_OVERLAP_SIZES bytes. Answers are exact,
 * conditions included; where that would take too long, the answer says so.
 *
 * What searches (`^.*name`, `name`) overlaps with nearly everything: the one thing is found, then the other. With @joined,
 * this is not what is asked for: once one has matched, the other must be where it can't come back to, so that what
 * makes the one match is part of what makes the other match; or both match at the same byte.
 */

#define L7_OVERLAP_SIZES 2048

enum l7_overlap_answer {
	L7_OVERLAP_NONE,
	L7_OVERLAP_FOUND,
	L7_OVERLAP_UNDECIDED,
};

/**
 * struct l7_overlap - release with l7_overlap_fini()
 * @payload: [size] the shortest that there is, if found
 */
struct l7_overlap {
	enum l7_overlap_answer answer;
	uint8_t *payload;
	uint32_t size;
};

/**
 * l7_overlap_find() - is there payload that both patterns match
 * @b: (may be @a)
 *
 * Patterns of different scope, or of opposite sides of a connection, do not overlap.
 * Return: 0, -ENOMEM.
 */
int l7_overlap_find(const struct l7_matcher *a, const struct l7_matcher *b, bool joined, struct l7_overlap *out);

/**
 * l7_overlap_covers() - does @outer match whatever @inner matches, at the same packet or before
 * @out: found: yes. If not, @payload is what @inner alone matches
 *
 * @inner may have several parts or packets; @outer must be one that is found at once.
 * Return: 0, -ENOMEM.
 */
int l7_overlap_covers(const struct l7_matcher *outer, const struct l7_matcher *inner, struct l7_overlap *out);

/**
 * l7_overlap_covers_machine() - does one automaton, or another, match whatever @inner does; conditions aside
 * @outer: what has no automaton matches nothing (may be NULL)
 */
int l7_overlap_covers_machine(const struct l7_machine *outer, const struct l7_machine *inner, struct l7_overlap *out);

void l7_overlap_fini(struct l7_overlap *overlap);

#endif
