// SPDX-License-Identifier: GPL-2.0-only
#include "capture/decode.h"

#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "capture/link.h"
#include "capture/tunnel.h"
#include "capture/wifi.h"

#define IPV4_MORE 0x2000
#define IPV4_OFFSET 0x1fff
#define FRAME_MAX_BYTES (1 << 20)	/* that were sent: network cards take segments of up to half of this */

static void take_ip(struct l7_decoder *d, struct l7_rest *rest, unsigned int depth);
static void take_layer(struct l7_decoder *d, enum l7_layer layer, struct l7_rest *rest, unsigned int depth);
static void take_payload(struct l7_decoder *d, struct l7_capture_tuple *t, struct l7_rest *rest,
			 unsigned int depth);

static bool pull_tcp(struct l7_rest *rest, struct l7_capture_packet *pkt)
{
	size_t header;

	if (rest->len < 20)
		return false;
	header = (rest->p[12] >> 4) * 4;
	if (header < 20)
		return false;
	pkt->tuple.sport = l7_get16(rest->p);
	pkt->tuple.dport = l7_get16(rest->p + 2);
	pkt->seq = l7_get32(rest->p + 4);
	pkt->ack = l7_get32(rest->p + 8);
	pkt->flags = rest->p[13];
	return l7_rest_pull(rest, header);
}

static bool pull_udp(struct l7_rest *rest, struct l7_capture_packet *pkt)
{
	size_t length;

	if (rest->len < 8)
		return false;
	pkt->tuple.sport = l7_get16(rest->p);
	pkt->tuple.dport = l7_get16(rest->p + 2);
	length = l7_get16(rest->p + 4);
	if (length && length < rest->wire_len)
		l7_rest_trim(rest, length < 8 ? 8 : length);
	return l7_rest_pull(rest, 8);
}

/* echo and its answer belong together; other messages are about connections, not ones themselves */
static bool pull_icmp(struct l7_rest *rest, struct l7_capture_packet *pkt)
{
	const bool v4 = pkt->tuple.proto == IPPROTO_ICMP;

	if (rest->len < 8)
		return false;
	if (v4 ? rest->p[0] != 8 && rest->p[0] != 0 : rest->p[0] != 128 && rest->p[0] != 129)
		return false;
	pkt->tuple.sport = pkt->tuple.dport = l7_get16(rest->p + 4);
	return l7_rest_pull(rest, 8);
}

static bool pull_transport(struct l7_rest *rest, struct l7_capture_packet *pkt)
{
	switch (pkt->tuple.proto) {
	case IPPROTO_TCP: return pull_tcp(rest, pkt);
	case IPPROTO_UDP: return pull_udp(rest, pkt);
	case IPPROTO_ICMP:
	case IPPROTO_ICMPV6: return pull_icmp(rest, pkt);
	}
	return false;
}

/* number of the one that brought what is being decoded, or the last of it */
static uint64_t last_frame(const struct l7_decoder *d)
{
	return d->whole ? l7_datagram_frame(d->whole) : d->frame;
}

static void take_transport(struct l7_decoder *d, const struct l7_capture_tuple *t, struct l7_rest *rest,
			   unsigned int depth)
{
	struct l7_capture_packet pkt = { .tuple = *t, .frame = d->frame, .time = d->time, .bytes = d->bytes };
	enum l7_layer layer = L7_LAYER_NONE;

	if (!pull_transport(rest, &pkt))
		return;
	if (d->whole) {
		pkt.frame = last_frame(d);
		pkt.part = d->whole->piece;
		pkt.nparts = d->whole->npieces;
	}
	pkt.payload = rest->p;
	pkt.len = rest->len;
	pkt.wire_len = rest->wire_len > rest->len ? rest->wire_len : rest->len;
	if (d->tunnels && t->proto == IPPROTO_UDP) {
		layer = l7_layer_pull(l7_tunnel_udp(pkt.tuple.sport, pkt.tuple.dport, rest), rest);
		/* a port is no proof */
		if (layer == L7_LAYER_IP && !l7_layer_is_ip(rest))
			layer = L7_LAYER_NONE;
		pkt.carries = layer != L7_LAYER_NONE;
	}
	d->each(d->ctx, &pkt);
	take_layer(d, layer, rest, depth);
}

/* what was put together counts as one packet with one header, as conntrack sees it */
static void take_datagram(struct l7_decoder *d, struct l7_datagram *whole, unsigned int depth)
{
	const struct l7_datagram *outer = d->whole;
	struct l7_rest rest = l7_datagram_view(whole);

	d->bytes = (whole->tuple.family == AF_INET ? 20 : 40) + rest.len;
	/* of one within another, the outer one's frames brought it */
	d->whole = outer ? outer : whole;
	take_payload(d, &whole->tuple, &rest, depth);
	d->whole = outer;
	free(whole);
}

static void take_fragment(struct l7_decoder *d, struct l7_fragment *f, unsigned int depth)
{
	struct l7_datagram *whole;

	/* what the snap length has cut can't be put together */
	if (f->rest.len < f->rest.wire_len) {
		if (!f->offset)
			take_payload(d, &f->tuple, &f->rest, depth);
		return;
	}
	whole = l7_fragments_add(&d->fragments, f, last_frame(d));
	if (whole)
		take_datagram(d, whole, depth);
	else if (d->waits && !d->whole)
		d->waits(d->ctx);
}

/* RFC 791, 3.1; @header: that of IP */
static void take_ipv4_fragment(struct l7_decoder *d, const struct l7_capture_tuple *t, const uint8_t *header,
			       const struct l7_rest *rest, unsigned int depth)
{
	struct l7_fragment f = { .tuple = *t, .id = l7_get16(header + 4), .rest = *rest };

	f.offset = (l7_get16(header + 6) & IPV4_OFFSET) * 8;
	f.more = l7_get16(header + 6) & IPV4_MORE;
	take_fragment(d, &f, depth);
}

static void take_ipv4(struct l7_decoder *d, struct l7_rest *rest, unsigned int depth)
{
	struct l7_capture_tuple t = { .family = AF_INET, .vlan = rest->vlan };
	const uint8_t *p = rest->p;
	size_t header, total;

	if (rest->len < 20)
		return;
	header = (p[0] & 15) * 4;
	total = l7_get16(p + 2);
	if (header < 20 || (total && total < header))
		return;
	t.proto = p[9];
	memcpy(t.src, p + 12, 4);
	memcpy(t.dst, p + 16, 4);
	/* 0: the sending machine left it to its network card */
	l7_rest_trim(rest, total ? total : rest->wire_len);
	d->bytes = rest->wire_len;
	if (!l7_rest_pull(rest, header))
		return;
	if (l7_get16(p + 6) & (IPV4_MORE | IPV4_OFFSET))
		take_ipv4_fragment(d, &t, p, rest, depth);
	else
		take_payload(d, &t, rest, depth);
}

static void take_ipv6(struct l7_decoder *d, struct l7_rest *rest, unsigned int depth)
{
	struct l7_capture_tuple t = { .family = AF_INET6, .vlan = rest->vlan };
	unsigned int length;

	if (rest->len < 40)
		return;
	t.proto = rest->p[6];
	memcpy(t.src, rest->p + 8, 16);
	memcpy(t.dst, rest->p + 24, 16);
	length = l7_get16(rest->p + 4);
	l7_rest_trim(rest, length ? 40 + length : rest->wire_len);
	d->bytes = rest->wire_len;
	l7_rest_pull(rest, 40);
	take_payload(d, &t, rest, depth);
}

/* RFC 8200, 4.5; a fragment that is the whole datagram too */
static void take_ipv6_fragment(struct l7_decoder *d, const struct l7_capture_tuple *t, struct l7_rest *rest,
			       unsigned int depth)
{
	struct l7_fragment f = { .tuple = *t };

	if (rest->len < 8)
		return;
	f.tuple.proto = rest->p[0];
	f.offset = l7_get16(rest->p + 2) & 0xfff8;
	f.more = rest->p[3] & 1;
	f.id = l7_get32(rest->p + 4);
	l7_rest_pull(rest, 8);
	f.rest = *rest;
	if (f.more || f.offset)
		take_fragment(d, &f, depth + 1);
	else
		take_payload(d, &f.tuple, rest, depth + 1);
}

/* RFC 8200, 4: a header that may stand before the transport header; false: this is none, or there is no more */
static bool pull_extension(struct l7_capture_tuple *t, struct l7_rest *rest)
{
	size_t bytes;

	if (rest->len < 8)
		return false;
	switch (t->proto) {
	case IPPROTO_HOPOPTS:
	case IPPROTO_ROUTING:
	case IPPROTO_DSTOPTS:
		bytes = (rest->p[1] + 1) * 8;
		break;
	case IPPROTO_AH:
		bytes = (rest->p[1] + 2) * 4;
		break;
	default:
		return false;
	}
	t->proto = rest->p[0];
	if (l7_rest_pull(rest, bytes))
		return true;
	t->proto = IPPROTO_NONE;
	return false;
}

/* what follows an IP header; @t has its protocol */
static void take_payload(struct l7_decoder *d, struct l7_capture_tuple *t, struct l7_rest *rest, unsigned int depth)
{
	enum l7_layer layer;

	if (depth > L7_DECODE_MAX_DEPTH)
		return;
	while (pull_extension(t, rest))
		;
	switch (t->proto) {
	case IPPROTO_FRAGMENT:
		take_ipv6_fragment(d, t, rest, depth);
		break;
	case IPPROTO_TCP:
	case IPPROTO_UDP:
	case IPPROTO_ICMP:
	case IPPROTO_ICMPV6:
		take_transport(d, t, rest, depth);
		break;
	default:
		layer = d->tunnels ? l7_tunnel_ip(t->proto, rest) : L7_LAYER_NONE;
		take_layer(d, layer, rest, depth);
	}
}

static void take_ip(struct l7_decoder *d, struct l7_rest *rest, unsigned int depth)
{
	if (rest->p[0] >> 4 == 4)
		take_ipv4(d, rest, depth + 1);
	else if (rest->p[0] >> 4 == 6)
		take_ipv6(d, rest, depth + 1);
}

static void take_layer(struct l7_decoder *d, enum l7_layer layer, struct l7_rest *rest, unsigned int depth)
{
	struct l7_rest one;

	layer = l7_layer_pull(layer, rest);
	if (layer == L7_LAYER_IP)
		take_ip(d, rest, depth);
	/* behind LLC there are no more of these but in a tunnel, deeper */
	while (layer == L7_LAYER_MSDUS && l7_wifi_next_msdu(rest, &one))
		take_layer(d, L7_LAYER_LLC, &one, depth);
}

/* datagrams whose fragments didn't come */
static void give_up(struct l7_decoder *d, uint64_t frame)
{
	struct l7_datagram *part;

	while ((part = l7_fragments_expire(&d->fragments, frame)))
		take_datagram(d, part, 1);
}

static size_t sent(const struct l7_frame *frame)
{
	return frame->wire_len > frame->len && frame->wire_len <= FRAME_MAX_BYTES ? frame->wire_len : frame->len;
}

void l7_decode(struct l7_decoder *d, const struct l7_frame *frame)
{
	struct l7_rest rest = { frame->p, frame->len, sent(frame), 0 };
	enum l7_layer layer;

	d->frame++;
	d->time = frame->time;
	give_up(d, d->frame);
	layer = l7_link_pull(d->dlt, &rest);
	take_layer(d, layer, &rest, 0);
}

void l7_decode_end(struct l7_decoder *d)
{
	give_up(d, UINT64_MAX);
}

void l7_decoder_fini(struct l7_decoder *d)
{
	struct l7_datagram *part;

	while ((part = l7_fragments_expire(&d->fragments, UINT64_MAX)))
		free(part);
}
