/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef L7_REPORT_SERIES_H
#define L7_REPORT_SERIES_H

/*
 * series.h - bytes over time, in rows, in memory that does not depend on how long it takes
 *
 *        first                     width: 1 ms, and the next of a list as soon as L7_SERIES_BINS don't reach from the
 *   row 0  |__|#_|##|__|__|        first packet to the last; each is a multiple of the one before, and bins begin at
 *   row 1  |##|##|##|#_|__|        multiples of the width since 1970, so that none is ever split
 */

#include <stddef.h>
#include <stdint.h>

#define L7_SERIES_BINS 1200	/* that are kept */
#define L7_SERIES_SHOWN 240	/* that are shown, at most */

/**
 * struct l7_series - init with l7_series_init(), release with l7_series_fini()
 * @width: of a bin, nanoseconds
 * @first: number of bin 0: its time divided by @width
 * @count: bins in use, 0: no packet yet
 * @rows:  of @row
 * @row:   [L7_SERIES_BINS] bytes; NULL: none
 * @step:  of the list of widths
 */
struct l7_series {
	uint64_t width;
	uint64_t first;
	unsigned int count;
	size_t rows;
	uint64_t **row;
	unsigned int step;
};

/** l7_series_init() - Return: 0; -1: no memory */
int l7_series_init(struct l7_series *s, size_t rows);

/** l7_series_add() - @bytes at @time, nanoseconds since 1970, earlier than others or not; Return: -1: no memory */
int l7_series_add(struct l7_series *s, size_t row, uint64_t time, uint64_t bytes);

/**
 * struct l7_view - of a series, at most L7_SERIES_SHOWN bins
 * @width: of a bin, nanoseconds
 * @begin: of the first, nanoseconds since 1970
 * @count: bins
 * @merged: bins of the series in one of them
 */
struct l7_view {
	const struct l7_series *series;
	uint64_t width;
	uint64_t begin;
	unsigned int count;
	unsigned int merged;
};

struct l7_view l7_series_view(const struct l7_series *s);

/** l7_view_bytes() - of a row in a bin */
uint64_t l7_view_bytes(const struct l7_view *v, size_t row, unsigned int bin);

void l7_series_fini(struct l7_series *s);

#endif
