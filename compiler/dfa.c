// SPDX-License-Identifier: GPL-2.0-only
#include "compiler/dfa.h"

#include <errno.h>
#include <string.h>

#include "compiler/vector.h"

/* steps of threads: about half a second */
#define MAX_STEPS (64u << 20)
#define MAX_THREADS (16u << 20)	/* of all states together: 64 MB */

/* a set of threads and what is reported on entering it */
struct state {
	uint64_t hash;
	size_t from;	/* threads[from .. from + count - 1] */
	uint32_t count;
	uint32_t out;
	uint32_t chain;	/* the next state of the same bucket */
};

#define NONE UINT32_MAX

struct builder {
	const struct l7_nfa *nfa;
	struct l7_dfa *dfa;
	size_t next_room;	/* of dfa->next, in cells */
	struct state *state;
	size_t state_room;
	uint32_t *threads;
	size_t nthreads;
	size_t threads_room;
	uint32_t *bucket;
	uint32_t mask;
	uint32_t *mark;		/* [npositions] the last set made with the position in it */
	uint32_t *fresh;	/* [npositions] the set that is being made */
	uint32_t nfresh;
	uint32_t set;
	uint64_t steps;
	unsigned int max_states;
	uint8_t byte[256];	/* a byte of each class */
	uint8_t block[256];	/* of each class, within the present state */
	uint64_t (*members)[4];	/* [nsets] the classes that a byte set has */
};

static uint64_t mix(uint64_t x)
{
	x = (x + 1) * 0x9e3779b97f4a7c15ull;
	x ^= x >> 32;
	return x * 0xd6e8feb86659fd93ull;
}

/* bytes that no set in use tells apart are one class; the NUL of the classic is one of its own */
static void make_classes(struct builder *b)
{
	const struct l7_nfa *nfa = b->nfa;
	struct l7_dfa *dfa = b->dfa;
	bool *seen = (bool *)b->members;
	const unsigned int first = nfa->classic;
	unsigned int byte;
	uint32_t i;

	dfa->nclasses = 1 + nfa->classic;
	dfa->class[0] = nfa->classic;
	for (i = 0; i < nfa->npositions && dfa->nclasses < 256; i++) {
		const struct l7_byteset *set = &nfa->sets[nfa->set[i]];
		uint16_t split[256];

		if (seen[nfa->set[i]])
			continue;
		seen[nfa->set[i]] = true;
		memset(split, 0xff, sizeof(split));
		for (byte = first; byte < 256; byte++)
			if (!l7_byteset_has(set, byte))
				split[dfa->class[byte]] = dfa->class[byte];
		for (byte = first; byte < 256; byte++) {
			uint8_t *class = &dfa->class[byte];

			if (!l7_byteset_has(set, byte) || split[*class] == 0xffff)
				continue;
			if (split[*class] == *class)
				split[*class] = 0x100 | dfa->nclasses++;
			*class = split[*class] & 0xff;
		}
	}
	for (byte = 256; byte--;)
		b->byte[dfa->class[byte]] = byte;
}

static void make_members(struct builder *b)
{
	size_t i;
	uint32_t c;

	memset(b->members, 0, b->nfa->nsets * sizeof(*b->members));
	for (i = 0; i < b->nfa->nsets; i++)
		for (c = 0; c < b->dfa->nclasses; c++)
			if (l7_byteset_has(&b->nfa->sets[i], b->byte[c]))
				b->members[i][c / 64] |= 1ull << c % 64;
}

static void begin_set(struct builder *b)
{
	b->set++;
	b->nfresh = 0;
}

static void join(struct builder *b, const struct l7_follow *f, uint32_t *out)
{
	uint32_t i;

	for (i = f->from; i < f->to; i++) {
		const uint32_t position = b->nfa->follow[i];

		if (b->mark[position] == b->set)
			continue;
		b->mark[position] = b->set;
		b->fresh[b->nfresh++] = position;
	}
	b->steps += f->to - f->from + 1;
	*out |= (f->now ? L7_OUT_NOW : 0) | (f->end ? L7_OUT_END : 0);
}

static bool same(const struct builder *b, const struct state *s)
{
	uint32_t i;

	for (i = 0; i < s->count; i++)
		if (b->mark[b->threads[s->from + i]] != b->set)
			return false;
	return true;
}

static int rehash(struct builder *b)
{
	const uint32_t size = b->mask ? 2 * (b->mask + 1) : 256;
	uint32_t *bucket = malloc(size * sizeof(*bucket));
	uint32_t i;

	if (!bucket)
		return -ENOMEM;
	free(b->bucket);
	b->bucket = bucket;
	b->mask = size - 1;
	memset(bucket, 0xff, size * sizeof(*bucket));
	for (i = 0; i < b->dfa->nstates; i++) {
		uint32_t *head = &bucket[b->state[i].hash & b->mask];

		b->state[i].chain = *head;
		*head = i;
	}
	return 0;
}

static int new_state(struct builder *b, uint64_t hash, uint32_t out)
{
	const uint32_t id = b->dfa->nstates;
	struct state *s;

	if (id >= b->max_states || b->nthreads + b->nfresh > MAX_THREADS)
		return -E2BIG;
	if (id >= b->mask && rehash(b))
		return -ENOMEM;
	if (!l7_vector_reserve(&b->state, &b->state_room, id + 1, sizeof(*b->state)) ||
	    !l7_vector_reserve(&b->threads, &b->threads_room, b->nthreads + b->nfresh, sizeof(uint32_t)))
		return -ENOMEM;
	s = &b->state[id];
	*s = (struct state){ hash, b->nthreads, b->nfresh, out, b->bucket[hash & b->mask] };
	memcpy(b->threads + b->nthreads, b->fresh, b->nfresh * sizeof(uint32_t));
	b->nthreads += b->nfresh;
	b->bucket[hash & b->mask] = id;
	return b->dfa->nstates++;
}

/* the state of the set that was made last; negative errno */
static int intern(struct builder *b, uint32_t out)
{
	uint64_t hash = mix(out + NONE);
	uint32_t i;

	for (i = 0; i < b->nfresh; i++)
		hash += mix(b->fresh[i]);
	for (i = b->mask ? b->bucket[hash & b->mask] : NONE; i != NONE; i = b->state[i].chain) {
		const struct state *s = &b->state[i];

		if (s->hash == hash && s->count == b->nfresh && s->out == out && same(b, s))
			return i;
	}
	return new_state(b, hash, out);
}

/* the state that the threads of @id go to with a byte of @class */
static int step(struct builder *b, uint32_t id, unsigned int class)
{
	const struct state s = b->state[id];
	uint32_t out = 0;
	uint32_t i;

	begin_set(b);
	for (i = 0; i < s.count; i++) {
		const uint32_t position = b->threads[s.from + i];

		if (b->members[b->nfa->set[position]][class / 64] >> class % 64 & 1)
			join(b, &b->nfa->after[position], &out);
	}
	b->steps += s.count;
	if (out & L7_OUT_NOW && b->nfa->classic) {
		begin_set(b);
		out = 0;
		join(b, &b->nfa->root, &out);
		return intern(b, L7_OUT_NOW);
	}
	join(b, &b->nfa->root, &out);
	return intern(b, out);
}

/* classes with equal block numbers take the threads of @id to the same place; returns how many blocks */
static unsigned int make_blocks(struct builder *b, uint32_t id)
{
	const struct state *s = &b->state[id];
	const uint32_t nclasses = b->dfa->nclasses;
	unsigned int nblocks = 1;
	uint32_t i, c, last = NONE;

	memset(b->block, 0, nclasses);
	for (i = 0; i < s->count && nblocks < nclasses; i++) {
		const uint32_t set = b->nfa->set[b->threads[s->from + i]];
		const uint64_t *has = b->members[set];
		uint16_t split[256];

		if (set == last)
			continue;
		last = set;
		memset(split, 0xff, nblocks * sizeof(*split));
		for (c = 0; c < nclasses; c++)
			if (!(has[c / 64] >> c % 64 & 1))
				split[b->block[c]] = b->block[c];
		for (c = 0; c < nclasses; c++) {
			uint8_t *block = &b->block[c];

			if (!(has[c / 64] >> c % 64 & 1) || split[*block] == 0xffff)
				continue;
			if (split[*block] == *block)
				split[*block] = 0x100 | nblocks++;
			*block = split[*block] & 0xff;
		}
		b->steps += nclasses / 8;
	}
	return nblocks;
}

/* the classic takes NUL bytes out of the payload: a state stays what it is */
static bool is_passed_over(const struct builder *b, uint32_t class)
{
	return b->nfa->classic && class == b->dfa->class[0];
}

static int make_row(struct builder *b, uint32_t id)
{
	const uint32_t nclasses = b->dfa->nclasses;
	const size_t at = (size_t)id * nclasses;
	int target[256];
	uint32_t c;

	if (!l7_vector_reserve(&b->dfa->next, &b->next_room, at + nclasses, sizeof(uint16_t)))
		return -ENOMEM;
	memset(target, 0xff, make_blocks(b, id) * sizeof(*target));
	for (c = 0; c < nclasses; c++) {
		int *to = &target[b->block[c]];

		if (is_passed_over(b, c)) {
			b->dfa->next[at + c] = id;
			continue;
		}
		if (*to < 0)
			*to = step(b, id, c);
		if (*to < 0)
			return *to;
		b->dfa->next[at + c] = *to;
	}
	return b->steps > MAX_STEPS ? -E2BIG : 0;
}

/* a unit that matches the empty sequence does so at the first byte, and is done */
static int make_immediate(struct builder *b)
{
	uint32_t c;
	int fired;

	b->dfa->anchored = true;
	begin_set(b);
	fired = intern(b, L7_OUT_NOW);
	if (fired < 0)
		return fired;
	b->dfa->start = fired + 1;
	b->dfa->next = calloc(3 * b->dfa->nclasses, sizeof(uint16_t));
	if (!b->dfa->next)
		return -ENOMEM;
	for (c = 0; c < b->dfa->nclasses; c++)
		b->dfa->next[b->dfa->start * b->dfa->nclasses + c] = is_passed_over(b, c) ? b->dfa->start : fired;
	fired = new_state(b, 0, 0);
	return fired < 0 ? fired : 0;
}

/* the start is a state of its own: even one without threads goes on if `$` alone is a match */
static int make_start(struct builder *b)
{
	uint32_t out = 0;
	int start;

	b->dfa->anchored = l7_nfa_is_anchored(b->nfa);
	begin_set(b);
	join(b, &b->nfa->first, &out);
	if (b->dfa->anchored && !b->nfresh)
		return 0;
	start = new_state(b, 0, 0);
	if (start < 0)
		return start;
	b->dfa->start = start;
	return 0;
}

static int make_states(struct builder *b)
{
	uint32_t id;
	int err;

	begin_set(b);
	err = intern(b, 0);	/* the dead one */
	if (err)
		return err;
	if (b->nfa->first.now)
		return make_immediate(b);
	err = make_start(b);
	if (err)
		return err;
	if (!l7_vector_reserve(&b->dfa->next, &b->next_room, b->dfa->nclasses, sizeof(uint16_t)))
		return -ENOMEM;
	memset(b->dfa->next, 0, b->dfa->nclasses * sizeof(uint16_t));
	for (id = 1; !err && id < b->dfa->nstates; id++)
		err = make_row(b, id);
	return err;
}

static int make_outputs(struct builder *b)
{
	uint32_t i;

	b->dfa->out = calloc(b->dfa->nstates, sizeof(*b->dfa->out));
	if (!b->dfa->out)
		return -ENOMEM;
	for (i = 0; i < b->dfa->nstates; i++)
		b->dfa->out[i] = b->state[i].out;
	return 0;
}

int l7_dfa_build(struct l7_dfa *dfa, const struct l7_nfa *nfa, unsigned int max_states)
{
	struct builder b = { .nfa = nfa, .dfa = dfa, .max_states = max_states };
	int err = -ENOMEM;

	b.mark = calloc(nfa->npositions + 1, sizeof(*b.mark));
	b.fresh = calloc(nfa->npositions + 1, sizeof(*b.fresh));
	b.members = calloc(nfa->nsets + 1, sizeof(*b.members));
	if (b.mark && b.fresh && b.members) {
		make_classes(&b);
		make_members(&b);
		err = make_states(&b);
		if (!err)
			err = make_outputs(&b);
	}
	free(b.mark);
	free(b.fresh);
	free(b.members);
	free(b.state);
	free(b.threads);
	free(b.bucket);
	return err;
}

/* states from which everything leads to those that are taken out already are taken out; a loop is never */
bool l7_dfa_is_finite(const struct l7_dfa *dfa)
{
	const size_t cells = (size_t)dfa->nstates * dfa->nclasses;
	uint32_t *degree = calloc(dfa->nstates, sizeof(*degree));
	uint16_t *order = calloc(dfa->nstates, sizeof(*order));
	uint32_t head = 0, tail = 0, c;
	size_t i;

	for (i = 0; degree && order && i < cells; i++)
		degree[dfa->next[i]]++;
	if (degree && order)
		for (i = 1; i < dfa->nstates; i++)
			if (!degree[i])
				order[tail++] = i;
	while (head < tail) {
		const uint16_t *row = dfa->next + (size_t)order[head++] * dfa->nclasses;

		for (c = 0; c < dfa->nclasses; c++)
			if (!--degree[row[c]] && row[c])
				order[tail++] = row[c];
	}
	free(degree);
	free(order);
	return tail == dfa->nstates - 1;
}

void l7_dfa_merge_classes(struct l7_dfa *dfa)
{
	uint8_t renamed[256], kept[256];
	uint32_t nkept = 0, c, k, s;

	for (c = 0; c < dfa->nclasses; c++) {
		for (k = 0; k < nkept; k++) {
			for (s = 0; s < dfa->nstates; s++) {
				const uint16_t *row = dfa->next + (size_t)s * dfa->nclasses;

				if (row[c] != row[kept[k]])
					break;
			}
			if (s == dfa->nstates)
				break;
		}
		renamed[c] = k;
		if (k == nkept)
			kept[nkept++] = c;
	}
	for (s = 0; s < dfa->nstates; s++)
		for (k = 0; k < nkept; k++)
			dfa->next[(size_t)s * nkept + k] = dfa->next[(size_t)s * dfa->nclasses + kept[k]];
	for (c = 0; c < 256; c++)
		dfa->class[c] = renamed[dfa->class[c]];
	dfa->nclasses = nkept;
}

void l7_dfa_fini(struct l7_dfa *dfa)
{
	free(dfa->next);
	free(dfa->out);
	*dfa = (struct l7_dfa){ 0 };
}
