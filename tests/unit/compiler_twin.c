// SPDX-License-Identifier: GPL-2.0-only
/*
 * The compiled automata against a slow and obvious twin: which places of a string can a piece of the tree lead to from
 * these places? Every string up to a length over a small alphabet, NUL and newline included, cut into
 * packets at every place, for expressions picked by hand and made at random.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "compiler/compiler.h"
#include "compiler/regex.h"
#include "core/walk.h"
#include "tests/naive/places.h"

#define MAX_LENGTH 5	/* of all strings there are */
#define MAX_BYTES 16
#define MAX_PATTERNS 8

static const uint8_t alphabet[] = { 'a', 'B', '\n', 0, 0xc1 };

/* bytes of a sequence, and what a `^` and a `$` compare with */
struct subject {
	const uint8_t *bytes;
	unsigned int length;
};

static bool twin_matches(const struct l7_regex *re, const struct subject *s)
{
	return places_match(re, s->bytes, s->length);
}

struct fixture {
	const char *pattern[MAX_PATTERNS];
	struct l7_regex re[MAX_PATTERNS];
	unsigned int count;
	struct l7_blob blob;
	struct l7_image img;
	unsigned int def[MAX_PATTERNS];	/* index in the image */
};

static void setup(struct fixture *f, const char *const *pattern, unsigned int count)
{
	struct l7_diags d = { 0 };
	struct l7_defs defs = { 0 };
	unsigned int i, k;
	int err = 0;

	*f = (struct fixture){ .count = count };
	for (i = 0; i < count; i++) {
		const struct l7_place place = { .line = 1 };
		char name[16];

		snprintf(name, sizeof(name), "t%u", i);
		f->pattern[i] = pattern[i];
		err |= !l7_defs_add(&defs, name, pattern[i], 0, L7_RANK_DEFAULT, &d);
		err |= l7_regex_parse(&f->re[i], L7_DIALECT_V8, pattern[i], &place, false, &d);
	}
	err |= l7_compile(&defs, NULL, &f->blob, NULL, &d);
	if (err)
		l7_diags_print(&d, stderr);
	assert_int_equal(err, 0);
	assert_int_equal(l7_image_verify(f->blob.bytes, f->blob.size, &f->img, NULL), 0);
	for (i = 0; i < count; i++)
		for (k = 0; k < count; k++)
			if (!strcmp(f->img.text + f->img.defs[k].text, pattern[i]) &&
			    atoi(f->img.defs[k].name + 1) == (int)i)
				f->def[i] = k;
	l7_defs_fini(&defs);
	l7_diags_fini(&d);
}

static void teardown(struct fixture *f)
{
	while (f->count)
		l7_regex_fini(&f->re[--f->count]);
	l7_blob_fini(&f->blob);
}

static void complain(const struct fixture *f, unsigned int i, const uint8_t *bytes, unsigned int upto,
		     unsigned int cuts, bool want)
{
	unsigned int k;

	fprintf(stderr, "expression %s: %s expected after", f->pattern[i], want ? "match" : "no match");
	for (k = 0; k < upto; k++)
		fprintf(stderr, " %02x%s", bytes[k], cuts >> k & 1 ? " |" : "");
	fprintf(stderr, "\nbeside");
	for (k = 0; k < f->count; k++)
		fprintf(stderr, "  %s", f->pattern[k]);
	fputc('\n', stderr);
	fail();
}

/* bit k of @cuts: a packet ends behind byte k */
static void check_cut(const struct fixture *f, const uint8_t *bytes, unsigned int length, unsigned int cuts)
{
	uint16_t state[L7_MAX_GROUPS];
	uint8_t sequence[MAX_BYTES];
	uint64_t now = 0;
	unsigned int from = 0, to, i, k;
	struct subject s = { sequence, 0 };

	l7_walk_start(&f->img, ~0u, state);
	for (to = 1; to <= length; to++) {
		unsigned int before = s.length;
		uint64_t end = 0;

		if (to < length && !(cuts >> (to - 1) & 1))
			continue;
		for (k = from; k < to; k++)
			if (bytes[k])
				sequence[s.length++] = bytes[k];
		l7_walk(&f->img, state, bytes + from, to - from, &now);
		from = to;
		if (s.length == before)
			continue;
		l7_walk_end(&f->img, state, &end);
		for (i = 0; i < f->count; i++) {
			const bool want = twin_matches(&f->re[i], &s);

			if (want != ((now | end) >> f->def[i] & 1))
				complain(f, i, bytes, to, cuts, want);
		}
	}
}

static void check_strings(const struct fixture *f, unsigned int max_length)
{
	const unsigned int n = sizeof(alphabet);
	unsigned int length, total = 1, number, cuts;

	for (length = 1; length <= max_length; length++) {
		total *= n;
		for (number = 0; number < total; number++) {
			uint8_t bytes[MAX_LENGTH];
			unsigned int i, rest = number;

			for (i = 0; i < length; i++, rest /= n)
				bytes[i] = alphabet[rest % n];
			for (cuts = 0; cuts < 1u << (length - 1); cuts++)
				check_cut(f, bytes, length, cuts);
		}
	}
}

static void picked(void **unused)
{
	static const char *const pattern[] = {
		"a", "^a", "a$", "^a$", "ab", "^ab", "a.b", "^a.*b", "a.*b$", "^", "$", "^$", "", "a*", "^a*", "^a*$",
		"(^a|b)a", "(^|a)b", "a($|b)", "(a$|b)a", "a$b", "a^b", "$a", "x*^a", "a?^b", "(^a|b)", "^(a|b)",
		"(^|b)a$", "a|^b|a$", "[ab]+$", "[^a]", "^[^a]*$", "[^a]b", "\\x0a", "\\xc1", "\\xe1", "[\\xc0-\\xc2]a",
		"^.?.?a", "^.?b.?$", ".", "..", "^...$", "(a|ab)(b|)", "(a(b|a)?)+b", "^(a+b)+$", "()", "a|", "|a$",
		"[]a]", "[a-]", "[-a]b", "[^]a]", "[^-a]", "{", "a{1}", "^\\^", "\\a\\b", "[\\a]", "[Z-a]", "^[ -~]*a",
		"^(^a)", "(a|^)(b|$)", "$$", "^^a", "(^)(a)($)", "^.+$", "(a.?b|b.?a)$", "((^a)|(b$))+",
	};
	const unsigned int count = sizeof(pattern) / sizeof(pattern[0]);
	struct fixture f;
	unsigned int i;

	for (i = 0; i < count; i++) {
		setup(&f, pattern + i, 1);
		check_strings(&f, MAX_LENGTH);
		teardown(&f);
	}
	for (i = 0; i + MAX_PATTERNS <= count; i += MAX_PATTERNS / 2) {
		setup(&f, pattern + i, MAX_PATTERNS);
		check_strings(&f, MAX_LENGTH - 1);
		teardown(&f);
	}
}

/* a generator of its own, so that every run of the test is the same */
static uint32_t seed = 1;

static uint32_t dice(uint32_t sides)
{
	seed = seed * 1664525u + 1013904223u;
	return (seed >> 8) % sides;
}

static char *grow(char *at, unsigned int depth);

static char *grow_atom(char *at, unsigned int depth)
{
	static const char *const atoms[] = { "a", "B", "b", ".", "[^a]", "\\x0a", "\\xc1", "[aB]", "[\\x01-@]" };

	if (!depth || dice(3))
		return stpcpy(at, atoms[dice(sizeof(atoms) / sizeof(atoms[0]))]);
	at = stpcpy(at, "(");
	at = grow(at, depth - 1);
	return stpcpy(at, ")");
}

static char *grow(char *at, unsigned int depth)
{
	unsigned int alternatives = 1 + !dice(3), i;

	while (alternatives--) {
		if (!dice(5))
			at = stpcpy(at, "^");
		for (i = 1 + dice(3); i; i--) {
			at = grow_atom(at, depth);
			if (!dice(3))
				at = stpcpy(at, &"*\0+\0?"[2 * dice(3)]);
		}
		if (!dice(5))
			at = stpcpy(at, "$");
		if (alternatives)
			at = stpcpy(at, "|");
	}
	return at;
}

static bool parses(const char *pattern)
{
	const struct l7_place place = { .line = 1 };
	struct l7_regex re = { 0 };
	struct l7_diags d = { 0 };
	bool good = !l7_regex_parse(&re, L7_DIALECT_V8, pattern, &place, false, &d);

	l7_regex_fini(&re);
	l7_diags_fini(&d);
	return good;
}

static void random_ones(void **unused)
{
	static char text[MAX_PATTERNS][1024];
	const char *pattern[MAX_PATTERNS];
	const char *rounds = getenv("L7_TWIN_ROUNDS");
	unsigned int round, count;
	struct fixture f;

	for (round = 0; round < (rounds ? strtoul(rounds, NULL, 10) : 60); round++) {
		for (count = 0; count < MAX_PATTERNS;) {
			grow(text[count], 2);
			pattern[count] = text[count];
			count += parses(text[count]);
		}
		setup(&f, pattern, count);
		check_strings(&f, MAX_LENGTH - 1);
		teardown(&f);
	}
}

/* `^(\x01.?.?.?.?\x01|\x02.?.?.?.?\x02|...)`: many states that hardly differ are written in the sparse form */
static void sparse(void **unused)
{
	static char text[32768];
	const char *const pattern[] = { text };
	char *at = stpcpy(text, "^(");
	struct fixture f;
	unsigned int i, k;

	for (i = 1; i < 256; i++)
		at += sprintf(at, strchr("$()*+.?[\\^|", i) ? "%s\\%c.?.?.?.?.?.?\\%c" : "%s\\x%02x.?.?.?.?.?.?\\x%02x",
			      i > 1 ? "|" : "", i, i);
	strcpy(at, ")");
	setup(&f, pattern, 1);
	assert_int_equal(f.img.groups[0].kind, L7_GROUP_SPARSE);
	assert_in_range(f.blob.size, 1, 80000);
	for (i = 0; i < 5000; i++) {
		uint8_t bytes[MAX_BYTES];
		const unsigned int length = 1 + dice(MAX_BYTES);

		for (k = 0; k < length; k++)
			bytes[k] = dice(6) ? dice(256) : k ? bytes[0] ^ (dice(2) << 5) : 0;
		check_cut(&f, bytes, length, dice(1u << MAX_BYTES));
	}
	teardown(&f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(picked),
		cmocka_unit_test(random_ones),
		cmocka_unit_test(sparse),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
