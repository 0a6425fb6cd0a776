// SPDX-License-Identifier: GPL-2.0-only
/*
 * Pattern lines: what each word becomes, conditions as they are compiled; what is refused, where and with which words.
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

static const char first_line[] = "tcp+udp: ^x";

static void print_condition(const struct l7_image_condition *c, FILE *out)
{
	static const char *const ops[] = { "=", "!=", "<", ">", "<=", ">=" };

	fprintf(out, " [%u@%u%s", c->width, c->offset, c->flags & L7_CONDITION_LITTLE ? "le" : "");
	if (c->mask != UINT32_MAX)
		fprintf(out, " &%x", c->mask);
	if (c->factor != 1)
		fprintf(out, " *%u", c->factor);
	fprintf(out, " %s %" PRId64 "%s]", ops[c->op], (int64_t)c->value, c->flags & L7_CONDITION_SIZE ? "+size" : "");
}

static void print_pattern(const struct l7_pattern *p, FILE *out)
{
	static const char *const over[] = { "none", "tcp", "udp", "tcp+udp" };
	static const char *const who[] = { "", " client", " server", " opener", " answerer" };
	size_t i;

	fprintf(out, "%s%s%s%s%s%s", p->more ? "and " : "", over[p->over], who[p->who],
		p->flags & L7_PATTERN_FIRST ? " first" : "", p->segment ? " segment" : "", p->nocase ? " nocase" : "");
	if (p->packets != 1)
		fprintf(out, " packets %u", p->packets);
	if (p->same_width)
		fprintf(out, " same %u@%u", p->same_width, p->same_offset);
	for (i = 0; i < p->nconditions; i++)
		print_condition(&p->condition[i], out);
	fprintf(out, ": %s", p->expression);
}

/* what a line is taken for, or `column: text` of the error; to be freed */
static char *parse(const char *line, bool alone)
{
	const struct l7_place place = { .file = "x.pat", .name = "x", .line = 7, .text = line };
	struct l7_pattern before = { 0 }, p;
	struct l7_diags d = { 0 };
	char *text = NULL;
	size_t size;
	FILE *out = open_memstream(&text, &size);

	assert_non_null(out);
	assert_int_equal(l7_pattern_parse(&before, first_line, NULL, &place, &d), 0);
	if (l7_pattern_parse(&p, line, alone ? NULL : &before, &place, &d)) {
		assert_int_equal(d.count, 1);
		assert_int_equal(d.errors, 1);
		assert_string_equal(d.diag[0].file, "x.pat");
		assert_int_equal(d.diag[0].line, 7);
		assert_string_equal(d.diag[0].source, line);
		fprintf(out, "%u: %s", d.diag[0].column, d.diag[0].text);
	} else {
		assert_int_equal(d.count, 0);
		assert_string_equal(line + p.column, p.expression);
		assert_int_equal(p.line, 7);
		print_pattern(&p, out);
	}
	fclose(out);
	l7_pattern_fini(&p);
	l7_pattern_fini(&before);
	l7_diags_fini(&d);
	return text;
}

struct row {
	const char *line;
	const char *becomes;
};

static void check(const struct row *row, size_t count)
{
	size_t i;

	for (i = 0; i < count; i++) {
		char *got = parse(row[i].line, false);

		if (strcmp(got, row[i].becomes))
			print_error("line: %s\n", row[i].line);
		assert_string_equal(got, row[i].becomes);
		free(got);
	}
}

#define CHECK(rows) check(rows, sizeof(rows) / sizeof((rows)[0]))

static void words(void **state)
{
	static const struct row rows[] = {
		{ "tcp: ^a", "tcp: ^a" },
		{ "udp: ^a", "udp: ^a" },
		{ "tcp+udp: ^a", "tcp+udp: ^a" },
		{ "and: ^a", "and tcp+udp: ^a" },
		{ "and client: ^a", "and tcp+udp client: ^a" },
		{ "tcp client: ^a", "tcp client: ^a" },
		{ "tcp server: ^a", "tcp server: ^a" },
		{ "udp opener: ^a", "udp opener: ^a" },
		{ "udp answerer: ^a", "udp answerer: ^a" },
		{ "udp first: ^a", "udp first: ^a" },
		{ "tcp segment: ^a", "tcp segment: ^a" },
		{ "tcp first segment: ^a", "tcp first segment: ^a" },
		{ "tcp nocase: ^a", "tcp nocase: ^a" },
		{ "tcp\tnocase   server \t: ^a", "tcp server nocase: ^a" },
		{ "udp nocase first server: ^a", "udp server first nocase: ^a" },
		{ "udp packets 2: ^a", "udp packets 2: ^a" },
		{ "udp packets 9: ^a", "udp packets 9: ^a" },
		{ "udp packets 0x3: ^a", "udp packets 3: ^a" },
		{ "tcp segment packets 2 same u32@8: ^a", "tcp segment packets 2 same 4@8: ^a" },
		{ "udp same u8@255 packets 2: ^a", "udp packets 2 same 1@255: ^a" },
		{ "udp packets 2 same u24le@253: ^a", "udp packets 2 same 3@253: ^a" },
	};

	CHECK(rows);
}

/* nothing of an expression is trimmed or taken for a word */
static void expressions(void **state)
{
	static const struct row rows[] = {
		{ "tcp:  ^a", "tcp:  ^a" },
		{ "tcp: ^a ", "tcp: ^a " },
		{ "tcp: ", "tcp: " },
		{ "tcp: a: b", "tcp: a: b" },
		{ "tcp: nocase: ^a", "tcp: nocase: ^a" },
		{ "tcp: # ^a", "tcp: # ^a" },
		{ "tcp: \xff\x01", "tcp: \xff\x01" },
	};

	CHECK(rows);
}

static void sizes(void **state)
{
	static const struct row rows[] = {
		{ "udp size 148: ", "udp [0@0 = -148+size]: " },
		{ "udp size 0: ", "udp [0@0 = 0+size]: " },
		{ "udp size 20..: ", "udp [0@0 <= -20+size]: " },
		{ "udp size ..512: ", "udp [0@0 >= -512+size]: " },
		{ "udp size 20..512: ", "udp [0@0 <= -20+size] [0@0 >= -512+size]: " },
		{ "udp size 20..20: ", "udp [0@0 <= -20+size] [0@0 >= -20+size]: " },
		{ "udp size 0..5: ", "udp [0@0 >= -5+size]: " },
		{ "udp size 0..: ", "udp: " },
		{ "udp size 0x10..0x20: ", "udp [0@0 <= -16+size] [0@0 >= -32+size]: " },
		{ "tcp size 4.. nocase: ", "tcp nocase [0@0 <= -4+size]: " },
		{ "udp size 4294967295: ", "udp [0@0 = -4294967295+size]: " },
	};

	CHECK(rows);
}

static void comparisons(void **state)
{
	static const struct row rows[] = {
		{ "udp u8@0 = 1: ", "udp [1@0 = 1]: " },
		{ "udp u16@0 != 1: ", "udp [2@0 != 1]: " },
		{ "udp u24@0 < 1: ", "udp [3@0 < 1]: " },
		{ "udp u32@0 > 0xffffffff: ", "udp [4@0 > 4294967295]: " },
		{ "udp u16le@9 <= 0X1f: ", "udp [2@9le <= 31]: " },
		{ "udp u24le@9 >= 1: ", "udp [3@9le >= 1]: " },
		{ "udp u32le@252 = 1: ", "udp [4@252le = 1]: " },
		{ "udp u8@255 = 1: ", "udp [1@255 = 1]: " },
		{ "tcp u32@28 = 1: ", "tcp [4@28 = 1]: " },
		{ "tcp segment u32@252 = 1: ", "tcp segment [4@252 = 1]: " },
		{ "udp u16@2 = size: ", "udp [2@2 = 0+size]: " },
		{ "udp u16@2 = size + 4: ", "udp [2@2 = 4+size]: " },
		{ "udp u16@2 = size - 4: ", "udp [2@2 = -4+size]: " },
		{ "udp u16@2 + 4 = size: ", "udp [2@2 = -4+size]: " },
		{ "udp u16@2 - 4 = size: ", "udp [2@2 = 4+size]: " },
		{ "udp u16@2 - 4 = size - 4: ", "udp [2@2 = 0+size]: " },
		{ "udp u16@2 + 4 = 3: ", "udp [2@2 = -1]: " },
		{ "udp u8@1 & 0x7f = 3: ", "udp [1@1 &7f = 3]: " },
		{ "udp u16@2 * 4 + 4 <= size: ", "udp [2@2 *4 <= -4+size]: " },
		{ "udp u16@2 & 0xfff * 65535 - 7 <= size + 1: ", "udp [2@2 &fff *65535 <= 8+size]: " },
		{ "udp u16@2&15*4+4<=size-1: ", "udp [2@2 &f *4 <= -5+size]: " },
		{ "udp u8@0 = 1 u8@1 = 2 size 5 nocase u8@2 = 3: ",
		  "udp nocase [1@0 = 1] [1@1 = 2] [0@0 = -5+size] [1@2 = 3]: " },
	};

	CHECK(rows);
}

#define WORDS "not a word that may stand here. These may: client, server, opener, answerer, first, segment, nocase, " \
	      "packets N, same FIELD, size N..M, a comparison such as u16@2 = size; then a colon, a blank and the expression"
#define FIELD "a field is wanted here: u8, u16, u24, u32, u16le, u24le or u32le, an @ and its offset"
#define FAR "the field lies too far in: it must end within the first 256 bytes"
#define STREAM "a field of a tcp stream must end within its first 32 bytes; with `segment' within 256 of a packet"

static void errors_in_words(void **state)
{
	static const struct row rows[] = {
		{ "", "1: a pattern begins with tcp, udp, tcp+udp or and" },
		{ "tcpx: ^a", "1: a pattern begins with tcp, udp, tcp+udp or and" },
		{ "TCP: ^a", "1: a pattern begins with tcp, udp, tcp+udp or and" },
		{ "tcp", "4: the expression is missing; write it behind a colon and a blank" },
		{ "tcp nocase  ", "13: the expression is missing; write it behind a colon and a blank" },
		{ "tcp:", "4: one blank is wanted behind the colon; the expression begins right after it" },
		{ "tcp:^a", "4: one blank is wanted behind the colon; the expression begins right after it" },
		{ "tcp:\t^a", "4: one blank is wanted behind the colon; the expression begins right after it" },
		{ "tcp ^a", "5: " WORDS },
		{ "tcp foo: ^a", "5: " WORDS },
		{ "tcp nocase, server: ^a", "11: " WORDS },
		{ "tcp clients: ^a", "5: " WORDS },
		{ "udp tcp: ^a", "5: " WORDS },
		{ "tcp+icmp: ^a", "4: " WORDS },
		{ "tcp client server: ^a", "12: one side was named already; write two patterns for both" },
		{ "tcp client client: ^a", "12: one side was named already; write two patterns for both" },
		{ "udp packets: ^a", "12: a number is wanted here" },
		{ "udp packets x: ^a", "13: a number is wanted here" },
		{ "udp packets -2: ^a", "13: a number is wanted here" },
		{ "udp packets 1: ^a", "13: a pattern can be wanted in 2 to 9 packets" },
		{ "udp packets 10: ^a", "13: a pattern can be wanted in 2 to 9 packets" },
		{ "udp packets 99999999999999999999999: ^a", "13: the number is too great for its place" },
		{ "udp packets 2 packets 3: ^a", "15: `packets' stands once in a pattern" },
		{ "udp same u8@0: ^a", "1: `same' compares packets: say in how many with `packets N'" },
		{ "udp packets 2 same u8@0 same u8@1: ^a", "25: `same' stands once in a pattern" },
		{ "udp packets 2 same 5: ^a", "20: " FIELD },
		{ "udp packets 2 same u16: ^a", "20: " FIELD },
		{ "udp packets 2 same u16@255: ^a", "20: " FAR },
		{ "udp packets 2 same u8@0 = 1: ^a", "25: " WORDS },
		{ "tcp packets 2: ^a", "1: `packets' counts packets, and a tcp stream has none: write `segment' too" },
		{ "tcp+udp packets 2: ^a", "1: `packets' counts packets, and a tcp stream has none: write `segment' too" },
		{ "and packets 2: ^a", "1: `packets' counts packets, and a tcp stream has none: write `segment' too" },
		{ "udp first packets 2: ^a", "1: `first' means one packet of a direction and `packets' several: leave one "
		  "out" },
		{ "udp segment: ^a", "1: `segment' is for tcp: udp is matched packet by packet anyway" },
		{ "tcp+udp segment: ^a", "1: `segment' is for tcp: udp is matched packet by packet anyway" },
		{ "tcp first: ^a", "1: `first' means the first packet, and a tcp stream is matched from its beginning "
		  "anyway: leave it out, or write `segment' too" },
		{ "tcp+udp first: ^a", "1: `first' means the first packet, and a tcp stream is matched from its beginning "
		  "anyway: leave it out, or write `segment' too" },
	};
	char *alone = parse("and: ^a", true);

	CHECK(rows);
	assert_string_equal(alone, "1: `and' belongs to the pattern in the line before, and there is none");
	free(alone);
}

static void errors_in_conditions(void **state)
{
	static const struct row rows[] = {
		{ "udp size: ^a", "9: a number is wanted here" },
		{ "udp size x: ^a", "10: a number is wanted here" },
		{ "udp size = 4: ^a", "10: a number is wanted here" },
		{ "udp size ..: ^a", "10: a size is N, N..M, N.. or ..M bytes" },
		{ "udp size .5: ^a", "10: a size is N, N..M, N.. or ..M bytes" },
		{ "udp size ...5: ^a", "10: a size is N, N..M, N.. or ..M bytes" },
		{ "udp size 20..10: ^a", "10: the smaller size comes first" },
		{ "udp size 4294967296: ^a", "10: the number is too great for its place" },
		{ "udp size 5 ..6: ^a", "12: " WORDS },
		{ "udp size 5.6: ^a", "11: " WORDS },
		{ "udp size 0xzz: ^a", "11: " WORDS },
		{ "udp u64@0 = 1: ^a", "5: " FIELD },
		{ "udp u8le@0 = 1: ^a", "5: " FIELD },
		{ "udp u8 @0 = 1: ^a", "5: " FIELD },
		{ "udp u8@x = 1: ^a", "8: a number is wanted here" },
		{ "udp u8@256 = 1: ^a", "5: " FAR },
		{ "udp u8@257 = 1: ^a", "8: the number is too great for its place" },
		{ "udp u32@253 = 1: ^a", "5: " FAR },
		{ "tcp u8@32 = 1: ^a", "1: " STREAM },
		{ "tcp u32le@29 = 1: ^a", "1: " STREAM },
		{ "tcp+udp u8@32 = 1: ^a", "1: " STREAM },
		{ "udp u8@0 & 0 = 1: ^a", "12: a mask of 0 leaves nothing of the field" },
		{ "udp u8@0 & 0x100000000 = 1: ^a", "12: the number is too great for its place" },
		{ "udp u8@0 & = 1: ^a", "12: a number is wanted here" },
		{ "udp u8@0 * 0 = 1: ^a", "12: 0 times the field is nothing" },
		{ "udp u8@0 * 65536 = 1: ^a", "12: the number is too great for its place" },
		{ "udp u8@0 + 4294967296 = 1: ^a", "12: the number is too great for its place" },
		{ "udp u8@0 + size = 1: ^a", "12: a number is wanted here" },
		{ "udp u8@0 + 1 & 3 = 1: ^a", "14: a comparison is wanted here: =, !=, <, >, <= or >=" },
		{ "udp u8@0 + 1 - 1 = 1: ^a", "14: a comparison is wanted here: =, !=, <, >, <= or >=" },
		{ "udp u8@0: ^a", "9: a comparison is wanted here: =, !=, <, >, <= or >=" },
		{ "udp u8@0 ! 1: ^a", "10: a comparison is wanted here: =, !=, <, >, <= or >=" },
		{ "udp u8@0 == 1: ^a", "11: a number is wanted here" },
		{ "udp u8@0 =: ^a", "11: a number is wanted here" },
		{ "udp u8@0 = u8@1: ^a", "12: a number is wanted here" },
		{ "udp u8@0 = sizes: ^a", "12: a number is wanted here" },
		{ "udp u8@0 = 4294967296: ^a", "12: the number is too great for its place" },
		{ "udp u8@0 = size + x: ^a", "19: a number is wanted here" },
		{ "udp u8@0 = size * 2: ^a", "17: " WORDS },
		{ "udp u8@0 = 1 + 2: ^a", "14: " WORDS },
		{ "udp 4 = u8@0: ^a", "5: " WORDS },
	};

	CHECK(rows);
}

static void too_many_conditions(void **state)
{
	char line[4096] = "udp", *got;
	size_t i;

	for (i = 0; i < 255; i++)
		strcat(line, " size 9");
	strcat(line, ": ^a");
	got = parse(line, false);
	assert_memory_equal(got, "udp [", 5);
	free(got);
	strcpy(strchr(line, ':'), " size 9: ^a");
	got = parse(line, false);
	assert_string_equal(got, "1796: more conditions than a pattern can have, 255");
	free(got);
}

/* what was not read from a file is named instead of it */
static void names_the_definition(void **state)
{
	const struct l7_place place = { .name = "x", .line = 1 };
	struct l7_diags d = { 0 };
	struct l7_pattern p;

	assert_int_equal(l7_pattern_parse(&p, "udp u9@0 = 1: ^a", NULL, &place, &d), -1);
	assert_null(d.diag[0].file);
	assert_string_equal(d.diag[0].text, "x: " FIELD);
	l7_pattern_fini(&p);
	l7_diags_fini(&d);
}

static void dialects(void **state)
{
	const struct l7_pattern classic = { 0 }, ours = { .over = 1 }, nocase = { .over = 1, .nocase = true };

	assert_int_equal(l7_pattern_dialect(&classic), L7_DIALECT_V8);
	assert_int_equal(l7_pattern_dialect(&ours), L7_DIALECT_L7);
	assert_int_equal(l7_pattern_dialect(&nocase), L7_DIALECT_L7_NOCASE);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words),
		cmocka_unit_test(expressions),
		cmocka_unit_test(sizes),
		cmocka_unit_test(comparisons),
		cmocka_unit_test(errors_in_words),
		cmocka_unit_test(errors_in_conditions),
		cmocka_unit_test(too_many_conditions),
		cmocka_unit_test(names_the_definition),
		cmocka_unit_test(dialects),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
