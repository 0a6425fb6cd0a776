// SPDX-License-Identifier: GPL-2.0-only
#include "capture/dialogue.h"

#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>

static struct l7_capture_tuple tuple(uint8_t proto, bool reply)
{
	static const uint8_t address[2][4] = { { 192, 0, 2, 1 }, { 192, 0, 2, 2 } };
	static const uint16_t port[2] = { 49152, 9 };
	struct l7_capture_tuple t = { .family = AF_INET, .proto = proto, .sport = port[reply], .dport = port[!reply] };

	memcpy(t.src, address[reply], 4);
	memcpy(t.dst, address[!reply], 4);
	return t;
}

static void put(struct l7_dialogue *d, bool reply, uint8_t flags, const uint8_t *bytes, size_t len)
{
	struct l7_capture_packet *pkt = &d->like[reply];

	pkt->payload = bytes;
	pkt->len = pkt->wire_len = len;
	pkt->seq = d->next[reply];
	pkt->ack = d->next[!reply];
	pkt->flags = flags;
	d->next[reply] += len + !!(flags & L7_TCP_SYN);
	d->each(d->ctx, pkt, reply);
}

void l7_dialogue_begin(struct l7_dialogue *d, uint8_t proto)
{
	d->like[0].tuple = tuple(proto, false);
	d->like[1].tuple = tuple(proto, true);
	/* one of the sequence numbers will wrap */
	d->next[0] = 0xfffffff0;
	d->next[1] = 1000;
	if (proto != IPPROTO_TCP)
		return;
	put(d, false, L7_TCP_SYN, NULL, 0);
	put(d, true, L7_TCP_SYN | L7_TCP_ACK, NULL, 0);
	put(d, false, L7_TCP_ACK, NULL, 0);
}

void l7_dialogue_say(struct l7_dialogue *d, bool reply, const uint8_t *bytes, size_t len)
{
	const uint64_t frame = d->like[0].frame + 1;

	d->like[0].frame = d->like[1].frame = frame;
	put(d, reply, L7_TCP_ACK, bytes, len);
}
