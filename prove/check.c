// SPDX-License-Identifier: GPL-2.0-only
#include "prove/check.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "compiler/language.h"
#include "prove/matcher.h"
#include "prove/reach.h"
#include "prove/rival.h"

/* as l7_compile() has it */
#define MAX_STATES 20000

struct checker {
	struct l7_check *check;
	struct l7_defs *defs;
	const struct l7_check_options *options;
	struct l7_program program;
	struct l7_units units;
	struct l7_matchers matchers;
	struct l7_diags *diags;
};

static int fail(struct checker *c)
{
	l7_diags_add(c->diags, L7_ERROR, NULL, 0, 0, NULL, "out of memory");
	return -1;
}

/* @what: `random' or `random printable' bytes */
static int report_chance(struct checker *c, const struct l7_def *def, const struct l7_chance *chance, const char *name,
			 const char *what, double most)
{
	const struct l7_finding_at at = { .name = name, .def = def,
					  .line = c->program.written[chance->pattern]->line };
	char size[16] = "";

	if (chance->worst <= most)
		return 0;
	if (chance->size)
		snprintf(size, sizeof(size), "%u ", chance->size);
	return l7_findings_add(&c->check->findings, &at, NULL, 0, "a packet of %s%s bytes matches with a chance of "
			       "%s%.2g, more than %.2g", size, what, chance->bound ? "up to " : "", chance->worst, most);
}

static int check_chances(struct checker *c, struct l7_check_def *out, uint32_t first, uint32_t count)
{
	int err = l7_chance_of_def(&c->matchers, first, count, L7_ALPHABET_RANDOM, &out->random);

	if (!err)
		err = l7_chance_of_def(&c->matchers, first, count, L7_ALPHABET_PRINTABLE, &out->printable);
	if (!err)
		err = report_chance(c, out->def, &out->random, "random", "random",
				    c->options->random_max);
	if (!err)
		err = report_chance(c, out->def, &out->printable, "printable", "random printable",
				    c->options->printable_max);
	return err;
}

/* the units of patterns first .. first + count - 1 */
static int check_cost(struct checker *c, struct l7_check_def *out, uint32_t first, uint32_t count)
{
	size_t from = 0, to;

	while (from < c->units.count && c->units.unit[from].pattern < first)
		from++;
	for (to = from; to < c->units.count && c->units.unit[to].pattern < first + count; to++)
		;
	return l7_cost_of_units(c->units.unit + from, to - from, &out->cost);
}

/* the parser's warnings about a classic expression */
static int check_escapes(struct checker *c, const struct l7_def *def)
{
	const struct l7_place place = { .file = def->file, .name = def->name, .line = def->line };
	const struct l7_finding_at at = { .name = "hex", .def = def, .line = def->line };
	struct l7_regex re = { 0 };
	struct l7_diags d = { 0 };
	size_t i;
	int err = 0;

	if (!l7_def_is_classic(def))
		return 0;
	l7_regex_parse(&re, L7_DIALECT_V8, def->pattern[0].expression, &place, true, &d);
	for (i = 0; !err && i < d.count; i++)
		err = l7_findings_add(&c->check->findings, &at, NULL, 0, "column %u: %s", d.diag[i].column,
				      d.diag[i].text ? d.diag[i].text : "out of memory");
	l7_regex_fini(&re);
	l7_diags_fini(&d);
	return err;
}

static int check_def(struct checker *c, uint32_t index, uint32_t first, uint32_t count)
{
	struct l7_check_def *out = &c->check->def[index];
	int err;

	out->def = c->program.def[index];
	err = check_escapes(c, out->def);
	if (!err)
		err = check_cost(c, out, first, count);
	if (!err)
		err = check_chances(c, out, first, count);
	return err ? err : l7_reach_of_def(&c->matchers, first, count, &c->check->findings);
}

static int check_each(struct checker *c)
{
	uint32_t first = 0, count, i;
	int err = 0;

	c->check->def = calloc(c->program.ndefs, sizeof(*c->check->def));
	if (!c->check->def)
		return -ENOMEM;
	c->check->ndefs = c->program.ndefs;
	for (i = 0; !err && i < c->program.ndefs; i++, first += count) {
		for (count = 0; first + count < c->program.npatterns && c->program.pattern[first + count].def == i;)
			count++;
		err = check_def(c, i, first, count);
	}
	return err;
}

/* what they cost together */
static int check_set(struct checker *c)
{
	const struct l7_compile_options how = { .cache_dir = c->options->cache_dir };
	struct l7_blob blob = { 0 };
	struct l7_image img;
	int err = l7_compile(c->defs, &how, &blob, &c->check->compile, c->diags);

	if (err)
		return err;
	if (l7_image_verify(blob.bytes, blob.size, &img, NULL) ||
	    l7_cost_of_image(&img, &c->check->tcp, &c->check->udp))
		err = fail(c);
	l7_blob_fini(&blob);
	return err;
}

static int prepare(struct checker *c)
{
	uint32_t i;
	int err = l7_program_build(&c->program, c->defs, c->diags);

	for (i = 0; !err && i < c->program.npatterns; i++)
		err = l7_units_add(&c->units, &c->program, i, MAX_STATES, c->diags);
	if (!err && l7_matchers_build(&c->matchers, &c->program, &c->units))
		err = fail(c);
	return err;
}

static int compare_names(const void *a, const void *b)
{
	const struct l7_check_def *x = a, *y = b;
	const int order = strcmp(x->def->name, y->def->name);

	return order ? order : x->def < y->def ? -1 : 1;
}

int l7_check(struct l7_check *check, struct l7_defs *defs, const struct l7_check_options *options, struct l7_diags *d)
{
	struct checker c = { .check = check, .defs = defs, .options = options, .diags = d };
	int err = check_set(&c);

	if (!err)
		err = prepare(&c);
	if (!err && (check_each(&c) || l7_rivals_find(&c.matchers, options->overlap_max, &check->findings) ||
		     l7_findings_answer(&check->findings, defs)))
		err = fail(&c);
	l7_findings_sort(&check->findings);
	if (check->ndefs && !err)
		qsort(check->def, check->ndefs, sizeof(*check->def), compare_names);
	l7_matchers_fini(&c.matchers);
	l7_units_fini(&c.units);
	l7_program_fini(&c.program);
	return err;
}

void l7_check_fini(struct l7_check *check)
{
	l7_findings_fini(&check->findings);
	free(check->def);
	*check = (struct l7_check){ 0 };
}
