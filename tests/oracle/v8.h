/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef ORACLE_V8_H
#define ORACLE_V8_H

/*
 * v8.h - the dialect of definition files, read a second time
 *
 * Nothing is shared with compiler/: where the two disagree, one of them is wrong. The tree says what an expression
 * means and is translated from here to the other engines.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

enum v8_kind {
	V8_EMPTY,
	V8_SET,		/* one byte out of @set */
	V8_BEGIN,	/* ^ */
	V8_END,		/* $ */
	V8_CAT,		/* @a then @b */
	V8_ALT,		/* @a or @b */
	V8_STAR,
	V8_PLUS,
	V8_OPT,
};

/**
 * struct v8_node - a node of the tree
 * @set: bitmap over bytes, closed under ASCII case
 * @any: the set was written as a dot
 */
struct v8_node {
	enum v8_kind kind;
	struct v8_node *a, *b;
	uint8_t set[32];
	bool any;
};

/**
 * struct v8_regex - one expression
 * @root:  owned through @nodes
 * @nodes: all nodes, in the order made
 * @error: constant text (NULL: none), then @root is NULL
 */
struct v8_regex {
	struct v8_node *root;
	struct v8_node **nodes;
	size_t count;
	const char *error;
};

/** enum v8_dialect - whom to write an expression for */
enum v8_dialect {
	V8_PCRE2,	/* caseless and dot-all are options */
	V8_HYPERSCAN,	/* likewise */
	V8_RE2,		/* Latin-1, dot-all; case is spelled out */
	V8_POSIX,	/* extended, REG_ICASE */
};

static inline bool v8_set_has(const uint8_t *set, unsigned int byte)
{
	return set[byte >> 3] >> (byte & 7) & 1;
}

/**
 * v8_parse() - read an expression as it stands in a definition file
 *
 * Return: the expression, to be freed also if it has an error.
 */
struct v8_regex *v8_parse(const char *text);
void v8_free(struct v8_regex *re);

/**
 * v8_translate() - write an expression in another dialect
 *
 * Return: text, to be freed.
 */
char *v8_translate(const struct v8_regex *re, enum v8_dialect dialect);

#endif
