// SPDX-License-Identifier: GPL-2.0-only
/*
 * What a report counts, over connections made at random: it adds up to the bytes of the packets, each counted with the
 * protocol that its connection got, at its own time, also if that was before the verdict.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <netinet/in.h>
#include <cmocka.h>

#include "capture/tracker.h"
#include "report/figure.h"
#include "report/markup.h"
#include "report/report.h"

#define ROUNDS 40
#define CONNECTIONS 60
#define PACKETS 3000
#define SECOND UINT64_C(1000000000)

static struct l7_compiled compiled;

static int compile(void **state)
{
	struct l7_diags diags = { 0 };

	assert_non_null(l7_defs_add(&compiled.defs, "early", "^one", 0, 100, &diags));
	assert_non_null(l7_defs_add(&compiled.defs, "late", "^(a|b)*c(a|b|c)*d", 0, 100, &diags));
	return l7_compiled_make(&compiled, NULL, &diags);
}

static int release(void **state)
{
	l7_compiled_fini(&compiled);
	return 0;
}

/* what a connection says, by number: a name at once, later, never */
static const char *word(unsigned int n)
{
	switch (n % 4) {
	case 0:
		return "one";
	case 1:
		return random() % 3 ? "a" : random() % 2 ? "c" : "d";
	case 2:
		return "what";
	}
	return "";
}

static struct l7_capture_packet datagram(unsigned int n, bool reply, uint64_t time)
{
	const char *text = word(n);
	struct l7_capture_packet pkt = {
		.tuple = { .family = AF_INET, .proto = IPPROTO_UDP, .sport = reply ? 53 : 1000 + n, .dport = reply ? 1000 + n : 53 },
		.payload = (const void *)text, .len = strlen(text), .wire_len = strlen(text),
		.bytes = 28 + strlen(text) + random() % 1000, .time = time, .carries = random() % 20 == 0,
	};

	pkt.tuple.src[0] = reply ? 200 : n % 16;
	pkt.tuple.dst[0] = reply ? n % 16 : 200;
	return pkt;
}

static void check_sums(const struct l7_report *r, uint64_t bytes, uint64_t packets)
{
	const struct l7_account all = l7_report_total(r);
	const struct l7_view v = l7_series_view(&r->series);
	uint64_t hosts = 0, reasons = 0;

	assert_int_equal(all.bytes, bytes);
	assert_int_equal(all.packets, packets);
	for (size_t row = 0; row < r->rows; row++) {
		uint64_t sum = 0;

		for (unsigned int bin = 0; bin < v.count; bin++)
			sum += l7_view_bytes(&v, row, bin);
		assert_int_equal(sum, r->account[row].bytes);
	}
	for (size_t i = 0; i < r->hosts.count; i++)
		hosts += r->hosts.hitter[i]->sent + r->hosts.hitter[i]->received;
	assert_int_equal(hosts, 2 * bytes);
	for (unsigned int i = 0; i < __L7_REASON_MAX; i++)
		reasons += r->reasons[i].bytes;
	assert_int_equal(reasons, r->account[l7_report_unknown(r)].bytes);
	assert_false(r->no_memory);
}

static void start(struct l7_report *r, struct l7_tracker *t)
{
	assert_int_equal(l7_report_init(r, &compiled), 0);
	l7_tracker_init(t, &compiled.img);
	t->packet = l7_report_packet;
	t->connections.ended = l7_report_ended;
	t->ctx = t->connections.ctx = r;
}

static void finish(struct l7_report *r, struct l7_tracker *t)
{
	l7_tracker_end(t);
	l7_report_finish(r);
}

static void test_adds_up(void **state)
{
	uint64_t seen[4] = { 0 };

	srandom(3);
	for (unsigned int round = 0; round < ROUNDS; round++) {
		uint64_t bytes = 0, packets = 0, time = 1000 * SECOND;
		struct l7_tracker t;
		struct l7_report r;

		start(&r, &t);
		for (unsigned int i = 0; i < PACKETS; i++) {
			struct l7_capture_packet pkt;

			time += random() % (round % 2 ? 100000000 : 5000000000);
			pkt = datagram(random() % CONNECTIONS, random() % 2, time - random() % SECOND);
			l7_tracker_take(&t, &pkt);
			bytes += pkt.carries ? 0 : pkt.bytes;
			packets += !pkt.carries;
		}
		finish(&r, &t);
		check_sums(&r, bytes, packets);
		for (size_t row = 0; row < r.rows; row++)
			seen[row] += r.account[row].bytes;
		l7_report_fini(&r);
		l7_tracker_fini(&t);
	}
	for (unsigned int row = 0; row < 4; row++)
		assert_true(seen[row] > 0);
}

/* three packets a second apart, the third decides: all of them are the protocol's, at their times */
static void test_before_the_verdict(void **state)
{
	static const char *const text[] = { "a", "c", "d" };
	struct l7_tracker t;
	struct l7_report r;
	struct l7_view v;
	size_t late;

	start(&r, &t);
	for (unsigned int i = 0; i < 3; i++) {
		struct l7_capture_packet pkt = datagram(1, i % 2, (100 + i) * SECOND);

		pkt.payload = (const void *)text[i];
		pkt.len = pkt.wire_len = 1;
		pkt.bytes = 100 * (i + 1);
		pkt.carries = false;
		l7_tracker_take(&t, &pkt);
	}
	finish(&r, &t);
	for (late = 0; strcmp(l7_report_row_name(&r, late), "late"); late++)
		;
	v = l7_series_view(&r.series);
	for (unsigned int i = 0; i < 3; i++)
		assert_int_equal(l7_view_bytes(&v, late, i * SECOND / v.width), 100 * (i + 1));
	assert_int_equal(r.account[late].decided, 1);
	assert_int_equal(l7_spread_median(&r.latency[late]->packets), 3);
	assert_int_equal(r.time.count[5], 1);
	assert_int_equal(r.hosts.hitter[0]->sent + r.hosts.hitter[0]->received, 600);
	assert_int_equal(r.big[0].bytes[L7_DIR_REPLY], 200);
	l7_report_fini(&r);
	l7_tracker_fini(&t);
}

/* a time before 1970, which looks as if it were far in the future */
static void test_damaged_time(void **state)
{
	struct l7_capture_packet pkt = datagram(0, false, 5 * SECOND);
	struct l7_tracker t;
	struct l7_report r;

	pkt.carries = false;
	start(&r, &t);
	l7_tracker_take(&t, &pkt);
	pkt.time = -3 * SECOND;
	l7_tracker_take(&t, &pkt);
	finish(&r, &t);
	assert_int_equal(r.begun, 0);
	assert_int_equal(r.ended, 5 * SECOND);
	check_sums(&r, 2 * pkt.bytes, 2);
	l7_report_fini(&r);
	l7_tracker_fini(&t);
}

static struct l7_capture_packet segment(uint32_t seq, const char *text)
{
	return (struct l7_capture_packet){ .tuple = { .family = AF_INET, .proto = IPPROTO_TCP }, .seq = seq, .flags = L7_TCP_ACK,
					   .payload = (const void *)text, .len = strlen(text), .wire_len = strlen(text) };
}

static void hear(struct l7_opening *o, uint32_t seq, const char *text)
{
	const struct l7_capture_packet pkt = segment(seq, text);

	l7_opening_hear(o, &pkt, L7_DIR_ORIGINAL);
}

static void test_first_bytes(void **state)
{
	struct l7_opening o = { .count = 0 };

	hear(&o, 1000, "");
	hear(&o, 1000, "hello ");
	hear(&o, 1000, "hello ");
	hear(&o, 1011, "ahead");
	hear(&o, 1006, "world");
	assert_int_equal(o.said.len[0], 11);
	assert_memory_equal(o.said.bytes[0], "hello world", 11);
	hear(&o, 1011, ", and so on until it is too long to be kept");
	assert_int_equal(o.said.len[0], L7_SAID_FIRST_BYTES);
	assert_int_equal(o.said.len[1], 0);
	hear(&o, 1054, "more");
	assert_memory_equal(o.said.bytes[0], "hello world, and so on until it ", L7_SAID_FIRST_BYTES);
	l7_opening_fini(&o);
}

static void test_figures(void **state)
{
	assert_string_equal(l7_figure_count(1234567).text, "1,234,567");
	assert_string_equal(l7_figure_count(0).text, "0");
	assert_string_equal(l7_figure_bytes(999).text, "999\u00a0B");
	assert_string_equal(l7_figure_bytes(1000).text, "1.00\u00a0kB");
	assert_string_equal(l7_figure_bytes(999499).text, "999\u00a0kB");
	assert_string_equal(l7_figure_bytes(999500).text, "1.00\u00a0MB");
	assert_string_equal(l7_figure_bytes(12345678901).text, "12.3\u00a0GB");
	assert_string_equal(l7_figure_bytes(UINT64_MAX).text, "18.4\u00a0EB");
	assert_string_equal(l7_figure_rate(125000, SECOND).text, "1.00\u00a0Mbit/s");
	assert_string_equal(l7_figure_rate(1, 0).text, "–");
	assert_string_equal(l7_figure_share(0, 5).text, "0\u00a0%");
	assert_string_equal(l7_figure_share(1, 100000).text, "<\u00a00.1\u00a0%");
	assert_string_equal(l7_figure_share(99999, 100000).text, ">\u00a099.9\u00a0%");
	assert_string_equal(l7_figure_share(5, 5).text, "100\u00a0%");
	assert_string_equal(l7_figure_duration(150000000).text, "150\u00a0ms");
	assert_string_equal(l7_figure_duration(200 * SECOND).text, "3\u00a0min 20\u00a0s");
	assert_string_equal(l7_figure_duration(7500 * SECOND).text, "2\u00a0h 5\u00a0min");
}

static void check_text(const char *text, const char *want)
{
	char *got = NULL;
	size_t size;
	FILE *out = open_memstream(&got, &size);

	l7_markup_text(out, text);
	fclose(out);
	assert_string_equal(got, want);
	free(got);
}

static void test_escapes(void **state)
{
	check_text("<script>alert('&\"')</script>",
		   "&#60;script&#62;alert(&#39;&#38;&#34;&#39;)&#60;/script&#62;");
	check_text("Zürich €\U0001f600", "Zürich €\U0001f600");
	check_text("a\nb\x7f", "a\\x0ab\\x7f");
	check_text("\xff\xc3(", "\\xff\\xc3(");
	check_text("\xc0\xbc", "\\xc0\\xbc");
	check_text("\xed\xa0\x80", "\\xed\\xa0\\x80");
	check_text("\xf4\x90\x80\x80 \xe2\x82", "\\xf4\\x90\\x80\\x80 \\xe2\\x82");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_adds_up), cmocka_unit_test(test_before_the_verdict), cmocka_unit_test(test_damaged_time),
		cmocka_unit_test(test_first_bytes), cmocka_unit_test(test_figures), cmocka_unit_test(test_escapes),
	};

	return cmocka_run_group_tests(tests, compile, release);
}
