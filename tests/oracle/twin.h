/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef ORACLE_TWIN_H
#define ORACLE_TWIN_H

/*
 * twin.h - the slow, obvious matcher
 *
 * An expression maps the places where it may begin to the places where it may end. That is all there is to it: a
 * byte moves a place on by one, a sequence is one map after the other, an alternative is the union, a star the
 * fixpoint. No automaton, no backtracking, no search order.
 */

#include "tests/oracle/v8.h"

#define TWIN_MAX_BYTES 2048

/**
 * twin_matches() - does an expression match somewhere in a sequence of bytes
 * @p:   no NUL among them
 * @len: <= TWIN_MAX_BYTES
 */
bool twin_matches(const struct v8_regex *re, const uint8_t *p, size_t len);

#endif
