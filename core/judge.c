// SPDX-License-Identifier: GPL-2.0-only
#include "core/judge.h"

/* the bytes and the size that a pattern's conditions are about */
struct subject {
	const u8 *head;
	u32 have;	/* bytes of @head */
	u32 size;
};

enum answer {
	NEVER,
	NOT_YET,
	YES,
};

static bool has_bit(const u64 *bits, u32 i)
{
	return bits[i / 64] >> i % 64 & 1;
}

static void set_bit_of(u64 *bits, u32 i)
{
	bits[i / 64] |= 1ull << i % 64;
}

static struct subject subject_of(const struct l7_flow *f, const struct l7_packet *pkt,
				 const struct l7_image_pattern *p)
{
	if (p->scope == L7_SCOPE_STREAM)
		return (struct subject){ f->head[pkt->dir], f->fed[pkt->dir], f->size[pkt->dir] };
	return (struct subject){ pkt->head, pkt->fed < L7_PACKET_HEAD_BYTES ? pkt->fed : L7_PACKET_HEAD_BYTES,
				 pkt->size };
}

/* a field of @width bytes, big-endian unless @little; false: it is not all there */
static bool read_field(const struct subject *s, u32 offset, u32 width, bool little, u32 *value)
{
	u32 i;

	if (offset + width > s->have)
		return false;
	*value = 0;
	for (i = 0; i < width; i++)
		*value |= (u32)s->head[offset + i] << 8 * (little ? i : width - 1 - i);
	return true;
}

/* does it hold; if not, may it once a stream has grown: its fields stay what they are, its size becomes greater */
static enum answer holds(const struct l7_image_condition *c, const struct subject *s)
{
	s64 left, right = c->value;
	u32 field;

	if (!read_field(s, c->offset, c->width, c->flags & L7_CONDITION_LITTLE, &field))
		return NOT_YET;
	left = (s64)(field & c->mask) * c->factor;
	if (!(c->flags & L7_CONDITION_SIZE))
		return l7_image_compare(c->op, left, right) ? YES : NEVER;
	right += s->size;
	if (l7_image_compare(c->op, left, right))
		return YES;
	return c->op == L7_OP_GT || c->op == L7_OP_GE || (c->op == L7_OP_EQ && left < right) ? NEVER : NOT_YET;
}

static enum answer all_hold(const struct l7_image *img, const struct l7_image_pattern *p, const struct subject *s)
{
	enum answer all = YES;
	u32 i;

	for (i = 0; i < p->nconditions; i++) {
		const enum answer one = holds(&img->conditions[p->condition + i], s);

		if (one == NEVER)
			return NEVER;
		if (one == NOT_YET)
			all = NOT_YET;
	}
	return all;
}

static bool is_from(const struct l7_flow *f, u8 dir, u8 who)
{
	switch (who) {
	case L7_WHO_CLIENT: return dir == L7_DIR_ORIGINAL;
	case L7_WHO_SERVER: return dir == L7_DIR_REPLY;
	case L7_WHO_OPENER: return dir == f->opener;
	case L7_WHO_ANSWERER: return dir != f->opener;
	}
	return true;
}

static struct l7_wait *find_wait(struct l7_flow *f, u32 pattern, u8 dir)
{
	u32 i;

	for (i = 0; i < f->nwaits; i++)
		if (f->wait[i].pattern == pattern && f->wait[i].dir == dir)
			return &f->wait[i];
	return NULL;
}

/* NULL: as many wait as may */
static struct l7_wait *add_wait(struct l7_flow *f, u32 pattern, u8 dir)
{
	struct l7_wait *w;

	if (f->nwaits == L7_FLOW_MAX_WAITS)
		return NULL;
	w = &f->wait[f->nwaits++];
	*w = (struct l7_wait){ .pattern = pattern, .dir = dir };
	return w;
}

/* one more packet that the pattern holds in: is it the last one that it wants */
static bool count_packet(struct l7_flow *f, const struct l7_image_pattern *p, u32 index, u8 dir,
			 const struct subject *s)
{
	struct l7_wait *w;
	u32 value;

	if (!read_field(s, p->same_offset, p->same_width, false, &value))
		return false;
	w = find_wait(f, index, dir);
	if (!w)
		w = add_wait(f, index, dir);
	if (!w)
		return false;
	w->count = w->value == value ? w->count + 1 : 1;
	w->value = value;
	return w->count >= p->packets;
}

/* the expression of a pattern that isn't MERGED has matched in this packet: is the pattern found */
static bool is_found(struct l7_flow *f, const struct l7_image *img, const struct l7_packet *pkt, u32 index)
{
	const struct l7_image_pattern *p = &img->patterns[index];
	const struct subject s = subject_of(f, pkt, p);

	if (!is_from(f, pkt->dir, p->who) || (p->flags & L7_PATTERN_FIRST && f->packets[pkt->dir] != 1))
		return false;
	switch (all_hold(img, p, &s)) {
	case NEVER:
		break;
	case NOT_YET:
		if (p->scope == L7_SCOPE_STREAM && !find_wait(f, index, pkt->dir))
			add_wait(f, index, pkt->dir);
		break;
	case YES:
		return p->packets == 1 || count_packet(f, p, index, pkt->dir, &s);
	}
	return false;
}

/*
 * Conditions of streams may hold at a later packet than their expression's. Patterns that can't be found any more make
 * room, and so do those that were.
 */
static void look_again(struct l7_flow *f, const struct l7_image *img, const struct l7_packet *pkt)
{
	u32 i, kept = 0;

	for (i = 0; i < f->nwaits; i++) {
		const struct l7_wait *w = &f->wait[i];
		const struct l7_image_pattern *p = &img->patterns[w->pattern];
		const struct subject s = subject_of(f, pkt, p);
		enum answer answer = has_bit(f->done, w->pattern) ? NEVER : NOT_YET;

		if (answer == NOT_YET && p->scope == L7_SCOPE_STREAM && w->dir == pkt->dir)
			answer = all_hold(img, p, &s);
		if (answer == YES)
			set_bit_of(f->done, w->pattern);
		if (answer == NOT_YET)
			f->wait[kept++] = *w;
	}
	f->nwaits = kept;
}

/* expressions that matched, to patterns found; those that match at this end only stay in @ended */
static void find_patterns(struct l7_flow *f, const struct l7_image *img, const struct l7_packet *pkt, u64 *ended)
{
	u32 word;

	for (word = 0; word < img->head->words; word++) {
		u64 left = (pkt->hits[word] | ended[word]) & ~f->done[word];

		for (; left; left &= left - 1) {
			const u32 index = word * 64 + l7_host_ffs64(left);
			const u64 bit = left & -left;

			if (img->patterns[index].scope == L7_SCOPE_MERGED) {
				f->done[word] |= pkt->hits[word] & bit;
				continue;
			}
			ended[word] &= ~bit;
			if (is_found(f, img, pkt, index))
				f->done[word] |= bit;
		}
	}
}

static bool has_all_parts(const struct l7_flow *f, const struct l7_image_pattern *p)
{
	u32 i;

	for (i = 0; i < p->parts; i++)
		if (!has_bit(f->done, p->first + i))
			return false;
	return true;
}

bool l7_judge(struct l7_flow *f, const struct l7_image *img, const struct l7_packet *pkt, u64 *now)
{
	u64 ended[L7_SET_WORDS] = { 0 };
	bool any = false;
	u32 word;

	l7_walk_end(img, pkt->state, ended);
	look_again(f, img, pkt);
	find_patterns(f, img, pkt, ended);
	for (word = 0; word < img->head->words; word++) {
		u64 left = f->done[word] | ended[word];

		for (; left; left &= left - 1) {
			const u32 index = word * 64 + l7_host_ffs64(left);
			const struct l7_image_pattern *p = &img->patterns[index];

			/* a packet that adds nothing to the classic sequence matches nothing there */
			if (p->scope == L7_SCOPE_MERGED ? !pkt->text : !has_all_parts(f, p))
				continue;
			set_bit_of(now, p->def);
			any = true;
		}
	}
	return any;
}
