/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef L7_CLI_EXPLAIN_STORY_H
#define L7_CLI_EXPLAIN_STORY_H

/*
 * explain_story.h - one connection of a capture, packet by packet
 *
 *   classify: what becomes of a packet ──> what is noted of the packet at hand ─┐
 *   tracker:  whose packet it was ──────────────────────────────────────────────┴─> story of its connection
 */

#include "capture/connection.h"
#include "cli/conversation.h"

/**
 * struct l7_story_packet
 * @frame:    of the capture
 * @size:     bytes of payload
 * @cut:      of these, not in the capture
 * @fresh:    of these, inspected when it came
 * @waited:   packets that had waited for this one and were inspected with it
 */
struct l7_story_packet {
	uint64_t frame;
	uint64_t time;
	enum l7_dir dir;
	uint8_t flags;
	enum l7_fate fate;
	uint32_t size;
	uint32_t cut;
	uint32_t fresh;
	uint32_t waited;
};

/** struct l7_note - what became of payload; @at: of its bytes in the notes' */
struct l7_note {
	enum l7_dir dir;
	enum l7_fate fate;
	uint32_t len;
	uint32_t size;
	size_t at;
};

/** struct l7_notes - of the packet at hand; zero-initialise, release with l7_notes_fini() */
struct l7_notes {
	struct l7_note note[1 + L7_FLOW_MAX_HELD];
	size_t count;
	uint8_t *bytes;
	size_t nbytes;
	size_t room;
	bool no_memory;
};

/** l7_notes_take() - to be the `noted' of struct l7_classify; @notes: struct l7_notes */
void l7_notes_take(void *notes, enum l7_dir dir, enum l7_fate fate, const uint8_t *p, uint32_t len, uint32_t size);
void l7_notes_fini(struct l7_notes *notes);

/**
 * struct l7_story - zero-initialise, release with l7_story_fini()
 * @number:     of the connection, 0: none was begun
 * @packet:     [count] up to the verdict
 * @talk:       what was inspected
 * @flow:       as the last packet that was looked at has left it, if @has_flow
 * @after:      packets behind the verdict
 * @after_size: payload bytes of these
 * @verdict:    without a flow
 * @packets:    of the connection, by direction
 * @bytes:      likewise
 * @last:       time of its last packet
 * @closed:     a FIN or RST was seen
 */
struct l7_story {
	uint64_t number;
	struct l7_story_packet *packet;
	size_t count;
	struct l7_conversation talk;
	struct l7_flow flow;
	bool has_flow;
	uint64_t after;
	uint64_t after_size;
	struct l7_classified verdict;
	uint64_t packets[2];
	uint64_t bytes[2];
	uint64_t last;
	bool closed;
};

/** l7_story_add() - a packet, classified, with what was noted of it; Return: 0; -1: no memory */
int l7_story_add(struct l7_story *s, const struct l7_connection *c, const struct l7_capture_packet *pkt,
		 enum l7_dir dir, const struct l7_notes *notes);
void l7_story_fini(struct l7_story *s);

#endif
