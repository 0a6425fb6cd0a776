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

static bool is_done(const struct l7_flow *f, u32 pattern)
{
	return f->done[l7_host_index(pattern / 64, L7_SET_WORDS)] >> pattern % 64 & 1;
}

static void set_done(struct l7_flow *f, u32 pattern)
{
	f->done[l7_host_index(pattern / 64, L7_SET_WORDS)] |= 1ull << pattern % 64;
}

#define NONE (~0u)

/* move *@at on to the first bit from there on that is set in @bits, [words], or to NONE */
static void seek_bit(const u64 *bits, u32 words, u32 *at)
{
	const u32 from = *at;
	u32 word = from / 64;
	u64 left = 0;

	if (word < L7_SET_WORDS)
		left = bits[l7_host_index(word, L7_SET_WORDS)] >> from % 64 << from % 64;
	while (!left && ++word < L7_SET_WORDS && word < words)
		left = bits[l7_host_index(word, L7_SET_WORDS)];
	*at = left ? word * 64 + l7_host_ffs64(left) : NONE;
}

static struct subject subject_of(const struct l7_flow *f, const struct l7_packet *pkt,
				 const struct l7_image_pattern *p)
{
	const u32 dir = l7_host_index(pkt->dir, 2);

	if (p->scope == L7_SCOPE_STREAM)
		return (struct subject){ f->head[dir], f->fed[dir], f->size[dir] };
	return (struct subject){ pkt->head, pkt->fed < L7_PACKET_HEAD_BYTES ? pkt->fed : L7_PACKET_HEAD_BYTES,
				 pkt->size };
}

/* a field of @width bytes, big-endian unless @little; false: it is not all there */
static L7_APART bool read_field(const struct subject *s, u32 offset, u32 width, bool little, u32 *value)
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

struct conjunction {
	const struct l7_image *img;
	const struct subject *subject;
	u32 first;
	enum answer all;
};

static long one_more_holds(u32 i, void *ctx)
{
	struct conjunction *c = ctx;
	const enum answer one = holds(l7_image_condition(c->img, c->first + i), c->subject);

	if (one != YES)
		c->all = one;
	return one == NEVER;
}

static L7_APART enum answer all_hold(const struct l7_image *img, const struct l7_image_pattern *p, const struct subject *s)
{
	struct conjunction c = { img, s, p->condition, YES };

	l7_host_loop(p->nconditions, one_more_holds, &c);
	return c.all;
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

struct wait_search {
	const struct l7_flow *f;
	u32 pattern;
	u8 dir;
	u32 found;
};

static long is_wait_of(u32 i, void *ctx)
{
	struct wait_search *s = ctx;
	const struct l7_wait *w = &s->f->wait[l7_host_index(i, L7_FLOW_MAX_WAITS)];

	if (w->pattern != s->pattern || w->dir != s->dir)
		return 0;
	s->found = i;
	return 1;
}

static struct l7_wait *find_wait(struct l7_flow *f, u32 pattern, u8 dir)
{
	struct wait_search s = { f, pattern, dir, NONE };

	l7_host_loop(f->nwaits, is_wait_of, &s);
	return s.found == NONE ? NULL : &f->wait[l7_host_index(s.found, L7_FLOW_MAX_WAITS)];
}

/* NULL: as many wait as may */
static struct l7_wait *add_wait(struct l7_flow *f, u32 pattern, u8 dir)
{
	struct l7_wait *w;

	if (f->nwaits >= L7_FLOW_MAX_WAITS)
		return NULL;
	w = &f->wait[l7_host_index(f->nwaits++, L7_FLOW_MAX_WAITS)];
	*w = (struct l7_wait){ .pattern = pattern, .dir = dir };
	return w;
}

/* one more packet that the pattern holds in: is it the last one that it wants */
static L7_APART bool count_packet(struct l7_flow *f, const struct l7_image_pattern *p, u32 index, u8 dir,
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
static L7_APART bool is_found(struct l7_flow *f, const struct l7_image *img, const struct l7_packet *pkt, u32 index)
{
	const struct l7_image_pattern *p = l7_image_pattern(img, index);
	const struct subject s = subject_of(f, pkt, p);

	if (!is_from(f, pkt->dir, p->who) || (p->flags & L7_PATTERN_FIRST && f->packets[l7_host_index(pkt->dir, 2)] != 1))
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

/** struct judgement - what the steps of l7_judge() share */
struct judgement {
	struct l7_flow *f;
	const struct l7_image *img;
	struct l7_packet *pkt;
	u64 *now;
	bool any;
};

/* the next bit of @bits, from the one after the last on; NONE */
static u32 next_bit(struct judgement *j, const u64 *bits)
{
	u32 index;

	seek_bit(bits, l7_image_words(j->img), &j->pkt->at);
	index = l7_host_forget(j->pkt->at);
	j->pkt->at++;
	return index;
}

static long look_again_at(u32 i, void *ctx)
{
	struct judgement *j = ctx;
	const struct l7_wait w = j->f->wait[l7_host_index(i, L7_FLOW_MAX_WAITS)];
	const struct l7_image_pattern *p = l7_image_pattern(j->img, w.pattern);
	enum answer answer = is_done(j->f, w.pattern) ? NEVER : NOT_YET;

	if (answer == NOT_YET && p->scope == L7_SCOPE_STREAM && w.dir == j->pkt->dir) {
		const struct subject s = subject_of(j->f, j->pkt, p);

		answer = all_hold(j->img, p, &s);
	}
	if (answer == YES)
		set_done(j->f, w.pattern);
	if (answer == NOT_YET)
		j->f->wait[l7_host_index(j->f->nwaits++, L7_FLOW_MAX_WAITS)] = w;
	return 0;
}

/*
 * Conditions of streams may hold at a later packet than their expression's. Patterns that can't be found any more make
 * room, and so do those that were.
 */
static void look_again(struct judgement *j)
{
	const u32 n = j->f->nwaits;

	j->f->nwaits = 0;
	l7_host_loop(n, look_again_at, j);
}

/* @hits becomes all that matched and is not found yet, @ended what of it matches at this end only */
static void split(struct l7_packet *pkt, u32 word, u64 done)
{
	pkt->ended[word] &= ~pkt->hits[word];
	pkt->hits[word] = (pkt->hits[word] | pkt->ended[word]) & ~done;
}

/* the next expression that matched: is its pattern found; what the classic matches at this end only stays in @ended */
static long find_next(u32 i, void *ctx)
{
	struct judgement *j = ctx;
	const u32 index = next_bit(j, j->pkt->hits);
	const u32 word = l7_host_index(index / 64, L7_SET_WORDS);
	const u64 bit = 1ull << index % 64;

	if (index == NONE)
		return 1;
	if (l7_image_pattern(j->img, index)->scope == L7_SCOPE_MERGED) {
		j->f->done[word] |= bit & ~j->pkt->ended[word];
		return 0;
	}
	j->pkt->ended[word] &= ~bit;
	if (is_found(j->f, j->img, j->pkt, index))
		j->f->done[word] |= bit;
	return 0;
}

static bool has_all_parts(const struct l7_flow *f, const struct l7_image_pattern *p)
{
	u32 i;

	for (i = 0; i < L7_MAX_PARTS && i < p->parts; i++)
		if (!is_done(f, p->first + i))
			return false;
	return true;
}

/* the next pattern that is found, or matches at this end: does its definition match */
static long judge_next(u32 i, void *ctx)
{
	struct judgement *j = ctx;
	const u32 index = next_bit(j, j->pkt->ended);
	const struct l7_image_pattern *p;

	if (index == NONE)
		return 1;
	p = l7_image_pattern(j->img, index);
	/* a packet that adds nothing to the classic sequence matches nothing there */
	if (p->scope == L7_SCOPE_MERGED ? !j->pkt->text : !has_all_parts(j->f, p))
		return 0;
	j->now[l7_host_index(p->def / 64, L7_DEF_WORDS)] |= 1ull << p->def % 64;
	j->any = true;
	return 0;
}

bool l7_judge(struct l7_flow *f, const struct l7_image *img, struct l7_packet *pkt, u64 *now)
{
	struct judgement j = { .f = f, .img = img, .pkt = pkt, .now = now };
	u32 word;

	l7_walk_end(img, pkt->state, pkt->ended);
	look_again(&j);
	for (word = 0; word < L7_SET_WORDS && word < l7_image_words(img); word++)
		split(pkt, word, f->done[word]);
	pkt->at = 0;
	l7_host_loop(L7_MAX_PATTERNS + 1, find_next, &j);
	for (word = 0; word < L7_SET_WORDS && word < l7_image_words(img); word++)
		pkt->ended[word] |= f->done[word];
	pkt->at = 0;
	l7_host_loop(L7_MAX_PATTERNS + 1, judge_next, &j);
	return j.any;
}
