// SPDX-License-Identifier: GPL-2.0-only
/*
 * capture/classify.c where packets are not as they should be: segments that wait for others, more of them than there is
 * room for, cut when they were captured, empty, or longer than anything
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>
#include "capture/classify.h"
#include "compiler/compiler.h"

#define SEGMENT_BYTES 60000

static struct l7_blob blob;
static struct l7_image img;
static size_t held_bytes;
static struct l7_classify cl = { .img = &img, .max_packets = 20, .max_bytes = 2048, .midstream = true,
				 .held = &held_bytes };

static int prepare(void **state)
{
	struct l7_defs defs = { 0 };
	struct l7_diags diags = { 0 };
	int err;

	l7_defs_add(&defs, "a", "protocol a\ntcp: ^a+b\nudp size 9..: ^a+b", 1, 1, &diags);
	err = l7_compile(&defs, NULL, &blob, NULL, &diags) || l7_image_verify(blob.bytes, blob.size, &img, NULL);
	l7_defs_fini(&defs);
	l7_diags_fini(&diags);
	return err;
}

static int clean(void **state)
{
	l7_blob_fini(&blob);
	return 0;
}

static struct l7_capture_packet tcp(uint32_t seq, const char *text, size_t len)
{
	return (struct l7_capture_packet){ .tuple = { .proto = IPPROTO_TCP }, .payload = (const uint8_t *)text,
					   .len = len, .wire_len = len, .seq = seq, .flags = len ? L7_TCP_ACK : L7_TCP_SYN };
}

static void take(struct l7_classified *c, struct l7_capture_packet pkt)
{
	l7_classify_packet(&cl, c, &pkt, L7_DIR_ORIGINAL);
}

/* a handshake after which the first byte is at @seq */
static void begin(struct l7_classified *c, uint32_t seq)
{
	struct l7_capture_packet ack = tcp(seq, NULL, 0);

	take(c, tcp(seq - 1, NULL, 0));
	ack.flags = L7_TCP_ACK;
	take(c, ack);
}

static void test_waits(void **state)
{
	struct l7_classified c = { .flow = NULL };

	begin(&c, 0xffffffff);
	take(&c, tcp(1, "b", 1));
	take(&c, tcp(0, "a", 1));
	assert_int_equal(c.state, L7_CLASSIFY_UNSET);
	take(&c, tcp(0xffffffff, "a", 1));
	assert_int_equal(c.state, L7_CLASSIFY_DECIDED);
	assert_null(c.flow);
	assert_int_equal(c.payloads, 3);
	l7_classified_fini(&c);
}

/* one connection holds only so many */
static void test_waits_too_many(void **state)
{
	struct l7_classified c = { .flow = NULL };
	unsigned int i;

	begin(&c, 1);
	for (i = 0; i < L7_FLOW_MAX_HELD; i++)
		take(&c, tcp(10 + 2 * i, "a", 1));
	assert_int_equal(c.state, L7_CLASSIFY_UNSET);
	take(&c, tcp(10 + 2 * i, "a", 1));
	assert_int_equal(c.state, L7_CLASSIFY_UNKNOWN);
	assert_int_equal(c.reason, L7_REASON_GAP);
	l7_classified_fini(&c);
}

/* all connections together only so much, and when it is given back there is room again */
static void test_waits_bound(void **state)
{
	const unsigned int count = L7_CLASSIFY_HELD_MAX_BYTES / SEGMENT_BYTES + 1;
	struct l7_classified *c = calloc(count, sizeof(*c)), again = { .flow = NULL };
	char *text = calloc(1, SEGMENT_BYTES);
	unsigned int i;

	for (i = 0; i < count; i++) {
		begin(&c[i], 1);
		take(&c[i], tcp(10, text, SEGMENT_BYTES));
		assert_int_equal(c[i].state, i + 1 < count ? L7_CLASSIFY_UNSET : L7_CLASSIFY_UNKNOWN);
	}
	assert_int_equal(c[count - 1].reason, L7_REASON_GAP);
	/* by a verdict: a byte fills the gap, and what waited follows */
	take(&c[0], tcp(1, "aaaaaaaab", 9));
	assert_int_equal(c[0].state, L7_CLASSIFY_DECIDED);
	begin(&again, 1);
	take(&again, tcp(10, text, SEGMENT_BYTES));
	assert_int_equal(again.state, L7_CLASSIFY_UNSET);
	l7_classified_fini(&again);
	for (i = 0; i < count; i++)
		l7_classified_fini(&c[i]);
	for (i = 0; i + 1 < count; i++) {
		c[i] = (struct l7_classified){ .flow = NULL };
		begin(&c[i], 1);
		take(&c[i], tcp(10, text, SEGMENT_BYTES));
		assert_int_equal(c[i].state, L7_CLASSIFY_UNSET);
	}
	for (i = 0; i < count; i++)
		l7_classified_fini(&c[i]);
	assert_int_equal(held_bytes, 0);
	free(text);
	free(c);
}

/* what the snap length has cut is missing for good; what was sent counts as sent */
static void test_cut(void **state)
{
	struct l7_capture_packet udp = { .tuple = { .proto = IPPROTO_UDP }, .payload = (const uint8_t *)"aab", .len = 3,
					 .wire_len = 9 };
	struct l7_classified c = { .flow = NULL }, other = { .flow = NULL };
	struct l7_capture_packet part = tcp(1, "a", 1);

	take(&c, udp);
	assert_int_equal(c.state, L7_CLASSIFY_DECIDED);
	l7_classified_fini(&c);
	part.wire_len = 100;
	begin(&other, 1);
	take(&other, part);
	take(&other, tcp(101, "b", 1));
	assert_int_equal(other.payloads, 2);
	l7_classified_fini(&other);
}

/* empty packets end at the limit of packets, those of any length at that of bytes */
static void test_limits(void **state)
{
	struct l7_capture_packet udp = { .tuple = { .proto = IPPROTO_UDP } };
	struct l7_classified c = { .flow = NULL };
	char *text = malloc(1 << 20);
	unsigned int i;

	for (i = 0; i <= cl.max_packets; i++) {
		assert_int_equal(c.state, L7_CLASSIFY_UNSET);
		take(&c, udp);
	}
	assert_int_equal(c.state, L7_CLASSIFY_UNKNOWN);
	assert_int_equal(c.reason, L7_REASON_PACKETS);
	assert_int_equal(c.payloads, 0);
	l7_classified_fini(&c);
	c = (struct l7_classified){ .flow = NULL };
	memset(text, 'x', 1 << 20);
	udp.payload = (uint8_t *)text;
	udp.len = udp.wire_len = 1 << 20;
	for (i = 0; i < 2; i++)
		take(&c, udp);
	assert_int_equal(c.state, L7_CLASSIFY_UNKNOWN);
	assert_int_equal(c.reason, L7_REASON_BYTES);
	assert_true(c.bytes <= cl.max_bytes);
	l7_classified_fini(&c);
	free(text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_waits),
		cmocka_unit_test(test_waits_too_many),
		cmocka_unit_test(test_waits_bound),
		cmocka_unit_test(test_cut),
		cmocka_unit_test(test_limits),
	};

	return cmocka_run_group_tests(tests, prepare, clean);
}
