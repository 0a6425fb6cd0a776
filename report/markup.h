/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef L7_REPORT_MARKUP_H
#define L7_REPORT_MARKUP_H

/*
 * markup.h - what all parts of the page are written with
 */

#include <stdio.h>

#include "capture/capture.h"
#include "report/hitters.h"

/** l7_markup_text() - text or an attribute's value; what is not UTF-8, and control characters, as \xHH */
void l7_markup_text(FILE *out, const char *text);

/** l7_markup_count() - <td> with a number */
void l7_markup_count(FILE *out, uint64_t n);

/** l7_markup_bytes() - <td> with a number of bytes, the exact one in data's value */
void l7_markup_bytes(FILE *out, uint64_t bytes);

/** l7_markup_share() - a part of all in percent, see l7_figure_share() */
void l7_markup_share(FILE *out, uint64_t part, uint64_t all);

/** l7_markup_figure() - <td> with a number that is a text already */
void l7_markup_figure(FILE *out, const char *text);

/** l7_markup_table() - begin a table in a box that it can scroll in, l7_markup_table_end() ends it; @label: what it is of */
void l7_markup_table(FILE *out, const char *label);
void l7_markup_table_end(FILE *out);

/**
 * l7_markup_heads() - the heads of a table's columns
 * @heads: separated by '|'; those of columns of numbers begin with '#'
 */
void l7_markup_heads(FILE *out, const char *heads);

/** l7_markup_end() - address and port, as RFC 3986 writes them; a key with port and protocol 0: the address alone */
void l7_markup_end(FILE *out, const struct l7_hitter_key *end);


#endif
