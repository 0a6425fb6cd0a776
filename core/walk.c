// SPDX-License-Identifier: GPL-2.0-only
#include "core/walk.h"

/*
 * All groups step together: the load that finds one lane's next state overlaps with the others', so that six lanes
 * take hardly longer than one. A lane that reaches the dead state is left out from the next chunk on.
 */
#define LANES_MAX 6
#define CHUNK_BYTES 32

struct lane {
	const u16 *cells;
	const u8 *class;
	u32 state;
	u32 silent;	/* the last state that matches nothing now */
	u32 group;
};

static void add_set(const struct l7_image *img, u32 set, u64 *hits)
{
	const u64 *bits = img->sets + (size_t)set * img->head->words;
	u32 i;

	for (i = 0; i < img->head->words; i++)
		hits[i] |= bits[i];
}

static void report(const struct l7_image *img, u32 group, u32 state, u64 *hits)
{
	const struct l7_image_group *g = &img->groups[group];
	const u16 *row = img->cells[group] + 8 * state;

	add_set(img, g->kind == L7_GROUP_DENSE ? row[g->nclasses] : row[1], hits);
}

/* @n is a constant at every call, so that the lanes live in registers */
static __always_inline void step(const struct l7_image *img, struct lane *lane, const unsigned int n,
				 const u8 *p, const u8 *end, u64 *hits)
{
	u32 state[LANES_MAX];
	unsigned int i;

#pragma GCC unroll 6
	for (i = 0; i < n; i++)
		state[i] = lane[i].state;
	for (; p < end; p++) {
		const u32 byte = *p;
		u32 event = 0;	/* its sign says that some lane's state is beyond the last silent one */

#pragma GCC unroll 6
		for (i = 0; i < n; i++) {
			state[i] = lane[i].cells[8 * state[i] + lane[i].class[byte]];
			event |= lane[i].silent - state[i];
		}
		if (likely((s32)event >= 0))
			continue;
#pragma GCC unroll 6
		for (i = 0; i < n; i++)
			if (state[i] > lane[i].silent)
				report(img, lane[i].group, state[i], hits);
	}
#pragma GCC unroll 6
	for (i = 0; i < n; i++)
		lane[i].state = state[i];
}

static void step_dense(const struct l7_image *img, struct lane *lane, unsigned int n, const u8 *p,
		       const u8 *end, u64 *hits)
{
	switch (n) {
	case 1: step(img, lane, 1, p, end, hits); break;
	case 2: step(img, lane, 2, p, end, hits); break;
	case 3: step(img, lane, 3, p, end, hits); break;
	case 4: step(img, lane, 4, p, end, hits); break;
	case 5: step(img, lane, 5, p, end, hits); break;
	case 6: step(img, lane, 6, p, end, hits); break;
	}
}

/* run the dense lanes through @p, chunk by chunk, dropping those that die; order is kept in state[] by group */
static void walk_dense(const struct l7_image *img, struct lane *lane, unsigned int n, u16 *state,
		       const u8 *p, size_t len, u64 *hits)
{
	const u8 *end = p + len;

	while (n && p < end) {
		const u8 *stop = (size_t)(end - p) > CHUNK_BYTES ? p + CHUNK_BYTES : end;
		unsigned int i, live = 0;

		step_dense(img, lane, n, p, stop, hits);
		for (i = 0; i < n; i++)
			if (lane[i].state)
				lane[live++] = lane[i];
			else
				state[lane[i].group] = 0;
		n = live;
		p = stop;
	}
	while (n--)
		state[lane[n].group] = lane[n].state;
}

static u16 walk_sparse(const struct l7_image *img, u32 group, u32 state, const u8 *p, size_t len, u64 *hits)
{
	const struct l7_image_group *g = &img->groups[group];
	const u16 *rows = img->cells[group];
	const u16 *pairs = rows + 8 * (size_t)g->nstates;
	const u8 *end = p + len;

	for (; p < end && state; p++) {
		const u16 *row = rows + 8 * state;
		const u16 *pair = pairs + 2 * ((row[4] | (u32)row[5] << 16) + g->class[*p]);

		state = pair[0] == state ? pair[1] : row[0];
		if (unlikely(state >= g->event))
			report(img, group, state, hits);
	}
	return state;
}

void l7_walk_start(const struct l7_image *img, u32 groups, u16 *state)
{
	u32 g;

	for (g = 0; g < L7_MAX_GROUPS && g < l7_image_ngroups(img); g++)
		state[g] = groups >> g & 1 ? l7_image_group(img, g)->start : 0;
}

void l7_walk(const struct l7_image *img, u16 *state, const u8 *p, size_t len, u64 *hits)
{
	struct lane lane[LANES_MAX];
	unsigned int n = 0;
	u32 g;

	for (g = 0; g < img->head->ngroups; g++) {
		const struct l7_image_group *group = &img->groups[g];

		if (!state[g])
			continue;
		if (group->kind == L7_GROUP_SPARSE) {
			state[g] = walk_sparse(img, g, state[g], p, len, hits);
			continue;
		}
		lane[n++] = (struct lane){ img->cells[g], group->class, state[g], group->event - 1, g };
		if (n == LANES_MAX) {
			walk_dense(img, lane, n, state, p, len, hits);
			n = 0;
		}
	}
	walk_dense(img, lane, n, state, p, len, hits);
}

void l7_walk_end(const struct l7_image *img, const u16 *state, u64 *hits)
{
	u32 g;

	for (g = 0; g < img->head->ngroups; g++) {
		const struct l7_image_group *group = &img->groups[g];
		const u16 *row = img->cells[g] + 8 * (size_t)state[g];

		if (state[g] >= group->end)
			add_set(img, group->kind == L7_GROUP_DENSE ? row[group->nclasses + 1] : row[2], hits);
	}
}
