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

enum l7_classify_state {
	L7_CLASSIFY_UNSET,
	L7_CLASSIFY_UNKNOWN,
	L7_CLASSIFY_DECIDED,
};

/**
 * struct l7_classify - how to inspect
 * @img:         verified
 * @max_packets: numpackets
 * @max_bytes:   maxdatalen
 * @midstream:   inspect a TCP connection too whose SYN is not seen
 * @seen:        is shown what is inspected of each packet, in order: @len bytes at @p out of its @size (may be NULL)
 * @ctx:         for @seen
 */
struct l7_classify {
	const struct l7_image *img;
	uint32_t max_packets;
	uint32_t max_bytes;
	bool midstream;
	void (*seen)(void *ctx, enum l7_dir dir, const uint8_t *p, uint32_t len, uint32_t size);
	void *ctx;
};

/**
 * struct l7_classified - one connection; zero-initialise, release with l7_classified_fini()
 * @def:     L7_CLASSIFY_DECIDED: index of the definition in the image
 * @packets: seen so far
 * @begun:   its beginning was seen
 * @open:    @flow is in use
 */
struct l7_classified {
	enum l7_classify_state state;
	unsigned int def;
	uint64_t packets;
	bool begun;
	bool open;
	struct l7_flow flow;
};

/** l7_classify_packet() - the connection's next packet */
void l7_classify_packet(const struct l7_classify *cl, struct l7_classified *c, const struct l7_capture_packet *pkt,
			enum l7_dir dir);
void l7_classified_fini(struct l7_classified *c);

/** l7_classified_label() - "unset", "unknown" or the protocol's name */
const char *l7_classified_label(const struct l7_classify *cl, const struct l7_classified *c);

#endif
