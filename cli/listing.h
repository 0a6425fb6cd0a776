/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef L7_CLI_LISTING_H
#define L7_CLI_LISTING_H

/*
 * listing.h - connections with their verdicts, one after the other, as they end
 */

#include "capture/connection.h"
#include "compiler/compiled.h"

enum l7_format {
	L7_FORMAT_TABLE,
	L7_FORMAT_TSV,
	L7_FORMAT_JSON,
};

/** l7_format_parse() - table, tsv or json; Return: -1: none of these */
int l7_format_parse(const char *name, enum l7_format *format);

/**
 * struct l7_listing - goes to standard output
 * @capture: the file or interface, as its lines have it
 * @count:   printed so far
 */
struct l7_listing {
	enum l7_format format;
	const struct l7_compiled *compiled;
	const char *capture;
	uint64_t count;
};

/** l7_listing_begin() - what stands before the first connection, l7_listing_end() behind the last */
void l7_listing_begin(const struct l7_listing *l);
void l7_listing_end(const struct l7_listing *l);

/** l7_listing_heading() - what comes is out of another capture; of several, a table says so */
void l7_listing_heading(struct l7_listing *l, const char *capture, bool several);

void l7_listing_print(struct l7_listing *l, const struct l7_connection *c);

#endif
