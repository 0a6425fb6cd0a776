// SPDX-License-Identifier: GPL-2.0-only
#include "compiler/program.h"

#include <stdlib.h>
#include <string.h>

#include "compiler/language.h"
#include "compiler/lower.h"
#include "compiler/vector.h"

struct builder {
	struct l7_program *program;
	struct l7_diags *diags;
};

static int fail(struct builder *b, const char *text)
{
	l7_diags_add(b->diags, L7_ERROR, NULL, 0, 0, NULL, "%s", text);
	return -1;
}

static int refuse_count(struct builder *b, size_t count, const char *what, unsigned int most)
{
	l7_diags_add(b->diags, L7_ERROR, NULL, 0, 0, NULL, "%zu %s; at most %u fit into one table", count, what, most);
	return -1;
}

static int compare_defs(const void *a, const void *b)
{
	const struct l7_def *x = *(const struct l7_def *const *)a, *y = *(const struct l7_def *const *)b;
	int names;

	if (x->rank != y->rank)
		return x->rank < y->rank ? -1 : 1;
	names = strcmp(x->name, y->name);
	if (names)
		return names;
	return x->digest < y->digest ? -1 : x->digest > y->digest;
}

/* patterns of both transports count twice */
static int make_room(struct builder *b, const struct l7_defs *defs)
{
	struct l7_program *g = b->program;
	size_t patterns = 0, aliases = 0, i, k;

	for (i = 0; i < defs->count; i++) {
		aliases += defs->def[i].aliases.count;
		for (k = 0; k < defs->def[i].npatterns; k++) {
			const struct l7_pattern *p = &defs->def[i].pattern[k];

			patterns += p->over == (L7_OVER_TCP | L7_OVER_UDP) ? 2 : 1;
		}
	}
	if (!defs->count)
		return fail(b, "no definitions to compile");
	if (defs->count > L7_MAX_DEFS)
		return refuse_count(b, defs->count, "definitions", L7_MAX_DEFS);
	if (patterns > L7_MAX_PATTERNS)
		return refuse_count(b, patterns, "patterns", L7_MAX_PATTERNS);
	if (aliases > L7_MAX_ALIASES)
		return refuse_count(b, aliases, "aliases", L7_MAX_ALIASES);
	g->def = calloc(defs->count, sizeof(*g->def));
	g->pattern = calloc(patterns, sizeof(*g->pattern));
	g->written = calloc(patterns, sizeof(*g->written));
	g->regex = calloc(patterns, sizeof(*g->regex));
	g->alias = calloc(aliases + 1, sizeof(*g->alias));
	return g->def && g->pattern && g->written && g->regex && g->alias ? 0 : fail(b, "out of memory");
}

static enum l7_scope scope_of(const struct l7_pattern *p, uint8_t over)
{
	if (!over)
		return L7_SCOPE_MERGED;
	if (over == L7_OVER_UDP)
		return L7_SCOPE_DATAGRAM;
	return p->segment ? L7_SCOPE_SEGMENT : L7_SCOPE_STREAM;
}

static int add_conditions(struct builder *b, const struct l7_image_condition *condition, size_t count)
{
	struct l7_program *g = b->program;

	if (g->nconditions + count > L7_MAX_CONDITIONS)
		return refuse_count(b, g->nconditions + count, "conditions", L7_MAX_CONDITIONS);
	if (!l7_vector_reserve(&g->condition, &g->conditions_room, g->nconditions + count, sizeof(*condition)))
		return fail(b, "out of memory");
	if (count)
		memcpy(g->condition + g->nconditions, condition, count * sizeof(*condition));
	g->nconditions += count;
	g->pattern[g->npatterns].nconditions += count;
	return 0;
}

/* the expression, as far as it is left to an automaton; the rest becomes conditions */
static int add_regex(struct builder *b, const struct l7_def *def, const struct l7_pattern *p, uint8_t scope)
{
	const struct l7_place place = { .file = def->file, .name = def->name, .line = p->line, .column = p->column };
	struct l7_regex *re = &b->program->regex[b->program->npatterns];
	struct l7_image_condition lowered[L7_LOWER_MAX_CONDITIONS];
	int count = 0;

	if (l7_regex_parse(re, l7_pattern_dialect(p), p->expression, &place, false, b->diags))
		return -1;
	if (scope != L7_SCOPE_MERGED)
		count = l7_lower(re, scope, p->condition, p->nconditions, lowered);
	if (count < 0)
		return fail(b, "out of memory");
	if (p->nconditions + count > UINT8_MAX)
		return fail(b, "more conditions than a pattern can have, 255");
	return add_conditions(b, lowered, count);
}

static int lay_out_pattern(struct builder *b, const struct l7_def *def, const struct l7_pattern *p,
			   const struct l7_image_pattern *like)
{
	struct l7_program *g = b->program;

	g->written[g->npatterns] = p;
	g->pattern[g->npatterns] = *like;
	g->pattern[g->npatterns].condition = g->nconditions;
	if (add_conditions(b, p->condition, p->nconditions) || add_regex(b, def, p, like->scope)) {
		l7_regex_fini(&g->regex[g->npatterns]);
		return -1;
	}
	g->npatterns++;
	return 0;
}

/* a pattern and the ones to be found together with it, for each transport */
static int lay_out_parts(struct builder *b, uint32_t index, size_t from, size_t parts)
{
	struct l7_program *g = b->program;
	const struct l7_def *def = g->def[index];
	const struct l7_pattern *p = &def->pattern[from];
	uint8_t over, last = p->over ? L7_OVER_UDP : 0;
	int err = 0;
	size_t i;

	if (parts > L7_MAX_PARTS) {
		l7_diags_add(b->diags, L7_ERROR, def->file, p[L7_MAX_PARTS].line, 0, NULL, "%s: at most %d patterns can be "
			     "joined with `and'", def->name, L7_MAX_PARTS);
		return -1;
	}
	for (over = p->over ? L7_OVER_TCP : 0; !err && over <= last; over++) {
		const uint32_t first = g->npatterns;

		if (over && !(p->over & over))
			continue;
		for (i = 0; !err && i < parts; i++) {
			const struct l7_image_pattern like = {
				.def = index, .first = first, .parts = parts, .scope = scope_of(&p[i], over),
				.who = p[i].who, .flags = p[i].flags, .packets = p[i].packets,
				.same_offset = p[i].same_offset, .same_width = p[i].same_width,
			};

			err = lay_out_pattern(b, def, &p[i], &like);
		}
	}
	return err;
}

static int lay_out_def(struct builder *b, uint32_t index)
{
	const struct l7_def *def = b->program->def[index];
	size_t from = 0, to;
	int err = 0;

	while (!err && from < def->npatterns) {
		for (to = from + 1; to < def->npatterns && def->pattern[to].more; to++)
			;
		err = lay_out_parts(b, index, from, to - from);
		from = to;
	}
	return err;
}

static bool is_taken(const struct l7_program *g, const char *name)
{
	uint32_t i;

	for (i = 0; i < g->ndefs; i++)
		if (!strcmp(g->def[i]->name, name))
			return true;
	for (i = 0; i < g->naliases; i++)
		if (!strcmp(g->alias[i].name, name))
			return true;
	return false;
}

static void lay_out_aliases(struct l7_program *g, uint32_t index)
{
	const struct l7_strings *names = &g->def[index]->aliases;
	size_t i;

	for (i = 0; i < names->count; i++) {
		struct l7_image_alias *alias = &g->alias[g->naliases];

		if (is_taken(g, names->string[i]))
			continue;
		memcpy(alias->name, names->string[i], strlen(names->string[i]));
		alias->def = index;
		g->naliases++;
	}
}

int l7_program_build(struct l7_program *program, const struct l7_defs *defs, struct l7_diags *d)
{
	struct builder b = { program, d };
	int err = make_room(&b, defs);
	uint32_t i;

	if (err)
		return err;
	program->ndefs = defs->count;
	for (i = 0; i < program->ndefs; i++)
		program->def[i] = &defs->def[i];
	qsort(program->def, program->ndefs, sizeof(*program->def), compare_defs);
	for (i = 0; !err && i < program->ndefs; i++) {
		err = lay_out_def(&b, i);
		lay_out_aliases(program, i);
	}
	return err;
}

void l7_program_fini(struct l7_program *program)
{
	while (program->npatterns)
		l7_regex_fini(&program->regex[--program->npatterns]);
	free(program->regex);
	free(program->def);
	free(program->pattern);
	free(program->written);
	free(program->condition);
	free(program->alias);
	*program = (struct l7_program){ 0 };
}
