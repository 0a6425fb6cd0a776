// SPDX-License-Identifier: GPL-2.0-only
#include <linux/icmp.h>
#include <linux/ip.h>
#include <linux/netfilter.h>
#include <linux/tcp.h>
#include <linux/udp.h>
#include <net/ip.h>
#include <net/ipv6.h>
#include "kernel/payload.h"

#define ICMP_HEADER_BYTES 8	/* RFC 792 and RFC 4443: all types begin with eight bytes */

static int transport(struct sk_buff *skb, u8 family, u8 *protocol)
{
	unsigned short fragment = 0;
	unsigned int offset = 0;
	int next;

	if (family == NFPROTO_IPV4) {
		if (ip_is_fragment(ip_hdr(skb)))
			return -EINVAL;
		*protocol = ip_hdr(skb)->protocol;
		return skb_network_offset(skb) + ip_hdrlen(skb);
	}
	next = ipv6_find_hdr(skb, &offset, -1, &fragment, NULL);
	if (next < 0 || fragment)
		return -EINVAL;
	*protocol = next;
	return offset;
}

static bool parse_tcp(const struct sk_buff *skb, struct l7_payload *p)
{
	struct tcphdr buf;
	const struct tcphdr *th = skb_header_pointer(skb, p->offset, sizeof(buf), &buf);

	if (!th || th->doff < 5)
		return false;
	p->syn = th->syn;
	p->has_ack = th->ack;
	p->seq = ntohl(th->seq) + th->syn;
	p->ack = ntohl(th->ack_seq);
	p->offset += th->doff * 4;
	p->len = !th->rst && skb->len > p->offset ? skb->len - p->offset : 0;
	return true;
}

static bool parse_udp(const struct sk_buff *skb, struct l7_payload *p)
{
	struct udphdr buf;
	const struct udphdr *uh = skb_header_pointer(skb, p->offset, sizeof(buf), &buf);
	unsigned int len;

	if (!uh)
		return false;
	p->offset += sizeof(buf);
	p->len = skb->len - p->offset;
	len = ntohs(uh->len);	/* 0 in a GSO packet that is longer than a datagram can say */
	if (len >= sizeof(buf) && !skb_is_gso(skb))
		p->len = min_t(unsigned int, p->len, len - sizeof(buf));
	return true;
}

bool l7_payload_find(struct sk_buff *skb, u8 family, struct l7_payload *p)
{
	int offset;

	memset(p, 0, sizeof(*p));
	offset = transport(skb, family, &p->protocol);
	if (offset < 0)
		return false;
	p->offset = offset;
	switch (p->protocol) {
	case IPPROTO_TCP:
		return parse_tcp(skb, p);
	case IPPROTO_UDP:
		return parse_udp(skb, p);
	case IPPROTO_ICMP:
	case IPPROTO_ICMPV6:
		p->offset += ICMP_HEADER_BYTES;
		p->len = skb->len > p->offset ? skb->len - p->offset : 0;
		return true;
	}
	return false;
}

unsigned int l7_payload_feed(struct sk_buff *skb, const struct l7_payload *p, unsigned int skip, struct l7_flow *flow,
			     const struct l7_image *img, struct l7_packet *pkt, u32 max_bytes)
{
	const unsigned int total = p->len - skip;
	unsigned int done = 0, len;
	struct skb_seq_state seq;
	const u8 *data;

	skb_prepare_seq_read(skb, p->offset + skip, p->offset + p->len, &seq);
	while ((len = skb_seq_read(done, &data, &seq))) {
		/* a piece is given whole: what follows a datagram in its packet, too */
		len = min(len, total - done);
		l7_flow_feed(flow, img, pkt, max_bytes, data, len);
		done += len;
	}
	return done;
}
