/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef L7_COMPILER_REGEX_H
#define L7_COMPILER_REGEX_H

#include "compiler/libl7.h"

/*
 * regex.h - an expression of the classic dialect as a tree
 *
 * The dialect is that of Henry Spencer's V8 library, behind a decoding of \xHH: `^ $ . [] [^] () | * + ?` and
 * `\c`. Case of ASCII letters is folded here, so that whoever reads the tree needn't know of it.
 */

enum l7_node_kind {
	L7_NODE_EMPTY,
	L7_NODE_SET,	/* one byte out of a set */
	L7_NODE_BEGIN,	/* ^ */
	L7_NODE_END,	/* $ */
	L7_NODE_CAT,
	L7_NODE_ALT,
	L7_NODE_STAR,
	L7_NODE_PLUS,
	L7_NODE_OPTION,
};

#define L7_NODE_NONE UINT32_MAX

/**
 * struct l7_node - one node of the tree
 * @kind:  enum l7_node_kind
 * @set:   of a SET: index into struct l7_regex's sets
 * @child: the first child, L7_NODE_NONE if there is none
 * @next:  the next sibling, L7_NODE_NONE for the last
 */
struct l7_node {
	uint32_t kind;
	uint32_t set;
	uint32_t child;
	uint32_t next;
};

/** struct l7_byteset - which bytes; byte 0 is never in it */
struct l7_byteset {
	uint64_t word[4];
};

static inline bool l7_byteset_has(const struct l7_byteset *set, unsigned int byte)
{
	return set->word[byte / 64] >> byte % 64 & 1;
}

static inline void l7_byteset_add(struct l7_byteset *set, unsigned int byte)
{
	set->word[byte / 64] |= 1ull << byte % 64;
}

/**
 * struct l7_regex - a parsed expression; zero-initialise, release with l7_regex_fini()
 * @root: index of the topmost node; depth of the tree <= 4 * L7_REGEX_MAX_DEPTH
 * @sets: no two equal
 */
struct l7_regex {
	struct l7_node *nodes;
	size_t nnodes;
	size_t nodes_room;
	struct l7_byteset *sets;
	size_t nsets;
	size_t sets_room;
	uint32_t root;
};

/* levels of parentheses */
#define L7_REGEX_MAX_DEPTH 200

/**
 * struct l7_place - where an expression stands, for diagnostics
 * @file: (may be NULL)
 * @name: of the definition; named where there is no file (may be NULL)
 * @line: 1-based
 */
struct l7_place {
	const char *file;
	const char *name;
	unsigned int line;
};

/**
 * l7_regex_parse() - parse an expression
 * @pattern:  as written in the file
 * @warnings: whether to report what is allowed but looks like a mistake
 *
 * Columns in diagnostics are those of @pattern.
 * Return: 0; -1 with an error in @d.
 */
int l7_regex_parse(struct l7_regex *re, const char *pattern, const struct l7_place *place, bool warnings,
		   struct l7_diags *d);

void l7_regex_fini(struct l7_regex *re);

/**
 * l7_regex_node() - append a node
 * Return: its index; L7_NODE_NONE if there is no memory.
 */
uint32_t l7_regex_node(struct l7_regex *re, enum l7_node_kind kind, uint32_t child);

#endif
