// SPDX-License-Identifier: GPL-2.0-only
#include "capture/link.h"

#include <pcap/pcap.h>
#include <string.h>
#include <sys/socket.h>

/* where files have another number than pcap_datalink() answers here, for types within others; OpenBSD's raw IP is 14 */
enum {
	LINKTYPE_ATM_RFC1483 = 100,
	LINKTYPE_RAW = 101,
	LINKTYPE_ATM_CLIP = 106,
	LINKTYPE_RAW_OPENBSD = 14,
};

/* a link type whose header, if there is any before that of a layer, is of @bytes; L7_LAYER_NONE: it is none of these */
static enum l7_layer fixed(int dlt, size_t *bytes)
{
	*bytes = 0;
	switch (dlt) {
	case DLT_EN10MB: return L7_LAYER_ETHERNET;
	case DLT_C_HDLC: return L7_LAYER_HDLC;
	case DLT_PPP:
	case DLT_PPP_SERIAL: return L7_LAYER_PPP;
	case DLT_PPP_ETHER: return L7_LAYER_PPPOE;
	case DLT_FRELAY: return L7_LAYER_FRAME_RELAY;
	case DLT_MPLS: return L7_LAYER_MPLS;
	case DLT_IEEE802: return L7_LAYER_TOKEN_RING;
	case DLT_FDDI: return L7_LAYER_FDDI;
	case DLT_ATM_RFC1483:
	case LINKTYPE_ATM_RFC1483: return L7_LAYER_LLC;
	case DLT_IEEE802_11: return L7_LAYER_WIFI;
	case DLT_IEEE802_11_RADIO: return L7_LAYER_RADIOTAP;
	case DLT_PRISM_HEADER: return L7_LAYER_PRISM;
	case DLT_IEEE802_11_RADIO_AVS: return L7_LAYER_AVS;
	case DLT_RAW:
	case LINKTYPE_RAW:
	case LINKTYPE_RAW_OPENBSD:
	case DLT_IPV4:
	case DLT_IPV6: return L7_LAYER_IP;
	}
	/* one byte that says which way the frame went */
	*bytes = 1;
	switch (dlt) {
	case DLT_PPP_WITH_DIR: return L7_LAYER_PPP;
	case DLT_C_HDLC_WITH_DIR: return L7_LAYER_HDLC;
	case DLT_FRELAY_WITH_DIR: return L7_LAYER_FRAME_RELAY;
	}
	*bytes = 4;
	switch (dlt) {
	case DLT_NULL:				/* the address family, in whatever order */
	case DLT_LOOP: return L7_LAYER_IP;
	case DLT_DSA_TAG_BRCM_PREPEND:		/* a switch's tag */
	case DLT_NETANALYZER: return L7_LAYER_ETHERNET;
	}
	switch (dlt) {
	case DLT_PPP_PPPD: *bytes = 2; return L7_LAYER_PPP;		/* the way instead of 0xff, 0x03 */
	case DLT_EPON: *bytes = 6; return L7_LAYER_ETHERNET;		/* of the preamble */
	case DLT_ENC: *bytes = 12; return L7_LAYER_IP;			/* family, SPI, flags */
	case DLT_SLIP: *bytes = 16; return L7_LAYER_IP;			/* the way, what was compressed */
	case DLT_IP_OVER_FC: *bytes = 16; return L7_LAYER_LLC;		/* RFC 2625: two addresses of 8 */
	case DLT_APPLE_IP_OVER_IEEE1394: *bytes = 16; return L7_LAYER_TYPED;	/* likewise */
	case DLT_DSA_TAG_BRCM: *bytes = 16; return L7_LAYER_TYPED;	/* addresses, a switch's tag */
	case DLT_IPNET: *bytes = 24; return L7_LAYER_IP;		/* Solaris: lengths, interfaces, zones */
	}
	return L7_LAYER_NONE;
}

/* what SLL's protocol means with the device's ARPHRD_*; LINKTYPE_LINUX_SLL */
static enum l7_layer cooked(unsigned int device, unsigned int protocol)
{
	enum { FRAME_RELAY = 770, WIFI = 801, WIFI_PRISM = 802, WIFI_RADIOTAP = 803, LLC = 4, PPP_HDLC = 7 };

	switch (device) {
	case FRAME_RELAY: return L7_LAYER_FRAME_RELAY;
	case WIFI: return L7_LAYER_WIFI;
	case WIFI_PRISM: return L7_LAYER_PRISM;
	case WIFI_RADIOTAP: return L7_LAYER_RADIOTAP;
	}
	switch (protocol) {
	case LLC: return L7_LAYER_LLC;
	case PPP_HDLC: return L7_LAYER_PPP;
	}
	return protocol > 1500 ? l7_layer_typed(protocol) : L7_LAYER_NONE;
}

static enum l7_layer pull_cooked(struct l7_rest *rest)
{
	const uint8_t *p = rest->p;

	return l7_rest_pull(rest, 16) ? cooked(l7_get16(p + 2), l7_get16(p + 14)) : L7_LAYER_NONE;
}

static enum l7_layer pull_cooked2(struct l7_rest *rest)
{
	const uint8_t *p = rest->p;

	return l7_rest_pull(rest, 20) ? cooked(l7_get16(p + 8), l7_get16(p)) : L7_LAYER_NONE;
}

/* RFC 4391, 6: a type, two bytes reserved */
static enum l7_layer pull_ipoib(struct l7_rest *rest)
{
	const uint8_t *p = rest->p;
	unsigned int type;

	if (!l7_rest_pull(rest, 4))
		return L7_LAYER_NONE;
	type = l7_get16(p);
	return type > 1500 ? l7_layer_typed(type) : L7_LAYER_NONE;
}

/* struct pfloghdr of whichever BSD: its length in the first byte, filled up to a multiple of four */
static enum l7_layer pull_pflog(struct l7_rest *rest)
{
	enum { OLDEST = 45 };

	if (!rest->len || rest->p[0] < OLDEST)
		return L7_LAYER_NONE;
	return l7_rest_pull(rest, (rest->p[0] + 3u) & ~3u) ? L7_LAYER_IP : L7_LAYER_NONE;
}

static unsigned int native16(const uint8_t *p)
{
	uint16_t v;

	memcpy(&v, p, sizeof(v));
	return v;
}

/*
 * LINKTYPE_NFLOG: family, version, group; then attributes: length with these four bytes, type, value. libpcap turns
 * lengths and types to this machine's order.
 */
static enum l7_layer pull_nflog(struct l7_rest *rest)
{
	enum { HEADER = 1, PAYLOAD = 9 };
	enum l7_layer layer = L7_LAYER_IP;
	unsigned int length, type;

	if (rest->len < 4 || rest->p[1] || !l7_rest_pull(rest, 4))
		return L7_LAYER_NONE;
	while (rest->len >= 4) {
		length = native16(rest->p);
		type = native16(rest->p + 2) & 0x7fff;
		if (length < 4)
			break;
		if (type == PAYLOAD) {
			l7_rest_trim(rest, length);
			return l7_rest_pull(rest, 4) ? layer : L7_LAYER_NONE;
		}
		if (type == HEADER && length >= 6 && rest->len >= 6 && l7_get16(rest->p + 4) > 1500)
			layer = l7_layer_typed(l7_get16(rest->p + 4));
		if (!l7_rest_pull(rest, (length + 3) & ~3u))
			break;
	}
	return L7_LAYER_NONE;
}

/* one such header within another nobody writes */
static enum l7_layer pull_inner(uint32_t dlt, struct l7_rest *rest)
{
	if (dlt == DLT_PPI || dlt == DLT_PKTAP || dlt == DLT_USER2 || dlt > UINT16_MAX)
		return L7_LAYER_NONE;
	return l7_link_pull(dlt, rest);
}

/* LINKTYPE_PKTAP: two versions, which a flag tells apart; both say how long they are and which link type follows */
static enum l7_layer pull_pktap(struct l7_rest *rest)
{
	enum { LEAST = 40, PACKET = 1, VERSION2 = 0x80000 };
	uint32_t length, dlt;

	if (rest->len < LEAST)
		return L7_LAYER_NONE;
	if (l7_get32le(rest->p + 36) & VERSION2) {
		length = rest->p[0];
		dlt = l7_get16le(rest->p + 6);
	} else {
		length = l7_get32le(rest->p + 4) == PACKET ? l7_get32le(rest->p) : 0;
		dlt = l7_get32le(rest->p + 8);
	}
	return length >= LEAST && l7_rest_pull(rest, length) ? pull_inner(dlt, rest) : L7_LAYER_NONE;
}

/* LINKTYPE_PPI: version, flags, length of all, link type of what follows */
static enum l7_layer pull_ppi(struct l7_rest *rest)
{
	uint32_t length, dlt;

	if (rest->len < 8 || rest->p[0])
		return L7_LAYER_NONE;
	length = l7_get16le(rest->p + 2);
	dlt = l7_get32le(rest->p + 4);
	return length >= 8 && l7_rest_pull(rest, length) ? pull_inner(dlt, rest) : L7_LAYER_NONE;
}

/* Marvell's tag instead of IEEE's: that is in it if bit 29 says so */
static enum l7_layer pull_dsa_tag(struct l7_rest *rest)
{
	const uint8_t *p = rest->p;
	unsigned int vlan;

	if (!l7_rest_pull(rest, 4))
		return L7_LAYER_NONE;
	vlan = p[0] & 0x20 ? l7_get16(p + 2) & 0xfff : 0;
	rest->vlan = vlan ? vlan : rest->vlan;
	return L7_LAYER_TYPED;
}

static enum l7_layer pull_dsa(struct l7_rest *rest)
{
	return l7_rest_pull(rest, 12) ? pull_dsa_tag(rest) : L7_LAYER_NONE;
}

/* the same with an Ethernet type of the user's choice and two zeroes before it */
static enum l7_layer pull_edsa(struct l7_rest *rest)
{
	return l7_rest_pull(rest, 16) ? pull_dsa_tag(rest) : L7_LAYER_NONE;
}

/* IEEE 802.3br, 99.3: up to here all bytes are 0x55; then what begins: a frame, or the first fragment of one */
static enum l7_layer pull_preamble(struct l7_rest *rest)
{
	uint8_t start;

	while (rest->len && rest->p[0] == 0x55)
		l7_rest_pull(rest, 1);
	if (!rest->len)
		return L7_LAYER_NONE;
	start = rest->p[0];
	l7_rest_pull(rest, 1);
	switch (start) {
	case 0xd5:
	case 0xe6:
	case 0x4c:
	case 0x7f:
	case 0xb3: return L7_LAYER_ETHERNET;
	}
	return L7_LAYER_NONE;
}

static enum l7_layer pull_netanalyzer_transparent(struct l7_rest *rest)
{
	return l7_rest_pull(rest, 4) ? pull_preamble(rest) : L7_LAYER_NONE;
}

/* LINKTYPE_SUNATM: kind, virtual path, virtual channel */
static enum l7_layer pull_sunatm(struct l7_rest *rest)
{
	enum { LANE = 1, LLC = 2 };
	const uint8_t *p = rest->p;

	if (!l7_rest_pull(rest, 4))
		return L7_LAYER_NONE;
	switch (p[0] & 15) {
	case LANE: return l7_rest_pull(rest, 2) ? L7_LAYER_ETHERNET : L7_LAYER_NONE;
	case LLC: return L7_LAYER_LLC;
	}
	return L7_LAYER_NONE;
}

/* RFC 2225 with LLC, or bare IP */
static enum l7_layer pull_atm_clip(struct l7_rest *rest)
{
	return rest->len >= 3 && !memcmp(rest->p, "\xaa\xaa\x03", 3) ? L7_LAYER_LLC : L7_LAYER_IP;
}

/* DOCSIS MULPI, 6.2: of frames of type 0, parameter 0 are packets; lengths, an extended header, a checksum */
static enum l7_layer pull_docsis(struct l7_rest *rest)
{
	enum { EXTENDED = 1 };

	if (rest->len < 6 || rest->p[0] & ~EXTENDED)
		return L7_LAYER_NONE;
	return l7_rest_pull(rest, 6 + (rest->p[0] & EXTENDED ? rest->p[1] : 0)) ? L7_LAYER_ETHERNET : L7_LAYER_NONE;
}

/* Endace's extensible record format: time, type, lengths; extension headers of 8 bytes while the first bit is set */
static enum l7_layer pull_erf(struct l7_rest *rest)
{
	enum { MORE = 0x80 };
	uint8_t type, more;

	if (rest->len < 16)
		return L7_LAYER_NONE;
	type = more = rest->p[8];
	l7_rest_pull(rest, 16);
	while (more & MORE) {
		more = rest->len ? rest->p[0] : 0;
		if (!l7_rest_pull(rest, 8))
			return L7_LAYER_NONE;
	}
	switch (type & ~MORE) {
	case 1:		/* HDLC over SONET, and with a color, steered, with a hash */
	case 10:
	case 15:
	case 19: return L7_LAYER_HDLC;
	case 2:		/* Ethernet, likewise */
	case 11:
	case 16:
	case 20: return l7_rest_pull(rest, 2) ? L7_LAYER_ETHERNET : L7_LAYER_NONE;
	case 22:
	case 23: return L7_LAYER_IP;
	}
	return L7_LAYER_NONE;
}

/* Juniper's: "MGC", flags, perhaps extensions; without link-layer header, a family and IP */
static enum l7_layer pull_juniper(enum l7_layer layer, struct l7_rest *rest)
{
	enum { NO_LINK = 0x02, EXTENDED = 0x80 };
	size_t bytes = 4;
	uint8_t flags;

	if (rest->len < 6 || memcmp(rest->p, "MGC", 3))
		return L7_LAYER_NONE;
	flags = rest->p[3];
	bytes += flags & EXTENDED ? 2 + l7_get16(rest->p + 4) : 0;
	bytes += flags & NO_LINK ? 4 : 0;
	if (!l7_rest_pull(rest, bytes))
		return L7_LAYER_NONE;
	return flags & NO_LINK ? L7_LAYER_IP : layer;
}

static enum l7_layer pull_juniper_ethernet(struct l7_rest *rest)
{
	return pull_juniper(L7_LAYER_ETHERNET, rest);
}

static enum l7_layer pull_juniper_ppp(struct l7_rest *rest)
{
	return pull_juniper(L7_LAYER_PPP, rest);
}

static enum l7_layer pull_juniper_hdlc(struct l7_rest *rest)
{
	return pull_juniper(L7_LAYER_HDLC, rest);
}

static enum l7_layer pull_juniper_frame_relay(struct l7_rest *rest)
{
	return pull_juniper(L7_LAYER_FRAME_RELAY, rest);
}

/** struct variable - a link type whose header says more */
struct variable {
	int dlt;
	enum l7_layer (*pull)(struct l7_rest *rest);
};

/* most often met first */
static const struct variable variable[] = {
	{ DLT_LINUX_SLL, pull_cooked },
	{ DLT_LINUX_SLL2, pull_cooked2 },
	{ DLT_NFLOG, pull_nflog },
	{ DLT_PFLOG, pull_pflog },
	{ DLT_PKTAP, pull_pktap },
	{ DLT_USER2, pull_pktap },	/* so it is called where it comes from */
	{ DLT_PPI, pull_ppi },
	{ DLT_IPOIB, pull_ipoib },
	{ DLT_DSA_TAG_DSA, pull_dsa },
	{ DLT_DSA_TAG_EDSA, pull_edsa },
	{ DLT_ETHERNET_MPACKET, pull_preamble },
	{ DLT_NETANALYZER_TRANSPARENT, pull_netanalyzer_transparent },
	{ DLT_SUNATM, pull_sunatm },
	{ DLT_ATM_CLIP, pull_atm_clip },
	{ LINKTYPE_ATM_CLIP, pull_atm_clip },
	{ DLT_DOCSIS, pull_docsis },
	{ DLT_ERF, pull_erf },
	{ DLT_JUNIPER_ETHER, pull_juniper_ethernet },
	{ DLT_JUNIPER_PPPOE, pull_juniper_ethernet },
	{ DLT_JUNIPER_PPP, pull_juniper_ppp },
	{ DLT_JUNIPER_CHDLC, pull_juniper_hdlc },
	{ DLT_JUNIPER_FRELAY, pull_juniper_frame_relay },
};

static const struct variable *find_variable(int dlt)
{
	size_t i;

	for (i = 0; i < sizeof(variable) / sizeof(variable[0]); i++)
		if (variable[i].dlt == dlt)
			return &variable[i];
	return NULL;
}

bool l7_link_is_known(int dlt)
{
	size_t bytes;

	return fixed(dlt, &bytes) != L7_LAYER_NONE || find_variable(dlt);
}

enum l7_layer l7_link_pull(int dlt, struct l7_rest *rest)
{
	size_t bytes;
	enum l7_layer layer = fixed(dlt, &bytes);
	const struct variable *v;

	if (layer != L7_LAYER_NONE)
		return l7_rest_pull(rest, bytes) ? layer : L7_LAYER_NONE;
	v = find_variable(dlt);
	return v ? v->pull(rest) : L7_LAYER_NONE;
}
