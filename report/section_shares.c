// SPDX-License-Identifier: GPL-2.0-only
/*
 * section_shares.c - what each protocol, each group has of it
 */

#include "report/figure.h"
#include "report/markup.h"
#include "report/section.h"

static void write_means(FILE *out, const struct l7_account *a)
{
	l7_markup_figure(out, l7_figure_mean(a->decided_packets, a->decided).text);
	l7_markup_figure(out, l7_figure_mean(a->decided_bytes, a->decided).text);
}

static void write_numbers(FILE *out, const struct l7_account *a, const struct l7_account *all)
{
	l7_markup_figure(out, l7_figure_share(a->bytes, all->bytes).text);
	l7_markup_bytes(out, a->bytes);
	l7_markup_count(out, a->connections);
	l7_markup_count(out, a->packets);
	write_means(out, a);
}

static void write_share(FILE *out, const struct l7_share *s, const struct l7_account *all, uint64_t most)
{
	fprintf(out, "<tr><th scope=row>");
	l7_section_swatch(out, l7_section_colour(s));
	l7_markup_text(out, s->name);
	fprintf(out, "</th><td class=bar><div class=%s style=\"width:%.2f%%\"></div></td>", l7_section_colour(s),
		most ? 100.0 * s->account.bytes / most : 0);
	write_numbers(out, &s->account, all);
	fprintf(out, "</tr>\n");
}

static void begin_table(FILE *out, const struct l7_shares *s, const char *which)
{
	char label[64];

	snprintf(label, sizeof(label), "Shares by %s%s", s->key == L7_SHARE_GROUP ? "group" : "protocol", which);
	l7_markup_table(out, label);
	l7_markup_heads(out, s->key == L7_SHARE_GROUP ?
			"Group||#Share|#Bytes|#Connections|#Packets|#Packets to decide|#Bytes to decide" :
			"Protocol||#Share|#Bytes|#Connections|#Packets|#Packets to decide|#Bytes to decide");
	fprintf(out, "<tbody>\n");
}

static void write_foot(FILE *out, const char *name, const struct l7_account *a, const struct l7_account *all)
{
	fprintf(out, "<tr><th scope=row>%s</th><td></td>", name);
	write_numbers(out, a, all);
	fprintf(out, "</tr>\n");
}

static void write_rest(FILE *out, const struct l7_shares *s, size_t from, const struct l7_account *all, uint64_t most)
{
	fprintf(out, "<details><summary>%zu more</summary>\n", s->count - from);
	begin_table(out, s, ", the rest");
	for (size_t i = from; i < s->count; i++)
		write_share(out, &s->share[i], all, most);
	fprintf(out, "</tbody>\n");
	l7_markup_table_end(out);
	fprintf(out, "</details>\n");
}

static void write_table(FILE *out, const struct l7_shares *s, const struct l7_account *all)
{
	const size_t shown = s->count <= L7_SECTION_ROWS + 2 ? s->count : L7_SECTION_ROWS;
	const uint64_t most = s->count ? s->share[0].account.bytes : 0;
	struct l7_account rest = { .connections = 0 };
	char name[32];

	fprintf(out, "<div class=by-%s>\n", s->key == L7_SHARE_GROUP ? "group" : "protocol");
	begin_table(out, s, "");
	for (size_t i = 0; i < shown; i++)
		write_share(out, &s->share[i], all, most);
	fprintf(out, "</tbody>\n<tfoot>\n");
	for (size_t i = shown; i < s->count; i++)
		l7_account_add(&rest, &s->share[i].account);
	snprintf(name, sizeof(name), "%zu more", s->count - shown);
	if (shown < s->count)
		write_foot(out, name, &rest, all);
	write_foot(out, "all", all, all);
	fprintf(out, "</tfoot>\n");
	l7_markup_table_end(out);
	if (shown < s->count)
		write_rest(out, s, shown, all, most);
	fprintf(out, "</div>\n");
}

void l7_section_shares(FILE *out, const struct l7_views *views)
{
	const struct l7_account all = l7_report_total(views->protocols.report);

	fprintf(out, "<section class=views><h2>Shares</h2>\n");
	l7_section_switch(out, "shares");
	write_table(out, &views->protocols, &all);
	write_table(out, &views->groups, &all);
	fprintf(out, "<p class=note>To decide: packets with payload, and bytes of payload, that were looked at before a "
		"connection had its name; the mean.</p></section>\n");
}
