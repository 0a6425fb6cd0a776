// SPDX-License-Identifier: GPL-2.0-only
#include "capture/link.h"

#include <pcap/pcap.h>
#include <string.h>

enum l7_layer l7_link_layer(int dlt)
{
	switch (dlt) {
	case DLT_EN10MB: return L7_LAYER_ETHERNET;
	case DLT_LINUX_SLL: return L7_LAYER_COOKED;
	case DLT_LINUX_SLL2: return L7_LAYER_COOKED2;
	case DLT_C_HDLC: return L7_LAYER_HDLC;
	case DLT_NULL:
	case DLT_LOOP: return L7_LAYER_LOOPBACK;
	case DLT_PPP:
	case DLT_PPP_SERIAL: return L7_LAYER_PPP;
	case DLT_PPP_ETHER: return L7_LAYER_PPPOE;
	case DLT_IEEE802_11: return L7_LAYER_WIFI;
	case DLT_IEEE802_11_RADIO: return L7_LAYER_RADIOTAP;
	case DLT_RAW:
	case DLT_IPV4:
	case DLT_IPV6: return L7_LAYER_IP;
	}
	return L7_LAYER_NONE;
}

enum l7_layer l7_link_typed(unsigned int ether_type)
{
	switch (ether_type) {
	case 0x0800:
	case 0x86dd: return L7_LAYER_IP;
	case 0x8100:
	case 0x88a8:
	case 0x9100: return L7_LAYER_VLAN;
	case 0x8847:
	case 0x8848: return L7_LAYER_MPLS;
	case 0x8864: return L7_LAYER_PPPOE;
	case 0x880b: return L7_LAYER_PPP;
	case 0x6558: return L7_LAYER_ETHERNET;
	}
	/* IEEE 802.3, 3.2.6: up to 1500 it is a length */
	return ether_type <= 1500 ? L7_LAYER_LLC : L7_LAYER_NONE;
}

static enum l7_layer pull_typed(struct l7_rest *rest)
{
	unsigned int type;

	if (rest->len < 2)
		return L7_LAYER_NONE;
	type = l7_get16(rest->p);
	l7_rest_pull(rest, 2);
	return l7_link_typed(type);
}

/* RFC 1042: only SNAP leads on to IP */
static enum l7_layer pull_llc(struct l7_rest *rest)
{
	static const uint8_t snap[] = { 0xaa, 0xaa, 0x03 };

	if (rest->len < 8 || memcmp(rest->p, snap, sizeof(snap)))
		return L7_LAYER_NONE;
	l7_rest_pull(rest, 6);
	return L7_LAYER_TYPED;
}

/* RFC 3032; RFC 4385: behind the last label IP has its version, a pseudowire's control word 0, Ethernet anything */
static enum l7_layer pull_mpls(struct l7_rest *rest)
{
	bool last;

	do {
		if (rest->len < 5)
			return L7_LAYER_NONE;
		last = rest->p[2] & 1;
		l7_rest_pull(rest, 4);
	} while (!last);
	switch (rest->p[0] >> 4) {
	case 4:
	case 6:
		return L7_LAYER_IP;
	case 0:
		return l7_rest_pull(rest, 4) ? L7_LAYER_ETHERNET : L7_LAYER_NONE;
	}
	return L7_LAYER_ETHERNET;
}

static enum l7_layer pull_ppp(struct l7_rest *rest)
{
	unsigned int protocol;

	if (rest->len >= 2 && rest->p[0] == 0xff && rest->p[1] == 0x03)
		l7_rest_pull(rest, 2);
	if (rest->len < 2)
		return L7_LAYER_NONE;
	/* RFC 1661, 6.5: the protocol may be squeezed into one byte */
	protocol = rest->p[0] & 1 ? rest->p[0] : l7_get16(rest->p);
	l7_rest_pull(rest, rest->p[0] & 1 ? 1 : 2);
	switch (protocol) {
	case 0x0021:
	case 0x0057:
		return L7_LAYER_IP;
	case 0x0281:
	case 0x0283:
		return L7_LAYER_MPLS;
	}
	return L7_LAYER_NONE;
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

/* bytes of the header of a data frame in the clear, 0 if it is none; @swapped: the two bytes of its frame control */
static size_t wifi_header(const uint8_t *p, bool swapped)
{
	const uint8_t control = p[swapped], flags = p[!swapped];
	size_t bytes = 24;

	/* version 0, type data; not `null', which carries nothing; not protected */
	if ((control & 0x0f) != 0x08 || control & 0x40 || flags & 0x40)
		return 0;
	if ((flags & 3) == 3)
		bytes += 6;
	if (control & 0x80)
		bytes += flags & 0x80 ? 6 : 2;
	return bytes;
}

/* some controllers swap the frame control when they carry frames in CAPWAP; only the right reading has LLC behind it */
static enum l7_layer pull_wifi(struct l7_rest *rest)
{
	size_t bytes;
	int swapped;

	if (rest->len < 2)
		return L7_LAYER_NONE;
	for (swapped = 0; swapped < 2; swapped++) {
		bytes = wifi_header(rest->p, swapped);
		if (bytes && rest->len >= bytes + 3 && !memcmp(rest->p + bytes, "\xaa\xaa\x03", 3))
			return l7_rest_pull(rest, bytes) ? L7_LAYER_LLC : L7_LAYER_NONE;
	}
	return L7_LAYER_NONE;
}

static enum l7_layer pull_radiotap(struct l7_rest *rest)
{
	if (rest->len < 4 || rest->p[0])
		return L7_LAYER_NONE;
	/* its length is the one field of all here that is little-endian */
	return l7_rest_pull(rest, rest->p[2] | rest->p[3] << 8) ? L7_LAYER_WIFI : L7_LAYER_NONE;
}

static enum l7_layer pull_cooked2(struct l7_rest *rest)
{
	unsigned int type;

	if (rest->len < 20)
		return L7_LAYER_NONE;
	type = l7_get16(rest->p);
	l7_rest_pull(rest, 20);
	return l7_link_typed(type);
}

static enum l7_layer behind(enum l7_layer layer, struct l7_rest *rest, size_t bytes)
{
	return l7_rest_pull(rest, bytes) ? layer : L7_LAYER_NONE;
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

static enum l7_layer pull(enum l7_layer layer, struct l7_rest *rest)
{
	switch (layer) {
	case L7_LAYER_NONE:
	case L7_LAYER_IP: break;
	case L7_LAYER_ETHERNET: return behind(L7_LAYER_TYPED, rest, 12);
	case L7_LAYER_TYPED: return pull_typed(rest);
	case L7_LAYER_VLAN: return pull_vlan(rest);
	case L7_LAYER_MPLS: return pull_mpls(rest);
	case L7_LAYER_LLC: return pull_llc(rest);
	case L7_LAYER_PPP: return pull_ppp(rest);
	case L7_LAYER_PPPOE: return pull_pppoe(rest);
	case L7_LAYER_WIFI: return pull_wifi(rest);
	case L7_LAYER_RADIOTAP: return pull_radiotap(rest);
	case L7_LAYER_LOOPBACK: return behind(L7_LAYER_IP, rest, 4);
	case L7_LAYER_COOKED: return behind(L7_LAYER_TYPED, rest, 14);
	case L7_LAYER_COOKED2: return pull_cooked2(rest);
	case L7_LAYER_HDLC: return behind(L7_LAYER_TYPED, rest, 2);
	}
	return L7_LAYER_NONE;
}

bool l7_link_pull(enum l7_layer layer, struct l7_rest *rest)
{
	/* ends: every step takes bytes off */
	while (layer != L7_LAYER_NONE && layer != L7_LAYER_IP)
		layer = pull(layer, rest);
	return layer == L7_LAYER_IP && rest->len;
}
