// SPDX-License-Identifier: GPL-2.0-only
/*
 * The dialect: what is an error, where, and with which words; what each piece of an expression stands for.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "compiler/regex.h"
#include "uapi/layer7_image.h"

static const struct l7_place place = { .file = "x.pat", .line = 2 };

/* what is reported: `column: severity: text`, a line each, to be freed */
static char *diagnose(const char *pattern)
{
	struct l7_regex re = { 0 };
	struct l7_diags d = { 0 };
	char *text = NULL;
	size_t size, i;
	FILE *out = open_memstream(&text, &size);
	int err;

	assert_non_null(out);
	err = l7_regex_parse(&re, L7_DIALECT_V8, pattern, &place, true, &d);
	for (i = 0; i < d.count; i++) {
		assert_string_equal(d.diag[i].file, "x.pat");
		assert_int_equal(d.diag[i].line, 2);
		assert_string_equal(d.diag[i].source, pattern);
		fprintf(out, "%s%u: %s: %s", i ? "\n" : "", d.diag[i].column,
			d.diag[i].severity == L7_ERROR ? "error" : "warning", d.diag[i].text);
	}
	fclose(out);
	assert_int_equal(err != 0, d.errors != 0);
	l7_diags_fini(&d);
	l7_regex_fini(&re);
	return text;
}

static const struct {
	const char *pattern;
	const char *says;
} cases[] = {
	/* what the V8 library refuses */
	{ "a(b", "2: error: `(' without `)'; add the `)', or write \\( for the character itself" },
	{ "\\x61(b", "5: error: `(' without `)'; add the `)', or write \\( for the character itself" },
	{ "ab)c", "3: error: `)' without `('; leave it out, or write \\) for the character itself" },
	{ "*a", "1: error: `*' has nothing before it to repeat; write \\* for the character itself" },
	{ "a|+b", "3: error: `+' has nothing before it to repeat; write \\+ for the character itself" },
	{ "(?:a)", "2: error: `?' has nothing before it to repeat; write \\? for the character itself" },
	{ "a**", "3: error: `*' right after `*'; leave one of them out, or write \\* for the character itself" },
	{ "a+?", "3: error: `?' right after `+'; leave one of them out, or write \\? for the character itself" },
	{ "^*a", "2: error: what `*' repeats may be empty; leave out the `*', or let it repeat something that has at "
	  "least one character" },
	{ "(a*)+", "5: error: what `+' repeats may be empty; leave out the `+', or let it repeat something that has at "
	  "least one character" },
	{ "(a|)*", "5: error: what `*' repeats may be empty; leave out the `*', or let it repeat something that has at "
	  "least one character" },
	{ "()*", "3: error: what `*' repeats may be empty; leave out the `*', or let it repeat something that has at "
	  "least one character" },
	{ "a[bc", "2: error: `[' without `]'; add the `]', or write \\[ for the character itself (a `]' right after "
	  "the `[' belongs to the set)" },
	{ "[]", "1: error: `[' without `]'; add the `]', or write \\[ for the character itself (a `]' right after "
	  "the `[' belongs to the set)" },
	{ "[^]", "1: error: `[' without `]'; add the `]', or write \\[ for the character itself (a `]' right after "
	  "the `[' belongs to the set)" },
	{ "x[z-a]", "3: error: the range runs backwards; its first character must not be greater than its last" },
	{ "\\x61[\\x62-\\x61]", "6: error: the range runs backwards; its first character must not be greater than its "
	  "last" },
	{ "ab\\", "3: error: a backslash ends the expression; write \\\\ for the character itself" },

	/* \xHH that acts as an operator */
	{ "a\\x2eb", "2: warning: \\x2e is read as the operator `.'; write \\. for the character itself, or . if the "
	  "operator is meant" },
	{ "\\x5e\\x24", "1: warning: \\x5e is read as the operator `^'; write \\^ for the character itself, or ^ if the "
	  "operator is meant\n"
	  "5: warning: \\x24 is read as the operator `$'; write \\$ for the character itself, or $ if the operator is "
	  "meant" },
	{ "a\\x2a", "2: warning: \\x2a is read as the operator `*'; write \\* for the character itself, or * if the "
	  "operator is meant" },
	{ "a\\x7cb", "2: warning: \\x7c is read as the operator `|'; write \\| for the character itself, or | if the "
	  "operator is meant" },
	{ "\\x28a", "1: warning: \\x28 is read as the operator `('; write \\( for the character itself, or ( if the "
	  "operator is meant\n"
	  "1: error: `(' without `)'; add the `)', or write \\( for the character itself" },
	{ "a\\x5c.", "2: warning: \\x5c is read as the backslash that makes the next character ordinary; write \\\\ for "
	  "the backslash itself" },
	{ "a\\\\x41", "2: warning: \\xHH is read before the backslash in front of it, so this is the byte 0x41 alone; "
	  "write \\\\[x] and the digits for a backslash and an x" },
	{ "[a\\x2dz]", "3: warning: \\x2d is read as the `-' that makes a range; put `-' first or last for the character "
	  "itself" },
	{ "[\\x5ea]", "2: warning: \\x5e is read as the `^' that negates; put `^' anywhere but first for the character "
	  "itself" },
	{ "[a\\x5d", "3: warning: \\x5d is read as the `]' that ends the brackets; put `]' first for the character "
	  "itself" },
	{ "a\\x00b(", "2: warning: \\x00 ends the expression, and the rest is ignored; leave it out: NUL bytes are "
	  "taken out of the payload before it is matched" },

	/* habits of other dialects */
	{ "\\x4", "1: warning: \\x needs two hexadecimal digits; as it stands this is the letter x" },
	{ "a\\n", "2: warning: \\n is the letter n in this dialect; write \\x0a" },
	{ "\\d+", "1: warning: \\d is the letter d in this dialect; write [0-9]" },
	{ "[0-9]{3}", "6: warning: braces are ordinary characters in this dialect; write what they should repeat as "
	  "often as it must occur, or \\{ if they are meant" },

	/* all in order */
	{ "", "" }, { "|", "" }, { "a||b", "" }, { "()", "" }, { "(|a)", "" }, { "(a*)?", "" }, { "^?", "" },
	{ "a{", "" }, { "a}", "" }, { "{3}", "" }, { "a]", "" }, { "[]]", "" }, { "[]-a]", "" }, { "[-a]", "" },
	{ "[a-]", "" }, { "[^-a]", "" }, { "[^]a]", "" }, { "[\\]", "" }, { "[a\\-z]", "" }, { "[a-a]", "" },
	{ "[.*+?()|$]", "" }, { "[\\x2e\\x2a]", "" }, { "[\\x5d]", "" }, { "[\\x2d]", "" }, { "\\x2d\\x5d", "" },
	{ "\\.\\*\\\\", "" }, { "a ", "" }, { "\\#", "" }, { "$a^", "" }, { "((((a))))", "" }, { "(a+b*)+", "" },
};

static void diagnostics(void **unused)
{
	size_t i;

	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		char *says = diagnose(cases[i].pattern);

		if (strcmp(says, cases[i].says))
			print_error("expression: %s\n", cases[i].pattern);
		assert_string_equal(says, cases[i].says);
		free(says);
	}
}

/* expressions of one set: the bytes that are in it, as the C text that @expected is */
static void check_set(const char *pattern, const char *expected, bool negated)
{
	struct l7_regex re = { 0 };
	struct l7_diags d = { 0 };
	const struct l7_node *root;
	unsigned int byte;

	assert_int_equal(l7_regex_parse(&re, L7_DIALECT_V8, pattern, &place, false, &d), 0);
	root = &re.nodes[re.root];
	assert_int_equal(root->kind, L7_NODE_SET);
	assert_false(l7_byteset_has(&re.sets[root->set], 0));
	for (byte = 1; byte < 256; byte++) {
		const bool want = (strchr(expected, byte) != NULL) != negated;

		if (l7_byteset_has(&re.sets[root->set], byte) != want)
			fail_msg("%s: byte 0x%02x should%s be in it", pattern, byte, want ? "" : "n't");
	}
	l7_regex_fini(&re);
	l7_diags_fini(&d);
}

static void sets(void **unused)
{
	check_set("a", "aA", false);
	check_set("A", "aA", false);
	check_set("\\x41", "aA", false);
	check_set("\\xe1", "\xe1", false);
	check_set("\\xc1", "\xc1", false);
	check_set(".", "", true);
	check_set("\\.", ".", false);
	check_set("[abc]", "abcABC", false);
	check_set("[^abc]", "abcABC", true);
	check_set("[^\\x0a]", "\n", true);
	check_set("[B-D]", "bcdBCD", false);
	check_set("[^A-C]", "abcABC", true);
	check_set("[Z-a]", "Zz[\\]^_`aA", false);
	check_set("[]a]", "]aA", false);
	check_set("[^]a]", "]aA", true);
	check_set("[-a]", "-aA", false);
	check_set("[a-]", "-aA", false);
	check_set("[^-a]", "-aA", true);
	check_set("[]-_]", "]^_", false);
	check_set("[--0]", "-./0", false);
	check_set("[a-c-e]", "abcdeABCDE", false);
	check_set("[\\n]", "\\nN", false);
	check_set("[a\\-_]", "aA\\]^_", false);
	check_set("[\\]", "\\", false);
	check_set("[.$^*]", ".$^*", false);
	check_set("[\\x41\\x2d]", "aA-", false);
	check_set("[\\x5d]", "]", false);
	check_set("[\\x01-\\xff]", "", true);
	check_set("{", "{", false);
	check_set("(b)", "bB", false);
}

static void limits(void **unused)
{
	struct l7_regex re = { 0 };
	struct l7_diags d = { 0 };
	char *long_one = malloc(L7_PATTERN_MAX_BYTES + 1);
	unsigned int i;

	assert_non_null(long_one);
	memset(long_one, 'a', L7_PATTERN_MAX_BYTES);
	long_one[L7_PATTERN_MAX_BYTES] = '\0';
	assert_int_equal(l7_regex_parse(&re, L7_DIALECT_V8, long_one, &place, true, &d), -1);
	assert_string_equal(d.diag[0].text, "the expression is 32768 bytes long; the longest possible has 32767");
	l7_diags_fini(&d);
	l7_regex_fini(&re);
	long_one[L7_PATTERN_MAX_BYTES - 1] = '\0';
	assert_int_equal(l7_regex_parse(&re, L7_DIALECT_V8, long_one, &place, true, &d), 0);
	l7_regex_fini(&re);
	memset(long_one, '(', L7_PATTERN_MAX_BYTES - 1);
	assert_int_equal(l7_regex_parse(&re, L7_DIALECT_V8, long_one, &place, true, &d), -1);
	assert_string_equal(d.diag[0].text, "more than 200 levels of parentheses; write the expression flatter");
	assert_int_equal(d.diag[0].column, L7_REGEX_MAX_DEPTH + 1);
	l7_diags_fini(&d);
	l7_regex_fini(&re);
	for (i = 0; i < L7_REGEX_MAX_DEPTH; i++)
		long_one[L7_REGEX_MAX_DEPTH + i] = ')';
	long_one[2 * L7_REGEX_MAX_DEPTH] = '\0';
	assert_int_equal(l7_regex_parse(&re, L7_DIALECT_V8, long_one, &place, true, &d), 0);
	l7_regex_fini(&re);
	free(long_one);
}

static char *printed(const char *file, unsigned int line, unsigned int column, const char *source)
{
	struct l7_diags d = { 0 };
	char *text = NULL;
	size_t size;
	FILE *out = open_memstream(&text, &size);

	assert_non_null(out);
	l7_diags_add(&d, L7_ERROR, file, line, column, source, "%s", "wrong\nhere");
	l7_diags_print(&d, out);
	fclose(out);
	l7_diags_fini(&d);
	return text;
}

static void check_printed(char *text, const char *expected)
{
	assert_string_equal(text, expected);
	free(text);
}

static void printing(void **unused)
{
	char source[201];

	check_printed(printed("a/x.pat", 2, 3, "a(b"), "a/x.pat:2:3: error: wrong?here\n  a(b\n    ^\n");
	check_printed(printed("a/x.pat", 2, 4, "a(b"), "a/x.pat:2:4: error: wrong?here\n  a(b\n     ^\n");
	check_printed(printed("x", 2, 3, "\ta\033\xff"), "x:2:3: error: wrong?here\n   a??\n    ^\n");
	check_printed(printed("x", 0, 0, NULL), "x: error: wrong?here\n");
	check_printed(printed(NULL, 0, 0, NULL), "error: wrong?here\n");
	memset(source, 'a', 200);
	source[200] = '\0';
	source[99] = '!';
	check_printed(printed("x", 1, 100, source), "x:1:100: error: wrong?here\n"
		      "  ...aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa...\n"
		      "                                             ^\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(diagnostics),
		cmocka_unit_test(sets),
		cmocka_unit_test(limits),
		cmocka_unit_test(printing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
