// SPDX-License-Identifier: GPL-2.0-only
/*
 * A slow twin of our language: random definitions, random connections. What the compiled table says after each packet
 * must be what one gets from the lines of the definitions, the bytes sent so far and nothing else.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "compiler/language.h"
#include "compiler/compiler.h"
#include "core/flow.h"
#include "tests/naive/naive.h"
#include "tests/naive/places.h"

#define PACKETS 5
#define DEFS 12
#define ROUNDS 400
#define FLOWS 60
#define MAX_BYTES 2048

static unsigned int seed = 1;

static unsigned int roll(unsigned int sides)
{
	return rand_r(&seed) / 7 % sides;
}

/* random lines */

static void append(char *to, const char *text)
{
	strcat(to, text);
}

static void random_atom(char *to, unsigned int depth);

static void random_branch(char *to, unsigned int depth)
{
	static const char *const repeat[] = { "*", "+", "?", "{2}", "{1,2}", "{2,}" };
	unsigned int n = 1 + roll(4);

	while (n--) {
		random_atom(to, depth);
		if (!roll(5))
			append(to, repeat[roll(6)]);
	}
}

static void random_atom(char *to, unsigned int depth)
{
	static const char *const atoms[] = { "a",  "a",	  "A",	"b",   "\\x00",	       "\\x00", "\\x01", "\\x02", ".",
					     ".",  "[ab]", "[^a]", "\\d", "[\\x00-\\x05]", "\\W",	 "[aA\\x02]", "(.{3})",
					     "\\x09" };

	if (depth < 2 && !roll(8)) {
		append(to, "(");
		random_branch(to, depth + 1);
		if (roll(2)) {
			append(to, "|");
			random_branch(to, depth + 1);
		}
		append(to, ")");
		return;
	}
	append(to, atoms[roll(sizeof(atoms) / sizeof(atoms[0]))]);
}

static void random_condition(char *to)
{
	static const char *const fields[] = { "u8", "u16", "u16le", "u24", "u32le", "u8", "u24le", "u32" };
	static const char *const ops[] = { "=", "!=", "<", ">", "<=", ">=" };
	char text[64];

	switch (roll(6)) {
	case 0:
		sprintf(text, " size %u", roll(12));
		break;
	case 1:
		sprintf(text, " size %u..%u", roll(6), 6 + roll(20));
		break;
	case 2:
		sprintf(text, roll(2) ? " size %u.." : " size ..%u", roll(16));
		break;
	case 3:
		sprintf(text, " %s@%u %s size - %u", fields[roll(2)], roll(6), ops[roll(6)], roll(6));
		break;
	case 4:
		sprintf(text, " u8@%u & %u * %u + %u %s size", roll(6), 1 + roll(15), 1 + roll(4), roll(6), ops[roll(6)]);
		break;
	default:
		sprintf(text, " %s@%u %s %u", fields[roll(8)], roll(8), ops[roll(6)], roll(4) ? roll(3) : roll(300));
	}
	append(to, text);
}

static void random_words(char *to, bool tcp)
{
	static const char *const who[] = { " client", " server", " opener", " answerer" };
	bool segment = tcp && !roll(4), first;

	if (segment)
		append(to, " segment");
	if (!roll(4))
		append(to, who[roll(4)]);
	first = (segment || !tcp) && !roll(6);
	if (first)
		append(to, " first");
	if (!roll(3))
		append(to, " nocase");
	if ((segment || !tcp) && !first && !roll(4))
		append(to, roll(2) ? " packets 2" : " packets 2 same u8@1");
	while (!roll(2))
		random_condition(to);
}

static void random_line(char *to, const char *transport, bool tcp)
{
	append(to, transport);
	random_words(to, tcp);
	append(to, roll(6) ? ": ^" : ": ");
	random_branch(to, 0);
	if (!roll(3)) {
		append(to, "|^");
		random_branch(to, 0);
	}
	append(to, roll(7) ? "\n" : "$\n");
}

static void random_text(char *to, const char *name)
{
	unsigned int n = 1 + roll(2);

	sprintf(to, "protocol %s\n", name);
	while (n--) {
		const unsigned int over = roll(5);

		if (!over && !roll(2)) {
			append(to, "tcp+udp: ^");
			random_branch(to, 0);
			append(to, "\n");
			continue;
		}
		random_line(to, over < 3 ? "tcp" : "udp", over < 3);
		if (!roll(4))
			random_line(to, "and", over < 3);
	}
}

/* the twin: tests/naive, over the tree of the expression */

static void *compile(const struct l7_pattern *p)
{
	const struct l7_place place = { .name = "twin" };
	struct l7_regex *re = calloc(1, sizeof(*re));
	struct l7_diags d = { 0 };

	assert_int_equal(l7_regex_parse(re, l7_pattern_dialect(p), p->expression, &place, false, &d), 0);
	return re;
}

static bool matches(void *re, const uint8_t *bytes, size_t length)
{
	return places_match(re, bytes, length);
}

static void free_regex(void *re)
{
	l7_regex_fini(re);
	free(re);
}

static const struct naive_matcher matcher = { compile, matches, free_regex };

struct packet {
	enum l7_dir dir;
	uint8_t bytes[12];
	size_t length;
};

static void random_packet(struct packet *pkt)
{
	static const uint8_t letters[] = { 'a', 'a', 'A', 'b', 0, 0, 1, 2, 3, 5, 9, '7' };
	size_t i;

	pkt->dir = roll(2);
	pkt->length = 1 + roll(sizeof(pkt->bytes));
	for (i = 0; i < pkt->length; i++)
		pkt->bytes[i] = letters[roll(sizeof(letters))];
}

/* definitions by place in @defs instead of in the image */
static uint64_t by_place(const struct l7_image *img, const struct l7_defs *defs, const uint64_t *now)
{
	uint64_t out = 0;
	unsigned int i;

	for (i = 0; i < defs->count; i++) {
		const int index = l7_image_lookup(img, defs->def[i].name);

		if (now[index / 64] >> index % 64 & 1)
			out |= 1ull << i;
	}
	return out;
}

static void complain(const struct l7_defs *defs, uint64_t differ, bool udp, unsigned int flow)
{
	unsigned int i;

	print_error("flow %u over %s\n", flow, udp ? "udp" : "tcp");
	for (i = 0; i < defs->count; i++)
		if (differ >> i & 1)
			print_error("%s", defs->def[i].text);
}

static void one_flow(struct naive *naive, const struct l7_image *img, const struct l7_defs *defs, unsigned int number)
{
	const bool udp = roll(2);
	struct l7_flow flow;
	unsigned int i;

	naive_begin(naive, udp, MAX_BYTES);
	l7_flow_init(&flow, img, L7_ALL_GROUPS, udp ? L7_TRANSPORT_UDP : L7_TRANSPORT_TCP);
	for (i = 0; i < PACKETS; i++) {
		uint64_t now[L7_DEF_WORDS], want[L7_DEF_WORDS], got;
		struct packet pkt;

		random_packet(&pkt);
		naive_packet(naive, pkt.dir, pkt.bytes, pkt.length, want);
		l7_flow_take(&flow, img, pkt.dir, MAX_BYTES, pkt.bytes, pkt.length, now);
		got = by_place(img, defs, now);
		if (got != want[0])
			complain(defs, got ^ want[0], udp, number);
		assert_int_equal(got, want[0]);
	}
}

/* false: the set does not compile */
static bool one_set(unsigned int round)
{
	struct l7_defs defs = { 0 };
	struct l7_diags d = { 0 };
	struct l7_blob blob = { 0 };
	struct l7_image img;
	struct naive *naive;
	unsigned int i;
	bool good;

	for (i = 0; i < DEFS; i++) {
		char text[4096] = "", name[16];

		sprintf(name, "d%u", i);
		random_text(text, name);
		if (!l7_defs_add(&defs, name, text, 0, 1 + roll(3), &d)) {
			l7_diags_print(&d, stderr);
			fail_msg("%s", text);
		}
	}
	/* some are too much for any automaton */
	good = !l7_compile(&defs, NULL, &blob, NULL, &d);
	if (good) {
		assert_int_equal(l7_image_verify(blob.bytes, blob.size, &img, NULL), 0);
		naive = naive_new(&defs, &matcher);
		for (i = 0; i < FLOWS; i++)
			one_flow(naive, &img, &defs, round * FLOWS + i);
		naive_free(naive);
	}
	l7_blob_fini(&blob);
	l7_defs_fini(&defs);
	l7_diags_fini(&d);
	return good;
}

static void test_random_definitions(void **state)
{
	unsigned int compiled = 0, i;

	for (i = 0; i < ROUNDS; i++)
		compiled += one_set(i);
	assert_true(compiled > ROUNDS / 2);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_random_definitions),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
