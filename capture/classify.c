// SPDX-License-Identifier: GPL-2.0-only
#include "capture/classify.h"

#include <netinet/in.h>
#include <stdlib.h>

/* what l7_classified.flow points to: the flow and the bytes of its segments that wait, by place */
struct inspected {
	struct l7_flow flow;
	size_t *counted;	/* (may be NULL) where bytes that wait are counted */
	uint8_t *held[L7_FLOW_MAX_HELD];
};

static struct inspected *inspected(const struct l7_classified *c)
{
	return (struct inspected *)c->flow;
}

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

static void note(const struct l7_classify *cl, enum l7_dir dir, enum l7_fate fate, uint32_t size)
{
	if (cl->noted)
		cl->noted(cl->ctx, dir, fate, NULL, 0, size);
}

static void decide(struct l7_classified *c, uint32_t def)
{
	c->state = L7_CLASSIFY_DECIDED;
	c->def = def;
	l7_classified_fini(c);
}

static void give_up(struct l7_classified *c, enum l7_reason reason)
{
	c->state = L7_CLASSIFY_UNKNOWN;
	c->reason = reason;
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
	l7_flow_begin(c->flow, cl->img, &pkt, dir, size - skip);
	if (skip < have)
		l7_flow_feed(c->flow, cl->img, &pkt, cl->max_bytes, payload + skip, have - skip);
	c->payloads++;
	c->bytes += pkt.fed;
	if (cl->noted)
		cl->noted(cl->ctx, dir, L7_FATE_INSPECTED, payload + skip, pkt.fed, size - skip);
	if (!l7_flow_close(c->flow, cl->img, &pkt, now))
		return false;
	for (i = 0; !now[i]; i++)
		;
	decide(c, i * 64 + __builtin_ctzll(now[i]));
	return true;
}

/* what was released, now the caller's to free */
static uint8_t *take_held(struct inspected *in, const struct l7_held *h)
{
	if (in->counted)
		*in->counted -= h->len;
	return in->held[h->place];
}

/* of a segment that was cut when it was captured, what there is: the rest is missing for good */
static enum l7_fate hold(const struct l7_classify *cl, struct l7_classified *c, const struct l7_capture_packet *pkt,
			 enum l7_dir dir)
{
	const bool room = c->flow->nheld < L7_FLOW_MAX_HELD &&
			  (!cl->held || *cl->held + pkt->len <= L7_CLASSIFY_HELD_MAX_BYTES);
	uint8_t *data = room ? malloc(pkt->len) : NULL;

	if (!data) {
		give_up(c, room ? L7_REASON_NO_MEMORY : L7_REASON_GAP);
		return L7_FATE_GIVEN_UP;
	}
	memcpy(data, pkt->payload, pkt->len);
	inspected(c)->held[l7_flow_hold(c->flow, dir, payload_seq(pkt), pkt->len)] = data;
	if (inspected(c)->counted)
		*inspected(c)->counted += pkt->len;
	return L7_FATE_AHEAD;
}

static void feed_in_order(const struct l7_classify *cl, struct l7_classified *c, const struct l7_capture_packet *pkt,
			  enum l7_dir dir, uint32_t skip)
{
	struct l7_held h;
	bool decided = judge(cl, c, dir, pkt->payload, pkt->len, payload_bytes(pkt), skip);

	while (!decided && l7_flow_release(c->flow, &h, &skip)) {
		uint8_t *data = take_held(inspected(c), &h);

		decided = judge(cl, c, h.dir, data, h.len, h.len, skip);
		free(data);
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
	switch (l7_flow_turn(c->flow, dir, payload_seq(pkt), payload_bytes(pkt), &skip)) {
	case L7_TURN_NOW:
		feed_in_order(cl, c, pkt, dir, skip);
		break;
	case L7_TURN_PAST:
		note(cl, dir, L7_FATE_SEEN, payload_bytes(pkt));
		break;
	case L7_TURN_AHEAD:
		note(cl, dir, hold(cl, c, pkt, dir), payload_bytes(pkt));
		break;
	}
}

/* not before the handshake's last ACK: it tells where both directions begin */
static bool open_flow(const struct l7_classify *cl, struct l7_classified *c, const struct l7_capture_packet *pkt,
		      enum l7_dir dir)
{
	struct inspected *in;

	if (!payload_bytes(pkt) && (!is_tcp(pkt) || is_syn(pkt) || !has_ack(pkt)))
		return false;
	in = malloc(sizeof(*in));
	if (!in) {
		give_up(c, L7_REASON_NO_MEMORY);
		return false;
	}
	in->counted = cl->held;
	c->flow = &in->flow;
	l7_flow_init(c->flow, cl->img, ~0u, transport(pkt));
	if (is_tcp(pkt)) {
		l7_flow_expect(c->flow, dir, payload_seq(pkt));
		if (has_ack(pkt))
			l7_flow_expect(c->flow, !dir, pkt->ack);
	}
	return true;
}

/* has the inspection to end before this packet? */
static enum l7_reason over(const struct l7_classify *cl, const struct l7_classified *c)
{
	if (!c->begun)
		return L7_REASON_NOT_BEGUN;
	/* of two limits reached at once the kernel says the bytes' */
	if (c->flow && c->flow->bytes >= cl->max_bytes)
		return L7_REASON_BYTES;
	return c->packets > cl->max_packets ? L7_REASON_PACKETS : L7_REASON_NONE;
}

void l7_classify_packet(const struct l7_classify *cl, struct l7_classified *c, const struct l7_capture_packet *pkt,
			enum l7_dir dir)
{
	const uint32_t size = payload_bytes(pkt);
	enum l7_reason reason;

	if (c->state != L7_CLASSIFY_UNSET) {
		note(cl, dir, L7_FATE_LATER, size);
		return;
	}
	if (!c->packets++)
		c->begun = cl->midstream || !is_tcp(pkt) || (is_syn(pkt) && !has_ack(pkt));
	reason = over(cl, c);
	if (reason) {
		give_up(c, reason);
		note(cl, dir, L7_FATE_GIVEN_UP, size);
		return;
	}
	if (!c->flow && !open_flow(cl, c, pkt, dir)) {
		note(cl, dir, c->state == L7_CLASSIFY_UNSET ? L7_FATE_EMPTY : L7_FATE_GIVEN_UP, size);
		return;
	}
	if (is_syn(pkt))
		l7_flow_expect(c->flow, dir, payload_seq(pkt));
	if (size)
		take_payload(cl, c, pkt, dir);
	else
		note(cl, dir, L7_FATE_EMPTY, 0);
}

void l7_classified_fini(struct l7_classified *c)
{
	struct l7_held h;

	while (c->flow && l7_flow_drop(c->flow, &h))
		free(take_held(inspected(c), &h));
	free(c->flow);
	c->flow = NULL;
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
