// SPDX-License-Identifier: GPL-2.0-only
/*
 * What never matters: alternatives are taken out of the text of random expressions, and the engine is shown every payload
 * over an alphabet, before and after. What was found makes no difference; what was not found does.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "prove/deadend.h"
#include "prove/reach.h"
#include "tests/unit/proof.h"

#define ROUNDS 500
#define BYTES 5

static struct l7_dead_ends dead_ends(const char *expression, enum l7_dialect dialect)
{
	const struct l7_place place = { .line = 1 };
	struct l7_dead_ends ends = { 0 };
	struct l7_regex re = { 0 };
	struct l7_diags d = { 0 };

	assert_int_equal(l7_regex_parse(&re, dialect, expression, &place, false, &d), 0);
	assert_int_equal(l7_dead_ends_find(&ends, &re), 0);
	l7_regex_fini(&re);
	l7_diags_fini(&d);
	return ends;
}

/* take an alternative out, and a bar beside it */
static void cut(char *to, const char *expression, const struct l7_dead_end *end)
{
	size_t length, at;
	const char *text = l7_dead_end_text(expression, false, end, &length);

	assert_non_null(text);
	at = text - expression;
	if (end->alternative) {
		at--;
		length++;
	} else {
		assert_int_equal(text[length], '|');
		length++;
	}
	sprintf(to, "%.*s%s", (int)at, expression, expression + at + length);
}

static bool same_language(const char *one, const char *other)
{
	char line[600];
	uint8_t bytes[BYTES];
	struct toy a, b;
	bool same = true;

	snprintf(line, sizeof(line), "udp: %s\n", one);
	toy_init(&a, line);
	snprintf(line, sizeof(line), "udp: %s\n", other);
	toy_init(&b, line);
	for (uint32_t size = 1; same && size <= BYTES; size++)
		for (unsigned long i = 0; same && i < toy_strings(size); i++) {
			toy_string(bytes, size, i);
			same = toy_matches(&a, bytes, size, 1) == toy_matches(&b, bytes, size, 1);
		}
	toy_fini(&a);
	toy_fini(&b);
	return same;
}

/* from the last on, as their places are told by what stands before them */
static void cut_all(char *text, const struct l7_dead_ends *ends)
{
	char shorter[512];

	for (size_t i = ends->count; i--;) {
		cut(shorter, text, &ends->end[i]);
		strcpy(text, shorter);
	}
}

/* expressions of at most BYTES bytes, so that all that they match is tried */
static void finite_expression(char *to)
{
	static const char *const piece[] = { "a", "b", "\\x00", "[ab]", ".", "ab", "ba", "aab", "[^a]b", "", "a?" };
	const unsigned int n = rand() % 4 + 2;

	to = stpcpy(to, "^(");
	for (unsigned int i = 0; i < n; i++) {
		to = stpcpy(to, piece[rand() % (sizeof(piece) / sizeof(*piece))]);
		if (!(rand() % 3))
			to = stpcpy(to, rand() % 2 ? "(a|b)" : "(b|bb?)");
		to = stpcpy(to, i + 1 < n ? "|" : ")");
	}
	strcpy(to, rand() % 2 ? "b?$" : "");
}

static void test_cut(void **state)
{
	char text[512], shorter[512];
	struct l7_dead_ends ends, left;
	unsigned int found = 0;

	srand(1);
	for (unsigned int i = 0; i < ROUNDS; i++) {
		finite_expression(text);
		ends = dead_ends(text, L7_DIALECT_L7);
		strcpy(shorter, text);
		cut_all(shorter, &ends);
		if (!same_language(text, shorter)) {
			fprintf(stderr, "%s became %s\n", text, shorter);
			fail();
		}
		left = dead_ends(shorter, L7_DIALECT_L7);
		assert_int_equal(left.count, 0);
		found += ends.count;
		l7_dead_ends_fini(&left);
		l7_dead_ends_fini(&ends);
	}
	assert_true(found > ROUNDS / 2);
}

/* the first choice's alternatives, one by one: where the language stays, one is found */
static void test_missed(void **state)
{
	char text[512], shorter[512];

	srand(2);
	for (unsigned int i = 0; i < ROUNDS; i++) {
		struct l7_dead_ends ends;
		struct l7_dead_end end = { 0 };
		size_t length;

		finite_expression(text);
		ends = dead_ends(text, L7_DIALECT_L7);
		for (; !ends.count && l7_dead_end_text(text, false, &end, &length); end.alternative++) {
			cut(shorter, text, &end);
			if (same_language(text, shorter)) {
				fprintf(stderr, "%s is %s\n", text, shorter);
				fail();
			}
		}
		l7_dead_ends_fini(&ends);
	}
}

static void expect_ends(const char *expression, enum l7_dialect dialect, const char *want)
{
	struct l7_dead_ends ends = dead_ends(expression, dialect);
	char got[256] = "";

	for (size_t i = 0; i < ends.count; i++) {
		size_t length;
		const char *text = l7_dead_end_text(expression, dialect == L7_DIALECT_V8, &ends.end[i], &length);

		assert_non_null(text);
		sprintf(got + strlen(got), "%s%.*s%s", i ? " " : "", (int)length, text, ends.end[i].never ? "!" : "");
	}
	assert_string_equal(got, want);
	l7_dead_ends_fini(&ends);
}

static void test_by_hand(void **state)
{
	expect_ends("^(GET|POST|GET /)", L7_DIALECT_L7, "GET /");
	expect_ends("^(get|GET|put)", L7_DIALECT_L7_NOCASE, "GET");
	expect_ends("^(get|GET|put)", L7_DIALECT_L7, "");
	expect_ends("^(a|[^\\x00-\\xff])", L7_DIALECT_L7, "[^\\x00-\\xff]!");
	expect_ends("^(a|b^c)d", L7_DIALECT_L7, "b^c!");
	expect_ends("^(a\\|b|[)|]|x(1|[0-9]))", L7_DIALECT_L7, "1");
	expect_ends("^[]|)](b|b)", L7_DIALECT_V8, "b");
	expect_ends("^ab|b|ab$", L7_DIALECT_V8, "^ab ab$");
	expect_ends("a", L7_DIALECT_V8, "");
}

static void expect_findings(const char *lines, const char *want)
{
	struct l7_findings f = { 0 };
	char got[64] = "";
	struct toy t;

	toy_init(&t, lines);
	assert_int_equal(l7_reach_of_def(&t.matchers, 0, t.matchers.count, &f), 0);
	for (size_t i = 0; i < f.count; i++)
		sprintf(got + strlen(got), "%s%u", i ? " " : "", f.finding[i].line);
	if (strcmp(got, want)) {
		fprintf(stderr, "%s", t.text);
		for (size_t i = 0; i < f.count; i++)
			fprintf(stderr, "%u: %s\n", f.finding[i].line, f.finding[i].text);
	}
	assert_string_equal(got, want);
	l7_findings_fini(&f);
	toy_fini(&t);
}

/* which lines are found; the first pattern stands in line 2 */
static void test_lines(void **state)
{
	expect_findings("udp: ^a\nudp: ^b\n", "");
	expect_findings("udp: ^a\nudp: ^ab\n", "3");
	expect_findings("udp: ^ab\nudp: ^a\n", "2");
	expect_findings("udp: ^a\nudp: ^a\n", "3");
	expect_findings("udp: ^a\ntcp: ^a\n", "");
	expect_findings("tcp+udp: ^a\ntcp: ^ab\n", "3");
	expect_findings("tcp: ^a\ntcp+udp: ^ab\n", "");
	expect_findings("udp size 10 u8@10 = 1: ^a\n", "2");
	expect_findings("udp u8@0 > 97: ^a\n", "2");
	expect_findings("udp u8@1 & 0x0f = 16: ^a\n", "2");
	expect_findings("udp size 10 size 11..: ^a\n", "2");
	expect_findings("udp u16@0 = size u16@0 + 2 = size: ^\n", "2");
	expect_findings("udp size 10..: ^a\nudp size 12..20: ^a\n", "3");
	expect_findings("udp client: ^a\nudp: ^ab\n", "");
	expect_findings("udp: ^a\nand: ^b\nudp: ^a\n", "2");
	expect_findings("udp: ^[^\\x00-\\xff]\n", "2");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_cut),	cmocka_unit_test(test_missed), cmocka_unit_test(test_by_hand),
		cmocka_unit_test(test_lines),
	};

	return cmocka_run_group_tests_name("compiler_reach", tests, NULL, NULL);
}
