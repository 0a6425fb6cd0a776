// SPDX-License-Identifier: GPL-2.0-only
#include "capture/tunnel.h"

#include <netinet/in.h>

enum gre_bit {
	GRE_CHECKSUM = 0x8000,
	GRE_ROUTING = 0x4000,
	GRE_KEY = 0x2000,
	GRE_SEQUENCE = 0x1000,
	GRE_ACK = 0x0080,	/* version 1 */
};

#define GRE_ERSPAN 0x88be
#define GRE_ERSPAN3 0x22eb
#define GRE_WCCP 0x883e
#define ERSPAN_BYTES 8
#define ERSPAN3_BYTES 12

static bool is_ip(const struct l7_rest *rest)
{
	return rest->len && (rest->p[0] >> 4 == 4 || rest->p[0] >> 4 == 6);
}

/* what a web cache is sent; the second version of it has a header of its own before IP */
static enum l7_layer pull_wccp(struct l7_rest *rest)
{
	return is_ip(rest) || l7_rest_pull(rest, 4) ? L7_LAYER_IP : L7_LAYER_NONE;
}

static enum l7_layer pull_gre(struct l7_rest *rest)
{
	unsigned int flags, type;
	size_t bytes = 4;

	if (rest->len < 4)
		return L7_LAYER_NONE;
	flags = l7_get16(rest->p);
	type = l7_get16(rest->p + 2);
	if ((flags & 7) > 1 || flags & GRE_ROUTING)
		return L7_LAYER_NONE;
	bytes += flags & GRE_CHECKSUM ? 4 : 0;
	bytes += flags & GRE_KEY ? 4 : 0;
	bytes += flags & GRE_SEQUENCE ? 4 : 0;
	bytes += (flags & 7) == 1 && flags & GRE_ACK ? 4 : 0;
	if (!l7_rest_pull(rest, bytes))
		return L7_LAYER_NONE;
	/* the first kind of ERSPAN has no header of its own, and no sequence number */
	if (type == GRE_ERSPAN)
		return l7_rest_pull(rest, flags & GRE_SEQUENCE ? ERSPAN_BYTES : 0) ? L7_LAYER_ETHERNET : L7_LAYER_NONE;
	if (type == GRE_ERSPAN3) {
		const bool more = rest->len >= ERSPAN3_BYTES && rest->p[11] & 1;

		return l7_rest_pull(rest, ERSPAN3_BYTES + (more ? 8 : 0)) ? L7_LAYER_ETHERNET : L7_LAYER_NONE;
	}
	if (type == GRE_WCCP)
		return pull_wccp(rest);
	return type > 1500 ? l7_layer_typed(type) : L7_LAYER_NONE;
}

enum l7_layer l7_tunnel_ip(uint8_t proto, struct l7_rest *rest)
{
	enum { ETHERIP = 97 };

	switch (proto) {
	case IPPROTO_IPIP:
	case IPPROTO_IPV6: return L7_LAYER_IP;
	case IPPROTO_MPLS: return L7_LAYER_MPLS;
	case IPPROTO_GRE: return pull_gre(rest);
	case ETHERIP: return l7_rest_pull(rest, 2) ? L7_LAYER_ETHERNET : L7_LAYER_NONE;
	}
	return L7_LAYER_NONE;
}

/* a G-PDU, of which a chain of extension headers may be part */
static enum l7_layer pull_gtp(struct l7_rest *rest)
{
	uint8_t flags, next;

	if (rest->len < 8 || (rest->p[0] & 0xf0) != 0x30 || rest->p[1] != 0xff)
		return L7_LAYER_NONE;
	flags = rest->p[0];
	l7_rest_pull(rest, 8);
	if (flags & 7) {
		if (rest->len < 4)
			return L7_LAYER_NONE;
		next = flags & 4 ? rest->p[3] : 0;
		l7_rest_pull(rest, 4);
		while (next) {
			const size_t bytes = rest->len ? 4 * rest->p[0] : 0;

			if (!bytes || rest->len < bytes)
				return L7_LAYER_NONE;
			next = rest->p[bytes - 1];
			l7_rest_pull(rest, bytes);
		}
	}
	return is_ip(rest) ? L7_LAYER_IP : L7_LAYER_NONE;
}

/* the one flag that must be set; another says that a group policy stands in reserved bytes */
static enum l7_layer pull_vxlan(struct l7_rest *rest)
{
	enum { VNI = 0x08, POLICY = 0x80 };

	if (rest->len < 8 || (rest->p[0] & ~POLICY) != VNI)
		return L7_LAYER_NONE;
	l7_rest_pull(rest, 8);
	return L7_LAYER_ETHERNET;
}

/* draft-ietf-nvo3-vxlan-gpe: version 0, flags, in the fourth byte what follows */
static enum l7_layer pull_vxlan_gpe(struct l7_rest *rest)
{
	enum { VERSION = 0x30, VNI = 0x08, NEXT = 0x04, OAM = 0x01 };
	uint8_t next;

	if (rest->len < 8 || rest->p[0] & (VERSION | OAM) || !(rest->p[0] & VNI))
		return L7_LAYER_NONE;
	next = rest->p[0] & NEXT ? rest->p[3] : 3;
	l7_rest_pull(rest, 8);
	switch (next) {
	case 1:
	case 2: return L7_LAYER_IP;
	case 3: return L7_LAYER_ETHERNET;
	case 4: return L7_LAYER_NSH;
	}
	return L7_LAYER_NONE;
}

static enum l7_layer pull_geneve(struct l7_rest *rest)
{
	unsigned int type;

	if (rest->len < 8 || rest->p[0] >> 6)
		return L7_LAYER_NONE;
	type = l7_get16(rest->p + 2);
	if (!l7_rest_pull(rest, 8 + (rest->p[0] & 0x3f) * 4) || type <= 1500)
		return L7_LAYER_NONE;
	return l7_layer_typed(type);
}

/* not fragments, nor what DTLS hides; the T bit says that the frame is the radio's, as W-LANs have it */
static enum l7_layer pull_capwap(struct l7_rest *rest)
{
	enum { BINDING_WIFI = 1 };
	uint32_t word;

	if (rest->len < 8 || rest->p[0])
		return L7_LAYER_NONE;
	word = l7_get32(rest->p);
	if (word & 0x80 || !l7_rest_pull(rest, (word >> 19 & 0x1f) * 4))
		return L7_LAYER_NONE;
	if (!(word & 0x100))
		return L7_LAYER_ETHERNET;
	return (word >> 9 & 0x1f) == BINDING_WIFI ? L7_LAYER_WIFI : L7_LAYER_NONE;
}

/* IPv6 that fills the datagram, behind indicators of who sent it */
static enum l7_layer pull_teredo(struct l7_rest *rest)
{
	if (rest->len >= 4 && l7_get16(rest->p) == 0x0001 && !l7_rest_pull(rest, 13 + rest->p[2] + rest->p[3]))
		return L7_LAYER_NONE;
	if (rest->len >= 2 && l7_get16(rest->p) == 0x0000 && !l7_rest_pull(rest, 8))
		return L7_LAYER_NONE;
	if (rest->len < 40 || rest->p[0] >> 4 != 6 || l7_get16(rest->p + 4) + 40u != rest->wire_len)
		return L7_LAYER_NONE;
	return L7_LAYER_IP;
}

/* a data message of version 2 */
static enum l7_layer pull_l2tp(struct l7_rest *rest)
{
	enum { CONTROL = 0x8000, LENGTH = 0x4000, SEQUENCE = 0x0800, OFFSET = 0x0200 };
	unsigned int flags;
	size_t bytes = 6;

	if (rest->len < 6)
		return L7_LAYER_NONE;
	flags = l7_get16(rest->p);
	if (flags & CONTROL || (flags & 15) != 2)
		return L7_LAYER_NONE;
	bytes += flags & LENGTH ? 2 : 0;
	bytes += flags & SEQUENCE ? 4 : 0;
	if (flags & OFFSET) {
		if (rest->len < bytes + 2)
			return L7_LAYER_NONE;
		bytes += 2 + l7_get16(rest->p + bytes);
	}
	return l7_rest_pull(rest, bytes) ? L7_LAYER_PPP : L7_LAYER_NONE;
}

/* flags, nonces and instances */
static enum l7_layer pull_lisp(struct l7_rest *rest)
{
	return l7_rest_pull(rest, 8) && l7_layer_is_ip(rest) ? L7_LAYER_IP : L7_LAYER_NONE;
}

/* variant 0: version, control, length of options in words; an IP protocol. Variant 1 is IP itself. */
static enum l7_layer pull_gue(struct l7_rest *rest)
{
	enum { CONTROL = 0x20 };
	uint8_t proto;

	if (rest->len < 4)
		return L7_LAYER_NONE;
	if (rest->p[0] >> 6)
		return l7_layer_is_ip(rest) ? L7_LAYER_IP : L7_LAYER_NONE;
	proto = rest->p[1];
	if (rest->p[0] & CONTROL || !l7_rest_pull(rest, 4 + (rest->p[0] & 0x1f) * 4))
		return L7_LAYER_NONE;
	return l7_tunnel_ip(proto, rest);
}

/* TaZmen sniffer protocol: version 1, a packet received or to be sent, what it is, tags up to the last */
static enum l7_layer pull_tzsp(struct l7_rest *rest)
{
	enum { PADDING = 0, LAST = 1 };
	unsigned int inside;
	uint8_t tag;

	if (rest->len < 4 || rest->p[0] != 1 || rest->p[1] > 1)
		return L7_LAYER_NONE;
	inside = l7_get16(rest->p + 2);
	l7_rest_pull(rest, 4);
	do {
		tag = rest->len ? rest->p[0] : PADDING;
		if (!l7_rest_pull(rest, 1))
			return L7_LAYER_NONE;
		if (tag > LAST && (!rest->len || !l7_rest_pull(rest, 1 + rest->p[0])))
			return L7_LAYER_NONE;
	} while (tag != LAST);
	switch (inside) {
	case 1: return L7_LAYER_ETHERNET;
	case 18: return L7_LAYER_WIFI;
	case 119: return L7_LAYER_PRISM;
	case 127: return L7_LAYER_AVS;
	}
	return L7_LAYER_NONE;
}

static enum l7_layer pull_port(uint16_t port, struct l7_rest *rest)
{
	switch (port) {
	case 1701: return pull_l2tp(rest);
	case 2152: return pull_gtp(rest);
	case 3544: return pull_teredo(rest);
	case 4341: return pull_lisp(rest);
	case 4789:
	case 8472: return pull_vxlan(rest);	/* Linux's, from before there was a number */
	case 4790: return pull_vxlan_gpe(rest);
	case 5247: return pull_capwap(rest);
	case 6080: return pull_gue(rest);
	case 6081: return pull_geneve(rest);
	case 6635: return L7_LAYER_MPLS;
	case 37008: return pull_tzsp(rest);
	}
	return L7_LAYER_NONE;
}

enum l7_layer l7_tunnel_udp(uint16_t sport, uint16_t dport, struct l7_rest *rest)
{
	struct l7_rest again = *rest;
	enum l7_layer layer = pull_port(dport, rest);

	if (layer != L7_LAYER_NONE)
		return layer;
	*rest = again;
	return pull_port(sport, rest);
}
