// SPDX-License-Identifier: GPL-2.0-only
/*
 * top_text.c - rows as lines of text
 */

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "cli/top.h"
#include "cli/units.h"

#define NAME_MIN 12
#define NAME_MAX 21
#define NAME_SUM 20		/* of sums */
#define ENDPOINT_LEAST 16	/* what l7_ct_endpoint() needs */
#define ENDPOINT_MIN 21		/* 255.255.255.255:65535 */
#define ENDPOINT_MAX 47		/* an IPv6 address, brackets, port */
#define REST 25			/* transport, rates, bytes, and the blanks between all of a connection's columns */

#define STATE_WIDTH 11		/* established */

/* what only wide terminals show, in this order; the last is not padded */
static const struct {
	const char *heading;
	int width;
} extras[] = { { "PKT/S", 5 }, { "AGE", 5 }, { "LEFT", 5 }, { "STATE", STATE_WIDTH } };

#define NEXTRAS ((int)(sizeof(extras) / sizeof(extras[0])))

/** struct line - one in the making */
struct line {
	char *text;
	size_t len;
};

static void put(struct line *l, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

static void put(struct line *l, const char *fmt, ...)
{
	va_list args;
	int len;

	va_start(args, fmt);
	len = vsnprintf(l->text + l->len, L7_TOP_LINE_SIZE - l->len, fmt, args);
	va_end(args);
	if (len > 0)
		l->len += len;
	if (l->len >= L7_TOP_LINE_SIZE)
		l->len = L7_TOP_LINE_SIZE - 1;
}

static int at_most(int value, int limit)
{
	return value < limit ? value : limit;
}

/* The longest end of all rows, so that none is cut. */
static int longest_endpoint(const struct l7_top *top)
{
	char text[L7_CT_ENDPOINT_SIZE];
	int longest = ENDPOINT_MIN;

	for (size_t i = 0; i < top->nrows; i++)
		for (int which = 0; top->row[i].conn && which < 2; which++) {
			int len = strlen(l7_ct_endpoint(&top->row[i].conn->ct, which, sizeof(text), text));

			longest = len > longest ? len : longest;
		}
	return longest;
}

void l7_top_layout(const struct l7_top *top, size_t width, struct l7_top_layout *layout)
{
	int spare = (int)at_most(width, L7_TOP_LINE_SIZE - 1) - NAME_MIN - 2 * ENDPOINT_MIN - REST;

	*layout = (struct l7_top_layout){ NAME_MIN, ENDPOINT_MIN, 0 };
	if (!width) {
		*layout = (struct l7_top_layout){ NAME_MAX, longest_endpoint(top), NEXTRAS };
		return;
	}
	if (spare < 0) {
		layout->endpoint += (spare - 1) / 2;
		if (layout->endpoint < ENDPOINT_LEAST)
			layout->endpoint = ENDPOINT_LEAST;
		return;
	}
	while (layout->extra < NEXTRAS && spare > extras[layout->extra].width)
		spare -= extras[layout->extra++].width + 1;
	layout->name += at_most(spare, NAME_MAX - NAME_MIN);
	spare -= layout->name - NAME_MIN;
	layout->endpoint += at_most(spare / 2, ENDPOINT_MAX - ENDPOINT_MIN);
}

void l7_top_heading(const struct l7_top *top, const struct l7_top_layout *layout, char line[L7_TOP_LINE_SIZE])
{
	struct line l = { line, 0 };

	*line = '\0';
	if (top->by != L7_TOP_CONNECTIONS) {
		put(&l, "%-*s %7s %7s %7s %7s %7s %7s %6s", NAME_SUM, top->by == L7_TOP_GROUPS ? "GROUP" : "PROTOCOL",
		    "CONNS", "UP", "DOWN", "PKT/S", "BYTES", "PACKETS", "SHARE");
		return;
	}
	put(&l, "%-*s %-4s %-*s %-*s %5s %5s %5s", layout->name, "PROTOCOL", "OVER", layout->endpoint, "SOURCE",
	    layout->endpoint, "DESTINATION", "UP", "DOWN", "BYTES");
	for (int i = 0; i < layout->extra; i++)
		put(&l, " %*s", i + 1 < NEXTRAS ? extras[i].width : 0, extras[i].heading);
}

uint64_t l7_top_rate(const struct l7_top *top, uint64_t amount)
{
	const uint64_t ns = top->sample.interval;

	return ns ? (unsigned __int128)amount * 1000000000 / ns : 0;
}

static const char *count(uint64_t n, bool known, char buf[L7_UNITS_SIZE])
{
	return known ? l7_units_count(n, buf) : "-";
}

static const char *bytes_rate(const struct l7_top *top, const struct l7_top_row *row, enum l7_ct_direction direction,
			      char buf[L7_UNITS_SIZE])
{
	return count(l7_top_rate(top, row->now[direction] * (top->in_bytes ? 1 : 8)), row->counted && top->sample.interval,
		     buf);
}

static const char *packets_rate(const struct l7_top *top, const struct l7_top_row *row, char buf[L7_UNITS_SIZE])
{
	return count(l7_top_rate(top, row->packets_now), row->counted && top->sample.interval, buf);
}

static void put_share(const struct l7_top *top, const struct l7_top_row *row, struct line *l)
{
	const uint64_t rate = row->now[L7_CT_UP] + row->now[L7_CT_DOWN];
	const uint64_t rates = top->total.now[L7_CT_UP] + top->total.now[L7_CT_DOWN];

	if (rates)
		put(l, " %5.1f%%", 100.0 * rate / rates);
	else if (top->total.bytes)
		put(l, " %5.1f%%", 100.0 * row->bytes / top->total.bytes);
	else
		put(l, " %6s", "-");
}

static void put_sum(const struct l7_top *top, const struct l7_top_row *row, struct line *l)
{
	char text[6][L7_UNITS_SIZE];

	put(l, "%-*.*s %7s %7s %7s %7s %7s %7s", NAME_SUM, NAME_SUM, row->name, l7_units_count(row->connections, text[0]),
	    bytes_rate(top, row, L7_CT_UP, text[1]), bytes_rate(top, row, L7_CT_DOWN, text[2]),
	    packets_rate(top, row, text[3]), count(row->bytes, row->counted, text[4]),
	    count(row->packets, row->counted, text[5]));
	put_share(top, row, l);
}

static void put_extra(const struct l7_top *top, const struct l7_top_row *row, int i, struct line *l)
{
	char text[L7_UNITS_SIZE];
	const char *value;

	switch (i) {
	case 0:
		value = packets_rate(top, row, text);
		break;
	case 1:
		value = l7_units_seconds(row->seconds, text);
		break;
	case 2:
		value = l7_units_seconds(row->timeout, text);
		break;
	default:
		value = l7_ct_state(&row->conn->ct);
	}
	put(l, " %*s", i + 1 < NEXTRAS ? extras[i].width : 0, value);
}

void l7_top_line(const struct l7_top *top, const struct l7_top_layout *layout, const struct l7_top_row *row,
		 char line[L7_TOP_LINE_SIZE])
{
	char source[L7_CT_ENDPOINT_SIZE], target[L7_CT_ENDPOINT_SIZE], transport[L7_CT_TRANSPORT_SIZE];
	char text[3][L7_UNITS_SIZE];
	struct line l = { line, 0 };

	*line = '\0';
	if (!row->conn) {
		put_sum(top, row, &l);
		return;
	}
	put(&l, "%-*.*s %-4.4s %-*s %-*s %5s %5s %5s", layout->name, layout->name, row->name,
	    l7_ct_transport(row->conn->ct.transport, transport), layout->endpoint,
	    l7_ct_endpoint(&row->conn->ct, 0, layout->endpoint, source), layout->endpoint,
	    l7_ct_endpoint(&row->conn->ct, 1, layout->endpoint, target), bytes_rate(top, row, L7_CT_UP, text[0]),
	    bytes_rate(top, row, L7_CT_DOWN, text[1]), count(row->bytes, row->counted, text[2]));
	for (int i = 0; i < layout->extra; i++)
		put_extra(top, row, i, &l);
}

/* at most 80 columns, whatever the numbers */
void l7_top_summary(const struct l7_top *top, int i, char line[L7_TOP_LINE_SIZE])
{
	static const char *const verdicts[] = {
		[L7_CT_NOT_INSPECTED] = "not inspected",
		[L7_CT_UNSET] = "unset",
		[L7_CT_UNKNOWN] = "unknown",
		[L7_CT_NAMED] = "named",
	};
	char text[4][L7_UNITS_SIZE];
	struct line l = { line, 0 };

	*line = '\0';
	if (i == 0) {
		put(&l, "%s", l7_units_count(top->total.connections, text[0]));
		if (top->filter.count)
			put(&l, " of %s", l7_units_count(top->sample.count, text[0]));
		else
			put(&l, " connection%s", top->total.connections == 1 ? "" : "s");
		for (int v = L7_CT_NAMED; v >= 0; v--)
			put(&l, "%s %s %s", v == L7_CT_NAMED ? ":" : ",", l7_units_count(top->verdicts[v], text[0]),
			    verdicts[v]);
		return;
	}
	put(&l, "up %s, down %s %s; %s pkt/s; %s bytes", bytes_rate(top, &top->total, L7_CT_UP, text[0]),
	    bytes_rate(top, &top->total, L7_CT_DOWN, text[1]), top->in_bytes ? "bytes/s" : "bit/s",
	    packets_rate(top, &top->total, text[2]), count(top->total.bytes, top->total.counted, text[3]));
	put(&l, "; by %s, every %g s", l7_top_sort_names[top->sort], top->delay / 1e9);
}

bool l7_top_notice(const struct l7_top *top, char line[L7_TOP_LINE_SIZE])
{
	const uint64_t uncounted = top->total.connections - top->total.counted;
	const bool inspects = l7_names_inspects(&top->names);
	struct line l = { line, 0 };

	*line = '\0';
	/* who has neither verdicts nor counters is told of both on 80 columns */
	if (!inspects && (!top->accounting || uncounted))
		put(&l, "no inspection: `l7 doctor`; ");
	if (!top->accounting)
		put(&l, "no counters: sysctl net.netfilter.nf_conntrack_acct=1");
	else if (uncounted)
		put(&l, "%" PRIu64 " began before accounting was on: no counters", uncounted);
	else if (!inspects)
		put(&l, "no packet is inspected here: `l7 doctor` says why");
	return l.len;
}
