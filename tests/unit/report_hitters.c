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
		uint64_t kinds = 0;

		assert_false(there[n]);
		there[n] = true;
		assert_true(moved(h) <= want[n] && want[n] <= moved(h) + h->missed);
		assert_true(!i || moved(all->hitter[i - 1]) >= moved(h));
		for (size_t k = 0; k < h->kinds; k++)
			kinds += h->kind[k].bytes;
		assert_int_equal(kinds, moved(h));
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
			assert_non_null(l7_hitters_add(&all, &key, sent, received, random() % 7));
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

static const struct l7_hitter *one_of(struct l7_hitters *all)
{
	l7_hitters_sort(all);
	assert_int_equal(all->count, 1);
	return all->hitter[0];
}

/* a thousand small connections of one protocol are more than a few bigger ones that came before, whatever the order */
static void test_main_protocols(void **state)
{
	for (unsigned int bigs_come = 0; bigs_come < 4000; bigs_come += 1333) {
		const struct l7_hitter_key key = key_of(1);
		struct l7_hitters all = { .max = MAX };
		const struct l7_hitter *h;

		for (unsigned int i = 0; i < 4000; i++) {
			for (size_t row = 0; i == bigs_come && row < 4; row++)
				assert_non_null(l7_hitters_add(&all, &key, 1000 + row, 100, row));
			assert_non_null(l7_hitters_add(&all, &key, 60, 90, 4));
		}
		h = one_of(&all);
		assert_int_equal(h->kinds, 5);
		assert_int_equal(h->kind[0].row, 4);
		assert_int_equal(h->kind[0].bytes, 4000 * 150);
		for (size_t i = 1; i < 5; i++) {
			assert_int_equal(h->kind[i].row, 4 - i);
			assert_int_equal(h->kind[i].bytes, 1104 - i);
		}
		l7_hitters_fini(&all);
	}
}

/* any number of protocols: exact, in order; one without a byte is none of an end's */
static void test_protocols_add_up(void **state)
{
	const struct l7_hitter_key key = key_of(1);
	struct l7_hitters all = { .max = MAX };
	uint64_t want[400] = { 0 };
	const struct l7_hitter *h;

	srandom(7);
	for (unsigned int i = 0; i < CONNECTIONS; i++) {
		const uint32_t row = random() % 400, bytes = row ? random() % 1000 : 0;

		assert_non_null(l7_hitters_add(&all, &key, bytes / 3, bytes - bytes / 3, row));
		want[row] += bytes;
	}
	h = one_of(&all);
	assert_int_equal(h->connections, CONNECTIONS);
	assert_int_equal(h->kinds, 399);
	for (size_t i = 0; i < h->kinds; i++) {
		assert_int_equal(h->kind[i].bytes, want[h->kind[i].row]);
		assert_true(!i || h->kind[i - 1].bytes >= h->kind[i].bytes);
		want[h->kind[i].row] = 0;
	}
	for (size_t row = 0; row < 400; row++)
		assert_int_equal(want[row], 0);
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
		cmocka_unit_test(test_main_protocols), cmocka_unit_test(test_protocols_add_up), cmocka_unit_test(test_medians),
		cmocka_unit_test(test_greatest_value), cmocka_unit_test(test_bars),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
