// SPDX-License-Identifier: GPL-2.0-only
/*
 * markup.c - what all parts of the page are written with
 */

#include "report/markup.h"

#include <arpa/inet.h>
#include <inttypes.h>
#include <string.h>

#include "report/figure.h"

/* bytes of the UTF-8 sequence at @p (RFC 3629, 4), 0: it is none, or a control character */
static unsigned int sequence(const unsigned char *p)
{
	static const struct {
		unsigned char first, last, low, high, more;
	} forms[] = {
		{ 0xc2, 0xc2, 0xa0, 0xbf, 1 }, { 0xc3, 0xdf, 0x80, 0xbf, 1 }, { 0xe0, 0xe0, 0xa0, 0xbf, 2 },
		{ 0xe1, 0xec, 0x80, 0xbf, 2 }, { 0xed, 0xed, 0x80, 0x9f, 2 }, { 0xee, 0xef, 0x80, 0xbf, 2 },
		{ 0xf0, 0xf0, 0x90, 0xbf, 3 }, { 0xf1, 0xf3, 0x80, 0xbf, 3 }, { 0xf4, 0xf4, 0x80, 0x8f, 3 },
	};

	if (*p < 0x80)
		return *p >= ' ' && *p != 0x7f;
	for (unsigned int i = 0; i < sizeof(forms) / sizeof(forms[0]); i++) {
		if (*p < forms[i].first || *p > forms[i].last)
			continue;
		if (p[1] < forms[i].low || p[1] > forms[i].high)
			return 0;
		for (unsigned int n = 2; n <= forms[i].more; n++)
			if ((p[n] & 0xc0) != 0x80)
				return 0;
		return forms[i].more + 1;
	}
	return 0;
}

void l7_markup_text(FILE *out, const char *text)
{
	const unsigned char *p = (const void *)text;
	unsigned int len;

	for (; *p; p += len ? len : 1) {
		len = sequence(p);
		if (!len)
			fprintf(out, "\\x%02x", *p);
		else if (strchr("<>&\"'", *p))
			fprintf(out, "&#%u;", *p);
		else
			fwrite(p, 1, len, out);
	}
}

void l7_markup_count(FILE *out, uint64_t n)
{
	fprintf(out, "<td class=n>%s</td>", l7_figure_count(n).text);
}

void l7_markup_bytes(FILE *out, uint64_t bytes)
{
	fprintf(out, "<td class=n><data value=%" PRIu64 ">%s</data></td>", bytes, l7_figure_bytes(bytes).text);
}

void l7_markup_share(FILE *out, uint64_t part, uint64_t all)
{
	l7_markup_text(out, l7_figure_share(part, all).text);
}

void l7_markup_figure(FILE *out, const char *text)
{
	fprintf(out, "<td class=n>");
	l7_markup_text(out, text);
	fprintf(out, "</td>");
}

void l7_markup_table(FILE *out, const char *label)
{
	/* a box that scrolls must be reached with the keyboard, and what is reached so must have a name */
	fprintf(out, "<div class=scroll tabindex=0 role=region aria-label=\"");
	l7_markup_text(out, label);
	fprintf(out, "\"><table>\n");
}

void l7_markup_table_end(FILE *out)
{
	fprintf(out, "</table></div>\n");
}

void l7_markup_heads(FILE *out, const char *heads)
{
	fprintf(out, "<thead><tr>");
	while (*heads) {
		const size_t len = strcspn(heads, "|");
		const bool number = *heads == '#';

		fprintf(out, "<th scope=col%s>%.*s</th>", number ? " class=n" : "", (int)(len - number), heads + number);
		heads += len + (heads[len] == '|');
	}
	fprintf(out, "</tr></thead>\n");
}

void l7_markup_end(FILE *out, const struct l7_hitter_key *end)
{
	char address[INET6_ADDRSTRLEN];

	inet_ntop(end->family, end->address, address, sizeof(address));
	if (!end->port && !end->proto)
		fprintf(out, "%s", address);
	else
		fprintf(out, end->family == AF_INET6 ? "[%s]:%u" : "%s:%u", address, end->port);
}
