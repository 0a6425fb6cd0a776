// SPDX-License-Identifier: GPL-2.0-only
#include "compiler/group.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "compiler/bundle.h"
#include "compiler/emit.h"

/*
 * What one more group is worth: its state in each flow and its step at each byte, in bytes of table. An anchored one of the
 * classic mostly dies within a few bytes. Those of ours that are not finite look for something in all of a TLS hello or an HTTP
 * head, side by side: measured on captured connections, a sixth lane costs more time than the memory it saves.
 */
#define ANCHORED_PRICE_BYTES (40u << 10)
#define UNANCHORED_PRICE_BYTES (128u << 10)
#define LASTING_PRICE_BYTES (384u << 10)

/*
 * How long to look for something better, in steps of automata rather than in time, so that the result is the same
 * everywhere: 0.3 s at the most on a PC of 2023.
 */
#define MAX_STEPS (240u << 20)
#define MAX_STEPS_PER_UNIT (2u << 20)
#define MAX_TRIES 2000

/* an assignment of units to lanes */
struct plan {
	struct l7_lane lane[L7_MAX_GROUPS];
	uint32_t nlanes;
	uint32_t *lane_of;	/* [units->count] */
};

struct search {
	const struct l7_units *units;
	struct plan plan;
	uint32_t *todo;		/* [units->count] units to be placed, in that order */
	uint32_t ntodo;
	uint64_t *weight;	/* [units->count] the heaviest first */
	struct l7_meter meter;
	uint32_t dice;
};

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

static uint32_t roll(struct search *s, uint32_t sides)
{
	s->dice = s->dice * 1664525u + 1013904223u;
	return (s->dice >> 8) % sides;
}

static int open_lane(struct search *s, const struct l7_unit *const *units, uint32_t count)
{
	const int err = l7_lane_open(&s->meter, &s->plan.lane[s->plan.nlanes], units, count);

	s->plan.nlanes += !err;
	return err;
}

/*
 * How many bytes more a lane would have with a unit: 1 and less than @limit in @bytes; 0 if it would be that or more, or
 * can't have it; negative errno.
 */
static int consider(struct search *s, const struct l7_lane *lane, const struct l7_unit *unit, size_t limit,
		    size_t *bytes)
{
	const struct l7_dfa *base = &lane->base->unit.dfa;
	const size_t now = l7_lane_unit_bytes(&lane->base->unit);
	uint32_t nclasses;
	size_t least, total;
	int64_t more;

	if (lane->closed || !are_alike(&lane->base->unit, unit))
		return 0;
	nclasses = l7_lane_classes(lane, unit);
	least = l7_lane_rows_bytes(base, base->nstates, nclasses) - now;
	if (least >= limit)
		return 0;
	more = l7_lane_growth(&s->meter, lane, unit, (limit - least) / l7_lane_rows_bytes(base, 1, nclasses));
	if (more < 0)
		return more;
	total = l7_lane_rows_bytes(base, base->nstates + more, nclasses);
	*bytes = total - now;
	return *bytes < limit && total <= L7_EMIT_DENSE_MAX_BYTES;
}

/* put a unit where it adds the fewest bytes */
static int place(struct search *s, uint32_t u)
{
	const struct l7_unit *unit = &s->units->unit[u];
	const bool full = s->plan.nlanes == L7_MAX_GROUPS;
	size_t limit = full ? L7_EMIT_DENSE_MAX_BYTES : l7_lane_unit_bytes(unit) + price(unit);
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
	return chosen == s->plan.nlanes ? open_lane(s, &unit, 1) : l7_lane_extend(&s->meter, &s->plan.lane[chosen], unit);
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
		const struct l7_lane *lane = &plan->lane[g];

		sum += price(&lane->base->unit);
		if (!lane->closed)
			sum += l7_lane_unit_bytes(&lane->base->unit);
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
		l7_shared_put(to->lane[g].base);
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
	l7_shared_put(plan->lane[g].base);
	plan->lane[g] = plan->lane[last];
}

/* not to be dissolved */
static bool is_settled(const struct l7_lane *lane)
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
		s->weight[u] = l7_lane_unit_bytes(&s->units->unit[u]) * (uint64_t)(1 + roll(s, 16));
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
	for (tries = 0; !err && s->meter.steps < max_steps && tries < MAX_TRIES; tries++) {
		err = shuffle(s);
		if (!err && plan_cost(&s->plan) < plan_cost(&best))
			copy_plan(&best, &s->plan, s->units->count);
		else
			copy_plan(&s->plan, &best, s->units->count);
		if (err == -E2BIG)
			err = 0;
	}
	for (g = 0; g < best.nlanes; g++)
		l7_shared_put(best.lane[g].base);
	free(best.lane_of);
	return err;
}

static int search(struct search *s)
{
	const struct l7_bundles bundles = { s->units, &s->meter, s->plan.lane, &s->plan.nlanes, s->plan.lane_of };
	uint32_t scope, u;
	int err = 0;

	for (scope = L7_SCOPE_STREAM; !err && scope <= L7_SCOPE_DATAGRAM; scope++)
		err = l7_bundle(&bundles, scope);
	for (u = 0; !err && u < s->units->count; u++) {
		s->weight[u] = l7_lane_unit_bytes(&s->units->unit[u]);
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
		s->weight[u] = l7_lane_unit_bytes(&s->units->unit[u]);
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
		l7_shared_put(s.plan.lane[g].base);
	if (err) {
		free(s.plan.lane_of);
		s.plan.lane_of = NULL;
	}
	*grouping = (struct l7_grouping){ s.plan.lane_of, err ? 0 : s.plan.nlanes };
	free(s.todo);
	free(s.weight);
	l7_meter_fini(&s.meter);
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
