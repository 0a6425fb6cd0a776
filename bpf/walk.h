/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef L7_BPF_WALK_H
#define L7_BPF_WALK_H

/*
 * walk.h - core/walk.c's functions for the verifier: the same rows and sets
 *
 * States are 16 bits and classes 8, so all that a row reaches lies in the window of its group: no step has a check.
 * Functions that are not static the verifier looks at once, for all that call them, whatever they give.
 */

#include "bpf/image.h"
#include "core/walk.h"

struct bitmap {
	u64 word[L7_SET_WORDS];
};

#define PART_BYTES 32	/* of a chunk: then groups that have died drop out */

/**
 * struct chunk - a piece of payload on its way through the groups; in a workspace
 * @byte:  a part that begins in it ends in it
 * @n:     dense groups that live: the lanes
 * @group: of each lane
 * @state: likewise
 * @silent: of the lanes that walk now, the last states that match nothing now
 */
struct chunk {
	u8 byte[L7_BPF_CHUNK_BYTES + PART_BYTES];
	u32 n;
	u8 group[L7_BPF_GROUPS];
	u16 state[L7_BPF_GROUPS];
	u32 silent[4];
};

struct states {
	u16 of[L7_MAX_GROUPS];
};

static __always_inline void add_set(u32 set, struct bitmap *hits)
{
	const u64 *bits = l7_image_at(table_head.sets + set * 8 * table_head.words);
	u32 i;

	if (!bits)
		return;
	for (i = 0; i < L7_SET_WORDS && i < table_head.words; i++)
		hits->word[i] |= bits[i];
}

/*
 * Dense groups step together, so that the loads that find their next states overlap. Lanes that are not needed stand in
 * the dead state of the first one's group, which leads to itself.
 */
#define LANES 3

struct lane {
	const u8 *cells;
	const u8 *class;
	u32 silent;	/* the last state that matches nothing now */
};

static __always_inline bool lane_find(struct lane *lane, u32 group)
{
	const struct l7_image_group *g;

	g = l7_image_group(NULL, group);
	lane->cells = l7_image_at(g->cells);
	lane->class = g->class;
	lane->silent = g->event - 1;
	return lane->cells != NULL;
}

static __always_inline u16 step(const struct lane *lane, u16 state, u8 byte)
{
	return *(const u16 *)(lane->cells + 16 * (u32)state + 2 * lane->class[byte]);
}

static __always_inline void add_set_of(u32 group, u16 state, u32 at_end, struct bitmap *hits)
{
	const struct l7_image_group *g = l7_image_group(NULL, group);
	const u8 *cells = l7_image_at(g->cells);
	const u16 *row;

	if (!cells)
		return;
	row = (const u16 *)(cells + 16 * (u32)state);
	add_set(g->kind == L7_GROUP_SPARSE ? row[1 + (at_end & 1)] : row[(g->nclasses & 511) + (at_end & 1)], hits);
}

/* the set of a state that matches now, or at the packet's end */
__noinline int add_state_set(u32 group, u32 state, u32 at_end, struct bitmap *hits)
{
	if (hits)
		add_set_of(group, state, at_end, hits);
	return 0;
}

/* some lane's state matches now */
__noinline int report_lanes(struct chunk *c, u32 first, struct bitmap *hits)
{
	u32 i;

	if (!c || !hits)
		return 0;
	for (i = 0; i < LANES; i++) {
		const u32 at = l7_host_index(first + i, L7_BPF_GROUPS);

		if (c->state[at] >= l7_image_group(NULL, c->group[at])->event)
			add_set_of(c->group[at], c->state[at], false, hits);
	}
	return 0;
}

/*
 * Bytes of the chunk from @at on, at most @len and PART_BYTES, through three lanes from @first on, until one of them
 * matches; no call in here, so that all of it lives in registers and little stack. Return: how many bytes it took.
 */
__noinline u32 walk_lanes(struct chunk *chunk, u32 first, u32 at, u32 len)
{
	/* not kept on the stack, of which there is little */
	volatile const u32 *silent;
	struct lane a, b, c;
	u16 sa, sb, sc, *state;
	const u8 *p;
	u32 i;

	if (!chunk || first > L7_BPF_GROUPS - LANES || at >= L7_BPF_CHUNK_BYTES ||
	    !lane_find(&a, chunk->group[first]) || !lane_find(&b, chunk->group[first + 1]) ||
	    !lane_find(&c, chunk->group[first + 2]))
		return PART_BYTES;
	state = &chunk->state[first];
	p = &chunk->byte[at];
	chunk->silent[0] = a.silent;
	chunk->silent[1] = b.silent;
	chunk->silent[2] = c.silent;
	silent = chunk->silent;
	asm volatile("" : "+r"(state), "+r"(p));
	sa = state[0];
	sb = state[1];
	sc = state[2];
	for (i = 0; i < PART_BYTES && i < len;) {
		const u8 byte = p[i++];

		sa = step(&a, sa, byte);
		sb = step(&b, sb, byte);
		sc = step(&c, sc, byte);
		/* its sign says that some lane's state is beyond the last silent one */
		if (unlikely((s32)((silent[0] - sa) | (silent[1] - sb) | (silent[2] - sc)) < 0))
			break;
	}
	state[0] = sa;
	state[1] = sb;
	state[2] = sc;
	return i;
}

/* three lanes through a part that ends at @end */
__noinline int walk_part(struct chunk *chunk, u32 first, u32 at, u32 end, struct bitmap *hits)
{
	u32 i;

	for (i = 0; i < PART_BYTES && at < end; i++) {
		at += walk_lanes(chunk, first, at, end - at);
		report_lanes(chunk, first, hits);
	}
	return 0;
}

/* one lane alone: what is left of most packets after their first bytes */
__noinline int walk_lane(struct chunk *chunk, u32 at, u32 len, struct bitmap *hits)
{
	struct lane lane;
	const u8 *p;
	u16 state;
	u32 i;

	if (!chunk || at > L7_BPF_CHUNK_BYTES - PART_BYTES || !lane_find(&lane, chunk->group[0]))
		return 0;
	state = chunk->state[0];
	p = &chunk->byte[at];
	for (i = 0; i < PART_BYTES && i < len; i++) {
		state = step(&lane, state, p[i]);
		if (unlikely(state > lane.silent))
			add_state_set(chunk->group[0], state, false, hits);
	}
	chunk->state[0] = state;
	return 0;
}

__noinline u32 walk_sparse(u32 group, u32 from, struct chunk *chunk, u32 len, struct bitmap *hits)
{
	const struct l7_image_group *g;
	const u8 *cells;
	u16 state = from;
	u32 i, pairs;

	if (!chunk)
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
			add_state_set(group, state, false, hits);
	}
	return state;
}

struct lanes {
	struct states *states;
	struct chunk *chunk;
};

static long gather_group(u32 i, void *ctx)
{
	const struct lanes *l = ctx;
	u32 lane;

	if (i >= L7_MAX_GROUPS)
		return 1;
	if (!l->states->of[i] || l7_image_group(NULL, i)->kind == L7_GROUP_SPARSE)
		return 0;
	lane = l7_host_index(l->chunk->n++, L7_BPF_GROUPS);
	l->chunk->group[lane] = i;
	l->chunk->state[lane] = l->states->of[i];
	return 0;
}

/* the dense groups that live become lanes; Return: how many */
__noinline u32 gather(struct states *states, struct chunk *chunk)
{
	struct lanes l = { states, chunk };
	u32 i;

	if (!states || !chunk)
		return 0;
	chunk->n = 0;
	bpf_loop(table_head.ngroups, gather_group, &l, 0);
	for (i = 0; i < LANES - 1; i++) {
		const u32 lane = l7_host_index(chunk->n + i, L7_BPF_GROUPS);

		chunk->group[lane] = chunk->group[0];
		chunk->state[lane] = 0;
	}
	return chunk->n;
}

static long scatter_lane(u32 i, void *ctx)
{
	const struct lanes *l = ctx;
	const u32 lane = l7_host_index(i, L7_BPF_GROUPS);
	const u32 group = l7_host_index(l->chunk->group[lane], L7_BPF_GROUPS);

	if (group < L7_MAX_GROUPS)
		l->states->of[group] = l->chunk->state[lane];
	return 0;
}

/* and back */
__noinline int scatter(struct states *states, struct chunk *chunk)
{
	struct lanes l = { states, chunk };

	if (states && chunk)
		bpf_loop(chunk->n, scatter_lane, &l, 0);
	return 0;
}

/* all groups through a chunk */
__noinline int walk_chunk(struct states *states, struct chunk *chunk, u32 len, struct bitmap *hits)
{
	u32 g, at, first;

	if (!states || !chunk || !hits)
		return 0;
	for (g = 0; g < L7_MAX_GROUPS && g < table_head.ngroups; g++)
		if (states->of[g] && l7_image_group(NULL, g)->kind == L7_GROUP_SPARSE)
			states->of[g] = walk_sparse(g, states->of[g], chunk, len, hits);
	for (at = 0; at < L7_BPF_CHUNK_BYTES && at < len; at += PART_BYTES) {
		const u32 n = gather(states, chunk);

		if (!n)
			break;
		if (n == 1)
			walk_lane(chunk, at, len - at, hits);
		else
			for (first = 0; first < L7_MAX_GROUPS && first < n; first += LANES)
				walk_part(chunk, first, at, len - at < PART_BYTES ? len : at + PART_BYTES, hits);
		scatter(states, chunk);
	}
	return 0;
}

void l7_walk(const struct l7_image *img, u16 *state, const u8 *p, size_t len, u64 *hits)
{
	walk_chunk((struct states *)state, (struct chunk *)p, len, (struct bitmap *)hits);
}

void l7_walk_start(const struct l7_image *img, u32 groups, u16 *state)
{
	u32 g;

	for (g = 0; g < L7_MAX_GROUPS && g < table_head.ngroups; g++)
		state[g] = groups >> g & 1 ? l7_image_group(img, g)->start : 0;
}

void l7_walk_end(const struct l7_image *img, const u16 *state, u64 *hits)
{
	u32 g;

	for (g = 0; g < L7_MAX_GROUPS && g < table_head.ngroups; g++)
		if (state[g] >= l7_image_group(img, g)->end)
			add_state_set(g, state[g], true, (struct bitmap *)hits);
}

#endif
