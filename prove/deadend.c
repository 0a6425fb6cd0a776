// SPDX-License-Identifier: GPL-2.0-only
#include "prove/deadend.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "prove/matcher.h"
#include "compiler/nfa.h"
#include "prove/overlap.h"
#include "compiler/vector.h"

/* of one alternative's automaton, and of that of all others */
#define MAX_STATES 3000
/* of all such automata for one expression */
#define MAX_STATES_TOGETHER 100000

#define NONE UINT32_MAX

struct finder {
	struct l7_regex *re;
	struct l7_dead_ends *ends;
	uint32_t *choice;	/* L7_NODE_ALT nodes in the order of the text */
	size_t nchoices;
	size_t choices_room;
	uint64_t states;
};

static int list_choices(struct finder *f, uint32_t index)
{
	const struct l7_node *node = &f->re->nodes[index];
	uint32_t child;
	int err = 0;

	if (node->kind == L7_NODE_ALT) {
		if (!l7_vector_reserve(&f->choice, &f->choices_room, f->nchoices + 1, sizeof(*f->choice)))
			return -ENOMEM;
		f->choice[f->nchoices++] = index;
	}
	for (child = node->child; !err && child != L7_NODE_NONE; child = f->re->nodes[child].next)
		err = list_choices(f, child);
	return err;
}

/* the link that leads to the alternative @nth of a choice */
static uint32_t *link_to(struct l7_regex *re, uint32_t choice, uint32_t nth)
{
	uint32_t *link = &re->nodes[choice].child;

	while (nth--)
		link = &re->nodes[*link].next;
	return link;
}

static int build_nfa(struct l7_nfa *nfa, const struct l7_regex *re)
{
	return l7_nfa_build(nfa, re, &re->root, 1);
}

/* the greatest byte of a set: names are written in small letters, and wide sets go beyond them */
static uint8_t byte_of(const struct l7_byteset *set)
{
	unsigned int byte = 255;

	while (byte && !l7_byteset_has(set, byte))
		byte--;
	return byte;
}

/* a shortest text that matches, along one path; its length, NONE if there is none, or -ENOMEM */
static int64_t find_text(const struct l7_nfa *nfa, uint8_t *text, uint32_t room)
{
	uint32_t *from = malloc((nfa->npositions + 1) * sizeof(*from));
	uint32_t *queue = malloc((nfa->npositions + 1) * sizeof(*queue));
	uint32_t head = 0, tail = 0, i, at, length;
	int64_t answer = NONE;

	if (!from || !queue) {
		free(from);
		free(queue);
		return -ENOMEM;
	}
	memset(from, 0xff, (nfa->npositions + 1) * sizeof(*from));
	for (i = nfa->first.from; i < nfa->first.to; i++) {
		from[nfa->follow[i]] = nfa->follow[i];
		queue[tail++] = nfa->follow[i];
	}
	while (head < tail && !nfa->after[queue[head]].now && !nfa->after[queue[head]].end) {
		const struct l7_follow *f = &nfa->after[at = queue[head++]];

		for (i = f->from; i < f->to; i++)
			if (from[nfa->follow[i]] == NONE) {
				from[nfa->follow[i]] = at;
				queue[tail++] = nfa->follow[i];
			}
	}
	if (head < tail) {
		for (at = queue[head], length = 1; from[at] != at; at = from[at])
			length++;
		answer = length <= room ? length : NONE;
		for (at = queue[head]; answer != NONE && length--; at = from[at])
			text[length] = byte_of(&nfa->sets[nfa->set[at]]);
	}
	free(from);
	free(queue);
	return answer;
}

/* whether a text is a match, with all threads side by side */
static int matches(const struct l7_nfa *nfa, const uint8_t *text, uint32_t length)
{
	bool *now = calloc(nfa->npositions + 1, sizeof(*now)), *next = calloc(nfa->npositions + 1, sizeof(*next)), *was;
	bool found = nfa->first.now, end = false;
	uint32_t at, i, p;

	if (!now || !next) {
		free(now);
		free(next);
		return -ENOMEM;
	}
	for (i = nfa->first.from; i < nfa->first.to; i++)
		now[nfa->follow[i]] = true;
	for (at = 0; !found && at < length; at++) {
		memset(next, 0, nfa->npositions * sizeof(*next));
		found = nfa->root.now;
		end = nfa->root.end;
		for (i = nfa->root.from; i < nfa->root.to; i++)
			next[nfa->follow[i]] = true;
		for (p = 0; p < nfa->npositions; p++) {
			const struct l7_follow *f = &nfa->after[p];

			if (!now[p] || !l7_byteset_has(&nfa->sets[nfa->set[p]], text[at]))
				continue;
			found |= f->now;
			end |= f->end;
			for (i = f->from; i < f->to; i++)
				next[nfa->follow[i]] = true;
		}
		was = now;
		now = next;
		next = was;
	}
	free(now);
	free(next);
	return found || end;
}

/* of an expression; -E2BIG: too large */
static int build_machine(struct l7_machine *machine, const struct l7_nfa *nfa)
{
	struct l7_dfa dfa = { 0 };
	int err = l7_dfa_build(&dfa, nfa, MAX_STATES);

	if (!err)
		return l7_machine_build(machine, &dfa, nfa->classic);
	l7_dfa_fini(&dfa);
	return err;
}

/* 1: @without matches all that @only does */
static int covers(struct finder *f, const struct l7_nfa *without, const struct l7_nfa *only)
{
	struct l7_machine outer = { 0 }, inner = { 0 };
	struct l7_overlap answer = { 0 };
	bool yes;
	int err = f->states > MAX_STATES_TOGETHER ? -E2BIG : build_machine(&outer, without);

	if (!err)
		err = build_machine(&inner, only);
	f->states += outer.dfa.nstates + inner.dfa.nstates;
	if (!err)
		err = l7_overlap_covers_machine(&outer, &inner, &answer);
	l7_machine_fini(&outer);
	l7_machine_fini(&inner);
	yes = answer.answer == L7_OVERLAP_FOUND;
	l7_overlap_fini(&answer);
	return err == -E2BIG ? 0 : err ? err : yes;
}

/* what the alternative alone matches, and what all others do */
static int compare(struct finder *f, const struct l7_nfa *without, const struct l7_nfa *only, bool *never)
{
	uint8_t text[1024];
	int64_t length;
	int found;

	*never = !only->first.now && !only->first.end && !only->root.now && !only->root.end &&
		 only->first.from == only->first.to && only->root.from == only->root.to;
	if (*never)
		return 1;
	length = find_text(only, text, sizeof(text));
	if (length < 0)
		return length;
	found = length == NONE ? 1 : matches(without, text, length);
	return found <= 0 ? found : covers(f, without, only);
}

/* 1: the alternative @nth of a choice doesn't matter */
static int is_dead_end(struct finder *f, uint32_t choice, uint32_t nth, bool *never)
{
	struct l7_regex *re = f->re;
	struct l7_nfa without = { 0 }, only = { 0 };
	uint32_t *link = link_to(re, choice, nth);
	const uint32_t child = re->nodes[choice].child, at = *link, next = re->nodes[at].next;
	int err;

	*link = next;
	err = build_nfa(&without, re);
	*link = at;
	re->nodes[choice].child = at;
	re->nodes[at].next = L7_NODE_NONE;
	if (!err)
		err = build_nfa(&only, re);
	re->nodes[choice].child = child;
	re->nodes[at].next = next;
	if (!err)
		err = compare(f, &without, &only, never);
	l7_nfa_fini(&without);
	l7_nfa_fini(&only);
	return err == -E2BIG ? 0 : err;
}

static int keep(struct l7_dead_ends *ends, uint32_t choice, uint32_t alternative, bool never)
{
	if (!l7_vector_reserve(&ends->end, &ends->room, ends->count + 1, sizeof(*ends->end)))
		return -ENOMEM;
	ends->end[ends->count++] = (struct l7_dead_end){ choice, alternative, never };
	return 0;
}

/* from the last alternative on, so that of two that are alike the first stays */
static int go_through(struct finder *f, uint32_t number)
{
	const uint32_t choice = f->choice[number];
	uint32_t count = 0, child;
	bool never = false;
	int err = 0;

	for (child = f->re->nodes[choice].child; child != L7_NODE_NONE; child = f->re->nodes[child].next)
		count++;
	while (!err && count--) {
		uint32_t *link;

		/* the only one that is left of a choice stays */
		if (f->re->nodes[f->re->nodes[choice].child].next == L7_NODE_NONE)
			break;
		err = is_dead_end(f, choice, count, &never);
		if (err <= 0)
			continue;
		err = keep(f->ends, number, count, never);
		link = link_to(f->re, choice, count);
		*link = f->re->nodes[*link].next;
	}
	return err;
}

static int by_place(const void *a, const void *b)
{
	const struct l7_dead_end *x = a, *y = b;

	return x->choice != y->choice ? (x->choice < y->choice ? -1 : 1) : x->alternative < y->alternative ? -1 : 1;
}

/* choices within an alternative that was taken out are not asked about */
static bool is_left(const struct l7_regex *re, uint32_t index, uint32_t choice)
{
	uint32_t child;

	if (index == choice)
		return true;
	for (child = re->nodes[index].child; child != L7_NODE_NONE; child = re->nodes[child].next)
		if (is_left(re, child, choice))
			return true;
	return false;
}

int l7_dead_ends_find(struct l7_dead_ends *ends, struct l7_regex *re)
{
	struct finder f = { .re = re, .ends = ends };
	uint32_t i;
	int err = list_choices(&f, re->root);

	for (i = 0; !err && i < f.nchoices; i++)
		if (is_left(re, re->root, f.choice[i]))
			err = go_through(&f, i);
	if (ends->count)
		qsort(ends->end, ends->count, sizeof(*ends->end), by_place);
	free(f.choice);
	return err;
}

void l7_dead_ends_fini(struct l7_dead_ends *ends)
{
	free(ends->end);
	*ends = (struct l7_dead_ends){ 0 };
}

/* behind the brackets that begin at @at */
static const char *skip_brackets(const char *at, bool classic)
{
	at += at[1] == '^' ? 2 : 1;
	if (classic && *at == ']')
		at++;
	while (*at && *at != ']')
		at += !classic && *at == '\\' && at[1] ? 2 : 1;
	return *at ? at + 1 : at;
}

#define MAX_DEPTH (L7_REGEX_MAX_DEPTH + 1)
#define MAX_GROUPS 1024

/* parentheses in the order in which they open; the whole is the first of them */
struct outline {
	uint32_t bars[MAX_GROUPS];
	uint32_t count;
	const char *begin;	/* of the alternative that is wanted */
	const char *end;
};

/* go over the text; @wanted: a group, and @alternative one of its, whose place is noted */
static bool draw(struct outline *o, const char *at, bool classic, uint32_t wanted, uint32_t alternative)
{
	uint32_t open[MAX_DEPTH], depth = 1;

	*o = (struct outline){ .count = 1, .begin = !wanted && !alternative ? at : NULL };
	open[0] = 0;
	for (;; at++) {
		const uint32_t group = open[depth - 1];
		const bool ends = !*at || *at == '|' || *at == ')';

		if (ends && group == wanted && o->begin && !o->end)
			o->end = at;
		if (!*at)
			return depth == 1;
		if (*at == '\\') {
			at += at[1] != 0;
		} else if (*at == '[') {
			at = skip_brackets(at, classic) - 1;
		} else if (*at == '(') {
			if (o->count == MAX_GROUPS || depth == MAX_DEPTH)
				return false;
			if (o->count == wanted && !alternative)
				o->begin = at + 1;
			open[depth++] = o->count++;
		} else if (*at == ')') {
			if (!--depth)
				return false;
		} else if (*at == '|' && ++o->bars[group] == alternative && group == wanted) {
			o->begin = at + 1;
		}
	}
}

const char *l7_dead_end_text(const char *expression, bool classic, const struct l7_dead_end *end, size_t *length)
{
	struct outline o;
	uint32_t group, choice = 0;

	if (!draw(&o, expression, classic, NONE, 0))
		return NULL;
	for (group = 0; group < o.count; group++)
		if (o.bars[group] && choice++ == end->choice)
			break;
	if (group == o.count || end->alternative > o.bars[group] ||
	    !draw(&o, expression, classic, group, end->alternative) || !o.begin || !o.end)
		return NULL;
	*length = o.end - o.begin;
	return o.begin;
}
