// SPDX-License-Identifier: GPL-2.0-only
#include "compiler/group.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "compiler/emit.h"
#include "compiler/product.h"
#include "compiler/vector.h"

/* what one more group is worth: its state in each flow and its step at each byte, in bytes of table */
#define GROUP_PRICE_BYTES (24u << 10)

/* a unit that adds fewer states than this to a group is counted there without making the product anew */
#define LIGHT_STATES 48

/* a group that is being filled */
struct lane {
	struct l7_unit base;	/* product of the units that matter; its outputs are all 0 */
	uint8_t class[256];	/* of all its units */
	uint32_t nclasses;
	size_t states;		/* of all its units, estimated */
	bool sparse;
};

struct pair {
	uint32_t base;
	uint32_t unit;
};

/* the combinations of a lane's states and a unit's that were met so far */
struct pairs {
	struct pair *pair;
	size_t room;
	uint32_t count;
	uint32_t *bucket;	/* index + 1 of a pair, 0: free */
	uint32_t mask;
};

struct search {
	const struct l7_units *units;
	struct l7_grouping *grouping;
	struct lane lane[L7_MAX_GROUPS];
	uint32_t *order;
	struct pairs pairs;
};

static size_t cost(const struct lane *lane, size_t states, uint32_t nclasses)
{
	return lane->sparse ? states * 32 : l7_emit_dense_bytes(states, nclasses);
}

static int rehash(struct pairs *p)
{
	const uint32_t size = p->mask ? 2 * (p->mask + 1) : 1024;
	uint32_t *bucket = calloc(size, sizeof(*bucket));
	uint32_t i;

	if (!bucket)
		return -ENOMEM;
	free(p->bucket);
	p->bucket = bucket;
	p->mask = size - 1;
	for (i = 0; i < p->count; i++) {
		uint32_t at = (p->pair[i].base * 0x9e3779b1u ^ p->pair[i].unit * 0x85ebca6bu) >> 7;

		while (bucket[at & p->mask])
			at++;
		bucket[at & p->mask] = i + 1;
	}
	return 0;
}

/* forget all pairs, in time that depends on how many there are */
static void clear(struct pairs *p)
{
	if (p->bucket)
		memset(p->bucket, 0, (p->mask + 1) * sizeof(*p->bucket));
	p->count = 0;
}

static int visit(struct pairs *p, uint32_t base, uint32_t unit)
{
	uint32_t at = (base * 0x9e3779b1u ^ unit * 0x85ebca6bu) >> 7;

	if (2 * (p->count + 1) > p->mask && rehash(p))
		return -ENOMEM;
	for (; p->bucket[at & p->mask]; at++) {
		const struct pair *seen = &p->pair[p->bucket[at & p->mask] - 1];

		if (seen->base == base && seen->unit == unit)
			return 0;
	}
	if (!l7_vector_reserve(&p->pair, &p->room, p->count + 1, sizeof(*p->pair)))
		return -ENOMEM;
	p->pair[p->count++] = (struct pair){ base, unit };
	p->bucket[at & p->mask] = p->count;
	return 0;
}

/* classes in which either automaton moves differently: which class of each they are */
static uint32_t combine(const struct l7_dfa *a, const struct l7_dfa *b, uint8_t (*both)[2])
{
	uint8_t class[256];
	uint32_t n, byte;

	memcpy(class, a->class, 256);
	n = l7_product_classes(class, a->nclasses, b->class);
	for (byte = 1; byte < 256; byte++) {
		both[class[byte]][0] = a->class[byte];
		both[class[byte]][1] = b->class[byte];
	}
	return n;
}

/*
 * How many states more a lane would have with a unit: combinations in which the unit is not idle (anchored: dead;
 * unanchored: at its start). Stops beyond @limit. Negative errno if there is no memory.
 */
static int64_t growth(struct search *s, const struct lane *lane, const struct l7_unit *unit, size_t limit)
{
	const struct l7_dfa *base = &lane->base.dfa, *dfa = &unit->dfa;
	const uint32_t idle = dfa->anchored ? 0 : dfa->start;
	uint8_t both[256][2];
	const uint32_t n = combine(base, dfa, both);
	uint32_t seeds, i, c;
	int err;

	clear(&s->pairs);
	err = visit(&s->pairs, base->start, dfa->start);
	for (i = 1; !err && !dfa->anchored && i < base->nstates; i++)
		err = visit(&s->pairs, i, idle);
	seeds = s->pairs.count;
	for (i = 0; !err && i < s->pairs.count && s->pairs.count - seeds <= limit; i++) {
		const struct pair p = s->pairs.pair[i];
		const uint16_t *base_row = base->next + (size_t)p.base * base->nclasses;
		const uint16_t *row = dfa->next + (size_t)p.unit * dfa->nclasses;
		struct pair last = { 0, idle };

		for (c = 0; !err && c < n; c++) {
			const struct pair to = { base_row[both[c][0]], row[both[c][1]] };

			if (to.unit == idle || (to.unit == last.unit && to.base == last.base))
				continue;
			last = to;
			err = visit(&s->pairs, to.base, to.unit);
		}
	}
	return err ? err : (int64_t)(s->pairs.count - seeds);
}

/* make @unit part of the product that later growth is measured against */
static int extend(struct lane *lane, const struct l7_unit *unit)
{
	const struct l7_unit *const both[2] = { &lane->base, unit };
	struct l7_unit made = { 0 };
	struct l7_sets sets;
	int err = l7_sets_init(&sets, L7_SET_WORDS);

	if (!err)
		err = l7_product_build(&made.dfa, both, 2, &sets, L7_DFA_MAX_STATES);
	l7_sets_fini(&sets);
	if (err) {
		l7_dfa_fini(&made.dfa);
		return err;
	}
	memset(made.dfa.out, 0, made.dfa.nstates * sizeof(*made.dfa.out));
	lane->states += made.dfa.nstates - lane->base.dfa.nstates;
	l7_dfa_fini(&lane->base.dfa);
	lane->base = made;
	return 0;
}

static int open_lane(struct search *s, uint32_t u)
{
	const struct l7_unit *unit = &s->units->unit[u];
	const struct l7_unit *const only[1] = { unit };
	struct lane *lane = &s->lane[s->grouping->ngroups];
	struct l7_sets sets;
	int err = l7_sets_init(&sets, L7_SET_WORDS);

	if (!err)
		err = l7_product_build(&lane->base.dfa, only, 1, &sets, L7_DFA_MAX_STATES);
	l7_sets_fini(&sets);
	if (err)
		return err;
	memset(lane->base.dfa.out, 0, lane->base.dfa.nstates * sizeof(*lane->base.dfa.out));
	memcpy(lane->class, unit->dfa.class, sizeof(lane->class));
	lane->nclasses = unit->dfa.nclasses;
	lane->states = lane->base.dfa.nstates;
	lane->sparse = l7_emit_dense_bytes(lane->states, lane->nclasses) > (256u << 10);
	s->grouping->group[u] = s->grouping->ngroups++;
	return 0;
}

static int place(struct search *s, uint32_t u)
{
	const struct l7_unit *unit = &s->units->unit[u];
	const bool full = s->grouping->ngroups == L7_MAX_GROUPS;
	size_t best = l7_emit_dense_bytes(unit->dfa.nstates, unit->dfa.nclasses) + GROUP_PRICE_BYTES;
	int64_t states = 0;
	uint32_t chosen = UINT32_MAX, g;

	if (full)
		best = L7_EMIT_DENSE_MAX_BYTES;
	for (g = 0; g < s->grouping->ngroups; g++) {
		const struct lane *lane = &s->lane[g];
		uint8_t class[256];
		uint32_t n;
		size_t before = cost(lane, lane->states, lane->nclasses), after;
		int64_t more;

		if (lane->base.dfa.anchored != unit->dfa.anchored || lane->sparse)
			continue;
		memcpy(class, lane->class, sizeof(class));
		n = l7_product_classes(class, lane->nclasses, unit->dfa.class);
		if (cost(lane, lane->states, n) - before >= best)
			continue;
		more = growth(s, lane, unit, best / cost(lane, 1, n));
		if (more < 0)
			return more;
		after = cost(lane, lane->states + more, n);
		if (!lane->sparse && after > L7_EMIT_DENSE_MAX_BYTES)
			continue;
		if (after - before < best) {
			best = after - before;
			chosen = g;
			states = more;
		}
	}
	if (chosen == UINT32_MAX)
		return full ? -E2BIG : open_lane(s, u);
	s->grouping->group[u] = chosen;
	s->lane[chosen].nclasses = l7_product_classes(s->lane[chosen].class, s->lane[chosen].nclasses,
						      unit->dfa.class);
	if (states > LIGHT_STATES)
		return extend(&s->lane[chosen], unit);
	s->lane[chosen].states += states;
	return 0;
}

static int compare_size(const void *a, const void *b, void *data)
{
	const struct l7_units *units = data;
	const uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
	const struct l7_dfa *dx = &units->unit[x].dfa, *dy = &units->unit[y].dfa;
	const size_t sx = (size_t)dx->nstates * dx->nclasses, sy = (size_t)dy->nstates * dy->nclasses;

	return sx != sy ? (sx > sy ? -1 : 1) : x < y ? -1 : x > y;
}

int l7_grouping_search(struct l7_grouping *grouping, const struct l7_units *units)
{
	struct search s = { .units = units, .grouping = grouping };
	int err = -ENOMEM;
	uint32_t i;

	grouping->ngroups = 0;
	grouping->group = calloc(units->count + 1, sizeof(*grouping->group));
	s.order = calloc(units->count + 1, sizeof(*s.order));
	if (grouping->group && s.order) {
		for (i = 0; i < units->count; i++)
			s.order[i] = i;
		qsort_r(s.order, units->count, sizeof(*s.order), compare_size, (void *)units);
		for (err = 0, i = 0; !err && i < units->count; i++)
			err = place(&s, s.order[i]);
	}
	for (i = 0; i < L7_MAX_GROUPS; i++)
		l7_dfa_fini(&s.lane[i].base.dfa);
	free(s.order);
	free(s.pairs.pair);
	free(s.pairs.bucket);
	return err;
}

void l7_grouping_fini(struct l7_grouping *grouping)
{
	free(grouping->group);
	*grouping = (struct l7_grouping){ 0 };
}
