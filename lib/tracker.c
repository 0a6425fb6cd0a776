// SPDX-License-Identifier: GPL-2.0-only
/*
 * tracker.c - frames to events of connections
 */

#include <errno.h>
#include <stdlib.h>

#include "capture/decode.h"
#include "capture/link.h"
#include "capture/tracker.h"
#include "lib/connection.h"

#define CONNECTIONS_MAX (SIZE_MAX >> 16)
#define IDLE_MAX_SECS 1000000000

/**
 * struct libl7_tracker
 * @events:  bits of enum libl7_event, 0 without @event
 * @packets: of the frame at hand
 */
struct libl7_tracker {
	struct libl7_classifier *classifier;
	struct l7_decoder decoder;
	struct l7_tracker tracker;
	unsigned int events;
	void (*event)(void *ctx, enum libl7_event event, struct libl7_connection *c);
	void *ctx;
	int packets;
};

static void tell(struct libl7_tracker *t, enum libl7_event event, struct l7_connection *it)
{
	struct libl7_connection c = { t->classifier, &t->tracker.classify, it, NULL };

	if (t->events & event)
		t->event(t->ctx, event, &c);
}

static void take_packet(void *ctx, struct l7_connection *it, const struct l7_capture_packet *pkt, enum l7_dir dir)
{
	struct libl7_tracker *t = ctx;

	t->packets++;
	tell(t, LIBL7_EVENT_PACKET, it);
	if (it->verdict.state != L7_CLASSIFY_UNSET && it->verdict.packets == it->packets[0] + it->packets[1])
		tell(t, LIBL7_EVENT_VERDICT, it);
}

static void take_end(void *ctx, struct l7_connection *it)
{
	tell(ctx, LIBL7_EVENT_END, it);
}

struct libl7_tracker *libl7_tracker_new(struct libl7_classifier *classifier, unsigned int events,
					void (*event)(void *ctx, enum libl7_event event, struct libl7_connection *c),
					void *ctx)
{
	struct libl7_tracker *t = calloc(1, sizeof(*t));

	if (!t)
		return NULL;
	t->classifier = l7_classifier_get(classifier);
	l7_tracker_init(&t->tracker, &classifier->compiled.img);
	t->tracker.classify.midstream = true;
	t->tracker.packet = take_packet;
	t->tracker.connections.ended = take_end;
	t->tracker.ctx = t->tracker.connections.ctx = t;
	t->decoder = (struct l7_decoder){ .tunnels = true, .each = l7_tracker_take, .ctx = &t->tracker };
	t->events = event ? events : 0;
	t->event = event;
	t->ctx = ctx;
	return t;
}

void libl7_tracker_free(struct libl7_tracker *t)
{
	if (!t)
		return;
	l7_decoder_fini(&t->decoder);
	l7_tracker_fini(&t->tracker);
	l7_classifier_put(t->classifier);
	free(t);
}

static int refuse(int err)
{
	errno = err;
	return -1;
}

int libl7_tracker_set(struct libl7_tracker *t, enum libl7_option option, uint64_t value)
{
	switch (option) {
	case LIBL7_OPTION_MIDSTREAM:
		if (value > 1)
			return refuse(EINVAL);
		t->tracker.classify.midstream = value;
		return 0;
	case LIBL7_OPTION_TUNNELS:
		if (value > 1)
			return refuse(EINVAL);
		t->decoder.tunnels = value;
		return 0;
	case LIBL7_OPTION_CONNECTIONS:
		if (!value || value > CONNECTIONS_MAX)
			return refuse(EINVAL);
		t->tracker.connections.max = value;
		return 0;
	case LIBL7_OPTION_IDLE:
		if (!value || value > IDLE_MAX_SECS)
			return refuse(EINVAL);
		l7_tracker_set_idle(&t->tracker, value);
		return 0;
	default:
		return l7_limit_set(&t->tracker.classify, option, value, 0);
	}
}

int libl7_tracker_frame(struct libl7_tracker *t, int link, const void *bytes, size_t len, size_t sent,
			uint64_t nanoseconds)
{
	const struct l7_frame frame = { bytes, len, sent, nanoseconds };
	const uint64_t lost = t->tracker.lost;

	if (!l7_link_is_known(link))
		return refuse(EPROTONOSUPPORT);
	t->decoder.dlt = link;
	t->packets = 0;
	l7_decode(&t->decoder, &frame);
	return t->tracker.lost == lost ? t->packets : refuse(ENOMEM);
}

void libl7_tracker_end(struct libl7_tracker *t)
{
	l7_decode_end(&t->decoder);
	l7_tracker_end(&t->tracker);
}

uint64_t libl7_tracker_counter(const struct libl7_tracker *t, enum libl7_counter counter)
{
	switch (counter) {
	case LIBL7_COUNTER_OPEN: return t->tracker.connections.count;
	case LIBL7_COUNTER_BEGUN: return t->tracker.connections.begun;
	case LIBL7_COUNTER_PRESSED: return t->tracker.connections.pressed;
	case LIBL7_COUNTER_LOST: return t->tracker.lost;
	}
	return 0;
}
