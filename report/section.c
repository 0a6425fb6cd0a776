// SPDX-License-Identifier: GPL-2.0-only
/*
 * section.c - what sections have in common
 */

#include "report/section.h"

#include <string.h>

const char *l7_section_colour(const struct l7_share *share)
{
	static const char *const colours[L7_SECTION_COLOURS] = { "s1", "s2", "s3", "s4", "s5", "s6", "s7", "s8" };

	switch (share->kind) {
	case L7_SHARE_UNKNOWN:
		return "su";
	case L7_SHARE_UNSET:
		return "sn";
	case L7_SHARE_NAMED:
		break;
	}
	return share->rank < L7_SECTION_COLOURS ? colours[share->rank] : "s9";
}

void l7_section_swatch(FILE *out, const char *colour)
{
	fprintf(out, "<svg class=\"swatch %s\" width=14 height=14 aria-hidden=true><rect width=14 height=14 />"
		"<rect width=14 height=14 fill=\"url(#h-%s)\" class=\"hatch %s\"/></svg>", colour, colour, colour);
}

void l7_section_switch(FILE *out, const char *name)
{
	fprintf(out, "<input type=radio name=%s id=%s-p class=to-protocol checked><label for=%s-p>by protocol</label>"
		"<input type=radio name=%s id=%s-g class=to-group><label for=%s-g>by group</label>\n",
		name, name, name, name, name, name);
}

struct l7_figure l7_section_when(const struct l7_report *r, uint64_t time)
{
	const struct l7_figure first = l7_figure_time(r->begun, "%F"), last = l7_figure_time(r->ended, "%F");

	if (strncmp(first.text, last.text, strlen("2026")))
		return l7_figure_time(time, "%-d\u00a0%b\u00a0%Y %H:%M:%S");
	return l7_figure_time(time, strcmp(first.text, last.text) ? "%-d\u00a0%b %H:%M:%S" : "%H:%M:%S");
}
