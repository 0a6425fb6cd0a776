// SPDX-License-Identifier: GPL-2.0-only
/*
 * Chances, against the engine that is shown every payload over an alphabet of four bytes; and against chances that can
 * be worked out by hand.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "prove/chance.h"
#include "tests/unit/proof.h"

#define ROUNDS 400
#define BYTES 6

static void toy_weights(double *weight)
{
	memset(weight, 0, 256 * sizeof(*weight));
	for (unsigned int i = 0; i < TOY_BYTES; i++)
		weight[toy_alphabet[i]] = 1.0 / TOY_BYTES;
}

static void assert_near(const char *what, uint32_t size, double got, double want)
{
	if (got > want * (1 - 1e-9) - 1e-12 && got < want * (1 + 1e-9) + 1e-12)
		return;
	fprintf(stderr, "%s: %.12g, wanted %.12g at %u bytes\n", what, got, want, size);
	fail();
}

static double count_matches(const struct toy *t, uint32_t size, unsigned int packets)
{
	const unsigned long all = toy_strings(size * packets);
	unsigned long matches = 0, i;
	uint8_t bytes[64];

	for (i = 0; i < all; i++) {
		toy_string(bytes, size * packets, i);
		matches += toy_matches(t, bytes, size, packets);
	}
	return (double)matches / all;
}

static void check_pattern(const char *lines, uint32_t most, unsigned int packets)
{
	double weight[256], chance[L7_CHANCE_SIZES + 1];
	bool bound = false;
	uint32_t size;
	struct toy t;

	toy_init(&t, lines);
	toy_weights(weight);
	assert_int_equal(l7_chance_of_pattern(&t.matchers.matcher[0], weight, chance, &bound), 0);
	assert_false(bound);
	for (size = 1; size <= most; size++)
		assert_near(t.text, size, chance[size], count_matches(&t, size, packets));
	toy_fini(&t);
}

static void test_patterns(void **state)
{
	char line[512];

	srand(1);
	for (unsigned int i = 0; i < ROUNDS; i++) {
		toy_line(line, i % 2 ? "udp" : "tcp");
		check_pattern(line, BYTES, 1);
	}
}

static void test_classic(void **state)
{
	static const char *const pattern[] = { "^a.b", "ab|^b", "a$", "^\\x03?a*b", "(a|ba)b+$", "^(a|b).?\\x03|aab" };

	for (unsigned int i = 0; i < sizeof(pattern) / sizeof(*pattern); i++)
		check_pattern(pattern[i], BYTES, 1);
}

static void test_packets(void **state)
{
	check_pattern("udp packets 2: ^a.\n", 4, 2);
	check_pattern("udp packets 2 same u8@1: ^.\n", 4, 2);
	check_pattern("udp packets 2 same u8@0 u8@0 != 3: ^[ab\\x03]\n", 4, 2);
	check_pattern("udp packets 2 same u16@1 u16@1 >= 97: ^.(a|.b)\n", 4, 2);
	check_pattern("udp packets 3 same u16@0 u8@1 = size: ^[ab]\n", 3, 3);
	check_pattern("udp packets 3 same u8@2: ^a.*b\n", 3, 3);
}

static double random_chance(const char *lines, uint32_t *size)
{
	struct l7_chance chance;
	struct toy t;

	toy_init(&t, lines);
	assert_int_equal(l7_chance_of_def(&t.matchers, 0, t.matchers.count, L7_ALPHABET_RANDOM, &chance), 0);
	*size = chance.size;
	toy_fini(&t);
	return chance.worst;
}

static void test_by_hand(void **state)
{
	const double byte = 1 / 256.0;
	uint32_t size;

	assert_near("literal", 2, random_chance("udp: ^ab\n", &size), byte * byte);
	assert_int_equal(size, 2);
	assert_near("size", 7, random_chance("udp size 7: ^a\n", &size), byte);
	assert_int_equal(size, 7);
	assert_near("length field", 4, random_chance("udp u16@2 = size: ^a\n", &size), byte * byte * byte);
	/* the field is a multiple of 4: all sizes that are, are alike */
	assert_near("factor", 4, random_chance("udp u8@1 * 4 = size: ^a\n", &size), byte * byte);
	assert_near("comparison", 4, random_chance("udp u16@0 < 0x180: ^\n", &size), 1.5 * byte);
	assert_near("two lines", 2, random_chance("udp: ^ab\nudp: ^ac\n", &size), 2 * byte * byte);
	assert_near("two transports", 1, random_chance("udp: ^a\ntcp: ^b\n", &size), byte);
	assert_near("ssrc", 12, random_chance("udp packets 2 same u32@8: ^\\x80\n", &size),
		    byte * byte * byte * byte * byte * byte);
}

static void test_parts(void **state)
{
	const double byte = 1 / 256.0;
	uint32_t size;

	/* different payload, so different packets */
	assert_near("disjoint", 0, random_chance("udp: ^a\nand: ^b\n", &size), byte * byte);
	assert_near("sides", 0, random_chance("tcp client: ^ab\nand server: ^ab\n", &size), byte * byte * byte * byte);
	/* one packet does for both: the less likely of them is a bound */
	assert_near("shared", 0, random_chance("udp: ^a\nand: ^ab\n", &size), byte * byte);
	assert_near("sizes", 0, random_chance("udp size 3: ^a\nand size 5: ^b\n", &size), byte * byte);
}

static void test_printable(void **state)
{
	struct l7_chance chance;
	struct toy t;

	toy_init(&t, "udp: ^[0-9]\n");
	assert_int_equal(l7_chance_of_def(&t.matchers, 0, 1, L7_ALPHABET_PRINTABLE, &chance), 0);
	assert_near("digit", 1, chance.worst, 10 / 95.0);
	assert_near("average", 1, chance.average, 10 / 95.0);
	toy_fini(&t);
}

static void test_both(void **state)
{
	struct toy a, b;
	double share;

	toy_init(&a, "udp: ^ab\n");
	toy_init(&b, "udp: ^.b[\\x00-\\x7f]\n");
	assert_int_equal(l7_chance_of_both(&a.matchers.matcher[0], &b.matchers.matcher[0], 3, &share), 0);
	assert_near("share", 3, share, 0.5);
	assert_int_equal(l7_chance_of_both(&a.matchers.matcher[0], &b.matchers.matcher[0], 2, &share), 0);
	assert_near("too short", 2, share, 0);
	toy_fini(&a);
	toy_fini(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_patterns), cmocka_unit_test(test_classic), cmocka_unit_test(test_packets),
		cmocka_unit_test(test_by_hand),	 cmocka_unit_test(test_parts),	 cmocka_unit_test(test_printable),
		cmocka_unit_test(test_both),
	};

	return cmocka_run_group_tests_name("compiler_chance", tests, NULL, NULL);
}
