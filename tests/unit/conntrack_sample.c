// SPDX-License-Identifier: GPL-2.0-only
/* what connections have carried from one sample to the next */

#include <netinet/in.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include <cmocka.h>

#include "conntrack/sample.h"

#define SECOND 1000000000ull

static struct l7_ct connection(uint32_t id, uint16_t port, uint64_t up, uint64_t down)
{
	return (struct l7_ct){
		.id = id,
		.family = AF_INET,
		.transport = IPPROTO_TCP,
		.port = { port, 80 },
		.has_ports = true,
		.counted = true,
		.bytes = { up, down },
		.packets = { up / 100, down / 100 },
	};
}

static void take(struct l7_sample *sample, uint64_t now, const struct l7_ct *ct, size_t count)
{
	l7_sample_begin(sample, now);
	for (size_t i = 0; i < count; i++)
		l7_sample_add(sample, &ct[i]);
	assert_int_equal(l7_sample_end(sample), 0);
}

static const struct l7_sampled *find(const struct l7_sample *sample, uint32_t id)
{
	for (size_t i = 0; i < sample->count; i++)
		if (sample->item[i].ct.id == id)
			return &sample->item[i];
	return NULL;
}

static void expect_bytes(const struct l7_sample *sample, uint32_t id, uint64_t up, uint64_t down)
{
	const struct l7_sampled *conn = find(sample, id);

	assert_non_null(conn);
	assert_int_equal(conn->bytes[L7_CT_UP], up);
	assert_int_equal(conn->bytes[L7_CT_DOWN], down);
	assert_int_equal(conn->packets[L7_CT_UP], up / 100);
	assert_int_equal(conn->packets[L7_CT_DOWN], down / 100);
}

static void knows_no_rate_at_first(void **state)
{
	struct l7_sample sample = { 0 };
	const struct l7_ct one = connection(1, 1000, 5000, 700);

	take(&sample, 7 * SECOND, &one, 1);
	assert_int_equal(sample.interval, 0);
	assert_int_equal(sample.count, 1);
	expect_bytes(&sample, 1, 0, 0);
	l7_sample_fini(&sample);
}

static void subtracts_what_was_before(void **state)
{
	struct l7_sample sample = { 0 };
	const struct l7_ct before[] = { connection(1, 1000, 5000, 700), connection(2, 1001, 0, 0) };
	const struct l7_ct after[] = { connection(2, 1001, 300, 0), connection(1, 1000, 5100, 1700) };

	take(&sample, 7 * SECOND, before, 2);
	take(&sample, 9 * SECOND, after, 2);
	assert_int_equal(sample.interval, 2 * SECOND);
	expect_bytes(&sample, 1, 100, 1000);
	expect_bytes(&sample, 2, 300, 0);
	/* idle: nothing since, though its counters are there */
	take(&sample, 10 * SECOND, after, 2);
	expect_bytes(&sample, 1, 0, 0);
	assert_int_equal(find(&sample, 1)->ct.bytes[L7_CT_UP], 5100);
	assert_int_equal(find(&sample, 1)->seen, 7 * SECOND);
	l7_sample_fini(&sample);
}

static void takes_all_of_a_new_one(void **state)
{
	struct l7_sample sample = { 0 };
	const struct l7_ct ct[] = { connection(1, 1000, 5000, 700), connection(2, 1001, 900, 100) };

	take(&sample, 7 * SECOND, ct, 1);
	take(&sample, 8 * SECOND, ct, 2);
	expect_bytes(&sample, 2, 900, 100);
	expect_bytes(&sample, 1, 0, 0);
	l7_sample_fini(&sample);
}

static void tells_one_from_the_next_of_the_same_ends(void **state)
{
	struct l7_sample sample = { 0 };
	const struct l7_ct before = connection(1, 1000, 5000, 700), after = connection(2, 1000, 6000, 900);

	take(&sample, 7 * SECOND, &before, 1);
	take(&sample, 8 * SECOND, &after, 1);
	assert_int_equal(sample.count, 1);
	expect_bytes(&sample, 2, 6000, 900);
	assert_int_equal(find(&sample, 2)->seen, 8 * SECOND);
	l7_sample_fini(&sample);
}

static void takes_counters_that_went_back_for_new_ones(void **state)
{
	struct l7_sample sample = { 0 };
	const struct l7_ct before = connection(1, 1000, 5000, 700), after = connection(1, 1000, 400, 800);

	take(&sample, 7 * SECOND, &before, 1);
	take(&sample, 8 * SECOND, &after, 1);
	expect_bytes(&sample, 1, 400, 800);
	l7_sample_fini(&sample);
}

static void counts_once_what_a_dump_has_twice(void **state)
{
	struct l7_sample sample = { 0 };
	const struct l7_ct ct[] = { connection(1, 1000, 100, 0), connection(1, 1000, 300, 0) };

	take(&sample, 7 * SECOND, ct, 1);
	take(&sample, 8 * SECOND, (struct l7_ct[]){ ct[1], ct[1] }, 2);
	assert_int_equal(sample.count, 1);
	expect_bytes(&sample, 1, 200, 0);
	l7_sample_fini(&sample);
}

static void keeps_apart_equal_ids_and_zones(void **state)
{
	struct l7_sample sample = { 0 };
	struct l7_ct ct[] = { connection(1, 1000, 100, 0), connection(1, 1001, 100, 0), connection(1, 1000, 100, 0) };

	ct[2].zone = 4;
	take(&sample, 7 * SECOND, ct, 3);
	assert_int_equal(sample.count, 3);
	l7_sample_fini(&sample);
}

/* many come and go; what is left must be found, with the right counters */
static void forgets_those_that_end(void **state)
{
	enum { MANY = 3000 };
	struct l7_ct *ct = calloc(MANY, sizeof(*ct));
	struct l7_sample sample = { 0 };

	for (uint32_t round = 1; round < 20; round++) {
		size_t count = 0;

		for (uint32_t id = 1; id < MANY; id++)
			if ((id * 7 + round) % 5 > 1)
				ct[count++] = connection(id, id, round * 1000 + id, 0);
		take(&sample, round * SECOND, ct, count);
		assert_int_equal(sample.count, count);
		assert_int_equal(sample.index.count, count);
		for (size_t i = 0; i < sample.count; i++) {
			const uint32_t id = sample.item[i].ct.id;
			const bool old = (id * 7 + round - 1) % 5 > 1;

			assert_true((id * 7 + round) % 5 > 1);
			assert_int_equal(sample.item[i].bytes[L7_CT_UP], round == 1 ? 0 : old ? 1000 : round * 1000 + id);
		}
	}
	l7_sample_fini(&sample);
	free(ct);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(knows_no_rate_at_first),
		cmocka_unit_test(subtracts_what_was_before),
		cmocka_unit_test(takes_all_of_a_new_one),
		cmocka_unit_test(tells_one_from_the_next_of_the_same_ends),
		cmocka_unit_test(takes_counters_that_went_back_for_new_ones),
		cmocka_unit_test(counts_once_what_a_dump_has_twice),
		cmocka_unit_test(keeps_apart_equal_ids_and_zones),
		cmocka_unit_test(forgets_those_that_end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
