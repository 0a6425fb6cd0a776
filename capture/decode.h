/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef L7_CAPTURE_DECODE_H
#define L7_CAPTURE_DECODE_H

/*
 * decode.h - frames to packets of connections
 *
 *   frame ─link─> IP ─(fragments)─> transport ─> struct l7_capture_packet
 *                 ^                     │
 *                 └────── tunnel ───────┘
 */

#include "capture/fragment.h"

#define L7_DECODE_MAX_DEPTH 8	/* IP headers in one another */

/**
 * struct l7_frame
 * @len:      captured bytes at @p
 * @wire_len: bytes that were sent; a damaged header may have any number here: one that can't be is not believed
 * @time:     nanoseconds since 1970
 */
struct l7_frame {
	const uint8_t *p;
	size_t len;
	size_t wire_len;
	uint64_t time;
};

/**
 * struct l7_decoder - zero-initialise but for what is not the decoder's own, release with l7_decoder_fini()
 * @dlt:       the frames': DLT_*
 * @tunnels:   look into tunnels too
 * @each:      is given all packets; they are borrowed for the call
 * @waits:     is told that the frame at hand holds a fragment, whose packet comes later if at all (may be NULL)
 * @ctx:       for both
 * @frame:     number of the last frame, 1-based
 * @time:      of the last frame
 * @bytes:     of the IP packet that is being decoded
 * @fragments: that wait for others
 * @whole:     what is being decoded was put together from these; NULL: it came in one piece
 */
struct l7_decoder {
	int dlt;
	bool tunnels;
	void (*each)(void *ctx, const struct l7_capture_packet *pkt);
	void (*waits)(void *ctx);
	void *ctx;
	uint64_t frame;
	uint64_t time;
	size_t bytes;
	struct l7_fragments fragments;
	const struct l7_datagram *whole;
};

/**
 * l7_decode() - the next frame: hand out the packets in it
 *
 * What conntrack would make no connection of is passed over. Of a tunnel over UDP the packet itself is given first,
 * then what it carries.
 */
void l7_decode(struct l7_decoder *d, const struct l7_frame *frame);

/** l7_decode_end() - there are no more frames: what waits for fragments counts as far as it goes */
void l7_decode_end(struct l7_decoder *d);

/** l7_decoder_fini() - give up what waits */
void l7_decoder_fini(struct l7_decoder *d);

#endif
