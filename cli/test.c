// SPDX-License-Identifier: GPL-2.0-only
/*
 * test.c - `l7 test`: where in a payload a definition matches, or where it dies
 */

#include <getopt.h>
#include <stdlib.h>
#include <string.h>

#include "cli/command.h"
#include "cli/trial_report.h"
#include "cli/selection.h"
#include "client/search.h"

#define FAR_BYTES 4 /* that tell something, to be shown without -v: fewer, and it may be chance */

static const char help[] =
	"usage: l7 test [-jv] [-d DIR]... [-t tcp|udp] NAME FILE...\n"
	"Shows where the patterns of a definition match in what FILE has, or which byte\n"
	"is the last that they go along with, and what their conditions compare.\n"
	"\n"
	"NAME is that of a definition, or the path of its file (NAME.pat). FILE is:\n"
	"  a capture           pcap or pcapng; all connections in it, in tunnels too\n"
	"  NAME.flow           a conversation as text, see tests/defs/README.md of the\n"
	"                      sources\n"
	"  anything else       the bytes of one packet, tried over each transport that\n"
	"                      the definition is for; - is standard input\n"
	"\n"
	"  -d, --dir DIR       look for the definition in DIR and the directories in it,\n"
	"                      not in the default ones\n"
	"  -j, --json          print JSON\n"
	"  -t, --transport T   bytes are sent over tcp, or udp, only\n"
	"  -v, --verbose       show all connections and patterns, not only those that\n"
	"                      match or come some way\n"
	"\n"
	"Exit status: 0 something matched, 1 nothing did, 2 wrong usage or failure.\n"
	"\n"
	"examples:\n"
	"  l7 test http capture.pcap\n"
	"  printf 'GET / HTTP/1.1\\r\\n\\r\\n' | l7 test -t tcp http -\n"
	"  l7 test -v ./mine.pat tests/defs/mine/*.flow\n"
	"  l7 test -j sip calls.pcapng | jq '.connections[] | select(.matched | not)'\n";

static const struct option options[] = {
	{ "dir", required_argument, NULL, 'd' },
	{ "json", no_argument, NULL, 'j' },
	{ "transport", required_argument, NULL, 't' },
	{ "verbose", no_argument, NULL, 'v' },
	{ NULL, 0, NULL, 0 },
};

/**
 * struct session - a definition that is tested
 * @trace: of each of its patterns
 * @over:  L7_OVER_*, of bytes; 0: whatever the definition is for
 * @list:  JSON of what is shown (NULL: text)
 */
struct session {
	struct l7_selection selection;
	struct l7_defs defs;
	struct l7_def *def;
	struct l7_trace *trace;
	struct l7_blob blob;
	struct l7_image img;
	uint8_t over;
	bool all;
	json_t *list;
	size_t connections;
	size_t matched;
	size_t shown;
	bool failed;
};

static char *find_file(const struct l7_selection *s, const char *name, struct l7_diags *d)
{
	const size_t n = strlen(name);
	char *path;

	if (strchr(name, '/') || (n > 4 && !strcmp(name + n - 4, ".pat")))
		return strdup(name);
	path = l7_defs_find_file(l7_selection_dirs(s), name);
	if (!path)
		l7_search_complain(l7_selection_dirs(s), name, d);
	return path;
}

static int make_traces(struct session *s, struct l7_diags *d)
{
	size_t i;

	s->trace = calloc(s->def->npatterns, sizeof(*s->trace));
	for (i = 0; s->trace && i < s->def->npatterns; i++)
		if (l7_trace_init(&s->trace[i], &s->def->pattern[i], s->def->file, d))
			return -1;
	return s->trace ? 0 : -1;
}

static int open_definition(struct session *s, const char *name)
{
	struct l7_diags d = { 0 };
	char *path = find_file(&s->selection, name, &d);
	int err = -1;

	if (path)
		s->def = l7_defs_read_file(&s->defs, path, &d);
	if (s->def)
		err = l7_compile(&s->defs, NULL, &s->blob, NULL, &d) ||
		      l7_image_verify(s->blob.bytes, s->blob.size, &s->img, NULL) || make_traces(s, &d) ? -1 : 0;
	free(path);
	l7_command_report(&d);
	return err;
}

/* matched what isn't just anything, or came so far that it is hardly chance */
static bool is_worth_showing(const struct l7_trial *t)
{
	const struct l7_attempt *best = l7_trial_best(t);

	if (!best)
		return false;
	if (best->state == L7_TRACE_MATCHED)
		return best->holds || best->telling || l7_attempt_measured(best) >= FAR_BYTES;
	return best->telling >= FAR_BYTES;
}

/* of what was given by hand something is always shown: the pattern that came farthest */
static void choose_one(const struct l7_trial *trial, size_t n, bool *shown)
{
	size_t best = n, reach = 0, i;

	for (i = 0; i < n; i++)
		if (trial[i].count && (best == n || l7_trial_best(&trial[i])->reach > reach)) {
			best = i;
			reach = l7_trial_best(&trial[i])->reach;
		}
	if (best < n)
		shown[best] = true;
}

static int show(struct session *s, const struct l7_trial_report *r)
{
	json_t *one;

	s->shown++;
	if (!s->list) {
		l7_trial_report_text(r);
		return 0;
	}
	one = l7_trial_report_json(r);
	return one ? json_array_append_new(s->list, one) : -1;
}

/* try all patterns; show those that are worth it, if there are any */
static int test_conversation(struct session *s, const char *path, const struct l7_conversation *c)
{
	const size_t n = s->def->npatterns;
	struct l7_trial *trial = calloc(n, sizeof(*trial));
	bool *shown = calloc(n, sizeof(*shown)), any = s->all || !c->frame;
	const struct l7_trial_report r = { s->def, path, c, trial, shown, s->all };
	int err = trial && shown ? 0 : -1;
	size_t i;

	for (i = 0; !err && i < n; i++) {
		err = l7_trial_run(&trial[i], &s->def->pattern[i], &s->trace[i], c);
		shown[i] = !err && (s->all || is_worth_showing(&trial[i]));
		any |= shown[i];
	}
	if (!err && !c->frame && !s->all && !memchr(shown, true, n))
		choose_one(trial, n, shown);
	s->connections++;
	s->matched += c->matched;
	if (!err && any)
		err = show(s, &r);
	for (i = 0; trial && i < n; i++)
		l7_trial_fini(&trial[i]);
	free(trial);
	free(shown);
	return err;
}

static void test_file(struct session *s, const char *path)
{
	struct l7_conversations all = { 0 };
	int err = l7_conversations_read(&all, path, s->def, s->over, &s->img);
	size_t i;

	s->failed |= !!err;
	for (err = 0, i = 0; !err && i < all.count; i++)
		err = test_conversation(s, path, &all.item[i]);
	if (err)
		fprintf(stderr, "l7 test: out of memory\n");
	s->failed |= !!err;
	l7_conversations_fini(&all);
}

static int sum_up(struct session *s)
{
	if (s->list) {
		json_t *root = json_pack("{s:s, s:o?, s:I, s:I, s:O}", "name", s->def->name, "file",
					 l7_output_json_pattern(s->def->file), "tested",
					 (json_int_t)s->connections, "matched", (json_int_t)s->matched, "connections",
					 s->list);

		if (l7_output_json(root))
			return L7_EXIT_FAILURE;
	} else {
		printf("%zu of %zu connection%s match%s %s; %zu shown%s\n", s->matched, s->connections,
		       s->connections == 1 ? "" : "s", s->matched == 1 || s->connections == 1 ? "es" : "",
		       s->def->name, s->shown, s->shown < s->connections ? ", -v shows all" : "");
	}
	return s->failed ? L7_EXIT_FAILURE : s->matched ? L7_EXIT_YES : L7_EXIT_NO;
}

static void close_session(struct session *s)
{
	size_t i;

	for (i = 0; s->trace && i < s->def->npatterns; i++)
		l7_trace_fini(&s->trace[i]);
	free(s->trace);
	l7_blob_fini(&s->blob);
	l7_defs_fini(&s->defs);
	json_decref(s->list);
}

static int read_options(struct session *s, int argc, char **argv)
{
	int opt;

	while ((opt = getopt_long(argc, argv, "d:jt:v", options, NULL)) >= 0) {
		if (opt == 'j' && !s->list)
			s->list = json_array();
		else if (opt == 'v')
			s->all = true;
		else if (opt == 't' && !strcmp(optarg, "tcp"))
			s->over = L7_OVER_TCP;
		else if (opt == 't' && !strcmp(optarg, "udp"))
			s->over = L7_OVER_UDP;
		else if (opt == 't')
			fprintf(stderr, "l7 test: -t takes tcp or udp, not %s\n", optarg);
		if (opt == '?' || (opt == 't' && !s->over) ||
		    (opt == 'd' && l7_selection_add_dir(&s->selection, optarg)))
			return -1;
	}
	if (argc - optind >= 2)
		return 0;
	fprintf(stderr, "l7 test: needs the name of a definition, and files\n");
	return -1;
}

static int run(int argc, char **argv)
{
	struct session s = { .over = 0 };
	int status = L7_EXIT_FAILURE;

	if (read_options(&s, argc, argv)) {
		status = l7_command_usage(argv[0]);
	} else if (!open_definition(&s, argv[optind])) {
		while (++optind < argc)
			test_file(&s, argv[optind]);
		status = sum_up(&s);
	}
	close_session(&s);
	return status;
}

const struct l7_command l7_command_test = {
	.name = "test",
	.summary = "show where a definition matches in captures and payloads, or dies",
	.help = help,
	.run = run,
};
