// SPDX-License-Identifier: GPL-2.0-only
/*
 * What becomes conditions, and how much of the expression an automaton keeps. That the whole still means the same is
 * language_twin's and compiler_dialect's to say.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "compiler/language.h"
#include "compiler/lower.h"

static void print_set(const struct l7_byteset *set, FILE *out)
{
	unsigned int count = 0, byte, last = 0;

	for (byte = 0; byte < 256; byte++)
		if (l7_byteset_has(set, byte)) {
			count++;
			last = byte;
		}
	if (count == 256)
		fputc('.', out);
	else if (count == 1)
		fprintf(out, "%02x", last);
	else
		fprintf(out, "[%u]", count);
}

/* `^`, the sets that are kept, and the conditions */
static void print(const struct l7_regex *re, const struct l7_image_condition *c, int count, FILE *out)
{
	static const char *const ops[] = { "=", "!=", "<", ">", "<=", ">=" };
	const struct l7_node *node = &re->nodes[re->nodes[re->root].child];

	assert_int_equal(re->nodes[re->root].kind, L7_NODE_CAT);
	assert_int_equal(node->kind, L7_NODE_BEGIN);
	fputc('^', out);
	while (node->next != L7_NODE_NONE) {
		node = &re->nodes[node->next];
		assert_int_equal(node->kind, L7_NODE_SET);
		print_set(&re->sets[node->set], out);
	}
	for (; count--; c++) {
		assert_int_equal(c->mask, UINT32_MAX);
		assert_int_equal(c->factor, 1);
		if (c->flags & L7_CONDITION_SIZE)
			fprintf(out, " size %s %" PRId64, c->op == L7_OP_EQ ? "=" : c->op == L7_OP_LE ? ">=" : "?",
				(int64_t)-c->value);
		else
			fprintf(out, " %u@%u %s %" PRIx64, c->width, c->offset, ops[c->op], (uint64_t)c->value);
	}
}

static char *lower(const char *expression, enum l7_scope scope, enum l7_dialect dialect)
{
	struct l7_image_condition condition[L7_LOWER_MAX_CONDITIONS];
	const struct l7_place place = { .name = "x" };
	struct l7_regex re = { 0 };
	struct l7_diags d = { 0 };
	char *text = NULL;
	size_t size;
	FILE *out = open_memstream(&text, &size);
	int count;

	assert_non_null(out);
	assert_int_equal(l7_regex_parse(&re, dialect, expression, &place, false, &d), 0);
	count = l7_lower(&re, scope, NULL, 0, condition);
	assert_in_range(count, 0, L7_LOWER_MAX_CONDITIONS);
	if (count)
		print(&re, condition, count, out);
	else
		fputs("as it was", out);
	fclose(out);
	l7_regex_fini(&re);
	return text;
}

struct row {
	const char *expression;
	const char *becomes;
};

static void check(const struct row *row, size_t count, enum l7_scope scope, enum l7_dialect dialect)
{
	size_t i;

	for (i = 0; i < count; i++) {
		char *got = lower(row[i].expression, scope, dialect);

		if (strcmp(got, row[i].becomes))
			print_error("expression: %s\n", row[i].expression);
		assert_string_equal(got, row[i].becomes);
		free(got);
	}
}

#define CHECK(rows, scope, dialect) check(rows, sizeof(rows) / sizeof((rows)[0]), scope, dialect)

/* the automaton keeps what 65536 random beginnings hardly pass, at most 8 bytes, and no `.` at its end */
static void kept(void **state)
{
	static const struct row rows[] = {
		{ "^ab", "as it was" },
		{ "^abc", "^6162 1@2 = 63 size >= 3" },
		{ "^abcd", "^6162 2@2 = 6364 size >= 4" },
		{ "^abcdefg", "^6162 4@2 = 63646566 1@6 = 67 size >= 7" },
		{ "^[ab]xyz", "^[2]7879 1@3 = 7a size >= 4" },
		{ "^a.......bc", "^61 2@8 = 6263 size >= 10" },
		{ "^a......bc", "^61......62 1@8 = 63 size >= 9" },
		{ "^a.b.c", "^61.62 1@4 = 63 size >= 5" },
		{ "^........ab", "^ 2@8 = 6162 size >= 10" },
		{ "^.......ab", "^.......61 1@8 = 62 size >= 9" },
		{ "^......ab", "as it was" },
		{ "^........", "^ size >= 8" },
		{ "^ab.", "^6162 size >= 3" },
		{ "^ab.{20}", "^6162 size >= 22" },
		{ "^.", "^ size >= 1" },
	};

	CHECK(rows, L7_SCOPE_DATAGRAM, L7_DIALECT_L7);
}

static void sets(void **state)
{
	static const struct row rows[] = {
		{ "^ab[c-f]", "^6162 1@2 >= 63 1@2 <= 66 size >= 3" },
		{ "^ab[\\x00-\\x05]", "^6162 1@2 <= 5 size >= 3" },
		{ "^ab[\\x80-\\xff]", "^6162 1@2 >= 80 size >= 3" },
		{ "^abc[d-f]g", "^6162 1@2 = 63 1@3 >= 64 1@3 <= 66 1@4 = 67 size >= 5" },
		{ "^ab.c..d", "^6162 1@3 = 63 1@6 = 64 size >= 7" },
		{ "^ab\\d", "^6162 1@2 >= 30 1@2 <= 39 size >= 3" },
		/* what is not one run stays, and all in front of it */
		{ "^abc[dx]", "as it was" },
		{ "^abc\\w", "as it was" },
		{ "^abc[dx]e", "^616263[2] 1@4 = 65 size >= 5" },
		{ "^ab.......[dx]e", "^6162.......[2] 1@10 = 65 size >= 11" },
		{ "^ab[^c]", "as it was" },
	};
	static const struct row nocase[] = {
		{ "^\\x01\\x02a", "as it was" },
		{ "^\\x01\\x02a\\x03", "^0102[2] 1@3 = 3 size >= 4" },
		{ "^\\x01\\x02\\x03\\x04", "^0102 2@2 = 304 size >= 4" },
	};

	CHECK(rows, L7_SCOPE_DATAGRAM, L7_DIALECT_L7);
	CHECK(nocase, L7_SCOPE_DATAGRAM, L7_DIALECT_L7_NOCASE);
}

/* what conditions say of the first bytes goes in front */
static void absorbs(void **state)
{
	static const struct {
		const char *line;
		const char *begins;
	} rows[] = {
		{ "udp u16@2 = 0x6162: ^.", "^..6162" },
		{ "udp u16le@2 = 0x6162: ^.", "^..6261" },
		{ "udp u8@0 <= 1 u8@1 & 0xc0 = 0x80: ^.", "^[2][64]" },
		{ "udp u16@1 >= 0x6200 u16@1 < 0x6301: ^a", "^61[2]" },
		{ "udp u32@6 = 0x61626364: ^x", "^78.....61" },
		{ "udp u32@8 = 0x61626364: ^x", "^78" },
		{ "udp u16@1 = size: ^x", "^78" },
		{ "udp u8@0 = 0x79: ^x", "^78" },
		{ "udp u8@1 = 0x62: ^(x|yz)", NULL },
	};
	size_t i;

	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct l7_image_condition condition[L7_LOWER_MAX_CONDITIONS];
		const struct l7_place place = { .name = "x" };
		struct l7_regex re = { 0 };
		struct l7_diags d = { 0 };
		struct l7_pattern p;
		uint32_t root;
		char *got = NULL;
		size_t size;
		FILE *out = open_memstream(&got, &size);

		assert_int_equal(l7_pattern_parse(&p, rows[i].line, NULL, &place, &d), 0);
		assert_int_equal(l7_regex_parse(&re, L7_DIALECT_L7, p.expression, &place, false, &d), 0);
		root = re.root;
		l7_lower(&re, L7_SCOPE_DATAGRAM, p.condition, p.nconditions, condition);
		if (rows[i].begins)
			print(&re, condition, 0, out);
		else
			assert_int_equal(re.root, root);
		fclose(out);
		assert_string_equal(got, rows[i].begins ? rows[i].begins : "");
		free(got);
		l7_regex_fini(&re);
		l7_pattern_fini(&p);
	}
}

static void shapes(void **state)
{
	static const struct row rows[] = {
		/* of fixed length however it is written */
		{ "^a(b(c)d)", "^6162 2@2 = 6364 size >= 4" },
		{ "(^abc)", "^6162 1@2 = 63 size >= 3" },
		{ "^(ab){2}", "^6162 2@2 = 6162 size >= 4" },
		{ "^((ab){2}c){2}", "^6162 4@2 = 61626361 4@6 = 62616263 size >= 10" },
		{ "^()abc()", "^6162 1@2 = 63 size >= 3" },
		{ "^abc$", "^6162 1@2 = 63 size = 3" },
		{ "^(abc$)", "^6162 1@2 = 63 size = 3" },
		{ "^ab.$", "^6162 size = 3" },
		/* of any other kind */
		{ "abc", "as it was" },
		{ "^abc?", "as it was" },
		{ "^abc*", "as it was" },
		{ "^abc+", "as it was" },
		{ "^abc{1,2}", "as it was" },
		{ "^abc{1,}", "as it was" },
		{ "^abc|^abd", "as it was" },
		{ "^ab(c|d)", "as it was" },
		{ "^abc$d", "as it was" },
		{ "^abc$$", "as it was" },
		{ "^^abc", "as it was" },
		{ "^ab^c", "as it was" },
		{ "^(abc$){2}", "as it was" },
		{ "^", "as it was" },
		{ "", "as it was" },
		{ "()", "as it was" },
		{ "^$", "^ size = 0" },
	};

	CHECK(rows, L7_SCOPE_DATAGRAM, L7_DIALECT_L7);
	CHECK(rows, L7_SCOPE_SEGMENT, L7_DIALECT_L7);
}

/* conditions see 32 bytes of a stream, and `$` of one may hold once and not later */
static void streams(void **state)
{
	static const struct row rows[] = {
		{ "^abc", "^6162 1@2 = 63 size >= 3" },
		{ "^abc$", "as it was" },
		{ "^ab.{29}c", "^6162 1@31 = 63 size >= 32" },
		{ "^ab.{30}c", "as it was" },
		{ "^ab.{30}", "^6162 size >= 32" },
		{ "^abcd.{28}", "^6162 2@2 = 6364 size >= 32" },
		{ "^ab.{31}", "as it was" },
	};

	CHECK(rows, L7_SCOPE_STREAM, L7_DIALECT_L7);
}

static void limits(void **state)
{
	static const struct row rows[] = {
		{ "^ab.{253}c", "^6162 1@255 = 63 size >= 256" },
		{ "^ab.{253}.c", "as it was" },
		{ "^ab.{254}", "^6162 size >= 256" },
		{ "^ab.{255}", "as it was" },
		{ "^(.{255}){255}", "as it was" },
		/* 64 conditions at the most: the size and two each of 30 */
		{ "^ab[b-c]{30}", "^6162"
		  " 1@2 >= 62 1@2 <= 63 1@3 >= 62 1@3 <= 63 1@4 >= 62 1@4 <= 63 1@5 >= 62 1@5 <= 63 1@6 >= 62 1@6 <= 63"
		  " 1@7 >= 62 1@7 <= 63 1@8 >= 62 1@8 <= 63 1@9 >= 62 1@9 <= 63 1@10 >= 62 1@10 <= 63 1@11 >= 62 1@11 <= 63"
		  " 1@12 >= 62 1@12 <= 63 1@13 >= 62 1@13 <= 63 1@14 >= 62 1@14 <= 63 1@15 >= 62 1@15 <= 63 1@16 >= 62"
		  " 1@16 <= 63 1@17 >= 62 1@17 <= 63 1@18 >= 62 1@18 <= 63 1@19 >= 62 1@19 <= 63 1@20 >= 62 1@20 <= 63"
		  " 1@21 >= 62 1@21 <= 63 1@22 >= 62 1@22 <= 63 1@23 >= 62 1@23 <= 63 1@24 >= 62 1@24 <= 63 1@25 >= 62"
		  " 1@25 <= 63 1@26 >= 62 1@26 <= 63 1@27 >= 62 1@27 <= 63 1@28 >= 62 1@28 <= 63 1@29 >= 62 1@29 <= 63"
		  " 1@30 >= 62 1@30 <= 63 1@31 >= 62 1@31 <= 63 size >= 32" },
		{ "^ab[b-c]{32}", "as it was" },
		{ "^(((()){255}){255}){255}abc", "^6162 1@2 = 63 size >= 3" },
	};

	CHECK(rows, L7_SCOPE_DATAGRAM, L7_DIALECT_L7);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(kept),
		cmocka_unit_test(sets),
		cmocka_unit_test(absorbs),
		cmocka_unit_test(shapes),
		cmocka_unit_test(streams),
		cmocka_unit_test(limits),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
