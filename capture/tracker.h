/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef L7_CAPTURE_TRACKER_H
#define L7_CAPTURE_TRACKER_H

/*
 * tracker.h - packets to connections with their counts and verdicts
 */

#include "capture/connection.h"

#define L7_TRACKER_MAX_CONNECTIONS 1000000

/**
 * struct l7_tracker - zero-initialise but for what is said below, release with l7_tracker_fini()
 * @classify:    how to inspect
 * @connections: their limits, and who is told that one has ended
 * @packet:      is told of each packet once it is counted and classified (may be NULL)
 * @waits:       is told of a frame whose packet comes later if at all, see struct l7_decoder (may be NULL)
 * @ctx:         for @packet and @waits
 * @lost:        packets for whose connection there was no memory
 * @held:        counts for @classify: the tracker stays where l7_tracker_init() found it
 */
struct l7_tracker {
	struct l7_classify classify;
	struct l7_connections connections;
	void (*packet)(void *ctx, struct l7_connection *c, const struct l7_capture_packet *pkt, enum l7_dir dir);
	void (*waits)(void *ctx);
	void *ctx;
	uint64_t lost;
	size_t held;
};

/** l7_tracker_init() - as the module has it: its limits, and the usual times a connection may be idle */
void l7_tracker_init(struct l7_tracker *t, const struct l7_image *img);

/** l7_tracker_set_idle() - end connections that have had no packet for so many seconds, whatever they are, > 0 */
void l7_tracker_set_idle(struct l7_tracker *t, uint64_t seconds);

/** l7_tracker_take() - the next packet; @tracker: struct l7_tracker, to be the decoder's `each' */
void l7_tracker_take(void *tracker, const struct l7_capture_packet *pkt);

/** l7_tracker_wait() - pass on that a frame waits; @tracker: as above, to be the decoder's `waits' */
void l7_tracker_wait(void *tracker);

/** l7_tracker_end() - there are no more packets: all connections end */
void l7_tracker_end(struct l7_tracker *t);
void l7_tracker_fini(struct l7_tracker *t);

#endif
