// SPDX-License-Identifier: GPL-2.0-only
/*
 * Our dialect: what is an error, where, and with which words; that random expressions match the short strings that they
 * match for PCRE2, from parsing to the walk.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#if __has_include(<pcre2.h>)
#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#define HAVE_PCRE2
#endif

#include "compiler/regex.h"
#include "core/flow.h"

static const struct {
	const char *expression;
	unsigned int column;
	const char *text;
} errors[] = {
	{ "a(b", 2, "`(' without `)'; add the `)', or write \\( for the character itself" },
	{ "((a)", 1, "`(' without `)'; add the `)', or write \\( for the character itself" },
	{ "ab)c", 3, "`)' without `('; leave it out, or write \\) for the character itself" },
	{ ")", 1, "`)' without `('; leave it out, or write \\) for the character itself" },
	{ "a|b)", 4, "`)' without `('; leave it out, or write \\) for the character itself" },
	{ "(?:a)", 2, "`(?' means nothing here: groups are never captured, and there is no looking ahead" },
	{ "a(?=b)", 3, "`(?' means nothing here: groups are never captured, and there is no looking ahead" },
	{ "*a", 1, "nothing stands before it that could be repeated; write a backslash in front for the character itself" },
	{ "a|+", 3, "nothing stands before it that could be repeated; write a backslash in front for the character itself" },
	{ "(?", 2, "`(?' means nothing here: groups are never captured, and there is no looking ahead" },
	{ "a(*b)", 3, "nothing stands before it that could be repeated; write a backslash in front for the character "
	  "itself" },
	{ "{3}", 1, "nothing stands before it that could be repeated; write a backslash in front for the character "
	  "itself" },
	{ "a**", 3, "a repetition right after another; leave one of them out, or put parentheses around what is repeated "
	  "twice" },
	{ "a+?b", 3, "a repetition right after another; leave one of them out, or put parentheses around what is repeated "
	  "twice" },
	{ "a{2}{3}", 5, "a repetition right after another; leave one of them out, or put parentheses around what is "
	  "repeated twice" },
	{ "a*{3}", 3, "a repetition right after another; leave one of them out, or put parentheses around what is "
	  "repeated twice" },
	{ "a{3", 2, "`{' and a digit begin a repetition, {n}, {n,} or {n,m}; write \\{ for the character itself" },
	{ "a{3,", 2, "`{' and a digit begin a repetition, {n}, {n,} or {n,m}; write \\{ for the character itself" },
	{ "a{3,4", 2, "`{' and a digit begin a repetition, {n}, {n,} or {n,m}; write \\{ for the character itself" },
	{ "a{3x}", 2, "`{' and a digit begin a repetition, {n}, {n,} or {n,m}; write \\{ for the character itself" },
	{ "a{3 ,4}", 2, "`{' and a digit begin a repetition, {n}, {n,} or {n,m}; write \\{ for the character itself" },
	{ "a{256}", 2, "repeated too often: 255 is the most; what lies far in is better looked at by a condition, such as "
	  "u32@236 = 0x63825363" },
	{ "a{1,99999999999}", 2, "repeated too often: 255 is the most; what lies far in is better looked at by a "
	  "condition, such as u32@236 = 0x63825363" },
	{ "a{4294967297}", 2, "repeated too often: 255 is the most; what lies far in is better looked at by a condition, "
	  "such as u32@236 = 0x63825363" },
	{ "a{65535}", 2, "repeated too often: 255 is the most; what lies far in is better looked at by a condition, "
	  "such as u32@236 = 0x63825363" },
	{ "a{3,2}", 2, "the smaller number comes first" },
	{ "a{0}", 2, "what is repeated 0 times is better left out" },
	{ "a{0,0}", 2, "what is repeated 0 times is better left out" },
	{ "a[bc", 2, "`[' without `]'; add the `]', or write \\[ for the character itself (a `]' right after the `[' belongs "
	  "to the set)" },
	{ "[]", 1, "`[' without `]'; add the `]', or write \\[ for the character itself (a `]' right after the `[' belongs to "
	  "the set)" },
	{ "[^]", 1, "`[' without `]'; add the `]', or write \\[ for the character itself (a `]' right after the `[' belongs "
	  "to the set)" },
	{ "[a\\]", 1, "`[' without `]'; add the `]', or write \\[ for the character itself (a `]' right after the `[' belongs "
	  "to the set)" },
	{ "[a-", 1, "`[' without `]'; add the `]', or write \\[ for the character itself (a `]' right after the `[' belongs "
	  "to the set)" },
	{ "x[z-a]", 3, "the range runs backwards; its first byte must not be greater than its last" },
	{ "[\\xff-\\x00]", 2, "the range runs backwards; its first byte must not be greater than its last" },
	{ "[ab-\\d]", 3, "a range ends in one byte, not in a set" },
	{ "ab\\", 3, "a backslash ends the expression; write \\\\ for the character itself" },
	{ "[ab\\", 4, "a backslash ends the expression; write \\\\ for the character itself" },
	{ "\\x", 1, "\\x needs two hexadecimal digits" },
	{ "a\\x4", 2, "\\x needs two hexadecimal digits" },
	{ "\\xg0", 1, "\\x needs two hexadecimal digits" },
	{ "[\\x0]", 2, "\\x needs two hexadecimal digits" },
	{ "[a-\\x0]", 4, "\\x needs two hexadecimal digits" },
	{ "a\\b", 2, "no such escape; there are \\xHH \\r \\n \\t \\0 \\d \\w \\s \\D \\W \\S, and a backslash in front of "
	  "punctuation" },
	{ "\\1", 1, "no such escape; there are \\xHH \\r \\n \\t \\0 \\d \\w \\s \\D \\W \\S, and a backslash in front of "
	  "punctuation" },
	{ "\\X41", 1, "no such escape; there are \\xHH \\r \\n \\t \\0 \\d \\w \\s \\D \\W \\S, and a backslash in front of "
	  "punctuation" },
	{ "\\ ", 1, "no such escape; there are \\xHH \\r \\n \\t \\0 \\d \\w \\s \\D \\W \\S, and a backslash in front of "
	  "punctuation" },
	{ "[\\e]", 2, "no such escape; there are \\xHH \\r \\n \\t \\0 \\d \\w \\s \\D \\W \\S, and a backslash in front of "
	  "punctuation" },
};

/* the column is that of the line, in which the expression begins behind `tcp: ` */
static void diagnostics(void **state)
{
	size_t i;

	for (i = 0; i < sizeof(errors) / sizeof(errors[0]); i++) {
		char line[64];
		const struct l7_place place = { .file = "x.pat", .line = 3, .text = line, .column = 5 };
		struct l7_regex re = { 0 };
		struct l7_diags d = { 0 };

		snprintf(line, sizeof(line), "tcp: %s", errors[i].expression);
		assert_int_equal(l7_regex_parse(&re, L7_DIALECT_L7, errors[i].expression, &place, true, &d), -1);
		assert_int_equal(d.count, 1);
		assert_string_equal(d.diag[0].text, errors[i].text);
		assert_int_equal(d.diag[0].column, errors[i].column + 5);
		assert_int_equal(d.diag[0].line, 3);
		assert_string_equal(d.diag[0].source, line);
		l7_regex_fini(&re);
		l7_diags_fini(&d);
	}
}

static int parses(const char *expression, struct l7_diags *d)
{
	const struct l7_place place = { .name = "x" };
	struct l7_regex re = { 0 };
	const int err = l7_regex_parse(&re, L7_DIALECT_L7, expression, &place, true, d);

	l7_regex_fini(&re);
	return err;
}

static void limits(void **state)
{
	char *text = calloc(1, L7_PATTERN_MAX_BYTES + 1);
	struct l7_diags d = { 0 };

	memset(text, '(', L7_REGEX_MAX_DEPTH);
	memset(text + L7_REGEX_MAX_DEPTH, ')', L7_REGEX_MAX_DEPTH);
	assert_int_equal(parses(text, &d), 0);
	memset(text, '(', L7_REGEX_MAX_DEPTH + 1);
	memset(text + L7_REGEX_MAX_DEPTH + 1, ')', L7_REGEX_MAX_DEPTH + 1);
	assert_int_equal(parses(text, &d), -1);
	assert_string_equal(d.diag[0].text, "x: too many levels of parentheses; write the expression flatter");
	assert_int_equal(d.diag[0].column, L7_REGEX_MAX_DEPTH + 1);
	memset(text, 'a', L7_PATTERN_MAX_BYTES - 1);
	assert_int_equal(parses(text, &d), 0);
	text[L7_PATTERN_MAX_BYTES - 1] = 'a';
	assert_int_equal(parses(text, &d), -1);
	assert_string_equal(d.diag[1].text, "the expression is 32768 bytes long; the longest possible has 32767");
	assert_int_equal(parses("a{255}b{0,255}c{255,}", &d), 0);
	free(text);
	l7_diags_fini(&d);
}

/* an expression compiled as the only one of a table, for datagrams */
struct ours {
	struct l7_blob blob;
	struct l7_image img;
};

/* false: too much for an automaton */
static bool compile(struct ours *o, const char *expression, bool nocase)
{
	const struct l7_compile_options options = { .max_states = 1000 };
	struct l7_defs defs = { 0 };
	struct l7_diags d = { 0 };
	char text[512];
	bool good;

	snprintf(text, sizeof(text), "protocol x\nudp%s: %s\n", nocase ? " nocase" : "", expression);
	if (!l7_defs_add(&defs, "x", text, 1, 1, &d)) {
		l7_diags_print(&d, stderr);
		fail_msg("%s", text);
	}
	good = !l7_compile(&defs, &options, &o->blob, NULL, &d);
	if (good)
		assert_int_equal(l7_image_verify(o->blob.bytes, o->blob.size, &o->img, NULL), 0);
	l7_defs_fini(&defs);
	l7_diags_fini(&d);
	return good;
}

static bool matches(const struct ours *o, const uint8_t *bytes, size_t length)
{
	u64 now[L7_DEF_WORDS];
	struct l7_flow f;

	l7_flow_init(&f, &o->img, L7_ALL_GROUPS, L7_TRANSPORT_UDP);
	return l7_flow_take(&f, &o->img, L7_DIR_ORIGINAL, 2048, bytes, length, now);
}

static void check(const char *expression, bool nocase, const char *bytes, size_t length, bool want)
{
	struct ours o;

	assert_true(compile(&o, expression, nocase));
	if (matches(&o, (const uint8_t *)bytes, length) != want)
		fail_msg("%s should%s match \"%s\"", expression, want ? "" : "n't", bytes);
	l7_blob_fini(&o.blob);
}

#define YES(expression, bytes) check(expression, false, bytes, sizeof(bytes) - 1, true)
#define NO(expression, bytes) check(expression, false, bytes, sizeof(bytes) - 1, false)
#define NOCASE(expression, bytes, want) check(expression, true, bytes, sizeof(bytes) - 1, want)

/* what differs from other dialects, or is easily got wrong */
static void by_hand(void **state)
{
	YES("^a\\x2eb$", "a.b");
	NO("^a\\x2eb$", "axb");
	YES("^\\x5e\\x24\\x28\\x5b\\x7b$", "^$([{");
	YES("^.$", "\n");
	YES("^.$", "\0");
	YES("^\\0\\x00$", "\0\0");
	YES("^a{,2}$", "a{,2}");
	YES("^a{x}$", "a{x}");
	YES("^a\\{2}$", "a{2}");
	YES("^[[:alpha:]]$", "h]");
	NO("^[[:alpha:]]$", "x");
	YES("^[\\]\\-\\\\]{3}$", "]-\\");
	YES("^[\\d-f]{3}$", "3-f");
	YES("^[\\D]$", "x");
	NO("^[^\\W]$", "-");
	YES("^#a $", "#a ");
	YES("^\\/\\#\\`\\~\\'$", "/#`~'");
	YES("(a|)b()c", "bc");
	YES("", "x");
	YES("()", "\0");
	YES("(){255}", "x");
	YES("a|", "x");
	YES("a||b", "x");
	YES("\xff[\xe0-\xf0]", "\xff\xe5");
	NO("[^\\x00-\\xff]", "a");
	NO("a^", "a^");
	NO("$a", "$a");
	NO("^$", "x");
	YES("x(^a|b)$|(^c)", "c");
	YES("^(a{2}){2,3}$", "aaaaaa");
	NO("^(a{2}){2,3}$", "aaaaaaa");
	YES("^a{0,2}b{0,1}$", "aab");
	YES("^a{2,}$", "aaaa");
	NO("^a{2,}$", "a");
	NO("^a$", "A");
	NOCASE("^a\\x42[c-e]$", "AbD", true);
	NOCASE("^[^a]$", "A", false);
	NOCASE("^[^A-C]$", "b", false);
	NOCASE("^[Z-a]$", "z", true);
	NOCASE("^[Z-a]$", "b", false);
	NOCASE("^\\xe4$", "\xc4", false);
}

#ifdef HAVE_PCRE2

#define ROUNDS 3000
#define MAX_LENGTH 4

static unsigned int seed = 3;

static unsigned int roll(unsigned int sides)
{
	return rand_r(&seed) / 7 % sides;
}

static void random_branch(char *to, unsigned int depth);

static void random_atom(char *to, unsigned int depth)
{
	static const char *const atoms[] = {
		"a", "a", "b", "A", ".", "^", "$", "1", "{a", "}", "]", "-", "#", " ", "\\x00", "(\\0)", "\\n", "\\x0a", "\\x61",
		"\\x2e", "\\x2A", "\\.", "\\[", "\\{", "\\-", "\\d", "\\w", "\\s", "\\D", "\\W", "\\S", "[ab]", "[^a]", "[^ab1]",
		"[a-b]", "[A-b]", "[^\\n]", "[]a]", "[^]a]", "[-a]", "[a-]", "[\\d\\x00]", "[^\\w]", "[\\W1]", "[^\\s\\S]",
		"[\\x00-\\x40]", "[\\]\\-]", "[a^]", "[.$]", "[\\x5d1]", "()",
	};

	if (depth < 3 && !roll(6)) {
		strcat(to, "(");
		random_branch(to, depth + 1);
		while (!roll(2)) {
			strcat(to, "|");
			if (roll(5))
				random_branch(to, depth + 1);
		}
		strcat(to, ")");
		return;
	}
	strcat(to, atoms[roll(roll(3) ? 8 : sizeof(atoms) / sizeof(atoms[0]))]);
}

static void random_branch(char *to, unsigned int depth)
{
	static const char *const repeats[] = { "*", "+", "?", "{2}", "{1,2}", "{0,1}", "{2,}", "{0,}", "{3}" };
	unsigned int n = 1 + roll(3);

	while (n--) {
		random_atom(to, depth);
		/* PCRE2 wants parentheses around what is not a byte */
		if (!strchr("^$", to[strlen(to) - 1]) && !roll(4))
			strcat(to, repeats[roll(sizeof(repeats) / sizeof(repeats[0]))]);
	}
}

static pcre2_code *compile_pcre2(const char *expression, bool nocase)
{
	const uint32_t flags = PCRE2_DOTALL | PCRE2_DOLLAR_ENDONLY | (nocase ? PCRE2_CASELESS : 0);
	PCRE2_SIZE where;
	pcre2_code *code;
	int error;

	code = pcre2_compile((PCRE2_SPTR)expression, PCRE2_ZERO_TERMINATED, flags, &error, &where, NULL);
	if (!code)
		fail_msg("%s: PCRE2 error %d at %zu", expression, error, where);
	return code;
}

/* all strings of up to MAX_LENGTH of these bytes; false: not compared, as it is too much for an automaton */
static bool compare(const char *expression, bool nocase)
{
	static const uint8_t letters[] = { 'a', 'b', 'A', '1', 0, '\n', '.' };
	const unsigned int n = sizeof(letters);
	pcre2_match_data *data;
	pcre2_code *code;
	unsigned int length, number, all = 1;
	struct ours o;

	if (!compile(&o, expression, nocase))
		return false;
	code = compile_pcre2(expression, nocase);
	data = pcre2_match_data_create(1, NULL);
	for (length = 1; length <= MAX_LENGTH; length++) {
		all *= n;
		for (number = 0; number < all; number++) {
			uint8_t bytes[MAX_LENGTH];
			unsigned int rest = number, i;

			for (i = 0; i < length; i++, rest /= n)
				bytes[i] = letters[rest % n];
			if (matches(&o, bytes, length) != (pcre2_match(code, bytes, length, 0, 0, data, NULL) >= 0))
				fail_msg("%s%s: string %u of length %u", expression, nocase ? " nocase" : "", number, length);
		}
	}
	l7_blob_fini(&o.blob);
	pcre2_match_data_free(data);
	pcre2_code_free(code);
	return true;
}

static void random_expressions(void **state)
{
	unsigned int compared = 0, i;

	for (i = 0; i < ROUNDS; i++) {
		char expression[512] = "";

		if (roll(3))
			strcat(expression, "^");
		random_branch(expression, 0);
		if (!roll(4)) {
			strcat(expression, "|");
			random_branch(expression, 0);
		}
		if (!roll(3))
			strcat(expression, "$");
		compared += compare(expression, !roll(3));
	}
	assert_true(compared > ROUNDS * 9 / 10);
}

/* every byte, against expressions of one set */
static void sets(void **state)
{
	static const char *const set[] = {
		".", "a", "Z", "\\x41", "\\xff", "\\d", "\\D", "\\w", "\\W", "\\s", "\\S", "\\r", "\\n", "\\t", "\\0",
		"[a-f]", "[^a-f]", "[Z-a]", "[^Z-a]", "[\\x00-\\x1f\\x80-\\xff]", "[\\w-]", "[^\\w.-]", "[\\s\\d]", "[^\\D5]",
		"[]-a]", "[+--]", "[\\r\\n\\t\\0]", "[^\\r\\n]", "[\\\\\\]]", "[\\^-\\`]", "[\xe0-\xff]", "[.*+?(){}|$]",
	};
	unsigned int i, nocase, byte;

	for (i = 0; i < sizeof(set) / sizeof(set[0]); i++)
		for (nocase = 0; nocase < 2; nocase++) {
			pcre2_code *code = compile_pcre2(set[i], nocase);
			pcre2_match_data *data = pcre2_match_data_create(1, NULL);
			struct ours o;

			assert_true(compile(&o, set[i], nocase));
			for (byte = 0; byte < 256; byte++) {
				const uint8_t b = byte;

				if (matches(&o, &b, 1) != (pcre2_match(code, &b, 1, 0, 0, data, NULL) >= 0))
					fail_msg("%s: byte 0x%02x", set[i], byte);
			}
			l7_blob_fini(&o.blob);
			pcre2_match_data_free(data);
			pcre2_code_free(code);
		}
}

#endif

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(diagnostics),
		cmocka_unit_test(limits),
		cmocka_unit_test(by_hand),
#ifdef HAVE_PCRE2
		cmocka_unit_test(random_expressions),
		cmocka_unit_test(sets),
#endif
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
