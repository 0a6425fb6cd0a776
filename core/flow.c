// SPDX-License-Identifier: GPL-2.0-only
#include "core/flow.h"
#include "core/judge.h"

/* sequence numbers wrap (RFC 9293, 3.4): a is after b if it is less than half the space ahead of it */
static bool after(u32 a, u32 b)
{
	return (s32)(a - b) > 0;
}

static bool is_for(const struct l7_image_group *group, enum l7_transport transport)
{
	switch (group->scope) {
	case L7_SCOPE_STREAM:
	case L7_SCOPE_SEGMENT:
		return transport == L7_TRANSPORT_TCP;
	case L7_SCOPE_DATAGRAM:
		return transport == L7_TRANSPORT_UDP;
	}
	return true;
}

void l7_flow_init(struct l7_flow *f, const struct l7_image *img, u32 groups, enum l7_transport transport)
{
	u32 g;

	/* what follows is as long as @fed and @nwaits say */
	memset(f, 0, offsetof(struct l7_flow, head));
	for (g = 0; g < L7_MAX_GROUPS && g < l7_image_ngroups(img); g++)
		if (groups >> g & 1 && is_for(l7_image_group(img, g), transport))
			f->groups |= 1u << g;
	l7_walk_start(img, f->groups, f->state[0]);
	l7_walk_start(img, f->groups, f->state[1]);
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

/* does a segment stand behind another one in the order of held ones; of equal ones the first that came is first */
static bool is_behind(const struct l7_held *h, u8 dir, u32 seq)
{
	return h->dir != dir ? h->dir > dir : after(h->seq, seq);
}

int l7_flow_hold(struct l7_flow *f, enum l7_dir dir, u32 seq, u32 len)
{
	struct l7_held new = { .seq = seq, .len = len, .dir = dir };
	u32 i;

	if (f->nheld >= L7_FLOW_MAX_HELD)
		return -1;
	while (new.place < L7_FLOW_MAX_HELD - 1 && f->places >> new.place & 1)
		new.place++;
	for (i = L7_FLOW_MAX_HELD - 1; i > 0; i--) {
		if (i > f->nheld)
			continue;
		if (!is_behind(&f->held[i - 1], dir, seq))
			break;
		f->held[i] = f->held[i - 1];
	}
	f->held[i] = new;
	f->places |= 1 << new.place;
	f->nheld++;
	return new.place;
}

static void take_out(struct l7_flow *f, u32 at, struct l7_held *h)
{
	u32 i;

	*h = f->held[at];
	for (i = at + 1; i < L7_FLOW_MAX_HELD; i++)
		f->held[i - 1] = f->held[i];
	f->places &= ~(1 << h->place);
	f->nheld--;
}

bool l7_flow_release(struct l7_flow *f, struct l7_held *h, u32 *skip)
{
	u32 i;

	for (i = 0; i < L7_FLOW_MAX_HELD && i < f->nheld; i++) {
		const struct l7_held *next = &f->held[i];
		const enum l7_dir dir = l7_host_index(next->dir, 2);
		const enum l7_turn turn = l7_flow_turn(f, dir, next->seq, next->len, skip);

		if (turn == L7_TURN_AHEAD)
			continue;
		if (turn == L7_TURN_PAST)
			*skip = next->len;
		take_out(f, i, h);
		return true;
	}
	return false;
}

bool l7_flow_drop(struct l7_flow *f, struct l7_held *h)
{
	if (!f->nheld)
		return false;
	take_out(f, 0, h);
	return true;
}

/* where the state of a group that outlives a packet is kept; NULL: it begins anew with each packet */
static u16 *kept_state(struct l7_flow *f, const struct l7_image *img, u32 g, u8 dir)
{
	switch (l7_image_group(img, g)->scope) {
	case L7_SCOPE_MERGED:
		return &f->state[0][g];
	case L7_SCOPE_STREAM:
		return &f->state[dir][g];
	}
	return NULL;
}

void l7_flow_begin(struct l7_flow *f, const struct l7_image *img, struct l7_packet *pkt, enum l7_dir dir, u32 size)
{
	u32 g, word;

	if (!f->packets[0] && !f->packets[1])
		f->opener = dir;
	f->packets[dir]++;
	f->size[dir] += size;
	pkt->dir = dir;
	pkt->text = false;
	pkt->size = size;
	pkt->fed = 0;
	for (g = 0; g < L7_MAX_GROUPS && g < l7_image_ngroups(img); g++) {
		const u16 *kept = kept_state(f, img, g, dir);

		pkt->state[g] = kept ? *kept : f->groups >> g & 1 ? l7_image_group(img, g)->start : 0;
	}
	for (word = 0; word < L7_SET_WORDS && word < l7_image_words(img); word++)
		pkt->hits[word] = pkt->ended[word] = 0;
}

bool l7_flow_close(struct l7_flow *f, const struct l7_image *img, struct l7_packet *pkt, u64 *now)
{
	u32 g;

	memset(now, 0, L7_DEF_WORDS * sizeof(u64));
	if (!pkt->fed)
		return false;
	for (g = 0; g < L7_MAX_GROUPS && g < l7_image_ngroups(img); g++) {
		u16 *kept = kept_state(f, img, g, l7_host_index(pkt->dir, 2));

		if (kept)
			*kept = pkt->state[g];
	}
	return l7_judge(f, img, pkt, now);
}
