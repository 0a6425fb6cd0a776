// SPDX-License-Identifier: GPL-2.0-only
/*
 * classify.c - `l7 classify`: what the connections of captures and interfaces are
 */

#include <getopt.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "capture/extract.h"
#include "cli/command.h"
#include "cli/interrupt.h"
#include "cli/listing.h"
#include "cli/reading.h"
#include "cli/summary.h"

static const char help[] =
	"usage: l7 classify [OPTION...] FILE...\n"
	"       l7 classify [OPTION...] -i INTERFACE\n"
	"Says of each connection in captures (pcap, pcapng; - is standard input), or on\n"
	"an interface until it is interrupted, what it is: the verdicts that the kernel\n"
	"would give with `l7 on`.\n"
	"\n"
	"  -b, --by KEY        add up by protocol, or by group, instead of listing\n"
	"                      connections\n"
	"  -o, --output FORM   table, tsv or json\n"
	"  -j, --json          the same as -o json\n"
	"  -i, --interface IF  listen there; a connection is listed when its verdict\n"
	"                      falls\n"
	"  -w, --write NAME=FILE\n"
	"                      write the frames of a protocol, or a group, or of unknown\n"
	"                      or unset, to FILE; may be given more than once: a frame\n"
	"                      goes to the first that wants it\n"
	L7_READING_HELP
	"\n"
	"Exit status: 0 all was read, 2 wrong usage, or something could not be read or\n"
	"written; what could be is printed.\n"
	"\n"
	"examples:\n"
	"  l7 classify capture.pcap\n"
	"  l7 classify -b protocol monday.pcapng tuesday.pcapng\n"
	"  l7 classify -i eth0 -f 'not port 22'\n"
	"  l7 classify -b group -w unknown=unknown.pcap capture.pcap\n"
	"  ssh gateway tcpdump -w - -i wan0 | l7 classify -o tsv - | cut -f 2-7\n"
	"  l7 classify -j capture.pcap |\n"
	"    jq '.connections[] | select(.verdict == \"unknown\")'\n";

static const struct option options[] = {
	{ "by", required_argument, NULL, 'b' },
	{ "interface", required_argument, NULL, 'i' },
	{ "json", no_argument, NULL, 'j' },
	{ "output", required_argument, NULL, 'o' },
	{ "write", required_argument, NULL, 'w' },
	L7_READING_LONG_OPTIONS,
	{ NULL, 0, NULL, 0 },
};

/**
 * struct session
 * @sum_up:  else: list
 * @several: captures
 * @failed:  an extracted file could not be written, which was said; the others are
 * @broken:  memory gave out: said once, then over
 */
struct session {
	struct l7_reading reading;
	struct l7_listing listing;
	struct l7_summary summary;
	struct l7_extract extract;
	enum l7_format format;
	const char *interface;
	bool sum_up;
	bool several;
	bool failed;
	bool broken;
};

static int complain(const char *text)
{
	fprintf(stderr, "l7 classify: %s\n", text);
	return -1;
}

/* a protocol, one of its other names, its group; or that there is none */
static bool is_called(void *ctx, const char *name, const struct l7_classified *v)
{
	const struct session *s = ctx;
	const struct l7_def *def;

	if (v->state == L7_CLASSIFY_UNSET)
		return !strcmp(name, "unset");
	if (v->state == L7_CLASSIFY_UNKNOWN)
		return !strcmp(name, "unknown");
	def = s->reading.compiled.def[v->def];
	return !strcmp(name, def->name) || l7_strings_have(&def->aliases, name) || l7_strings_have(&def->groups, name);
}

static bool is_known(const struct l7_defs *defs, const char *name)
{
	if (!strcmp(name, "unset") || !strcmp(name, "unknown"))
		return true;
	for (size_t i = 0; i < defs->count; i++) {
		const struct l7_def *def = &defs->def[i];

		if (!strcmp(name, def->name) || l7_strings_have(&def->aliases, name) || l7_strings_have(&def->groups, name))
			return true;
	}
	fprintf(stderr, "l7 classify: -w: there is no protocol and no group \"%s\"; `l7 list -a` lists them\n", name);
	return false;
}

static void fail(struct session *s, const char *why)
{
	complain(why);
	s->failed = true;
}

static void broken(struct session *s, const char *why)
{
	if (!s->broken)
		complain(why);
	s->broken = true;
}

static void take_packet(void *ctx, struct l7_connection *c, const struct l7_capture_packet *pkt, enum l7_dir dir)
{
	char error[L7_CAPTURE_ERROR_SIZE];
	struct session *s = ctx;

	if (l7_extract_packet(&s->extract, c, pkt, &s->reading.source, error))
		fail(s, error);
}

static void take_wait(void *ctx)
{
	char error[L7_CAPTURE_ERROR_SIZE];
	struct session *s = ctx;

	if (l7_extract_wait(&s->extract, &s->reading.source, error))
		fail(s, error);
}

/* of an interface, now is when it matters: with the packet that decides */
static void take_live_packet(void *ctx, struct l7_connection *c, const struct l7_capture_packet *pkt, enum l7_dir dir)
{
	const uint64_t packets = c->packets[0] + c->packets[1];
	struct session *s = ctx;

	if (s->extract.files)
		take_packet(ctx, c, pkt, dir);
	if (!s->sum_up && c->verdict.state != L7_CLASSIFY_UNSET && c->verdict.packets == packets) {
		l7_listing_print(&s->listing, c);
		fflush(stdout);
	}
}

static void take_end(void *ctx, struct l7_connection *c)
{
	char error[L7_CAPTURE_ERROR_SIZE];
	struct session *s = ctx;

	if (s->extract.files && l7_extract_ended(&s->extract, c, &s->reading.source, error))
		fail(s, error);
	if (s->sum_up && l7_summary_add(&s->summary, c))
		broken(s, "out of memory");
	if (!s->sum_up && (!s->interface || c->verdict.state == L7_CLASSIFY_UNSET))
		l7_listing_print(&s->listing, c);
}

static int add_extract(struct session *s, char *text)
{
	char *path = strchr(text, '=');

	if (!path || path == text || !path[1])
		return complain("-w takes NAME=FILE, such as dns=dns.pcap");
	*path++ = '\0';
	if (!strcmp(path, "-"))
		return complain("-w: standard output has the connections; write to a file");
	return l7_extract_add(&s->extract, text, path) ? complain("out of memory") : 0;
}

static int read_option(struct session *s, int opt)
{
	switch (opt) {
	case 'b':
		s->sum_up = true;
		s->summary.by = strcmp(optarg, "group") ? L7_BY_PROTOCOL : L7_BY_GROUP;
		return !strcmp(optarg, "group") || !strcmp(optarg, "protocol") ? 0 : complain("-b takes protocol or group");
	case 'i':
		s->interface = optarg;
		return 0;
	case 'j':
		s->format = L7_FORMAT_JSON;
		return 0;
	case 'o':
		return l7_format_parse(optarg, &s->format) ? complain("-o takes table, tsv or json") : 0;
	case 'w':
		return add_extract(s, optarg);
	}
	return l7_reading_option(&s->reading, opt, optarg);
}

static int read_options(struct session *s, int argc, char **argv)
{
	int opt;

	while ((opt = getopt_long(argc, argv, "b:i:jo:w:" L7_READING_OPTIONS, options, NULL)) >= 0)
		if (read_option(s, opt))
			return -1;
	if (s->interface ? optind < argc : optind == argc)
		return complain(s->interface ? "either files or an interface" : "needs a capture file, or -i INTERFACE");
	return 0;
}

static int open_session(struct session *s, int count, char **paths)
{
	struct l7_tracker *t = &s->reading.tracker;

	if (l7_reading_open(&s->reading))
		return -1;
	for (size_t i = 0; i < s->extract.files; i++)
		if (!is_known(&s->reading.compiled.defs, l7_extract_name(&s->extract, i)) ||
		    !l7_reading_keeps(&s->reading, "-w", l7_extract_path(&s->extract, i), paths, s->interface ? 0 : count))
			return -1;
	s->listing.format = s->format;
	s->listing.compiled = s->summary.compiled = &s->reading.compiled;
	s->extract.wants = is_called;
	s->extract.ctx = t->ctx = t->connections.ctx = s;
	t->connections.ended = take_end;
	if (s->interface)
		t->packet = take_live_packet;
	else if (s->extract.files)
		t->packet = take_packet;
	if (s->extract.files)
		t->waits = take_wait;
	return 0;
}

static int read_one(struct session *s, const char *path)
{
	if (!s->sum_up)
		l7_listing_heading(&s->listing, path, s->several);
	return s->interface ? l7_reading_live(&s->reading, path) : l7_reading_file(&s->reading, path);
}

/* what the user ought to know of how it went */
static void warn(struct session *s)
{
	const struct l7_tracker *t = &s->reading.tracker;

	if (t->lost)
		fprintf(stderr, "l7 classify: no memory for %" PRIu64 " packets\n", t->lost);
	if (t->connections.pressed)
		fprintf(stderr, "l7 classify: %" PRIu64 " connections were ended early, as more than %zu were open "
			"(--max-connections)\n", t->connections.pressed, t->connections.max);
	if (s->extract.lost)
		fprintf(stderr, "l7 classify: %" PRIu64 " frames were not written: their verdict came too late\n",
			s->extract.lost);
}

static int run_session(struct session *s, int count, char **paths)
{
	char error[L7_CAPTURE_ERROR_SIZE];
	int err = 0, i;

	s->several = count > 1;
	if (!s->sum_up)
		l7_listing_begin(&s->listing);
	for (i = 0; i < count && !l7_interrupt_seen() && !s->broken && !ferror(stdout); i++)
		err |= read_one(s, paths[i]);
	if (!s->sum_up)
		l7_listing_end(&s->listing);
	else
		err |= l7_summary_print(&s->summary, s->format);
	for (size_t n = 0; n < s->extract.files; n++)
		fprintf(stderr, "%s: %" PRIu64 " frames\n", l7_extract_name(&s->extract, n), l7_extract_frames(&s->extract, n));
	warn(s);
	if (l7_extract_close(&s->extract, error))
		err = complain(error);
	return err || s->failed || s->broken || s->reading.tracker.lost ? L7_EXIT_FAILURE : L7_EXIT_YES;
}

static int run(int argc, char **argv)
{
	struct session s = { .format = L7_FORMAT_TABLE };
	int status = L7_EXIT_FAILURE;
	char *interface[1];

	l7_reading_init(&s.reading, argv[0]);
	if (read_options(&s, argc, argv)) {
		status = l7_command_usage(argv[0]);
	} else if (!open_session(&s, argc - optind, argv + optind)) {
		interface[0] = (char *)s.interface;
		status = s.interface ? run_session(&s, 1, interface) : run_session(&s, argc - optind, argv + optind);
	}
	l7_summary_fini(&s.summary);
	l7_reading_close(&s.reading);
	return status;
}

const struct l7_command l7_command_classify = {
	.name = "classify",
	.summary = "say what the connections of captures, or on an interface, are",
	.help = help,
	.run = run,
};
