// SPDX-License-Identifier: GPL-2.0-only
/*
 * bench.c - CPU time of engines over the same connections
 *
 * Rounds are interleaved, so that what else the machine does falls on all alike; medians are printed, with ratios to
 * ours. Run at the top of the tree; what lies in ../shared is used if it is there.
 */

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "core/flow.h"
#include "tests/bench/runner.h"
#include "tests/bench/tables.h"
#include "tests/oracle/generate.h"

#define CLASSIC_DEFS "../shared/classic/protocols"
#define SAMPLES "../shared/classic/testing/data"
#define CAPTURES "../shared/corpus/captures"

#define ROUNDS 9
#define ROUND_MIN_NS 20e6	/* a round of one engine is made at least as long */
#define GENERATED_PER_DEF 20
#define SEED 7

static const struct runner *const runners[] = {
	&runner_ours, &runner_hyperscan, &runner_hyperscan_no_end, &runner_re2, &runner_pcre2, &runner_glibc,
};

#define RUNNERS (sizeof(runners) / sizeof(runners[0]))

/**
 * struct lane - an engine with the definitions at hand
 * @ns:      of each round, for one pass over the flows
 * @answers: connections decided, and a sum over the packets that did it
 */
struct lane {
	void *self;
	unsigned int passes;
	double ns[ROUNDS];
	size_t decided;
	uint64_t answers;
};

static double now_ns(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &ts);
	return ts.tv_sec * 1e9 + ts.tv_nsec;
}

static void pass(const struct runner *r, struct lane *lane, const struct flows *flows)
{
	size_t i;

	lane->decided = 0;
	lane->answers = 0;
	for (i = 0; i < flows->count; i++) {
		int first = r->run(lane->self, &flows->flow[i]);

		lane->decided += first >= 0;
		lane->answers = lane->answers * 31 + first;
	}
}

static double timed(const struct runner *r, struct lane *lane, const struct flows *flows)
{
	double begin = now_ns();
	unsigned int i;

	for (i = 0; i < lane->passes; i++)
		pass(r, lane, flows);
	return (now_ns() - begin) / lane->passes;
}

static int by_value(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

static double median(double *ns)
{
	qsort(ns, ROUNDS, sizeof(*ns), by_value);
	return ns[ROUNDS / 2];
}

static void print_bytes(size_t bytes)
{
	if (!bytes)
		printf(" %10s", "-");
	else if (bytes < 10000)
		printf(" %8zu B", bytes);
	else
		printf(" %7zu KB", bytes / 1024);
}

static size_t flow_bytes(const struct flows *flows)
{
	size_t i, sum = 0;

	for (i = 0; i < flows->count; i++)
		if (flows->flow[i].packets)
			sum += flows->flow[i].text_end[flows->flow[i].packets - 1];
	return sum;
}

static void print_lane(const struct runner *r, const struct lane *lane, const struct lane *ours, double ns, double ours_ns,
		       size_t flows)
{
	size_t state = r->state(lane->self);

	printf("  %-14s %10.0f %8.2f %8zu", r->name, ns / flows, ns / ours_ns, lane->decided);
	print_bytes(r->keeps_payload ? state + FLOW_MAX_BYTES : state);
	print_bytes(r->size(lane->self));
	printf("%s\n", lane->answers == ours->answers ? "" : "   other answers");
}

/* all engines over @flows, in turn, round by round */
static void measure(const char *what, struct lane *lanes, const struct flows *flows)
{
	double ns[RUNNERS];
	size_t e;
	int round;

	if (!flows->count)
		return;
	for (e = 0; e < RUNNERS; e++) {
		lanes[e].passes = 1;
		ns[e] = timed(runners[e], &lanes[e], flows);
		if (ns[e] < ROUND_MIN_NS)
			lanes[e].passes = ROUND_MIN_NS / ns[e] + 1;
	}
	for (round = 0; round < ROUNDS; round++)
		for (e = 0; e < RUNNERS; e++)
			lanes[e].ns[round] = timed(runners[e], &lanes[e], flows);
	for (e = 0; e < RUNNERS; e++)
		ns[e] = median(lanes[e].ns);
	printf("\n%s: %zu, %.0f bytes each in the first packets\n", what, flows->count,
	       (double)flow_bytes(flows) / flows->count);
	printf("  %-14s %10s %8s %8s %10s %10s\n", "engine", "ns/flow", "ratio", "decided", "state/flow", "compiled");
	for (e = 0; e < RUNNERS; e++)
		print_lane(runners[e], &lanes[e], &lanes[0], ns[e], ns[0], flows->count);
}

static bool open_all(struct lane *lanes, const struct odefs *defs)
{
	const struct odef **list = calloc(defs->count, sizeof(*list));
	bool good = true;
	size_t e, i;

	for (i = 0; i < defs->count; i++)
		list[i] = &defs->def[i];
	for (e = 0; e < RUNNERS && good; e++) {
		lanes[e] = (struct lane){ .self = runners[e]->open(list, defs->count) };
		good = lanes[e].self;
	}
	free(list);
	return good;
}

static void close_all(struct lane *lanes)
{
	size_t e;

	for (e = 0; e < RUNNERS; e++)
		if (lanes[e].self)
			runners[e]->close(lanes[e].self);
}

/**
 * struct hostile - payload that makes a backtracker try all ways of cutting it up
 * @pattern: the definition's expression; NULL: the classic one of that name
 * @head:    the packet: this, then @body again and again
 */
struct hostile {
	const char *name;
	const char *pattern;
	const char *head;
	const char *body;
};

static const struct hostile hostile[] = {
	{ "four in order", "^a.+b.+c.+[de]", "a", "bc" },
	{ "four anywhere", "a.*a.*a.*[bc]", "", "a" },
	{ "rtmp", NULL, "\x03\x07", "\x14\x02" },
	{ "socks", NULL, "", "\x05" },
};

static struct odefs classic_named(const char *name)
{
	struct odefs all = { 0 }, one = { 0 };
	size_t i;

	odefs_read(&all, CLASSIC_DEFS);
	for (i = 0; i < all.count; i++)
		if (!strcmp(all.def[i].name, name)) {
			one.def = malloc(sizeof(*one.def));
			one.def[one.count++] = all.def[i];
			all.def[i] = all.def[--all.count];
			break;
		}
	odefs_free(&all);
	return one;
}

static struct odefs hostile_def(const struct hostile *h)
{
	struct odefs one = { 0 };

	if (!h->pattern)
		return classic_named(h->name);
	one.def = calloc(1, sizeof(*one.def));
	one.count = 1;
	one.def->label = strdup(h->name);
	one.def->name = strdup("hostile");
	one.def->pattern = strdup(h->pattern);
	one.def->re = v8_parse(h->pattern);
	return one;
}

/* one packet of FLOW_MAX_BYTES */
static void add_hostile(struct flows *flows, const struct hostile *h)
{
	uint8_t bytes[FLOW_MAX_BYTES];
	size_t n = strlen(h->head), i;

	memcpy(bytes, h->head, n);
	for (i = 0; n < sizeof(bytes); i++)
		bytes[n++] = h->body[i % strlen(h->body)];
	flow_add_packet(flows_add(flows, h->name), bytes, sizeof(bytes));
}

static void measure_hostile(const struct hostile *h)
{
	struct lane lanes[RUNNERS] = { 0 };
	struct odefs defs = hostile_def(h);
	struct flows flows = { 0 };
	size_t e;
	bool good;

	if (!defs.count)
		return;
	good = open_all(lanes, &defs);
	add_hostile(&flows, h);
	printf("  %-14s", h->name);
	for (e = 0; e < RUNNERS && good; e++) {
		double ns;

		lanes[e].passes = 1;
		ns = timed(runners[e], &lanes[e], &flows);
		lanes[e].passes = ns < ROUND_MIN_NS ? ROUND_MIN_NS / ns + 1 : 1;
		if (lanes[e].passes > 1)
			ns = timed(runners[e], &lanes[e], &flows);
		printf(" %15.1f ", ns / FLOW_MAX_BYTES);
	}
	printf("\n");
	close_all(lanes);
	flows_free(&flows);
	odefs_free(&defs);
}

static bool bench(const char *title, const char *dir, const struct flows *real)
{
	struct lane lanes[RUNNERS] = { 0 };
	struct flows generated = { 0 };
	struct prng r = { SEED };
	struct odefs defs = { 0 };
	size_t i;
	bool good;

	if (odefs_read(&defs, dir) < 0) {
		printf("SKIP bench: %s are not at hand (%s)\n", title, dir);
		return true;
	}
	printf("== %zu %s\n", defs.count, title);
	good = open_all(lanes, &defs);
	if (good) {
		for (i = 0; i < defs.count; i++)
			generate_flows(&generated, &defs.def[i], &r, GENERATED_PER_DEF);
		measure("connections of captures and payload samples", lanes, real);
		measure("generated connections, made to match", lanes, &generated);
		printf("\n");
	}
	close_all(lanes);
	flows_free(&generated);
	odefs_free(&defs);
	return good;
}

int main(void)
{
	struct flows real = { 0 };
	size_t i;
	bool good;

	if (flows_read_samples(&real, SAMPLES) < 0)
		printf("SKIP bench: payload samples are not at hand (" SAMPLES ")\n");
	if (flows_read_captures(&real, CAPTURES) < 0)
		printf("SKIP bench: captures are not at hand (" CAPTURES ")\n");
	good = bench_tables(&real) & bench("classic protocols", CLASSIC_DEFS, &real);
	flows_free(&real);
	printf("== one definition, one hostile packet of %d bytes: ns/byte\n  %-14s", FLOW_MAX_BYTES, "definition");
	for (i = 0; i < RUNNERS; i++)
		printf(" %15s ", runners[i]->name);
	printf("\n");
	for (i = 0; i < sizeof(hostile) / sizeof(hostile[0]); i++)
		measure_hostile(&hostile[i]);
	printf("  (pcre2 gives up after 10,000,000 steps, which counts as no match)\n");
	return good ? 0 : 2;
}
