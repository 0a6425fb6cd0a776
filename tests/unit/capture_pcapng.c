// SPDX-License-Identifier: GPL-2.0-only
/*
 * capture/pcapng.c: sections in either byte order, interfaces of all kinds in one file, units of time; what is cut or
 * contradicts itself. Files are made of blocks, in memory.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <byteswap.h>
#include <inttypes.h>
#include "capture/pcapng.h"
#include "capture/source.h"
#include "tests/unit/frames.h"

#define FILE_BYTES 8192

/** struct file - @swapped: numbers in the other byte order from here on; @begun: where the last block begins */
struct file {
	uint8_t p[FILE_BYTES];
	size_t len, begun;
	bool swapped;
};

static void put(struct file *f, const void *p, size_t len)
{
	assert_true(f->len + len <= FILE_BYTES);
	if (len)
		memcpy(f->p + f->len, p, len);
	f->len += len;
	while (f->len % 4)
		f->p[f->len++] = 0;
}

static void put32(struct file *f, uint32_t v)
{
	v = f->swapped ? bswap_32(v) : v;
	put(f, &v, sizeof(v));
}

static void put16s(struct file *f, uint16_t a, uint16_t b)
{
	const uint16_t v[] = { f->swapped ? bswap_16(a) : a, f->swapped ? bswap_16(b) : b };

	put(f, v, sizeof(v));
}

static void begin(struct file *f, uint32_t type)
{
	f->begun = f->len;
	put32(f, type);
	put32(f, 0);
}

static void end(struct file *f)
{
	const uint32_t length = f->len + 4 - f->begun, v = f->swapped ? bswap_32(length) : length;

	put32(f, length);
	memcpy(f->p + f->begun + 4, &v, sizeof(v));
}

static void section(struct file *f, bool swapped)
{
	f->swapped = swapped;
	begin(f, 0x0a0d0d0a);
	put32(f, 0x1a2b3c4d);
	put16s(f, 1, 0);
	put32(f, ~0u);
	put32(f, ~0u);
	end(f);
}

/* @unit: 0: that of the format, microseconds; @offset: seconds */
static void interface(struct file *f, unsigned int link, uint8_t unit, uint32_t offset)
{
	begin(f, 1);
	put16s(f, link, 0);
	put32(f, 96);
	put16s(f, 2, 4);
	put(f, "eth0", 4);
	if (unit) {
		put16s(f, 9, 1);
		put(f, &unit, 1);
	}
	if (offset) {
		put16s(f, 14, 8);
		put32(f, f->swapped ? 0 : offset);
		put32(f, f->swapped ? offset : 0);
	}
	put16s(f, 0, 0);
	end(f);
}

static void packet(struct file *f, uint32_t number, uint64_t time, const struct frame *frame)
{
	begin(f, 6);
	put32(f, number);
	put32(f, time >> 32);
	put32(f, time);
	put32(f, frame->len);
	put32(f, frame->len + 1000);
	put(f, frame->p, frame->len);
	put16s(f, 2, 4);
	put32(f, 1);
	put16s(f, 0, 0);
	end(f);
}

/* `LINK@TIME/SENT ' for each frame, then how it ends */
static void expect(const struct file *f, const char *wanted)
{
	char got[2048] = "", error[PCAP_ERRBUF_SIZE] = "";
	FILE *in = fmemopen((void *)f->p, f->len, "rb");
	struct l7_pcapng *ng;
	struct l7_pcapng_frame frame;
	int more;

	assert_true(l7_pcapng_is(in));
	ng = l7_pcapng_open(in, error);
	more = ng ? 1 : -1;
	while (ng && (more = l7_pcapng_read(ng, &frame, error)) > 0)
		snprintf(got + strlen(got), sizeof(got) - strlen(got), "%d@%" PRId64 ".%09ld/%u ",
			 pcap_datalink(frame.kind), (int64_t)frame.head.ts.tv_sec, (long)frame.head.ts.tv_usec,
			 frame.head.len);
	snprintf(got + strlen(got), sizeof(got) - strlen(got), "%s", more < 0 ? error : "end");
	l7_pcapng_close(ng);
	fclose(in);
	assert_string_equal(got, wanted);
}

static void test_interfaces(void **state)
{
	const struct frame inner = datagram("payload");
	struct frame ethernet = { .len = 0 };
	struct file f = { .len = 0 };
	int swapped;

	add_hex(&ethernet, "020000000001 020000000002 0800 @", &inner);
	for (swapped = 0; swapped < 2; swapped++) {
		f.len = 0;
		section(&f, swapped);
		interface(&f, DLT_EN10MB, 0, 0);
		interface(&f, 101, 9, 0);
		packet(&f, 0, 5000001, &ethernet);
		packet(&f, 1, 5000000002, &inner);
		/* one that came up later */
		interface(&f, DLT_USB_LINUX, 0x80 | 10, 0);
		packet(&f, 2, 5 << 10 | 512, &inner);
		packet(&f, 0, 6000000, &ethernet);
		expect(&f, "1@5.000001000/1049 12@5.000000002/1035 189@5.500000000/1035 1@6.000000000/1049 end");
	}
}

static void test_units(void **state)
{
	static const struct {
		uint8_t unit;
		uint32_t offset;
		uint64_t time;
		const char *wanted;
	} times[] = {
		{ 6, 0, 1700000000123456, "12@1700000000.123456000/1035 end" },
		{ 3, 0, 1700000000123, "12@1700000000.123000000/1035 end" },
		{ 12, 0, 1700000000123456, "12@1700.000000123/1035 end" },
		{ 0x80 | 32, 0, 3ull << 32 | 1u << 31, "12@3.500000000/1035 end" },
		{ 0x80 | 63, 0, 1ull << 62, "12@0.500000000/1035 end" },
		{ 0x80 | 64, 0, 1ull << 62, "12@0.000000000/1035 end" },
		{ 127, 0, ~0ull, "12@0.000000000/1035 end" },
		{ 29, 0, ~0ull, "12@0.000000000/1035 end" },
		{ 28, 0, ~0ull, "12@0.000000001/1035 end" },
		{ 6, 1000, 5000000, "12@1005.000000000/1035 end" },
	};
	const struct frame inner = datagram("payload");
	size_t i;

	for (i = 0; i < sizeof(times) / sizeof(times[0]); i++) {
		struct file f = { .len = 0 };

		section(&f, false);
		interface(&f, 101, times[i].unit, times[i].offset);
		packet(&f, 0, times[i].time, &inner);
		expect(&f, times[i].wanted);
	}
}

/* each section has interfaces and a byte order of its own */
static void test_sections(void **state)
{
	const struct frame inner = datagram("payload");
	struct file f = { .len = 0 };

	section(&f, false);
	interface(&f, 101, 0, 0);
	packet(&f, 0, 1000000, &inner);
	section(&f, true);
	interface(&f, DLT_EN10MB, 0, 0);
	packet(&f, 0, 2000000, &inner);
	section(&f, true);
	expect(&f, "12@1.000000000/1035 1@2.000000000/1035 end");
	packet(&f, 0, 3000000, &inner);
	expect(&f, "12@1.000000000/1035 1@2.000000000/1035 "
		   "a frame is of an interface that the section has not, before byte 388");
}

/* the two older kinds of frames; blocks of no concern */
static void test_blocks(void **state)
{
	const struct frame inner = datagram("payload");
	struct file f = { .len = 0 };

	section(&f, false);
	begin(&f, 0xbad);
	put(&f, "unheard of", 10);
	end(&f);
	interface(&f, 101, 0, 0);
	begin(&f, 2);
	put16s(&f, 0, 7);
	put32(&f, 0);
	put32(&f, 1000000);
	put32(&f, inner.len);
	put32(&f, inner.len);
	put(&f, inner.p, inner.len);
	end(&f);
	begin(&f, 3);
	put32(&f, inner.len);
	put(&f, inner.p, inner.len);
	end(&f);
	begin(&f, 3);
	put32(&f, 2000);
	put(&f, inner.p, inner.len);
	end(&f);
	begin(&f, 5);
	put32(&f, 0);
	end(&f);
	expect(&f, "12@1.000000000/35 12@1.000000000/35 12@1.000000000/2000 end");
}

/* behind a frame that is as it should be */
static void expect_damage(const struct file *f, const char *what, size_t at)
{
	char wanted[256];

	snprintf(wanted, sizeof(wanted), "12@1.000000000/1035 %s byte %zu", what, at);
	expect(f, wanted);
}

static void test_damage(void **state)
{
	const struct frame inner = datagram("payload");
	struct file f = { .len = 0 }, bad;
	size_t head, whole;

	section(&f, false);
	interface(&f, 101, 0, 0);
	head = f.len;
	packet(&f, 0, 1000000, &inner);
	whole = f.len;
	packet(&f, 0, 1000000, &inner);
	bad = f;
	bad.p[whole + 4] -= 4;
	expect_damage(&bad, "a block ends with another length than it begins with, before", f.len - 4);
	bad = f;
	bad.p[whole + 7] = 0x80;
	expect_damage(&bad, "a block is of impossible length, before", whole + 8);
	bad = f;
	bad.p[whole + 20] = 200;
	expect_damage(&bad, "a frame is longer than its block, before", f.len);
	bad = f;
	bad.p[8] = 0;
	expect(&bad, "a section is of no byte order, at byte 12");
	/* however it is cut: all frames before, and where */
	for (bad = f; bad.len > 4; bad.len--) {
		char wanted[256];

		if (bad.len == head || bad.len == whole || bad.len == f.len || bad.len == 28)
			continue;
		snprintf(wanted, sizeof(wanted), "%sthe file is cut off in a block, at byte %zu",
			 bad.len > whole ? "12@1.000000000/1035 " : "", bad.len);
		expect(&bad, wanted);
	}
}

/* through the source: frames of unknown link types are counted, and not filtered */
static void test_source(void **state)
{
	const struct frame inner = datagram("payload"), other = datagram("more");
	struct frame ethernet = { .len = 0 };
	char error[L7_CAPTURE_ERROR_SIZE];
	struct seen seen = { "" };
	struct l7_source s = { .decoder = { .each = take_packet, .ctx = &seen } };
	struct file f = { .len = 0 };

	add_hex(&ethernet, "020000000001 020000000002 0800 @", &other);
	section(&f, false);
	interface(&f, DLT_USB_LINUX, 0, 0);
	interface(&f, 101, 0, 0);
	interface(&f, DLT_EN10MB, 0, 0);
	packet(&f, 0, 1, &inner);
	packet(&f, 1, 2, &inner);
	packet(&f, 2, 3, &ethernet);
	interface(&f, DLT_EN10MB, 0, 0);
	packet(&f, 3, 4, &ethernet);
	assert_int_equal(l7_source_open_stream(&s, fmemopen(f.p, f.len, "rb"), "file", error), 0);
	assert_int_equal(l7_source_filter(&s, "no such word", error), -1);
	l7_source_close(&s);
	assert_int_equal(l7_source_open_stream(&s, fmemopen(f.p, f.len, "rb"), "file", error), 0);
	assert_int_equal(l7_source_filter(&s, "udp and greater 35", error), 0);
	assert_int_equal(l7_source_read(&s, error), 4);
	assert_int_equal(l7_source_read(&s, error), 0);
	assert_int_equal(s.decoder.frame, 4);
	assert_string_equal(seen.text, "1000>2000:payload 1000>2000:more 1000>2000:more ");
	l7_source_close(&s);
	/* none that anything is found in */
	f.len = 0;
	section(&f, false);
	interface(&f, DLT_USB_LINUX, 0, 0);
	assert_int_equal(l7_source_open_stream(&s, fmemopen(f.p, f.len, "rb"), "file", error), -1);
	assert_non_null(strstr(error, "no IP is found behind link type 189"));
	assert_null(s.file);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_interfaces),
		cmocka_unit_test(test_units),
		cmocka_unit_test(test_sections),
		cmocka_unit_test(test_blocks),
		cmocka_unit_test(test_damage),
		cmocka_unit_test(test_source),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
