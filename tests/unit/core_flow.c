// SPDX-License-Identifier: GPL-2.0-only
/*
 * core/flow.c: whatever the order, overlap and repetition of a direction's segments, what matches and where the
 * sequence ends is as if they had come in order.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <cmocka.h>
#include "compiler/compiler.h"
#include "core/flow.h"

struct fixture {
	struct l7_blob blob;
	struct l7_image img;
};

static int setup(void **state)
{
	struct fixture *fx = calloc(1, sizeof(*fx));
	struct l7_defs defs = { 0 };
	struct l7_diags diags = { 0 };

	l7_defs_add(&defs, "alphabet", "^abcdefghijklmnopqrstuvwxyz", 1, 1, &diags);
	l7_defs_add(&defs, "hij", "hij", 2, 2, &diags);
	l7_defs_add(&defs, "atend", "xyz$", 3, 3, &diags);
	if (l7_compile(&defs, NULL, &fx->blob, NULL, &diags))
		return -1;
	l7_defs_fini(&defs);
	l7_diags_fini(&diags);
	*state = fx;
	return l7_image_verify(fx->blob.bytes, fx->blob.size, &fx->img, NULL);
}

static int teardown(void **state)
{
	struct fixture *fx = *state;

	l7_blob_fini(&fx->blob);
	free(fx);
	return 0;
}

/* the bytes of held segments, by place */
static u8 held[L7_FLOW_MAX_HELD][64];

static void feed(struct l7_flow *f, const struct l7_image *img, const u8 *p, u32 len, u64 *seen)
{
	u64 now[L7_DEF_WORDS];

	if (!len)
		return;
	l7_flow_take(f, img, L7_DIR_ORIGINAL, 2048, p, len, now);
	*seen |= now[0];
}

/* what a host does with a segment; false: had to be refused */
static bool segment(struct l7_flow *f, const struct l7_image *img, u32 seq, const char *p, u32 len, u64 *seen)
{
	struct l7_held h;
	u32 skip = 0;
	int place;

	switch (l7_flow_turn(f, L7_DIR_ORIGINAL, seq, len, &skip)) {
	case L7_TURN_PAST:
		return true;
	case L7_TURN_AHEAD:
		place = l7_flow_hold(f, L7_DIR_ORIGINAL, seq, len);
		if (place >= 0)
			memcpy(held[place], p, len);
		return place >= 0;
	case L7_TURN_NOW:
		break;
	}
	feed(f, img, (const u8 *)p + skip, len - skip, seen);
	while (l7_flow_release(f, &h, &skip))
		feed(f, img, held[h.place] + skip, h.len - skip, seen);
	return true;
}

static const char text[] = "abcdefghijklmnopqrstuvwxyz";

static void test_orders(void **state)
{
	struct fixture *fx = *state;
	unsigned int seed = 1, round;

	for (round = 0; round < 20000; round++) {
		/* near the wrap of sequence numbers */
		const u32 isn = 0xfffffff0u + round % 32;
		struct l7_flow f;
		struct l7_held h;
		u64 seen = 0;
		unsigned int tries;

		l7_flow_init(&f, &fx->img, L7_ALL_GROUPS, L7_TRANSPORT_TCP);
		l7_flow_expect(&f, L7_DIR_ORIGINAL, isn);
		for (tries = 0; f.next[0] != isn + 26 && tries < 10000; tries++) {
			u32 at = rand_r(&seed) % 26, len = 1 + rand_r(&seed) % (26 - at);

			segment(&f, &fx->img, isn + at, text + at, len, &seen);
			assert_true(f.nheld <= L7_FLOW_MAX_HELD);
		}
		assert_int_equal(f.next[0], isn + 26);
		assert_int_equal(f.bytes, 26);
		assert_int_equal(seen, 7);
		while (l7_flow_drop(&f, &h))
			assert_true(h.len > 0);
		assert_int_equal(f.places, 0);
		assert_int_equal(f.nheld, 0);
	}
}

static void test_hold_limit(void **state)
{
	struct fixture *fx = *state;
	struct l7_flow f;
	struct l7_held h;
	u64 seen = 0;
	u32 i;

	l7_flow_init(&f, &fx->img, L7_ALL_GROUPS, L7_TRANSPORT_TCP);
	l7_flow_expect(&f, L7_DIR_ORIGINAL, 100);
	for (i = 0; i < L7_FLOW_MAX_HELD; i++)
		assert_true(segment(&f, &fx->img, 101 + i, text + 1 + i, 1, &seen));
	assert_false(segment(&f, &fx->img, 120, text + 20, 1, &seen));
	assert_int_equal(f.nheld, L7_FLOW_MAX_HELD);
	assert_true(segment(&f, &fx->img, 100, text, 1, &seen));
	assert_int_equal(f.nheld, 0);
	assert_int_equal(f.bytes, 1 + L7_FLOW_MAX_HELD);
	assert_false(l7_flow_drop(&f, &h));
}

static void test_directions_apart(void **state)
{
	struct fixture *fx = *state;
	struct l7_flow f;
	u32 skip;

	l7_flow_init(&f, &fx->img, L7_ALL_GROUPS, L7_TRANSPORT_TCP);
	l7_flow_expect(&f, L7_DIR_ORIGINAL, 5);
	l7_flow_expect(&f, L7_DIR_ORIGINAL, 50);
	assert_int_equal(l7_flow_turn(&f, L7_DIR_REPLY, 1000, 3, &skip), L7_TURN_NOW);
	assert_int_equal(skip, 0);
	assert_int_equal(l7_flow_turn(&f, L7_DIR_ORIGINAL, 5, 3, &skip), L7_TURN_NOW);
	assert_int_equal(l7_flow_turn(&f, L7_DIR_REPLY, 1001, 3, &skip), L7_TURN_NOW);
	assert_int_equal(skip, 2);
	assert_int_equal(l7_flow_turn(&f, L7_DIR_REPLY, 1000, 4, &skip), L7_TURN_PAST);
	assert_int_equal(l7_flow_turn(&f, L7_DIR_ORIGINAL, 9, 1, &skip), L7_TURN_AHEAD);
}

static bool take(struct l7_flow *f, const struct l7_image *img, u32 limit, const char *p, u32 len, u64 *now)
{
	return l7_flow_take(f, img, L7_DIR_ORIGINAL, limit, (const u8 *)p, len, now);
}

/* NULs are no part of the sequence: they neither count nor match, and a packet of NULs alone adds nothing */
static void test_nul(void **state)
{
	struct fixture *fx = *state;
	u64 now[L7_DEF_WORDS];
	struct l7_flow f;

	l7_flow_init(&f, &fx->img, L7_ALL_GROUPS, L7_TRANSPORT_TCP);
	assert_true(take(&f, &fx->img, 2048, "\0\0x\0y\0\0\0\0\0\0\0z\0", 14, now));
	assert_int_equal(f.bytes, 3);
	assert_int_equal(now[0], 4);
	assert_false(take(&f, &fx->img, 2048, "\0\0\0", 3, now));
	assert_int_equal(now[0], 0);
	assert_false(take(&f, &fx->img, 2048, "q", 1, now));
}

/* the byte that reaches the limit counts, the next does not; `$` is at the limit */
static void test_byte_limit(void **state)
{
	struct fixture *fx = *state;
	u64 now[L7_DEF_WORDS];
	struct l7_flow f;
	u32 limit;

	for (limit = 1; limit <= 12; limit++) {
		l7_flow_init(&f, &fx->img, L7_ALL_GROUPS, L7_TRANSPORT_TCP);
		take(&f, &fx->img, limit, "1\0" "2\0" "3\0xy\0z4hij", 14, now);
		assert_int_equal(f.bytes, limit < 10 ? limit : 10);
		assert_int_equal(now[0], limit == 6 ? 4 : limit >= 10 ? 2 : 0);
		assert_int_equal(l7_flow_over(&f, 1, 10, limit), limit <= 10);
	}
	assert_true(l7_flow_over(&f, 11, 10, 2048));
	assert_false(l7_flow_over(&f, 10, 10, 2048));
}

/* a hit stays, a hit that needs the end is of its packet only */
static void test_hits(void **state)
{
	struct fixture *fx = *state;
	u64 now[L7_DEF_WORDS];
	struct l7_flow f;

	l7_flow_init(&f, &fx->img, L7_ALL_GROUPS, L7_TRANSPORT_TCP);
	take(&f, &fx->img, 2048, "hijxyz", 6, now);
	assert_int_equal(now[0], 6);
	take(&f, &fx->img, 2048, "-", 1, now);
	assert_int_equal(now[0], 2);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_orders),
		cmocka_unit_test(test_hold_limit),
		cmocka_unit_test(test_directions_apart),
		cmocka_unit_test(test_nul),
		cmocka_unit_test(test_byte_limit),
		cmocka_unit_test(test_hits),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
