/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef L7_BPF_FEED_H
#define L7_BPF_FEED_H

/*
 * feed.h - core/feed.c for the verifier: bytes into a flow, in copies of at most L7_BPF_CHUNK_BYTES
 *
 * All pieces of a packet but the last are whole chunks. Functions that are not static the verifier looks at once.
 */

#include "bpf/walk.h"

struct stream_head {
	u8 byte[L7_STREAM_HEAD_BYTES];
};

/* bytes that are not NUL, eight at a time */
__noinline u32 count_text(struct chunk *chunk, u32 len)
{
	const u64 low = 0x7f7f7f7f7f7f7f7full;
	u32 i, n = 0;

	if (!chunk)
		return 0;
	for (i = 0; i < L7_BPF_CHUNK_BYTES && i < len; i += 8) {
		u64 word = *(const u64 *)&chunk->byte[i];

		/* of the last word what is the packet's: little-endian, as this route's hosts are */
		if (len - i < 8)
			word &= (1ull << 8 * (len - i)) - 1;
		word = (((word & low) + low) | word) & ~low;
		n += (word >> 7) * 0x0101010101010101ull >> 56;
	}
	return n;
}

/* the longest beginning that holds at most @room bytes that are not NUL */
__noinline u32 cut_text(struct chunk *chunk, u32 len, u32 room)
{
	u32 i;

	if (!chunk)
		return 0;
	for (i = 0; i < L7_BPF_CHUNK_BYTES && i < len; i++)
		if (chunk->byte[i] && !room--)
			break;
	return i;
}

/* as many of the first bytes of a stream as are not there yet; Return: how many are there then */
__noinline u32 keep_stream_head(struct stream_head *head, u32 have, struct chunk *chunk, u32 len)
{
	u32 i;

	if (!head || !chunk)
		return have;
	for (i = 0; i < L7_STREAM_HEAD_BYTES && i < len && have < L7_STREAM_HEAD_BYTES; i++, have++)
		head->byte[l7_host_index(have, L7_STREAM_HEAD_BYTES)] = chunk->byte[i];
	return have;
}

static __always_inline void keep_head(struct l7_flow *f, struct l7_packet *pkt, struct chunk *chunk, u32 len)
{
	const u32 dir = l7_host_index(pkt->dir, 2);

	if (f->fed[dir] < L7_STREAM_HEAD_BYTES)
		f->fed[dir] = keep_stream_head((struct stream_head *)f->head[dir], f->fed[dir], chunk, len);
	if (!pkt->fed)
		memcpy(pkt->head, chunk->byte, L7_PACKET_HEAD_BYTES);
}

/** feed_chunk() - as l7_flow_feed(), of @len <= L7_BPF_CHUNK_BYTES; what follows in @chunk may be anything */
static __always_inline void feed_chunk(struct l7_flow *f, struct l7_packet *pkt, u32 max_bytes, struct chunk *chunk,
				       u32 len)
{
	const u32 room = f->bytes < max_bytes ? max_bytes - f->bytes : 0;
	u32 text;

	if (!room || !len)
		return;
	text = count_text(chunk, len);
	if (text > room) {
		len = cut_text(chunk, len, room);
		text = room;
	}
	f->bytes += text;
	pkt->text |= text != 0;
	keep_head(f, pkt, chunk, len);
	pkt->fed += len;
	l7_walk(NULL, pkt->state, chunk->byte, len, pkt->hits);
}

#endif
