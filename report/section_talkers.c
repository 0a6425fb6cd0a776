// SPDX-License-Identifier: GPL-2.0-only
/*
 * section_talkers.c - hosts and connections that moved most
 */

#include <string.h>

#include "capture/tuple.h"
#include "report/figure.h"
#include "report/markup.h"
#include "report/section.h"

#define HOSTS 15
#define KINDS 3	/* protocols of a host that are named */

static void write_kinds(FILE *out, const struct l7_report *r, const struct l7_hitter *h)
{
	fprintf(out, "<td class=text>");
	for (size_t i = 0; i < h->kinds && i < KINDS; i++) {
		fputs(i ? ", " : "", out);
		l7_markup_text(out, l7_report_row_name(r, h->kind[i].row));
		fprintf(out, " <span class=dim>");
		l7_markup_share(out, h->kind[i].bytes, h->sent + h->received);
		fprintf(out, "</span>");
	}
	fprintf(out, "</td>");
}

static void write_host(FILE *out, const struct l7_report *r, const struct l7_hitter *h, uint64_t most)
{
	const uint64_t both = h->sent + h->received;

	fprintf(out, "<tr><th scope=row class=end>");
	l7_markup_end(out, &h->key);
	fprintf(out, "</th><td class=bar><div class=sent style=\"width:%.2f%%\"></div><div class=received "
		"style=\"width:%.2f%%\"></div></td>", most ? 100.0 * h->sent / most : 0, most ? 100.0 * h->received / most : 0);
	l7_markup_bytes(out, both);
	l7_markup_bytes(out, h->sent);
	l7_markup_bytes(out, h->received);
	l7_markup_count(out, h->connections);
	write_kinds(out, r, h);
	fprintf(out, "</tr>\n");
}

static void write_hosts(FILE *out, const struct l7_report *r)
{
	const size_t shown = r->hosts.count < HOSTS ? r->hosts.count : HOSTS;
	const uint64_t most = shown ? r->hosts.hitter[0]->sent + r->hosts.hitter[0]->received : 0;

	fprintf(out, "<h3>Hosts</h3>\n");
	l7_markup_table(out, "Hosts that moved most bytes");
	l7_markup_heads(out, "Host||#Bytes|#Sent|#Received|#Connections|Mostly");
	fprintf(out, "<tbody>\n");
	for (size_t i = 0; i < shown; i++)
		write_host(out, r, r->hosts.hitter[i], most);
	fprintf(out, "</tbody>\n");
	l7_markup_table_end(out);
	fprintf(out, "<p class=note>The bar is <span class=key><i class=sent></i>sent</span> and "
		"<span class=key><i class=received></i>received</span>.");
	if (!r->hosts.forgotten)
		fprintf(out, " %s of %s hosts.", l7_figure_count(shown).text, l7_figure_count(r->hosts.count).text);
	else
		fprintf(out, " There were more hosts than are kept apart (%d): a host may have moved up to %s more than "
			"is said here.", L7_REPORT_HITTERS, l7_figure_bytes(r->hosts.floor).text);
	fprintf(out, "</p>\n");
}

static void write_address(FILE *out, const struct l7_big *b, bool destination)
{
	struct l7_hitter_key end = { .family = b->tuple.family, .proto = b->tuple.proto,
				     .port = destination ? b->tuple.dport : b->tuple.sport };

	memcpy(end.address, destination ? b->tuple.dst : b->tuple.src, sizeof(end.address));
	fprintf(out, "<td class=end>");
	l7_markup_end(out, &end);
	fprintf(out, "</td>");
}

static void write_connection(FILE *out, const struct l7_report *r, const struct l7_big *b)
{
	fprintf(out, "<tr><th scope=row>");
	l7_markup_text(out, l7_report_row_name(r, b->row));
	fprintf(out, "</th><td>%s</td>", l7_tuple_transport(b->tuple.proto));
	write_address(out, b, false);
	write_address(out, b, true);
	l7_markup_bytes(out, b->bytes[L7_DIR_ORIGINAL]);
	l7_markup_bytes(out, b->bytes[L7_DIR_REPLY]);
	l7_markup_figure(out, l7_section_when(r, b->begun).text);
	l7_markup_figure(out, l7_figure_duration(b->seen > b->begun ? b->seen - b->begun : 0).text);
	fprintf(out, "</tr>\n");
}

static void write_connections(FILE *out, const struct l7_report *r)
{
	fprintf(out, "<h3>Connections</h3>\n");
	l7_markup_table(out, "Connections that moved most bytes");
	l7_markup_heads(out, "Protocol|Over|From|To|#Sent|#Received|#Begun|#Lasted");
	fprintf(out, "<tbody>\n");
	for (unsigned int i = 0; i < r->bigs && i < HOSTS; i++)
		write_connection(out, r, &r->big[i]);
	fprintf(out, "</tbody>\n");
	l7_markup_table_end(out);
	fprintf(out, "<p class=note>Sent and received are those of the side that opened the connection.</p>\n");
}

void l7_section_talkers(FILE *out, const struct l7_report *r)
{
	fprintf(out, "<section><h2>Top talkers</h2>\n");
	write_hosts(out, r);
	write_connections(out, r);
	fprintf(out, "</section>\n");
}
