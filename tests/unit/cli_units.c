// SPDX-License-Identifier: GPL-2.0-only
/* numbers in narrow columns: their text at the borders, never wider than five characters */

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "cli/units.c"

static void writes_counts(void **state)
{
	static const struct {
		uint64_t n;
		const char *text;
	} cases[] = {
		{ 0, "0" },		      { 9999, "9999" },	       { 10000, "10.0k" },	  { 12345, "12.3k" },
		{ 99999, "99.9k" },	      { 100000, "100k" },      { 999999, "999k" },	  { 1000000, "1.00M" },
		{ 1050000, "1.05M" },	      { 9999999, "9.99M" },    { 10000000, "10.0M" },	  { 123456789, "123M" },
		{ 1000000000, "1.00G" },      { 1ull << 40, "1.09T" }, { UINT64_MAX, "18.4E" },
	};
	char text[L7_UNITS_SIZE];

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		assert_string_equal(l7_units_count(cases[i].n, text), cases[i].text);
	for (uint64_t n = 1; n < UINT64_MAX / 7; n = n * 7 / 4 + 1)
		assert_true(strlen(l7_units_count(n, text)) <= 5);
}

static void writes_seconds(void **state)
{
	char text[L7_UNITS_SIZE];

	assert_string_equal(l7_units_seconds(0, text), "0s");
	assert_string_equal(l7_units_seconds(119, text), "119s");
	assert_string_equal(l7_units_seconds(120, text), "2m");
	assert_string_equal(l7_units_seconds(7199, text), "119m");
	assert_string_equal(l7_units_seconds(7200, text), "2h");
	assert_string_equal(l7_units_seconds(432000, text), "5d");
	assert_string_equal(l7_units_seconds(86400ull * 9999, text), "9999d");
	assert_string_equal(l7_units_seconds(UINT64_MAX, text), "long");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(writes_counts),
		cmocka_unit_test(writes_seconds),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
