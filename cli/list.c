// SPDX-License-Identifier: GPL-2.0-only
/*
 * list.c - `l7 list`, `l7 show`: definitions, loaded and in files
 */

#include <getopt.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "cli/command.h"
#include "cli/output.h"
#include "cli/selection.h"
#include "client/search.h"
#include "client/table.h"

static const char list_help[] =
	"usage: l7 list [-j]\n"
	"       l7 list -a [-j] [-d DIR]...\n"
	"Lists the definitions that the kernel holds for this network namespace: number,\n"
	"rules that use them, connections that they decided.\n"
	"\n"
	"  -a, --all           list the definitions that can be loaded, from their files\n"
	"  -d, --dir DIR       with -a: read DIR and the directories in it, not the\n"
	"                      default ones\n"
	"  -j, --json          print JSON\n"
	"\n"
	"examples:\n"
	"  l7 list\n"
	"  l7 list -a | grep -i mail\n"
	"  l7 list -j | jq '.definitions[] | select(.rules > 0) | .name'\n";

static const char show_help[] =
	"usage: l7 show [-j] [-d DIR]... NAME\n"
	"Shows a definition: its expression, number and digest, its file, and whether the\n"
	"kernel holds it.\n"
	"\n"
	"  -d, --dir DIR       look for the file in DIR and the directories in it, not in\n"
	"                      the default ones\n"
	"  -j, --json          print JSON\n"
	"\n"
	"Exit status: 0 shown, 1 there is no such definition, 2 wrong usage or failure.\n"
	"\n"
	"examples:\n"
	"  l7 show http\n"
	"  l7 show -d /root/patterns mine\n";

static const struct option options[] = {
	{ "all", no_argument, NULL, 'a' },
	{ "dir", required_argument, NULL, 'd' },
	{ "json", no_argument, NULL, 'j' },
	{ NULL, 0, NULL, 0 },
};

static json_t *json_strings(const struct l7_strings *s)
{
	json_t *list = json_array();

	for (size_t i = 0; i < s->count; i++)
		json_array_append_new(list, l7_output_json_pattern(s->string[i]));
	return list;
}

static json_t *json_loaded(const struct l7_table *t, size_t i)
{
	const struct l7_def *def = &t->loaded.def[i];

	return json_pack("{s:s, s:i, s:i, s:o, s:o, s:o, s:o, s:I, s:I}", "name", def->name, "number", def->number, "rank",
			 def->rank, "digest", l7_output_json_digest(def->digest), "pattern",
			 l7_output_json_pattern(def->text), "groups", json_strings(&def->groups), "aliases",
			 json_strings(&def->aliases), "rules", (json_int_t)t->rules[i], "decided",
			 (json_int_t)t->decided[i]);
}

static json_t *json_file(const struct l7_def *def)
{
	return json_pack("{s:s, s:i, s:i, s:o, s:o, s:o, s:o, s:o?, s:o, s:o?, s:i}", "name", def->name, "number",
			 def->number, "rank", def->rank, "digest", l7_output_json_digest(def->digest), "pattern",
			 l7_output_json_pattern(def->text), "groups", json_strings(&def->groups), "aliases",
			 json_strings(&def->aliases), "about", l7_output_json_pattern(def->about), "source",
			 json_strings(&def->source), "file", l7_output_json_pattern(def->file), "line", def->line);
}

static int list_loaded(bool json)
{
	struct l7_diags diags = { 0 };
	struct l7_table t = { 0 };
	json_t *array = json_array();
	int status = L7_EXIT_YES;

	if (l7_table_open(&t, &diags) || l7_table_read(&t, &diags)) {
		json_decref(array);
		l7_table_close(&t);
		return l7_command_report(&diags);
	}
	if (!json)
		printf("%-24s %6s %5s %6s %12s\n", "NAME", "NUMBER", "RANK", "RULES", "DECIDED");
	for (size_t i = 0; i < t.loaded.count; i++) {
		const struct l7_def *def = &t.loaded.def[i];

		if (json)
			json_array_append_new(array, json_loaded(&t, i));
		else
			printf("%-24s %6u %5u %6" PRIu32 " %12" PRIu64 "\n", def->name, def->number, def->rank,
			       t.rules[i], t.decided[i]);
	}
	if (json)
		status = l7_output_json(json_pack("{s:O}", "definitions", array));
	else if (!t.loaded.count)
		fprintf(stderr, "nothing is loaded: a rule loads what it needs, `l7 load` loads all\n");
	json_decref(array);
	l7_table_close(&t);
	return status;
}

static void print_file(const struct l7_def *def)
{
	char groups[256] = "", number[8] = "user's";

	for (size_t i = 0; i < def->groups.count; i++) {
		strncat(groups, i ? "," : "", sizeof(groups) - strlen(groups) - 1);
		strncat(groups, def->groups.string[i], sizeof(groups) - strlen(groups) - 1);
	}
	if (def->number)
		snprintf(number, sizeof(number), "%u", def->number);
	printf("%-24s %6s %5u %-20s %s\n", def->name, number, def->rank, *groups ? groups : "-", def->file);
}

static int list_files(const struct l7_selection *s, bool json)
{
	struct l7_diags diags = { 0 };
	struct l7_defs defs = { 0 };
	json_t *array = json_array();
	int err = l7_selection_read(s, &defs, &diags);
	int status = err ? L7_EXIT_NO : L7_EXIT_YES;

	if (!json && defs.count)
		printf("%-24s %6s %5s %-20s %s\n", "NAME", "NUMBER", "RANK", "GROUPS", "FILE");
	for (size_t i = 0; i < defs.count; i++) {
		struct l7_def *def = &defs.def[i];

		if (!def->number)
			def->number = l7_registry_number(def->name);
		if (json)
			json_array_append_new(array, json_file(def));
		else
			print_file(def);
	}
	if (json && l7_output_json(json_pack("{s:O}", "definitions", array)))
		status = L7_EXIT_FAILURE;
	json_decref(array);
	l7_command_report(&diags);
	l7_defs_fini(&defs);
	return status;
}

static int run_list(int argc, char **argv)
{
	struct l7_selection selection = { 0 };
	bool json = false, all = false;
	int opt;

	while ((opt = getopt_long(argc, argv, "ad:j", options, NULL)) >= 0) {
		if (opt == 'a')
			all = true;
		else if (opt == 'j')
			json = true;
		else if (opt != 'd' || l7_selection_add_dir(&selection, optarg))
			return l7_command_usage(argv[0]);
	}
	if (optind < argc || (selection.ndirs && !all)) {
		fprintf(stderr, optind < argc ? "l7 list: names are not understood here, `l7 show NAME` shows one\n" :
						"l7 list: -d goes with -a only\n");
		return l7_command_usage(argv[0]);
	}
	return all ? list_files(&selection, json) : list_loaded(json);
}

const struct l7_command l7_command_list = {
	.name = "list",
	.summary = "list definitions, loaded ones or all",
	.help = list_help,
	.run = run_list,
};

/** struct view - what is known of a name: @file's definition (may be NULL) and those loaded */
struct view {
	const char *name;
	const struct l7_def *file;
	const struct l7_table *table;
};

static void show_strings(const char *heading, const struct l7_strings *s)
{
	if (s->count)
		fputs(heading, stdout);
	for (size_t i = 0; i < s->count; i++)
		printf(" %s", s->string[i]);
	if (s->count)
		putchar('\n');
}

/* a classic expression, or the lines of patterns, which are the last of a text */
static void show_patterns(const struct l7_def *def)
{
	const char *line = def->text;

	for (size_t i = 0; i < def->npatterns; line += strcspn(line, "\n") + 1) {
		char *copy = strndup(line, strcspn(line, "\n"));

		if (copy && (l7_def_is_classic(def) || strstr(copy, ": "))) {
			fputs(i++ ? "         " : "pattern  ", stdout);
			l7_output_pattern(copy, stdout);
			putchar('\n');
		}
		free(copy);
	}
}

static void show_def(const struct l7_def *def)
{
	if (def->number)
		printf("number   %u\n", def->number);
	else
		printf("number   given when it is loaded\n");
	printf("rank     %u\n", def->rank);
	printf("digest   0x%016" PRIx64 "\n", def->digest);
	show_strings("group   ", &def->groups);
	show_strings("alias   ", &def->aliases);
	for (size_t i = 0; i < def->source.count; i++)
		printf("source   %s\n", def->source.string[i]);
	show_patterns(def);
}

static void show_text(const struct view *v)
{
	const struct l7_table *t = v->table;
	bool loaded = false, in_force = false;

	printf("name     %s\n", v->name);
	if (v->file && v->file->about)
		printf("about    %s\n", v->file->about);
	if (v->file)
		printf("file     %s:%u\n", v->file->file, v->file->line);
	else
		printf("file     none\n");
	if (v->file)
		show_def(v->file);
	for (size_t i = 0; i < t->loaded.count; i++) {
		const struct l7_def *def = &t->loaded.def[i];
		const bool same = v->file && def->digest == v->file->digest;

		if (strcmp(def->name, v->name))
			continue;
		loaded = true;
		in_force |= same;
		printf("loaded   %s\n", same || !v->file ? "yes" : "another definition of this name");
		if (!same)
			show_def(def);
		printf("rules    %" PRIu32 "\ndecided  %" PRIu64 "\n", t->rules[i], t->decided[i]);
	}
	if (!loaded)
		printf("loaded   no\n");
	else if (v->file && !in_force)
		printf("`l7 load` puts the file's definition in force.\n");
}

static json_t *show_json(const struct view *v)
{
	const struct l7_table *t = v->table;
	json_t *array = json_array();

	for (size_t i = 0; i < t->loaded.count; i++)
		if (!strcmp(t->loaded.def[i].name, v->name))
			json_array_append_new(array, json_loaded(t, i));
	return json_pack("{s:s, s:o*, s:o}", "name", v->name, "file", v->file ? json_file(v->file) : NULL, "loaded",
			 array);
}

static bool is_loaded(const struct l7_table *t, const char *name)
{
	for (size_t i = 0; i < t->loaded.count; i++)
		if (!strcmp(t->loaded.def[i].name, name))
			return true;
	return false;
}

/* What the kernel says where it can't be asked: no failure, as the file's definition is shown. */
static void note_kernel(struct l7_diags *d)
{
	for (size_t i = 0; i < d->count; i++)
		fprintf(stderr, "note: %s\n", d->diag[i].text ? d->diag[i].text : "out of memory");
	l7_diags_fini(d);
}

/* Without module or permission the file alone is shown, with a word on stderr. */
static int show(const char *name, const struct l7_selection *s, bool json)
{
	const char *const *dirs = l7_selection_dirs(s);
	char *path = strchr(name, '/') ? NULL : l7_defs_find_file(dirs, name);
	struct l7_diags diags = { 0 }, kernel = { 0 };
	struct l7_table t = { 0 };
	struct l7_defs defs = { 0 };
	struct view v = { .name = name, .table = &t };
	int status = L7_EXIT_YES;

	if (path)
		v.file = l7_defs_read_file(&defs, path, &diags);
	if (v.file) {
		v.name = v.file->name;	/* what was asked for may be an alias */
		if (!defs.def[0].number)
			defs.def[0].number = l7_registry_number(v.name);
	}
	if (!l7_table_open(&t, &kernel))
		l7_table_read(&t, &kernel);
	if (!v.file && !is_loaded(&t, v.name)) {
		if (!path)
			l7_search_complain(dirs, name, &diags);
		l7_diags_fini(&kernel);
		status = L7_EXIT_NO;
	} else if (json) {
		status = l7_output_json(show_json(&v));
	} else {
		show_text(&v);
	}
	l7_command_report(&diags);
	note_kernel(&kernel);
	l7_table_close(&t);
	l7_defs_fini(&defs);
	free(path);
	return status;
}

static int run_show(int argc, char **argv)
{
	struct l7_selection selection = { 0 };
	bool json = false;
	int opt;

	while ((opt = getopt_long(argc, argv, "d:j", options, NULL)) >= 0) {
		if (opt == 'j')
			json = true;
		else if (opt != 'd' || l7_selection_add_dir(&selection, optarg))
			return l7_command_usage(argv[0]);
	}
	if (argc - optind != 1) {
		fprintf(stderr, "l7 show: needs the name of one protocol\n");
		return l7_command_usage(argv[0]);
	}
	return show(argv[optind], &selection, json);
}

const struct l7_command l7_command_show = {
	.name = "show",
	.summary = "show a definition and where it comes from",
	.help = show_help,
	.run = run_show,
};
