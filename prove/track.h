/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef L7_PROVE_TRACK_H
#define L7_PROVE_TRACK_H

#include "prove/compare.h"
#include "compiler/dfa.h"

/*
 * track.h - all payloads of one size at once: automata and conditions followed byte by byte
 *
 * After i bytes a payload is at a place: a state of each automaton, and of each comparison whose field has begun and not
 * ended. Payloads at the same place are one from there on. A layer is the places that there are after i bytes:
 *
 *	layer 0 ──> layer 1 ──> layer 2 ──> ...
 *	{start}     {q1, q2}    {q1, q3 with u16@1 less so far, q3 with it equal so far}
 *
 * A payload for which an automaton is dead or a condition fails is not followed.
 */

#define L7_TRACK_DFAS 2
#define L7_TRACK_COMPARES 512

/**
 * struct l7_spot - a place
 * @key:    L7_TRACK_STATE()s, and above them 2 bits for each slot
 * @weight: chance to be there; of all that is not chance, 1
 * @from:   the place in the layer before that was first to lead here
 * @byte:   with which byte
 */
struct l7_spot {
	uint64_t key;
	double weight;
	uint32_t from;
	uint8_t byte;
};

#define L7_TRACK_STATE(key, i) ((uint32_t)((key) >> 16 * (i)) & 0xffff)

/** struct l7_layer - places, no two with the same key; zero-initialise, release with l7_layer_fini() */
struct l7_layer {
	struct l7_spot *spot;
	size_t count;
	size_t room;
	uint32_t *bucket;
	uint32_t mask;
};

/**
 * struct l7_kind - bytes that lead from any place to the same, for one offset
 * @class:  of each automaton
 * @order:  L7_ORDER_* for each comparison that is open there
 * @byte:   one of them, text where there is any
 * @count:  how many have a weight
 * @weight: of all of them
 */
struct l7_kind {
	uint8_t class[L7_TRACK_DFAS];
	uint8_t byte;
	uint16_t count;
	double weight;
	uint8_t order[16];
};

/**
 * struct l7_kinds - all bytes at an offset
 * @open: [nopen] comparisons
 * @want: [nopen] what they compare with here, mask and number
 */
struct l7_kinds {
	struct l7_kind kind[256];
	uint32_t count;
	uint16_t open[16];
	uint8_t want[16][2];
	uint32_t nopen;
};

/**
 * struct l7_track - made by l7_track_init(), release with l7_track_fini()
 * @dfa:    [ndfas]
 * @spared: [ndfas] the dead state of this one is followed too
 * @matched: [ndfas] with @loops
 * @loops:  [ndfas] where one automaton has matched and the other is in such a state, it is not followed (may be NULL)
 * @weight: of each byte; those of weight 0 do not occur
 * @order:  the bytes as examples prefer them
 * @class:  of each byte, where no field is open
 * @past:   bytes behind which no comparison is open
 * @slot:   [ncompares]
 * @kinds:  what was last found at an offset, the last element where nothing is open; NULL: not known
 */
struct l7_track {
	const struct l7_dfa *dfa[L7_TRACK_DFAS];
	bool spared[L7_TRACK_DFAS];
	uint16_t matched[L7_TRACK_DFAS];
	const bool *loops[L7_TRACK_DFAS];
	uint32_t ndfas;
	double weight[256];
	uint8_t order[256];
	uint8_t class[256];
	uint32_t nclasses;
	struct l7_compare compare[L7_TRACK_COMPARES];
	uint8_t slot[L7_TRACK_COMPARES];
	uint32_t ncompares;
	uint32_t past;
	struct l7_kinds *kinds[L7_PACKET_HEAD_BYTES + 1];
};

/**
 * l7_track_init() - follow some automata
 * @second: (may be NULL)
 * @weight: [256]; NULL: every byte has weight 1
 */
void l7_track_init(struct l7_track *t, const struct l7_dfa *first, const struct l7_dfa *second, const double *weight);

/**
 * l7_track_conditions() - add conditions, as they are for payloads of @size bytes
 *
 * Those of the size alone are passed over, see l7_matcher_fits().
 * Return: 0; -EDOM one of them can't hold; -E2BIG there are too many.
 */
int l7_track_conditions(struct l7_track *t, const struct l7_image_condition *condition, uint32_t count, uint32_t size);

void l7_track_fini(struct l7_track *t);

/** l7_track_clear() - take all conditions off */
void l7_track_clear(struct l7_track *t);

/** l7_layer_empty() - take all places out */
void l7_layer_empty(struct l7_layer *layer);

/**
 * l7_layer_add() - add a place, or its weight to the same place
 * Return: 1 it is new, 0 it is not, -ENOMEM.
 */
int l7_layer_add(struct l7_layer *layer, const struct l7_spot *spot);

/** l7_layer_begin() - the layer before the first byte */
int l7_layer_begin(struct l7_layer *layer, const struct l7_track *t);

/** l7_layer_set() - a layer of one place, with weight 1 */
int l7_layer_set(struct l7_layer *layer, uint64_t key);

/** l7_layer_is_like() - whether two layers have the same places */
bool l7_layer_is_like(const struct l7_layer *a, const struct l7_layer *b);

/** l7_layer_copy() - make one layer like another */
int l7_layer_copy(struct l7_layer *to, const struct l7_layer *from);

/** l7_track_kinds() - what kinds of bytes there are at @at; Return: valid until the conditions change; NULL: no memory */
const struct l7_kinds *l7_track_kinds(struct l7_track *t, uint32_t at);

#define L7_SPOT_NONE UINT64_MAX

/** l7_track_next() - where a byte of a kind leads; Return: key, L7_SPOT_NONE if it isn't followed */
uint64_t l7_track_next(const struct l7_track *t, uint32_t at, const struct l7_kinds *kinds, const struct l7_kind *kind,
		       uint64_t key);

/**
 * l7_track_step() - go on by a byte
 * @at:   how many bytes there are before it
 * @to:   gets the layer behind it
 *
 * Return: 0, -ENOMEM.
 */
int l7_track_step(struct l7_track *t, uint32_t at, const struct l7_layer *from, struct l7_layer *to);

void l7_layer_fini(struct l7_layer *layer);

#endif
