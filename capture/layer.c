// SPDX-License-Identifier: GPL-2.0-only
#include "capture/layer.h"

#include <netinet/in.h>
#include <string.h>

#include "capture/wifi.h"

enum l7_layer l7_layer_typed(unsigned int ether_type)
{
	switch (ether_type) {
	case 0x0800:
	case 0x86dd: return L7_LAYER_IP;
	case 0x8100:
	case 0x88a8:
	case 0x9100:
	case 0x9200: return L7_LAYER_VLAN;
	case 0x8847:
	case 0x8848: return L7_LAYER_MPLS;
	case 0x8864: return L7_LAYER_PPPOE;
	case 0x880b: return L7_LAYER_PPP;
	case 0x6558: return L7_LAYER_ETHERNET;
	case 0x6559: return L7_LAYER_FRAME_RELAY;
	case 0x88e5: return L7_LAYER_MACSEC;
	case 0x88e7: return L7_LAYER_BACKBONE;
	case 0x8909: return L7_LAYER_CMD;
	case 0x894f: return L7_LAYER_NSH;
	case 0x8870: return L7_LAYER_LLC;	/* longer than a length may say */
	case 0x8926:				/* VN-Tag */
	case 0x892f:				/* HSR, IEC 62439-3 */
	case 0xf1c1: return L7_LAYER_TAG;	/* redundancy, IEEE 802.1CB */
	}
	/* IEEE 802.3, 3.2.6: up to 1500 it is a length */
	return ether_type <= 1500 ? L7_LAYER_LLC : L7_LAYER_NONE;
}

/* may it come after an IPv6 header? */
static bool is_next_header(uint8_t proto)
{
	switch (proto) {
	case IPPROTO_HOPOPTS:
	case IPPROTO_IPIP:
	case IPPROTO_TCP:
	case IPPROTO_UDP:
	case IPPROTO_IPV6:
	case IPPROTO_ROUTING:
	case IPPROTO_FRAGMENT:
	case IPPROTO_GRE:
	case IPPROTO_ESP:
	case IPPROTO_AH:
	case IPPROTO_ICMPV6:
	case IPPROTO_DSTOPTS:
	case IPPROTO_SCTP: return true;
	}
	return false;
}

bool l7_layer_is_ip(const struct l7_rest *rest)
{
	const uint8_t *p = rest->p;

	if (rest->len >= 20 && p[0] >> 4 == 4)
		return (p[0] & 15) >= 5 && l7_get16(p + 2) >= 20 && l7_get16(p + 2) <= rest->wire_len;
	return rest->len >= 40 && p[0] >> 4 == 6 && l7_get16(p + 4) + 40u <= rest->wire_len && is_next_header(p[6]);
}

static enum l7_layer behind(enum l7_layer layer, struct l7_rest *rest, size_t bytes)
{
	return l7_rest_pull(rest, bytes) ? layer : L7_LAYER_NONE;
}

static enum l7_layer pull_typed(struct l7_rest *rest)
{
	unsigned int type;

	if (rest->len < 2)
		return L7_LAYER_NONE;
	type = l7_get16(rest->p);
	l7_rest_pull(rest, 2);
	return l7_layer_typed(type);
}

/* IEEE 802.1Q: the tag's low 12 bits; 0 is a priority alone */
static enum l7_layer pull_vlan(struct l7_rest *rest)
{
	unsigned int vlan;

	if (rest->len < 2)
		return L7_LAYER_NONE;
	vlan = l7_get16(rest->p) & 0xfff;
	rest->vlan = vlan ? vlan : rest->vlan;
	return behind(L7_LAYER_TYPED, rest, 2);
}

/* IEEE 802.1AE, 9.3: only where neither E nor C is set the payload is as it was */
static enum l7_layer pull_macsec(struct l7_rest *rest)
{
	enum { VERSION = 0x80, SCI = 0x20, ENCRYPTED = 0x08, CHANGED = 0x04 };

	if (!rest->len || rest->p[0] & (VERSION | ENCRYPTED | CHANGED))
		return L7_LAYER_NONE;
	return behind(L7_LAYER_TYPED, rest, rest->p[0] & SCI ? 14 : 6);
}

/* version 1, how many options of four bytes, these, a type */
static enum l7_layer pull_cmd(struct l7_rest *rest)
{
	if (rest->len < 2 || rest->p[0] != 1)
		return L7_LAYER_NONE;
	return behind(L7_LAYER_TYPED, rest, 2 + 4 * rest->p[1]);
}

/* RFC 8300, 2.2; O: of operation and maintenance */
static enum l7_layer pull_nsh(struct l7_rest *rest)
{
	enum { VERSION = 0xc0, OAM = 0x20 };
	uint8_t next;
	size_t bytes;

	if (rest->len < 8 || rest->p[0] & (VERSION | OAM))
		return L7_LAYER_NONE;
	bytes = (rest->p[1] & 0x3f) * 4;
	next = rest->p[3];
	if (bytes < 8 || !l7_rest_pull(rest, bytes))
		return L7_LAYER_NONE;
	switch (next) {
	case 1:
	case 2: return L7_LAYER_IP;
	case 3: return L7_LAYER_ETHERNET;
	case 4: return L7_LAYER_NSH;
	case 5: return L7_LAYER_MPLS;
	}
	return L7_LAYER_NONE;
}

/* at @offset an Ethernet header whose type is known, and not a length: chance hits that more often */
static bool is_ethernet(const struct l7_rest *rest, size_t offset)
{
	unsigned int type;

	if (rest->len < offset + 14)
		return false;
	type = l7_get16(rest->p + offset + 12);
	return type > 1500 && l7_layer_typed(type) != L7_LAYER_NONE;
}

/*
 * Nothing says what follows the last label. IP has its version there; a pseudowire for Ethernet has a control word that
 * begins with four bits of 0 (RFC 4385), or none, and then any address (RFC 8469 on what comes of it).
 */
static enum l7_layer behind_labels(struct l7_rest *rest)
{
	switch (rest->p[0] >> 4) {
	case 4:
	case 6:
		return is_ethernet(rest, 0) && !l7_layer_is_ip(rest) ? L7_LAYER_ETHERNET : L7_LAYER_IP;
	case 0:
		return behind(L7_LAYER_ETHERNET, rest, is_ethernet(rest, 0) && !is_ethernet(rest, 4) ? 0 : 4);
	}
	return L7_LAYER_ETHERNET;
}

/* RFC 3032 */
static enum l7_layer pull_mpls(struct l7_rest *rest)
{
	bool last;

	do {
		if (rest->len < 5)
			return L7_LAYER_NONE;
		last = rest->p[2] & 1;
		l7_rest_pull(rest, 4);
	} while (!last);
	return behind_labels(rest);
}

/* IEEE 802's own way to carry an Ethernet type, and IEEE 802.1H's */
static bool is_typed_snap(const uint8_t *oui)
{
	return !memcmp(oui, "\0\0\0", 3) || !memcmp(oui, "\0\0\xf8", 3);
}

/* RFC 2684, 5.2, RFC 2427, 4.2: a bridged Ethernet frame, with its checksum or without */
static bool is_bridged_snap(const uint8_t *oui)
{
	return !memcmp(oui, "\0\x80\xc2\0\1", 5) || !memcmp(oui, "\0\x80\xc2\0\7", 5);
}

/* RFC 1042: SNAP, and IP's own SAP; ISO's protocols have theirs */
static enum l7_layer pull_llc(struct l7_rest *rest)
{
	if (rest->len < 3 || rest->p[2] != 0x03)
		return L7_LAYER_NONE;
	if (rest->p[0] == 0x06 && rest->p[1] == 0x06)
		return behind(L7_LAYER_IP, rest, 3);
	if (rest->p[0] == 0xfe && rest->p[1] == 0xfe)
		return behind(L7_LAYER_NLPID, rest, 3);
	if (rest->len < 8 || rest->p[0] != 0xaa || rest->p[1] != 0xaa)
		return L7_LAYER_NONE;
	/* ATM pads to a multiple of four */
	if (is_bridged_snap(rest->p + 3))
		return behind(L7_LAYER_ETHERNET, rest, 10);
	return is_typed_snap(rest->p + 3) ? behind(L7_LAYER_TYPED, rest, 6) : L7_LAYER_NONE;
}

/* ISO/IEC TR 9577, and RFC 2427, 4 for SNAP */
static enum l7_layer pull_nlpid(struct l7_rest *rest)
{
	if (!rest->len)
		return L7_LAYER_NONE;
	switch (rest->p[0]) {
	case 0xcc:
	case 0x8e: return behind(L7_LAYER_IP, rest, 1);
	case 0xcf: return behind(L7_LAYER_PPP, rest, 1);
	case 0x80: break;
	default: return L7_LAYER_NONE;
	}
	if (rest->len < 6)
		return L7_LAYER_NONE;
	if (is_bridged_snap(rest->p + 1))
		return behind(L7_LAYER_ETHERNET, rest, 6);
	return is_typed_snap(rest->p + 1) ? behind(L7_LAYER_TYPED, rest, 4) : L7_LAYER_NONE;
}

/* ITU-T Q.922's address, two bytes or more; then RFC 2427, or Cisco's: an Ethernet type */
static enum l7_layer pull_frame_relay(struct l7_rest *rest)
{
	size_t address = 1;

	do {
		if (rest->len < address + 3)
			return L7_LAYER_NONE;
	} while (!(rest->p[address++] & 1) && address < 4);
	l7_rest_pull(rest, address);
	if (rest->p[0] != 0x03)
		return L7_LAYER_TYPED;
	/* one byte of padding may stand before NLPID */
	return behind(L7_LAYER_NLPID, rest, rest->p[1] ? 1 : 2);
}

/* RFC 3518: what PPP bridges, here Ethernet */
static enum l7_layer pull_bridged_ppp(struct l7_rest *rest)
{
	enum { LAN_ID = 0x40, MAC_ETHERNET = 1 };

	if (rest->len < 2 || rest->p[1] != MAC_ETHERNET)
		return L7_LAYER_NONE;
	return behind(L7_LAYER_ETHERNET, rest, rest->p[0] & LAN_ID ? 6 : 2);
}

/* RFC 1662; RFC 1547, 4.3.1 for Cisco's, which has other addresses */
static enum l7_layer pull_ppp(struct l7_rest *rest)
{
	unsigned int protocol;

	if (rest->len >= 2 && rest->p[0] == 0xff && rest->p[1] == 0x03)
		l7_rest_pull(rest, 2);
	else if (rest->len >= 2 && (rest->p[0] & 0x7f) == 0x0f && !rest->p[1])
		return behind(L7_LAYER_TYPED, rest, 2);
	if (rest->len < 2)
		return L7_LAYER_NONE;
	/* RFC 1661, 6.5: the protocol may be squeezed into one byte */
	protocol = rest->p[0] & 1 ? rest->p[0] : l7_get16(rest->p);
	l7_rest_pull(rest, rest->p[0] & 1 ? 1 : 2);
	switch (protocol) {
	case 0x0021:
	case 0x0057: return L7_LAYER_IP;
	case 0x0281:
	case 0x0283: return L7_LAYER_MPLS;
	case 0x0031: return pull_bridged_ppp(rest);
	}
	return L7_LAYER_NONE;
}

static enum l7_layer pull_hdlc(struct l7_rest *rest)
{
	if (rest->len >= 2 && rest->p[0] == 0xff && rest->p[1] == 0x03)
		return L7_LAYER_PPP;
	return behind(L7_LAYER_TYPED, rest, 2);
}

/* RFC 2516: only a session's data, code 0, is PPP */
static enum l7_layer pull_pppoe(struct l7_rest *rest)
{
	unsigned int length;

	if (rest->len < 6 || rest->p[0] != 0x11 || rest->p[1])
		return L7_LAYER_NONE;
	length = l7_get16(rest->p + 4);
	l7_rest_pull(rest, 6);
	if (length < rest->wire_len)
		l7_rest_trim(rest, length);
	return L7_LAYER_PPP;
}

/* ISO 8802-5: access and frame control, addresses; the source's first bit says that a route follows, with its length */
static enum l7_layer pull_token_ring(struct l7_rest *rest)
{
	size_t route = 0;

	if (rest->len < 16 || rest->p[1] >> 6 != 1)
		return L7_LAYER_NONE;
	if (rest->p[8] & 0x80)
		route = rest->p[14] & 0x1f;
	return behind(L7_LAYER_LLC, rest, 14 + route);
}

/* ISO 9314-2: frame control 0101xxxx is asynchronous LLC; addresses */
static enum l7_layer pull_fddi(struct l7_rest *rest)
{
	if (!rest->len || rest->p[0] >> 4 != 5)
		return L7_LAYER_NONE;
	return behind(L7_LAYER_LLC, rest, 13);
}

static enum l7_layer pull(enum l7_layer layer, struct l7_rest *rest)
{
	switch (layer) {
	case L7_LAYER_NONE:
	case L7_LAYER_IP:
	case L7_LAYER_MSDUS: break;
	case L7_LAYER_ETHERNET: return behind(L7_LAYER_TYPED, rest, 12);
	case L7_LAYER_TYPED: return pull_typed(rest);
	case L7_LAYER_VLAN: return pull_vlan(rest);
	case L7_LAYER_TAG: return behind(L7_LAYER_TYPED, rest, 4);
	case L7_LAYER_BACKBONE: return behind(L7_LAYER_ETHERNET, rest, 4);
	case L7_LAYER_MACSEC: return pull_macsec(rest);
	case L7_LAYER_CMD: return pull_cmd(rest);
	case L7_LAYER_NSH: return pull_nsh(rest);
	case L7_LAYER_MPLS: return pull_mpls(rest);
	case L7_LAYER_LLC: return pull_llc(rest);
	case L7_LAYER_NLPID: return pull_nlpid(rest);
	case L7_LAYER_PPP: return pull_ppp(rest);
	case L7_LAYER_PPPOE: return pull_pppoe(rest);
	case L7_LAYER_HDLC: return pull_hdlc(rest);
	case L7_LAYER_FRAME_RELAY: return pull_frame_relay(rest);
	case L7_LAYER_TOKEN_RING: return pull_token_ring(rest);
	case L7_LAYER_FDDI: return pull_fddi(rest);
	case L7_LAYER_WIFI: return l7_wifi_pull(rest);
	case L7_LAYER_RADIOTAP: return l7_wifi_pull_radiotap(rest);
	case L7_LAYER_PRISM: return l7_wifi_pull_prism(rest);
	case L7_LAYER_AVS: return l7_wifi_pull_avs(rest);
	}
	return L7_LAYER_NONE;
}

enum l7_layer l7_layer_pull(enum l7_layer layer, struct l7_rest *rest)
{
	/* ends: a step takes bytes off, or is from HDLC to PPP */
	while (layer > L7_LAYER_MSDUS)
		layer = pull(layer, rest);
	return rest->len ? layer : L7_LAYER_NONE;
}
