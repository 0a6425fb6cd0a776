// SPDX-License-Identifier: GPL-2.0-only
#include "tests/captures/packet.h"

#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>

static void put16(uint8_t *p, unsigned int v)
{
	p[0] = v >> 8;
	p[1] = v;
}

static void put32(uint8_t *p, uint32_t v)
{
	put16(p, v >> 16);
	put16(p + 2, v);
}

static uint32_t sum(uint32_t total, const uint8_t *p, size_t len)
{
	size_t i;

	for (i = 0; i + 1 < len; i += 2)
		total += p[i] << 8 | p[i + 1];
	if (len & 1)
		total += p[len - 1] << 8;
	return total;
}

static unsigned int fold(uint32_t total)
{
	while (total >> 16)
		total = (total & 0xffff) + (total >> 16);
	return ~total & 0xffff;
}

static size_t put_transport(uint8_t *p, const struct l7_capture_packet *pkt)
{
	const size_t header = pkt->tuple.proto == IPPROTO_TCP ? 20 : 8;

	memset(p, 0, header);
	put16(p, pkt->tuple.sport);
	put16(p + 2, pkt->tuple.dport);
	if (pkt->tuple.proto == IPPROTO_TCP) {
		put32(p + 4, pkt->seq);
		put32(p + 8, pkt->ack);
		p[12] = header / 4 << 4;
		p[13] = pkt->flags;
		put16(p + 14, 65535);
	} else {
		put16(p + 4, header + pkt->len);
	}
	if (pkt->len)
		memcpy(p + header, pkt->payload, pkt->len);
	return header + pkt->len;
}

/* with its checksum, for which the pseudo header counts */
static size_t put_segment(uint8_t *p, const struct l7_capture_packet *pkt)
{
	const size_t address = pkt->tuple.family == AF_INET ? 4 : 16;
	const size_t len = put_transport(p, pkt);
	uint32_t total = pkt->tuple.proto + (len & 0xffff);
	unsigned int check;

	total = sum(total, pkt->tuple.src, address);
	total = sum(total, pkt->tuple.dst, address);
	check = fold(sum(total, p, len));
	put16(p + (pkt->tuple.proto == IPPROTO_TCP ? 16 : 6), check ? check : 0xffff);
	return len;
}

size_t packet_write(uint8_t *p, const struct l7_capture_packet *pkt)
{
	const struct l7_capture_tuple *t = &pkt->tuple;
	size_t len;

	if (t->family == AF_INET6) {
		len = put_segment(p + 40, pkt);
		put32(p, 6u << 28);
		put16(p + 4, len);
		p[6] = t->proto;
		p[7] = 64;
		memcpy(p + 8, t->src, 16);
		memcpy(p + 24, t->dst, 16);
		return 40 + len;
	}
	len = put_segment(p + 20, pkt);
	memset(p, 0, 20);
	p[0] = 0x45;
	put16(p + 2, 20 + len);
	p[6] = 0x40;
	p[8] = 64;
	p[9] = t->proto;
	memcpy(p + 12, t->src, 4);
	memcpy(p + 16, t->dst, 4);
	put16(p + 10, fold(sum(0, p, 20)));
	return 20 + len;
}
