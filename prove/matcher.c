// SPDX-License-Identifier: GPL-2.0-only
#include "prove/matcher.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "prove/compare.h"
#include "compiler/product.h"

/* of one automaton for all units of a pattern */
#define MAX_STATES 8000
#define MAX_UNITS 16

/* a copy in which the states of a match lead to themselves; that it matched is never forgotten */
static int copy_absorbing(struct l7_dfa *to, const struct l7_dfa *from)
{
	const size_t cells = (size_t)from->nstates * from->nclasses;
	uint32_t s, c;

	*to = *from;
	to->next = malloc((cells + 1) * sizeof(*to->next));
	to->out = malloc((from->nstates + 1) * sizeof(*to->out));
	if (!to->next || !to->out) {
		l7_dfa_fini(to);
		return -ENOMEM;
	}
	memcpy(to->next, from->next, cells * sizeof(*to->next));
	memcpy(to->out, from->out, from->nstates * sizeof(*to->out));
	for (s = 0; s < to->nstates; s++) {
		if (!(to->out[s] & L7_OUT_NOW))
			continue;
		to->out[s] = L7_OUT_NOW;
		for (c = 0; c < to->nclasses; c++)
			to->next[(size_t)s * to->nclasses + c] = s;
	}
	return 0;
}

/* number the states anew in the order in which they are reached; the dead one stays 0 */
static int drop_unreachable(struct l7_dfa *dfa)
{
	uint16_t *renamed = calloc(dfa->nstates, sizeof(*renamed));
	uint16_t *order = calloc(dfa->nstates + 1, sizeof(*order));
	uint16_t *next = malloc(((size_t)dfa->nstates * dfa->nclasses + 1) * sizeof(*next));
	uint32_t *out = malloc((dfa->nstates + 1) * sizeof(*out));
	uint32_t kept = 1, at, c;
	int err = renamed && order && next && out ? 0 : -ENOMEM;

	if (!err && dfa->start) {
		renamed[dfa->start] = kept;
		order[kept++] = dfa->start;
	}
	for (at = 0; !err && at < kept; at++) {
		out[at] = dfa->out[order[at]];
		for (c = 0; c < dfa->nclasses; c++) {
			const uint16_t to = dfa->next[(size_t)order[at] * dfa->nclasses + c];

			if (to && !renamed[to]) {
				renamed[to] = kept;
				order[kept++] = to;
			}
			next[(size_t)at * dfa->nclasses + c] = renamed[to];
		}
	}
	if (!err) {
		dfa->start = renamed[dfa->start];
		dfa->nstates = kept;
		free(dfa->next);
		free(dfa->out);
		dfa->next = next;
		dfa->out = out;
	} else {
		free(next);
		free(out);
	}
	free(renamed);
	free(order);
	return err;
}

/* strongly connected components after Tarjan, without recursion */
struct tarjan {
	const struct l7_dfa *dfa;
	uint32_t *index;	/* 0: not visited */
	uint32_t *low;
	uint32_t *class;	/* of the state, the next class to look at */
	uint16_t *stack;
	uint16_t *path;
	bool *on_stack;
	bool *loops;
	uint32_t idle;		/* a class to pass over; nclasses: none */
	uint32_t nstack;
	uint32_t npath;
	uint32_t count;
};

static void enter(struct tarjan *t, uint16_t s)
{
	t->index[s] = t->low[s] = ++t->count;
	t->stack[t->nstack++] = s;
	t->on_stack[s] = true;
	t->path[t->npath++] = s;
}

static void leave(struct tarjan *t, uint16_t s)
{
	const bool many = t->stack[t->nstack - 1] != s;
	uint16_t top;

	if (t->low[s] != t->index[s])
		return;
	do {
		top = t->stack[--t->nstack];
		t->on_stack[top] = false;
		t->loops[top] |= many;
	} while (top != s);
}

static void visit(struct tarjan *t, uint16_t root)
{
	const uint32_t nclasses = t->dfa->nclasses;

	enter(t, root);
	while (t->npath) {
		const uint16_t s = t->path[t->npath - 1];
		uint16_t to;

		if (t->class[s] == nclasses) {
			leave(t, s);
			if (--t->npath) {
				uint32_t *low = &t->low[t->path[t->npath - 1]];

				*low = t->low[s] < *low ? t->low[s] : *low;
			}
			continue;
		}
		if (t->class[s] == t->idle) {
			t->class[s]++;
			continue;
		}
		to = t->dfa->next[(size_t)s * nclasses + t->class[s]++];
		t->loops[s] |= to == s;
		if (!t->index[to])
			enter(t, to);
		else if (t->on_stack[to] && t->index[to] < t->low[s])
			t->low[s] = t->index[to];
	}
}

/* the classic's NUL changes no state: that is no way to come back to one */
static uint32_t idle_class(const struct l7_dfa *dfa, bool classic)
{
	unsigned int byte;

	if (!classic)
		return dfa->nclasses;
	for (byte = 1; byte < 256; byte++)
		if (dfa->class[byte] == dfa->class[0])
			return dfa->nclasses;
	return dfa->class[0];
}

static int find_loops(const struct l7_dfa *dfa, bool classic, bool *loops)
{
	const size_t n = dfa->nstates;
	struct tarjan t = { .dfa = dfa, .loops = loops, .idle = idle_class(dfa, classic) };
	int err = -ENOMEM;

	t.index = calloc(n, sizeof(*t.index));
	t.low = calloc(n, sizeof(*t.low));
	t.class = calloc(n, sizeof(*t.class));
	t.stack = calloc(n, sizeof(*t.stack));
	t.path = calloc(n, sizeof(*t.path));
	t.on_stack = calloc(n, sizeof(*t.on_stack));
	if (t.index && t.low && t.class && t.stack && t.path && t.on_stack) {
		visit(&t, dfa->start);
		err = 0;
	}
	free(t.index);
	free(t.low);
	free(t.class);
	free(t.stack);
	free(t.path);
	free(t.on_stack);
	return err;
}

int l7_machine_build(struct l7_machine *machine, struct l7_dfa *dfa, bool classic)
{
	struct l7_machine m = { 0 };
	int err = copy_absorbing(&m.dfa, dfa);
	uint32_t i;

	l7_dfa_fini(dfa);
	if (!err)
		err = drop_unreachable(&m.dfa);
	if (!err)
		err = l7_dfa_minimise(&m.dfa);
	if (!err) {
		l7_dfa_merge_classes(&m.dfa);
		m.loops = calloc(m.dfa.nstates, sizeof(*m.loops));
		err = m.loops ? find_loops(&m.dfa, classic, m.loops) : -ENOMEM;
	}
	if (err) {
		l7_machine_fini(&m);
		return err;
	}
	for (i = 0; i < m.dfa.nstates; i++)
		if (m.dfa.out[i] & L7_OUT_NOW)
			m.matched = i;
	for (i = 0; i < 256; i++)
		if (m.dfa.next[(size_t)m.dfa.start * m.dfa.nclasses + m.dfa.class[i]])
			l7_byteset_add(&m.first, i);
	*machine = m;
	return 0;
}

void l7_machine_fini(struct l7_machine *machine)
{
	l7_dfa_fini(&machine->dfa);
	free(machine->loops);
	machine->loops = NULL;
}

/* one automaton of several units, in the form of a unit's */
static int unite(struct l7_dfa *dfa, const struct l7_unit *units, uint32_t count)
{
	const struct l7_unit *unit[MAX_UNITS];
	struct l7_sets sets = { 0 };
	uint32_t i;
	int err;

	for (i = 0; i < count; i++)
		unit[i] = &units[i];
	err = l7_sets_init(&sets, L7_SET_WORDS);
	if (!err)
		err = l7_product_build(dfa, unit, count, &sets, MAX_STATES);
	if (!err)
		for (i = 0; i < dfa->nstates; i++)
			dfa->out[i] = (L7_OUT_SET_NOW(dfa->out[i]) ? L7_OUT_NOW : 0) |
				      (L7_OUT_SET_END(dfa->out[i]) ? L7_OUT_END : 0);
	else
		l7_dfa_fini(dfa);
	l7_sets_fini(&sets);
	return err;
}

static bool is_classic(const struct l7_matcher *m)
{
	return m->pattern->scope == L7_SCOPE_MERGED;
}

/* 0, -E2BIG: not as one */
static int build_one(struct l7_matcher *m, const struct l7_unit *units, uint32_t count)
{
	struct l7_dfa dfa = { 0 };
	int err = count > MAX_UNITS ? -E2BIG : 0;

	if (!err)
		err = count > 1 ? unite(&dfa, units, count) : copy_absorbing(&dfa, &units[0].dfa);
	if (!err)
		err = l7_machine_build(&m->machine[0], &dfa, is_classic(m));
	m->nmachines = !err;
	return err;
}

static int build_each(struct l7_matcher *m, const struct l7_unit *units, uint32_t count)
{
	int err = 0;

	for (m->nmachines = 0; !err && m->nmachines < count; m->nmachines += !err) {
		struct l7_dfa dfa;

		err = copy_absorbing(&dfa, &units[m->nmachines].dfa);
		if (!err)
			err = l7_machine_build(&m->machine[m->nmachines], &dfa, is_classic(m));
	}
	return err;
}

static int build(struct l7_matcher *m, const struct l7_unit *units, uint32_t count)
{
	int err;

	if (!count)
		return 0;
	m->machine = calloc(count, sizeof(*m->machine));
	if (!m->machine)
		return -ENOMEM;
	err = build_one(m, units, count);
	return err == -E2BIG ? build_each(m, units, count) : err;
}

static void survey_conditions(struct l7_matcher *m)
{
	uint32_t i;

	for (i = 0; i < m->pattern->nconditions; i++) {
		const struct l7_image_condition *c = &m->condition[i];

		if (c->width && c->offset + c->width > m->past)
			m->past = c->offset + c->width;
		m->by_size |= l7_compare_uses_size(c);
	}
	if (m->pattern->same_width && m->pattern->same_offset + m->pattern->same_width > (int)m->past)
		m->past = m->pattern->same_offset + m->pattern->same_width;
}

int l7_matchers_build(struct l7_matchers *m, const struct l7_program *program, const struct l7_units *units)
{
	size_t from = 0, to;
	int err = 0;

	m->program = program;
	m->matcher = calloc(program->npatterns + 1, sizeof(*m->matcher));
	if (!m->matcher)
		return -ENOMEM;
	for (; !err && m->count < program->npatterns; m->count++) {
		struct l7_matcher *matcher = &m->matcher[m->count];

		for (to = from; to < units->count && units->unit[to].pattern == m->count; to++)
			;
		matcher->pattern = &program->pattern[m->count];
		matcher->condition = program->condition + matcher->pattern->condition;
		survey_conditions(matcher);
		err = build(matcher, units->unit + from, to - from);
		from = to;
	}
	return err;
}

void l7_matchers_fini(struct l7_matchers *m)
{
	while (m->count) {
		struct l7_matcher *matcher = &m->matcher[--m->count];

		while (matcher->nmachines)
			l7_machine_fini(&matcher->machine[--matcher->nmachines]);
		free(matcher->machine);
	}
	free(m->matcher);
	*m = (struct l7_matchers){ 0 };
}

bool l7_matcher_fits(const struct l7_matcher *m, uint32_t size)
{
	struct l7_compare compare;
	uint32_t i;

	if (!size || size < m->past || !m->nmachines)
		return false;
	for (i = 0; i < m->pattern->nconditions; i++)
		if (l7_compare_init(&compare, &m->condition[i], size) == L7_TRUTH_NEVER)
			return false;
	return true;
}

static bool holds(const struct l7_image_condition *condition, const uint8_t *payload, uint32_t size)
{
	enum l7_order state = L7_ORDER_EQUAL;
	struct l7_compare c;
	unsigned int i;

	switch (l7_compare_init(&c, condition, size)) {
	case L7_TRUTH_NEVER:
		return false;
	case L7_TRUTH_ALWAYS:
		return true;
	case L7_TRUTH_DEPENDS:
		break;
	}
	for (i = 0; i < c.width; i++)
		state = l7_compare_step(&c, state, i, l7_compare_byte(&c, i, payload[c.offset + i]));
	return state == L7_ORDER_HOLDS;
}

static bool ends_in_match(const struct l7_machine *m, const uint8_t *payload, uint32_t size)
{
	uint32_t state = m->dfa.start, i;

	for (i = 0; i < size && state; i++)
		state = m->dfa.next[(size_t)state * m->dfa.nclasses + m->dfa.class[payload[i]]];
	return size && l7_machine_matches(m, state);
}

bool l7_matcher_accepts(const struct l7_matcher *m, const uint8_t *payload, uint32_t size)
{
	uint32_t i;

	if (!l7_matcher_fits(m, size))
		return false;
	for (i = 0; i < m->pattern->nconditions; i++)
		if (!holds(&m->condition[i], payload, size))
			return false;
	for (i = 0; i < m->nmachines; i++)
		if (ends_in_match(&m->machine[i], payload, size))
			return true;
	return false;
}
