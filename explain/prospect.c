// SPDX-License-Identifier: GPL-2.0-only
/*
 * prospect.c - what each pattern of an image is still waiting for in a connection
 */

#include "explain/prospect.h"

#include <errno.h>
#include <stdlib.h>

#define BOTH (1 << L7_DIR_ORIGINAL | 1 << L7_DIR_REPLY)

/* what is known of one group and one direction while its patterns are gone through */
struct view {
	struct l7_prospects *all;
	const struct l7_flow *f;
	const struct l7_future *future;	/* from the state that the next byte meets */
	const struct l7_future *fresh;	/* from the beginning */
	const uint64_t *hits;	/* patterns whose expression has matched in the first bytes of the direction's stream */
	enum l7_dir dir;
	uint8_t dirs;		/* as struct l7_prospect has it */
};

static bool has_bit(const uint64_t *bits, uint32_t i)
{
	return bits[i / 64] >> i % 64 & 1;
}

static bool is_from(const struct l7_flow *f, enum l7_dir dir, uint8_t who)
{
	const bool begun = l7_flow_packets(f);

	switch ((enum l7_who)who) {
	case L7_WHO_EITHER: return true;
	case L7_WHO_CLIENT: return dir == L7_DIR_ORIGINAL;
	case L7_WHO_SERVER: return dir == L7_DIR_REPLY;
	case L7_WHO_OPENER: return !begun || dir == f->opener;
	case L7_WHO_ANSWERER: return !begun || dir != f->opener;
	}
	return false;
}

static bool is_better(const struct l7_prospect *a, const struct l7_prospect *b)
{
	if (a->state != b->state)
		return a->state < b->state;
	return a->state == L7_PROSPECT_OPEN && (a->gained > b->gained ||
						(a->gained == b->gained && a->missing < b->missing));
}

/* of a stream: a condition that can't hold any more, else one that does not yet; 0: none, -1: never, 1: not yet */
static int measure_stream(const struct view *v, const struct l7_image_pattern *p, struct l7_measure *missed)
{
	const struct l7_subject s = { v->f->head[v->dir], v->f->fed[v->dir], v->f->size[v->dir] };
	int answer = 0;
	uint32_t i;

	for (i = 0; i < p->nconditions; i++) {
		struct l7_measure m;

		l7_measure_take(&m, &v->all->img->conditions[p->condition + i], &s);
		if (m.never) {
			*missed = m;
			return -1;
		}
		if (!m.holds && !answer) {
			*missed = m;
			answer = 1;
		}
	}
	return answer;
}

static const struct l7_wait *find_wait(const struct l7_flow *f, uint32_t pattern, enum l7_dir dir)
{
	uint32_t i;

	for (i = 0; i < f->nwaits; i++)
		if (f->wait[i].pattern == pattern && f->wait[i].dir == dir)
			return &f->wait[i];
	return NULL;
}

/* what the expression is missing */
static void look_ahead(const struct view *v, uint32_t index, struct l7_prospect *to)
{
	const uint32_t missing = l7_future_distance(v->future, index), whole = l7_future_distance(v->fresh, index);

	to->state = missing == L7_FUTURE_NEVER ? L7_PROSPECT_DEAD : L7_PROSPECT_OPEN;
	to->missing = missing;
	to->gained = whole != L7_FUTURE_NEVER && whole > missing ? whole - missing : 0;
}

static struct l7_prospect judge(const struct view *v, uint32_t index)
{
	const struct l7_image_pattern *p = &v->all->img->patterns[index];
	const struct l7_wait *wait = find_wait(v->f, index, v->dir);
	struct l7_prospect to = { .dir = v->dirs };
	int missed = 0;

	look_ahead(v, index, &to);
	if (p->scope == L7_SCOPE_STREAM && v->f->size[v->dir])
		missed = measure_stream(v, p, &to.measure);
	if (wait && wait->count) {
		to.state = L7_PROSPECT_PACKETS;
		to.packets = wait->count;
	} else if (missed < 0 && (to.state == L7_PROSPECT_OPEN || has_bit(v->hits, index))) {
		to.state = L7_PROSPECT_REFUTED;
	} else if (wait) {
		to.state = L7_PROSPECT_CONDITION;
	} else if (p->flags & L7_PATTERN_FIRST && v->f->packets[v->dir]) {
		to.state = L7_PROSPECT_PASSED;
	}
	return to;
}

/* bytes that a condition asks for and that have not come yet; @past: of the stream so far */
static int add_field(struct l7_witness *w, const struct l7_image_condition *c, uint32_t past)
{
	uint8_t byte, mask;
	uint32_t i;
	int err = 0;

	for (i = 0; !err && i < c->width; i++)
		if (c->offset + i >= past && l7_measure_byte(c, i, &byte, &mask))
			err = l7_witness_set(w, c->offset + i - past, byte, mask);
	return err;
}

/* whether the expression still matches in it */
static bool is_witness(const struct view *v, uint32_t index, const struct l7_witness *w)
{
	uint16_t state[L7_MAX_GROUPS] = { 0 };
	uint64_t hits[L7_SET_WORDS] = { 0 };

	state[v->future->group] = v->future->start;
	l7_walk(v->all->img, state, w->byte, w->length, hits);
	l7_walk_end(v->all->img, state, hits);
	return has_bit(hits, index);
}

static int add_fields(const struct view *v, const struct l7_image_pattern *p, struct l7_witness *w)
{
	const uint32_t past = p->scope == L7_SCOPE_STREAM ? v->f->size[v->dir] : 0;
	uint32_t i;
	int err = 0;

	for (i = 0; !err && i < p->nconditions; i++)
		err = add_field(w, &v->all->img->conditions[p->condition + i], past);
	return err;
}

/*
 * An example: what the expression lacks, and fields that must have a certain value, which the compiler has made of the
 * expression's later bytes. Where both don't go together in this example, the expression's bytes have to do.
 */
static int make_witness(const struct view *v, uint32_t index, struct l7_prospect *one)
{
	const struct l7_image_pattern *p = &v->all->img->patterns[index];
	int err = 0;

	if (one->state == L7_PROSPECT_OPEN)
		err = l7_future_witness(v->future, index, &one->witness);
	else if (one->state != L7_PROSPECT_CONDITION)
		return 0;
	if (!err && p->nconditions)
		err = add_fields(v, p, &one->witness);
	if (!err && one->state == L7_PROSPECT_OPEN && !is_witness(v, index, &one->witness)) {
		l7_witness_fini(&one->witness);
		err = l7_future_witness(v->future, index, &one->witness);
	}
	one->missing = one->witness.length;
	if (err)
		l7_witness_fini(&one->witness);
	return err;
}

static int keep(const struct view *v, uint32_t index, struct l7_prospect *one)
{
	struct l7_prospect *best = &v->all->of[index];
	int err;

	if (!is_better(one, best))
		return 0;
	err = make_witness(v, index, one);
	if (err)
		return err;
	l7_witness_fini(&best->witness);
	*best = *one;
	return 0;
}

/* all patterns that live in the group */
static int go_through(const struct view *v)
{
	const struct l7_image *img = v->all->img;
	uint32_t i;
	int err = 0;

	for (i = 0; !err && i < img->head->npatterns; i++) {
		const struct l7_image_pattern *p = &img->patterns[i];
		struct l7_prospect one;

		if (l7_future_distance(v->fresh, i) == L7_FUTURE_NEVER || !is_from(v->f, v->dir, p->who))
			continue;
		one = judge(v, i);
		err = keep(v, i, &one);
	}
	return err;
}

/* the state that the next byte meets: packets and datagrams begin anew */
static uint16_t next_state(const struct l7_image *img, const struct l7_flow *f, uint32_t g, enum l7_dir dir)
{
	switch (img->groups[g].scope) {
	case L7_SCOPE_MERGED: return f->state[0][g];
	case L7_SCOPE_STREAM: return f->state[dir][g];
	}
	return img->groups[g].start;
}

/* what has matched in the bytes that the flow has kept of a direction */
static void walk_head(const struct l7_image *img, const struct l7_flow *f, enum l7_dir dir, uint64_t *hits)
{
	uint16_t state[L7_MAX_GROUPS];
	uint32_t streams = 0, g;

	for (g = 0; g < img->head->ngroups; g++)
		if (img->groups[g].scope == L7_SCOPE_STREAM)
			streams |= 1u << g;
	l7_walk_start(img, f->groups & streams, state);
	l7_walk(img, state, f->head[dir], f->fed[dir], hits);
}

static int go_through_group(struct l7_prospects *all, const struct l7_flow *f, uint32_t g,
			    uint64_t (*hits)[L7_SET_WORDS])
{
	const bool merged = all->img->groups[g].scope == L7_SCOPE_MERGED;
	struct l7_future fresh, future;
	int err = l7_future_find(&fresh, all->img, g, all->img->groups[g].start), dir;

	for (dir = L7_DIR_ORIGINAL; !err && dir <= (merged ? L7_DIR_ORIGINAL : L7_DIR_REPLY); dir++) {
		const struct view v = { all, f, &future, &fresh, hits[dir], dir, merged ? BOTH : 1 << dir };

		err = l7_future_find(&future, all->img, g, next_state(all->img, f, g, dir));
		if (!err)
			err = go_through(&v);
		l7_future_fini(&future);
	}
	l7_future_fini(&fresh);
	return err;
}

int l7_prospects_find(struct l7_prospects *all, const struct l7_image *img, const struct l7_flow *f)
{
	uint64_t hits[2][L7_SET_WORDS] = { 0 };
	uint32_t i;
	int err = 0;

	*all = (struct l7_prospects){ .img = img, .of = calloc(img->head->npatterns, sizeof(*all->of)) };
	if (!all->of)
		return -ENOMEM;
	for (i = 0; i < img->head->npatterns; i++)
		all->of[i].state = has_bit(f->done, i) ? L7_PROSPECT_FOUND : L7_PROSPECT_ABSENT;
	walk_head(img, f, L7_DIR_ORIGINAL, hits[L7_DIR_ORIGINAL]);
	walk_head(img, f, L7_DIR_REPLY, hits[L7_DIR_REPLY]);
	for (i = 0; !err && i < img->head->ngroups; i++)
		if (f->groups >> i & 1)
			err = go_through_group(all, f, i, hits);
	if (err)
		l7_prospects_fini(all);
	return err;
}

void l7_prospects_fini(struct l7_prospects *all)
{
	uint32_t i;

	for (i = 0; all->of && i < all->img->head->npatterns; i++)
		l7_witness_fini(&all->of[i].witness);
	free(all->of);
	*all = (struct l7_prospects){ 0 };
}

bool l7_prospects_is_alive(const struct l7_prospects *all, uint32_t pattern)
{
	const struct l7_image_pattern *p = &all->img->patterns[pattern];
	uint32_t i;

	for (i = 0; i < p->parts; i++)
		if (all->of[p->first + i].state > L7_PROSPECT_OPEN)
			return false;
	return true;
}
