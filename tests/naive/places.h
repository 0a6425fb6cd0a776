/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef TESTS_PLACES_H
#define TESTS_PLACES_H

/*
 * places.h - an expression's tree and some bytes, slowly: from which places to which can a node lead
 *
 * A place is between two bytes, 0..length; sets of them are bitmaps.
 */

#include "compiler/regex.h"

#define PLACES_MAX_BYTES 62

/** places_after() - the places behind a match of a node that begins at one of @from; @length <= PLACES_MAX_BYTES */
uint64_t places_after(const struct l7_regex *re, uint32_t node, const uint8_t *bytes, size_t length, uint64_t from);

/** places_match() - whether the expression matches somewhere in the bytes, whose end `$` is */
static inline bool places_match(const struct l7_regex *re, const uint8_t *bytes, size_t length)
{
	return places_after(re, re->root, bytes, length, (2ull << length) - 1) != 0;
}

#endif
