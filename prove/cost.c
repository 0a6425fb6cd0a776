// SPDX-License-Identifier: GPL-2.0-only
#include "prove/cost.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "compiler/emit.h"

const uint32_t l7_cost_marks[L7_COST_MARKS] = { 1, 8, 64 };

/* what is less likely than this to be alive is dead */
#define NOTHING 1e-9

#define STATES 65536

static void class_weights(double *weight, const uint8_t *class)
{
	unsigned int i;

	memset(weight, 0, 256 * sizeof(*weight));
	for (i = 0; i < 256; i++)
		weight[class[i]] += 1 / 256.0;
}

/* one random byte; returns the chance to be alive after it */
static double step_dfa(const struct l7_dfa *dfa, const double *weight, const double *from, double *to)
{
	double alive = 0;
	uint32_t s, c;

	memset(to, 0, dfa->nstates * sizeof(*to));
	for (s = 1; s < dfa->nstates; s++) {
		if (!(from[s] > 0))
			continue;
		for (c = 0; c < dfa->nclasses; c++)
			to[dfa->next[(size_t)s * dfa->nclasses + c]] += from[s] * weight[c];
	}
	for (s = 1; s < dfa->nstates; s++)
		alive += to[s];
	return alive;
}

/* the sum over k of the chance to be alive after k bytes */
static int life_of(const struct l7_dfa *dfa, double *lasts)
{
	double *now = calloc(dfa->nstates, sizeof(*now)), *next = calloc(dfa->nstates, sizeof(*next));
	double weight[256], alive = 1, *was;
	uint32_t at;
	int err = now && next ? 0 : -ENOMEM;

	*lasts = 0;
	class_weights(weight, dfa->class);
	if (!err)
		now[dfa->start] = 1;
	for (at = 0; !err && at < L7_COST_BYTES && alive > NOTHING; at++) {
		*lasts += alive;
		alive = step_dfa(dfa, weight, now, next);
		was = now;
		now = next;
		next = was;
	}
	free(now);
	free(next);
	return err;
}

static enum l7_life kind_of_life(const struct l7_dfa *dfa)
{
	return dfa->finite ? L7_LIFE_SHORT : dfa->anchored ? L7_LIFE_OPEN : L7_LIFE_ENDLESS;
}

int l7_cost_of_units(const struct l7_unit *units, size_t count, struct l7_cost *cost)
{
	size_t i;
	int err = 0;

	*cost = (struct l7_cost){ .units = count };
	for (i = 0; !err && i < count; i++) {
		const struct l7_dfa *dfa = &units[i].dfa;
		double lasts = L7_COST_BYTES;

		cost->states += dfa->nstates;
		cost->bytes += l7_emit_dense_bytes(dfa->nstates, dfa->nclasses);
		if (kind_of_life(dfa) > cost->life)
			cost->life = kind_of_life(dfa);
		if (kind_of_life(dfa) != L7_LIFE_ENDLESS)
			err = life_of(dfa, &lasts);
		if (lasts > cost->lasts)
			cost->lasts = lasts;
	}
	return err;
}

/* where the walk would go, see core/walk.c */
static uint16_t next_state(const struct l7_image *img, uint32_t g, uint32_t state, uint32_t class)
{
	const struct l7_image_group *group = &img->groups[g];
	const uint16_t *row = img->cells[g] + 8 * (size_t)state, *pair;

	if (group->kind == L7_GROUP_DENSE)
		return row[class];
	pair = img->cells[g] + 8 * (size_t)group->nstates + 2 * ((row[4] | (uint32_t)row[5] << 16) + class);
	return pair[0] == state ? pair[1] : row[0];
}

static double step_group(const struct l7_image *img, uint32_t g, const double *weight, const double *from, double *to)
{
	const struct l7_image_group *group = &img->groups[g];
	double alive = 0;
	uint32_t s, c;

	memset(to, 0, STATES * sizeof(*to));
	for (s = group->pitch; s < group->nstates * group->pitch; s += group->pitch) {
		if (from[s] < NOTHING)
			continue;
		for (c = 0; c < group->nclasses; c++)
			to[next_state(img, g, s, c)] += from[s] * weight[c];
	}
	for (s = 1; s < STATES; s++)
		alive += to[s];
	return alive;
}

/* add the chances that a group is alive at each mark */
static void add_group(const struct l7_image *img, uint32_t g, double *now, double *next, double *alive)
{
	double weight[256], chance = 1, *was;
	uint32_t mark = 0, at;

	class_weights(weight, img->groups[g].class);
	memset(now, 0, STATES * sizeof(*now));
	now[img->groups[g].start] = 1;
	for (at = 1; mark < L7_COST_MARKS; at++) {
		if (chance > NOTHING)
			chance = step_group(img, g, weight, now, next);
		was = now;
		now = next;
		next = was;
		if (at == l7_cost_marks[mark])
			alive[mark++] += chance;
	}
}

static void add_lanes(struct l7_lanes *lanes, const double *alive)
{
	unsigned int i;

	lanes->groups++;
	for (i = 0; i < L7_COST_MARKS; i++)
		lanes->alive[i] += alive[i];
}

int l7_cost_of_image(const struct l7_image *img, struct l7_lanes *tcp, struct l7_lanes *udp)
{
	double *now = calloc(STATES, sizeof(*now)), *next = calloc(STATES, sizeof(*next));
	const int err = now && next ? 0 : -ENOMEM;
	uint32_t g;

	*tcp = *udp = (struct l7_lanes){ 0 };
	for (g = 0; !err && g < img->head->ngroups; g++) {
		double alive[L7_COST_MARKS] = { 0 };

		add_group(img, g, now, next, alive);
		if (img->groups[g].scope != L7_SCOPE_DATAGRAM)
			add_lanes(tcp, alive);
		if (img->groups[g].scope == L7_SCOPE_DATAGRAM || img->groups[g].scope == L7_SCOPE_MERGED)
			add_lanes(udp, alive);
	}
	free(now);
	free(next);
	return err;
}
