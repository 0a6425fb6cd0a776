/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef L7_CAPTURE_DIALOGUE_H
#define L7_CAPTURE_DIALOGUE_H

/*
 * dialogue.h - what two sides say, one after the other, to the packets of a connection
 *
 * From 192.0.2.1 to 192.0.2.2 (RFC 5737); TCP with its handshake.
 */

#include "capture/capture.h"

#define L7_DIALOGUE_HANDSHAKE 3	/* packets that a TCP connection begins with */

/**
 * struct l7_dialogue - begin with l7_dialogue_begin(), nothing to release
 * @each: is lent the packets; @reply: it goes against the direction of the opener's
 * @like: the next one, by direction
 * @next: sequence numbers, likewise
 */
struct l7_dialogue {
	void (*each)(void *ctx, const struct l7_capture_packet *pkt, bool reply);
	void *ctx;
	struct l7_capture_packet like[2];
	uint32_t next[2];
};

/**
 * l7_dialogue_begin() - hand out the packets of the handshake, frame number 0
 * @d: zeroed, but for @each and @ctx
 */
void l7_dialogue_begin(struct l7_dialogue *d, uint8_t proto);

/** l7_dialogue_say() - the next packet, which has these bytes; those are numbered from 1 on */
void l7_dialogue_say(struct l7_dialogue *d, bool reply, const uint8_t *bytes, size_t len);

#endif
