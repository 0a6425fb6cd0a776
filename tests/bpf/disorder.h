/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef TESTS_BPF_DISORDER_H
#define TESTS_BPF_DISORDER_H

/*
 * disorder.h - what two sides say, to packets as no well-behaved network brings them
 *
 * TCP: bytes cut anew (down to one), segments in another order, twice, overlapping, far ahead, with wrapping sequence
 * numbers; handshakes of which something is missing or that carry data; resets, empty packets, NULs. From 192.0.2.1 to
 * 192.0.2.2, as capture/dialogue.h has it.
 */

#include "capture/capture.h"
#include "tests/oracle/generate.h"

#define DISORDER_MAX_BYTES 60000 /* of a direction, the rest is left out */

/** struct disorder_piece - @len bytes that one side says */
struct disorder_piece {
	const uint8_t *bytes;
	size_t len;
	bool reply;
};

/**
 * disorder_play() - hand out the packets of a connection
 * @proto: IPPROTO_*
 * @each:  is lent the packet; @reply: it goes against the direction of the opener's
 */
void disorder_play(struct prng *r, const struct disorder_piece *piece, size_t count, uint8_t proto,
		   void (*each)(void *ctx, const struct l7_capture_packet *pkt, bool reply), void *ctx);

#endif
