// SPDX-License-Identifier: GPL-2.0-only
/* tables.c - what a whole table costs a connection, with directions and transports as in the capture */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "core/flow.h"
#include "tests/bench/tables.h"
#include "tests/oracle/table.h"

#define OWN_DEFS "defs"
#define CLASSIC_DEFS "../shared/classic/protocols"
#define ROUNDS 9
#define PASSES 8

static const size_t depths[] = { 1, 8, 64, 512 };

#define DEPTHS (sizeof(depths) / sizeof(depths[0]))

/**
 * struct subject - a table and what was measured of it, for tcp [0] and udp [1]
 * @ns:    per connection, of each round
 * @named: connections
 */
struct subject {
	const char *name;
	const char *dir;
	struct table table;
	double ns[2][ROUNDS];
	size_t named[2];
};

static double now_ns(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &ts);
	return ts.tv_sec * 1e9 + ts.tv_nsec;
}

static bool one_flow(const struct l7_image *img, const struct flow *f)
{
	u64 now[L7_DEF_WORDS];
	struct l7_flow flow;
	size_t from = 0;
	unsigned int k;

	l7_flow_init(&flow, img, L7_ALL_GROUPS, f->udp ? L7_TRANSPORT_UDP : L7_TRANSPORT_TCP);
	for (k = 0; k < f->packets; from = f->raw_end[k++])
		if (l7_flow_take(&flow, img, f->reply[k] ? L7_DIR_REPLY : L7_DIR_ORIGINAL, FLOW_MAX_BYTES, f->raw + from,
				 f->raw_end[k] - from, now))
			return true;
	return false;
}

static void pass(struct subject *s, const struct flows *flows, bool udp)
{
	size_t i;

	s->named[udp] = 0;
	for (i = 0; i < flows->count; i++)
		if (flows->flow[i].packets && flows->flow[i].udp == udp)
			s->named[udp] += one_flow(&s->table.img, &flows->flow[i]);
}

static size_t count(const struct flows *flows, bool udp)
{
	size_t n = 0, i;

	for (i = 0; i < flows->count; i++)
		n += flows->flow[i].packets && flows->flow[i].udp == udp;
	return n;
}

static void measure(struct subject *s, const struct flows *flows, bool udp, int round)
{
	const double begin = now_ns();
	int i;

	for (i = 0; i < PASSES; i++)
		pass(s, flows, udp);
	s->ns[udp][round] = (now_ns() - begin) / PASSES / count(flows, udp);
}

/* automata that are not dead after the first @depth bytes of the first packets that have so many, on average */
static double lanes_alive(const struct l7_image *img, const struct flows *flows, bool udp, size_t depth)
{
	size_t alive = 0, n = 0, i;
	uint32_t g;

	for (i = 0; i < flows->count; i++) {
		const struct flow *f = &flows->flow[i];
		struct l7_packet pkt;
		struct l7_flow flow;

		if (!f->packets || f->udp != udp || f->raw_end[0] < depth)
			continue;
		n++;
		l7_flow_init(&flow, img, L7_ALL_GROUPS, udp ? L7_TRANSPORT_UDP : L7_TRANSPORT_TCP);
		l7_flow_begin(&flow, img, &pkt, L7_DIR_ORIGINAL, depth);
		l7_flow_feed(&flow, img, &pkt, FLOW_MAX_BYTES, f->raw, depth);
		for (g = 0; g < img->head->ngroups; g++)
			alive += pkt.state[g] != 0;
	}
	return n ? (double)alive / n : 0;
}

static int by_value(const void *a, const void *b)
{
	const double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

static void print(struct subject *s, const struct flows *flows, bool udp)
{
	size_t i;

	qsort(s->ns[udp], ROUNDS, sizeof(double), by_value);
	printf("  %-8s %4s %8.0f %8zu", s->name, udp ? "udp" : "tcp", s->ns[udp][ROUNDS / 2], s->named[udp]);
	for (i = 0; i < DEPTHS; i++)
		printf(" %6.1f", lanes_alive(&s->table.img, flows, udp, depths[i]));
	printf(" %7u %8u KB\n", s->table.img.head->ngroups, s->table.img.head->size / 1024);
}

static void run(struct subject *s, size_t subjects, const struct flows *flows)
{
	bool udp = false;
	size_t i;
	int round;

	for (round = 0; round < ROUNDS; round++)
		for (i = 0; i < 2 * subjects; i++)
			measure(&s[i / 2], flows, i % 2, round);
	printf("== tables: %zu tcp and %zu udp connections of captures\n", count(flows, false), count(flows, true));
	printf("  %-8s %4s %8s %8s %27s %7s %11s\n", "table", "over", "ns/flow", "named", "alive after 1, 8, 64, 512 B", "groups",
	       "size");
	do
		for (i = 0; i < subjects; i++)
			print(&s[i], flows, udp);
	while ((udp = !udp));
	printf("\n");
}

bool bench_tables(const struct flows *flows)
{
	struct subject s[2] = { { .name = "ours", .dir = OWN_DEFS }, { .name = "classic", .dir = CLASSIC_DEFS } };
	size_t ready = 0;

	if (!count(flows, false) || !count(flows, true))
		return true;
	while (ready < 2 && table_compile(&s[ready].table, &s[ready].dir, 1))
		ready++;
	if (ready == 2)
		run(s, 2, flows);
	while (ready)
		table_fini(&s[--ready].table);
	return true;
}
