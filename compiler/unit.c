// SPDX-License-Identifier: GPL-2.0-only
#include "compiler/unit.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "compiler/emit.h"
#include "compiler/vector.h"

/* so many alternatives are looked at one by one, if all of them together make a table of so many bytes */
#define MAX_SPLIT 32
#define SPLIT_BYTES 2048

/* the alternatives of an expression, parted */
struct parts {
	uint32_t *node[2];	/* [0] unanchored, [1] anchored */
	size_t count[2];
	size_t room[2];
};

/* whether a match of @index must begin with `^`; false is always a safe answer */
static bool is_anchored(const struct l7_regex *re, uint32_t index)
{
	const struct l7_node *node = &re->nodes[index];
	uint32_t child;

	switch (node->kind) {
	case L7_NODE_BEGIN:
		return true;
	case L7_NODE_PLUS:
		return is_anchored(re, node->child);
	case L7_NODE_CAT:
		return is_anchored(re, node->child);
	case L7_NODE_ALT:
		for (child = node->child; child != L7_NODE_NONE; child = re->nodes[child].next)
			if (!is_anchored(re, child))
				return false;
		return true;
	}
	return false;
}

static int part(struct parts *p, struct l7_regex *re, uint32_t index);

static int part_choice(struct parts *p, struct l7_regex *re, uint32_t child)
{
	int err = 0;

	for (; !err && child != L7_NODE_NONE; child = re->nodes[child].next)
		err = part(p, re, child);
	return err;
}

/* the alternatives of `^(A|B)`: L7_NODE_NONE if the node isn't that */
static uint32_t choice_behind_begin(const struct l7_regex *re, const struct l7_node *node)
{
	uint32_t second;

	if (node->kind != L7_NODE_CAT || re->nodes[node->child].kind != L7_NODE_BEGIN)
		return L7_NODE_NONE;
	second = re->nodes[node->child].next;
	if (second == L7_NODE_NONE || re->nodes[second].kind != L7_NODE_ALT || re->nodes[second].next != L7_NODE_NONE)
		return L7_NODE_NONE;
	return re->nodes[second].child;
}

/* `^(A|B)` as `^A` and `^B` */
static int part_anchored(struct parts *p, struct l7_regex *re, uint32_t child)
{
	int err = 0;

	for (; !err && child != L7_NODE_NONE; child = re->nodes[child].next) {
		const uint32_t begin = l7_regex_node(re, L7_NODE_BEGIN, L7_NODE_NONE);
		const uint32_t cat = l7_regex_node(re, L7_NODE_CAT, begin);
		const uint32_t copy = l7_regex_node(re, re->nodes[child].kind, re->nodes[child].child);

		if (begin == L7_NODE_NONE || cat == L7_NODE_NONE || copy == L7_NODE_NONE)
			return -ENOMEM;
		re->nodes[copy].set = re->nodes[child].set;
		re->nodes[begin].next = copy;
		err = part(p, re, cat);
	}
	return err;
}

/* an alternative that is itself a choice counts as its alternatives */
static int part(struct parts *p, struct l7_regex *re, uint32_t index)
{
	const uint32_t choice = choice_behind_begin(re, &re->nodes[index]);
	bool anchored;

	if (re->nodes[index].kind == L7_NODE_ALT)
		return part_choice(p, re, re->nodes[index].child);
	if (choice != L7_NODE_NONE)
		return part_anchored(p, re, choice);
	anchored = is_anchored(re, index);
	if (!l7_vector_reserve(&p->node[anchored], &p->room[anchored], p->count[anchored] + 1, sizeof(uint32_t)))
		return -ENOMEM;
	p->node[anchored][p->count[anchored]++] = index;
	return 0;
}

static int build(struct l7_dfa *dfa, const struct l7_regex *re, const uint32_t *nodes, size_t count,
		 unsigned int max_states)
{
	struct l7_nfa nfa = { 0 };
	int err = l7_nfa_build(&nfa, re, nodes, count);

	if (!err)
		err = l7_dfa_build(dfa, &nfa, max_states);
	if (!err)
		err = l7_dfa_minimise(dfa);
	if (err)
		goto out;
	l7_dfa_merge_classes(dfa);
	dfa->finite = re->dialect != L7_DIALECT_V8 && l7_dfa_is_finite(dfa);
out:
	l7_nfa_fini(&nfa);
	return err;
}

static int add(struct l7_units *units, const struct l7_regex *re, const uint32_t *nodes, size_t count,
	       const struct l7_unit *like, unsigned int max_states)
{
	struct l7_unit unit = *like;
	int err;

	if (!l7_vector_reserve(&units->unit, &units->room, units->count + 1, sizeof(unit)))
		return -ENOMEM;
	err = build(&unit.dfa, re, nodes, count, max_states);
	if (err || !unit.dfa.start)
		l7_dfa_fini(&unit.dfa);
	else
		units->unit[units->count++] = unit;
	return err;
}

static void drop(struct l7_units *units, size_t from, size_t to)
{
	size_t i;

	for (i = from; i < to; i++)
		l7_dfa_fini(&units->unit[i].dfa);
	memmove(units->unit + from, units->unit + to, (units->count - to) * sizeof(*units->unit));
	units->count -= to - from;
}

static size_t table_bytes(const struct l7_units *units, size_t from, size_t to)
{
	size_t bytes = 0;

	for (; from < to; from++)
		bytes += l7_emit_dense_bytes(units->unit[from].dfa.nstates, units->unit[from].dfa.nclasses);
	return bytes;
}

/* one unit for all alternatives, or one for each where together they would be more than the sum */
static int add_alternatives(struct l7_units *units, const struct l7_regex *re, const uint32_t *nodes, size_t count,
			    const struct l7_unit *like, unsigned int max_states)
{
	const size_t before = units->count;
	struct l7_unit one = *like;
	size_t whole, i;
	int err;

	if (!count)
		return 0;
	err = add(units, re, nodes, count, like, max_states);
	whole = units->count;
	if ((err && err != -E2BIG) || count == 1 || count > MAX_SPLIT)
		return err;
	if (!err && table_bytes(units, before, whole) < SPLIT_BYTES)
		return 0;
	for (err = 0, i = 0; !err && i < count; i++) {
		one.key += 2;
		err = add(units, re, nodes + i, 1, &one, max_states);
	}
	if (err && whole == before)
		return err;
	if (!err && (whole == before ||
		     table_bytes(units, before, whole) * 4 > table_bytes(units, whole, units->count) * 5))
		drop(units, before, whole);
	else
		drop(units, whole, units->count);
	return 0;
}

/* where a pattern stands in its definition, and over what, makes its key */
static uint64_t key_of(const struct l7_program *program, uint32_t index)
{
	const struct l7_def *def = program->def[program->pattern[index].def];
	const uint64_t place = program->written[index] - def->pattern, over = program->pattern[index].scope;

	return def->digest + (place << 8 | over) * 0x9e3779b97f4a7c15ull;
}

static int add_parts(struct l7_units *units, struct l7_regex *re, const struct l7_program *program, uint32_t index,
		     unsigned int max_states)
{
	struct parts p = { 0 };
	int err = part(&p, re, re->root);
	int i;

	for (i = 0; !err && i < 2; i++) {
		const struct l7_unit like = { .pattern = index, .scope = program->pattern[index].scope,
					      .key = key_of(program, index) + i };

		err = add_alternatives(units, re, p.node[i], p.count[i], &like, max_states);
	}
	free(p.node[0]);
	free(p.node[1]);
	return err;
}

int l7_units_add(struct l7_units *units, const struct l7_program *program, uint32_t index, unsigned int max_states,
		 struct l7_diags *d)
{
	const struct l7_def *def = program->def[program->pattern[index].def];
	const struct l7_pattern *p = program->written[index];
	const int err = add_parts(units, &program->regex[index], program, index, max_states);

	if (err == -E2BIG)
		l7_diags_add(d, L7_ERROR, def->file, p->line, 0, NULL, "the expression of %s needs too large an "
			     "automaton (more than %u states, or too many ways through them); make it less general: "
			     "fewer `.*', `.+' or runs of `.?' before something specific, a `^' in front, or several "
			     "definitions", def->name, max_states);
	else if (err)
		l7_diags_add(d, L7_ERROR, def->file, p->line, 0, NULL, "out of memory");
	return err ? -1 : 0;
}

void l7_units_fini(struct l7_units *units)
{
	size_t i;

	for (i = 0; i < units->count; i++)
		l7_dfa_fini(&units->unit[i].dfa);
	free(units->unit);
	*units = (struct l7_units){ 0 };
}
