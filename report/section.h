/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef L7_REPORT_SECTION_H
#define L7_REPORT_SECTION_H

/*
 * section.h - the parts of the page, each written by a file of its own
 */

#include <stdio.h>

#include "report/figure.h"
#include "report/share.h"

#define L7_SECTION_COLOURS 8	/* protocols, or groups, with a colour of their own: .s1, ... .s8 of style.css */
#define L7_SECTION_ROWS 20	/* of a table, before the rest is folded away */

/** struct l7_views - the two ways to look at it */
struct l7_views {
	struct l7_shares protocols;
	struct l7_shares groups;
};

/** l7_section_colour() - class of a share's colour, "s1" for instance */
const char *l7_section_colour(const struct l7_share *share);

/** l7_section_swatch() - a patch of a colour, or of a share's, for legends and tables; nothing for those without one */
void l7_section_swatch(FILE *out, const char *colour);

/** l7_section_switch() - what lets the reader choose a view of a section, @name is its id */
void l7_section_switch(FILE *out, const char *name);

/** l7_section_when() - a time, with its day if there are several, and its year */
struct l7_figure l7_section_when(const struct l7_report *r, uint64_t time);

/** l7_section_*() - write a section; Return: 0; -1: no memory */
int l7_section_traffic(FILE *out, const struct l7_views *views);
void l7_section_shares(FILE *out, const struct l7_views *views);
void l7_section_talkers(FILE *out, const struct l7_report *r);
void l7_section_unknown(FILE *out, const struct l7_report *r);
int l7_section_latency(FILE *out, const struct l7_views *views);

#endif
