/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef L7_PROVE_RIVAL_H
#define L7_PROVE_RIVAL_H

#include "prove/finding.h"
#include "prove/matcher.h"

/*
 * rival.h - definitions that claim the same payload
 *
 * Two overlap where one payload matches a pattern of each (see overlap.h: joined) and all that these patterns want
 * besides can be in the same connection. The smaller rank decides then, which is as it should be; with equal ranks it
 * is the order of names, and that is a finding.
 *
 * Unless it hardly occurs: formats that say something about different bytes always have payload in common. The share of
 * an overlap is how much of the payload of the one is the other's too, were all bytes random that the one leaves open,
 * at the size of the shortest common payload and at two and four times that.
 *
 * A definition is shadowed if whatever it matches, one that wins by rank matches too: it can never decide.
 *
 * Definitions of one name are not compared.
 */

/**
 * l7_rivals_find() - compare each definition with each other
 * @share_max: an overlap of less than this share is a note
 * @findings: gets overlap and shadow; an overlap that rank settles, or that can't be decided, as a note
 *
 * Return: 0, -ENOMEM.
 */
int l7_rivals_find(const struct l7_matchers *m, double share_max, struct l7_findings *findings);

#endif
