/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef L7_BPF_WALK_H
#define L7_BPF_WALK_H

/*
 * walk.h - core/walk.h's functions for the verifier: the same rows and sets, one group after the other
 *
 * States are 16 bits and classes 8, so all that a row reaches lies in the window of its group: no step has a check.
 */

#include "bpf/image.h"
#include "core/walk.h"

struct bitmap {
	u64 word[L7_SET_WORDS];
};

struct chunk {
	u8 byte[L7_BPF_CHUNK_BYTES];
};

struct walk {
	u16 *state;
	struct chunk *chunk;
	u32 len;
	struct bitmap *hits;
};

/* not static, as what follows: the verifier looks at it once, for all that call it, whatever they give */
__noinline int add_set(u32 set, struct bitmap *hits)
{
	const u64 *bits = l7_image_at(table_head.sets + set * 8 * table_head.words);
	u32 i;

	if (!bits || !hits)
		return 0;
	for (i = 0; i < L7_SET_WORDS && i < table_head.words; i++)
		hits->word[i] |= bits[i];
	return 0;
}

static __always_inline u32 set_of(const struct l7_image_group *g, const u16 *row, bool at_end)
{
	if (g->kind == L7_GROUP_SPARSE)
		return row[1 + at_end];
	return row[(g->nclasses & 511) + at_end];
}

/* the state behind @len bytes */
__noinline u32 walk_dense(u32 group, u32 from, struct chunk *chunk, u32 len, struct bitmap *hits)
{
	const struct l7_image_group *g;
	const u8 *cells;
	u16 state = from;
	u32 i;

	if (!chunk || group >= L7_MAX_GROUPS)
		return 0;
	g = l7_image_group(NULL, group);
	cells = l7_image_at(g->cells);
	if (!cells)
		return 0;
	for (i = 0; i < L7_BPF_CHUNK_BYTES && i < len && state; i++) {
		state = *(const u16 *)(cells + 16 * (u32)state + 2 * g->class[chunk->byte[i]]);
		if (unlikely(state >= g->event))
			add_set(set_of(g, (const u16 *)(cells + 16 * (u32)state), false), hits);
	}
	return state;
}

__noinline u32 walk_sparse(u32 group, u32 from, struct chunk *chunk, u32 len, struct bitmap *hits)
{
	const struct l7_image_group *g;
	const u8 *cells;
	u16 state = from;
	u32 i, pairs;

	if (!chunk || group >= L7_MAX_GROUPS)
		return 0;
	g = l7_image_group(NULL, group);
	cells = l7_image_at(g->cells);
	if (!cells)
		return 0;
	pairs = g->cells + 16 * g->nstates;
	for (i = 0; i < L7_BPF_CHUNK_BYTES && i < len && state; i++) {
		const u16 *row = (const u16 *)(cells + 16 * (u32)state);
		const u16 *pair = l7_image_at(pairs + 4 * ((row[4] | (u32)row[5] << 16) + g->class[chunk->byte[i]]));

		if (!pair)
			return 0;
		state = pair[0] == state ? pair[1] : row[0];
		if (unlikely(state >= g->event))
			add_set(*(const u16 *)(cells + 16 * (u32)state + 2), hits);
	}
	return state;
}

static long walk_group(u32 i, void *ctx)
{
	struct walk *w = ctx;
	const struct l7_image_group *g;
	u16 *state;

	if (i >= L7_MAX_GROUPS)
		return 1;
	g = l7_image_group(NULL, i);
	state = &w->state[i];
	if (!*state)
		return 0;
	*state = g->kind == L7_GROUP_SPARSE ? walk_sparse(i, *state, w->chunk, w->len, w->hits) :
					      walk_dense(i, *state, w->chunk, w->len, w->hits);
	return 0;
}

void l7_walk(const struct l7_image *img, u16 *state, const u8 *p, size_t len, u64 *hits)
{
	struct walk w = { state, (struct chunk *)p, len, (struct bitmap *)hits };

	bpf_loop(table_head.ngroups, walk_group, &w, 0);
}

void l7_walk_start(const struct l7_image *img, u32 groups, u16 *state)
{
	u32 g;

	for (g = 0; g < L7_MAX_GROUPS && g < table_head.ngroups; g++)
		state[g] = groups >> g & 1 ? l7_image_group(img, g)->start : 0;
}

static long end_group(u32 i, void *ctx)
{
	struct walk *w = ctx;
	const struct l7_image_group *g;
	const u8 *cells;
	u16 state;

	if (i >= L7_MAX_GROUPS)
		return 1;
	g = l7_image_group(NULL, i);
	state = w->state[i];
	if (state < g->end)
		return 0;
	cells = l7_image_at(g->cells);
	if (cells)
		add_set(set_of(g, (const u16 *)(cells + 16 * (u32)state), true), w->hits);
	return 0;
}

void l7_walk_end(const struct l7_image *img, const u16 *state, u64 *hits)
{
	struct walk w = { .state = (u16 *)state, .hits = (struct bitmap *)hits };

	bpf_loop(table_head.ngroups, end_group, &w, 0);
}

#endif
