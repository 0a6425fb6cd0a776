// SPDX-License-Identifier: GPL-2.0-only
#include "compiler/unit.h"

#include <errno.h>
#include <stdlib.h>

#include "compiler/vector.h"

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

/* an alternative that is itself a choice counts as its alternatives */
static int part(struct parts *p, const struct l7_regex *re, uint32_t index)
{
	bool anchored;
	uint32_t child;
	int err = 0;

	if (re->nodes[index].kind == L7_NODE_ALT) {
		for (child = re->nodes[index].child; !err && child != L7_NODE_NONE; child = re->nodes[child].next)
			err = part(p, re, child);
		return err;
	}
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
	if (!err)
		l7_dfa_merge_classes(dfa);
	l7_nfa_fini(&nfa);
	return err;
}

static int add(struct l7_units *units, const struct l7_regex *re, const uint32_t *nodes, size_t count,
	       const struct l7_unit *like, unsigned int max_states)
{
	struct l7_unit unit = *like;
	int err;

	if (!count)
		return 0;
	if (!l7_vector_reserve(&units->unit, &units->room, units->count + 1, sizeof(unit)))
		return -ENOMEM;
	err = build(&unit.dfa, re, nodes, count, max_states);
	if (err || !unit.dfa.start)
		l7_dfa_fini(&unit.dfa);
	else
		units->unit[units->count++] = unit;
	return err;
}

static int add_parts(struct l7_units *units, const struct l7_regex *re, const struct l7_def *def, uint32_t index,
		     unsigned int max_states)
{
	struct parts p = { 0 };
	int err = part(&p, re, re->root);
	int i;

	for (i = 0; !err && i < 2; i++) {
		const struct l7_unit like = { .def = index, .key = def->digest + i };

		err = add(units, re, p.node[i], p.count[i], &like, max_states);
	}
	free(p.node[0]);
	free(p.node[1]);
	return err;
}

int l7_units_add(struct l7_units *units, const struct l7_def *def, uint32_t index, unsigned int max_states,
		 struct l7_diags *d)
{
	const struct l7_place place = { def->file, def->name, def->line };
	struct l7_regex re = { 0 };
	int err = l7_regex_parse(&re, def->pattern, &place, false, d);

	if (err) {
		l7_regex_fini(&re);
		return err;
	}
	err = add_parts(units, &re, def, index, max_states);
	l7_regex_fini(&re);
	if (err == -E2BIG)
		l7_diags_add(d, L7_ERROR, def->file, def->line, 0, NULL, "the expression of %s needs too large an "
			     "automaton (more than %u states); make it less general: fewer `.*', `.+' or runs of `.?' "
			     "before something specific, a `^' in front, or several definitions", def->name,
			     max_states);
	else if (err)
		l7_diags_add(d, L7_ERROR, def->file, def->line, 0, NULL, "out of memory");
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
