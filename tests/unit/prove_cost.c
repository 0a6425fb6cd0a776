// SPDX-License-Identifier: GPL-2.0-only
/*
 * What definitions cost: figures that can be worked out by hand, and lanes of an image against the walk itself, fed with
 * random bytes.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "prove/cost.h"
#include "core/walk.h"
#include "tests/unit/proof.h"

#define WALKS 40000

static void assert_near(double got, double want, double tolerance)
{
	if (got > want - tolerance && got < want + tolerance)
		return;
	fprintf(stderr, "%.9g, wanted %.9g\n", got, want);
	fail();
}

static struct l7_cost cost_of(const char *lines)
{
	struct l7_cost cost;
	struct toy t;

	toy_init(&t, lines);
	assert_int_equal(l7_cost_of_units(t.units.unit, t.units.count, &cost), 0);
	toy_fini(&t);
	return cost;
}

static void test_life(void **state)
{
	const double byte = 1 / 256.0;
	struct l7_cost cost = cost_of("udp: ^ab\n");

	assert_int_equal(cost.units, 1);
	assert_int_equal(cost.life, L7_LIFE_SHORT);
	assert_near(cost.lasts, 1 + byte + byte * byte, 1e-9);
	cost = cost_of("tcp: ^a.*b\n");
	assert_int_equal(cost.life, L7_LIFE_OPEN);
	/* what is alive after the first byte stays so */
	assert_near(cost.lasts, 1 + byte * (L7_COST_BYTES - 1), 1e-6);
	cost = cost_of("^ab|c");
	assert_int_equal(cost.life, L7_LIFE_ENDLESS);
	assert_near(cost.lasts, L7_COST_BYTES, 1e-9);
	assert_int_equal(cost.units, 2);
}

/* how many groups of one scope are alive after so many random bytes */
static double walk_lanes(const struct l7_image *img, uint32_t bytes, uint32_t scope)
{
	uint16_t state[L7_MAX_GROUPS];
	uint64_t hits[L7_SET_WORDS];
	unsigned long alive = 0;
	uint8_t payload[64];

	for (unsigned int i = 0; i < WALKS; i++) {
		for (uint32_t k = 0; k < bytes; k++)
			payload[k] = rand() >> 8;
		l7_walk_start(img, L7_ALL_GROUPS, state);
		l7_walk(img, state, payload, bytes, hits);
		for (uint32_t g = 0; g < img->head->ngroups; g++)
			alive += img->groups[g].scope == scope && state[g];
	}
	return (double)alive / WALKS;
}

static void test_lanes(void **state)
{
	struct l7_lanes tcp, udp;
	struct toy t;

	srand(1);
	toy_init(&t, "tcp: ^[\\x00-\\x7f].*a.b\ntcp: ^[a-z]{3}[^a]*$\nudp: ^[\\x00-\\x3f]+\\x80[\\x00-\\xf0]{70}x\n"
		     "udp: ^.[^\\x00]{9}$\n");
	assert_int_equal(l7_cost_of_image(&t.img, &tcp, &udp), 0);
	for (unsigned int i = 0; i < L7_COST_MARKS; i++) {
		assert_near(tcp.alive[i], walk_lanes(&t.img, l7_cost_marks[i], L7_SCOPE_STREAM), 0.03);
		assert_near(udp.alive[i], walk_lanes(&t.img, l7_cost_marks[i], L7_SCOPE_DATAGRAM), 0.03);
	}
	assert_int_equal(tcp.groups + udp.groups, t.img.head->ngroups);
	toy_fini(&t);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_life), cmocka_unit_test(test_lanes) };

	return cmocka_run_group_tests_name("compiler_cost", tests, NULL, NULL);
}
