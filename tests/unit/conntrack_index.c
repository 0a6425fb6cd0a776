// SPDX-License-Identifier: GPL-2.0-only
/* the index of connections beside a plain array that is searched from end to end */

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "conntrack/index.h"

#define KEYS 600

/* few low bits, so that probes run into each other and around the end */
static uint64_t key_of(unsigned int i)
{
	return (uint64_t)(i / 8 + 1) << 32 | (0xfc + i % 8);
}

static void agree(const struct l7_index *index, const uint32_t *naive)
{
	size_t count = 0;

	for (unsigned int i = 0; i < KEYS; i++) {
		const uint32_t *value = l7_index_get(index, key_of(i));

		assert_int_equal(!!value, !!naive[i]);
		if (value)
			assert_int_equal(*value, naive[i]);
		count += !!naive[i];
	}
	assert_int_equal(index->count, count);
}

static void does_what_an_array_does(void **state)
{
	struct l7_index index = { 0 };
	uint32_t naive[KEYS] = { 0 };

	srandom(1);
	for (unsigned int step = 1; step < 20000; step++) {
		const unsigned int i = random() % KEYS;

		/* it fills, then it empties, and again */
		if (random() % 100 < (step / 4000 % 2 ? 30 : 70)) {
			assert_int_equal(l7_index_set(&index, key_of(i), step), 0);
			naive[i] = step;
		} else {
			assert_int_equal(l7_index_remove(&index, key_of(i)), !!naive[i]);
			naive[i] = 0;
		}
		if (step % 16 == 0)
			agree(&index, naive);
	}
	assert_true(index.count <= index.room / 4 * 3);
	l7_index_fini(&index);
	agree(&index, (uint32_t[KEYS]){ 0 });
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(does_what_an_array_does),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
