// SPDX-License-Identifier: GPL-2.0-only
/*
 * page.c - a report as one page of HTML
 */

#include "report/page.h"

#include <string.h>

#include "report/chart.h"
#include "report/figure.h"
#include "report/markup.h"
#include "report/section.h"

#define NAMES 4	/* of files that are shown at once */

static const char style[] =
#include "style.inc"
;

/* that a browser fetches nothing and runs nothing is said to it as well */
static void write_head(FILE *out, const struct l7_page *p)
{
	fprintf(out, "<!DOCTYPE html>\n<html lang=en>\n<head>\n<meta charset=utf-8>\n"
		"<meta http-equiv=Content-Security-Policy content=\"default-src 'none'; style-src 'unsafe-inline'; "
		"img-src data:\">\n<meta name=viewport content=\"width=device-width, initial-scale=1\">\n"
		"<meta name=color-scheme content=\"light dark\">\n<meta name=referrer content=no-referrer>\n"
		"<link rel=icon href=\"data:,\">\n<title>What the link carried: ");
	l7_markup_text(out, p->names ? p->name[0] : "");
	fprintf(out, "</title>\n<style>\n%s</style>\n</head>\n<body>\n", style);
}

/* laid over colours: in print always, so that it can be read in grey; on screens only what has no name */
static void write_hatches(FILE *out)
{
	static const struct {
		const char *colour;
		const char *path;
	} hatches[] = {
		{ "s1", "M0 8L8 0" }, { "s2", "M4 3.5v1" }, { "s3", "M0 4h8" }, { "s4", "M0 0L8 8" }, { "s5", "M4 0v8" },
		{ "s6", "M2 1.5v1M6 5.5v1" }, { "s7", "M0 4h8M4 0v8" }, { "s8", "M0 2h8M0 6h8" }, { "s9", "M0 0" },
		{ "su", "M-1 3L3-1M0 8L8 0M5 9L9 5" }, { "sn", "M2 1.5v1M6 5.5v1" },
	};

	fprintf(out, "<svg width=0 height=0 class=defs aria-hidden=true><defs>\n");
	for (size_t i = 0; i < sizeof(hatches) / sizeof(hatches[0]); i++)
		fprintf(out, "<pattern id=h-%s width=8 height=8 patternUnits=userSpaceOnUse><path d=\"%s\"/></pattern>\n",
			hatches[i].colour, hatches[i].path);
	fprintf(out, "</defs></svg>\n");
}

static void write_name(FILE *out, const char *name)
{
	fprintf(out, "<bdi>");
	l7_markup_text(out, name);
	fprintf(out, "</bdi>");
}

static void write_names(FILE *out, const struct l7_page *p)
{
	fprintf(out, "<p class=names>");
	for (size_t i = 0; i < p->names && i < NAMES; i++) {
		fputs(i ? ", " : "", out);
		write_name(out, p->name[i]);
	}
	fprintf(out, "</p>\n");
	if (p->names <= NAMES)
		return;
	fprintf(out, "<details><summary>and %zu more</summary><p class=names>", p->names - NAMES);
	for (size_t i = NAMES; i < p->names; i++) {
		fputs(i > NAMES ? ", " : "", out);
		write_name(out, p->name[i]);
	}
	fprintf(out, "</p></details>\n");
}

static void write_key(FILE *out, const char *name, struct l7_figure value, const char *more)
{
	fprintf(out, "<div><dt>%s</dt><dd>", name);
	l7_markup_text(out, value.text);
	fprintf(out, "<small>");
	l7_markup_text(out, more);
	fprintf(out, "</small></dd></div>\n");
}

static void write_rates(FILE *out, const struct l7_report *r, const struct l7_chart *c, const struct l7_account *all)
{
	const uint64_t span = r->ended - r->begun;
	const bool several = c->view.count > 1;
	char text[L7_FIGURE_SIZE * 3];

	snprintf(text, sizeof(text), "over %s", l7_figure_duration(span).text);
	write_key(out, "Average rate", l7_figure_rate(all->bytes, span), span ? text : "a single moment");
	snprintf(text, sizeof(text), "%s, in %s", l7_section_when(r, c->view.begin + c->peak * c->view.width).text,
		 l7_figure_duration(c->view.width).text);
	write_key(out, "Peak rate", l7_figure_rate(l7_chart_total(c, c->peak), several ? c->view.width : 0),
		  several ? text : "too short to tell");
}

static void write_keys(FILE *out, const struct l7_report *r, const struct l7_chart *c)
{
	const struct l7_account all = l7_report_total(r), *unknown = &r->account[l7_report_unknown(r)];
	const uint64_t named = all.bytes - unknown->bytes - r->account[l7_report_unset(r)].bytes;
	char text[L7_FIGURE_SIZE * 3];

	fprintf(out, "<dl class=keys>\n");
	snprintf(text, sizeof(text), "%s packets", l7_figure_count(all.packets).text);
	write_key(out, "Traffic", l7_figure_bytes(all.bytes), text);
	write_rates(out, r, c, &all);
	snprintf(text, sizeof(text), "between %s hosts%s", l7_figure_count(r->hosts.count).text,
		 r->hosts.forgotten ? " and more" : "");
	write_key(out, "Connections", l7_figure_count(all.connections), text);
	snprintf(text, sizeof(text), "%s of connections", l7_figure_share(all.decided, all.connections).text);
	write_key(out, "Bytes with a name", l7_figure_share(named, all.bytes), text);
	fprintf(out, "</dl>\n");
}

/* the day once, if it is one */
static void write_span(FILE *out, const struct l7_report *r)
{
	const struct l7_figure from = l7_figure_time(r->begun, "%a %-d %b %Y"), to = l7_figure_time(r->ended, "%a %-d %b %Y");

	fprintf(out, "<p class=span>%s, %s – ", from.text, l7_figure_time(r->begun, "%H:%M:%S").text);
	if (strcmp(from.text, to.text))
		fprintf(out, "%s, ", to.text);
	fprintf(out, "%s</p>\n", l7_figure_time(r->ended, "%H:%M:%S %Z").text);
}

static int write_summary(FILE *out, const struct l7_page *p, const struct l7_views *views)
{
	const struct l7_report *r = p->report;
	struct l7_chart c;
	int err = l7_chart_make(&c, &views->protocols, L7_SECTION_COLOURS);

	fprintf(out, "<header><h1>What the link carried</h1>\n");
	write_names(out, p);
	if (!err && c.view.count) {
		write_span(out, r);
		write_keys(out, r, &c);
	}
	fprintf(out, "</header>\n<main>\n");
	l7_chart_fini(&c);
	return err;
}

static void write_facts(FILE *out, const struct l7_page *p)
{
	fprintf(out, "<footer><h2>How this was made</h2>\n<dl>\n");
	for (size_t i = 0; i < p->facts; i++) {
		fprintf(out, "<div><dt>");
		l7_markup_text(out, p->fact[i].name);
		fprintf(out, "</dt><dd>");
		l7_markup_text(out, p->fact[i].value);
		fprintf(out, "</dd></div>\n");
	}
	fprintf(out, "</dl>\n<p class=note>Bytes are those of IP packets, headers included. Packets that carry another packet "
		"(tunnels) are not counted; what they carry is. A connection counts with its protocol from its first packet on. "
		"Of groups, the first that a protocol belongs to counts. Times are local.</p></footer>\n");
}

static int write_sections(FILE *out, const struct l7_page *p, const struct l7_views *views)
{
	int err = 0;

	if (!views->protocols.count) {
		fprintf(out, "<p>There is no packet of a connection in it.</p>\n");
		return 0;
	}
	err |= l7_section_traffic(out, views);
	l7_section_shares(out, views);
	l7_section_talkers(out, p->report);
	l7_section_unknown(out, p->report);
	err |= l7_section_latency(out, views);
	return err;
}

int l7_page_write(const struct l7_page *p, FILE *out)
{
	struct l7_views views = { .protocols = { .share = NULL } };
	int err = l7_shares_make(&views.protocols, p->report, L7_SHARE_PROTOCOL) ||
		  l7_shares_make(&views.groups, p->report, L7_SHARE_GROUP) ? -1 : 0;

	if (!err) {
		write_head(out, p);
		write_hatches(out);
		err |= write_summary(out, p, &views);
		err |= write_sections(out, p, &views);
		fprintf(out, "</main>\n");
		write_facts(out, p);
		fprintf(out, "</body>\n</html>\n");
	}
	l7_shares_fini(&views.protocols);
	l7_shares_fini(&views.groups);
	return err;
}
