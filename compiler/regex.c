// SPDX-License-Identifier: GPL-2.0-only
#include "compiler/regex.h"

#include <string.h>

#include "compiler/vector.h"
#include "uapi/layer7_image.h"

uint32_t l7_regex_node(struct l7_regex *re, enum l7_node_kind kind, uint32_t child)
{
	if (!l7_vector_reserve(&re->nodes, &re->nodes_room, re->nnodes + 1, sizeof(*re->nodes)))
		return L7_NODE_NONE;
	re->nodes[re->nnodes] = (struct l7_node){ kind, 0, child, L7_NODE_NONE };
	return re->nnodes++;
}

uint32_t l7_regex_set_index(struct l7_regex *re, const struct l7_byteset *set)
{
	size_t i;

	for (i = 0; i < re->nsets; i++)
		if (!memcmp(&re->sets[i], set, sizeof(*set)))
			return i;
	if (!l7_vector_reserve(&re->sets, &re->sets_room, re->nsets + 1, sizeof(*set)))
		return L7_NODE_NONE;
	re->sets[re->nsets] = *set;
	return re->nsets++;
}

uint32_t l7_regex_set(struct l7_regex *re, const struct l7_byteset *set)
{
	const uint32_t index = l7_regex_set_index(re, set);
	const uint32_t made = index == L7_NODE_NONE ? L7_NODE_NONE : l7_regex_node(re, L7_NODE_SET, L7_NODE_NONE);

	if (made != L7_NODE_NONE)
		re->nodes[made].set = index;
	return made;
}

void l7_regex_link(struct l7_regex *re, uint32_t parent, uint32_t *last, uint32_t child)
{
	if (*last == L7_NODE_NONE)
		re->nodes[parent].child = child;
	else
		re->nodes[*last].next = child;
	*last = child;
}

void l7_byteset_fold(struct l7_byteset *set)
{
	int c;

	for (c = 'a'; c <= 'z'; c++) {
		if (l7_byteset_has(set, c))
			l7_byteset_add(set, c - 'a' + 'A');
		else if (l7_byteset_has(set, c - 'a' + 'A'))
			l7_byteset_add(set, c);
	}
}

void l7_byteset_invert(struct l7_byteset *set)
{
	int i;

	for (i = 0; i < 4; i++)
		set->word[i] = ~set->word[i];
}

int l7_regex_parse(struct l7_regex *re, enum l7_dialect dialect, const char *pattern, const struct l7_place *place,
		   bool warnings, struct l7_diags *d)
{
	if (strlen(pattern) >= L7_PATTERN_MAX_BYTES) {
		l7_diags_add(d, L7_ERROR, place->file, place->line, 0, NULL, "the expression is %zu bytes long; "
			     "the longest possible has %d", strlen(pattern), L7_PATTERN_MAX_BYTES - 1);
		return -1;
	}
	re->dialect = dialect;
	return dialect == L7_DIALECT_V8 ? l7_dialect_v8(re, pattern, place, warnings, d) :
					  l7_dialect_l7(re, pattern, place, d);
}

void l7_regex_fini(struct l7_regex *re)
{
	free(re->nodes);
	free(re->sets);
	*re = (struct l7_regex){ 0 };
}
