// SPDX-License-Identifier: GPL-2.0-only
/*
 * How far an expression comes, against a slow and obvious twin: a beginning of the text is alive if there is any text
 * to follow it, out of all that there are up to a length, so that it matches. Expressions are picked by hand and made
 * at random, in both dialects.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "compiler/trace.h"
#include "tests/naive/places.h"

#define TEXT_BYTES 5
#define MORE_BYTES 4	/* that expressions need at most to match, wherever in them one is */
#define MAX_BYTES (TEXT_BYTES + MORE_BYTES + 1)
#define ROUNDS 1500

static const uint8_t alphabet[] = { 'a', 'b', 'z' };	/* no expression names the last */

struct text {
	uint8_t bytes[MAX_BYTES];
	unsigned int length;
};

/* anywhere in @s, whose end is one */
static bool matches(const struct l7_regex *re, const struct text *s)
{
	return s->length && places_match(re, s->bytes, s->length);
}

/* whatever follows */
static bool matches_already(const struct l7_regex *re, const struct text *s)
{
	struct text longer = *s;
	const unsigned int here = (2u << s->length) - 1;

	longer.bytes[longer.length++] = 'z';
	return s->length && places_after(re, re->root, longer.bytes, longer.length, here) & here;
}

static bool is_alive(const struct l7_regex *re, struct text *s, unsigned int more)
{
	unsigned int i;
	bool alive = matches(re, s);

	for (i = 0; !alive && more && i < sizeof(alphabet); i++) {
		s->bytes[s->length++] = alphabet[i];
		alive = is_alive(re, s, more - 1);
		s->length--;
	}
	return alive;
}

/* the first @n bytes as the expression's dialect sees them */
static struct text beginning(const struct l7_regex *re, const struct text *s, unsigned int n)
{
	struct text out = { .length = 0 };
	unsigned int i;

	for (i = 0; i < n; i++)
		if (s->bytes[i] || re->dialect != L7_DIALECT_V8)
			out.bytes[out.length++] = s->bytes[i];
	return out;
}

struct outcome {
	enum l7_trace_state state;
	unsigned int bytes;
};

static struct outcome expected(const struct l7_regex *re, const struct text *s)
{
	struct text first = beginning(re, s, 0);
	unsigned int n;

	if (!is_alive(re, &first, MORE_BYTES))
		return (struct outcome){ L7_TRACE_DEAD, 0 };
	for (n = 1; n <= s->length; n++) {
		first = beginning(re, s, n);
		if (matches_already(re, &first))
			return (struct outcome){ L7_TRACE_MATCHED, n };
		if (!is_alive(re, &first, MORE_BYTES))
			return (struct outcome){ L7_TRACE_DEAD, n - 1 };
	}
	first = beginning(re, s, s->length);
	return (struct outcome){ matches(re, &first) ? L7_TRACE_MATCHED : L7_TRACE_OPEN, s->length };
}

static void print_text(const struct text *s)
{
	unsigned int i;

	for (i = 0; i < s->length; i++)
		printf(s->bytes[i] ? "%c" : "\\x00", s->bytes[i]);
}

/* fed in two pieces that are one packet */
static void check(struct l7_trace *t, const char *expression, const struct text *s)
{
	const struct outcome want = expected(&t->regex, s);
	unsigned int cut;

	for (cut = 0; cut <= s->length; cut++) {
		l7_trace_begin(t);
		l7_trace_feed(t, s->bytes, cut);
		l7_trace_feed(t, s->bytes + cut, s->length - cut);
		l7_trace_end(t);
		if (t->state == want.state && t->bytes == want.bytes)
			continue;
		printf("%s in ", expression);
		print_text(s);
		printf(": state %d at %zu, wanted %d at %u\n", t->state, t->bytes, want.state, want.bytes);
		fail();
	}
}

static void open_trace(struct l7_trace *t, const char *expression, bool classic)
{
	struct l7_pattern p = { .expression = (char *)expression, .line = 1, .over = classic ? 0 : L7_OVER_TCP };
	struct l7_diags d = { 0 };

	if (l7_trace_init(t, &p, NULL, &d))
		l7_diags_print(&d, stdout);
	assert_int_equal(d.errors, 0);
	l7_diags_fini(&d);
}

/* all texts up to TEXT_BYTES; the classic's with NUL in place of `z' */
static void check_all(const char *expression, bool classic)
{
	struct l7_trace t = { 0 };
	struct text s;
	unsigned int number, rest, count, i;

	open_trace(&t, expression, classic);
	for (s.length = 0, count = 1; s.length <= TEXT_BYTES; s.length++, count *= sizeof(alphabet))
		for (number = 0; number < count; number++) {
			for (i = 0, rest = number; i < s.length; i++, rest /= sizeof(alphabet))
				s.bytes[i] = alphabet[rest % sizeof(alphabet)];
			for (i = 0; classic && i < s.length; i++)
				s.bytes[i] = s.bytes[i] == 'z' ? 0 : s.bytes[i];
			check(&t, expression, &s);
		}
	l7_trace_fini(&t);
}

static void test_by_hand(void **state)
{
	static const char *const expressions[] = {
		"^ab", "ab", "^a*b", "^(ab|aab)", "^ab$", "ab$", "a|^b", "^a|b$", "^$", "$", "^", "a*", "^a?", "^(a|)b",
		"a^b", "a$b", "^a.b", "^(a$|ab)", "^(^a)*b", "[^a]b", "^[^a]+", "(a|b)*$", "^(ab)+$",
	};
	size_t i;

	for (i = 0; i < sizeof(expressions) / sizeof(expressions[0]); i++) {
		check_all(expressions[i], false);
		check_all(expressions[i], true);
	}
	check_all("^a{2}b", false);
	check_all("^(a{1,2}b){1,}", false);
}

static unsigned int seed = 1;

static unsigned int roll(unsigned int sides)
{
	seed = seed * 1103515245 + 12345;
	return (seed >> 16) % sides;
}

/* needs at most MORE_BYTES bytes: so many atoms, none repeated more than once at the least */
static void random_expression(char *to)
{
	static const char *const atoms[] = { "a", "b", ".", "[^a]", "^", "$", "(a|b)", "(b|)", "(a|^b)", "(b$|a)" };
	static const char *const marks[] = { "", "", "", "*", "+", "?", "|" };
	unsigned int n = 1 + roll(MORE_BYTES);

	*to = 0;
	if (roll(3))
		strcat(to, "^");
	while (n--)
		strcat(strcat(to, atoms[roll(sizeof(atoms) / sizeof(atoms[0]))]), n ?
		       marks[roll(sizeof(marks) / sizeof(marks[0]))] : "");
}

static bool is_an_expression(const char *expression, bool classic)
{
	struct l7_regex re = { 0 };
	struct l7_diags d = { 0 };
	const struct l7_place place = { .line = 1 };
	const bool good = !l7_regex_parse(&re, classic ? L7_DIALECT_V8 : L7_DIALECT_L7, expression, &place, false, &d);

	l7_regex_fini(&re);
	l7_diags_fini(&d);
	return good;
}

static void test_random(void **state)
{
	char expression[128];
	unsigned int i, j, made = 0;

	for (i = 0; i < ROUNDS; i++) {
		const bool classic = i & 1;
		struct l7_trace t = { 0 };

		random_expression(expression);
		/* `^*' and the like are refused */
		if (!is_an_expression(expression, classic))
			continue;
		made++;
		open_trace(&t, expression, classic);
		for (j = 0; j < 20; j++) {
			struct text s = { .length = 0 };

			while (s.length < TEXT_BYTES && roll(8))
				s.bytes[s.length++] = roll(classic ? 4 : 3) == 3 ? 0 : alphabet[roll(3)];
			check(&t, expression, &s);
		}
		l7_trace_fini(&t);
	}
	assert_true(made > ROUNDS / 2);
}

/* packets end within a sequence: an end is one of all bytes so far, and a match stays where it was */
static void test_ends(void **state)
{
	struct l7_trace t = { 0 };

	open_trace(&t, "^ab$", false);
	assert_int_equal(l7_trace_feed(&t, (const uint8_t *)"a", 1), L7_TRACE_OPEN);
	assert_int_equal(l7_trace_end(&t), L7_TRACE_OPEN);
	assert_int_equal(l7_trace_feed(&t, (const uint8_t *)"b", 1), L7_TRACE_OPEN);
	assert_int_equal(l7_trace_end(&t), L7_TRACE_MATCHED);
	assert_int_equal(l7_trace_feed(&t, (const uint8_t *)"c", 1), L7_TRACE_MATCHED);
	assert_int_equal(t.bytes, 2);
	l7_trace_begin(&t);
	assert_int_equal(l7_trace_feed(&t, (const uint8_t *)"abc", 3), L7_TRACE_DEAD);
	assert_int_equal(l7_trace_end(&t), L7_TRACE_DEAD);
	assert_int_equal(t.bytes, 2);
	l7_trace_fini(&t);
}

/* bytes that hardly come by chance */
static void test_telling(void **state)
{
	static const struct {
		const char *expression, *text;
		size_t telling;
	} cases[] = {
		{ "^abc", "abz", 2 }, { "^abc", "abcd", 3 }, { "^a..b", "axxb", 2 }, { "^[^a]b", "zb", 1 },
		{ "abc", "abz", 0 }, { "^(a|.b)c", "abc", 2 }, { "^[\\x00-\\x7e]", "a", 1 },
		{ "^[\\x00-\\x7f]", "a", 0 }, { "^a*$", "aa", 2 },
	};
	size_t i;

	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct l7_trace t = { 0 };

		open_trace(&t, cases[i].expression, false);
		l7_trace_feed(&t, (const uint8_t *)cases[i].text, strlen(cases[i].text));
		assert_int_equal(t.telling, cases[i].telling);
		l7_trace_fini(&t);
	}
}

static void test_errors(void **state)
{
	struct l7_pattern p = { .expression = "^a(b", .line = 7, .column = 5, .over = L7_OVER_UDP };
	struct l7_diags d = { 0 };
	struct l7_trace t = { 0 };

	assert_int_equal(l7_trace_init(&t, &p, "x.pat", &d), -1);
	assert_int_equal(d.errors, 1);
	assert_int_equal(d.diag[0].line, 7);
	l7_trace_fini(&t);
	l7_diags_fini(&d);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_by_hand),
		cmocka_unit_test(test_random),
		cmocka_unit_test(test_ends),
		cmocka_unit_test(test_telling),
		cmocka_unit_test(test_errors),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
