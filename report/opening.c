// SPDX-License-Identifier: GPL-2.0-only
/*
 * opening.c - what is kept of a connection that has no protocol yet
 */

#include "report/opening.h"

#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>

#define FIRST_ROOM 4

void l7_opening_hear(struct l7_opening *o, const struct l7_capture_packet *pkt, enum l7_dir dir)
{
	const bool tcp = pkt->tuple.proto == IPPROTO_TCP;
	const uint32_t seq = pkt->seq + (pkt->flags & L7_TCP_SYN ? 1 : 0);
	uint8_t *len = &o->said.len[dir];
	size_t n = pkt->len;

	/* with a TCP packet after the first, what it goes on with; sent again or ahead: not it */
	if (!n || (*len && (!tcp || seq != o->next[dir])) || (tcp && pkt->flags & L7_TCP_RST))
		return;
	o->next[dir] = seq + pkt->wire_len;
	if (n > (size_t)L7_SAID_FIRST_BYTES - *len)
		n = L7_SAID_FIRST_BYTES - *len;
	memcpy(o->said.bytes[dir] + *len, pkt->payload, n);
	*len += n;
}

int l7_opening_wait(struct l7_opening *o, uint64_t time, uint64_t bytes)
{
	if (o->count == o->room) {
		const uint32_t room = o->room ? 2 * o->room : FIRST_ROOM;
		struct l7_waiting *grown = reallocarray(o->waiting, room, sizeof(*grown));

		if (!grown)
			return -1;
		o->waiting = grown;
		o->room = room;
	}
	o->waiting[o->count++] = (struct l7_waiting){ time, bytes };
	return 0;
}

void l7_opening_fini(struct l7_opening *o)
{
	free(o->waiting);
	o->waiting = NULL;
	o->count = o->room = 0;
}
