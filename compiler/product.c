// SPDX-License-Identifier: GPL-2.0-only
#include "compiler/product.h"

#include <errno.h>
#include <string.h>

#include "compiler/vector.h"

#define NONE UINT32_MAX

/* an item is a state of a unit: base of the unit + state */
struct tuple {
	uint64_t hash;
	size_t from;		/* items[from .. from + count - 1], by unit */
	uint32_t count;
	uint32_t chain;		/* the next tuple of the same bucket */
};

struct member {
	const struct l7_unit *unit;
	uint32_t base;
	uint8_t class[256];	/* class of the product to class of the unit */
};

/* a unit's part of the state whose row is being made */
struct cursor {
	const uint16_t *row;
	const uint8_t *class;
	uint32_t base;
};

struct builder {
	struct l7_dfa *dfa;
	size_t next_room;
	size_t out_room;
	struct cursor *cursor;	/* [nmembers] */
	uint32_t ncursors;
	struct member *member;
	uint32_t nmembers;
	uint16_t *owner;	/* item to member */
	struct tuple *tuple;
	size_t tuple_room;
	uint32_t *items;
	size_t nitems;
	size_t items_room;
	uint32_t *fresh;	/* [nmembers] the tuple that is being made */
	uint32_t *bucket;
	uint32_t mask;
	struct l7_sets *sets;
	unsigned int max_states;
};

uint32_t l7_product_classes(uint8_t *class, uint32_t nclasses, const uint8_t *other)
{
	uint16_t seen[256][256];
	uint32_t made = 0, byte;

	memset(seen, 0xff, nclasses * sizeof(seen[0]));
	for (byte = 0; byte < 256; byte++) {
		uint16_t *pair = &seen[class[byte]][other[byte]];

		if (*pair == 0xffff)
			*pair = made++;
		class[byte] = *pair;
	}
	return made;
}

static int init(struct builder *b, const struct l7_unit *const *units, uint32_t count)
{
	struct l7_dfa *dfa = b->dfa;
	uint32_t nitems = 0, i, byte;

	dfa->nclasses = 1;
	b->member = calloc(count + 1, sizeof(*b->member));
	b->fresh = calloc(count + 1, sizeof(*b->fresh));
	b->cursor = calloc(count + 1, sizeof(*b->cursor));
	if (!b->member || !b->fresh || !b->cursor)
		return -ENOMEM;
	for (i = 0; i < count; i++) {
		b->member[i].unit = units[i];
		b->member[i].base = nitems;
		nitems += units[i]->dfa.nstates;
		dfa->nclasses = l7_product_classes(dfa->class, dfa->nclasses, units[i]->dfa.class);
	}
	b->nmembers = count;
	b->owner = calloc(nitems + 1, sizeof(*b->owner));
	if (!b->owner)
		return -ENOMEM;
	for (i = 0; i < count; i++) {
		struct member *m = &b->member[i];
		uint32_t s;

		for (byte = 0; byte < 256; byte++)
			m->class[dfa->class[byte]] = m->unit->dfa.class[byte];
		for (s = 0; s < m->unit->dfa.nstates; s++)
			b->owner[m->base + s] = i;
	}
	return 0;
}

static void fini(struct builder *b)
{
	free(b->member);
	free(b->owner);
	free(b->tuple);
	free(b->items);
	free(b->fresh);
	free(b->cursor);
	free(b->bucket);
}

static int rehash(struct builder *b)
{
	const uint32_t size = b->mask ? 2 * (b->mask + 1) : 1024;
	uint32_t *bucket = malloc(size * sizeof(*bucket));
	uint32_t i;

	if (!bucket)
		return -ENOMEM;
	free(b->bucket);
	b->bucket = bucket;
	b->mask = size - 1;
	memset(bucket, 0xff, size * sizeof(*bucket));
	for (i = 0; i < b->dfa->nstates; i++) {
		uint32_t *head = &bucket[b->tuple[i].hash >> 32 & b->mask];

		b->tuple[i].chain = *head;
		*head = i;
	}
	return 0;
}

/* what is reported in the state that was made last */
static int output(struct builder *b, const uint32_t *items, uint32_t count, uint32_t *out)
{
	uint64_t now[L7_SET_WORDS] = { 0 }, end[L7_SET_WORDS] = { 0 };
	uint32_t any = 0, i;
	int n, e;

	*out = 0;
	for (i = 0; b->sets && i < count; i++) {
		const struct member *m = &b->member[b->owner[items[i]]];
		const uint32_t unit_out = m->unit->dfa.out[items[i] - m->base];
		const uint32_t pattern = m->unit->pattern;

		any |= unit_out;
		if (unit_out & L7_OUT_NOW)
			now[pattern / 64] |= 1ull << pattern % 64;
		if (unit_out & L7_OUT_END)
			end[pattern / 64] |= 1ull << pattern % 64;
	}
	if (!any)
		return 0;
	n = l7_sets_intern(b->sets, now);
	e = l7_sets_intern(b->sets, end);
	if (n < 0 || e < 0)
		return n < 0 ? n : e;
	*out = L7_OUT_SETS(n, e);
	return 0;
}

static int new_state(struct builder *b, uint64_t hash, uint32_t count)
{
	struct l7_dfa *dfa = b->dfa;
	const uint32_t id = dfa->nstates;
	uint32_t *head;
	int err;

	if (id >= b->max_states)
		return -E2BIG;
	if (id >= b->mask && rehash(b))
		return -ENOMEM;
	if (!l7_vector_reserve(&b->tuple, &b->tuple_room, id + 1, sizeof(*b->tuple)) ||
	    !l7_vector_reserve(&b->items, &b->items_room, b->nitems + count, sizeof(*b->items)) ||
	    !l7_vector_reserve(&dfa->out, &b->out_room, id + 1, sizeof(*dfa->out)))
		return -ENOMEM;
	err = output(b, b->fresh, count, &dfa->out[id]);
	if (err)
		return err;
	head = &b->bucket[hash >> 32 & b->mask];
	b->tuple[id] = (struct tuple){ hash, b->nitems, count, *head };
	*head = id;
	memcpy(b->items + b->nitems, b->fresh, count * sizeof(*b->items));
	b->nitems += count;
	return dfa->nstates++;
}

/* tuples are short: a loop beats memcmp() */
static inline bool same(const struct builder *b, uint32_t id, uint32_t count)
{
	const struct tuple *t = &b->tuple[id];
	const uint32_t *items = b->items + t->from;
	uint32_t i;

	if (t->count != count)
		return false;
	for (i = 0; i < count; i++)
		if (items[i] != b->fresh[i])
			return false;
	return true;
}

static int intern(struct builder *b, uint32_t count)
{
	uint64_t hash = count;
	uint32_t i;

	for (i = 0; i < count; i++)
		hash = (hash ^ b->fresh[i]) * 0x9e3779b97f4a7c15ull, hash ^= hash >> 29;
	for (i = b->mask ? b->bucket[hash >> 32 & b->mask] : NONE; i != NONE; i = b->tuple[i].chain) {
		if (b->tuple[i].hash == hash && same(b, i, count))
			return i;
	}
	return new_state(b, hash, count);
}

static void set_cursors(struct builder *b, uint32_t id)
{
	const struct tuple *t = &b->tuple[id];
	uint32_t i;

	b->ncursors = t->count;
	for (i = 0; i < t->count; i++) {
		const uint32_t item = b->items[t->from + i];
		const struct member *m = &b->member[b->owner[item]];
		const struct l7_dfa *dfa = &m->unit->dfa;

		b->cursor[i].row = dfa->next + (size_t)(item - m->base) * dfa->nclasses;
		b->cursor[i].class = m->class;
		b->cursor[i].base = m->base;
	}
}

/* where the cursors go with @class; @last is where they go with the class before, likely the same */
static int step(struct builder *b, uint32_t class, uint32_t last)
{
	uint32_t count = 0, i;

	for (i = 0; i < b->ncursors; i++) {
		const struct cursor *c = &b->cursor[i];
		const uint32_t to = c->row[c->class[class]];

		b->fresh[count] = c->base + to;
		count += to != 0;
	}
	return same(b, last, count) ? (int)last : intern(b, count);
}

static int make_row(struct builder *b, uint32_t id)
{
	struct l7_dfa *dfa = b->dfa;
	uint32_t c;
	int to = 0;

	if (!l7_vector_reserve(&dfa->next, &b->next_room, (size_t)(id + 1) * dfa->nclasses, sizeof(uint16_t)))
		return -ENOMEM;
	set_cursors(b, id);
	for (c = 0; c < dfa->nclasses; c++) {
		to = step(b, c, to);
		if (to < 0)
			return to;
		dfa->next[(size_t)id * dfa->nclasses + c] = to;
	}
	return 0;
}

static int make_states(struct builder *b)
{
	struct l7_dfa *dfa = b->dfa;
	uint32_t i;
	int err;

	err = intern(b, 0);	/* the dead one */
	if (err < 0)
		return err;
	for (i = 0; i < b->nmembers; i++)
		b->fresh[i] = b->member[i].base + b->member[i].unit->dfa.start;
	err = intern(b, b->nmembers);
	if (err < 0)
		return err;
	dfa->start = err;
	for (err = 0, i = 0; !err && i < dfa->nstates; i++)
		err = make_row(b, i);
	return err;
}

int l7_product_build(struct l7_dfa *dfa, const struct l7_unit *const *units, uint32_t count, struct l7_sets *sets,
		     unsigned int max_states)
{
	struct builder b = { .dfa = dfa, .sets = sets, .max_states = max_states };
	uint32_t i;
	int err = init(&b, units, count);

	dfa->anchored = true;
	for (i = 0; i < count; i++)
		dfa->anchored &= units[i]->dfa.anchored;
	dfa->finite = true;
	for (i = 0; i < count; i++)
		dfa->finite &= units[i]->dfa.finite;
	if (!err)
		err = make_states(&b);
	fini(&b);
	return err;
}
