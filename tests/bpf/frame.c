// SPDX-License-Identifier: GPL-2.0-only
#include "tests/bpf/frame.h"

#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>

#include "tests/captures/packet.h"

#define OPTIONS_MAX_BYTES 120

/* room for @n bytes at @at of a packet of @len bytes; they are all @fill */
static size_t insert(uint8_t *ip, size_t len, size_t at, size_t n, uint8_t fill)
{
	memmove(ip + at + n, ip + at, len - at);
	memset(ip + at, fill, n);
	return len + n;
}

/* RFC 9293, 3.1: the header's length in words; what is inserted are no-operations */
static size_t add_tcp_options(uint8_t *ip, size_t len, size_t header, unsigned int words)
{
	len = insert(ip, len, header + 20, 4 * words, 1);
	ip[header + 12] = (5 + words) << 4;
	return len;
}

static size_t add_ipv4_options(uint8_t *ip, size_t len, unsigned int words)
{
	len = insert(ip, len, 20, 4 * words, 1);
	ip[0] = 0x40 | (5 + words);
	return len;
}

/* RFC 8200, 4.3 and 4.6, RFC 4302: hop-by-hop options, destination options, authentication */
static size_t add_extensions(uint8_t *ip, size_t len, unsigned int which)
{
	static const uint8_t kind[] = { IPPROTO_AH, IPPROTO_DSTOPTS, IPPROTO_HOPOPTS };

	for (unsigned int i = 0; i < 3; i++) {
		const size_t bytes = kind[i] == IPPROTO_AH ? 16 : 8 + 8 * i;

		if (!(which >> i & 1))
			continue;
		len = insert(ip, len, 40, bytes, 0);
		ip[40] = ip[6];
		ip[41] = kind[i] == IPPROTO_AH ? bytes / 4 - 2 : bytes / 8 - 1;
		ip[6] = kind[i];
	}
	return len;
}

/* RFC 792 and RFC 4443: an echo's eight bytes, instead of a datagram's header */
static void make_echo(uint8_t *header, const struct l7_capture_packet *pkt)
{
	memset(header, 0, 8);
	header[0] = pkt->tuple.proto == IPPROTO_ICMP ? 8 : 128;
	header[4] = pkt->tuple.sport >> 8;
	header[5] = pkt->tuple.sport;
}

static size_t write_ip(uint8_t *ip, const struct l7_capture_packet *pkt, unsigned int form)
{
	const bool v6 = pkt->tuple.family == AF_INET6;
	const size_t header = v6 ? 40 : 20;
	size_t len = packet_write(ip, pkt);

	if (pkt->tuple.proto == IPPROTO_ICMP || pkt->tuple.proto == IPPROTO_ICMPV6)
		make_echo(ip + header, pkt);
	/* what stands behind a datagram that is shorter than its packet */
	if (pkt->tuple.proto == IPPROTO_UDP && form % 5 == 1)
		len = insert(ip, len, len, 1 + form % 7, 'x');
	if (pkt->tuple.proto == IPPROTO_TCP && form % 3)
		len = add_tcp_options(ip, len, header, form % 11);
	if (v6 && form % 4 == 1)
		return add_extensions(ip, len, 1 + form / 4 % 7);
	if (!v6 && form % 4 == 1)
		return add_ipv4_options(ip, len, form % 11);
	return len;
}

size_t frame_write(uint8_t *to, const struct l7_capture_packet *pkt, unsigned int form)
{
	if (pkt->len > PACKET_MAX_BYTES - PACKET_HEADER_BYTES - OPTIONS_MAX_BYTES)
		return 0;
	memset(to, 0, FRAME_ETHERNET_BYTES);
	to[12] = pkt->tuple.family == AF_INET6 ? 0x86 : 0x08;
	to[13] = pkt->tuple.family == AF_INET6 ? 0xdd : 0x00;
	return FRAME_ETHERNET_BYTES + write_ip(to + FRAME_ETHERNET_BYTES, pkt, form);
}
