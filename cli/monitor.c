// SPDX-License-Identifier: GPL-2.0-only
/*
 * monitor.c - `l7 monitor`: verdicts as they happen
 */

#include <errno.h>
#include <getopt.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "cli/command.h"
#include "cli/interrupt.h"
#include "cli/output.h"
#include "cli/tracked.h"
#include "cli/units.h"
#include "conntrack/feed.h"
#include "conntrack/filter.h"
#include "conntrack/index.h"
#include "conntrack/names.h"
#include "client/reason.h"
#include "client/search.h"
#include "uapi/layer7.h"

#define LOOK_NS 250000000	/* between two looks at the map of verdicts */
#define LOOK_SHARE 20		/* of the time, one part goes into them at most */
#define ENDED_MAX 65536		/* connections whose end waits for the next look */
#define KNOWN_MAX (1 << 22)	/* connections remembered; 16 bytes each, and as much again */
#define NAME_WIDTH 12
#define ENDPOINT_MIN 21		/* 255.255.255.255:65535 */
#define TIME_WIDTH 12		/* hh:mm:ss.mmm */

static const char help[] =
	"usage: l7 monitor [OPTION...] [FILTER...]\n"
	"Prints the verdict of each connection of this network namespace at the moment it\n"
	"is reached: time, verdict, transport, who opened the connection and to whom, of\n"
	"\"unknown\" the reason. Ends when it is interrupted.\n"
	"\n"
	"  -e, --events        also connections that begin (new), and that end (end, with\n"
	"                      their bytes)\n"
	"  -t, --time          the date as well, after RFC 3339\n"
	"  -j, --json          one JSON object per event, on a line of its own\n"
	"\n"
	"filters:\n" L7_FILTER_HELP
	"\n"
	"examples:\n"
	"  l7 monitor\n"
	"  l7 monitor proto=unknown transport=tcp\n"
	"  l7 monitor -e host=192.0.2.7\n"
	"  l7 monitor -j group=p2p | jq -r .src\n";

static const struct option options[] = {
	{ "events", no_argument, NULL, 'e' },
	{ "time", no_argument, NULL, 't' },
	{ "json", no_argument, NULL, 'j' },
	{ NULL, 0, NULL, 0 },
};

enum event {
	NEW,
	VERDICT,
	END,
};

/* as shown, as in JSON */
static const struct {
	const char *text;
	const char *json;
} events[] = { [NEW] = { "new", "new" }, [VERDICT] = { "is", "verdict" }, [END] = { "end", "end" } };

/**
 * struct monitor - what is wanted, and what was said
 * @known: words of connections that have a verdict, by key
 * @fresh: of l7_verdicts_fresh()
 * @asker: for questions about single connections, as @feed is for events
 * @ended: [nended] connections that are over; their verdict is not looked up yet
 * @ended_at: their places by the key of their tuple
 * @look:  when to look at the map of verdicts, nanoseconds; 0: never
 * @width: of a line; 0: no limit
 * @lost:  how often the kernel had to drop events
 */
struct monitor {
	struct l7_names names;
	struct l7_feed feed;
	struct l7_filter filter;
	struct l7_index known;
	struct l7_index fresh;
	struct l7_feed asker;
	struct l7_ct *ended;
	size_t nended;
	struct l7_index ended_at;
	uint64_t look;
	size_t width;
	uint64_t lost;
	bool all;
	bool date;
	bool json;
	int status;
};

static int print_json(struct monitor *m, enum event event, const struct l7_ct *ct)
{
	char when[L7_TRACKED_TIME_SIZE];
	json_t *root = l7_tracked_json(&m->names, ct);

	json_object_set_new(root, "event", json_string(events[event].json));
	json_object_set_new(root, "time", json_string(l7_tracked_time(when)));
	return l7_output_json_line(root);
}

/* Columns for each end: IPv4 is never cut, IPv6 as much as the line demands. */
static int endpoint_width(const struct monitor *m, size_t rest)
{
	const size_t each = m->width > rest ? (m->width - rest) / 2 : 0;

	if (!m->width || each > L7_CT_ENDPOINT_SIZE)
		return L7_CT_ENDPOINT_SIZE;
	return each < ENDPOINT_MIN ? ENDPOINT_MIN : each;
}

/* What follows the line's @len columns: behind it if there is room, else below it. */
static void print_rest(const struct monitor *m, int len, const char *text)
{
	if (m->width && len + strlen(", ") + strlen(text) > m->width)
		printf("\n%*s%s", TIME_WIDTH + 1, "", text);
	else
		printf(", %s", text);
}

static void print_counters(const struct monitor *m, int len, const struct l7_ct *ct)
{
	char up[L7_UNITS_SIZE], down[L7_UNITS_SIZE], text[64];

	snprintf(text, sizeof(text), "up %s, down %s bytes", l7_units_count(ct->bytes[L7_CT_UP], up),
		 l7_units_count(ct->bytes[L7_CT_DOWN], down));
	print_rest(m, len, text);
}

static void print_reason(const struct monitor *m, int len, const struct l7_ct *ct)
{
	const char *text = l7_reason_text(ct->word >> L7_LABEL_REASON_SHIFT);

	if (*text)
		print_rest(m, len, text);
}

static void print_text(struct monitor *m, enum event event, const struct l7_ct *ct)
{
	char source[L7_CT_ENDPOINT_SIZE], target[L7_CT_ENDPOINT_SIZE], transport[L7_CT_TRANSPORT_SIZE];
	char when[L7_TRACKED_TIME_SIZE];
	const char *begin = l7_tracked_time(when);
	int width, len;

	if (!m->date)
		begin = strchr(when, 'T') + 1;
	len = printf("%.*s ", m->date ? (int)strlen(begin) : TIME_WIDTH, begin);
	if (m->all)
		len += printf("%-3s ", events[event].text);
	len += printf("%-*s %-4s ", NAME_WIDTH, l7_names_verdict(&m->names, ct), l7_ct_transport(ct->transport, transport));
	width = endpoint_width(m, len + strlen(" > "));
	len += printf("%-*s > ", ENDPOINT_MIN, l7_ct_endpoint(ct, 0, width, source));
	len += printf("%s", l7_ct_endpoint(ct, 1, width, target));
	if (event == END && ct->counted)
		print_counters(m, len, ct);
	if (event == VERDICT && l7_ct_verdict(ct) == L7_CT_UNKNOWN)
		print_reason(m, len, ct);
	putchar('\n');
	fflush(stdout);
}

static void print(struct monitor *m, enum event event, const struct l7_ct *ct)
{
	if (!l7_filter_match(&m->filter, &m->names, ct))
		return;
	if (m->json)
		m->status |= print_json(m, event, ct);
	else
		print_text(m, event, ct);
}

static void remember(struct monitor *m, const struct l7_ct *ct)
{
	/* the end of some was not told (lost events); a verdict printed twice is better than no memory left */
	if (m->known.count >= KNOWN_MAX)
		l7_index_fini(&m->known);
	l7_index_set(&m->known, l7_ct_key(ct), ct->word);
}

static void remember_each(const struct l7_ct *ct, void *data)
{
	if (ct->word & L7_LABEL_DECIDED)
		remember(data, ct);
}

/* A number that was not there when we last looked belongs to a newer table. */
static void learn(struct monitor *m, const struct l7_ct *ct)
{
	if (l7_ct_verdict(ct) == L7_CT_NAMED && !m->names.def[ct->word & L7_LABEL_NUMBER])
		l7_names_refresh(&m->names);
}

/* --- verdicts of the route without a module: they come with no event, the map must be looked at */

static uint64_t clock_ns(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * 1000000000ull + now.tv_nsec;
}

/* All that is known of a connection that has got a verdict: of one that is over, its end has said it. */
static void complete(struct monitor *m, struct l7_ct *ct)
{
	const uint32_t *over = l7_index_get(&m->ended_at, l7_ct_tuple_key(ct));
	const uint32_t word = ct->word;

	if (over)
		*ct = m->ended[*over];
	else
		l7_feed_get(&m->asker, ct);
	ct->word = word;
	ct->labelled = true;
}

static void say_fresh(const struct l7_bpf_verdict *verdict, void *data)
{
	struct monitor *m = data;
	struct l7_ct ct;

	l7_verdicts_ct(&ct, verdict);
	complete(m, &ct);
	learn(m, &ct);
	print(m, VERDICT, &ct);
}

static void look(struct monitor *m)
{
	const uint64_t begun = clock_ns();
	uint64_t pause;

	if (!l7_verdicts_read(&m->feed.verdicts))
		l7_verdicts_fresh(&m->feed.verdicts, &m->fresh, say_fresh, m);
	for (size_t i = 0; i < m->nended && m->all; i++) {
		l7_verdicts_tell(&m->feed.verdicts, &m->ended[i]);
		print(m, END, &m->ended[i]);
	}
	m->nended = 0;
	l7_index_fini(&m->ended_at);
	m->look = clock_ns();
	pause = (m->look - begun) * LOOK_SHARE;
	m->look += pause > LOOK_NS ? pause : LOOK_NS;
}

/* Nanoseconds until the next look; -1: for ever */
static int64_t until_look(const struct monitor *m)
{
	const uint64_t now = clock_ns();

	return !m->look ? -1 : m->look > now ? (int64_t)(m->look - now) : 0;
}

static void wait_with_end(struct monitor *m, const struct l7_ct *ct)
{
	l7_index_set(&m->ended_at, l7_ct_tuple_key(ct), m->nended);
	m->ended[m->nended++] = *ct;
	if (m->nended == ENDED_MAX)
		look(m);
}

static int start_looking(struct monitor *m)
{
	int err = l7_feed_open(&m->asker);

	if (err)
		return err;
	m->ended = calloc(ENDED_MAX, sizeof(*m->ended));
	if (!m->ended || l7_verdicts_fresh(&m->feed.verdicts, &m->fresh, NULL, NULL)) {
		strcpy(m->feed.error, "out of memory");
		return -ENOMEM;
	}
	m->look = clock_ns();
	return 0;
}

/* --- events */

static void take_end(struct monitor *m, struct l7_ct *ct)
{
	const uint64_t key = l7_ct_key(ct);
	const uint32_t *known = l7_index_get(&m->known, key);

	ct->word = known ? *known : 0;
	l7_index_remove(&m->known, key);
	if (m->look && !ct->word)
		wait_with_end(m, ct);
	else if (m->all)
		print(m, END, ct);
}

static void take(enum l7_feed_event event, const struct l7_ct *from, void *data)
{
	struct monitor *m = data;
	const uint32_t *known = l7_index_get(&m->known, l7_ct_key(from));
	struct l7_ct ct = *from;

	if (m->all && event == L7_FEED_NEW && !(ct.word & L7_LABEL_DECIDED))
		print(m, NEW, &ct);
	if (event == L7_FEED_DESTROY) {
		take_end(m, &ct);
	} else if (ct.word & L7_LABEL_DECIDED && (!known || *known != ct.word)) {
		learn(m, &ct);
		remember(m, &ct);
		print(m, VERDICT, &ct);
	}
}

static void warn_of_events(void)
{
	if (!l7_feed_setting("nf_conntrack_events"))
		fprintf(stderr, "l7 monitor: the kernel tells of no events: sysctl net.netfilter.nf_conntrack_events=1 "
				"(for connections to come)\n");
}

static void say_lost(struct monitor *m)
{
	m->lost++;
	fprintf(stderr, "l7 monitor: events were lost, %" PRIu64 " time%s by now: more came than could be printed\n", m->lost,
		m->lost == 1 ? "" : "s");
}

static int watch(struct monitor *m)
{
	/* of a pipe whose reader is gone, poll() says so without being asked */
	struct pollfd fds[] = { { .fd = l7_feed_descriptor(&m->feed), .events = POLLIN }, { .fd = STDOUT_FILENO } };
	int err;

	while (!l7_interrupt_seen() && !m->status && !ferror(stdout)) {
		if (l7_interrupt_poll(fds, 2, until_look(m)) < 0)
			continue;
		if (fds[1].revents)
			break;
		if (!until_look(m))
			look(m);
		err = l7_feed_read(&m->feed, take, m);
		if (err == -ENOBUFS)
			say_lost(m);
		else if (err && err != -EAGAIN)
			return err;
	}
	return 0;
}

/* Verdicts that are there already are no events; what is reached between the two steps is neither. */
static int begin(struct monitor *m)
{
	int err = l7_feed_open(&m->feed);

	if (!err)
		err = l7_feed_dump(&m->feed, remember_each, m);
	if (!err)
		err = l7_feed_listen(&m->feed);
	if (!err && l7_client_route() == L7_ROUTE_BPF)
		err = start_looking(m);
	return err;
}

static int monitor(struct monitor *m)
{
	int err = begin(m);

	if (!err) {
		if (!l7_names_inspects(&m->names))
			fprintf(stderr, "l7 monitor: no packet is inspected here, so no verdicts will come; `l7 doctor` "
				"says why\n");
		warn_of_events();
		l7_interrupt_catch();
		m->width = l7_tracked_width();
		err = watch(m);
	}
	if (err)
		fprintf(stderr, "l7 monitor: %s\n", m->feed.error);
	l7_feed_close(&m->feed);
	l7_feed_close(&m->asker);
	free(m->ended);
	return err ? L7_EXIT_FAILURE : m->status;
}

static int parse_filters(struct monitor *m, char **word)
{
	struct l7_diags diags = { 0 };

	for (; *word; word++)
		if (l7_filter_add(&m->filter, *word, &m->names, &diags))
			break;
	l7_command_report(&diags);
	return *word ? -1 : 0;
}

static int parse(int argc, char **argv, struct monitor *m)
{
	int opt;

	while ((opt = getopt_long(argc, argv, "etj", options, NULL)) >= 0) {
		if (opt == 'e')
			m->all = true;
		else if (opt == 't')
			m->date = true;
		else if (opt == 'j')
			m->json = true;
		else
			return -1;
	}
	return 0;
}

static int run(int argc, char **argv)
{
	struct monitor m = { 0 };
	int status = L7_EXIT_FAILURE;

	if (parse(argc, argv, &m))
		return l7_command_usage(argv[0]);
	if (l7_names_init(&m.names, l7_search_dirs)) {
		fprintf(stderr, "l7 monitor: out of memory\n");
	} else {
		l7_names_ask(&m.names);
		if (!parse_filters(&m, argv + optind))
			status = monitor(&m);
	}
	l7_index_fini(&m.known);
	l7_index_fini(&m.fresh);
	l7_index_fini(&m.ended_at);
	l7_filter_fini(&m.filter);
	l7_names_fini(&m.names);
	return status;
}

const struct l7_command l7_command_monitor = {
	.name = "monitor",
	.summary = "verdicts of connections as they are reached",
	.help = help,
	.run = run,
};
