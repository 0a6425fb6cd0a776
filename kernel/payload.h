/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef L7_KERNEL_PAYLOAD_H
#define L7_KERNEL_PAYLOAD_H

#include <linux/in.h>
#include <linux/skbuff.h>
#include "core/flow.h"

/**
 * struct l7_payload - where a packet's payload lies
 * @protocol: IPPROTO_TCP, _UDP, _ICMP or _ICMPV6
 * @offset:   of the payload from skb->data
 * @len:      bytes, 0 if there is none
 * @seq:      TCP: sequence number of the first payload byte
 * @ack:      TCP: acknowledgement number
 * @syn:      TCP flag
 * @has_ack:  TCP flag ACK
 */
struct l7_payload {
	u8 protocol;
	bool syn;
	bool has_ack;
	unsigned int offset;
	unsigned int len;
	u32 seq;
	u32 ack;
};

/** l7_transport() - how core/ calls an IPPROTO_* */
static inline enum l7_transport l7_transport(u8 protocol)
{
	return protocol == IPPROTO_TCP ? L7_TRANSPORT_TCP :
	       protocol == IPPROTO_UDP ? L7_TRANSPORT_UDP : L7_TRANSPORT_OTHER;
}

/**
 * l7_payload_find() - parse a packet's headers
 * @skb:    skb->data at the IP header, as in a netfilter hook; may be nonlinear
 * @family: NFPROTO_IPV4 or NFPROTO_IPV6
 * @p:      filled in
 *
 * Return: false if it is none of the four protocols, a fragment, or cut short.
 */
bool l7_payload_find(struct sk_buff *skb, u8 family, struct l7_payload *p);

/**
 * l7_payload_feed() - feed a packet's payload to a flow, in the pieces that it lies in
 * @skip: bytes at its beginning to leave out, <= @p->len
 * @img:  as for l7_flow_feed(), and @pkt, which has been begun, and @max_bytes
 *
 * Return: bytes fed.
 */
unsigned int l7_payload_feed(struct sk_buff *skb, const struct l7_payload *p, unsigned int skip, struct l7_flow *flow,
			     const struct l7_image *img, struct l7_packet *pkt, u32 max_bytes);

#endif
