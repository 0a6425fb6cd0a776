// SPDX-License-Identifier: GPL-2.0-only
#include "capture/classify.h"

#include <netinet/in.h>
#include <stdlib.h>

static bool is_tcp(const struct l7_capture_packet *pkt)
{
	return pkt->tuple.proto == IPPROTO_TCP;
}

static enum l7_transport transport(const struct l7_capture_packet *pkt)
{
	return is_tcp(pkt) ? L7_TRANSPORT_TCP : pkt->tuple.proto == IPPROTO_UDP ? L7_TRANSPORT_UDP : L7_TRANSPORT_OTHER;
}

static bool is_syn(const struct l7_capture_packet *pkt)
{
	return is_tcp(pkt) && pkt->flags & L7_TCP_SYN;
}

static bool has_ack(const struct l7_capture_packet *pkt)
{
	return is_tcp(pkt) && pkt->flags & L7_TCP_ACK;
}

static size_t payload_bytes(const struct l7_capture_packet *pkt)
{
	return is_tcp(pkt) && pkt->flags & L7_TCP_RST ? 0 : pkt->wire_len;
}

static uint32_t payload_seq(const struct l7_capture_packet *pkt)
{
	return pkt->seq + is_syn(pkt);
}

static void end(struct l7_classified *c, enum l7_classify_state state)
{
	c->state = state;
	l7_classified_fini(c);
}

/*
 * Feed @size bytes of payload, of which the capture has @have, from @skip on: the first definition in table order that
 * matches decides.
 */
static bool judge(const struct l7_classify *cl, struct l7_classified *c, enum l7_dir dir, const uint8_t *payload,
		  uint32_t have, uint32_t size, uint32_t skip)
{
	struct l7_packet pkt;
	u64 now[L7_DEF_WORDS];
	unsigned int i;

	if (skip >= size)
		return false;
	l7_flow_begin(&c->flow, cl->img, &pkt, dir, size - skip);
	if (skip < have)
		l7_flow_feed(&c->flow, cl->img, &pkt, cl->max_bytes, payload + skip, have - skip);
	if (cl->seen)
		cl->seen(cl->ctx, dir, payload + skip, pkt.fed, size - skip);
	if (!l7_flow_close(&c->flow, cl->img, &pkt, now))
		return false;
	for (i = 0; !now[i]; i++)
		;
	c->def = i * 64 + __builtin_ctzll(now[i]);
	end(c, L7_CLASSIFY_DECIDED);
	return true;
}

static void hold(struct l7_classified *c, const struct l7_capture_packet *pkt, enum l7_dir dir)
{
	struct l7_held *h = calloc(1, sizeof(*h) + pkt->wire_len);

	if (h) {
		h->dir = dir;
		h->seq = payload_seq(pkt);
		h->len = pkt->wire_len;
		memcpy(h->data, pkt->payload, pkt->len);
	}
	if (h && l7_flow_hold(&c->flow, h))
		return;
	free(h);
	end(c, L7_CLASSIFY_UNKNOWN);
}

static void feed_in_order(const struct l7_classify *cl, struct l7_classified *c, const struct l7_capture_packet *pkt,
			  enum l7_dir dir, uint32_t skip)
{
	struct l7_held *h;
	bool decided = judge(cl, c, dir, pkt->payload, pkt->len, payload_bytes(pkt), skip);

	while (!decided && (h = l7_flow_release(&c->flow, &skip))) {
		decided = judge(cl, c, h->dir, h->data, h->len, h->len, skip);
		free(h);
	}
}

static void take_payload(const struct l7_classify *cl, struct l7_classified *c, const struct l7_capture_packet *pkt,
			 enum l7_dir dir)
{
	uint32_t skip = 0;

	if (!is_tcp(pkt)) {
		feed_in_order(cl, c, pkt, dir, 0);
		return;
	}
	switch (l7_flow_turn(&c->flow, dir, payload_seq(pkt), payload_bytes(pkt), &skip)) {
	case L7_TURN_NOW:
		feed_in_order(cl, c, pkt, dir, skip);
		break;
	case L7_TURN_PAST:
		break;
	case L7_TURN_AHEAD:
		hold(c, pkt, dir);
		break;
	}
}

/* not before the handshake's last ACK: it tells where both directions begin */
static bool open_flow(const struct l7_classify *cl, struct l7_classified *c, const struct l7_capture_packet *pkt,
		      enum l7_dir dir)
{
	if (!payload_bytes(pkt) && (!is_tcp(pkt) || is_syn(pkt) || !has_ack(pkt)))
		return false;
	c->open = true;
	l7_flow_init(&c->flow, cl->img, ~0u, transport(pkt));
	if (is_tcp(pkt)) {
		l7_flow_expect(&c->flow, dir, payload_seq(pkt));
		if (has_ack(pkt))
			l7_flow_expect(&c->flow, !dir, pkt->ack);
	}
	return true;
}

void l7_classify_packet(const struct l7_classify *cl, struct l7_classified *c, const struct l7_capture_packet *pkt,
			enum l7_dir dir)
{
	c->packets++;
	if (c->state != L7_CLASSIFY_UNSET)
		return;
	if (c->packets == 1)
		c->begun = cl->midstream || !is_tcp(pkt) || (is_syn(pkt) && !has_ack(pkt));
	if (!c->begun) {
		end(c, L7_CLASSIFY_UNKNOWN);
		return;
	}
	if (!c->open && !open_flow(cl, c, pkt, dir)) {
		if (c->packets > cl->max_packets)
			end(c, L7_CLASSIFY_UNKNOWN);
		return;
	}
	if (l7_flow_over(&c->flow, c->packets, cl->max_packets, cl->max_bytes)) {
		end(c, L7_CLASSIFY_UNKNOWN);
		return;
	}
	if (is_syn(pkt))
		l7_flow_expect(&c->flow, dir, payload_seq(pkt));
	if (payload_bytes(pkt))
		take_payload(cl, c, pkt, dir);
}

void l7_classified_fini(struct l7_classified *c)
{
	struct l7_held *h;

	while (c->open && (h = l7_flow_drop(&c->flow)))
		free(h);
}

const char *l7_classified_label(const struct l7_classify *cl, const struct l7_classified *c)
{
	switch (c->state) {
	case L7_CLASSIFY_UNSET:
		return "unset";
	case L7_CLASSIFY_UNKNOWN:
		return "unknown";
	case L7_CLASSIFY_DECIDED:
		return cl->img->defs[c->def].name;
	}
	return NULL;
}
