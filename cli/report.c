// SPDX-License-Identifier: GPL-2.0-only
/*
 * report.c - `l7 report`: what captures carried, as a page
 */

#include <errno.h>
#include <getopt.h>
#include <inttypes.h>
#include <libgen.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "cli/command.h"
#include "cli/interrupt.h"
#include "cli/outfile.h"
#include "cli/reading.h"
#include "cli/report_json.h"
#include "report/figure.h"

static const char help[] =
	"usage: l7 report [OPTION...] FILE...\n"
	"       l7 report [OPTION...] -i INTERFACE\n"
	"Makes a page of HTML that shows what captures (pcap, pcapng; - is standard\n"
	"input) carried, or an interface until it is interrupted: bandwidth over time,\n"
	"shares, top talkers, what has no name and how it begins, and how soon verdicts\n"
	"came. The page is one file, has no script and fetches nothing. It names\n"
	"addresses of hosts, and has the first bytes of connections that are unknown:\n"
	"mind whom it is given to.\n"
	"\n"
	"  -o, --output FILE   where the page goes (report.html); - is standard output\n"
	"  -j, --json          print what it shows as JSON; a page only with -o too\n"
	"  -i, --interface IF  listen there\n"
	L7_READING_HELP
	"\n"
	"Exit status: 0 all was read, 2 wrong usage, or something could not be read or\n"
	"written. What could be read is in the page; if that is nothing, none is written.\n"
	"\n"
	"examples:\n"
	"  l7 report capture.pcap && xdg-open report.html\n"
	"  l7 report -o week.html monday.pcapng tuesday.pcapng\n"
	"  l7 report -f 'net 192.0.2.0/24' -o office.html capture.pcap\n"
	"  timeout -s INT 1h l7 report -i eth0 -o hour.html\n"
	"  ssh gateway tcpdump -w - -i wan0 -G 600 -W 1 | l7 report -\n"
	"  l7 report -j capture.pcap | jq '.hosts[] | [.address, .sent + .received]'\n";

static const struct option options[] = {
	{ "interface", required_argument, NULL, 'i' },
	{ "json", no_argument, NULL, 'j' },
	{ "output", required_argument, NULL, 'o' },
	L7_READING_LONG_OPTIONS,
	{ NULL, 0, NULL, 0 },
};

#define FACTS_MAX 16
#define FACT_SIZE 64

/**
 * struct session
 * @output: NULL: no page
 * @gap:    why the report is not complete, NULL if it is
 * @fact:   [facts] see struct l7_page, @text has their values
 */
struct session {
	struct l7_reading reading;
	struct l7_report report;
	const char *interface;
	const char *output;
	bool json;
	const char *gap;
	struct l7_page_fact fact[FACTS_MAX];
	char text[FACTS_MAX][FACT_SIZE];
	size_t facts;
};

static int complain(const char *text)
{
	fprintf(stderr, "l7 report: %s\n", text);
	return -1;
}

static int complain_of(const char *path)
{
	fprintf(stderr, "l7 report: %s: %s\n", path, strerror(errno));
	return -1;
}

static int read_option(struct session *s, int opt)
{
	switch (opt) {
	case 'i':
		s->interface = optarg;
		return 0;
	case 'j':
		s->json = true;
		return 0;
	case 'o':
		s->output = optarg;
		return 0;
	}
	return l7_reading_option(&s->reading, opt, optarg);
}

static bool is_stdout(const char *path)
{
	return !strcmp(path, "-");
}

static int read_options(struct session *s, int argc, char **argv)
{
	int opt;

	while ((opt = getopt_long(argc, argv, "i:jo:" L7_READING_OPTIONS, options, NULL)) >= 0)
		if (read_option(s, opt))
			return -1;
	if (s->interface ? optind < argc : optind == argc)
		return complain(s->interface ? "either files or an interface" : "needs a capture file, or -i INTERFACE");
	if (!s->output && !s->json)
		s->output = "report.html";
	if (s->output && s->json && is_stdout(s->output))
		return complain("-j and -o - both want standard output");
	return 0;
}

/* what is no file, such as a device, is written to as it is */
static bool is_special(const char *path)
{
	struct stat st;

	return !stat(path, &st) && !S_ISREG(st.st_mode);
}

/* said before hours are spent reading */
static int check_output(const char *path)
{
	char *copy = strdup(path);
	int err = copy ? 0 : -1;

	if (!err && !is_stdout(path) && !is_special(path))
		err = access(dirname(copy), W_OK | X_OK);
	free(copy);
	return err ? complain_of(path) : 0;
}

static int open_session(struct session *s, char *const *paths, size_t count)
{
	struct l7_tracker *t = &s->reading.tracker;

	if (s->output && (check_output(s->output) || !l7_reading_keeps(&s->reading, "-o", s->output, paths, count)))
		return -1;
	if (l7_reading_open(&s->reading))
		return -1;
	if (l7_report_init(&s->report, &s->reading.compiled))
		return complain("out of memory");
	t->ctx = t->connections.ctx = &s->report;
	t->connections.ended = l7_report_ended;
	t->packet = l7_report_packet;
	return 0;
}

__attribute__((format(printf, 3, 4))) static void add_fact(struct session *s, const char *name, const char *format, ...)
{
	va_list ap;

	va_start(ap, format);
	vsnprintf(s->text[s->facts], FACT_SIZE, format, ap);
	va_end(ap);
	s->fact[s->facts] = (struct l7_page_fact){ name, s->text[s->facts] };
	s->facts++;
}

/* Return: why the report is not complete, NULL if it is */
static const char *find_gap(const struct session *s, bool damaged)
{
	if (damaged)
		return "something could not be read to its end";
	if (!s->interface && l7_interrupt_seen())
		return "interrupted before the end";
	return s->report.no_memory || s->reading.tracker.lost ? "not all could be counted, for lack of memory" : NULL;
}

/* how it was made, and what is missing in it */
static void add_facts(struct session *s)
{
	const struct l7_reading *r = &s->reading;
	const struct l7_tracker *t = &r->tracker;

	add_fact(s, "made", "%s", l7_figure_time(time(NULL) * UINT64_C(1000000000), "%Y-%m-%d %H:%M:%S %Z").text);
	add_fact(s, "version", "l7 %s", L7_VERSION);
	add_fact(s, "definitions", "%u", r->compiled.img.head->ndefs);
	add_fact(s, "frames", "%s", l7_figure_count(r->frames).text);
	add_fact(s, "looked at", "first %u packets, %u bytes", t->classify.max_packets, t->classify.max_bytes);
	add_fact(s, "TCP without its beginning", "%s", t->classify.midstream ? "looked at too" : "unknown (--strict)");
	add_fact(s, "tunnels", "%s", r->tunnels ? "looked into" : "not looked into (--no-tunnels)");
	if (r->filter) {
		s->fact[s->facts++] = (struct l7_page_fact){ "filter", r->filter };
	}
	if (s->gap)
		add_fact(s, "not complete", "%s", s->gap);
	if (t->connections.pressed)
		add_fact(s, "ended early", "%" PRIu64 " connections, as more than %zu were open", t->connections.pressed,
			 t->connections.max);
	if (t->lost)
		add_fact(s, "not counted", "%" PRIu64 " packets, for lack of memory", t->lost);
}

static int write_output(const struct l7_page *page, const char *path)
{
	struct l7_outfile f;
	bool written;

	if (l7_outfile_open(&f, path))
		return complain_of(path);
	written = !l7_page_write(page, f.out);
	if (!l7_outfile_close(&f, written))
		return 0;
	return written ? complain_of(path) : complain("out of memory");
}

static void say_done(const struct session *s)
{
	const struct l7_account all = l7_report_total(&s->report);
	const uint64_t named = all.bytes - s->report.account[l7_report_unknown(&s->report)].bytes -
			       s->report.account[l7_report_unset(&s->report)].bytes;

	printf("%s: %s in %s, %s of the bytes with a name\n", s->output, l7_figure_bytes(all.bytes).text,
	       l7_figure_connections(all.connections).text, l7_figure_share(named, all.bytes).text);
}

static int show(struct session *s, char *const *names, size_t count)
{
	const struct l7_page page = { .report = &s->report, .name = names, .names = count, .fact = s->fact, .facts = s->facts };
	int err = 0;

	if (s->output)
		err = write_output(&page, s->output);
	if (s->json)
		return l7_report_json(&page, &s->reading, !s->gap) ? -1 : err;
	if (!err && !is_stdout(s->output))
		say_done(s);
	return err;
}

static int run_session(struct session *s, char *const *names, size_t count)
{
	const struct l7_tracker *t = &s->reading.tracker;
	int err = 0;

	for (size_t i = 0; i < count && !l7_interrupt_seen(); i++)
		err |= s->interface ? l7_reading_live(&s->reading, names[i]) : l7_reading_file(&s->reading, names[i]);
	if (err && !s->reading.frames && !t->connections.begun) {
		complain("nothing could be read, nothing is written");
		return L7_EXIT_FAILURE;
	}
	l7_report_finish(&s->report);
	s->gap = find_gap(s, err);
	add_facts(s);
	if (s->report.no_memory || t->lost)
		err = complain("out of memory: not all is counted");
	if (t->connections.pressed)
		fprintf(stderr, "l7 report: %" PRIu64 " connections were ended early, as more than %zu were open "
			"(--max-connections)\n", t->connections.pressed, t->connections.max);
	err |= show(s, names, count);
	return err ? L7_EXIT_FAILURE : L7_EXIT_YES;
}

static int run(int argc, char **argv)
{
	struct session s = { .interface = NULL };
	int status = L7_EXIT_FAILURE;

	l7_reading_init(&s.reading, argv[0]);
	if (read_options(&s, argc, argv)) {
		status = l7_command_usage(argv[0]);
	} else if (!open_session(&s, argv + optind, argc - optind)) {
		char *interface[1] = { (char *)s.interface };

		status = s.interface ? run_session(&s, interface, 1) : run_session(&s, argv + optind, argc - optind);
	}
	l7_reading_close(&s.reading);
	l7_report_fini(&s.report);
	return status;
}

const struct l7_command l7_command_report_page = {
	.name = "report",
	.summary = "make a page of what captures carried",
	.help = help,
	.run = run,
};
