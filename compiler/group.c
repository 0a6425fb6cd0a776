// SPDX-License-Identifier: GPL-2.0-only
#include "compiler/group.h"

#include <errno.h>
#include <string.h>

#include "compiler/emit.h"
#include "compiler/product.h"
#include "compiler/vector.h"

/*
 * What one more group is worth: its state in each flow and its step at each byte, in bytes of table. An anchored one of the
 * classic mostly dies within a few bytes. Those of ours that are not finite look for something in all of a TLS hello or an HTTP
 * head, side by side: measured on captured connections, a sixth lane costs more time than the memory it saves.
 */
#define ANCHORED_PRICE_BYTES (40u << 10)
#define UNANCHORED_PRICE_BYTES (128u << 10)
#define LASTING_PRICE_BYTES (384u << 10)

#define LOOSE_BYTES 4

/* a row of a finite automaton and its few exceptions, about */
#define FINITE_ROW_BYTES 32u

/* more in one finite automaton than this, and two are tried */
#define FINITE_MAX_STATES 8192

/* a unit that adds more states than this to those of others is better off apart from them */
#define MULTIPLIED_STATES 64
#define MULTIPLIED_TIMES 4

/*
 * How long to look for something better, in steps of automata rather than in time, so that the result is the same
 * everywhere: 0.3 s at the most on a PC of 2023.
 */
#define MAX_STEPS (240u << 20)
#define MAX_STEPS_PER_UNIT (2u << 20)
#define MAX_TRIES 2000

/* automaton of several units, shared by the present grouping and the one to fall back on */
struct product {
	struct l7_unit unit;	/* its outputs are all 0 */
	unsigned int references;
};

/* a group that is being filled */
struct lane {
	struct product *base;
	bool closed;	/* sparse: nothing else goes in */
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

/* an assignment of units to lanes */
struct plan {
	struct lane lane[L7_MAX_GROUPS];
	uint32_t nlanes;
	uint32_t *lane_of;	/* [units->count] */
};

struct search {
	const struct l7_units *units;
	struct plan plan;
	uint32_t *todo;		/* [units->count] units to be placed, in that order */
	uint32_t ntodo;
	uint64_t *weight;	/* [units->count] the heaviest first */
	struct pairs pairs;
	uint64_t steps;
	uint32_t dice;
};

/* what @nstates rows cost; those of finite automata are written in the sparse form */
static size_t rows_bytes(const struct l7_dfa *dfa, size_t nstates, uint32_t nclasses)
{
	return dfa->finite ? nstates * FINITE_ROW_BYTES : l7_emit_dense_bytes(nstates, nclasses);
}

static size_t unit_bytes(const struct l7_unit *unit)
{
	return rows_bytes(&unit->dfa, unit->dfa.nstates, unit->dfa.nclasses);
}

/* only such units go together: one that can't die would keep the others' lane alive */
static bool are_alike(const struct l7_unit *a, const struct l7_unit *b)
{
	return a->scope == b->scope && a->dfa.anchored == b->dfa.anchored && a->dfa.finite == b->dfa.finite;
}

static size_t price(const struct l7_unit *unit)
{
	if (unit->scope != L7_SCOPE_MERGED)
		return LASTING_PRICE_BYTES;
	return unit->dfa.anchored ? ANCHORED_PRICE_BYTES : UNANCHORED_PRICE_BYTES;
}

static void put_product(struct product *p)
{
	if (!p || --p->references)
		return;
	l7_dfa_fini(&p->unit.dfa);
	free(p);
}

static uint32_t roll(struct search *s, uint32_t sides)
{
	s->dice = s->dice * 1664525u + 1013904223u;
	return (s->dice >> 8) % sides;
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
	for (byte = 0; byte < 256; byte++) {
		both[class[byte]][0] = a->class[byte];
		both[class[byte]][1] = b->class[byte];
	}
	return n;
}

/*
 * How many states more a lane would have with a unit: combinations in which the unit is not idle (anchored: dead;
 * unanchored: at its start). That counts a few which can't be reached. Stops beyond @limit. Negative errno if there is no
 * memory.
 */
static int64_t growth(struct search *s, const struct lane *lane, const struct l7_unit *unit, size_t limit)
{
	const struct l7_dfa *base = &lane->base->unit.dfa, *dfa = &unit->dfa;
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
	s->steps += (uint64_t)i * n + seeds;
	return err ? err : (int64_t)(s->pairs.count - seeds);
}

/* the product of @count units, with one reference */
static int new_product(struct search *s, const struct l7_unit *const *units, uint32_t count, unsigned int max_states,
		       struct product **out)
{
	struct product *made = calloc(1, sizeof(*made));
	int err;

	if (!made)
		return -ENOMEM;
	made->references = 1;
	made->unit.scope = units[0]->scope;
	err = l7_product_build(&made->unit.dfa, units, count, NULL, max_states);
	if (err) {
		put_product(made);
		return err;
	}
	s->steps += 4ull * made->unit.dfa.nstates * made->unit.dfa.nclasses;
	*out = made;
	return 0;
}

static int extend(struct search *s, struct lane *lane, const struct l7_unit *unit)
{
	const struct l7_unit *const both[2] = { &lane->base->unit, unit };
	struct product *made;
	const int err = new_product(s, both, 2, L7_DFA_MAX_STATES, &made);

	if (err)
		return err;
	put_product(lane->base);
	lane->base = made;
	return 0;
}

static int open_lane(struct search *s, const struct l7_unit *const *units, uint32_t count)
{
	struct lane *lane = &s->plan.lane[s->plan.nlanes];
	const int err = new_product(s, units, count, L7_DFA_MAX_STATES, &lane->base);

	if (err)
		return err;
	lane->closed = !lane->base->unit.dfa.finite && l7_emit_is_sparse(&lane->base->unit.dfa, lane->base->unit.scope);
	s->plan.nlanes++;
	return 0;
}

/*
 * How many bytes more a lane would have with a unit: 1 and less than @limit in @bytes; 0 if it would be that or more, or
 * can't have it; negative errno.
 */
static int consider(struct search *s, const struct lane *lane, const struct l7_unit *unit, size_t limit,
		    size_t *bytes)
{
	const struct l7_dfa *base = &lane->base->unit.dfa;
	const size_t now = unit_bytes(&lane->base->unit);
	uint8_t both[256][2];
	uint32_t nclasses;
	size_t least, total;
	int64_t more;

	if (lane->closed || !are_alike(&lane->base->unit, unit))
		return 0;
	nclasses = combine(base, &unit->dfa, both);
	least = rows_bytes(base, base->nstates, nclasses) - now;
	if (least >= limit)
		return 0;
	more = growth(s, lane, unit, (limit - least) / rows_bytes(base, 1, nclasses));
	if (more < 0)
		return more;
	total = rows_bytes(base, base->nstates + more, nclasses);
	*bytes = total - now;
	return *bytes < limit && total <= L7_EMIT_DENSE_MAX_BYTES;
}

/* put a unit where it adds the fewest bytes */
static int place(struct search *s, uint32_t u)
{
	const struct l7_unit *unit = &s->units->unit[u];
	const bool full = s->plan.nlanes == L7_MAX_GROUPS;
	size_t limit = full ? L7_EMIT_DENSE_MAX_BYTES : unit_bytes(unit) + price(unit);
	uint32_t chosen = s->plan.nlanes, g;
	size_t bytes;

	for (g = 0; g < s->plan.nlanes; g++) {
		const int good = consider(s, &s->plan.lane[g], unit, limit, &bytes);

		if (good < 0)
			return good;
		if (good) {
			limit = bytes;
			chosen = g;
		}
	}
	if (chosen == L7_MAX_GROUPS)
		return -E2BIG;
	s->plan.lane_of[u] = chosen;
	return chosen == s->plan.nlanes ? open_lane(s, &unit, 1) : extend(s, &s->plan.lane[chosen], unit);
}

static int compare_weight(const void *a, const void *b, void *data)
{
	const uint64_t *weight = data;
	const uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

	return weight[x] != weight[y] ? (weight[x] > weight[y] ? -1 : 1) : x < y ? -1 : x > y;
}

static int place_all(struct search *s)
{
	uint32_t i;
	int err = 0;

	qsort_r(s->todo, s->ntodo, sizeof(*s->todo), compare_weight, s->weight);
	for (i = 0; !err && i < s->ntodo; i++)
		err = place(s, s->todo[i]);
	return err;
}

static size_t plan_cost(const struct plan *plan)
{
	size_t sum = 0;
	uint32_t g;

	for (g = 0; g < plan->nlanes; g++) {
		const struct lane *lane = &plan->lane[g];

		sum += price(&lane->base->unit);
		if (!lane->closed)
			sum += unit_bytes(&lane->base->unit);
	}
	return sum;
}

/* drop all of @to's lanes and share @from's */
static void copy_plan(struct plan *to, const struct plan *from, size_t units)
{
	uint32_t g;

	for (g = 0; g < from->nlanes; g++)
		from->lane[g].base->references++;
	for (g = 0; g < to->nlanes; g++)
		put_product(to->lane[g].base);
	memcpy(to->lane, from->lane, sizeof(to->lane));
	memcpy(to->lane_of, from->lane_of, units * sizeof(*to->lane_of));
	to->nlanes = from->nlanes;
}

/* take a lane's units out, to be placed anew; the last lane takes its number */
static void dissolve(struct search *s, uint32_t g)
{
	struct plan *plan = &s->plan;
	const uint32_t last = --plan->nlanes;
	uint32_t u;

	for (u = 0; u < s->units->count; u++)
		if (plan->lane_of[u] == g) {
			plan->lane_of[u] = UINT32_MAX;
			s->todo[s->ntodo++] = u;
		} else if (plan->lane_of[u] == last) {
			plan->lane_of[u] = g;
		}
	put_product(plan->lane[g].base);
	plan->lane[g] = plan->lane[last];
}

/* not to be dissolved */
static bool is_settled(const struct lane *lane)
{
	return lane->closed || lane->base->unit.dfa.finite;
}

/* two lanes of a kind are dissolved and their units placed anew, in an order that chance has a hand in */
static int shuffle(struct search *s)
{
	const uint32_t a = roll(s, s->plan.nlanes), b = roll(s, s->plan.nlanes);
	uint32_t u;

	s->ntodo = 0;
	if (a == b || is_settled(&s->plan.lane[a]) || is_settled(&s->plan.lane[b]) ||
	    !are_alike(&s->plan.lane[a].base->unit, &s->plan.lane[b].base->unit))
		return 0;
	for (u = 0; u < s->units->count; u++)
		s->weight[u] = unit_bytes(&s->units->unit[u]) * (uint64_t)(1 + roll(s, 16));
	dissolve(s, a > b ? a : b);
	dissolve(s, a > b ? b : a);
	return place_all(s);
}

/* shuffle, and keep what is better */
static int improve(struct search *s)
{
	struct plan best = { .lane_of = calloc(s->units->count, sizeof(uint32_t)) };
	const uint64_t most = (uint64_t)s->units->count * MAX_STEPS_PER_UNIT;
	const uint64_t max_steps = most < MAX_STEPS ? most : MAX_STEPS;
	uint32_t g, tries;
	int err = best.lane_of ? 0 : -ENOMEM;

	if (!err)
		copy_plan(&best, &s->plan, s->units->count);
	for (tries = 0; !err && s->steps < max_steps && tries < MAX_TRIES; tries++) {
		err = shuffle(s);
		if (!err && plan_cost(&s->plan) < plan_cost(&best))
			copy_plan(&best, &s->plan, s->units->count);
		else
			copy_plan(&s->plan, &best, s->units->count);
		if (err == -E2BIG)
			err = 0;
	}
	for (g = 0; g < best.nlanes; g++)
		put_product(best.lane[g].base);
	free(best.lane_of);
	return err;
}

/* the chance that random bytes are still of interest after a few */
static double looseness(const struct l7_dfa *dfa)
{
	double *now = calloc(2 * (size_t)dfa->nstates, sizeof(*now)), *next = now + dfa->nstates, *swap, left = 0;
	uint32_t i, s, byte;

	if (!now)
		return 0;
	swap = now;
	now[dfa->start] = 1;
	for (i = 0; i < LOOSE_BYTES; i++) {
		memset(next, 0, dfa->nstates * sizeof(*next));
		for (s = 1; s < dfa->nstates; s++)
			for (byte = 0; now[s] > 0 && byte < 256; byte++)
				next[dfa->next[(size_t)s * dfa->nclasses + dfa->class[byte]]] += now[s] / 256;
		now = next;
		next = i % 2 ? swap + dfa->nstates : swap;
	}
	for (s = 1; s < dfa->nstates; s++)
		left += now[s];
	free(swap);
	return left;
}

struct finite {
	uint32_t unit;
	double looseness;
};

static int compare_looseness(const void *a, const void *b)
{
	const struct finite *x = a, *y = b;

	if (x->looseness != y->looseness)
		return x->looseness < y->looseness ? -1 : 1;
	return x->unit < y->unit ? -1 : x->unit > y->unit;
}

/* the automaton of @count of them; -E2BIG if it is too large for one lane */
static int try_bundle(struct search *s, const struct finite *f, uint32_t count, struct product **out)
{
	const struct l7_unit **member = calloc(count, sizeof(*member));
	int err = -ENOMEM;
	uint32_t i;

	for (i = 0; member && i < count; i++)
		member[i] = &s->units->unit[f[i].unit];
	if (member)
		err = new_product(s, member, count, FINITE_MAX_STATES, out);
	free(member);
	return err;
}

/*
 * Sort the units behind the first @strict, which are in @base: those that would have many times more states beside them
 * than alone go to the end. Return: how many stay; negative errno.
 */
static int64_t part_multipliers(struct search *s, struct product *base, struct finite *f, uint32_t strict, uint32_t count)
{
	const struct lane lane = { .base = base };
	struct finite *aside = calloc(count, sizeof(*aside));
	uint32_t kept = strict, naside = 0, i;
	int64_t more = 0;

	if (!aside)
		return -ENOMEM;
	for (i = strict; more >= 0 && i < count; i++) {
		const struct l7_unit *unit = &s->units->unit[f[i].unit];
		const size_t most = MULTIPLIED_STATES + (size_t)unit->dfa.nstates * MULTIPLIED_TIMES;

		more = growth(s, &lane, unit, most);
		if (more <= (int64_t)most)
			f[kept++] = f[i];
		else
			aside[naside++] = f[i];
	}
	memcpy(f + kept, aside, naside * sizeof(*f));
	free(aside);
	return more < 0 ? more : kept;
}

static int bundle(struct search *s, struct finite *f, uint32_t count);

/* in two lanes: without the multipliers, if there are any beside the stricter half; else the looser quarter apart */
static int bundle_apart(struct search *s, struct finite *f, uint32_t count)
{
	const uint32_t strict = (count + 1) / 2;
	struct product *base = NULL;
	int64_t kept = 0;
	int err = try_bundle(s, f, strict, &base);

	if (!err)
		kept = part_multipliers(s, base, f, strict, count);
	else if (err != -E2BIG)
		return err;
	put_product(base);
	if (kept < 0)
		return kept;
	if (!kept || kept == count)
		kept = count - (count < 8 ? count / 2 : count / 4);
	err = bundle(s, f, kept);
	return err ? err : bundle(s, f + kept, count - kept);
}

/* a lane for all of them if their automaton isn't too large, or several */
static int bundle(struct search *s, struct finite *f, uint32_t count)
{
	struct product *whole = NULL;
	const int err = try_bundle(s, f, count, &whole);
	uint32_t i;

	if (err == -E2BIG && count > 1)
		return bundle_apart(s, f, count);
	if (err)
		return err;
	if (s->plan.nlanes == L7_MAX_GROUPS) {
		put_product(whole);
		return -E2BIG;
	}
	for (i = 0; i < count; i++)
		s->plan.lane_of[f[i].unit] = s->plan.nlanes;
	s->plan.lane[s->plan.nlanes++] = (struct lane){ .base = whole };
	return 0;
}

/* lanes for the finite units of a scope; the others are left to be placed */
static int place_finite(struct search *s, uint32_t scope)
{
	struct finite *f = calloc(s->units->count + 1, sizeof(*f));
	uint32_t count = 0, u;
	int err = f ? 0 : -ENOMEM;

	for (u = 0; f && u < s->units->count; u++)
		if (s->units->unit[u].dfa.finite && s->units->unit[u].scope == scope)
			f[count++] = (struct finite){ u, looseness(&s->units->unit[u].dfa) };
	if (!err && count) {
		qsort(f, count, sizeof(*f), compare_looseness);
		err = bundle(s, f, count);
	}
	free(f);
	return err;
}

static int search(struct search *s)
{
	uint32_t scope, u;
	int err = 0;

	for (scope = L7_SCOPE_STREAM; !err && scope <= L7_SCOPE_DATAGRAM; scope++)
		err = place_finite(s, scope);
	for (u = 0; !err && u < s->units->count; u++) {
		s->weight[u] = unit_bytes(&s->units->unit[u]);
		if (!s->units->unit[u].dfa.finite)
			s->todo[s->ntodo++] = u;
	}
	if (!err)
		err = place_all(s);
	return err || s->plan.nlanes < 2 ? err : improve(s);
}

/* a lane of all units that @group puts into @g; none if there are none */
static int restore_lane(struct search *s, const uint32_t *group, uint32_t g)
{
	const struct l7_unit **member = calloc(s->units->count + 1, sizeof(*member));
	uint32_t count = 0, u;
	int err = member ? 0 : -ENOMEM;

	for (u = 0; !err && u < s->units->count; u++) {
		const struct l7_unit *unit = &s->units->unit[u];

		if (group[u] != g)
			continue;
		if (count && !are_alike(member[0], unit))
			err = -EINVAL;
		member[count++] = unit;
		s->plan.lane_of[u] = s->plan.nlanes;
	}
	if (!err && count)
		err = open_lane(s, member, count);
	free(member);
	return err;
}

static int complete(struct search *s, const uint32_t *group)
{
	uint32_t g, u;
	int err = 0;

	for (u = 0; u < s->units->count; u++) {
		s->weight[u] = unit_bytes(&s->units->unit[u]);
		if (group[u] == L7_GROUP_NONE)
			s->todo[s->ntodo++] = u;
	}
	for (g = 0; !err && g < L7_MAX_GROUPS; g++)
		err = restore_lane(s, group, g);
	return err ? err : place_all(s);
}

/* search, or complete @group if that isn't NULL */
static int find(struct l7_grouping *grouping, const struct l7_units *units, const uint32_t *group)
{
	struct search s = { .units = units };
	int err = -ENOMEM;
	uint32_t g;

	s.plan.lane_of = calloc(units->count + 1, sizeof(*s.plan.lane_of));
	s.todo = calloc(units->count + 1, sizeof(*s.todo));
	s.weight = calloc(units->count + 1, sizeof(*s.weight));
	if (s.plan.lane_of && s.todo && s.weight)
		err = group ? complete(&s, group) : search(&s);
	for (g = 0; g < s.plan.nlanes; g++)
		put_product(s.plan.lane[g].base);
	if (err) {
		free(s.plan.lane_of);
		s.plan.lane_of = NULL;
	}
	*grouping = (struct l7_grouping){ s.plan.lane_of, err ? 0 : s.plan.nlanes };
	free(s.todo);
	free(s.weight);
	free(s.pairs.pair);
	free(s.pairs.bucket);
	return err;
}

int l7_grouping_search(struct l7_grouping *grouping, const struct l7_units *units)
{
	return find(grouping, units, NULL);
}

int l7_grouping_complete(struct l7_grouping *grouping, const struct l7_units *units, const uint32_t *group)
{
	return find(grouping, units, group);
}

void l7_grouping_fini(struct l7_grouping *grouping)
{
	free(grouping->group);
	*grouping = (struct l7_grouping){ 0 };
}
