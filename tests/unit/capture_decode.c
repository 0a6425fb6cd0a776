// SPDX-License-Identifier: GPL-2.0-only
/*
 * capture/: the same two datagrams come out of frames whatever is wrapped around them, in one piece or in fragments.
 * Frames are made of headers written out in hexadecimal; `@' stands for the IP packet inside.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include <netinet/in.h>
#include <pcap/pcap.h>
#include <sys/socket.h>
#include "capture/decode.h"

#define FRAME_BYTES 4096

struct frame {
	uint8_t p[FRAME_BYTES];
	size_t len;
};

/* what the decoder handed out: `SPORT>DPORT:PAYLOAD[/WIRE_LEN] ' each */
struct seen {
	char text[1024];
};

static void take_packet(void *ctx, const struct l7_capture_packet *pkt)
{
	struct seen *seen = ctx;
	const size_t used = strlen(seen->text), room = sizeof(seen->text) - used;
	int n = snprintf(seen->text + used, room, "%u>%u:%.*s", pkt->tuple.sport, pkt->tuple.dport,
			 (int)(pkt->len < 40 ? pkt->len : 40), (const char *)pkt->payload);

	if (pkt->len < pkt->wire_len)
		n += snprintf(seen->text + used + n, room - n, "/%zu", pkt->wire_len);
	snprintf(seen->text + used + n, room - n, " ");
}

static void add(struct frame *f, const void *p, size_t len)
{
	assert_true(f->len + len <= FRAME_BYTES);
	memcpy(f->p + f->len, p, len);
	f->len += len;
}

/* bytes in hexadecimal, blanks between; `@': @inner */
static void add_hex(struct frame *f, const char *hex, const struct frame *inner)
{
	for (; *hex; hex++) {
		unsigned int byte;
		uint8_t b;

		if (*hex == ' ')
			continue;
		if (*hex == '@') {
			add(f, inner->p, inner->len);
			continue;
		}
		assert_int_equal(sscanf(hex++, "%2x", &byte), 1);
		b = byte;
		add(f, &b, 1);
	}
}

static void set16(uint8_t *p, unsigned int v)
{
	p[0] = v >> 8;
	p[1] = v;
}

/* IPv4 from 192.0.2.1 to 192.0.2.2; @offset in bytes */
static struct frame ipv4(uint8_t proto, const void *payload, size_t len, unsigned int offset, bool more)
{
	struct frame f = { .len = 0 };

	add_hex(&f, "45 00 0000 0007 0000 40 00 0000 c0000201 c0000202", NULL);
	add(&f, payload, len);
	set16(f.p + 2, f.len);
	set16(f.p + 6, offset / 8 | more << 13);
	f.p[9] = proto;
	return f;
}

static struct frame ipv6(uint8_t next, const void *payload, size_t len)
{
	struct frame f = { .len = 0 };

	add_hex(&f, "60000000 0000 00 40 20010db8 00000000 00000000 00000001 20010db8 00000000 00000000 00000002",
		NULL);
	add(&f, payload, len);
	set16(f.p + 4, len);
	f.p[6] = next;
	return f;
}

static struct frame udp(unsigned int sport, unsigned int dport, const void *payload, size_t len)
{
	struct frame f = { .len = 8 };

	add(&f, payload, len);
	set16(f.p, sport);
	set16(f.p + 2, dport);
	set16(f.p + 4, f.len);
	return f;
}

static struct frame datagram(const char *text)
{
	const struct frame u = udp(1000, 2000, text, strlen(text));

	return ipv4(IPPROTO_UDP, u.p, u.len, 0, false);
}

static void decode(struct l7_decoder *d, const struct frame *f)
{
	/* of the heap and exactly so long, for sanitizers */
	uint8_t *copy = malloc(f->len ? f->len : 1);
	const struct l7_frame frame = { copy, f->len, f->len, 0 };

	memcpy(copy, f->p, f->len);
	l7_decode(d, &frame);
	free(copy);
}

static void expect(int dlt, const struct frame *f, const char *wanted)
{
	struct seen seen = { "" };
	struct l7_decoder d = { .dlt = dlt, .tunnels = true, .each = take_packet, .ctx = &seen };
	struct frame cut = *f;

	decode(&d, f);
	l7_decode_end(&d);
	assert_string_equal(seen.text, wanted);
	/* nor does it matter where a frame is cut */
	for (cut.len = 0; cut.len < f->len; cut.len++)
		decode(&d, &cut);
	l7_decode_end(&d);
}

static void test_links(void **state)
{
	static const struct {
		int dlt;
		const char *hex;
	} links[] = {
		{ DLT_RAW, "@" },
		{ DLT_NULL, "02000000 @" },
		{ DLT_EN10MB, "020000000001 020000000002 0800 @" },
		{ DLT_EN10MB, "020000000001 020000000002 0800 @ 0000 0000" },
		{ DLT_EN10MB, "020000000001 020000000002 8100 0005 0800 @" },
		{ DLT_EN10MB, "020000000001 020000000002 88a8 0005 8100 0006 9100 0007 0800 @" },
		{ DLT_EN10MB, "020000000001 020000000002 8847 00001000 00002100 @" },
		{ DLT_EN10MB, "020000000001 020000000002 8847 00002100 00000000 020000000001 020000000002 0800 @" },
		{ DLT_EN10MB, "020000000001 020000000002 8864 1100 0001 0025 0021 @" },
		{ DLT_EN10MB, "020000000001 020000000002 0040 aaaa03 000000 0800 @" },
		{ DLT_LINUX_SLL, "0000 0001 0006 020000000001 0000 0800 @" },
		{ DLT_LINUX_SLL, "0000 0001 0006 020000000001 0000 8100 0005 0800 @" },
		{ DLT_LINUX_SLL2, "0800 0000 00000001 0001 00 06 020000000001 0000 @" },
		{ DLT_C_HDLC, "0f00 0800 @" },
		{ DLT_PPP, "ff03 0021 @" },
		{ DLT_PPP, "21 @" },
		{ DLT_PPP_ETHER, "1100 0001 0025 0021 @" },
		{ DLT_IEEE802_11, "0801 0000 020000000001 020000000002 020000000003 0000 aaaa03 000000 0800 @" },
		{ DLT_IEEE802_11_RADIO, "0000 0800 00000000 "
		  "8803 0000 020000000001 020000000002 020000000003 0000 020000000004 0000 aaaa03 000000 0800 @" },
	};
	const struct frame inner = datagram("payload");
	size_t i;

	for (i = 0; i < sizeof(links) / sizeof(links[0]); i++) {
		struct frame f = { .len = 0 };

		add_hex(&f, links[i].hex, &inner);
		expect(links[i].dlt, &f, "1000>2000:payload ");
	}
}

static void test_tunnels_over_ip(void **state)
{
	static const struct {
		uint8_t proto;
		const char *hex;
	} tunnels[] = {
		{ IPPROTO_IPIP, "@" },
		{ IPPROTO_MPLS, "00002100 @" },
		{ IPPROTO_GRE, "0000 0800 @" },
		{ IPPROTO_GRE, "b000 0800 00000000 00000001 00000002 @" },
		{ IPPROTO_GRE, "0000 6558 020000000001 020000000002 0800 @" },
		{ IPPROTO_GRE, "3081 880b 0000 0001 00000002 00000003 ff03 0021 @" },
		{ IPPROTO_GRE, "1000 88be 00000001 1000000000000000 020000000001 020000000002 0800 @" },
		{ IPPROTO_AH, "04 04 0000 00000001 00000001 00000000 00000000 00000000 @" },
	};
	const struct frame inner = datagram("payload");
	size_t i;

	for (i = 0; i < sizeof(tunnels) / sizeof(tunnels[0]); i++) {
		struct frame f = { .len = 0 };

		add_hex(&f, tunnels[i].hex, &inner);
		f = ipv4(tunnels[i].proto, f.p, f.len, 0, false);
		expect(DLT_RAW, &f, "1000>2000:payload ");
	}
}

/* the datagram that carries, then what it carries */
static void test_tunnels_over_udp(void **state)
{
	static const struct {
		unsigned int port;
		const char *hex;
	} tunnels[] = {
		{ 2152, "30ff 0000 00000001 @" },
		{ 2152, "34ff 0000 00000001 0000 00 85 01000000 @" },
		{ 4789, "08000000 00000100 020000000001 020000000002 0800 @" },
		{ 6081, "0000 6558 00000100 020000000001 020000000002 0800 @" },
		{ 6081, "0100 0800 00000100 00000000 @" },
		{ 1701, "0002 0001 0001 ff03 0021 @" },
		{ 5247, "00 100200 00000000 020000000001 020000000002 0800 @" },
		{ 5247, "00 100300 00000000 0801 0000 "
			"020000000001 020000000002 020000000003 0000 aaaa03 000000 0800 @" },
		{ 5247, "00 100300 00000000 0108 0000 "
			"020000000001 020000000002 020000000003 0000 aaaa03 000000 0800 @" },
	};
	const struct frame inner = datagram("payload");
	size_t i;

	for (i = 0; i < sizeof(tunnels) / sizeof(tunnels[0]); i++) {
		struct seen plain = { "" };
		struct l7_decoder d = { .dlt = DLT_RAW, .each = take_packet, .ctx = &plain };
		struct frame f = { .len = 0 };
		char wanted[sizeof(plain.text) + 32];

		add_hex(&f, tunnels[i].hex, &inner);
		f = udp(5, tunnels[i].port, f.p, f.len);
		f = ipv4(IPPROTO_UDP, f.p, f.len, 0, false);
		decode(&d, &f);
		snprintf(wanted, sizeof(wanted), "%s1000>2000:payload ", plain.text);
		expect(DLT_RAW, &f, wanted);
		/* something else on that port */
		f = udp(5, tunnels[i].port, "no tunnel at all, but text of some length that stands here", 58);
		f = ipv4(IPPROTO_UDP, f.p, f.len, 0, false);
		snprintf(wanted, sizeof(wanted), "5>%u:no tunnel at all, but text of some lengt ", tunnels[i].port);
		expect(DLT_RAW, &f, wanted);
	}
}

static void test_ipv6(void **state)
{
	const struct frame u = udp(1000, 2000, "payload", 7);
	struct frame f = { .len = 0 }, in4;

	f = ipv6(IPPROTO_UDP, u.p, u.len);
	expect(DLT_RAW, &f, "1000>2000:payload ");
	in4 = ipv4(IPPROTO_IPV6, f.p, f.len, 0, false);
	expect(DLT_RAW, &in4, "1000>2000:payload ");
	/* Teredo: an authentication, an origin, the packet */
	in4.len = 0;
	add_hex(&in4, "0001 0000 0000000000000001 00 0000 f227 3ffffdfe @", &f);
	in4 = udp(3544, 6, in4.p, in4.len);
	in4 = ipv4(IPPROTO_UDP, in4.p, in4.len, 0, false);
	expect(DLT_RAW, &in4, "3544>6: 1000>2000:payload ");
	f.len = 0;
	add_hex(&f, "3c 00 0104 00000000 11 00 0104 00000000 @", &u);
	f = ipv6(IPPROTO_HOPOPTS, f.p, f.len);
	expect(DLT_RAW, &f, "1000>2000:payload ");
}

/* so many headers in one another that nobody means it */
static void test_nesting(void **state)
{
	struct frame f = datagram("payload");
	unsigned int i;

	for (i = 1; i < L7_DECODE_MAX_DEPTH; i++)
		f = ipv4(IPPROTO_IPIP, f.p, f.len, 0, false);
	expect(DLT_RAW, &f, "1000>2000:payload ");
	f = ipv4(IPPROTO_IPIP, f.p, f.len, 0, false);
	expect(DLT_RAW, &f, "");
}

#define WHOLE "the payload of a datagram in fragments"

/* fragments 0..15 | 16..31 | 32..45 of UDP header and WHOLE, in the order of @order */
static void play(const char *order, const char *wanted)
{
	const struct frame u = udp(1000, 2000, WHOLE, strlen(WHOLE));
	struct seen seen = { "" };
	struct l7_decoder d = { .dlt = DLT_RAW, .each = take_packet, .ctx = &seen };

	for (; *order; order++) {
		const unsigned int at = (*order - '0') * 16, len = at + 16 < u.len ? 16 : u.len - at;
		struct frame f = ipv4(IPPROTO_UDP, u.p + at, len, at, at + len < u.len);

		decode(&d, &f);
	}
	l7_decode_end(&d);
	assert_string_equal(seen.text, wanted);
}

static void test_fragments(void **state)
{
	play("012", "1000>2000:" WHOLE " ");
	play("210", "1000>2000:" WHOLE " ");
	play("10112", "1000>2000:" WHOLE " ");
	play("012012", "1000>2000:" WHOLE " 1000>2000:" WHOLE " ");
	/* not all of them there: as far as it goes, and by UDP's word how far it would go */
	play("0", "1000>2000:the payl/38 ");
	play("02", "1000>2000:the payl/38 ");
	play("01", "1000>2000:the payload of a datagra/38 ");
	play("12", "");
}

static void test_fragments_ipv6(void **state)
{
	const struct frame u = udp(1000, 2000, WHOLE, strlen(WHOLE));
	struct seen seen = { "" };
	struct l7_decoder d = { .dlt = DLT_RAW, .each = take_packet, .ctx = &seen };
	struct frame first = { .len = 0 }, second = { .len = 0 }, atomic = { .len = 0 };

	add_hex(&first, "11 00 0001 00000007", NULL);
	add(&first, u.p, 24);
	first = ipv6(IPPROTO_FRAGMENT, first.p, first.len);
	add_hex(&second, "11 00 0018 00000007", NULL);
	add(&second, u.p + 24, u.len - 24);
	second = ipv6(IPPROTO_FRAGMENT, second.p, second.len);
	decode(&d, &second);
	decode(&d, &first);
	assert_string_equal(seen.text, "1000>2000:" WHOLE " ");
	add_hex(&atomic, "11 00 0000 00000008 @", &u);
	atomic = ipv6(IPPROTO_FRAGMENT, atomic.p, atomic.len);
	decode(&d, &atomic);
	assert_string_equal(seen.text, "1000>2000:" WHOLE " 1000>2000:" WHOLE " ");
	l7_decode_end(&d);
}

/* what waits is bounded, and given out after a while */
static void test_fragments_wait(void **state)
{
	const struct frame u = udp(1000, 2000, WHOLE, strlen(WHOLE));
	struct frame f = ipv4(IPPROTO_UDP, u.p, 16, 0, true), other = datagram("x");
	struct seen seen = { "" };
	struct l7_decoder d = { .dlt = DLT_RAW, .each = take_packet, .ctx = &seen };
	unsigned int i;

	for (i = 0; i <= L7_FRAGMENT_MAX_DATAGRAMS; i++) {
		set16(f.p + 4, i);
		decode(&d, &f);
	}
	assert_string_equal(seen.text, "1000>2000:the payl/38 ");
	for (i = 0; i <= L7_FRAGMENT_MAX_FRAMES + L7_FRAGMENT_MAX_DATAGRAMS; i++) {
		seen.text[0] = 0;
		decode(&d, &other);
	}
	for (i = 0; i < L7_FRAGMENT_MAX_DATAGRAMS; i++)
		assert_null(d.fragments.waiting[i]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_links),
		cmocka_unit_test(test_tunnels_over_ip),
		cmocka_unit_test(test_tunnels_over_udp),
		cmocka_unit_test(test_ipv6),
		cmocka_unit_test(test_nesting),
		cmocka_unit_test(test_fragments),
		cmocka_unit_test(test_fragments_ipv6),
		cmocka_unit_test(test_fragments_wait),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
