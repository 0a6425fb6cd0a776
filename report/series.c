// SPDX-License-Identifier: GPL-2.0-only
/*
 * series.c - bytes over time
 */

#include "report/series.h"

#include <stdlib.h>
#include <string.h>

#define MS UINT64_C(1000000)
#define MIN (60000 * MS)
#define HOUR (60 * MIN)
#define DAY (24 * HOUR)

/*
 * Each a multiple of the one before, at most by 5: so no less than a fifth of the bins is in use. Behind the last, its
 * doubles.
 */
static const uint64_t widths[] = {
	1 * MS, 5 * MS, 10 * MS, 50 * MS, 100 * MS, 500 * MS, 1000 * MS, 5000 * MS, 10000 * MS, 30000 * MS,
	1 * MIN, 5 * MIN, 10 * MIN, 30 * MIN, 1 * HOUR, 3 * HOUR, 6 * HOUR, 12 * HOUR, 1 * DAY,
};

#define WIDTHS (sizeof(widths) / sizeof(widths[0]))

int l7_series_init(struct l7_series *s, size_t rows)
{
	*s = (struct l7_series){ .width = widths[0], .rows = rows, .row = calloc(rows, sizeof(*s->row)) };
	return s->row ? 0 : -1;
}

static void fold(struct l7_series *s, uint64_t *row, unsigned int times)
{
	const uint64_t first = s->first / times;

	for (unsigned int i = 0; row && i < s->count; i++) {
		const uint64_t bytes = row[i];

		row[i] = 0;
		row[(s->first + i) / times - first] += bytes;
	}
}

static void widen(struct l7_series *s)
{
	const uint64_t width = ++s->step < WIDTHS ? widths[s->step] : 2 * s->width;
	const unsigned int times = width / s->width;
	const uint64_t last = s->first + s->count - 1;

	for (size_t r = 0; r < s->rows; r++)
		fold(s, s->row[r], times);
	s->count = last / times - s->first / times + 1;
	s->first /= times;
	s->width = width;
}

/* a bin before the first one: make room */
static void reach_back(struct l7_series *s, uint64_t bin)
{
	const size_t by = s->first - bin;

	for (size_t r = 0; r < s->rows; r++)
		if (s->row[r]) {
			memmove(s->row[r] + by, s->row[r], s->count * sizeof(**s->row));
			memset(s->row[r], 0, by * sizeof(**s->row));
		}
	s->count += by;
	s->first = bin;
}

/* the bin of a time, from now on one of those kept */
static unsigned int locate(struct l7_series *s, uint64_t time)
{
	uint64_t bin = time / s->width;

	if (!s->count) {
		s->first = bin;
		s->count = 1;
	}
	while (bin < s->first ? s->first + s->count - bin > L7_SERIES_BINS : bin - s->first >= L7_SERIES_BINS) {
		widen(s);
		bin = time / s->width;
	}
	if (bin < s->first)
		reach_back(s, bin);
	if (bin - s->first >= s->count)
		s->count = bin - s->first + 1;
	return bin - s->first;
}

int l7_series_add(struct l7_series *s, size_t row, uint64_t time, uint64_t bytes)
{
	const unsigned int bin = locate(s, time);

	if (!s->row[row])
		s->row[row] = calloc(L7_SERIES_BINS, sizeof(**s->row));
	if (!s->row[row])
		return -1;
	s->row[row][bin] += bytes;
	return 0;
}

static unsigned int shown(const struct l7_series *s, unsigned int merged)
{
	return s->count ? (s->first + s->count - 1) / merged - s->first / merged + 1 : 0;
}

struct l7_view l7_series_view(const struct l7_series *s)
{
	struct l7_view v = { .series = s, .merged = 1 };

	while (shown(s, v.merged) > L7_SERIES_SHOWN)
		v.merged++;
	v.width = s->width * v.merged;
	v.begin = s->first / v.merged * v.width;
	v.count = shown(s, v.merged);
	return v;
}

uint64_t l7_view_bytes(const struct l7_view *v, size_t row, unsigned int bin)
{
	const struct l7_series *s = v->series;
	const uint64_t from = (s->first / v->merged + bin) * v->merged;
	uint64_t sum = 0;

	for (uint64_t i = from; s->row[row] && i < from + v->merged; i++)
		if (i >= s->first && i - s->first < s->count)
			sum += s->row[row][i - s->first];
	return sum;
}

void l7_series_fini(struct l7_series *s)
{
	for (size_t r = 0; s->row && r < s->rows; r++)
		free(s->row[r]);
	free(s->row);
	s->row = NULL;
}
