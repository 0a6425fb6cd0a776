/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef L7_CAPTURE_CLASSIFY_H
#define L7_CAPTURE_CLASSIFY_H

/*
 * classify.h - what the module does with a connection's packets under `l7 on`, in user space
 *
 * The same core/flow.c, and the same rules around it as in kernel/hook.c: what opens a connection, what counts, when
 * the inspection ends. Conntrack's own judgement (invalid packets, time-outs, defragmentation) is not played.
 */

#include "core/flow.h"
#include "capture/capture.h"
#include "uapi/layer7.h"

#define L7_CLASSIFY_HELD_MAX_BYTES (64u << 20)	/* that wait for their turn, see struct l7_classify */

enum l7_classify_state {
	L7_CLASSIFY_UNSET,
	L7_CLASSIFY_UNKNOWN,
	L7_CLASSIFY_DECIDED,
};

/** enum l7_fate - what became of a packet */
enum l7_fate {
	L7_FATE_INSPECTED,	/* its new payload was, in its turn */
	L7_FATE_EMPTY,		/* it has no payload */
	L7_FATE_SEEN,		/* all of its payload was: sent again */
	L7_FATE_AHEAD,		/* it waits for what is missing before it, and is inspected later */
	L7_FATE_GIVEN_UP,	/* with it the inspection ended without a verdict: a limit, or too much waits */
	L7_FATE_LATER,		/* than the verdict */
};

/**
 * struct l7_classify - how to inspect
 * @img:         verified
 * @max_packets: numpackets
 * @max_bytes:   maxdatalen
 * @midstream:   inspect a TCP connection too whose SYN is not seen
 * @held:        bytes of segments that wait for their turn, of all connections together (NULL: not counted, no bound)
 * @noted:       is told what becomes of each packet, in order: @size bytes of payload, for INSPECTED those that are new,
 *               and @len bytes at @p of these (may be NULL)
 * @ctx:         for @noted
 */
struct l7_classify {
	const struct l7_image *img;
	uint32_t max_packets;
	uint32_t max_bytes;
	bool midstream;
	size_t *held;
	void (*noted)(void *ctx, enum l7_dir dir, enum l7_fate fate, const uint8_t *p, uint32_t len, uint32_t size);
	void *ctx;
};

/**
 * struct l7_classified - one connection; zero-initialise, release with l7_classified_fini()
 * @state:      and @begun: its beginning was seen
 * @reason:     L7_CLASSIFY_UNKNOWN: why
 * @def:        L7_CLASSIFY_DECIDED: index of the definition in the image
 * @packets:    seen up to the verdict
 * @payloads:   of these, with payload that was inspected
 * @bytes:      of payload, inspected
 * @flow:       NULL: not opened yet, or over
 */
struct l7_classified {
	enum l7_classify_state state;
	enum l7_reason reason;
	bool begun;
	uint32_t def;
	uint32_t packets;
	uint32_t payloads;
	uint32_t bytes;
	struct l7_flow *flow;
};

/** l7_classify_packet() - the connection's next packet */
void l7_classify_packet(const struct l7_classify *cl, struct l7_classified *c, const struct l7_capture_packet *pkt,
			enum l7_dir dir);
void l7_classified_fini(struct l7_classified *c);

/** l7_classified_label() - "unset", "unknown" or the protocol's name */
const char *l7_classified_label(const struct l7_classify *cl, const struct l7_classified *c);

#endif
