/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef L7_CAPTURE_SCRIPT_H
#define L7_CAPTURE_SCRIPT_H

/*
 * script.h - conversations as text: .flow files, see tests/defs/README.md
 */

#include "capture/dialogue.h"

/** struct l7_script_packet - one packet's payload: @bytes of @len, from the side that answers if @reply */
struct l7_script_packet {
	uint8_t *bytes;
	size_t len;
	bool reply;
};

/**
 * struct l7_script - a conversation and what it is to be named
 * @expect: a definition's name or "unknown"
 * @tcp:    over TCP, else UDP
 */
struct l7_script {
	char *expect;
	bool tcp;
	struct l7_script_packet *piece;
	size_t count;
};

/**
 * l7_script_read() - read a .flow file
 * @s:     zeroed; to be released with l7_script_fini() whatever the answer
 * @error: filled in if the answer is false: PATH:LINE: what is wrong
 */
bool l7_script_read(struct l7_script *s, const char *path, char *error, size_t size);
void l7_script_fini(struct l7_script *s);

/**
 * l7_script_play() - hand out the packets of a connection on which the conversation is held
 * @each: is lent the packet; @reply: it goes against the direction of the opener's
 *
 * As l7_dialogue_say() has them.
 */
void l7_script_play(const struct l7_script *s,
		    void (*each)(void *ctx, const struct l7_capture_packet *pkt, bool reply), void *ctx);

#endif
