// SPDX-License-Identifier: GPL-2.0-only
/*
 * section_unknown.c - what has no name, and how it begins
 */

#include <inttypes.h>

#include "capture/tuple.h"
#include "client/reason.h"
#include "report/figure.h"
#include "report/markup.h"
#include "report/section.h"

#define SERVERS 15
#define LINE_BYTES 8

static void write_reasons(FILE *out, const struct l7_report *r, const struct l7_account *unknown)
{
	l7_markup_table(out, "Unknown connections by reason");
	l7_markup_heads(out, "Reason|#Connections|#Packets|#Bytes|#Share");
	fprintf(out, "<tbody>\n");
	for (unsigned int i = 0; i < __L7_REASON_MAX; i++) {
		const struct l7_account *a = &r->reasons[i];

		if (!a->connections)
			continue;
		fprintf(out, "<tr><th scope=row class=text>%s</th>", i ? l7_reason_text(i) : "not said");
		l7_markup_count(out, a->connections);
		l7_markup_count(out, a->packets);
		l7_markup_bytes(out, a->bytes);
		l7_markup_figure(out, l7_figure_share(a->bytes, unknown->bytes).text);
		fprintf(out, "</tr>\n");
	}
	fprintf(out, "</tbody>\n");
	l7_markup_table_end(out);
}

static void write_line(FILE *out, const uint8_t *p, unsigned int len)
{
	char text[2] = "";

	for (unsigned int i = 0; i < LINE_BYTES; i++)
		if (i < len)
			fprintf(out, "%02x ", p[i]);
		else
			fputs("   ", out);
	fputc(' ', out);
	for (unsigned int i = 0; i < len; i++) {
		text[0] = p[i] >= ' ' && p[i] <= '~' ? p[i] : '.';
		l7_markup_text(out, text);
	}
	fputc('\n', out);
}

static void write_said(FILE *out, const struct l7_said_first *said, enum l7_dir dir)
{
	static const char *const who[] = { "from the side that opened it", "from the other side" };

	fprintf(out, "<div><h5>%s</h5>", who[dir]);
	if (!said->len[dir]) {
		fprintf(out, "<p class=dim>nothing</p></div>");
		return;
	}
	fprintf(out, "<pre>");
	for (unsigned int at = 0; at < said->len[dir]; at += LINE_BYTES)
		write_line(out, said->bytes[dir] + at, said->len[dir] - at < LINE_BYTES ? said->len[dir] - at : LINE_BYTES);
	fprintf(out, "</pre></div>");
}

static void write_server(FILE *out, const struct l7_hitter *h, const struct l7_account *unknown)
{
	const struct l7_sample *s = h->more;
	const uint64_t both = h->sent + h->received;

	fprintf(out, "<article><h4><span class=end>");
	l7_markup_end(out, &h->key);
	fprintf(out, "</span> <span class=dim>%s</span></h4>\n<p><data value=%" PRIu64 ">%s</data> "
		"<span class=dim>", l7_tuple_transport(h->key.proto), both, l7_figure_bytes(both).text);
	l7_markup_share(out, both, unknown->bytes);
	fprintf(out, "</span> in %s", l7_figure_connections(h->connections).text);
	if (s) {
		fprintf(out, "%s: %s</p>\n<div class=said>", h->connections == 1 ? "" : "; the biggest",
			s->reason ? l7_reason_text(s->reason) : "not said why");
		write_said(out, &s->said, L7_DIR_ORIGINAL);
		write_said(out, &s->said, L7_DIR_REPLY);
		fprintf(out, "</div></article>\n");
	} else {
		fprintf(out, "</p></article>\n");
	}
}

static void write_servers(FILE *out, const struct l7_report *r, const struct l7_account *unknown)
{
	const size_t shown = r->servers.count < SERVERS ? r->servers.count : SERVERS;

	fprintf(out, "<h3>Where they went, and how they began</h3>\n<div class=servers>\n");
	for (size_t i = 0; i < shown; i++)
		write_server(out, r->servers.hitter[i], unknown);
	fprintf(out, "</div>\n<p class=note>");
	if (!r->servers.forgotten)
		fprintf(out, "%s of %s ends that unknown connections were opened to.", l7_figure_count(shown).text,
			l7_figure_count(r->servers.count).text);
	else
		fprintf(out, "There were more ends than are kept apart (%d): one may have moved up to %s more than is said "
			"here.", L7_REPORT_HITTERS, l7_figure_bytes(r->servers.floor).text);
	fprintf(out, "</p>\n");
}

/* "Unknown: 13.3 kB, 2.0 % of all, in 1 connection." */
static void write_kind(FILE *out, const char *name, const struct l7_account *a, const struct l7_account *all)
{
	fprintf(out, "<b>%s</b>: %s, ", name, l7_figure_bytes(a->bytes).text);
	l7_markup_share(out, a->bytes, all->bytes);
	fprintf(out, " of all, in %s. ", l7_figure_connections(a->connections).text);
}

void l7_section_unknown(FILE *out, const struct l7_report *r)
{
	const struct l7_account *unknown = &r->account[l7_report_unknown(r)], *unset = &r->account[l7_report_unset(r)];
	const struct l7_account all = l7_report_total(r);

	fprintf(out, "<section><h2>Without a name</h2>\n<p>");
	write_kind(out, "Unknown", unknown, &all);
	fprintf(out, "No definition matched, as far as they were looked at. ");
	write_kind(out, "Unset", unset, &all);
	fprintf(out, "They ended too soon to tell, most of them without payload.</p>\n");
	if (unknown->connections) {
		write_reasons(out, r, unknown);
		write_servers(out, r, unknown);
	}
	fprintf(out, "</section>\n");
}
