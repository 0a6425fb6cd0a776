/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef L7_REPORT_OPENING_H
#define L7_REPORT_OPENING_H

/*
 * opening.h - what is kept of a connection that has no protocol yet: packets that wait to be counted with it, and how
 *             both sides began, in case it stays unknown
 */

#include "capture/capture.h"
#include "core/flow.h"

#define L7_SAID_FIRST_BYTES 32

/** struct l7_said_first - the first bytes of each direction: of a TCP stream, or of the first datagram; [len] of @bytes */
struct l7_said_first {
	uint8_t len[2];
	uint8_t bytes[2][L7_SAID_FIRST_BYTES];
};

/** struct l7_waiting - a packet that is not counted yet; @time: nanoseconds since 1970 */
struct l7_waiting {
	uint64_t time;
	uint64_t bytes;
};

/**
 * struct l7_opening - zero-initialise, release with l7_opening_fini()
 * @next:    TCP sequence number that @said goes on with
 * @waiting: [count] at most as many as packets are inspected
 */
struct l7_opening {
	struct l7_said_first said;
	uint32_t next[2];
	uint32_t count;
	uint32_t room;
	struct l7_waiting *waiting;
};

/** l7_opening_hear() - keep what a packet says, if it is among the first bytes */
void l7_opening_hear(struct l7_opening *o, const struct l7_capture_packet *pkt, enum l7_dir dir);

/** l7_opening_wait() - Return: 0; -1: no memory */
int l7_opening_wait(struct l7_opening *o, uint64_t time, uint64_t bytes);

void l7_opening_fini(struct l7_opening *o);

#endif
