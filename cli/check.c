// SPDX-License-Identifier: GPL-2.0-only
/*
 * check.c - `l7 check`: what can be proved about definitions
 */

#include "prove/check.h"

#include <getopt.h>
#include <stdlib.h>
#include <string.h>

#include "cli/command.h"
#include "cli/output.h"
#include "cli/selection.h"
#include "client/search.h"

static const char help[] =
	"usage: l7 check [-jv] [-d DIR]... [--random-max P] [--printable-max P] [NAME...]\n"
	"Examines definitions and says what is wrong or doubtful about them: how likely\n"
	"they match what they shouldn't, which of them claim the same payload, what in\n"
	"them can never matter. Nothing is sampled: what it says follows from the\n"
	"automata and the conditions.\n"
	"\n"
	"  -d, --dir DIR       read DIR and the directories in it, not the default ones;\n"
	"                      may be given more than once: where two have a definition\n"
	"                      of the same name, the first wins\n"
	"  -j, --json          print JSON: findings, and figures of each definition\n"
	"  -v, --verbose       also findings that are answered with `allow', what ranks\n"
	"                      settle, and figures\n"
	"      --random-max P  chance that a packet of random bytes may match (1e-8)\n"
	"      --printable-max P  likewise of printable ASCII characters (1e-6)\n"
	"      --overlap-max P share of a protocol's payload, random but for what its\n"
	"                      definition says, that another may match too (1e-4)\n"
	"\n"
	"findings:\n"
	"  random       packets of random bytes, such as encrypted ones, match too easily\n"
	"  printable    packets of random printable text do\n"
	"  overlap      another definition of the same rank matches the same payload: an\n"
	"               example follows\n"
	"  shadow       another definition of smaller rank matches all that this one does\n"
	"  unreachable  a pattern or an alternative that can never match, or adds nothing\n"
	"  hex          an escape of a classic expression means something else than it\n"
	"               seems to\n"
	"  stale        an `allow' that answers nothing\n"
	"\n"
	"`allow FINDING: reason' or `allow FINDING OTHER: reason' in the definition\n"
	"answers one.\n"
	"Exit status: 0 no findings, 1 findings, 2 a definition is wrong, or the usage.\n"
	"\n"
	"examples:\n"
	"  l7 check                          all definitions of this machine\n"
	"  l7 check -v -d . mine             mine.pat, which I am writing, alone\n"
	"  l7 check -j | jq '.definitions[] | select(.random > 1e-9) | .name'\n";

enum {
	OPT_RANDOM = 256,
	OPT_PRINTABLE,
	OPT_OVERLAP,
};

static const struct option options[] = {
	{ "dir", required_argument, NULL, 'd' },
	{ "json", no_argument, NULL, 'j' },
	{ "verbose", no_argument, NULL, 'v' },
	{ "random-max", required_argument, NULL, OPT_RANDOM },
	{ "printable-max", required_argument, NULL, OPT_PRINTABLE },
	{ "overlap-max", required_argument, NULL, OPT_OVERLAP },
	{ NULL, 0, NULL, 0 },
};

static const char *life_name(enum l7_life life)
{
	return life == L7_LIFE_SHORT ? "short" : life == L7_LIFE_OPEN ? "open" : "endless";
}

static size_t count_open(const struct l7_findings *f)
{
	size_t open = 0, i;

	for (i = 0; i < f->count; i++)
		open += l7_finding_is_open(&f->finding[i]);
	return open;
}

static void show_finding(const struct l7_finding *f)
{
	printf("%s:%u: %s%s: %s", f->def->file, f->line, f->note ? "note: " : "", f->name, f->text);
	if (f->example)
		printf("; for example: %s", f->example);
	putchar('\n');
	if (f->reason)
		printf("    allowed: %s\n", f->reason);
}

static void show_chance(const char *name, const struct l7_chance *c)
{
	if (!(c->worst > 0)) {
		printf("    %-10s never\n", name);
		return;
	}
	printf("    %-10s %s%.2g", name, c->bound ? "up to " : "", c->worst);
	if (c->size)
		printf(" at %u bytes", c->size);
	printf(", %.2g on average\n", c->average);
}

static void show_figures(const struct l7_check_def *d)
{
	printf("%s\n", d->def->name);
	show_chance("random", &d->random);
	show_chance("printable", &d->printable);
	printf("    cost       %u automata, %u states, %zu bytes; %s", d->cost.units, d->cost.states, d->cost.bytes,
	       d->cost.life == L7_LIFE_ENDLESS ? "never dead\n" : "");
	if (d->cost.life != L7_LIFE_ENDLESS)
		printf("dead after %.2f random bytes%s\n", d->cost.lasts,
		       d->cost.life == L7_LIFE_OPEN ? ", may live for ever" : "");
}

static void show_lanes(const char *name, const struct l7_lanes *l)
{
	printf("%-12s %u automata begin; alive after random bytes:", name, l->groups);
	for (unsigned int i = 0; i < L7_COST_MARKS; i++)
		printf(" %.2f (%u)", l->alive[i], l7_cost_marks[i]);
	putchar('\n');
}

static void show_text(const struct l7_check *c, bool verbose)
{
	const struct l7_findings *f = &c->findings;
	size_t open = count_open(f), answered = 0, next = 0, i;

	for (i = 0; i < c->ndefs; i++) {
		bool shown = verbose;

		if (verbose)
			show_figures(&c->def[i]);
		for (; next < f->count && f->finding[next].def == c->def[i].def; next++) {
			answered += f->finding[next].reason && !f->finding[next].note;
			if (!verbose && !l7_finding_is_open(&f->finding[next]))
				continue;
			show_finding(&f->finding[next]);
			shown = true;
		}
		if (shown)
			putchar('\n');
	}
	if (verbose) {
		printf("%-12s %u groups, %u states, %zu bytes\n", "together", c->compile.groups, c->compile.states,
		       c->compile.bytes);
		show_lanes("tcp", &c->tcp);
		show_lanes("udp", &c->udp);
	}
	printf("%zu definition%s, %zu finding%s, %zu answered\n", c->ndefs, c->ndefs == 1 ? "" : "s", open,
	       open == 1 ? "" : "s", answered);
}

static json_t *json_finding(const struct l7_finding *f)
{
	return json_pack("{s:s, s:s, s:s*, s:o?, s:i, s:o?, s:o*, s:o*, s:b}", "finding", f->name, "name", f->def->name,
			 "other", f->other ? f->other->name : NULL, "file", l7_output_json_pattern(f->def->file), "line",
			 f->line, "text", l7_output_json_pattern(f->text), "example", l7_output_json_pattern(f->example),
			 "allowed", l7_output_json_pattern(f->reason), "note", f->note);
}

static json_t *json_findings(const struct l7_findings *f)
{
	json_t *list = json_array();

	for (size_t i = 0; i < f->count; i++)
		json_array_append_new(list, json_finding(&f->finding[i]));
	return list;
}

static json_t *json_def(const struct l7_check_def *d)
{
	return json_pack("{s:s, s:o?, s:f, s:i, s:f, s:b, s:f, s:i, s:f, s:b, s:i, s:i, s:I, s:s, s:f}", "name", d->def->name,
			 "file", l7_output_json_pattern(d->def->file), "random", d->random.worst, "random_size", d->random.size,
			 "random_average", d->random.average, "random_bound", d->random.bound, "printable",
			 d->printable.worst, "printable_size", d->printable.size, "printable_average",
			 d->printable.average, "printable_bound", d->printable.bound, "units", d->cost.units, "states",
			 d->cost.states, "bytes", (json_int_t)d->cost.bytes, "life", life_name(d->cost.life), "lasts",
			 d->cost.lasts);
}

static json_t *json_defs(const struct l7_check *c)
{
	json_t *list = json_array();

	for (size_t i = 0; i < c->ndefs; i++)
		json_array_append_new(list, json_def(&c->def[i]));
	return list;
}

static json_t *json_lanes(const struct l7_lanes *l)
{
	json_t *alive = json_object();

	for (unsigned int i = 0; i < L7_COST_MARKS; i++) {
		char bytes[16];

		snprintf(bytes, sizeof(bytes), "%u", l7_cost_marks[i]);
		json_object_set_new(alive, bytes, json_real(l->alive[i]));
	}
	return json_pack("{s:i, s:o}", "groups", l->groups, "alive", alive);
}

static json_t *json_check(const struct l7_check *c)
{
	return json_pack("{s:o, s:o, s:{s:i, s:i, s:I, s:o, s:o}, s:I}", "findings", json_findings(&c->findings),
			 "definitions", json_defs(c), "together", "groups", c->compile.groups, "states",
			 c->compile.states, "bytes", (json_int_t)c->compile.bytes, "tcp", json_lanes(&c->tcp), "udp",
			 json_lanes(&c->udp), "open", (json_int_t)count_open(&c->findings));
}

/* warnings of classic expressions are findings */
static void print_errors(struct l7_diags *d)
{
	if (d->errors)
		l7_diags_print(d, stderr);
	l7_diags_fini(d);
}

static int check(const struct l7_selection *selection, const struct l7_check_options *how, bool json, bool verbose)
{
	struct l7_defs defs = { 0 };
	struct l7_diags diags = { 0 };
	struct l7_check result = { 0 };
	int status = L7_EXIT_FAILURE;

	if (!l7_selection_read(selection, &defs, &diags) && !l7_check(&result, &defs, how, &diags)) {
		status = count_open(&result.findings) ? L7_EXIT_NO : L7_EXIT_YES;
		if (!json)
			show_text(&result, verbose);
		else if (l7_output_json(json_check(&result)))
			status = L7_EXIT_FAILURE;
	}
	print_errors(&diags);
	l7_check_fini(&result);
	l7_defs_fini(&defs);
	return status;
}

static int take_chance(const char *text, double *chance)
{
	char *end;

	*chance = strtod(text, &end);
	if (end != text && !*end && *chance >= 0 && *chance <= 1)
		return 0;
	fprintf(stderr, "l7 check: \"%s\" is not a chance: a number from 0 to 1, such as 1e-8\n", text);
	return -1;
}

static int run(int argc, char **argv)
{
	char cache[L7_SEARCH_CACHE_SIZE];
	struct l7_check_options how = { .random_max = L7_CHECK_RANDOM_MAX, .printable_max = L7_CHECK_PRINTABLE_MAX,
					.overlap_max = L7_CHECK_OVERLAP_MAX,
					.cache_dir = l7_search_cache_dir(cache) };
	struct l7_selection selection = { 0 };
	bool json = false, verbose = false;
	int opt, err = 0;

	while (!err && (opt = getopt_long(argc, argv, "d:jv", options, NULL)) >= 0) {
		if (opt == 'j')
			json = true;
		else if (opt == 'v')
			verbose = true;
		else if (opt == OPT_RANDOM)
			err = take_chance(optarg, &how.random_max);
		else if (opt == OPT_PRINTABLE)
			err = take_chance(optarg, &how.printable_max);
		else if (opt == OPT_OVERLAP)
			err = take_chance(optarg, &how.overlap_max);
		else
			err = opt != 'd' || l7_selection_add_dir(&selection, optarg);
	}
	if (err)
		return l7_command_usage(argv[0]);
	selection.names = argv + optind;
	selection.nnames = argc - optind;
	return check(&selection, &how, json, verbose);
}

const struct l7_command l7_command_check = {
	.name = "check",
	.summary = "prove what definitions match and cost",
	.help = help,
	.run = run,
};
