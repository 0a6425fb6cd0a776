// SPDX-License-Identifier: GPL-2.0-only
/*
 * top.c - `l7 top`: connections of the running system with their verdicts and rates
 */

#include <errno.h>
#include <getopt.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/colour.h"
#include "cli/command.h"
#include "cli/interrupt.h"
#include "cli/output.h"
#include "cli/top.h"
#include "cli/tracked.h"
#include "client/search.h"

#define DELAY_DEFAULT 2.0	/* seconds */
#define DELAY_MIN 0.1
#define DELAY_MAX 86400.0

static const char help[] =
	"usage: l7 top [OPTION...] [FILTER...]\n"
	"Shows the connections of this network namespace with their verdicts and what\n"
	"they carry, or the sums of protocols or groups. In the live table `h` lists the\n"
	"keys. UP is from the one who opened the connection.\n"
	"\n"
	"  -c, --connections   a line for each connection (default)\n"
	"  -p, --protocols     a line for each protocol\n"
	"  -g, --groups        a line for each group of protocols\n"
	"  -s, --sort KEY      by rate (default), bytes, packets, age, timeout or name\n"
	"  -B, --bytes         rates in bytes, not bits\n"
	"  -d, --delay SECONDS between two samples (default 2)\n"
	"  -b, --batch         plain text on standard output, one table per sample\n"
	"  -n, --count COUNT   end after so many samples\n"
	"  -j, --json          with -b: one JSON object per sample, on a line of its own\n"
	"\n"
	"filters:\n" L7_FILTER_HELP
	"\n"
	"examples:\n"
	"  l7 top\n"
	"  l7 top -p\n"
	"  l7 top group=p2p host=10.1.0.0/16\n"
	"  l7 top proto=unknown port!=443 -s bytes\n"
	"  l7 top -b -j -n 1 -p | jq '.protocols[] | {protocol, bytes}'\n";

static const struct option options[] = {
	{ "connections", no_argument, NULL, 'c' },
	{ "protocols", no_argument, NULL, 'p' },
	{ "groups", no_argument, NULL, 'g' },
	{ "sort", required_argument, NULL, 's' },
	{ "bytes", no_argument, NULL, 'B' },
	{ "delay", required_argument, NULL, 'd' },
	{ "batch", no_argument, NULL, 'b' },
	{ "count", required_argument, NULL, 'n' },
	{ "json", no_argument, NULL, 'j' },
	{ NULL, 0, NULL, 0 },
};

/** struct wanted - how it is to be shown; @count 0: for ever */
struct wanted {
	bool batch;
	bool json;
	uint64_t count;
};

static void print_table(struct l7_top *top)
{
	const size_t width = l7_tracked_width();
	char line[L7_TOP_LINE_SIZE], when[L7_TRACKED_TIME_SIZE];
	struct l7_top_layout layout;

	/* an RFC 3339 date and time up to its seconds */
	printf("%.19s\n", l7_tracked_time(when));
	for (int i = 0; i < L7_TOP_SUMMARY_LINES; i++) {
		l7_top_summary(top, i, line);
		puts(line);
	}
	if (l7_top_notice(top, line))
		printf("%s%s%s\n", l7_colour(stdout, L7_COLOUR_YELLOW), line, l7_colour(stdout, L7_COLOUR_PLAIN));
	l7_top_layout(top, width, &layout);
	l7_top_heading(top, &layout, line);
	printf("\n%s%s%s\n", l7_colour(stdout, L7_COLOUR_BOLD), line, l7_colour(stdout, L7_COLOUR_PLAIN));
	for (size_t i = 0; i < top->nrows; i++) {
		l7_top_line(top, &layout, &top->row[i], line);
		puts(line);
	}
	putchar('\n');
	fflush(stdout);
}

static json_t *json_rates(const struct l7_top *top, const struct l7_top_row *row)
{
	const uint64_t bits[] = { l7_top_rate(top, row->now[L7_CT_UP] * 8), l7_top_rate(top, row->now[L7_CT_DOWN] * 8) };

	return row->counted ? l7_tracked_json_pair(bits) : json_null();
}

static json_t *json_number(const struct l7_top_row *row, uint64_t n)
{
	return row->counted ? json_integer(n) : json_null();
}

static json_t *json_sum(const struct l7_top *top, const struct l7_top_row *row)
{
	return json_pack("{s:I, s:o, s:o, s:o, s:o}", "connections", (json_int_t)row->connections, "bytes",
			 json_number(row, row->bytes), "packets", json_number(row, row->packets), "bits_per_second",
			 json_rates(top, row), "packets_per_second", json_number(row, l7_top_rate(top, row->packets_now)));
}

static json_t *json_row(struct l7_top *top, const struct l7_top_row *row)
{
	json_t *all;

	if (!row->conn) {
		all = json_sum(top, row);
		json_object_set_new(all, top->by == L7_TOP_GROUPS ? "group" : "protocol", json_string(row->name));
		return all;
	}
	all = l7_tracked_json(&top->names, &row->conn->ct);
	json_object_set_new(all, "age", json_integer(row->seconds));
	json_object_set_new(all, "bits_per_second", json_rates(top, row));
	json_object_set_new(all, "packets_per_second", json_number(row, l7_top_rate(top, row->packets_now)));
	return all;
}

static json_t *json_head(const struct l7_top *top)
{
	char when[L7_TRACKED_TIME_SIZE], *filter = l7_filter_text(&top->filter);
	json_t *verdicts = json_pack("{s:I, s:I, s:I, s:I}", "named", (json_int_t)top->verdicts[L7_CT_NAMED], "unknown",
				     (json_int_t)top->verdicts[L7_CT_UNKNOWN], "unset",
				     (json_int_t)top->verdicts[L7_CT_UNSET], "not_inspected",
				     (json_int_t)top->verdicts[L7_CT_NOT_INSPECTED]);
	json_t *head = json_pack("{s:s, s:f, s:b, s:b, s:b, s:s, s:s, s:o, s:o}", "time", l7_tracked_time(when),
				 "interval", top->sample.interval / 1000000 / 1000.0, "accounting", top->accounting,
				 "module", top->names.answers && top->names.table.client.route == L7_ROUTE_MODULE,
				 "inspecting", l7_names_inspects(&top->names), "filter", filter ? filter : "", "sort",
				 l7_top_sort_names[top->sort], "verdicts", verdicts, "total",
				 json_sum(top, &top->total));

	free(filter);
	return head;
}

static int print_json(struct l7_top *top)
{
	static const char *const names[] = { "connections", "protocols", "groups" };
	int status = l7_output_json_begin(json_head(top), names[top->by]);

	for (size_t i = 0; i < top->nrows && !status; i++)
		status = l7_output_json_element(json_row(top, &top->row[i]), !i);
	return status ? status : l7_output_json_end();
}

/* Wait for the next sample. Return: whether somebody still wants it. */
static bool wait_for_next(const struct l7_top *top)
{
	struct pollfd reader = { .fd = STDOUT_FILENO };

	/* of a pipe whose reader is gone, poll() says so without being asked */
	return !l7_interrupt_seen() && l7_interrupt_poll(&reader, 1, top->delay) == 0;
}

/* The first sample shows nothing: what came before it came at no known time. */
static int batch(struct l7_top *top, const struct wanted *wanted)
{
	int status = L7_EXIT_YES, err = l7_top_read(top);

	l7_interrupt_catch();
	for (uint64_t i = 0; !err && !status && (i < wanted->count || !wanted->count) && wait_for_next(top); i++) {
		err = l7_top_read(top);
		if (err)
			break;
		if (wanted->json)
			status = print_json(top);
		else
			print_table(top);
		if (ferror(stdout))
			break;
	}
	if (err)
		fprintf(stderr, "l7 top: %s\n", top->feed.error);
	return err ? L7_EXIT_FAILURE : status;
}

static int parse_sort(const char *text, enum l7_top_sort *sort)
{
	for (int i = 0; i < L7_TOP_SORTS; i++)
		if (!strcmp(text, l7_top_sort_names[i])) {
			*sort = i;
			return 0;
		}
	fprintf(stderr, "l7 top: can't sort by \"%s\"; by rate, bytes, packets, age, timeout or name\n", text);
	return -1;
}

static int parse_delay(const char *text, uint64_t *ns)
{
	char *end;
	double seconds = strtod(text, &end);

	if (end == text || *end || !(seconds >= DELAY_MIN && seconds <= DELAY_MAX)) {
		fprintf(stderr, "l7 top: \"%s\" is no delay; it is a number of seconds from 0.1 on\n", text);
		return -1;
	}
	*ns = seconds * 1e9;
	return 0;
}

static int parse_count(const char *text, uint64_t *count)
{
	char *end;

	errno = 0;
	*count = strtoull(text, &end, 10);
	if (*text >= '0' && *text <= '9' && !*end && *count && !errno)
		return 0;
	fprintf(stderr, "l7 top: \"%s\" is no number of samples: it is one from 1 on, of 64 bits at most\n", text);
	return -1;
}

static int parse_option(int opt, struct l7_top *top, struct wanted *wanted)
{
	switch (opt) {
	case 'c':
		top->by = L7_TOP_CONNECTIONS;
		return 0;
	case 'p':
		top->by = L7_TOP_PROTOCOLS;
		return 0;
	case 'g':
		top->by = L7_TOP_GROUPS;
		return 0;
	case 's':
		return parse_sort(optarg, &top->sort);
	case 'B':
		top->in_bytes = true;
		return 0;
	case 'd':
		return parse_delay(optarg, &top->delay);
	case 'b':
		wanted->batch = true;
		return 0;
	case 'n':
		return parse_count(optarg, &wanted->count);
	case 'j':
		wanted->json = true;
		return 0;
	}
	return -1;
}

static int parse(int argc, char **argv, struct l7_top *top, struct wanted *wanted)
{
	int opt;

	while ((opt = getopt_long(argc, argv, "cpgs:Bd:bn:j", options, NULL)) >= 0)
		if (parse_option(opt, top, wanted))
			return -1;
	if (wanted->batch || (!wanted->json && !wanted->count && isatty(STDIN_FILENO) && isatty(STDOUT_FILENO)))
		return 0;
	fprintf(stderr, wanted->json || wanted->count ? "l7 top: -j and -n go with -b only\n" :
							"l7 top: the live table needs a terminal; -b prints plain text\n");
	return -1;
}

static int parse_filters(struct l7_top *top, char **word)
{
	struct l7_diags diags = { 0 };

	for (; *word; word++)
		if (l7_filter_add(&top->filter, *word, &top->names, &diags))
			break;
	l7_command_report(&diags);
	return *word ? -1 : 0;
}

static void fini(struct l7_top *top)
{
	l7_feed_close(&top->feed);
	l7_filter_fini(&top->filter);
	l7_sample_fini(&top->sample);
	l7_names_fini(&top->names);
	free(top->row);
}

static int run(int argc, char **argv)
{
	struct l7_top top = { .delay = DELAY_DEFAULT * 1e9 };
	struct wanted wanted = { 0 };
	int status = L7_EXIT_FAILURE;

	if (parse(argc, argv, &top, &wanted))
		return l7_command_usage(argv[0]);
	if (l7_names_init(&top.names, l7_search_dirs))
		fprintf(stderr, "l7 top: out of memory\n");
	else
		l7_names_ask(&top.names);
	if (top.names.made && !parse_filters(&top, argv + optind)) {
		if (l7_feed_open(&top.feed))
			fprintf(stderr, "l7 top: %s\n", top.feed.error);
		else
			status = wanted.batch ? batch(&top, &wanted) : l7_top_screen(&top);
	}
	fini(&top);
	return status;
}

const struct l7_command l7_command_top = {
	.name = "top",
	.summary = "connections of the running system, live, with verdicts and rates",
	.help = help,
	.run = run,
};
