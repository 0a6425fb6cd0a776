// SPDX-License-Identifier: GPL-2.0-only
/*
 * trial.c - a pattern tried on a conversation, step by step
 */

#include "cli/trial.h"

#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>

/* what conditions are about: the first bytes, and the size, of a packet or of a stream so far */
struct subject {
	uint8_t head[L7_PACKET_HEAD_BYTES];
	size_t have;
	size_t most;	/* of @have */
	int64_t size;
};

struct runner {
	struct l7_trial *trial;
	struct l7_trace *trace;
	const struct l7_conversation *c;
};

static void grow(struct subject *s, const struct l7_said *said)
{
	const size_t room = s->most - s->have, n = said->len < room ? said->len : room;

	memcpy(s->head + s->have, said->bytes, n);
	s->have += n;
	s->size += said->size;
}

static struct l7_subject view(const struct subject *s)
{
	return (struct l7_subject){ s->head, s->have, s->size };
}

/* all conditions; true if they hold */
static bool measure(struct l7_attempt *a, const struct l7_pattern *p, const struct subject *s)
{
	const struct l7_subject seen = view(s);
	bool all = true;
	size_t i;

	for (i = 0; i < a->nmeasures; i++) {
		l7_measure_take(&a->measure[i], &p->condition[i], &seen);
		all &= a->measure[i].holds;
	}
	return all;
}

static struct l7_attempt *add_attempt(struct runner *r)
{
	struct l7_trial *t = r->trial;
	struct l7_attempt *grown = reallocarray(t->attempt, t->count + 1, sizeof(*grown)), *a;

	if (!grown)
		return NULL;
	t->attempt = grown;
	a = &grown[t->count];
	*a = (struct l7_attempt){ .next = -1, .nmeasures = t->pattern->nconditions };
	a->measure = calloc(a->nmeasures + 1, sizeof(*a->measure));
	if (!a->measure)
		return NULL;
	t->count++;
	l7_trace_begin(r->trace);
	return a;
}

/* the next packet of the attempt's sequence; false: it is over with the expression */
static bool follow(struct runner *r, struct l7_attempt *a, size_t index)
{
	const struct l7_said *said = &r->c->said[index];
	const size_t before = r->trace->bytes;

	l7_trace_feed(r->trace, said->bytes, said->len);
	l7_trace_end(r->trace);
	a->state = r->trace->state;
	a->reach = r->trace->bytes;
	a->telling = r->trace->telling;
	if (a->reach > before) {
		a->said = index;
		a->byte = a->reach - before;
	} else if (!a->reach) {
		a->said = index;
	}
	if (a->state == L7_TRACE_DEAD)
		a->next = said->bytes[a->reach - before];
	return a->state == L7_TRACE_OPEN;
}

static bool is_from(const struct l7_conversation *c, enum l7_dir dir, uint8_t who)
{
	switch ((enum l7_who)who) {
	case L7_WHO_EITHER: return true;
	case L7_WHO_CLIENT: return dir == L7_DIR_ORIGINAL;
	case L7_WHO_SERVER: return dir == L7_DIR_REPLY;
	case L7_WHO_OPENER: return dir == c->said[0].dir;
	case L7_WHO_ANSWERER: return dir != c->said[0].dir;
	}
	return false;
}

/* all packets of one direction, or of both, as one sequence; conditions may come to hold later than the expression */
static int try_stream(struct runner *r, int dir)
{
	const struct l7_pattern *p = r->trial->pattern;
	struct subject s = { .most = L7_STREAM_HEAD_BYTES };
	struct l7_attempt *a = NULL;
	bool open = true;
	size_t i;

	for (i = 0; i < r->c->count; i++) {
		const struct l7_said *said = &r->c->said[i];

		if (!said->len || (dir >= 0 && (int)said->dir != dir))
			continue;
		if (!a)
			a = add_attempt(r);
		if (!a)
			return -1;
		grow(&s, said);
		open = open && follow(r, a, i);
		if (a->state == L7_TRACE_MATCHED)
			a->holds = measure(a, p, &s);
		if (!open && (a->holds || a->state != L7_TRACE_MATCHED))
			break;
	}
	if (a && a->holds) {
		r->trial->found = true;
		r->trial->times = 1;
	}
	return 0;
}

static int try_packet(struct runner *r, size_t index)
{
	const struct l7_pattern *p = r->trial->pattern;
	struct subject s = { .most = L7_PACKET_HEAD_BYTES };
	struct l7_attempt *a = add_attempt(r);
	struct l7_subject seen;

	if (!a)
		return -1;
	grow(&s, &r->c->said[index]);
	follow(r, a, index);
	if (a->state != L7_TRACE_MATCHED)
		return 0;
	a->holds = measure(a, p, &s);
	seen = view(&s);
	if (p->same_width)
		a->valued = l7_measure_field(&seen, p->same_offset, p->same_width, false, &a->value);
	return 0;
}

/* one more packet that the pattern holds in; one without the field that is to be the same is none */
static void count_packet(struct l7_trial *t, const struct l7_attempt *a, unsigned int *times, uint32_t *value)
{
	if (!a->holds || (t->pattern->same_width && !a->valued))
		return;
	*times = *value == a->value ? *times + 1 : 1;
	*value = a->value;
	if (*times > t->times)
		t->times = *times;
	t->found |= *times >= t->pattern->packets;
}

static int try_packets(struct runner *r)
{
	const struct l7_pattern *p = r->trial->pattern;
	unsigned int times[2] = { 0 }, seen[2] = { 0 };
	uint32_t value[2] = { 0 };
	size_t i;

	for (i = 0; i < r->c->count; i++) {
		const struct l7_said *said = &r->c->said[i];

		seen[said->dir]++;
		if (!said->len || !is_from(r->c, said->dir, p->who))
			continue;
		if (p->flags & L7_PATTERN_FIRST && seen[said->dir] > 1)
			continue;
		if (try_packet(r, i))
			return -1;
		count_packet(r->trial, &r->trial->attempt[r->trial->count - 1], &times[said->dir], &value[said->dir]);
	}
	return 0;
}

static int try_streams(struct runner *r)
{
	int dir, err = 0;

	for (dir = L7_DIR_ORIGINAL; !err && dir <= L7_DIR_REPLY; dir++)
		if (is_from(r->c, dir, r->trial->pattern->who))
			err = try_stream(r, dir);
	return err;
}

int l7_trial_run(struct l7_trial *trial, const struct l7_pattern *p, struct l7_trace *trace,
		 const struct l7_conversation *c)
{
	struct runner r = { trial, trace, c };
	const uint8_t proto = c->tuple.proto;
	const uint8_t over = proto == IPPROTO_TCP ? L7_OVER_TCP : proto == IPPROTO_UDP ? L7_OVER_UDP : 0;

	*trial = (struct l7_trial){ .pattern = p };
	if (!c->count)
		return 0;
	if (!p->over)
		return try_stream(&r, -1);
	if (!(p->over & over))
		return 0;
	return over == L7_OVER_TCP && !p->segment ? try_streams(&r) : try_packets(&r);
}

void l7_trial_fini(struct l7_trial *trial)
{
	while (trial->count)
		free(trial->attempt[--trial->count].measure);
	free(trial->attempt);
	*trial = (struct l7_trial){ 0 };
}

size_t l7_attempt_measured(const struct l7_attempt *a)
{
	size_t n = 0, i;

	for (i = 0; i < a->nmeasures; i++)
		if (a->measure[i].holds && a->measure[i].condition->op == L7_OP_EQ)
			n += a->measure[i].condition->width;
	return n;
}

static bool is_better(const struct l7_attempt *a, const struct l7_attempt *b)
{
	const bool a_matched = a->state == L7_TRACE_MATCHED, b_matched = b->state == L7_TRACE_MATCHED;

	if (a->holds != b->holds)
		return a->holds;
	if (a_matched != b_matched)
		return a_matched;
	return a->reach > b->reach;
}

const struct l7_attempt *l7_trial_best(const struct l7_trial *trial)
{
	const struct l7_attempt *best = NULL;
	size_t i;

	for (i = 0; i < trial->count; i++)
		if (!best || is_better(&trial->attempt[i], best))
			best = &trial->attempt[i];
	return best;
}
