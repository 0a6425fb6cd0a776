// SPDX-License-Identifier: GPL-2.0-only
/*
 * explain_story.c - one connection of a capture, packet by packet
 */

#include "cli/explain_story.h"

#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>

static bool reserve(struct l7_notes *n, size_t bytes)
{
	uint8_t *grown;

	if (bytes <= n->room)
		return true;
	grown = realloc(n->bytes, 2 * bytes);
	if (grown) {
		n->bytes = grown;
		n->room = 2 * bytes;
	}
	n->no_memory |= !grown;
	return grown;
}

void l7_notes_take(void *notes, enum l7_dir dir, enum l7_fate fate, const uint8_t *p, uint32_t len, uint32_t size)
{
	struct l7_notes *n = notes;

	if (n->count == sizeof(n->note) / sizeof(n->note[0]) || !reserve(n, n->nbytes + len))
		return;
	n->note[n->count++] = (struct l7_note){ dir, fate, len, size, n->nbytes };
	if (len)
		memcpy(n->bytes + n->nbytes, p, len);
	n->nbytes += len;
}

void l7_notes_fini(struct l7_notes *notes)
{
	free(notes->bytes);
	*notes = (struct l7_notes){ 0 };
}

static int add_said(struct l7_conversation *talk, const struct l7_notes *notes, const struct l7_note *note)
{
	struct l7_said *grown = reallocarray(talk->said, talk->count + 1, sizeof(*grown));
	uint8_t *copy = malloc(note->len + 1);

	if (grown)
		talk->said = grown;
	if (!grown || !copy) {
		free(copy);
		return -1;
	}
	if (note->len)
		memcpy(copy, notes->bytes + note->at, note->len);
	grown[talk->count++] = (struct l7_said){ note->dir, note->size, note->len, copy };
	return 0;
}

static int add_talk(struct l7_story *s, const struct l7_notes *notes)
{
	size_t i;
	int err = 0;

	for (i = 0; !err && i < notes->count; i++)
		if (notes->note[i].fate == L7_FATE_INSPECTED)
			err = add_said(&s->talk, notes, &notes->note[i]);
	return err;
}

static int add_packet(struct l7_story *s, const struct l7_capture_packet *pkt, enum l7_dir dir,
		      const struct l7_notes *notes)
{
	struct l7_story_packet *grown = reallocarray(s->packet, s->count + 1, sizeof(*grown));
	const struct l7_note *own = notes->note;
	size_t i;

	if (!grown || !notes->count || notes->no_memory)
		return -1;
	s->packet = grown;
	grown += s->count++;
	*grown = (struct l7_story_packet){ .frame = pkt->frame, .time = pkt->time, .dir = dir, .flags = pkt->flags,
					   .fate = own->fate, .size = pkt->wire_len, .cut = pkt->wire_len - pkt->len };
	if (own->fate == L7_FATE_INSPECTED)
		grown->fresh = own->size;
	for (i = 1; i < notes->count; i++)
		grown->waited += notes->note[i].fate == L7_FATE_INSPECTED;
	return add_talk(s, notes);
}

static bool begins(const struct l7_capture_packet *pkt)
{
	return pkt->tuple.proto != IPPROTO_TCP || (pkt->flags & L7_TCP_SYN && !(pkt->flags & L7_TCP_ACK));
}

int l7_story_add(struct l7_story *s, const struct l7_connection *c, const struct l7_capture_packet *pkt,
		 enum l7_dir dir, const struct l7_notes *notes)
{
	if (!s->number) {
		s->number = c->number;
		s->talk = (struct l7_conversation){ .tuple = c->tuple, .frame = pkt->frame, .begun = begins(pkt) };
	}
	memcpy(s->packets, c->packets, sizeof(s->packets));
	memcpy(s->bytes, c->bytes, sizeof(s->bytes));
	s->last = pkt->time;
	s->closed |= pkt->tuple.proto == IPPROTO_TCP && pkt->flags & (L7_TCP_FIN | L7_TCP_RST);
	if (s->verdict.state != L7_CLASSIFY_UNSET) {
		s->after++;
		s->after_size += pkt->wire_len;
		return 0;
	}
	/* with a verdict the flow goes: what it was before this packet is what is left to tell */
	s->verdict = c->verdict;
	s->verdict.flow = NULL;
	s->talk.matched = c->verdict.state == L7_CLASSIFY_DECIDED;
	if (c->verdict.flow) {
		s->flow = *c->verdict.flow;
		s->has_flow = true;
	}
	return add_packet(s, pkt, dir, notes);
}

void l7_story_fini(struct l7_story *s)
{
	while (s->talk.count)
		free(s->talk.said[--s->talk.count].bytes);
	free(s->talk.said);
	free(s->packet);
	*s = (struct l7_story){ 0 };
}
