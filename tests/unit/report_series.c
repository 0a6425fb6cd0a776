// SPDX-License-Identifier: GPL-2.0-only
/*
 * Bytes over time: whatever the times and their order, nothing is lost, and what lies in a bin is what a list of all
 * packets says.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

#include "report/series.h"

#define ROUNDS 300
#define PACKETS 2000
#define ROWS 3

struct packet {
	size_t row;
	uint64_t time;
	uint64_t bytes;
};

static uint64_t below(uint64_t n)
{
	return ((uint64_t)random() << 31 ^ random()) % n;
}

/* from milliseconds to years, in order or not */
static void make(struct packet *p, size_t n)
{
	const uint64_t span = UINT64_C(1) << (10 + below(48)), begin = below(UINT64_C(1) << 61);
	const unsigned int kind = below(3);

	for (size_t i = 0; i < n; i++)
		p[i] = (struct packet){ below(ROWS), begin + (kind == 0 ? span * i / n : kind == 1 ? span - span * i / n :
				       below(span)), 1 + below(65535) };
}

static void check_bins(const struct l7_view *v, const struct packet *p, size_t n)
{
	uint64_t (*want)[ROWS] = calloc(v->count, sizeof(*want));

	for (size_t i = 0; i < n; i++) {
		assert_true(p[i].time >= v->begin && (p[i].time - v->begin) / v->width < v->count);
		want[(p[i].time - v->begin) / v->width][p[i].row] += p[i].bytes;
	}
	for (unsigned int bin = 0; bin < v->count; bin++)
		for (size_t row = 0; row < ROWS; row++)
			assert_int_equal(l7_view_bytes(v, row, bin), want[bin][row]);
	free(want);
}

static void test_all_in_their_bins(void **state)
{
	struct packet *p = calloc(PACKETS, sizeof(*p));

	srandom(1);
	for (unsigned int round = 0; round < ROUNDS; round++) {
		const size_t n = 1 + below(PACKETS);
		struct l7_series s;
		struct l7_view v;

		make(p, n);
		assert_int_equal(l7_series_init(&s, ROWS), 0);
		for (size_t i = 0; i < n; i++)
			assert_int_equal(l7_series_add(&s, p[i].row, p[i].time, p[i].bytes), 0);
		v = l7_series_view(&s);
		assert_in_range(v.count, 1, L7_SERIES_SHOWN);
		assert_in_range(s.count, 1, L7_SERIES_BINS);
		check_bins(&v, p, n);
		l7_series_fini(&s);
	}
	free(p);
}

/* no wider than it must be: a bin more than a fifth of those kept is in use once there are more than that */
static void test_fine_enough(void **state)
{
	struct l7_series s;

	assert_int_equal(l7_series_init(&s, 1), 0);
	for (uint64_t t = 0; t < 1000; t++)
		l7_series_add(&s, 0, t * 1000000000, 1);
	assert_int_equal(s.width, 1000000000);
	assert_int_equal(s.count, 1000);
	assert_int_equal(l7_series_view(&s).width, UINT64_C(5000000000));
	l7_series_add(&s, 0, UINT64_C(1200000000000), 1);
	assert_int_equal(s.width, UINT64_C(5000000000));
	assert_true(s.count >= L7_SERIES_BINS / 5);
	l7_series_fini(&s);
}

static void test_nothing(void **state)
{
	struct l7_series s;

	assert_int_equal(l7_series_init(&s, 1), 0);
	assert_int_equal(l7_series_view(&s).count, 0);
	l7_series_fini(&s);
}

static void test_the_ends_of_time(void **state)
{
	struct l7_series s;
	struct l7_view v;
	uint64_t sum = 0;

	assert_int_equal(l7_series_init(&s, 1), 0);
	l7_series_add(&s, 0, UINT64_MAX, 1);
	l7_series_add(&s, 0, 0, 2);
	l7_series_add(&s, 0, UINT64_MAX / 2, 4);
	v = l7_series_view(&s);
	for (unsigned int bin = 0; bin < v.count; bin++)
		sum += l7_view_bytes(&v, 0, bin);
	assert_int_equal(sum, 7);
	l7_series_fini(&s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_all_in_their_bins), cmocka_unit_test(test_fine_enough), cmocka_unit_test(test_nothing),
		cmocka_unit_test(test_the_ends_of_time),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
