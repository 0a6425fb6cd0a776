// SPDX-License-Identifier: GPL-2.0-only
#include "compiler/compiler.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "compiler/cache.h"
#include "compiler/emit.h"
#include "compiler/group.h"
#include "compiler/kept.h"
#include "compiler/number.h"
#include "compiler/product.h"
#include "core/image.h"

#define DEFAULT_MAX_STATES 20000

struct compiler {
	struct l7_program program;
	struct l7_units units;
	struct l7_grouping grouping;
	struct l7_emit_group group[L7_MAX_GROUPS];
	uint32_t ngroups;
	struct l7_sets sets;
	struct l7_compile_report report;
	struct l7_diags *diags;
};

static int fail(struct compiler *c, const char *text)
{
	l7_diags_add(c->diags, L7_ERROR, NULL, 0, 0, NULL, "%s", text);
	return -1;
}

static unsigned int states_allowed(const struct l7_compile_options *options)
{
	const unsigned int wanted = options && options->max_states ? options->max_states : DEFAULT_MAX_STATES;

	return wanted < L7_DFA_MAX_STATES ? wanted : L7_DFA_MAX_STATES;
}

static int make_units(struct compiler *c, unsigned int max_states)
{
	uint32_t i;
	int err = 0;

	for (i = 0; i < c->program.npatterns; i++)
		err |= l7_units_add(&c->units, &c->program, i, max_states, c->diags);
	return err;
}

static int build_group(struct compiler *c, uint32_t g)
{
	const struct l7_unit **member = calloc(c->units.count + 1, sizeof(*member));
	struct l7_emit_group *group = &c->group[g];
	uint32_t count = 0, def, i;
	int err;

	if (!member)
		return -ENOMEM;
	*group = (struct l7_emit_group){ .scope = L7_SCOPE_MERGED };
	for (i = 0; i < c->units.count; i++) {
		const struct l7_unit *unit = &c->units.unit[i];

		if (c->grouping.group[i] != g)
			continue;
		member[count++] = unit;
		def = c->program.pattern[unit->pattern].def;
		group->defs[def / 64] |= 1ull << def % 64;
		group->scope = unit->scope;
	}
	err = l7_product_build(&group->dfa, member, count, &c->sets, L7_DFA_MAX_STATES);
	if (!err)
		l7_dfa_merge_classes(&group->dfa);
	free(member);
	return err;
}

/* an image of the grouping at hand; 0 or a negative errno */
static int build_image(struct compiler *c, struct l7_blob *out)
{
	uint32_t g;
	int err;

	c->ngroups = c->grouping.ngroups ? c->grouping.ngroups : 1;
	err = l7_sets_init(&c->sets, (c->program.npatterns + 63) / 64);
	for (g = 0; !err && g < c->ngroups; g++)
		err = build_group(c, g);
	if (!err)
		err = l7_emit(&c->program, c->group, c->ngroups, &c->sets, out);
	for (g = 0; g < c->ngroups; g++)
		l7_dfa_fini(&c->group[g].dfa);
	l7_sets_fini(&c->sets);
	return err;
}

/* the grouping of this very set: it must give an image of the size that it gave before */
static bool build_same(struct compiler *c, const struct l7_cached *cached, struct l7_blob *out)
{
	uint32_t i;

	c->grouping = (struct l7_grouping){ .group = cached->group };
	for (i = 0; i < c->units.count; i++)
		if (cached->group[i] >= c->grouping.ngroups)
			c->grouping.ngroups = cached->group[i] + 1;
	if (build_image(c, out))
		return false;
	if (out->size == cached->bytes)
		return true;
	l7_blob_fini(out);
	return false;
}

static void remember(const struct compiler *c, const char *dir, size_t bytes, size_t changes)
{
	const struct l7_cached cached = { c->grouping.group, bytes, changes };

	l7_cache_store(dir, &c->units, &cached);
}

/* with the help of the cache; false: it was none */
static bool build_cached(struct compiler *c, const char *dir, struct l7_blob *out)
{
	struct l7_cached cached = { .group = calloc(c->units.count + 1, sizeof(uint32_t)) };
	bool good = false;

	switch (cached.group ? l7_cache_load(dir, &c->units, &cached) : L7_CACHE_NOTHING) {
	case L7_CACHE_NOTHING:
		break;
	case L7_CACHE_SAME:
		good = build_same(c, &cached, out);
		c->grouping = (struct l7_grouping){ 0 };
		break;
	case L7_CACHE_SIMILAR:
		good = !l7_grouping_complete(&c->grouping, &c->units, cached.group) && !build_image(c, out);
		if (good)
			remember(c, dir, out->size, cached.changes);
		l7_grouping_fini(&c->grouping);
		break;
	}
	free(cached.group);
	return good;
}

static int compare_bytes(const void *a, const void *b)
{
	const struct l7_unit *const *x = a, *const *y = b;
	const size_t xb = l7_emit_dense_bytes((*x)->dfa.nstates, (*x)->dfa.nclasses);
	const size_t yb = l7_emit_dense_bytes((*y)->dfa.nstates, (*y)->dfa.nclasses);

	return xb != yb ? (xb > yb ? -1 : 1) : *x < *y ? -1 : *x > *y;
}

/* name the definitions that cost the most */
static int refuse(struct compiler *c)
{
	const struct l7_unit **unit = calloc(c->units.count + 1, sizeof(*unit));
	char names[4 * (L7_NAME_SIZE + 2)] = "";
	uint32_t last = UINT32_MAX, named = 0, i;

	for (i = 0; unit && i < c->units.count; i++)
		unit[i] = &c->units.unit[i];
	if (unit)
		qsort(unit, c->units.count, sizeof(*unit), compare_bytes);
	for (i = 0; unit && i < c->units.count && named < 4; i++) {
		const uint32_t def = c->program.pattern[unit[i]->pattern].def;

		if (def == last)
			continue;
		last = def;
		strcat(strcat(names, named++ ? ", " : ""), c->program.def[last]->name);
	}
	free(unit);
	l7_diags_add(c->diags, L7_ERROR, NULL, 0, 0, NULL, "these definitions are too much for one table of %d "
		     "groups; those that cost most: %s. Leave some out, or make them less general: fewer `.*', a `^' in "
		     "front", L7_MAX_GROUPS, names);
	return -1;
}

static int build_searched(struct compiler *c, const char *dir, struct l7_blob *out)
{
	int err = l7_grouping_search(&c->grouping, &c->units);

	if (!err)
		err = build_image(c, out);
	if (err == -E2BIG)
		return refuse(c);
	if (err)
		return fail(c, "out of memory");
	remember(c, dir, out->size, 0);
	return 0;
}

/* with the image itself found, or made */
static int build(struct compiler *c, const struct l7_compile_options *options, struct l7_blob *out)
{
	const char *dir = options ? options->cache_dir : NULL, *why;
	const unsigned int max_states = states_allowed(options);

	c->report.cached = l7_kept_load(dir, &c->program, max_states, out, &c->report.img);
	if (c->report.cached)
		return 0;
	if (make_units(c, max_states))
		return -1;
	c->report.cached = build_cached(c, dir, out);
	if (!c->report.cached && build_searched(c, dir, out))
		return -1;
	if (!l7_image_verify(out->bytes, out->size, &c->report.img, &why)) {
		l7_kept_store(dir, &c->program, max_states, out);
		return 0;
	}
	l7_blob_fini(out);
	l7_diags_add(c->diags, L7_ERROR, NULL, 0, 0, NULL, "the compiler made a table that is not valid (%s); please "
		     "report this with the definitions", why);
	return -1;
}

static void describe(struct l7_compile_report *report)
{
	const struct l7_image *img = &report->img;
	uint32_t g;

	report->groups = img->head->ngroups;
	report->bytes = img->head->size;
	for (g = 0; g < img->head->ngroups; g++)
		report->states += img->groups[g].nstates;
}

static int compile(struct compiler *c, struct l7_defs *defs, const struct l7_compile_options *options,
		   struct l7_blob *out)
{
	if (l7_program_build(&c->program, defs, c->diags) || l7_numbers_assign(defs, c->diags) || build(c, options, out))
		return -1;
	describe(&c->report);
	return 0;
}

static double cpu_seconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return now.tv_sec + now.tv_nsec / 1e9;
}

int l7_compile(struct l7_defs *defs, const struct l7_compile_options *options, struct l7_blob *out,
	       struct l7_compile_report *report, struct l7_diags *d)
{
	struct compiler c = { .diags = d };
	const double begin = cpu_seconds();
	struct l7_blob made = { 0 };
	const int err = compile(&c, defs, options, &made);

	if (!err) {
		*out = made;
		c.report.seconds = cpu_seconds() - begin;
		if (report)
			*report = c.report;
	}
	l7_program_fini(&c.program);
	l7_units_fini(&c.units);
	l7_grouping_fini(&c.grouping);
	return err;
}

void l7_blob_fini(struct l7_blob *blob)
{
	free(blob->bytes);
	*blob = (struct l7_blob){ 0 };
}
