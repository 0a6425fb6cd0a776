// SPDX-License-Identifier: GPL-2.0-only
/*
 * doctor.c - `l7 doctor`: what is wrong with this machine's set-up
 */

#include "doctor/doctor.h"

#include <errno.h>
#include <getopt.h>
#include <stdlib.h>
#include <string.h>

#include "cli/colour.h"
#include "cli/command.h"
#include "cli/output.h"
#include "client/search.h"

#define WIDTH 79 /* columns */
#define INDENT 2

static const char help[] =
	"usage: l7 doctor [-jv]\n"
	"Says what is wrong with this machine's set-up, why it matters, and the command\n"
	"that mends it; first, whether the module inspects or BPF programs do. Looks at\n"
	"both, the extension of iptables, definitions on disk and in the kernel, names of\n"
	"labels, conntrack, flowtables, rules, and the path of packets. Changes nothing,\n"
	"but loads the module as any question to it does.\n"
	"\n"
	"  -v, --verbose       also what was looked at and found right\n"
	"  -j, --json          print JSON\n"
	"\n"
	"levels:\n"
	"  error               layer7 doesn't work, or not as it was told to\n"
	"  warning             it works, but connections lose their names, or you the\n"
	"                      sight of them\n"
	"  note                may be meant so\n"
	"\n"
	"Looks at its network namespace. Without root it says what it could not look at.\n"
	"Exit status: 0 nothing is wrong, notes aside; 1 errors or warnings; 2 failure.\n"
	"\n"
	"examples:\n"
	"  l7 doctor\n"
	"  l7 doctor -v\n"
	"  l7 doctor -j | jq -r '.findings[] | select(.level == \"error\") | .what'\n"
	"  ip netns exec router l7 doctor\n";

static const struct option options[] = {
	{ "json", no_argument, NULL, 'j' },
	{ "verbose", no_argument, NULL, 'v' },
	{ NULL, 0, NULL, 0 },
};

static const struct {
	const char *name;
	enum l7_colour colour;
} levels[L7_LEVELS] = {
	[L7_LEVEL_ERROR] = { "error", L7_COLOUR_RED },
	[L7_LEVEL_WARNING] = { "warning", L7_COLOUR_YELLOW },
	[L7_LEVEL_NOTE] = { "note", L7_COLOUR_BLUE },
	[L7_LEVEL_FINE] = { "fine", L7_COLOUR_GREEN },
};

/* Print words in lines of WIDTH columns; the first line has @column already, the others begin at @indent. */
static void print_wrapped(const char *text, int column, int indent)
{
	bool first = true;

	while (*(text += strspn(text, " "))) {
		const int n = strcspn(text, " ");

		if (!first && column + 1 + n > WIDTH) {
			printf("\n%*s", indent, "");
			column = indent;
			first = true;
		}
		printf("%s%.*s", first ? "" : " ", n, text);
		column += n + !first;
		first = false;
		text += n;
	}
	putchar('\n');
}

static void print_commands(const char *mend)
{
	const char *head = "mend: ";

	for (const char *line = mend; *line; line += *line == '\n') {
		const int n = strcspn(line, "\n");

		printf("%*s%s%s%.*s%s\n", INDENT, "", head, l7_colour(stdout, L7_COLOUR_BOLD), n, line,
		       l7_colour(stdout, L7_COLOUR_PLAIN));
		head = "      ";
		line += n;
	}
}

static void print_remark(const struct l7_remark *r)
{
	const char *name = levels[r->level].name;

	printf("%s%s%s: ", l7_colour(stdout, levels[r->level].colour), name, l7_colour(stdout, L7_COLOUR_PLAIN));
	if (r->level == L7_LEVEL_FINE) {
		printf("%s: ", r->check);
		print_wrapped(r->what, strlen(name) + strlen(r->check) + 4, INDENT);
		return;
	}
	print_wrapped(r->what, strlen(name) + 2, INDENT);
	printf("%*s", INDENT, "");
	print_wrapped(r->why ? r->why : "", INDENT, INDENT);
	if (r->mend)
		print_commands(r->mend);
}

static void print_unseen(const struct l7_remarks *r)
{
	char *text = l7_text("not looked at, as this needs root (in a container: from outside): %s", r->unseen);

	if (text)
		print_wrapped(text, 0, INDENT);
	free(text);
}

static void print_level(const struct l7_remarks *r, enum l7_level level)
{
	for (size_t i = 0; i < r->count; i++)
		if (r->remark[i].level == level)
			print_remark(&r->remark[i]);
}

/* What is right is worth a line each if nothing is wrong, or if it was asked for. */
static void print_text(const struct l7_remarks *r, const char *route, bool verbose)
{
	const size_t errors = l7_remarks_count(r, L7_LEVEL_ERROR), warnings = l7_remarks_count(r, L7_LEVEL_WARNING);
	const size_t notes = l7_remarks_count(r, L7_LEVEL_NOTE);

	printf("route: ");
	print_wrapped(route, strlen("route: "), INDENT);
	for (enum l7_level level = L7_LEVEL_ERROR; level < L7_LEVEL_FINE; level++)
		print_level(r, level);
	if (verbose || !(errors + warnings))
		print_level(r, L7_LEVEL_FINE);
	if (r->unseen)
		print_unseen(r);
	if (errors + warnings)
		printf("%zu error%s, %zu warning%s, %zu note%s\n", errors, errors == 1 ? "" : "s", warnings,
		       warnings == 1 ? "" : "s", notes, notes == 1 ? "" : "s");
	else
		printf("nothing wrong%s\n", r->unseen ? " with what could be looked at" : "");
}

static json_t *json_remark(const struct l7_remark *r)
{
	return json_pack("{s:s, s:s, s:o, s:o?, s:o?}", "level", levels[r->level].name, "check", r->check, "what",
			 l7_output_json_pattern(r->what), "why", l7_output_json_pattern(r->why), "mend",
			 l7_output_json_pattern(r->mend));
}

static json_t *json_level(const struct l7_remarks *r, enum l7_level first, enum l7_level last)
{
	json_t *list = json_array();

	for (enum l7_level level = first; level <= last; level++)
		for (size_t i = 0; i < r->count; i++)
			if (r->remark[i].level == level)
				json_array_append_new(list, json_remark(&r->remark[i]));
	return list;
}

/* things that stand with a comma between them */
static json_t *json_unseen(const char *things)
{
	json_t *list = json_array();

	while (things && *things) {
		const size_t n = strcspn(things, ",");

		json_array_append_new(list, json_stringn(things, n));
		things += n;
		things += strspn(things, ", ");
	}
	return list;
}

static const char *route_name(const struct l7_host *h)
{
	return h->answers.error == -ENOENT ? "none" : h->answers.route == L7_ROUTE_BPF ? "bpf" : "module";
}

static int print_json(const struct l7_remarks *r, const struct l7_host *h)
{
	json_t *findings = json_level(r, L7_LEVEL_ERROR, L7_LEVEL_NOTE), *fine = json_level(r, L7_LEVEL_FINE, L7_LEVEL_FINE);

	return l7_output_json(json_pack("{s:s, s:o, s:o, s:o}", "route", route_name(h), "findings", findings, "fine",
					fine, "unseen", json_unseen(r->unseen)));
}

static int examine(bool json, bool verbose)
{
	struct l7_remarks remarks = { 0 };
	struct l7_host host;
	char *route;
	int status;

	l7_host_init(&host, l7_search_dirs);
	l7_host_ask(&host);
	l7_host_read(&host);
	l7_doctor_examine(&host, &remarks);
	route = l7_route_text(&host, &remarks);
	status = l7_remarks_count(&remarks, L7_LEVEL_ERROR) + l7_remarks_count(&remarks, L7_LEVEL_WARNING) ?
		 L7_EXIT_NO : L7_EXIT_YES;
	if (remarks.failed || !route) {
		fprintf(stderr, "l7 doctor: out of memory\n");
		status = L7_EXIT_FAILURE;
	} else if (!json) {
		print_text(&remarks, route, verbose);
	} else if (print_json(&remarks, &host)) {
		status = L7_EXIT_FAILURE;
	}
	free(route);
	l7_remarks_fini(&remarks);
	l7_host_fini(&host);
	return status;
}

static int run(int argc, char **argv)
{
	bool json = false, verbose = false;
	int opt;

	while ((opt = getopt_long(argc, argv, "jv", options, NULL)) >= 0) {
		if (opt == 'j')
			json = true;
		else if (opt == 'v')
			verbose = true;
		else
			return l7_command_usage(argv[0]);
	}
	if (optind < argc) {
		fprintf(stderr, "l7 doctor: \"%s\" is not understood here\n", argv[optind]);
		return l7_command_usage(argv[0]);
	}
	return examine(json, verbose);
}

const struct l7_command l7_command_doctor = {
	.name = "doctor",
	.summary = "what is wrong with this machine's set-up, and what mends it",
	.help = help,
	.run = run,
};
