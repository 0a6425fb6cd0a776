// SPDX-License-Identifier: GPL-2.0-only
#include "compiler/trace.h"

#include <errno.h>
#include <stdlib.h>

#include "compiler/language.h"

int l7_trace_init(struct l7_trace *t, const struct l7_pattern *p, const char *file, struct l7_diags *d)
{
	const struct l7_place place = { .file = file, .line = p->line, .column = p->column };
	int err;

	if (l7_regex_parse(&t->regex, l7_pattern_dialect(p), p->expression, &place, false, d))
		return -1;
	err = l7_nfa_build(&t->nfa, &t->regex, &t->regex.root, 1);
	if (!err) {
		t->thread = calloc(t->nfa.npositions + 1, sizeof(*t->thread));
		t->fresh = calloc(t->nfa.npositions + 1, sizeof(*t->fresh));
		t->mark = calloc(t->nfa.npositions + 1, sizeof(*t->mark));
	}
	if (err || !t->thread || !t->fresh || !t->mark) {
		l7_diags_add(d, L7_ERROR, file, p->line, 0, NULL, err == -E2BIG ? "the expression is too large to be "
			     "followed; make it less general" : "out of memory");
		return -1;
	}
	l7_trace_begin(t);
	return 0;
}

void l7_trace_fini(struct l7_trace *t)
{
	l7_nfa_fini(&t->nfa);
	l7_regex_fini(&t->regex);
	free(t->thread);
	free(t->fresh);
	free(t->mark);
	*t = (struct l7_trace){ 0 };
}

/* put in what may follow; @n: of @fresh */
static uint32_t join(struct l7_trace *t, const struct l7_follow *f, uint32_t n)
{
	uint32_t i;

	for (i = f->from; i < f->to; i++) {
		const uint32_t position = t->nfa.follow[i];

		if (t->mark[position] == t->step)
			continue;
		t->mark[position] = t->step;
		t->fresh[n++] = position;
	}
	t->ends |= f->end;
	if (f->now)
		t->state = L7_TRACE_MATCHED;
	return n;
}

static void put_in_force(struct l7_trace *t, uint32_t nfresh)
{
	uint32_t *old = t->thread;

	t->thread = t->fresh;
	t->fresh = old;
	t->nthreads = nfresh;
}

void l7_trace_begin(struct l7_trace *t)
{
	t->state = L7_TRACE_OPEN;
	t->bytes = 0;
	t->telling = 0;
	t->step++;
	put_in_force(t, join(t, &t->nfa.first, 0));
	/* what matches nothing at all does so at the first byte, and an end is behind one */
	t->state = t->nthreads || t->nfa.first.now || !l7_nfa_is_anchored(&t->nfa) ? L7_TRACE_OPEN : L7_TRACE_DEAD;
	t->ends = false;
	t->fresh_start = true;
}

/* would fewer than half of all values do for the next byte */
static bool is_choosy(const struct l7_trace *t)
{
	uint64_t union_of[4] = { 0 };
	unsigned int values = 0, w;
	uint32_t i;

	if (!l7_nfa_is_anchored(&t->nfa) || (t->fresh_start && t->nfa.first.now))
		return false;
	for (i = 0; i < t->nthreads; i++)
		for (w = 0; w < 4; w++)
			union_of[w] |= t->nfa.sets[t->nfa.set[t->thread[i]]].word[w];
	for (w = 0; w < 4; w++)
		values += __builtin_popcountll(union_of[w]);
	return values < 128;
}

static void take_byte(struct l7_trace *t, uint8_t byte)
{
	const bool choosy = is_choosy(t);
	uint32_t n = 0, i;

	t->step++;
	t->ends = false;
	if (t->fresh_start && t->nfa.first.now)
		t->state = L7_TRACE_MATCHED;
	t->fresh_start = false;
	for (i = 0; i < t->nthreads; i++)
		if (l7_byteset_has(&t->nfa.sets[t->nfa.set[t->thread[i]]], byte))
			n = join(t, &t->nfa.after[t->thread[i]], n);
	put_in_force(t, join(t, &t->nfa.root, n));
	if (t->state == L7_TRACE_OPEN && !t->nthreads && !t->ends) {
		t->state = L7_TRACE_DEAD;
		return;
	}
	t->bytes++;
	t->telling += choosy;
}

enum l7_trace_state l7_trace_feed(struct l7_trace *t, const uint8_t *p, size_t len)
{
	size_t i;

	for (i = 0; i < len && t->state == L7_TRACE_OPEN; i++)
		if (p[i] || !t->nfa.classic)
			take_byte(t, p[i]);
		else
			t->bytes++;
	return t->state;
}

enum l7_trace_state l7_trace_end(struct l7_trace *t)
{
	if (t->state == L7_TRACE_OPEN && t->ends)
		t->state = L7_TRACE_MATCHED;
	return t->state;
}
