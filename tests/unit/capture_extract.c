// SPDX-License-Identifier: GPL-2.0-only
/*
 * capture/extract.c: frames of wanted connections, in their order and once, whenever the verdict falls and however many
 * frames bring a packet. Captures and files are in memory and in a temporary directory.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <pcap/pcap.h>
#include <unistd.h>
#include "capture/extract.h"
#include "compiler/compiler.h"
#include "tests/unit/frames.h"

static struct l7_blob blob;
static struct l7_image img;
static char dir[] = "/tmp/l7-extract.XXXXXX";

static int prepare(void **state)
{
	struct l7_defs defs = { 0 };
	struct l7_diags diags = { 0 };
	int err;

	l7_defs_add(&defs, "a", "protocol a\nudp: ^a+b", 1, 1, &diags);
	err = l7_compile(&defs, NULL, &blob, NULL, &diags) || l7_image_verify(blob.bytes, blob.size, &img, NULL);
	l7_defs_fini(&defs);
	l7_diags_fini(&diags);
	return err || !mkdtemp(dir);
}

static int clean(void **state)
{
	l7_blob_fini(&blob);
	return rmdir(dir);
}

/** struct recording - a capture that is being made; @time: of the next frame, microseconds */
struct recording {
	char *bytes;
	size_t len;
	FILE *out;
	pcap_t *kind;
	pcap_dumper_t *dumper;
	unsigned int time;
};

static struct recording *record(int dlt)
{
	struct recording *r = calloc(1, sizeof(*r));

	r->kind = pcap_open_dead(dlt, 262144);
	r->out = open_memstream(&r->bytes, &r->len);
	r->dumper = pcap_dump_fopen(r->kind, r->out);
	return r;
}

static void frame(struct recording *r, const struct frame *f)
{
	const struct pcap_pkthdr head = { .ts = { 0, r->time++ }, .caplen = f->len, .len = f->len };

	pcap_dump((u_char *)r->dumper, &head, f->p);
}

/* a datagram from @port, of IPv4 */
static struct frame from(unsigned int port, const char *text)
{
	const struct frame u = udp(port, 2000, text, strlen(text));

	return ipv4(IPPROTO_UDP, u.p, u.len, 0, false);
}

static void say(struct recording *r, unsigned int port, const char *text)
{
	const struct frame f = from(port, text);

	frame(r, &f);
}

/* a part of a datagram's bytes behind its IP header */
static void fragment(struct recording *r, const struct frame *whole, unsigned int id, unsigned int at, unsigned int len)
{
	struct frame f = ipv4(IPPROTO_UDP, whole->p + 20 + at, len, at, 20 + at + len < whole->len);

	set16(f.p + 4, id);
	frame(r, &f);
}

/** struct extraction - @lines: one for each file, `NAME=NUMBER of a frame, that is its time, ...' */
struct extraction {
	struct l7_source source;
	struct l7_tracker tracker;
	struct l7_extract x;
	char path[4][64];
	char error[L7_CAPTURE_ERROR_SIZE];
	int failed;
};

static bool wants(void *ctx, const char *name, const struct l7_classified *v)
{
	const char *label = v->state == L7_CLASSIFY_DECIDED ? "a" :
			    v->state == L7_CLASSIFY_UNKNOWN ? "unknown" : "unset";

	return !strcmp(name, label);
}

static void take_tracked(void *ctx, struct l7_connection *c, const struct l7_capture_packet *pkt, enum l7_dir way)
{
	struct extraction *e = ctx;

	e->failed |= l7_extract_packet(&e->x, c, pkt, &e->source, e->error);
}

static void take_wait(void *ctx)
{
	struct extraction *e = ctx;

	e->failed |= l7_extract_wait(&e->x, &e->source, e->error);
}

static void take_end(void *ctx, struct l7_connection *c)
{
	struct extraction *e = ctx;

	e->failed |= l7_extract_ended(&e->x, c, &e->source, e->error);
}

/* @names: of files, commas between */
static struct extraction *extraction(const char *const *names)
{
	struct extraction *e = calloc(1, sizeof(*e));
	size_t i;

	e->x.wants = wants;
	for (i = 0; names[i]; i++) {
		snprintf(e->path[i], sizeof(e->path[i]), "%s/%zu", dir, i);
		assert_int_equal(l7_extract_add(&e->x, names[i], e->path[i]), 0);
	}
	l7_tracker_init(&e->tracker, &img);
	e->tracker.classify.max_packets = 5;
	e->tracker.packet = take_tracked;
	e->tracker.waits = take_wait;
	e->tracker.connections.ended = take_end;
	e->tracker.ctx = e->tracker.connections.ctx = e;
	return e;
}

/* all of a recording, which is released */
static void play(struct extraction *e, struct recording *r)
{
	struct l7_source *s = &e->source;

	pcap_dump_close(r->dumper);
	pcap_close(r->kind);
	*s = (struct l7_source){ .decoder = { .tunnels = true, .each = l7_tracker_take, .waits = l7_tracker_wait,
					      .ctx = &e->tracker } };
	assert_int_equal(l7_source_open_stream(s, fmemopen(r->bytes, r->len, "rb"), "recording", e->error), 0);
	while (l7_source_read(s, e->error) > 0)
		;
	l7_tracker_end(&e->tracker);
	l7_source_close(s);
	free(r->bytes);
	free(r);
}

/* the file's frames are those of these times; it is removed */
static void holds(const struct extraction *e, size_t file, const char *wanted)
{
	char error[PCAP_ERRBUF_SIZE], got[1024] = "";
	pcap_t *in = pcap_open_offline(e->path[file], error);
	struct pcap_pkthdr *head;
	const u_char *bytes;

	while (in && pcap_next_ex(in, &head, &bytes) == 1)
		snprintf(got + strlen(got), sizeof(got) - strlen(got), "%s%ld", *got ? " " : "",
			 (long)head->ts.tv_usec);
	if (in)
		pcap_close(in);
	unlink(e->path[file]);
	assert_string_equal(got, wanted);
}

static void finish(struct extraction *e)
{
	assert_int_equal(l7_extract_close(&e->x, e->error), 0);
	l7_tracker_fini(&e->tracker);
	free(e);
}

/* verdicts fall late, and in another order than connections begin; frames stay in theirs */
static void test_order(void **state)
{
	static const char *const names[] = { "a", "unknown", "unset", NULL };
	struct extraction *e = extraction(names);
	struct recording *r = record(DLT_RAW);
	unsigned int i;

	say(r, 1000, "x");
	say(r, 1001, "x");
	say(r, 1002, "x");
	say(r, 1001, "aab");
	say(r, 1000, "x");
	say(r, 1000, "aab");
	say(r, 1003, "aab");
	for (i = 7; i < 12; i++)
		say(r, 1004, "x");
	say(r, 1001, "x");
	play(e, r);
	assert_int_equal(e->failed, 0);
	assert_int_equal(l7_extract_frames(&e->x, 0), 7);
	assert_int_equal(e->x.lost, 0);
	assert_int_equal(e->x.waiting, 0);
	assert_int_equal(l7_extract_close(&e->x, e->error), 0);
	holds(e, 0, "0 1 3 4 5 6 12");
	holds(e, 1, "");
	holds(e, 2, "2 7 8 9 10 11");
	finish(e);
}

/* what waits is bounded: the frame that all others stand behind is left out, and that is said */
static void test_bound(void **state)
{
	static const char *const names[] = { "a", NULL };
	const unsigned int frames = L7_EXTRACT_MAX_BYTES / FRAME_BYTES + 10;
	struct extraction *e = extraction(names);
	struct recording *r = record(DLT_RAW);
	struct frame f = { .len = 0 };
	unsigned int i;

	say(r, 1000, "x");
	say(r, 1001, "aab");
	f = from(1001, "x");
	f.len = FRAME_BYTES;
	for (i = 0; i < frames; i++)
		frame(r, &f);
	play(e, r);
	assert_int_equal(e->x.lost, 1);
	assert_int_equal(l7_extract_frames(&e->x, 0), frames + 1);
	unlink(e->path[0]);
	finish(e);
}

/* a frame of a tunnel is two connections': once in a file that wants both, in each of two files otherwise */
static void test_tunnel(void **state)
{
	static const char *const both[] = { "a", NULL }, *const apart[] = { "unset", "a", NULL };
	const struct frame inner = from(1000, "aab"), other = from(1001, "x");
	struct frame vxlan = { .len = 0 }, ipip = ipv4(IPPROTO_IPIP, inner.p, inner.len, 0, false);
	unsigned int i;

	add_hex(&vxlan, "08000000 00000100 020000000001 020000000002 0800 @", &inner);
	vxlan = udp(5, 4789, vxlan.p, vxlan.len);
	vxlan = ipv4(IPPROTO_UDP, vxlan.p, vxlan.len, 0, false);
	for (i = 0; i < 2; i++) {
		struct extraction *e = extraction(i ? apart : both);
		struct recording *r = record(DLT_RAW);

		frame(r, &vxlan);
		frame(r, &other);
		frame(r, &ipip);
		play(e, r);
		assert_int_equal(l7_extract_close(&e->x, e->error), 0);
		if (i)
			holds(e, 0, "0 1");
		holds(e, i, "0 2");
		finish(e);
	}
}

static void test_fragments(void **state)
{
	static const char *const names[] = { "a", NULL };
	const struct frame whole = from(1000, "aab and some more that fills fragments"), other = from(1001, "aab, not");
	struct extraction *e = extraction(names);
	struct recording *r = record(DLT_RAW);

	/* in any order, with others between */
	fragment(r, &whole, 1, 16, 16);
	say(r, 1002, "aab");
	fragment(r, &whole, 1, 32, whole.len - 52);
	say(r, 1003, "x");
	fragment(r, &whole, 1, 0, 16);
	say(r, 1002, "x");
	/* the end of it is missing, and the beginning of the next: that one isn't anyone's */
	fragment(r, &whole, 2, 0, 16);
	fragment(r, &other, 3, 8, other.len - 28);
	say(r, 1002, "x");
	play(e, r);
	assert_int_equal(l7_extract_close(&e->x, e->error), 0);
	assert_int_equal(e->x.lost, 0);
	holds(e, 0, "0 1 2 4 5 6 8");
	finish(e);
}

/* those that come too late, or never: what stands behind them goes on meanwhile */
static void test_fragments_given_up(void **state)
{
	static const char *const names[] = { "a", NULL };
	const struct frame whole = from(1000, "aab and some more that fills fragments");
	struct extraction *e = extraction(names);
	struct recording *r = record(DLT_RAW);
	unsigned int i;

	fragment(r, &whole, 1, 16, 16);
	fragment(r, &whole, 2, 0, 16);
	say(r, 1001, "aab");
	for (i = 3; i < 3 + L7_FRAGMENT_MAX_FRAMES; i++)
		say(r, 1002, "x");
	assert_int_equal(r->time, 259);
	say(r, 1001, "x");
	fragment(r, &whole, 1, 0, 16);
	fragment(r, &whole, 1, 32, whole.len - 52);
	play(e, r);
	assert_int_equal(l7_extract_close(&e->x, e->error), 0);
	holds(e, 0, "1 2 259 260 261");
	finish(e);
}

/* a tunnel's packet in fragments: the frames are those of the packet in it too, though its own are not wanted */
static void test_fragments_of_tunnel(void **state)
{
	static const char *const names[] = { "a", NULL };
	const struct frame inner = from(1000, "aab and some more that fills fragments");
	struct frame vxlan = { .len = 0 };
	struct extraction *e = extraction(names);
	struct recording *r = record(DLT_RAW);

	add_hex(&vxlan, "08000000 00000100 020000000001 020000000002 0800 @", &inner);
	vxlan = udp(5, 4789, vxlan.p, vxlan.len);
	vxlan = ipv4(IPPROTO_UDP, vxlan.p, vxlan.len, 0, false);
	fragment(r, &vxlan, 1, 0, 48);
	say(r, 1001, "x");
	fragment(r, &vxlan, 1, 48, vxlan.len - 68);
	play(e, r);
	assert_int_equal(l7_extract_close(&e->x, e->error), 0);
	holds(e, 0, "0 2");
	finish(e);
}

/* a tunnel's packet is given up at the end, and holds a fragment: no frame at hand has it */
static void test_fragment_in_fragment(void **state)
{
	static const char *const names[] = { "a", NULL };
	const struct frame whole = from(1000, "aab and some more that fills fragments");
	const struct frame inner = ipv4(IPPROTO_UDP, whole.p + 20, 24, 0, true);
	struct frame padded = inner, outer;
	struct extraction *e = extraction(names);
	struct recording *r = record(DLT_RAW);

	add(&padded, "\0\0\0", 4);
	outer = ipv4(IPPROTO_IPIP, padded.p, padded.len, 0, true);
	frame(r, &outer);
	play(e, r);
	assert_int_equal(e->failed, 0);
	assert_int_equal(l7_extract_close(&e->x, e->error), 0);
	holds(e, 0, "0");
	finish(e);
}

/* one capture after the other into the same file; not if their frames are of different kinds */
static void test_captures(void **state)
{
	static const char *const names[] = { "a", NULL };
	struct extraction *e = extraction(names);
	struct recording *r = record(DLT_RAW);

	say(r, 1000, "aab");
	play(e, r);
	r = record(DLT_RAW);
	say(r, 1000, "aab");
	say(r, 1000, "x");
	play(e, r);
	assert_int_equal(e->failed, 0);
	r = record(DLT_IPV4);
	say(r, 1000, "aab");
	play(e, r);
	assert_int_equal(e->failed, -1);
	assert_non_null(strstr(e->error, e->path[0]));
	assert_int_equal(l7_extract_close(&e->x, e->error), 0);
	holds(e, 0, "0 0 1");
	finish(e);
}

static void test_no_file(void **state)
{
	static const char *const names[] = { "a", NULL };
	struct extraction *e = extraction(names);
	struct recording *r = record(DLT_RAW);

	snprintf(e->path[0], sizeof(e->path[0]), "%s/none/0", dir);
	say(r, 1000, "aab");
	play(e, r);
	assert_int_equal(e->failed, -1);
	assert_string_equal(strstr(e->error, "none"), "none/0: No such file or directory");
	finish(e);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_order),
		cmocka_unit_test(test_bound),
		cmocka_unit_test(test_tunnel),
		cmocka_unit_test(test_fragments),
		cmocka_unit_test(test_fragments_given_up),
		cmocka_unit_test(test_fragments_of_tunnel),
		cmocka_unit_test(test_fragment_in_fragment),
		cmocka_unit_test(test_captures),
		cmocka_unit_test(test_no_file),
	};

	return cmocka_run_group_tests(tests, prepare, clean);
}
