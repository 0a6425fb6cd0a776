// SPDX-License-Identifier: GPL-2.0-only
/*
 * report.c - what captures carried, added up while they are read
 */

#include "report/report.h"

#include <stdlib.h>
#include <string.h>

#define ARRAY_SIZE(a) (sizeof(a) / sizeof((a)[0]))

static const uint64_t packets_bounds[] = { 1, 2, 3, 4, 6, 9 };
static const uint64_t bytes_bounds[] = { 32, 64, 128, 256, 512, 1024, 2048 };
static const uint64_t time_bounds[] = { 0, 1000, 10000, 100000, 1000000, 10000000 };

static unsigned int add_group(struct l7_report *r, const char *name)
{
	unsigned int g;

	for (g = 0; g < r->ngroups; g++)
		if (!strcmp(r->groups[g], name))
			return g;
	r->groups[r->ngroups++] = name;
	return g;
}

static void find_groups(struct l7_report *r)
{
	for (size_t row = 0; row < l7_report_unknown(r); row++) {
		const struct l7_strings *groups = &r->compiled->def[row]->groups;

		r->group[row] = add_group(r, groups->count ? groups->string[0] : "other");
	}
	r->group[l7_report_unknown(r)] = add_group(r, "unknown");
	r->group[l7_report_unset(r)] = add_group(r, "unset");
}

static void forget_sample(struct l7_hitter *server)
{
	free(server->more);
}

int l7_report_init(struct l7_report *r, const struct l7_compiled *compiled)
{
	const size_t rows = compiled->img.head->ndefs + 2;

	*r = (struct l7_report){
		.compiled = compiled, .rows = rows,
		.account = calloc(rows, sizeof(*r->account)), .latency = calloc(rows, sizeof(*r->latency)),
		.group = calloc(rows, sizeof(*r->group)), .groups = calloc(rows, sizeof(*r->groups)),
		.begun = UINT64_MAX,
		.hosts = { .max = L7_REPORT_HITTERS }, .servers = { .max = L7_REPORT_HITTERS, .forget = forget_sample },
		.packets = { .bound = packets_bounds, .bars = ARRAY_SIZE(packets_bounds) + 1 },
		.bytes = { .bound = bytes_bounds, .bars = ARRAY_SIZE(bytes_bounds) + 1 },
		.time = { .bound = time_bounds, .bars = ARRAY_SIZE(time_bounds) + 1 },
	};
	if (l7_series_init(&r->series, rows) || !r->account || !r->latency || !r->group || !r->groups)
		return -1;
	find_groups(r);
	return 0;
}

/* a damaged capture may have a time before 1970: there it begins; so all times are below 2^63, and sums of two don't overflow */
static uint64_t sane(uint64_t time)
{
	return time <= INT64_MAX ? time : 0;
}

static size_t row_of(const struct l7_report *r, const struct l7_classified *v)
{
	switch (v->state) {
	case L7_CLASSIFY_UNSET:
		return l7_report_unset(r);
	case L7_CLASSIFY_UNKNOWN:
		return l7_report_unknown(r);
	case L7_CLASSIFY_DECIDED:
		break;
	}
	return v->def;
}

static void count_bytes(struct l7_report *r, size_t row, uint64_t time, uint64_t bytes)
{
	if (l7_series_add(&r->series, row, time, bytes))
		r->no_memory = true;
}

/* what has waited for the verdict */
static void count_waiting(struct l7_report *r, struct l7_opening *o, size_t row)
{
	for (uint32_t i = 0; i < o->count; i++)
		count_bytes(r, row, o->waiting[i].time, o->waiting[i].bytes);
	l7_opening_fini(o);
}

static void note_latency(struct l7_report *r, const struct l7_connection *c, uint64_t time)
{
	const struct l7_classified *v = &c->verdict;
	const uint64_t took = time > c->begun ? (time - c->begun) / 1000 : 0;
	struct l7_latency **l = &r->latency[v->def];

	l7_bars_add(&r->packets, v->payloads);
	l7_bars_add(&r->bytes, v->bytes);
	l7_bars_add(&r->time, took);
	if (!*l)
		*l = calloc(1, sizeof(**l));
	if (!*l) {
		r->no_memory = true;
		return;
	}
	l7_spread_add(&(*l)->packets, v->payloads);
	l7_spread_add(&(*l)->bytes, v->bytes);
	l7_spread_add(&(*l)->time, took);
}

static void drop_opening(struct l7_connection *c)
{
	struct l7_opening *o = c->data;

	if (o)
		l7_opening_fini(o);
	free(o);
	c->data = NULL;
}

/* the packet is the first one, or there was no protocol before it */
static void take_decided(struct l7_report *r, struct l7_connection *c, uint64_t time)
{
	note_latency(r, c, time);
	if (c->data)
		count_waiting(r, c->data, c->verdict.def);
	drop_opening(c);
}

/* Return: the packet waits with others for the verdict */
static bool take_undecided(struct l7_report *r, struct l7_connection *c, const struct l7_capture_packet *pkt,
			   enum l7_dir dir)
{
	struct l7_opening *o = c->data;

	if (!o)
		o = c->data = calloc(1, sizeof(*o));
	if (!o) {
		r->no_memory = true;
		return false;
	}
	l7_opening_hear(o, pkt, dir);
	if (c->verdict.state == L7_CLASSIFY_UNKNOWN) {
		count_waiting(r, o, l7_report_unknown(r));
		return false;
	}
	if (!pkt->carries && l7_opening_wait(o, sane(pkt->time), pkt->bytes))
		r->no_memory = true;
	return true;
}

void l7_report_packet(void *report, struct l7_connection *c, const struct l7_capture_packet *pkt, enum l7_dir dir)
{
	const uint64_t time = sane(pkt->time);
	struct l7_report *r = report;
	bool waits = false;

	if (time < r->begun)
		r->begun = time;
	if (time > r->ended)
		r->ended = time;
	if (c->verdict.state != L7_CLASSIFY_DECIDED)
		waits = take_undecided(r, c, pkt, dir);
	else if (c->data || c->packets[0] + c->packets[1] == 1)
		take_decided(r, c, time);
	if (!waits && !pkt->carries)
		count_bytes(r, row_of(r, &c->verdict), time, pkt->bytes);
}

static struct l7_hitter_key end_of(const struct l7_capture_tuple *t, bool destination)
{
	struct l7_hitter_key key = { .family = t->family };

	memcpy(key.address, destination ? t->dst : t->src, sizeof(key.address));
	return key;
}

static void add_hosts(struct l7_report *r, const struct l7_big *b)
{
	const struct l7_hitter_key from = end_of(&b->tuple, false), to = end_of(&b->tuple, true);

	if (!l7_hitters_add(&r->hosts, &from, b->bytes[L7_DIR_ORIGINAL], b->bytes[L7_DIR_REPLY], b->row) ||
	    !l7_hitters_add(&r->hosts, &to, b->bytes[L7_DIR_REPLY], b->bytes[L7_DIR_ORIGINAL], b->row))
		r->no_memory = true;
}

static void keep_sample(struct l7_report *r, struct l7_hitter *server, const struct l7_big *b,
			const struct l7_connection *c)
{
	const uint64_t bytes = b->bytes[0] + b->bytes[1];
	const struct l7_opening *o = c->data;
	struct l7_sample *s = server->more;

	if (s && s->bytes >= bytes)
		return;
	if (!s)
		s = server->more = calloc(1, sizeof(*s));
	if (!s) {
		r->no_memory = true;
		return;
	}
	s->bytes = bytes;
	s->reason = c->verdict.reason;
	s->said = o ? o->said : (struct l7_said_first){ .len = { 0, 0 } };
}

static void add_unknown(struct l7_report *r, const struct l7_big *b, const struct l7_connection *c)
{
	struct l7_hitter_key key = end_of(&b->tuple, true);
	struct l7_hitter *server;

	l7_account_count(&r->reasons[c->verdict.reason], c);
	key.port = b->tuple.dport;
	key.proto = b->tuple.proto;
	server = l7_hitters_add(&r->servers, &key, b->bytes[L7_DIR_REPLY], b->bytes[L7_DIR_ORIGINAL], b->row);
	if (server)
		keep_sample(r, server, b, c);
	else
		r->no_memory = true;
}

static uint64_t moved(const struct l7_big *b)
{
	return b->bytes[0] + b->bytes[1];
}

/* of equal ones the one that ended first stays ahead */
static void add_big(struct l7_report *r, const struct l7_big *b)
{
	unsigned int at = r->bigs;

	while (at && moved(&r->big[at - 1]) < moved(b))
		at--;
	if (at == L7_REPORT_TOP)
		return;
	r->bigs += r->bigs < L7_REPORT_TOP;
	memmove(&r->big[at + 1], &r->big[at], (r->bigs - at - 1) * sizeof(*b));
	r->big[at] = *b;
}

void l7_report_ended(void *report, struct l7_connection *c)
{
	struct l7_report *r = report;
	struct l7_big b = { .tuple = c->tuple, .begun = sane(c->begun), .seen = sane(c->seen), .row = row_of(r, &c->verdict) };

	for (unsigned int dir = 0; dir < 2; dir++) {
		b.packets[dir] = c->packets[dir] - c->tunnel_packets[dir];
		b.bytes[dir] = c->bytes[dir] - c->tunnel_bytes[dir];
	}
	if (c->data)
		count_waiting(r, c->data, b.row);
	l7_account_count(&r->account[b.row], c);
	add_hosts(r, &b);
	add_big(r, &b);
	if (c->verdict.state == L7_CLASSIFY_UNKNOWN)
		add_unknown(r, &b, c);
	drop_opening(c);
}

void l7_report_finish(struct l7_report *r)
{
	l7_hitters_sort(&r->hosts);
	l7_hitters_sort(&r->servers);
}

struct l7_account l7_report_total(const struct l7_report *r)
{
	struct l7_account all = { .connections = 0 };

	for (size_t row = 0; row < r->rows; row++)
		l7_account_add(&all, &r->account[row]);
	return all;
}

const char *l7_report_row_name(const struct l7_report *r, size_t row)
{
	if (row == l7_report_unknown(r))
		return "unknown";
	return row == l7_report_unset(r) ? "unset" : r->compiled->def[row]->name;
}

void l7_report_fini(struct l7_report *r)
{
	for (size_t row = 0; r->latency && row < r->rows; row++)
		free(r->latency[row]);
	l7_series_fini(&r->series);
	l7_hitters_fini(&r->hosts);
	l7_hitters_fini(&r->servers);
	free(r->account);
	free(r->latency);
	free(r->group);
	free(r->groups);
	*r = (struct l7_report){ .rows = 0 };
}
