/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef L7_CLI_TOP_H
#define L7_CLI_TOP_H

/*
 * top.h - what `l7 top` shows, apart from where it shows it
 *
 *   conntrack/ --sample--> l7_top_read() --rows--> l7_top_line() --> screen (top_screen.c), text or JSON (top.c)
 */

#include "conntrack/feed.h"
#include "conntrack/filter.h"
#include "conntrack/names.h"
#include "conntrack/sample.h"

enum l7_top_by {
	L7_TOP_CONNECTIONS,
	L7_TOP_PROTOCOLS,
	L7_TOP_GROUPS,
};

enum l7_top_sort {
	L7_TOP_RATE,
	L7_TOP_BYTES,
	L7_TOP_PACKETS,
	L7_TOP_AGE,
	L7_TOP_TIMEOUT,
	L7_TOP_NAME,
	L7_TOP_SORTS,
};

/** l7_top_sort_names - [L7_TOP_SORTS] as typed and shown */
extern const char *const l7_top_sort_names[];

/**
 * struct l7_top_row - a connection, or the sum of several
 * @conn:        until the next sample; NULL: a sum
 * @name:        verdict or group, until the next sample
 * @groups:      of @name if that is a protocol (may be NULL)
 * @connections: how many
 * @counted:     how many of them conntrack counts
 * @bytes:       both directions, since they began
 * @packets:     likewise
 * @seconds:     since it began, or at least since it was first seen; of a sum, of its oldest
 * @timeout:     seconds; of a sum the longest
 * @now:         bytes since the sample before, by direction
 * @packets_now: packets since the sample before, both directions
 */
struct l7_top_row {
	const struct l7_sampled *conn;
	const char *name;
	const struct l7_strings *groups;
	uint64_t connections;
	uint64_t counted;
	uint64_t bytes;
	uint64_t packets;
	uint64_t seconds;
	uint64_t timeout;
	uint64_t now[L7_CT_DIRECTIONS];
	uint64_t packets_now;
};

/**
 * struct l7_top - zero-initialise, then l7_top_init(); release with l7_top_fini()
 * @by:      what a row is
 * @sort:    descending but for names
 * @in_bytes: rates in bytes, not bits
 * @delay:   nanoseconds between samples
 * @row:     [nrows], sorted
 * @total:   of the connections that the filter lets through
 * @verdicts: how many of these have which, by enum l7_ct_verdict
 * @accounting: conntrack counts connections that begin now
 */
struct l7_top {
	struct l7_names names;
	struct l7_feed feed;
	struct l7_sample sample;
	struct l7_filter filter;
	enum l7_top_by by;
	enum l7_top_sort sort;
	bool in_bytes;
	uint64_t delay;
	struct l7_top_row *row;
	size_t nrows;
	struct l7_top_row total;
	uint64_t verdicts[L7_CT_NAMED + 1];
	bool accounting;
};

/** l7_top_read() - take a sample and make rows of it; Return: 0; negative errno, then @top->feed.error says why */
int l7_top_read(struct l7_top *top);

/** l7_top_arrange() - make rows of the last sample anew, as @by, @sort or @filter have changed; Return: as l7_top_read() */
int l7_top_arrange(struct l7_top *top);

/**
 * struct l7_top_layout - columns that fit a width, see l7_top_layout()
 * @name:     columns for the name
 * @endpoint: columns for each end of a connection
 * @extra:    how many of the columns that only wide terminals have room for
 */
struct l7_top_layout {
	int name;
	int endpoint;
	int extra;
};

/** l7_top_layout() - @width: columns, 0: no limit */
void l7_top_layout(const struct l7_top *top, size_t width, struct l7_top_layout *layout);

#define L7_TOP_LINE_SIZE 512 /* bytes of a line, NUL included */

/** l7_top_heading() - the line above the rows */
void l7_top_heading(const struct l7_top *top, const struct l7_top_layout *layout, char line[L7_TOP_LINE_SIZE]);

/** l7_top_line() - a row as text */
void l7_top_line(const struct l7_top *top, const struct l7_top_layout *layout, const struct l7_top_row *row,
		 char line[L7_TOP_LINE_SIZE]);

#define L7_TOP_SUMMARY_LINES 2

/** l7_top_summary() - how many connections, how much traffic; @i: < L7_TOP_SUMMARY_LINES */
void l7_top_summary(const struct l7_top *top, int i, char line[L7_TOP_LINE_SIZE]);

/** l7_top_notice() - what keeps figures or names from being there, and what helps; Return: whether there is something */
bool l7_top_notice(const struct l7_top *top, char line[L7_TOP_LINE_SIZE]);

/** l7_top_rate() - what was carried since the sample before as a rate per second; 0 if that isn't known */
uint64_t l7_top_rate(const struct l7_top *top, uint64_t amount);

/** l7_top_screen() - the live table on the terminal, until it is left; Return: exit status */
int l7_top_screen(struct l7_top *top);

#endif
