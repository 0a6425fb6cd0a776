// SPDX-License-Identifier: GPL-2.0-only
/*
 * feed.c - bytes into a flow, for hosts that can walk them where they lie; bpf/feed.h does the same with copies
 */
#include "core/flow.h"

/* bytes of @p that are not NUL, eight at a time */
static size_t count_text(const u8 *p, size_t len)
{
	const u64 low = 0x7f7f7f7f7f7f7f7full;
	size_t n = 0;

	for (; len >= 8; p += 8, len -= 8) {
		u64 word;

		memcpy(&word, p, 8);
		/* the high bit of each byte that is not NUL, then their sum in the top byte */
		word = (((word & low) + low) | word) & ~low;
		n += (word >> 7) * 0x0101010101010101ull >> 56;
	}
	while (len--)
		n += *p++ != 0;
	return n;
}

/* the longest beginning of @p that holds at most @room bytes that are not NUL */
static size_t cut_text(const u8 *p, size_t len, size_t room)
{
	size_t i;

	for (i = 0; i < len; i++)
		if (p[i] && !room--)
			break;
	return i;
}

/* what conditions may look at */
static void keep_head(struct l7_flow *f, struct l7_packet *pkt, const u8 *p, size_t len)
{
	u8 *fed = &f->fed[pkt->dir];
	size_t n = L7_STREAM_HEAD_BYTES - *fed;

	n = n < len ? n : len;
	memcpy(f->head[pkt->dir] + *fed, p, n);
	*fed += n;
	if (pkt->fed >= L7_PACKET_HEAD_BYTES)
		return;
	n = L7_PACKET_HEAD_BYTES - pkt->fed;
	memcpy(pkt->head + pkt->fed, p, n < len ? n : len);
}

void l7_flow_feed(struct l7_flow *f, const struct l7_image *img, struct l7_packet *pkt, u32 max_bytes, const u8 *p,
		  size_t len)
{
	const u32 room = f->bytes < max_bytes ? max_bytes - f->bytes : 0;
	size_t text;

	if (!room || !len)
		return;
	text = count_text(p, len);
	if (text > room) {
		len = cut_text(p, len, room);
		text = room;
	}
	f->bytes += text;
	pkt->text |= text != 0;
	keep_head(f, pkt, p, len);
	pkt->fed += len;
	l7_walk(img, pkt->state, p, len, pkt->hits);
}

bool l7_flow_take(struct l7_flow *f, const struct l7_image *img, enum l7_dir dir, u32 max_bytes, const u8 *p, u32 len,
		  u64 *now)
{
	struct l7_packet pkt;

	l7_flow_begin(f, img, &pkt, dir, len);
	l7_flow_feed(f, img, &pkt, max_bytes, p, len);
	return l7_flow_close(f, img, &pkt, now);
}
