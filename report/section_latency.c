// SPDX-License-Identifier: GPL-2.0-only
/*
 * section_latency.c - how soon verdicts came
 */

#include <inttypes.h>
#include <stdlib.h>

#include "report/figure.h"
#include "report/markup.h"
#include "report/section.h"

#define PROTOCOLS 15

static struct l7_figure took(uint64_t us)
{
	return us ? l7_figure_duration(us * 1000) : (struct l7_figure){ "first packet" };
}

/* 1, 2, 5–6, > 9 */
static void write_range(FILE *out, const struct l7_bars *b, unsigned int i)
{
	const uint64_t from = i ? b->bound[i - 1] + 1 : 1;

	if (i == b->bars - 1)
		fprintf(out, "&gt; %" PRIu64, b->bound[i - 1]);
	else if (from < b->bound[i])
		fprintf(out, "%" PRIu64 "–%" PRIu64, from, b->bound[i]);
	else
		fprintf(out, "%" PRIu64, b->bound[i]);
}

static void write_bound(FILE *out, const struct l7_bars *b, unsigned int i, struct l7_figure (*figure)(uint64_t))
{
	if (i == b->bars - 1)
		fprintf(out, "&gt; %s", figure(b->bound[i - 1]).text);
	else
		fprintf(out, "%s%s", b->bound[i] ? "≤ " : "", figure(b->bound[i]).text);
}

/* @figure: of a bound; NULL: ranges */
static void write_bars(FILE *out, const char *title, const struct l7_bars *b, struct l7_figure (*figure)(uint64_t))
{
	uint64_t all = 0, most = 1;

	for (unsigned int i = 0; i < b->bars; i++) {
		all += b->count[i];
		most = b->count[i] > most ? b->count[i] : most;
	}
	fprintf(out, "<figure><figcaption>%s</figcaption><ul>\n", title);
	for (unsigned int i = 0; i < b->bars; i++) {
		fprintf(out, "<li><span>");
		if (figure)
			write_bound(out, b, i, figure);
		else
			write_range(out, b, i);
		fprintf(out, "</span><span class=track><i style=\"width:%.2f%%\"></i></span><span class=n title=\"%s\">",
			100.0 * b->count[i] / most, l7_figure_connections(b->count[i]).text);
		l7_markup_share(out, b->count[i], all);
		fprintf(out, "</span></li>\n");
	}
	fprintf(out, "</ul></figure>\n");
}

static int by_decided(const void *a, const void *b)
{
	const struct l7_share *x = *(const struct l7_share *const *)a, *y = *(const struct l7_share *const *)b;

	if (x->account.decided != y->account.decided)
		return x->account.decided < y->account.decided ? 1 : -1;
	return (x->rank > y->rank) - (x->rank < y->rank);
}

static void write_protocol(FILE *out, const struct l7_report *r, const struct l7_share *s)
{
	const struct l7_latency *l = r->latency[s->id];

	fprintf(out, "<tr><th scope=row>");
	l7_markup_text(out, s->name);
	fprintf(out, "</th>");
	l7_markup_count(out, s->account.decided);
	l7_markup_count(out, l7_spread_median(&l->packets));
	l7_markup_count(out, l7_spread_median(&l->bytes));
	l7_markup_figure(out, took(l7_spread_median(&l->time)).text);
	fprintf(out, "</tr>\n");
}

/* Return: 0; -1: no memory */
static int write_protocols(FILE *out, const struct l7_shares *s)
{
	const struct l7_share **order = calloc(s->count + 1, sizeof(*order));
	size_t n = 0;

	if (!order)
		return -1;
	for (size_t i = 0; i < s->count; i++)
		if (s->share[i].kind == L7_SHARE_NAMED && s->report->latency[s->share[i].id])
			order[n++] = &s->share[i];
	qsort(order, n, sizeof(*order), by_decided);
	l7_markup_table(out, "Medians of the protocols with most connections");
	l7_markup_heads(out, "Protocol|#Connections|#Packets|#Bytes|#Time");
	fprintf(out, "<tbody>\n");
	for (size_t i = 0; i < n && i < PROTOCOLS; i++)
		write_protocol(out, s->report, order[i]);
	fprintf(out, "</tbody>\n");
	l7_markup_table_end(out);
	free(order);
	return 0;
}

int l7_section_latency(FILE *out, const struct l7_views *views)
{
	const struct l7_report *r = views->protocols.report;
	int err;

	fprintf(out, "<section><h2>How soon verdicts came</h2>\n<div class=spreads>\n");
	write_bars(out, "Packets with payload", &r->packets, NULL);
	write_bars(out, "Bytes of payload", &r->bytes, l7_figure_count);
	write_bars(out, "Time since the first packet", &r->time, took);
	fprintf(out, "</div>\n<h3>Medians</h3>\n");
	err = write_protocols(out, &views->protocols);
	fprintf(out, "<p class=note>Of connections that were given a name; medians of the protocols with most of them."
		"</p></section>\n");
	return err;
}
