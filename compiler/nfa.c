// SPDX-License-Identifier: GPL-2.0-only
#include "compiler/nfa.h"

#include <errno.h>
#include <string.h>

#include "compiler/vector.h"

/* of steps while follow lists are made, and of their entries: a second and 64 MB at the very most */
#define MAX_STEPS (64u << 20)
#define MAX_FOLLOW (8u << 20)
#define MAX_MADE (1u << 20) /* steps */

enum step_kind {
	STEP_FORK,	/* to both */
	STEP_TAKE,	/* a position */
	STEP_BEGIN,
	STEP_END,
	STEP_ACCEPT,
};

/* the textbook automaton with empty steps that the positions are read off from */
struct step {
	uint32_t kind;
	uint32_t out[2];	/* [1] of a FORK only; NONE: leads nowhere */
	uint32_t position;	/* of a TAKE */
};

#define NONE UINT32_MAX

struct builder {
	const struct l7_regex *re;
	struct step *step;
	size_t nsteps;
	size_t room;
	uint32_t *mark;		/* [nsteps] the last closure that came by */
	uint32_t *stack;	/* [2 * nsteps] */
	uint32_t closure;
	uint64_t walked;
	uint32_t npositions;
	bool no_memory;
	bool too_big;
};

static uint32_t build(struct builder *b, uint32_t index, uint32_t then);

/* A step that couldn't be made has index 0, which exists: no_memory or too_big say that the result is void. */
static uint32_t add(struct builder *b, enum step_kind kind, uint32_t first, uint32_t second)
{
	b->too_big |= b->nsteps >= MAX_MADE;
	if (b->too_big)
		return 0;
	if (!l7_vector_reserve(&b->step, &b->room, b->nsteps + 1, sizeof(*b->step))) {
		b->no_memory = true;
		return 0;
	}
	b->step[b->nsteps] = (struct step){ kind, { first, second }, 0 };
	return b->nsteps++;
}

static uint32_t build_alternatives(struct builder *b, uint32_t child, uint32_t then)
{
	uint32_t fork = NONE;

	for (; child != L7_NODE_NONE; child = b->re->nodes[child].next)
		fork = add(b, STEP_FORK, build(b, child, then), fork);
	return fork;
}

/* steps are made from the back: collect the children to go through them in reverse */
static uint32_t build_sequence(struct builder *b, uint32_t child, uint32_t then)
{
	uint32_t *children = NULL;
	size_t count = 0, room = 0;

	for (; child != L7_NODE_NONE; child = b->re->nodes[child].next) {
		if (!l7_vector_reserve(&children, &room, count + 1, sizeof(*children))) {
			b->no_memory = true;
			break;
		}
		children[count++] = child;
	}
	while (count)
		then = build(b, children[--count], then);
	free(children);
	return then;
}

static uint32_t build_loop(struct builder *b, uint32_t child, uint32_t then, bool skippable)
{
	const uint32_t fork = add(b, STEP_FORK, NONE, then);
	const uint32_t body = build(b, child, fork);

	if (b->no_memory || b->too_big)
		return 0;
	b->step[fork].out[0] = body;
	return skippable ? fork : body;
}

/* x{2,4} as xx(x(x)?)? */
static uint32_t build_repeat(struct builder *b, const struct l7_node *node, uint32_t then)
{
	const uint32_t min = L7_REPEAT_MIN(node->set), max = L7_REPEAT_MAX(node->set);
	uint32_t at = then, i;

	if (max == L7_REPEAT_ENDLESS)
		at = build_loop(b, node->child, then, true);
	else
		for (i = min; i < max; i++)
			at = add(b, STEP_FORK, build(b, node->child, at), then);
	for (i = 0; i < min; i++)
		at = build(b, node->child, at);
	return at;
}

/* make the steps of a node, behind which @then follows; return the first */
static uint32_t build(struct builder *b, uint32_t index, uint32_t then)
{
	const struct l7_node *node = &b->re->nodes[index];
	uint32_t made;

	if (b->no_memory || b->too_big)
		return 0;
	switch ((enum l7_node_kind)node->kind) {
	case L7_NODE_EMPTY:
		return then;
	case L7_NODE_SET:
		made = add(b, STEP_TAKE, then, NONE);
		if (!b->no_memory && !b->too_big)
			b->step[made].position = node->set;
		return made;
	case L7_NODE_BEGIN:
		return add(b, STEP_BEGIN, then, NONE);
	case L7_NODE_END:
		return add(b, STEP_END, then, NONE);
	case L7_NODE_CAT:
		return build_sequence(b, node->child, then);
	case L7_NODE_ALT:
		return build_alternatives(b, node->child, then);
	case L7_NODE_STAR:
		return build_loop(b, node->child, then, true);
	case L7_NODE_PLUS:
		return build_loop(b, node->child, then, false);
	case L7_NODE_OPTION:
		made = build(b, node->child, then);
		return add(b, STEP_FORK, made, then);
	case L7_NODE_REPEAT:
		return build_repeat(b, node, then);
	}
	return then;
}

/* walk all empty steps from @start; TAKE steps met are appended to nfa->follow unless NULL is given */
static int close_over(struct builder *b, struct l7_nfa *nfa, uint32_t start, bool begin, bool end, bool *accepts)
{
	size_t depth = 0;

	b->closure++;
	if (start != NONE)
		b->stack[depth++] = start;
	while (depth) {
		const uint32_t at = b->stack[--depth];
		const struct step *s = &b->step[at];

		if (b->mark[at] == b->closure)
			continue;
		b->mark[at] = b->closure;
		if (++b->walked > MAX_STEPS)
			return -E2BIG;
		if (s->kind == STEP_ACCEPT)
			*accepts = true;
		if (s->kind == STEP_TAKE && nfa) {
			if (nfa->nfollow >= MAX_FOLLOW)
				return -E2BIG;
			if (!l7_vector_reserve(&nfa->follow, &nfa->follow_room, nfa->nfollow + 1, sizeof(uint32_t)))
				return -ENOMEM;
			nfa->follow[nfa->nfollow++] = s->position;
		}
		if (s->kind == STEP_TAKE || (s->kind == STEP_BEGIN && !begin) || (s->kind == STEP_END && !end))
			continue;
		if (s->kind == STEP_FORK && s->out[1] != NONE)
			b->stack[depth++] = s->out[1];
		if (s->kind != STEP_ACCEPT && s->out[0] != NONE)
			b->stack[depth++] = s->out[0];
	}
	return 0;
}

static int follow_of(struct builder *b, struct l7_nfa *nfa, uint32_t start, bool begin, struct l7_follow *out)
{
	int err;

	*out = (struct l7_follow){ .from = nfa->nfollow };
	err = close_over(b, nfa, start, begin, false, &out->now);
	out->to = nfa->nfollow;
	/* `^` behind a byte and `$` before one can't be passed, so neither helps the other */
	return err ? err : close_over(b, NULL, start, false, true, &out->end);
}

static int follow_lists(struct builder *b, struct l7_nfa *nfa, uint32_t start)
{
	size_t i;
	int err;

	err = follow_of(b, nfa, start, true, &nfa->first);
	if (!err)
		err = follow_of(b, nfa, start, false, &nfa->root);
	for (i = 0; !err && i < b->nsteps; i++)
		if (b->step[i].kind == STEP_TAKE)
			err = follow_of(b, nfa, b->step[i].out[0], false, &nfa->after[b->step[i].position]);
	return err;
}

/* number the positions in the order of the text: steps were made from the back */
static int number_positions(struct builder *b, struct l7_nfa *nfa)
{
	size_t i;

	for (i = 0; i < b->nsteps; i++)
		b->npositions += b->step[i].kind == STEP_TAKE;
	nfa->set = calloc(b->npositions + 1, sizeof(*nfa->set));
	nfa->after = calloc(b->npositions + 1, sizeof(*nfa->after));
	b->mark = calloc(b->nsteps, sizeof(*b->mark));
	b->stack = calloc(b->nsteps, 2 * sizeof(*b->stack));
	if (!nfa->set || !nfa->after || !b->mark || !b->stack)
		return -ENOMEM;
	for (i = b->nsteps; i-- > 0;)
		if (b->step[i].kind == STEP_TAKE) {
			nfa->set[nfa->npositions] = b->step[i].position;
			b->step[i].position = nfa->npositions++;
		}
	return 0;
}

static bool is_empty(const struct l7_byteset *set)
{
	return !(set->word[0] | set->word[1] | set->word[2] | set->word[3]);
}

/* mark the positions from which a match can be reached, walking backwards over @before */
static void mark_useful(const struct l7_nfa *nfa, const uint32_t *start, const uint32_t *before, bool *useful,
			uint32_t *stack)
{
	size_t depth = 0;
	uint32_t i;

	for (i = 0; i < nfa->npositions; i++)
		if ((nfa->after[i].now || nfa->after[i].end) && !is_empty(&nfa->sets[nfa->set[i]])) {
			useful[i] = true;
			stack[depth++] = i;
		}
	while (depth) {
		const uint32_t at = stack[--depth];

		for (i = start[at]; i < start[at + 1]; i++)
			if (!useful[before[i]] && !is_empty(&nfa->sets[nfa->set[before[i]]])) {
				useful[before[i]] = true;
				stack[depth++] = before[i];
			}
	}
}

static void keep_range(struct l7_nfa *nfa, struct l7_follow *f, const bool *useful, const uint32_t *renamed,
		       size_t *used)
{
	const uint32_t from = *used;
	uint32_t i;

	for (i = f->from; i < f->to; i++)
		if (useful[nfa->follow[i]])
			nfa->follow[(*used)++] = renamed[nfa->follow[i]];
	f->from = from;
	f->to = *used;
}

/* ranges stand in the order first, root, after[step order]: rewriting must go in the order of `from` */
static void keep_useful(struct l7_nfa *nfa, const bool *useful, uint32_t *renamed)
{
	uint32_t i, kept = 0;
	size_t used = 0;

	for (i = 0; i < nfa->npositions; i++)
		renamed[i] = useful[i] ? kept++ : NONE;
	keep_range(nfa, &nfa->first, useful, renamed, &used);
	keep_range(nfa, &nfa->root, useful, renamed, &used);
	/* lists were made for the last position first */
	for (i = nfa->npositions; i-- > 0;)
		keep_range(nfa, &nfa->after[i], useful, renamed, &used);
	nfa->nfollow = used;
	for (i = 0; i < nfa->npositions; i++)
		if (useful[i]) {
			nfa->after[renamed[i]] = nfa->after[i];
			nfa->set[renamed[i]] = nfa->set[i];
		}
	nfa->npositions = kept;
}

/* take out the positions from which nothing can match */
static int trim(struct l7_nfa *nfa)
{
	const size_t n = nfa->npositions;
	uint32_t *start = calloc(n + 2, sizeof(*start));
	uint32_t *before = calloc(nfa->nfollow + 1, sizeof(*before));
	uint32_t *stack = calloc(n + 1, sizeof(*stack));
	bool *useful = calloc(n + 1, sizeof(*useful));
	int err = start && before && stack && useful ? 0 : -ENOMEM;
	uint32_t i, j;

	if (!err) {
		for (i = 0; i < n; i++)
			for (j = nfa->after[i].from; j < nfa->after[i].to; j++)
				start[nfa->follow[j] + 1]++;
		for (i = 0; i < n; i++)
			start[i + 1] += start[i];
		for (i = 0; i < n; i++)
			for (j = nfa->after[i].from; j < nfa->after[i].to; j++)
				before[start[nfa->follow[j]]++] = i;
		memmove(start + 1, start, n * sizeof(*start));
		start[0] = 0;
		mark_useful(nfa, start, before, useful, stack);
		keep_useful(nfa, useful, stack);
	}
	free(start);
	free(before);
	free(stack);
	free(useful);
	return err;
}

int l7_nfa_build(struct l7_nfa *nfa, const struct l7_regex *re, const uint32_t *alternatives, size_t count)
{
	struct builder b = { .re = re };
	const uint32_t accept = add(&b, STEP_ACCEPT, NONE, NONE);
	uint32_t start = NONE;
	int err;

	nfa->classic = re->dialect == L7_DIALECT_V8;
	nfa->sets = re->sets;
	nfa->nsets = re->nsets;
	while (count)
		start = add(&b, STEP_FORK, build(&b, alternatives[--count], accept), start);
	err = b.too_big ? -E2BIG : b.no_memory ? -ENOMEM : number_positions(&b, nfa);
	if (!err)
		err = follow_lists(&b, nfa, start);
	if (!err)
		err = trim(nfa);
	free(b.step);
	free(b.mark);
	free(b.stack);
	return err;
}

void l7_nfa_fini(struct l7_nfa *nfa)
{
	free(nfa->set);
	free(nfa->after);
	free(nfa->follow);
	*nfa = (struct l7_nfa){ 0 };
}
