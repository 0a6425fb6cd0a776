// SPDX-License-Identifier: GPL-2.0-only
/*
 * report_json.c - what the page of `l7 report` shows, for programs
 */

#include "cli/report_json.h"

#include <arpa/inet.h>
#include <inttypes.h>
#include <string.h>
#include <time.h>

#include "capture/tuple.h"
#include "cli/command.h"
#include "cli/output.h"
#include "client/reason.h"
#include "report/markup.h"
#include "report/share.h"

#define HITTERS 50	/* hosts, and servers, that are printed */
#define SECOND 1e9

static json_t *integer(uint64_t n)
{
	return json_integer((json_int_t)n);
}

static json_t *json_bins(const struct l7_shares *s, const struct l7_share *share, const struct l7_view *v)
{
	json_t *bins = json_array();

	for (unsigned int bin = 0; bin < v->count; bin++)
		json_array_append_new(bins, integer(l7_shares_bytes(s, share, v, bin)));
	return bins;
}

static json_t *json_median(const struct l7_latency *l)
{
	return json_pack("{s:I, s:I, s:f}", "packets", (json_int_t)l7_spread_median(&l->packets), "bytes",
			 (json_int_t)l7_spread_median(&l->bytes), "seconds", l7_spread_median(&l->time) / 1e6);
}

static json_t *json_shares(const struct l7_report *r, enum l7_share_key key, const struct l7_view *v)
{
	json_t *list = json_array();
	struct l7_shares s;

	if (l7_shares_make(&s, r, key)) {
		json_decref(list);
		return NULL;
	}
	for (size_t i = 0; i < s.count; i++) {
		json_t *one = l7_output_json_account(s.share[i].name, &s.share[i].account);

		json_object_set_new(one, "series", json_bins(&s, &s.share[i], v));
		if (key == L7_SHARE_PROTOCOL && r->latency[s.share[i].id])
			json_object_set_new(one, "median", json_median(r->latency[s.share[i].id]));
		json_array_append_new(list, one);
	}
	l7_shares_fini(&s);
	return list;
}

static json_t *json_bars(const struct l7_bars *b, double per_unit)
{
	json_t *list = json_array();

	for (unsigned int i = 0; i < b->bars; i++) {
		json_t *one = json_pack("{s:I}", "connections", (json_int_t)b->count[i]);

		if (i < b->bars - 1)
			json_object_set_new(one, "up_to", per_unit == 1 ? integer(b->bound[i]) :
					    json_real(b->bound[i] / per_unit));
		json_array_append_new(list, one);
	}
	return list;
}

static json_t *json_address(uint8_t family, const uint8_t *address)
{
	char text[INET6_ADDRSTRLEN];

	return json_string(inet_ntop(family, address, text, sizeof(text)));
}

static json_t *json_host(const struct l7_report *r, const struct l7_hitter *h)
{
	json_t *kinds = json_array();

	for (size_t i = 0; i < h->kinds; i++)
		json_array_append_new(kinds, json_pack("{s:o, s:I}", "name",
				      l7_output_json_pattern(l7_report_row_name(r, h->kind[i].row)), "bytes",
				      (json_int_t)h->kind[i].bytes));
	return json_pack("{s:o, s:I, s:I, s:I, s:I, s:o}", "address", json_address(h->key.family, h->key.address), "sent",
			 (json_int_t)h->sent, "received", (json_int_t)h->received, "connections", (json_int_t)h->connections,
			 "missed", (json_int_t)h->missed, "protocols", kinds);
}

static json_t *json_said(const struct l7_said_first *said, enum l7_dir dir)
{
	char hex[2 * L7_SAID_FIRST_BYTES + 1] = "";

	for (unsigned int i = 0; i < said->len[dir]; i++)
		snprintf(hex + 2 * i, 3, "%02x", said->bytes[dir][i]);
	return json_string(hex);
}

static json_t *json_server(const struct l7_hitter *h)
{
	const struct l7_sample *s = h->more;
	json_t *one = json_pack("{s:o, s:s, s:i, s:I, s:I, s:I, s:I}", "address", json_address(h->key.family, h->key.address),
				"proto", l7_tuple_transport(h->key.proto), "port", h->key.port, "sent", (json_int_t)h->sent,
				"received", (json_int_t)h->received, "connections", (json_int_t)h->connections, "missed",
				(json_int_t)h->missed);

	if (s)
		json_object_set_new(one, "biggest", json_pack("{s:I, s:s, s:[o,o]}", "bytes", (json_int_t)s->bytes, "reason",
				    l7_reason_name(s->reason), "first_bytes", json_said(&s->said, L7_DIR_ORIGINAL),
				    json_said(&s->said, L7_DIR_REPLY)));
	return one;
}

static json_t *json_hitters(const struct l7_report *r, const struct l7_hitters *all)
{
	json_t *list = json_array();

	for (size_t i = 0; i < all->count && i < HITTERS; i++)
		json_array_append_new(list, all == &r->hosts ? json_host(r, all->hitter[i]) : json_server(all->hitter[i]));
	return list;
}

static json_t *json_big(const struct l7_report *r, const struct l7_big *b)
{
	return json_pack("{s:o, s:s, s:o, s:i, s:o, s:i, s:f, s:f, s:[I,I], s:[I,I]}", "verdict",
			 l7_output_json_pattern(l7_report_row_name(r, b->row)), "proto", l7_tuple_transport(b->tuple.proto),
			 "src", json_address(b->tuple.family, b->tuple.src), "sport", b->tuple.sport, "dst",
			 json_address(b->tuple.family, b->tuple.dst), "dport", b->tuple.dport, "begun", b->begun / SECOND,
			 "seconds", b->seen > b->begun ? (b->seen - b->begun) / SECOND : 0, "packets", (json_int_t)b->packets[0],
			 (json_int_t)b->packets[1], "bytes", (json_int_t)b->bytes[0], (json_int_t)b->bytes[1]);
}

static json_t *json_bigs(const struct l7_report *r)
{
	json_t *list = json_array();

	for (unsigned int i = 0; i < r->bigs; i++)
		json_array_append_new(list, json_big(r, &r->big[i]));
	return list;
}

static json_t *json_reasons(const struct l7_report *r)
{
	json_t *list = json_array();

	for (unsigned int i = 0; i < __L7_REASON_MAX; i++)
		if (r->reasons[i].connections)
			json_array_append_new(list, json_pack("{s:s, s:I, s:I, s:I}", "reason", l7_reason_name(i), "connections",
					      (json_int_t)r->reasons[i].connections, "packets",
					      (json_int_t)r->reasons[i].packets, "bytes", (json_int_t)r->reasons[i].bytes));
	return list;
}

static json_t *json_made(const struct l7_reading *r, bool complete)
{
	const struct l7_tracker *t = &r->tracker;
	json_t *made = json_pack("{s:I, s:s, s:i, s:I, s:i, s:i, s:I, s:b, s:b, s:b, s:I, s:I}", "at", (json_int_t)time(NULL),
				 "version", L7_VERSION, "definitions", (int)r->compiled.img.head->ndefs, "frames",
				 (json_int_t)r->frames, "numpackets", (int)t->classify.max_packets, "maxdatalen",
				 (int)t->classify.max_bytes, "max_connections", (json_int_t)t->connections.max, "strict",
				 !t->classify.midstream, "tunnels", r->tunnels, "complete", complete, "ended_early",
				 (json_int_t)t->connections.pressed, "not_counted", (json_int_t)t->lost);

	json_object_set_new(made, "filter", r->filter ? l7_output_json_pattern(r->filter) : json_null());
	return made;
}

static json_t *json_names(const struct l7_page *p)
{
	json_t *list = json_array();

	for (size_t i = 0; i < p->names; i++)
		json_array_append_new(list, l7_output_json_pattern(p->name[i]));
	return list;
}

int l7_report_json(const struct l7_page *p, const struct l7_reading *reading, bool complete)
{
	const struct l7_report *r = p->report;
	const struct l7_account all = l7_report_total(r);
	const struct l7_view v = l7_series_view(&r->series);
	json_t *root = json_pack("{s:o, s:o, s:o}", "captures", json_names(p), "made", json_made(reading, complete),
				 "total", l7_output_json_account("total", &all));

	if (!root)
		return l7_output_json(NULL);
	if (v.count)
		json_object_set_new(root, "time", json_pack("{s:f, s:f}", "begun", r->begun / SECOND, "ended", r->ended / SECOND));
	json_object_set_new(root, "bins", json_pack("{s:f, s:f, s:i}", "begin", v.begin / SECOND, "seconds",
			    v.width / SECOND, "count", (int)v.count));
	json_object_set_new(root, "protocols", json_shares(r, L7_SHARE_PROTOCOL, &v));
	json_object_set_new(root, "groups", json_shares(r, L7_SHARE_GROUP, &v));
	json_object_set_new(root, "hosts", json_hitters(r, &r->hosts));
	json_object_set_new(root, "connections", json_bigs(r));
	json_object_set_new(root, "reasons", json_reasons(r));
	json_object_set_new(root, "unknown", json_hitters(r, &r->servers));
	json_object_set_new(root, "latency", json_pack("{s:o, s:o, s:o}", "packets", json_bars(&r->packets, 1), "bytes",
			    json_bars(&r->bytes, 1), "seconds", json_bars(&r->time, 1e6)));
	return l7_output_json(root);
}
