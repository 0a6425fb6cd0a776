/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef L7_CLI_CONVERSATION_H
#define L7_CLI_CONVERSATION_H

/*
 * conversation.h - what a file has of connections, as far as it is inspected
 *
 *   capture ─────────┐
 *   .flow case ──────┼─> packets ─classify─> struct l7_conversation: payload in order, and the verdict
 *   bytes, as tcp    │
 *   and as udp, … ───┘
 */

#include "capture/classify.h"
#include "compiler/compiler.h"

/**
 * struct l7_said - what was inspected of a packet
 * @size: bytes of payload that are new to the connection
 * @len:  of these, inspected
 */
struct l7_said {
	enum l7_dir dir;
	uint32_t size;
	uint32_t len;
	uint8_t *bytes;
};

/**
 * struct l7_conversation
 * @tuple:   as its first packet has it
 * @frame:   of the capture, that it begins with; 0: not out of a capture
 * @server:  bytes of a file, sent by the one who did not open the connection
 * @begun:   its beginning is in the capture
 * @matched: the definition matches, at the last packet of @said
 */
struct l7_conversation {
	struct l7_capture_tuple tuple;
	uint64_t frame;
	bool server;
	bool begun;
	bool matched;
	struct l7_said *said;
	size_t count;
};

/** struct l7_conversations - zero-initialise, release with l7_conversations_fini() */
struct l7_conversations {
	struct l7_conversation *item;
	size_t count;
};

/**
 * l7_conversations_read() - all that a file has
 * @path: a capture, a case with the name *.flow, anything else as bytes; "-": bytes of standard input
 * @def:  tells over what transports, and from whom, bytes are worth a try
 * @over: L7_OVER_*: of bytes; other files know
 * @img:  of @def alone
 *
 * Says on stderr what is wrong. Return: 0, -1.
 */
int l7_conversations_read(struct l7_conversations *all, const char *path, const struct l7_def *def, uint8_t over,
			  const struct l7_image *img);

void l7_conversations_fini(struct l7_conversations *all);

#endif
