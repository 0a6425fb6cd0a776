// SPDX-License-Identifier: GPL-2.0-only
#include "capture/tracker.h"

#define SECOND 1000000000ull

void l7_tracker_init(struct l7_tracker *t, const struct l7_image *img)
{
	*t = (struct l7_tracker){
		.classify = { .img = img, .max_packets = L7_NUMPACKETS_DEFAULT, .max_bytes = L7_MAXDATALEN_DEFAULT,
			      .held = &t->held },
		.connections = { .max = L7_TRACKER_MAX_CONNECTIONS,
				 .idle = { [L7_KIND_TCP] = L7_CONNECTION_TCP_IDLE_SECS * SECOND,
					   [L7_KIND_OTHER] = L7_CONNECTION_OTHER_IDLE_SECS * SECOND,
					   [L7_KIND_CLOSED] = L7_CONNECTION_CLOSED_IDLE_SECS * SECOND } },
	};
}

void l7_tracker_set_idle(struct l7_tracker *t, uint64_t seconds)
{
	uint64_t *idle = t->connections.idle;

	idle[L7_KIND_TCP] = idle[L7_KIND_OTHER] = seconds * SECOND;
	idle[L7_KIND_CLOSED] = (seconds < L7_CONNECTION_CLOSED_IDLE_SECS ? seconds : L7_CONNECTION_CLOSED_IDLE_SECS) * SECOND;
}

void l7_tracker_take(void *tracker, const struct l7_capture_packet *pkt)
{
	struct l7_tracker *t = tracker;
	enum l7_dir dir;
	struct l7_connection *c = l7_connections_take(&t->connections, pkt, &dir);

	if (!c) {
		t->lost++;
		return;
	}
	l7_classify_packet(&t->classify, &c->verdict, pkt, dir);
	if (t->packet)
		t->packet(t->ctx, c, pkt, dir);
}

void l7_tracker_wait(void *tracker)
{
	struct l7_tracker *t = tracker;

	if (t->waits)
		t->waits(t->ctx);
}

void l7_tracker_end(struct l7_tracker *t)
{
	l7_connections_end(&t->connections);
}

void l7_tracker_fini(struct l7_tracker *t)
{
	l7_connections_fini(&t->connections);
}
