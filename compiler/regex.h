/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef L7_COMPILER_REGEX_H
#define L7_COMPILER_REGEX_H

#include "compiler/compiler.h"

/*
 * regex.h - an expression as a tree
 *
 * Two dialects have the same tree: what a byte, a set or a letter without case is has been settled here, so that whoever
 * reads the tree needn't know of it.
 *
 *   V8   that of the classic, Henry Spencer's behind a decoding of \xHH: `^ $ . [] [^] () | * + ?` and `\c`; ASCII case
 *        never matters, and NUL is in no set
 *   L7   ours: also `{n,m}`, `\d \w \s` and their opposites, escapes in brackets; bytes are what they are
 */

enum l7_dialect {
	L7_DIALECT_V8,
	L7_DIALECT_L7,
	L7_DIALECT_L7_NOCASE,
};

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
	L7_NODE_REPEAT,	/* {min,max} */
};

#define L7_NODE_NONE UINT32_MAX

#define L7_REPEAT_MOST 255	/* of what can be written */
#define L7_REPEAT_ENDLESS 0xffffu
#define L7_REPEAT(min, max) ((uint32_t)(min) | (uint32_t)(max) << 16)
#define L7_REPEAT_MIN(set) ((set) & 0xffff)
#define L7_REPEAT_MAX(set) ((set) >> 16)

/**
 * struct l7_node - one node of the tree
 * @kind:  enum l7_node_kind
 * @set:   of a SET: index into struct l7_regex's sets; of a REPEAT: L7_REPEAT()
 * @child: the first child, L7_NODE_NONE if there is none
 * @next:  the next sibling, L7_NODE_NONE for the last
 */
struct l7_node {
	uint32_t kind;
	uint32_t set;
	uint32_t child;
	uint32_t next;
};

/** struct l7_byteset - which bytes */
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
 * @dialect: what it was written in
 * @root: index of the topmost node; depth of the tree <= 4 * L7_REGEX_MAX_DEPTH
 * @sets: no two equal
 */
struct l7_regex {
	enum l7_dialect dialect;
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
 * @text: of the line (NULL: the expression is the whole line)
 * @column: where in the line the expression begins, 0-based
 */
struct l7_place {
	const char *file;
	const char *name;
	unsigned int line;
	const char *text;
	unsigned int column;
};

/**
 * l7_regex_parse() - parse an expression
 * @pattern:  as written in the file
 * @warnings: whether to report what is allowed but looks like a mistake
 *
 * Return: 0; -1 with an error in @d.
 */
int l7_regex_parse(struct l7_regex *re, enum l7_dialect dialect, const char *pattern, const struct l7_place *place,
		   bool warnings, struct l7_diags *d);

void l7_regex_fini(struct l7_regex *re);

/* what dialects build the tree with; the first three return L7_NODE_NONE if there is no memory */

/** l7_regex_node() - append a node; Return: its index */
uint32_t l7_regex_node(struct l7_regex *re, enum l7_node_kind kind, uint32_t child);

/** l7_regex_set() - append a node that takes a byte of @set; Return: its index */
uint32_t l7_regex_set(struct l7_regex *re, const struct l7_byteset *set);

/** l7_regex_set_index() - the index among the sets of one like @set, made if there is none */
uint32_t l7_regex_set_index(struct l7_regex *re, const struct l7_byteset *set);

/** l7_regex_link() - append to the children of @parent; @last is the one before (L7_NODE_NONE for the first), moved on */
void l7_regex_link(struct l7_regex *re, uint32_t parent, uint32_t *last, uint32_t child);

/** l7_byteset_fold() - a set that has one case of an ASCII letter gets the other */
void l7_byteset_fold(struct l7_byteset *set);

/** l7_byteset_invert() - all bytes that were not in it */
void l7_byteset_invert(struct l7_byteset *set);

/** l7_dialect_v8() - parse the classic's dialect; l7_dialect_l7() - parse ours. As l7_regex_parse() */
int l7_dialect_v8(struct l7_regex *re, const char *pattern, const struct l7_place *place, bool warnings,
		  struct l7_diags *d);
int l7_dialect_l7(struct l7_regex *re, const char *pattern, const struct l7_place *place, struct l7_diags *d);

#endif
