/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef L7_EXPLAIN_FUTURE_H
#define L7_EXPLAIN_FUTURE_H

/*
 * future.h - what a group's automaton can still report from a state on
 *
 *   state ──byte──> state ──byte──> state ...       breadth first: the first state that reports a pattern is at the
 *                     │               │             end of a shortest continuation that makes it a match
 *                  reports         reports
 */

#include "core/image.h"

#define L7_FUTURE_NEVER UINT32_MAX

/** struct l7_future - of one state of one group; release with l7_future_fini() */
struct l7_future {
	const struct l7_image *img;
	uint32_t group;
	uint32_t start;
	uint32_t *from;		/* [nstates] the row that a row was first reached from */
	uint8_t *by;		/* [nstates] with this byte */
	uint32_t *goal;		/* [npatterns] the first row that reports it, L7_FUTURE_NEVER: none */
	uint32_t *distance;	/* [npatterns] bytes to there */
};

/**
 * struct l7_witness - bytes that make a pattern's expression match; release with l7_witness_fini()
 * @byte:  [length] printable where some such byte will do
 * @width: [length] how many other bytes would have done in its place, itself included
 * @end:   it matches only if the packet ends behind them
 */
struct l7_witness {
	uint8_t *byte;
	uint16_t *width;
	uint32_t length;
	bool end;
};

/**
 * l7_future_find() - go through all states that can be reached
 * @img:   verified; borrowed
 * @state: of the group; 0: nothing can be
 *
 * Time and memory are linear in the group's size. Return: 0, -ENOMEM, -EINVAL: the group has no such state.
 */
int l7_future_find(struct l7_future *f, const struct l7_image *img, uint32_t group, uint32_t state);
void l7_future_fini(struct l7_future *f);

/** l7_future_distance() - bytes of a shortest continuation, at least one; Return: L7_FUTURE_NEVER: there is none */
uint32_t l7_future_distance(const struct l7_future *f, uint32_t pattern);

/** l7_future_witness() - a shortest continuation of a pattern that has one; Return: 0, -ENOMEM */
int l7_future_witness(const struct l7_future *f, uint32_t pattern, struct l7_witness *w);
void l7_witness_fini(struct l7_witness *w);

/**
 * l7_witness_set() - ask for a byte in a place, longer if need be: what is between may be anything
 * @byte: what some bits of it must be; a place whose byte is certain already stays as it is
 * @mask: these bits, not 0
 *
 * Return: 0, -ENOMEM.
 */
int l7_witness_set(struct l7_witness *w, uint32_t at, uint8_t byte, uint8_t mask);

/** l7_witness_text() - for people: `" HTTP/1."', `any 3 bytes, "\x00"'; Return: to be freed; NULL: no memory */
char *l7_witness_text(const struct l7_witness *w);

#endif
