/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef L7_COMPILER_LOWER_H
#define L7_COMPILER_LOWER_H

#include "compiler/regex.h"

#define L7_LOWER_MAX_CONDITIONS 64

/**
 * l7_lower() - make conditions of what lies at fixed places behind an expression's first specific bytes
 *
 *	^\x04\x00.{10}\x00\x00   ->   ^\x04\x00   u16@12 = 0
 *
 * An automaton pays for what is far in with states, and those of many expressions multiply; a condition is looked at
 * only where the beginning has matched.
 *
 * @scope:     not L7_SCOPE_MERGED; says how far conditions can look
 * @written:   [nwritten] conditions of the pattern: what they say of its first bytes goes into the automaton, too, so that it
 *             is not found and given up at every packet
 * @condition: [L7_LOWER_MAX_CONDITIONS] filled in
 *
 * The expression is left as it is if its length varies, or something in it can't be said with conditions.
 * Return: how many conditions there are besides those written; -ENOMEM.
 */
int l7_lower(struct l7_regex *re, enum l7_scope scope, const struct l7_image_condition *written, size_t nwritten,
	     struct l7_image_condition *condition);

#endif
