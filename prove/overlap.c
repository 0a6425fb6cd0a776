// SPDX-License-Identifier: GPL-2.0-only
#include "prove/overlap.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "prove/track.h"
#include "compiler/vector.h"

/* steps from a place with all bytes, for one pair of automata: some tenths of a second */
#define MAX_STEPS (1u << 18)
#define MAX_LISTS 3

struct list {
	const struct l7_image_condition *condition;
	uint32_t count;
};

/**
 * struct query - is there payload that @a matches, that @b matches too or (@without) doesn't, and all conditions hold
 * @b: (may be NULL)
 * @past: bytes that are needed for all fields
 * @most: bytes at most
 */
struct query {
	const struct l7_machine *a;
	const struct l7_machine *b;
	bool without;
	bool joined;
	struct list list[MAX_LISTS];
	uint32_t nlists;
	uint32_t past;
	uint32_t most;
	bool by_size;
};

/* a query at work; a trail is all places that were followed, layer after layer */
struct search {
	const struct query *q;
	struct l7_track track;
	struct l7_layer layer;
	struct l7_layer next;
	struct l7_layer seen;
	struct l7_spot *trail;
	size_t ntrail;
	size_t trail_room;
	size_t begin;		/* of the present layer in the trail */
	uint64_t steps;
	bool steady;		/* the present layer is like the one before */
	uint32_t last;		/* the greatest size that fits */
	uint32_t open;		/* from this size on all do, up to the greatest */
	bool fits[L7_OVERLAP_SIZES + 1];
	struct l7_overlap *out;
};

static void add_list(struct query *q, const struct l7_image_condition *condition, uint32_t count)
{
	uint32_t i;

	for (i = 0; i < count; i++) {
		if (condition[i].width && condition[i].offset + condition[i].width > (int64_t)q->past)
			q->past = condition[i].offset + condition[i].width;
		q->by_size |= l7_compare_uses_size(&condition[i]);
	}
	if (count)
		q->list[q->nlists++] = (struct list){ condition, count };
}

/* of the conditions that depend on the size, or of the others */
static bool may_hold(const struct query *q, uint32_t size, uint8_t flag)
{
	struct l7_compare c;
	uint32_t i, k;

	for (i = 0; i < q->nlists; i++)
		for (k = 0; k < q->list[i].count; k++) {
			const struct l7_image_condition *condition = &q->list[i].condition[k];

			if ((condition->flags & L7_CONDITION_SIZE) == flag &&
			    l7_compare_init(&c, condition, size) == L7_TRUTH_NEVER)
				return false;
		}
	return true;
}

static void survey_sizes(struct search *s)
{
	const uint32_t most = may_hold(s->q, 0, 0) ? s->q->most : 0;
	uint32_t size;

	for (size = s->q->past ? s->q->past : 1; size <= most; size++) {
		s->fits[size] = may_hold(s->q, size, L7_CONDITION_SIZE);
		if (s->fits[size])
			s->last = size;
	}
	s->open = s->last == L7_OVERLAP_SIZES ? s->last : s->last + 1;
	while (s->open > 1 && s->last == L7_OVERLAP_SIZES && s->fits[s->open - 1])
		s->open--;
}

/* the conditions; those that are compared with the size only if it is given. 0, -EDOM, -E2BIG */
static int set_conditions(struct search *s, uint32_t size)
{
	uint32_t i, k;
	int err = 0;

	l7_track_clear(&s->track);
	for (i = 0; !err && i < s->q->nlists; i++)
		for (k = 0; !err && k < s->q->list[i].count; k++) {
			const struct l7_image_condition *c = &s->q->list[i].condition[k];

			if (size || !l7_compare_uses_size(c))
				err = l7_track_conditions(&s->track, c, 1, size ? size : L7_OVERLAP_SIZES);
		}
	return err;
}

static bool is_match(const struct search *s, uint64_t key)
{
	const struct query *q = s->q;

	if (!l7_machine_matches(q->a, L7_TRACK_STATE(key, 0)))
		return false;
	return !q->b || l7_machine_matches(q->b, L7_TRACK_STATE(key, 1)) != q->without;
}

/* a match whatever follows */
static bool is_settled(const struct search *s, uint64_t key)
{
	const struct query *q = s->q;
	const uint32_t second = L7_TRACK_STATE(key, 1);

	if (!q->a->matched || L7_TRACK_STATE(key, 0) != q->a->matched)
		return false;
	return !q->b || (q->without ? !second : q->b->matched && second == q->b->matched);
}

static int keep_payload(struct search *s, size_t at, uint32_t length, uint32_t size)
{
	uint8_t *payload = malloc(size + 1);
	uint32_t i;

	if (!payload)
		return -ENOMEM;
	for (i = length; i < size; i++)
		payload[i] = 'x';
	for (i = length; i--; at = s->trail[at].from)
		payload[i] = s->trail[at].byte;
	*s->out = (struct l7_overlap){ L7_OVERLAP_FOUND, payload, size };
	return 0;
}

/* the first place of the present layer, @length bytes in, that makes a payload of @size bytes a match */
static int look(struct search *s, uint32_t length, uint32_t size)
{
	size_t i;

	for (i = 0; i < s->layer.count; i++) {
		const uint64_t key = s->layer.spot[i].key;

		if (length == size ? is_match(s, key) : is_settled(s, key))
			return keep_payload(s, s->begin + i, length, size);
	}
	return 0;
}

static int keep_trail(struct search *s, size_t before)
{
	size_t i;

	if (!l7_vector_reserve(&s->trail, &s->trail_room, s->ntrail + s->layer.count, sizeof(*s->trail)))
		return -ENOMEM;
	s->begin = s->ntrail;
	for (i = 0; i < s->layer.count; i++) {
		s->trail[s->ntrail] = s->layer.spot[i];
		s->trail[s->ntrail++].from += before;
	}
	return 0;
}

static int begin(struct search *s)
{
	s->ntrail = 0;
	s->steady = false;
	return l7_layer_begin(&s->layer, &s->track) || keep_trail(s, 0) ? -ENOMEM : 0;
}

/* where no place depends on how many bytes there were, only those go on that are new */
static int keep_new(struct search *s)
{
	size_t i;
	int new;

	l7_layer_empty(&s->layer);
	for (i = 0; i < s->next.count; i++) {
		new = l7_layer_add(&s->seen, &s->next.spot[i]);
		if (new > 0)
			new = l7_layer_add(&s->layer, &s->next.spot[i]);
		if (new < 0)
			return new;
	}
	return 0;
}

static int step(struct search *s, uint32_t at, bool fresh)
{
	const size_t before = s->begin;
	int err;

	s->steps += s->layer.count;
	err = l7_track_step(&s->track, at, &s->layer, &s->next);
	if (err)
		return err;
	if (fresh) {
		s->steady = false;
		err = keep_new(s);
	} else {
		const struct l7_layer was = s->layer;

		s->steady = at >= s->track.past && l7_layer_is_like(&was, &s->next);
		s->layer = s->next;
		s->next = was;
	}
	return err ? err : keep_trail(s, before);
}

/* the layers from here on are all the same, and nothing in them is a match */
static bool is_hopeless(const struct search *s)
{
	size_t i;

	for (i = 0; s->steady && i < s->layer.count; i++)
		if (is_match(s, s->layer.spot[i].key))
			return false;
	return s->steady;
}

static bool goes_on(const struct search *s)
{
	return s->layer.count && s->steps <= MAX_STEPS && !is_hopeless(s);
}

/* all sizes in one go: no field is compared with the size, or those that are are left out */
static int search_sizes(struct search *s)
{
	uint32_t size;
	int err = set_conditions(s, 0);

	if (err)
		return err;
	err = begin(s);
	for (size = 1; !err && size <= s->last && goes_on(s); size++) {
		err = step(s, size - 1, size > s->q->past && size >= s->open);
		if (!err && s->fits[size])
			err = look(s, size, size);
		if (s->out->answer == L7_OVERLAP_FOUND)
			return err;
	}
	return err;
}

static int search_size(struct search *s, uint32_t size)
{
	uint32_t at;
	int err = set_conditions(s, size);

	if (err)
		return err == -EDOM ? 0 : err;
	err = begin(s);
	for (at = 1; !err && at <= size && goes_on(s); at++) {
		err = step(s, at - 1, false);
		if (!err && at >= s->q->past)
			err = look(s, at, size);
		if (s->out->answer == L7_OVERLAP_FOUND)
			return err;
	}
	return err;
}

static void init(struct search *s, const struct query *q, struct l7_overlap *out)
{
	s->q = q;
	s->out = out;
	*out = (struct l7_overlap){ .answer = L7_OVERLAP_NONE };
	l7_track_init(&s->track, &q->a->dfa, q->b ? &q->b->dfa : NULL, NULL);
	if (q->b && q->without)
		s->track.spared[1] = true;
	if (q->b && q->joined) {
		s->track.matched[0] = q->a->matched;
		s->track.matched[1] = q->b->matched;
		s->track.loops[0] = q->a->loops;
		s->track.loops[1] = q->b->loops;
	}
	survey_sizes(s);
}

static void fini(struct search *s)
{
	l7_track_fini(&s->track);
	l7_layer_fini(&s->layer);
	l7_layer_fini(&s->next);
	l7_layer_fini(&s->seen);
	free(s->trail);
	free(s);
}

static bool share_first_byte(const struct l7_machine *a, const struct l7_machine *b)
{
	unsigned int i;

	for (i = 0; i < 4; i++)
		if (a->first.word[i] & b->first.word[i])
			return true;
	return false;
}

/* first as if no field were compared with the size: often enough that is an answer */
static int ask(const struct query *q, struct l7_overlap *out)
{
	struct search *s;
	uint32_t size;
	int err;

	*out = (struct l7_overlap){ .answer = L7_OVERLAP_NONE };
	if (!q->a->dfa.start || (q->b && !q->without && !share_first_byte(q->a, q->b)))
		return 0;
	s = calloc(1, sizeof(*s));
	if (!s)
		return -ENOMEM;
	init(s, q, out);
	err = search_sizes(s);
	if (!err && q->by_size && out->answer == L7_OVERLAP_FOUND) {
		l7_overlap_fini(out);
		for (size = 1; !err && size <= s->last && out->answer != L7_OVERLAP_FOUND; size++)
			if (s->fits[size])
				err = search_size(s, size);
	}
	if ((err == -E2BIG || s->steps > MAX_STEPS) && out->answer != L7_OVERLAP_FOUND) {
		out->answer = L7_OVERLAP_UNDECIDED;
		err = 0;
	}
	fini(s);
	return err == -EDOM ? 0 : err;
}

static struct query query_of(const struct l7_machine *a, const struct l7_machine *b)
{
	return (struct query){ .a = a, .b = b, .most = L7_OVERLAP_SIZES };
}

/* keep the shorter of two answers in @best */
static void improve(struct l7_overlap *best, struct l7_overlap *found)
{
	if (found->answer == L7_OVERLAP_FOUND &&
	    (best->answer != L7_OVERLAP_FOUND || found->size < best->size)) {
		l7_overlap_fini(best);
		*best = *found;
		return;
	}
	if (found->answer == L7_OVERLAP_UNDECIDED && best->answer == L7_OVERLAP_NONE)
		best->answer = L7_OVERLAP_UNDECIDED;
	free(found->payload);
}

static bool are_opposite(uint8_t a, uint8_t b)
{
	return (a == L7_WHO_CLIENT && b == L7_WHO_SERVER) || (a == L7_WHO_OPENER && b == L7_WHO_ANSWERER);
}

int l7_overlap_find(const struct l7_matcher *a, const struct l7_matcher *b, bool joined, struct l7_overlap *out)
{
	uint32_t i, k;
	int err = 0;

	*out = (struct l7_overlap){ .answer = L7_OVERLAP_NONE };
	if (a->pattern->scope != b->pattern->scope || are_opposite(a->pattern->who, b->pattern->who) ||
	    are_opposite(b->pattern->who, a->pattern->who))
		return 0;
	for (i = 0; !err && i < a->nmachines; i++)
		for (k = 0; !err && k < b->nmachines; k++) {
			const bool same = &a->machine[i] == &b->machine[k];
			struct query q = query_of(&a->machine[i], same ? NULL : &b->machine[k]);
			struct l7_overlap found;

			q.joined = joined;
			add_list(&q, a->condition, a->pattern->nconditions);
			if (a != b)
				add_list(&q, b->condition, b->pattern->nconditions);
			err = ask(&q, &found);
			if (!err)
				improve(out, &found);
		}
	return err;
}

/* a pattern's conditions and one of our own; what is left to say goes into @out */
static int ask_against(const struct l7_matcher *inner, struct query *q, struct l7_overlap *out)
{
	add_list(q, inner->condition, inner->pattern->nconditions);
	return ask(q, out);
}

static bool has_condition(const struct l7_matcher *m, const struct l7_image_condition *c)
{
	uint32_t i;

	for (i = 0; i < m->pattern->nconditions; i++)
		if (!memcmp(&m->condition[i], c, sizeof(*c)))
			return true;
	return false;
}

/* payload of @inner for which a condition doesn't hold, or its field isn't there */
static int escape_condition(const struct l7_machine *inner, const struct l7_matcher *m,
			    const struct l7_image_condition *c, struct l7_overlap *out)
{
	const struct l7_image_condition opposite = l7_compare_opposite(c);
	struct query q = query_of(inner, NULL);
	int err;

	add_list(&q, &opposite, 1);
	err = ask_against(m, &q, out);
	if (err || out->answer != L7_OVERLAP_NONE || !c->width)
		return err;
	q = query_of(inner, NULL);
	q.most = c->offset + c->width - 1;
	return ask_against(m, &q, out);
}

/* payload of @inner that @outer doesn't match */
static int escape(const struct l7_matcher *outer, const struct l7_matcher *m, const struct l7_machine *inner,
		  struct l7_overlap *out)
{
	struct query q = query_of(inner, &outer->machine[0]);
	uint32_t i;
	int err;

	q.without = true;
	err = ask_against(m, &q, out);
	for (i = 0; !err && out->answer == L7_OVERLAP_NONE && i < outer->pattern->nconditions; i++)
		if (!has_condition(m, &outer->condition[i]))
			err = escape_condition(inner, m, &outer->condition[i], out);
	return err;
}

static bool can_cover(const struct l7_image_pattern *outer, const struct l7_image_pattern *inner)
{
	return outer->scope == inner->scope && outer->packets == 1 && outer->parts == 1 &&
	       (outer->who == L7_WHO_EITHER || outer->who == inner->who) &&
	       (!(outer->flags & L7_PATTERN_FIRST) || inner->flags & L7_PATTERN_FIRST);
}

int l7_overlap_covers(const struct l7_matcher *outer, const struct l7_matcher *inner, struct l7_overlap *out)
{
	struct l7_overlap found = { .answer = L7_OVERLAP_NONE };
	uint32_t i;
	int err = 0;

	*out = found;
	if (!can_cover(outer->pattern, inner->pattern) || !outer->nmachines)
		return 0;
	if (outer->nmachines > 1) {
		out->answer = L7_OVERLAP_UNDECIDED;
		return 0;
	}
	for (i = 0; !err && i < inner->nmachines && found.answer == L7_OVERLAP_NONE; i++)
		err = escape(outer, inner, &inner->machine[i], &found);
	*out = found;
	out->answer = found.answer == L7_OVERLAP_UNDECIDED ? L7_OVERLAP_UNDECIDED :
		      found.answer == L7_OVERLAP_NONE ? L7_OVERLAP_FOUND : L7_OVERLAP_NONE;
	return err;
}

int l7_overlap_covers_machine(const struct l7_machine *outer, const struct l7_machine *inner, struct l7_overlap *out)
{
	struct query q = query_of(inner, outer);
	int err;

	q.without = true;
	err = ask(&q, out);
	if (!err && out->answer != L7_OVERLAP_UNDECIDED)
		out->answer = out->answer == L7_OVERLAP_NONE ? L7_OVERLAP_FOUND : L7_OVERLAP_NONE;
	return err;
}

void l7_overlap_fini(struct l7_overlap *overlap)
{
	free(overlap->payload);
	*overlap = (struct l7_overlap){ .answer = L7_OVERLAP_NONE };
}
