// SPDX-License-Identifier: GPL-2.0-only
/* decode.c - frame to transport payload */

#include <netinet/in.h>
#include <pcap/pcap.h>
#include <string.h>
#include <sys/socket.h>

#include "capture/capture.h"

enum ether_type {
	ETHER_IPV4 = 0x0800,
	ETHER_VLAN = 0x8100,
	ETHER_IPV6 = 0x86dd,
	ETHER_QINQ = 0x88a8,
	ETHER_QINQ_OLD = 0x9100,
};

/* what is left of a frame: captured and, by the word of the headers, sent */
struct view {
	const uint8_t *p;
	size_t len;
	size_t wire_len;
};

static unsigned int get16(const uint8_t *p)
{
	return p[0] << 8 | p[1];
}

static uint32_t get32(const uint8_t *p)
{
	return (uint32_t)get16(p) << 16 | get16(p + 2);
}

static bool pull(struct view *v, size_t bytes)
{
	if (v->len < bytes)
		return false;
	v->p += bytes;
	v->len -= bytes;
	v->wire_len = v->wire_len < bytes ? 0 : v->wire_len - bytes;
	return true;
}

/* cut off what follows the packet: padding, checksums */
static void trim(struct view *v, size_t bytes)
{
	v->wire_len = bytes;
	if (v->len > bytes)
		v->len = bytes;
}

static bool pull_ether_type(struct view *v, size_t at, size_t header, unsigned int *type)
{
	if (v->len < header)
		return false;
	*type = get16(v->p + at);
	if (!pull(v, header))
		return false;
	while (*type == ETHER_VLAN || *type == ETHER_QINQ || *type == ETHER_QINQ_OLD) {
		if (v->len < 4)
			return false;
		*type = get16(v->p + 2);
		pull(v, 4);
	}
	return true;
}

static bool pull_ppp(struct view *v)
{
	if (v->len >= 2 && v->p[0] == 0xff && v->p[1] == 0x03)
		pull(v, 2);
	/* RFC 1661: the protocol field may be squeezed into one byte */
	if (v->len >= 1 && v->p[0] & 1)
		return (v->p[0] == 0x21 || v->p[0] == 0x57) && pull(v, 1);
	return v->len >= 2 && (get16(v->p) == 0x0021 || get16(v->p) == 0x0057) && pull(v, 2);
}

/* leaves an IP header, whose version is in its first four bits */
static bool pull_link(int link, struct view *v)
{
	unsigned int type;

	switch (link) {
	case DLT_EN10MB:
		if (!pull_ether_type(v, 12, 14, &type))
			return false;
		break;
	case DLT_LINUX_SLL:
		if (!pull_ether_type(v, 14, 16, &type))
			return false;
		break;
	case DLT_LINUX_SLL2:
		if (!pull_ether_type(v, 0, 20, &type))
			return false;
		break;
	case DLT_C_HDLC:
		if (!pull_ether_type(v, 2, 4, &type))
			return false;
		break;
	case DLT_NULL:
	case DLT_LOOP:
		return pull(v, 4);
	case DLT_PPP:
	case DLT_PPP_SERIAL:
		return pull_ppp(v);
	case DLT_RAW:
	case DLT_IPV4:
	case DLT_IPV6:
		return true;
	default:
		return false;
	}
	return type == ETHER_IPV4 || type == ETHER_IPV6;
}

static bool pull_ipv4(struct view *v, struct l7_capture_tuple *t)
{
	size_t header, total;

	if (v->len < 20)
		return false;
	header = (v->p[0] & 15) * 4;
	total = get16(v->p + 2);
	if (header < 20 || (total && total < header))
		return false;
	if (get16(v->p + 6) & 0x1fff)
		return false;
	t->family = AF_INET;
	t->proto = v->p[9];
	memcpy(t->src, v->p + 12, 4);
	memcpy(t->dst, v->p + 16, 4);
	/* 0: the sending machine left it to its network card */
	trim(v, total ? total : v->len);
	return pull(v, header);
}

/* RFC 8200, 4: extension headers that may stand before the transport header */
static bool pull_ipv6_extensions(struct view *v, struct l7_capture_tuple *t)
{
	for (;;) {
		size_t bytes;

		switch (t->proto) {
		case IPPROTO_HOPOPTS:
		case IPPROTO_ROUTING:
		case IPPROTO_DSTOPTS:
			if (v->len < 8)
				return false;
			bytes = (v->p[1] + 1) * 8;
			break;
		case IPPROTO_AH:
			if (v->len < 8)
				return false;
			bytes = (v->p[1] + 2) * 4;
			break;
		case IPPROTO_FRAGMENT:
			if (v->len < 8 || get16(v->p + 2) & 0xfff8)
				return false;
			bytes = 8;
			break;
		default:
			return true;
		}
		t->proto = v->p[0];
		if (!pull(v, bytes))
			return false;
	}
}

static bool pull_ipv6(struct view *v, struct l7_capture_tuple *t)
{
	if (v->len < 40)
		return false;
	t->family = AF_INET6;
	t->proto = v->p[6];
	memcpy(t->src, v->p + 8, 16);
	memcpy(t->dst, v->p + 24, 16);
	trim(v, 40 + get16(v->p + 4));
	return pull(v, 40) && pull_ipv6_extensions(v, t);
}

static bool pull_tcp(struct view *v, struct l7_capture_packet *pkt)
{
	size_t header;

	if (v->len < 20)
		return false;
	header = (v->p[12] >> 4) * 4;
	if (header < 20)
		return false;
	pkt->tuple.sport = get16(v->p);
	pkt->tuple.dport = get16(v->p + 2);
	pkt->seq = get32(v->p + 4);
	pkt->ack = get32(v->p + 8);
	pkt->flags = v->p[13];
	return pull(v, header);
}

static bool pull_udp(struct view *v, struct l7_capture_packet *pkt)
{
	size_t length;

	if (v->len < 8)
		return false;
	pkt->tuple.sport = get16(v->p);
	pkt->tuple.dport = get16(v->p + 2);
	length = get16(v->p + 4);
	if (length && length < v->wire_len)
		trim(v, length < 8 ? 8 : length);
	return pull(v, 8);
}

/* echo and its answer belong together; other messages are about connections, not ones themselves */
static bool pull_icmp(struct view *v, struct l7_capture_packet *pkt)
{
	bool v4 = pkt->tuple.proto == IPPROTO_ICMP;

	if (v->len < 8)
		return false;
	if (v4 ? v->p[0] != 8 && v->p[0] != 0 : v->p[0] != 128 && v->p[0] != 129)
		return false;
	pkt->tuple.sport = pkt->tuple.dport = get16(v->p + 4);
	return pull(v, 8);
}

bool l7_capture_decode(int link, const uint8_t *frame, size_t len, struct l7_capture_packet *pkt)
{
	struct view v = { frame, len, len };
	bool good;

	memset(pkt, 0, sizeof(*pkt));
	if (!pull_link(link, &v) || !v.len)
		return false;
	good = v.p[0] >> 4 == 4 ? pull_ipv4(&v, &pkt->tuple) :
	       v.p[0] >> 4 == 6 ? pull_ipv6(&v, &pkt->tuple) : false;
	if (!good)
		return false;
	switch (pkt->tuple.proto) {
	case IPPROTO_TCP:
		good = pull_tcp(&v, pkt);
		break;
	case IPPROTO_UDP:
		good = pull_udp(&v, pkt);
		break;
	case IPPROTO_ICMP:
	case IPPROTO_ICMPV6:
		good = pull_icmp(&v, pkt);
		break;
	default:
		return false;
	}
	pkt->payload = v.p;
	pkt->len = v.len;
	pkt->wire_len = v.wire_len > v.len ? v.wire_len : v.len;
	return good;
}
