/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef L7_PROVE_CHANCE_H
#define L7_PROVE_CHANCE_H

#include "prove/matcher.h"

/*
 * chance.h - how likely payload that means nothing matches
 *
 * Payload of N bytes, each drawn alone and alike from some alphabet, arrives in one packet that is the first of its
 * direction. For each N from 1 to L7_CHANCE_SIZES, the chance that a pattern matches is exact: its automaton and its
 * conditions are followed over all payloads at once. Further,
 *
 *   `packets n`, `same FIELD`   that n packets of N bytes in a row match and have the field in common
 *   `and`   parts that one payload can match together: not more than the least likely of them; others are independent.
 *           Each part has the size that suits it best
 *   several patterns   not more than the sum over those of the same transport
 *
 * What is classic has its NUL bytes dropped, as in a connection.
 */

#define L7_CHANCE_SIZES 2048	/* the bytes of a connection that are looked at */
#define L7_CHANCE_PACKET 1500	/* averages are over sizes up to this one */

enum l7_alphabet {
	L7_ALPHABET_RANDOM,	/* all bytes */
	L7_ALPHABET_PRINTABLE,	/* 0x20..0x7e */
};

/** l7_alphabet_weights() - the chance of each byte; @weight: [256] */
void l7_alphabet_weights(enum l7_alphabet alphabet, double *weight);

/**
 * struct l7_chance - of a definition
 * @worst:   at the size that is worst
 * @size:    this size; 0: it is made of packets of several sizes
 * @average: over the sizes 1..L7_CHANCE_PACKET
 * @bound:   the figures are not exact but not too low
 * @pattern: index of the pattern that makes up most of it
 */
struct l7_chance {
	double worst;
	double average;
	uint32_t size;
	uint32_t pattern;
	bool bound;
};

/**
 * l7_chance_of_pattern() - one pattern, whatever parts there are besides
 * @weight: [256]
 * @chance: [L7_CHANCE_SIZES + 1] by size
 * @bound:  set if the figures are an upper bound, else untouched
 *
 * Return: 0, -ENOMEM.
 */
int l7_chance_of_pattern(const struct l7_matcher *m, const double *weight, double *chance, bool *bound);

/**
 * l7_chance_of_def() - all patterns of one definition
 * @first: its first pattern
 * @count: how many it has
 *
 * Return: 0, -ENOMEM.
 */
int l7_chance_of_def(const struct l7_matchers *m, uint32_t first, uint32_t count, enum l7_alphabet alphabet,
		     struct l7_chance *chance);

/**
 * l7_chance_of_both() - of payload of @size bytes that one of two patterns matches and that is random otherwise, how much
 *			  does the other match too
 * @share: of the one of which it is more; 0 if no such payload matches both; 1 if it would take too long to say
 *
 * Return: 0, -ENOMEM.
 */
int l7_chance_of_both(const struct l7_matcher *a, const struct l7_matcher *b, uint32_t size, double *share);

#endif
