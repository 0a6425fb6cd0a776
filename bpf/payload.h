/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef L7_BPF_PAYLOAD_H
#define L7_BPF_PAYLOAD_H

/* payload.h - where a packet's payload lies: kernel/payload.c with a socket filter's means */

#include "bpf/host.h"
#include "core/flow.h"
#include <bpf/bpf_endian.h>
#include <linux/in.h>
#include <linux/in6.h>

#define ICMP_HEADER_BYTES 8	/* RFC 792 and RFC 4443: all types begin with eight bytes */
#define IP_FRAGMENT 0x3fff	/* RFC 791: offset and "more fragments" */
#define TCP_RST 4
#define TCP_SYN 2
#define TCP_ACK 16
#define EXTENSIONS_MAX 8	/* IPv6 extension headers in a row */

/**
 * struct payload - as struct l7_payload of kernel/payload.h; @found: it is one of the four protocols, whole
 * @id:    IPv4 identification
 */
struct payload {
	bool found;
	u8 protocol;
	bool syn;
	bool has_ack;
	u32 offset;
	u32 len;
	u32 seq;
	u32 ack;
	u16 id;
};

static __always_inline bool load(struct __sk_buff *skb, u32 offset, void *to, u32 len)
{
	return !bpf_skb_load_bytes(skb, offset, to, len);
}

static __always_inline bool find_ipv4(struct __sk_buff *skb, struct payload *p)
{
	struct {
		u8 version_length, tos;
		__be16 total, id, fragment;
		u8 ttl, protocol;
		__be16 check;
	} ip;

	if (!load(skb, 0, &ip, sizeof(ip)) || ip.fragment & bpf_htons(IP_FRAGMENT))
		return false;
	p->protocol = ip.protocol;
	p->offset = (ip.version_length & 15) * 4;
	p->id = ip.id;
	return true;
}

/* RFC 8200, 4: skip what stands between the header and the transport's; length in units of 8 bytes, of AH (RFC 4302) of 4 */
static __always_inline bool find_ipv6(struct __sk_buff *skb, struct payload *p)
{
	u8 next, header[2];
	u32 i;

	if (!load(skb, 6, &next, 1))
		return false;
	p->offset = 40;
	for (i = 0; i < EXTENSIONS_MAX; i++) {
		if (next != IPPROTO_HOPOPTS && next != IPPROTO_ROUTING && next != IPPROTO_DSTOPTS && next != IPPROTO_AH)
			break;
		if (!load(skb, p->offset, header, sizeof(header)))
			return false;
		p->offset += next == IPPROTO_AH ? (header[1] + 2) * 4 : (header[1] + 1) * 8;
		next = header[0];
	}
	p->protocol = next;
	return true;
}

static __always_inline bool find_tcp(struct __sk_buff *skb, struct payload *p)
{
	struct {
		__be16 source, dest;
		__be32 seq, ack;
		u8 data_offset, flags;
	} tcp;

	if (!load(skb, p->offset, &tcp, 14) || tcp.data_offset >> 4 < 5)
		return false;
	p->syn = tcp.flags & TCP_SYN;
	p->has_ack = tcp.flags & TCP_ACK;
	p->seq = bpf_ntohl(tcp.seq) + p->syn;
	p->ack = bpf_ntohl(tcp.ack);
	p->offset += (tcp.data_offset >> 4) * 4;
	p->len = !(tcp.flags & TCP_RST) && skb->len > p->offset ? skb->len - p->offset : 0;
	return true;
}

static __always_inline bool find_udp(struct __sk_buff *skb, struct payload *p)
{
	struct {
		__be16 source, dest, len, check;
	} udp;
	u32 len;

	if (!load(skb, p->offset, &udp, sizeof(udp)))
		return false;
	p->offset += sizeof(udp);
	p->len = skb->len - p->offset;
	len = bpf_ntohs(udp.len);	/* 0 in a GSO packet that is longer than a datagram can say */
	if (len >= sizeof(udp) && !skb->gso_size && len - sizeof(udp) < p->len)
		p->len = len - sizeof(udp);
	return true;
}

/** payload_find() - fills @p in; skb->data is at the IP header, as in netfilter's hooks */
static __noinline int payload_find(struct __sk_buff *skb, struct payload *p)
{
	u8 version;


	memset(p, 0, sizeof(*p));
	if (!load(skb, 0, &version, 1) || (version >> 4 == 4 ? !find_ipv4(skb, p) : !find_ipv6(skb, p)))
		return 0;
	switch (p->protocol) {
	case IPPROTO_TCP:
		p->found = find_tcp(skb, p);
		break;
	case IPPROTO_UDP:
		p->found = find_udp(skb, p);
		break;
	case IPPROTO_ICMP:
	case IPPROTO_ICMPV6:
		p->offset += ICMP_HEADER_BYTES;
		p->len = skb->len > p->offset ? skb->len - p->offset : 0;
		p->found = true;
		break;
	}
	return 0;
}

static __always_inline enum l7_transport payload_transport(const struct payload *p)
{
	return p->protocol == IPPROTO_TCP ? L7_TRANSPORT_TCP :
	       p->protocol == IPPROTO_UDP ? L7_TRANSPORT_UDP : L7_TRANSPORT_OTHER;
}

#endif
