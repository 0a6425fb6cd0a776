// SPDX-License-Identifier: GPL-2.0-only
#include "compiler/bundle.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#define LOOSE_BYTES 4

/* more in one finite automaton than this, and two are tried */
#define FINITE_MAX_STATES 8192

/* a unit that adds more states than this to those of others is better off apart from them */
#define MULTIPLIED_STATES 64
#define MULTIPLIED_TIMES 4

/* the chance that random bytes are still of interest after a few */
static double looseness(const struct l7_dfa *dfa)
{
	double *both = calloc(2 * (size_t)dfa->nstates, sizeof(*both)), *now = both, *next, left = 0;
	uint32_t i, s, byte;

	if (!both)
		return 0;
	now[dfa->start] = 1;
	for (i = 0; i < LOOSE_BYTES; i++) {
		next = i % 2 ? both : both + dfa->nstates;
		memset(next, 0, dfa->nstates * sizeof(*next));
		for (s = 1; s < dfa->nstates; s++)
			for (byte = 0; now[s] > 0 && byte < 256; byte++)
				next[dfa->next[(size_t)s * dfa->nclasses + dfa->class[byte]]] += now[s] / 256;
		now = next;
	}
	for (s = 1; s < dfa->nstates; s++)
		left += now[s];
	free(both);
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
static int try_bundle(const struct l7_bundles *b, const struct finite *f, uint32_t count, struct l7_shared **out)
{
	const struct l7_unit **member = calloc(count, sizeof(*member));
	int err = -ENOMEM;
	uint32_t i;

	for (i = 0; member && i < count; i++)
		member[i] = &b->units->unit[f[i].unit];
	if (member)
		err = l7_shared_new(b->meter, member, count, FINITE_MAX_STATES, out);
	free(member);
	return err;
}

/*
 * Sort the units behind the first @strict, which are in @base: those that would have many times more states beside them
 * than alone go to the end. Return: how many stay; negative errno.
 */
static int64_t part_multipliers(const struct l7_bundles *b, struct l7_shared *base, struct finite *f, uint32_t strict, uint32_t count)
{
	const struct l7_lane lane = { .base = base };
	struct finite *aside = calloc(count, sizeof(*aside));
	uint32_t kept = strict, naside = 0, i;
	int64_t more = 0;

	if (!aside)
		return -ENOMEM;
	for (i = strict; more >= 0 && i < count; i++) {
		const struct l7_unit *unit = &b->units->unit[f[i].unit];
		const size_t most = MULTIPLIED_STATES + (size_t)unit->dfa.nstates * MULTIPLIED_TIMES;

		more = l7_lane_growth(b->meter, &lane, unit, most);
		if (more <= (int64_t)most)
			f[kept++] = f[i];
		else
			aside[naside++] = f[i];
	}
	memcpy(f + kept, aside, naside * sizeof(*f));
	free(aside);
	return more < 0 ? more : kept;
}

static int bundle(const struct l7_bundles *b, struct finite *f, uint32_t count);

/* in two lanes: without the multipliers, if there are any beside the stricter half; else the looser quarter apart */
static int bundle_apart(const struct l7_bundles *b, struct finite *f, uint32_t count)
{
	const uint32_t strict = (count + 1) / 2;
	struct l7_shared *base = NULL;
	int64_t kept = 0;
	int err = try_bundle(b, f, strict, &base);

	if (!err)
		kept = part_multipliers(b, base, f, strict, count);
	else if (err != -E2BIG)
		return err;
	l7_shared_put(base);
	if (kept < 0)
		return kept;
	if (!kept || kept == count)
		kept = count - (count < 8 ? count / 2 : count / 4);
	err = bundle(b, f, kept);
	return err ? err : bundle(b, f + kept, count - kept);
}

/* a lane for all of them if their automaton isn't too large, or several */
static int bundle(const struct l7_bundles *b, struct finite *f, uint32_t count)
{
	struct l7_shared *whole = NULL;
	const int err = try_bundle(b, f, count, &whole);
	uint32_t i;

	if (err == -E2BIG && count > 1)
		return bundle_apart(b, f, count);
	if (err)
		return err;
	if (*b->nlanes == L7_MAX_GROUPS) {
		l7_shared_put(whole);
		return -E2BIG;
	}
	for (i = 0; i < count; i++)
		b->lane_of[f[i].unit] = *b->nlanes;
	b->lane[(*b->nlanes)++] = (struct l7_lane){ .base = whole };
	return 0;
}

int l7_bundle(const struct l7_bundles *b, uint32_t scope)
{
	struct finite *f = calloc(b->units->count + 1, sizeof(*f));
	uint32_t count = 0, u;
	int err = f ? 0 : -ENOMEM;

	for (u = 0; f && u < b->units->count; u++)
		if (b->units->unit[u].dfa.finite && b->units->unit[u].scope == scope)
			f[count++] = (struct finite){ u, looseness(&b->units->unit[u].dfa) };
	if (!err && count) {
		qsort(f, count, sizeof(*f), compare_looseness);
		err = bundle(b, f, count);
	}
	free(f);
	return err;
}
