/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef ORACLE_CLASSIFY_H
#define ORACLE_CLASSIFY_H

/*
 * classify.h - what the module does with a connection's packets under `l7 on`, in user space
 *
 * The same core/flow.c, and the same rules around it as in kernel/hook.c: what opens a connection, what counts, when
 * the inspection ends. Conntrack's own judgement (invalid packets, time-outs, defragmentation) is not played.
 */

#include "core/flow.h"
#include "tests/capture/capture.h"

enum classify_state {
	CLASSIFY_UNSET,
	CLASSIFY_UNKNOWN,
	CLASSIFY_DECIDED,
};

/**
 * struct classify - how to inspect
 * @img:         verified
 * @max_packets: numpackets
 * @max_bytes:   maxdatalen
 * @midstream:   inspect a TCP connection too whose SYN is not seen
 */
struct classify {
	const struct l7_image *img;
	uint32_t max_packets;
	uint32_t max_bytes;
	bool midstream;
};

/**
 * struct classified - one connection; zero-initialise, release with classified_fini()
 * @def:     CLASSIFY_DECIDED: index of the definition in the image
 * @packets: seen so far
 * @begun:   its beginning was seen
 * @open:    @flow is in use
 */
struct classified {
	enum classify_state state;
	unsigned int def;
	uint64_t packets;
	bool begun;
	bool open;
	struct l7_flow flow;
};

/** classify_packet() - the connection's next packet */
void classify_packet(const struct classify *cl, struct classified *c, const struct capture_packet *pkt, enum l7_dir dir);
void classified_fini(struct classified *c);

/** classified_label() - "unset", "unknown" or the protocol's name */
const char *classified_label(const struct classify *cl, const struct classified *c);

#endif
