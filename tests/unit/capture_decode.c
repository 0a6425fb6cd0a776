// SPDX-License-Identifier: GPL-2.0-only
/*
 * capture/: the same two datagrams come out of frames whatever is wrapped around them, in one piece or in fragments.
 * Frames are made of headers written out in hexadecimal; `@' stands for the IP packet inside.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <pcap/pcap.h>
#include "capture/link.h"
#include "tests/unit/frames.h"
#include "tests/unit/links.h"

static void expect(int dlt, const struct frame *f, const char *wanted)
{
	struct seen seen = { "" };
	struct l7_decoder d = { .dlt = dlt, .tunnels = true, .each = take_packet, .ctx = &seen };
	struct frame cut = *f;

	decode(&d, f);
	l7_decode_end(&d);
	if (strcmp(seen.text, wanted)) {
		print_message("# link type %d:", dlt);
		for (cut.len = 0; cut.len < f->len; cut.len++)
			print_message(" %02x", f->p[cut.len]);
		print_message("\n");
	}
	assert_string_equal(seen.text, wanted);
	/* nor does it matter where a frame is cut */
	for (cut.len = 0; cut.len < f->len; cut.len++)
		decode(&d, &cut);
	l7_decode_end(&d);
}

static void test_links(void **state)
{
	const struct frame inner = datagram("payload");
	size_t i;

	for (i = 0; i < sizeof(links) / sizeof(links[0]); i++) {
		struct frame f = { .len = 0 };

		assert_true(l7_link_is_known(links[i].dlt));
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
		{ IPPROTO_GRE, "0000 88be 020000000001 020000000002 0800 @" },
		{ IPPROTO_GRE, "1000 22eb 00000001 2000000000000000 00000000 020000000001 020000000002 0800 @" },
		{ IPPROTO_GRE, "2000 6558 00012300 020000000001 020000000002 8100 0005 0800 @" },
		{ IPPROTO_GRE, "0000 883e @" },
		{ IPPROTO_GRE, "0000 883e 00000000 @" },
		{ IPPROTO_GRE, "0000 8847 00002100 @" },
		{ IPPROTO_GRE, "0000 894f 0fc2 02 01 000001 ff @" },
		{ 97, "3000 020000000001 020000000002 0800 @" },
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
		{ 4789, "88000064 00000100 020000000001 020000000002 0800 @" },
		{ 8472, "08000000 00000100 020000000001 020000000002 0800 @" },
		{ 4790, "0c000001 00000100 @" },
		{ 4790, "0c000003 00000100 020000000001 020000000002 0800 @" },
		{ 4790, "0c000004 00000100 0fc2 02 01 000001 ff @" },
		{ 4341, "c8000001 00000000 @" },
		{ 6080, "00 04 0000 @" },
		{ 6080, "01 2f 0000 00000000 0000 0800 @" },
		{ 6080, "@" },
		{ 6635, "00002100 @" },
		{ 37008, "01 00 0001 01 020000000001 020000000002 0800 @" },
		{ 37008, "01 00 0012 0a 01 c4 00 01 0801 0000 "
			 "020000000001 020000000002 020000000003 0000 aaaa03 000000 0800 @" },
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

/* as libpcap hands it out: lengths and types in this machine's order */
static void add_attribute(struct frame *f, uint16_t type, const void *value, uint16_t len)
{
	const uint16_t head[] = { len + 4, type };

	add(f, head, sizeof(head));
	add(f, value, len);
	while (f->len % 4)
		add(f, "", 1);
}

static void test_nflog(void **state)
{
	const struct frame inner = datagram("payload");
	struct frame f = { .len = 0 }, tagged = { .len = 0 };

	add_hex(&f, "02 00 0001", NULL);
	add_attribute(&f, 1, "\x08\x00\x01", 4);
	add_attribute(&f, 10, "prefix", 7);
	add_attribute(&f, 9, inner.p, inner.len);
	expect(DLT_NFLOG, &f, "1000>2000:payload ");
	/* of a bridge: what it carries is in the attribute */
	add_hex(&tagged, "0005 0800 @", &inner);
	f.len = 0;
	add_hex(&f, "07 00 0001", NULL);
	add_attribute(&f, 1, "\x81\x00\x01", 4);
	add_attribute(&f, 9, tagged.p, tagged.len);
	expect(DLT_NFLOG, &f, "1000>2000:payload ");
	/* without its packet */
	f.len = 0;
	add_hex(&f, "02 00 0001", NULL);
	add_attribute(&f, 10, "prefix", 7);
	expect(DLT_NFLOG, &f, "");
	/* attributes shorter than their head, or longer than the frame */
	f.len = 0;
	add_hex(&f, "02 00 0001 0000 0900 ffff ffff ffff 0900 @", &inner);
	expect(DLT_NFLOG, &f, "");
}

/* several payloads in one 802.11 frame, each of its own length */
static void test_several_in_one(void **state)
{
	const struct frame one = datagram("payload"), other = datagram("more");
	struct frame f = { .len = 0 };

	add_hex(&f, "8801 0000 020000000001 020000000002 020000000003 0000 8000 "
		    "020000000001 020000000002 002b aaaa03 000000 0800 @ 000000", &one);
	add_hex(&f, "020000000001 020000000002 0028 aaaa03 000000 0800 @", &other);
	expect(DLT_IEEE802_11, &f, "1000>2000:payload 1000>2000:more ");
}

struct tagged {
	unsigned int count, vlan;
};

static void take_tag(void *ctx, const struct l7_capture_packet *pkt)
{
	struct tagged *t = ctx;

	t->count++;
	t->vlan = pkt->tuple.vlan;
}

/* the innermost tag tells connections apart, a priority alone doesn't */
static void test_vlan(void **state)
{
	static const struct {
		int dlt;
		const char *hex;
		unsigned int vlan;
	} tags[] = {
		{ DLT_EN10MB, "020000000001 020000000002 0800 @", 0 },
		{ DLT_EN10MB, "020000000001 020000000002 8100 a005 0800 @", 5 },
		{ DLT_EN10MB, "020000000001 020000000002 88a8 0005 8100 0fff 0800 @", 4095 },
		{ DLT_EN10MB, "020000000001 020000000002 88a8 0005 8100 e000 0800 @", 5 },
		{ DLT_DSA_TAG_DSA, "020000000001 020000000002 e010a005 0800 @", 5 },
		{ DLT_DSA_TAG_DSA, "020000000001 020000000002 c010a005 0800 @", 0 },
		{ DLT_DSA_TAG_EDSA, "020000000001 020000000002 dada 0000 e010a007 0800 @", 7 },
	};
	const struct frame inner = datagram("payload");
	size_t i;

	for (i = 0; i < sizeof(tags) / sizeof(tags[0]); i++) {
		struct tagged t = { 0, 0 };
		struct l7_decoder d = { .dlt = tags[i].dlt, .each = take_tag, .ctx = &t };
		struct frame f = { .len = 0 };

		add_hex(&f, tags[i].hex, &inner);
		decode(&d, &f);
		assert_int_equal(t.count, 1);
		assert_int_equal(t.vlan, tags[i].vlan);
	}
}

/* what looks like one of the known headers and is none */
static void test_not_ip(void **state)
{
	static const struct {
		int dlt;
		const char *hex;
	} frames[] = {
		{ DLT_USB_LINUX, "@" },
		{ DLT_EN10MB, "020000000001 020000000002 0806 @" },
		{ DLT_EN10MB, "020000000001 020000000002 05ff @" },
		{ DLT_EN10MB, "020000000001 020000000002 0040 aaaa03 00000c 0800 @" },
		{ DLT_EN10MB, "020000000001 020000000002 88e5 0c 00 00000001 0800 @" },
		{ DLT_EN10MB, "020000000001 020000000002 8864 11a7 0001 0025 0021 @" },
		{ DLT_EN10MB, "020000000001 020000000002 894f 0fc0 01 01 000001 ff @" },
		{ DLT_EN10MB, "020000000001 020000000002 894f 2fc2 02 01 000001 ff @" },
		{ DLT_LINUX_SLL, "0000 0001 0006 020000000001 0000 0001 aaaa03 000000 0800 @" },
		{ DLT_PPP, "8021 @" },
		{ DLT_IEEE802_11, "0841 0000 020000000001 020000000002 020000000003 0000 aaaa03 000000 0800 @" },
		{ DLT_PPI, "01 00 0800 01000000 020000000001 020000000002 0800 @" },
		{ DLT_PPI, "00 00 0400 01000000 020000000001 020000000002 0800 @" },
		{ DLT_PPI, "00 00 0800 c0000000 00 00 0800 65000000 @" },
		{ DLT_ETHERNET_MPACKET, "5555555555555561 00 020000000001 020000000002 0800 @" },
		{ DLT_FDDI, "41 020000000001 020000000002 aaaa03 000000 0800 @" },
		{ DLT_IEEE802, "10 00 020000000001 020000000002 aaaa03 000000 0800 @" },
		{ DLT_DOCSIS, "c2 00 0035 0000 020000000001 020000000002 0800 @" },
		{ DLT_JUNIPER_ETHER, "4d4744 01 020000000001 020000000002 0800 @" },
	};
	const struct frame inner = datagram("payload");
	size_t i;

	assert_false(l7_link_is_known(DLT_USB_LINUX));
	for (i = 0; i < sizeof(frames) / sizeof(frames[0]); i++) {
		struct frame f = { .len = 0 };

		add_hex(&f, frames[i].hex, &inner);
		expect(frames[i].dlt, &f, "");
	}
}

static void count_carriers(void *ctx, const struct l7_capture_packet *pkt)
{
	*(unsigned int *)ctx += pkt->carries;
}

/* what a tunnel's header may be seen in, but no packet behind it, carries nothing */
static void test_ports(void **state)
{
	static const struct {
		unsigned int port;
		const char *hex;
	} datagrams[] = {
		{ 6635, "78 78 21 78 45 6e 6f 20 6e 6f 20 49 50 20 68 65 61 64 65 72 20 68 65 72 65" },
		{ 6635, "78 78 21 78 65 6e 6f 20 6e 6f 20 49 50 20 68 65 61 64 65 72 20 68 65 72 65" },
		{ 2152, "30ff 0000 00000001 45 00 ffff" },
		{ 3544, "60000000 0000 3b 40 20010db8 00000000 00000000 00000001 20010db8 00000000 00000000 00000002" },
		{ 4789, "08000000 00000100 020000000001 020000000002 0806 0001 0800 0604 0001" },
	};
	unsigned int carriers = 0;
	struct l7_decoder d = { .dlt = DLT_RAW, .tunnels = true, .each = count_carriers, .ctx = &carriers };
	size_t i;

	for (i = 0; i < sizeof(datagrams) / sizeof(datagrams[0]); i++) {
		struct frame f = { .len = 0 };

		add_hex(&f, datagrams[i].hex, NULL);
		f = udp(5, datagrams[i].port, f.p, f.len);
		f = ipv4(IPPROTO_UDP, f.p, f.len, 0, false);
		decode(&d, &f);
		assert_int_equal(carriers, 0);
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
		cmocka_unit_test(test_nflog),
		cmocka_unit_test(test_several_in_one),
		cmocka_unit_test(test_vlan),
		cmocka_unit_test(test_not_ip),
		cmocka_unit_test(test_tunnels_over_ip),
		cmocka_unit_test(test_tunnels_over_udp),
		cmocka_unit_test(test_ports),
		cmocka_unit_test(test_ipv6),
		cmocka_unit_test(test_nesting),
		cmocka_unit_test(test_fragments),
		cmocka_unit_test(test_fragments_ipv6),
		cmocka_unit_test(test_fragments_wait),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
