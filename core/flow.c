// SPDX-License-Identifier: GPL-2.0-only
#include "core/flow.h"

/* sequence numbers wrap (RFC 9293, 3.4): a is after b if it is less than half the space ahead of it */
static bool after(u32 a, u32 b)
{
	return (s32)(a - b) > 0;
}

void l7_flow_init(struct l7_flow *f, const struct l7_image *img, u32 groups)
{
	memset(f, 0, sizeof(*f));
	l7_walk_start(img, groups, f->state);
}

void l7_flow_expect(struct l7_flow *f, enum l7_dir dir, u32 seq)
{
	if (f->known & (1 << dir))
		return;
	f->known |= 1 << dir;
	f->next[dir] = seq;
}

enum l7_turn l7_flow_turn(struct l7_flow *f, enum l7_dir dir, u32 seq, u32 len, u32 *skip)
{
	l7_flow_expect(f, dir, seq);
	if (after(seq, f->next[dir]))
		return L7_TURN_AHEAD;
	if (!after(seq + len, f->next[dir]))
		return L7_TURN_PAST;
	*skip = f->next[dir] - seq;
	f->next[dir] = seq + len;
	return L7_TURN_NOW;
}

bool l7_flow_hold(struct l7_flow *f, struct l7_held *h)
{
	struct l7_held **at = &f->held;

	if (f->nheld >= L7_FLOW_MAX_HELD)
		return false;
	while (*at && ((*at)->dir < h->dir || ((*at)->dir == h->dir && !after((*at)->seq, h->seq))))
		at = &(*at)->next;
	h->next = *at;
	*at = h;
	f->nheld++;
	return true;
}

static struct l7_held *unlink_held(struct l7_flow *f, struct l7_held **at)
{
	struct l7_held *h = *at;

	*at = h->next;
	h->next = NULL;
	f->nheld--;
	return h;
}

struct l7_held *l7_flow_release(struct l7_flow *f, u32 *skip)
{
	struct l7_held **at;

	for (at = &f->held; *at; at = &(*at)->next) {
		const struct l7_held *h = *at;

		switch (l7_flow_turn(f, h->dir, h->seq, h->len, skip)) {
		case L7_TURN_AHEAD:
			continue;
		case L7_TURN_PAST:
			*skip = h->len;
			break;
		case L7_TURN_NOW:
			break;
		}
		return unlink_held(f, at);
	}
	return NULL;
}

struct l7_held *l7_flow_drop(struct l7_flow *f)
{
	return f->held ? unlink_held(f, &f->held) : NULL;
}

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

void l7_flow_feed(struct l7_flow *f, const struct l7_image *img, u32 max_bytes, const u8 *p, size_t len)
{
	const u32 room = f->bytes < max_bytes ? max_bytes - f->bytes : 0;
	size_t text;

	if (!room)
		return;
	text = count_text(p, len);
	if (text > room) {
		len = cut_text(p, len, room);
		text = room;
	}
	if (!text)
		return;
	f->bytes += text;
	f->fresh = 1;
	l7_walk(img, f->state, p, len, f->hits);
}

bool l7_flow_close(struct l7_flow *f, const struct l7_image *img, u64 *now)
{
	const u32 words = img->head->words;
	u64 any = 0;
	u32 i;

	memset(now, 0, words * sizeof(*now));
	if (!f->fresh)
		return false;
	f->fresh = 0;
	l7_walk_end(img, f->state, now);
	for (i = 0; i < words; i++)
		any |= now[i] |= f->hits[i];
	return any != 0;
}
