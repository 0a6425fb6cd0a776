// SPDX-License-Identifier: GPL-2.0-only
/*
 * The ends that moved most, in a table much smaller than there are ends: what it promises is compared with a count of
 * all; and medians with those of a sorted list.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "report/hitters.h"
#include "report/spread.h"

#define MAX 64
#define ENDS 4096
#define CONNECTIONS 60000
#define ROUNDS 20

static struct l7_hitter_key key_of(uint32_t n)
{
	struct l7_hitter_key key = { .family = 2 };

	memcpy(key.address, &n, sizeof(n));
	return key;
}

static uint32_t number_of(const struct l7_hitter *h)
{
	uint32_t n;

	memcpy(&n, h->key.address, sizeof(n));
	return n;
}

static uint64_t moved(const struct l7_hitter *h)
{
	return h->sent + h->received;
}

/* few with much, many with little; or all with the same, which is the worst case */
static uint32_t choose(unsigned int round)
{
	const uint32_t n = random() % ENDS;

	return round % 4 == 3 ? n : (uint64_t)n * n / ENDS * n / ENDS;
}

static void check_promises(const struct l7_hitters *all, const uint64_t *want)
{
	bool there[ENDS] = { false };

	for (size_t i = 0; i < all->count; i++) {
		const struct l7_hitter *h = all->hitter[i];
		const uint32_t n = number_of(h);

		assert_false(there[n]);
		there[n] = true;
		assert_true(moved(h) <= want[n] && want[n] <= moved(h) + h->missed);
		assert_true(!i || moved(all->hitter[i - 1]) >= moved(h));
	}
	for (uint32_t n = 0; n < ENDS; n++)
		assert_true(there[n] || want[n] <= all->floor);
}

static void test_promises(void **state)
{
	for (unsigned int round = 0; round < ROUNDS; round++) {
		struct l7_hitters all = { .max = MAX };
		uint64_t want[ENDS] = { 0 };

		srandom(round + 1);
		for (unsigned int i = 0; i < CONNECTIONS; i++) {
			const uint32_t n = choose(round), sent = random() % 1500, received = random() % 64000;
			const struct l7_hitter_key key = key_of(n);

			want[n] += sent + received;
			assert_non_null(l7_hitters_add(&all, &key, sent, received, n % 7));
			assert_true(all.count <= MAX);
		}
		l7_hitters_sort(&all);
		assert_true(all.forgotten > 0);
		check_promises(&all, want);
		l7_hitters_fini(&all);
	}
}

/* one that moves a tenth of all is never lost, whatever comes in between */
static void test_the_great_ones_stay(void **state)
{
	const struct l7_hitter_key great = key_of(UINT32_MAX);
	struct l7_hitters all = { .max = MAX };

	for (uint32_t i = 0; i < CONNECTIONS; i++) {
		const struct l7_hitter_key key = key_of(i);

		l7_hitters_add(&all, i % 10 ? &key : &great, 1000, 0, 0);
	}
	l7_hitters_sort(&all);
	assert_memory_equal(&all.hitter[0]->key, &great, sizeof(great));
	assert_int_equal(all.hitter[0]->missed, 0);
	assert_int_equal(all.hitter[0]->sent, CONNECTIONS / 10 * 1000);
	l7_hitters_fini(&all);
}

/* what one may have lost counts when it is forgotten again: here 3 moved 37 bytes, of which 19 are known */
static void test_forgotten_twice(void **state)
{
	static const struct { uint32_t n, bytes; } moves[] = {
		{ 1, 100 }, { 2, 20 }, { 3, 18 }, { 4, 18 }, { 5, 50 }, { 3, 19 }, { 6, 1 },
	};
	struct l7_hitters all = { .max = 4 };

	for (size_t i = 0; i < sizeof(moves) / sizeof(moves[0]); i++) {
		const struct l7_hitter_key key = key_of(moves[i].n);

		l7_hitters_add(&all, &key, moves[i].bytes, 0, 0);
	}
	l7_hitters_sort(&all);
	assert_int_equal(all.count, 3);
	assert_int_equal(all.floor, 37);
	assert_int_equal(all.hitter[1]->missed, 18);
	l7_hitters_fini(&all);
}

static void test_main_protocols(void **state)
{
	const struct l7_hitter_key key = key_of(1);
	struct l7_hitters all = { .max = MAX };
	struct l7_hitter *h = NULL;
	uint64_t found[10] = { 0 };

	for (size_t row = 0; row < 10; row++)
		h = l7_hitters_add(&all, &key, row, 100 * row, row);
	for (unsigned int i = 0; i < L7_HITTER_KINDS; i++)
		found[h->kind[i].row] = h->kind[i].bytes;
	for (size_t row = 10 - L7_HITTER_KINDS; row < 10; row++)
		assert_int_equal(found[row], 101 * row);
	l7_hitters_fini(&all);
}

static int by_value(const void *a, const void *b)
{
	const uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

	return (x > y) - (x < y);
}

static void test_medians(void **state)
{
	static uint64_t value[1000];

	srandom(5);
	for (unsigned int bits = 1; bits < 62; bits++) {
		struct l7_spread s = { .count = 0 };
		const size_t n = 1 + random() % 1000;
		double middle, got;

		for (size_t i = 0; i < n; i++) {
			value[i] = ((uint64_t)random() << 31 | random()) >> (62 - bits);
			l7_spread_add(&s, value[i]);
		}
		qsort(value, n, sizeof(*value), by_value);
		middle = value[(n - 1) / 2];
		got = l7_spread_median(&s);
		assert_true(middle < L7_SPREAD_EXACT ? got == middle : got >= middle * 0.984 && got <= middle * 1.016);
	}
}

static void test_greatest_value(void **state)
{
	struct l7_spread s = { .count = 0 };

	assert_int_equal(l7_spread_median(&s), 0);
	l7_spread_add(&s, UINT64_MAX);
	assert_true(l7_spread_median(&s) >= UINT64_MAX / 64 * 63);
}

static void test_bars(void **state)
{
	static const uint64_t bound[] = { 0, 10, 100 };
	struct l7_bars b = { .bound = bound, .bars = 4 };
	const uint64_t values[] = { 0, 1, 10, 11, 100, 101, UINT64_MAX };

	for (size_t i = 0; i < sizeof(values) / sizeof(values[0]); i++)
		l7_bars_add(&b, values[i]);
	assert_int_equal(b.count[0], 1);
	assert_int_equal(b.count[1], 2);
	assert_int_equal(b.count[2], 2);
	assert_int_equal(b.count[3], 2);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_promises), cmocka_unit_test(test_the_great_ones_stay),
		cmocka_unit_test(test_forgotten_twice),
		cmocka_unit_test(test_main_protocols), cmocka_unit_test(test_medians), cmocka_unit_test(test_greatest_value),
		cmocka_unit_test(test_bars),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
