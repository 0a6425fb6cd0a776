// SPDX-License-Identifier: GPL-2.0-only
/* v8.c - expression text to tree: Henry Spencer's V8 dialect as the classic l7-filter used it */

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "tests/oracle/v8.h"

struct parser {
	struct v8_regex *re;
	const uint8_t *p;
	const uint8_t *end;
};

static struct v8_node *node(struct parser *ps, enum v8_kind kind, struct v8_node *a, struct v8_node *b)
{
	struct v8_regex *re = ps->re;
	struct v8_node *n = calloc(1, sizeof(*n));

	if (!(re->count & (re->count - 1)))
		re->nodes = realloc(re->nodes, (re->count ? 2 * re->count : 1) * sizeof(*re->nodes));
	re->nodes[re->count++] = n;
	n->kind = kind;
	n->a = a;
	n->b = b;
	return n;
}

static void *fail(struct parser *ps, const char *why)
{
	if (!ps->re->error)
		ps->re->error = why;
	return NULL;
}

static void set_add(uint8_t *set, unsigned int byte)
{
	set[byte >> 3] |= 1 << (byte & 7);
}

/* a set that has one case of a letter gets the other; ranges are as written until then */
static void set_fold(uint8_t *set)
{
	unsigned int c;

	for (c = 'A'; c <= 'Z'; c++) {
		if (v8_set_has(set, c))
			set_add(set, c - 'A' + 'a');
		else if (v8_set_has(set, c - 'A' + 'a'))
			set_add(set, c);
	}
}

static struct v8_node *byte_node(struct parser *ps, unsigned int byte)
{
	struct v8_node *n = node(ps, V8_SET, NULL, NULL);

	set_add(n->set, byte);
	set_fold(n->set);
	return n;
}

static struct v8_node *bracket(struct parser *ps)
{
	struct v8_node *n = node(ps, V8_SET, NULL, NULL);
	bool negated = false;
	unsigned int i, c;

	if (ps->p < ps->end && *ps->p == '^') {
		negated = true;
		ps->p++;
	}
	if (ps->p < ps->end && (*ps->p == ']' || *ps->p == '-'))
		set_add(n->set, *ps->p++);
	while (ps->p < ps->end && *ps->p != ']') {
		if (*ps->p != '-') {
			set_add(n->set, *ps->p++);
			continue;
		}
		ps->p++;
		if (ps->p == ps->end || *ps->p == ']') {
			set_add(n->set, '-');
			continue;
		}
		/* whatever stands before the minus begins the range, be it the end of another range */
		if (ps->p[-2] > *ps->p)
			return fail(ps, "range is backwards");
		for (c = ps->p[-2]; c <= *ps->p; c++)
			set_add(n->set, c);
		ps->p++;
	}
	if (ps->p == ps->end)
		return fail(ps, "unmatched [");
	ps->p++;
	set_fold(n->set);
	for (i = 0; negated && i < sizeof(n->set); i++)
		n->set[i] = ~n->set[i];
	return n;
}

static struct v8_node *alternatives(struct parser *ps, bool *width);

static struct v8_node *atom(struct parser *ps, bool *width)
{
	struct v8_node *n;

	*width = true;
	switch (*ps->p++) {
	case '^':
		*width = false;
		return node(ps, V8_BEGIN, NULL, NULL);
	case '$':
		*width = false;
		return node(ps, V8_END, NULL, NULL);
	case '.':
		n = node(ps, V8_SET, NULL, NULL);
		memset(n->set, 0xff, sizeof(n->set));
		n->any = true;
		return n;
	case '[':
		return bracket(ps);
	case '(':
		n = alternatives(ps, width);
		if (!n)
			return NULL;
		if (ps->p == ps->end)
			return fail(ps, "unmatched (");
		ps->p++;
		return n;
	case '*':
	case '+':
	case '?':
		return fail(ps, "*, + or ? follows nothing");
	case '\\':
		if (ps->p == ps->end)
			return fail(ps, "trailing backslash");
		return byte_node(ps, *ps->p++);
	}
	return byte_node(ps, ps->p[-1]);
}

static bool is_repeat(const struct parser *ps)
{
	return ps->p < ps->end && (*ps->p == '*' || *ps->p == '+' || *ps->p == '?');
}

static struct v8_node *piece(struct parser *ps, bool *width)
{
	struct v8_node *n = atom(ps, width);
	enum v8_kind kind;

	if (!n || !is_repeat(ps))
		return n;
	kind = *ps->p == '*' ? V8_STAR : *ps->p == '+' ? V8_PLUS : V8_OPT;
	if (!*width && kind != V8_OPT)
		return fail(ps, "operand of * or + could be empty");
	*width = kind == V8_PLUS;
	ps->p++;
	if (is_repeat(ps))
		return fail(ps, "nested *, + or ?");
	return node(ps, kind, n, NULL);
}

static struct v8_node *sequence(struct parser *ps, bool *width)
{
	struct v8_node *n = NULL, *next;
	bool w;

	*width = false;
	while (ps->p < ps->end && *ps->p != '|' && *ps->p != ')') {
		next = piece(ps, &w);
		if (!next)
			return NULL;
		n = n ? node(ps, V8_CAT, n, next) : next;
		*width |= w;
	}
	return n ? n : node(ps, V8_EMPTY, NULL, NULL);
}

static struct v8_node *alternatives(struct parser *ps, bool *width)
{
	struct v8_node *n = sequence(ps, width), *next;
	bool w;

	while (n && ps->p < ps->end && *ps->p == '|') {
		ps->p++;
		next = sequence(ps, &w);
		if (!next)
			return NULL;
		n = node(ps, V8_ALT, n, next);
		*width &= w;
	}
	return n;
}

/* \xHH to the byte; one pass, a backslash before the backslash changes nothing */
static size_t decode(const char *text, uint8_t *out)
{
	size_t n = 0;
	unsigned int byte;

	while (*text) {
		if (text[0] == '\\' && text[1] == 'x' && isxdigit((unsigned char)text[2]) &&
		    isxdigit((unsigned char)text[3])) {
			sscanf(text + 2, "%2x", &byte);
			text += 4;
		} else {
			byte = (unsigned char)*text++;
		}
		out[n++] = byte;
	}
	return n;
}

struct v8_regex *v8_parse(const char *text)
{
	struct v8_regex *re = calloc(1, sizeof(*re));
	uint8_t *bytes = malloc(strlen(text) + 1);
	struct parser ps = { .re = re, .p = bytes };
	bool width;

	ps.end = bytes + decode(text, bytes);
	if (memchr(bytes, 0, ps.end - bytes))
		fail(&ps, "NUL in the expression");
	else
		re->root = alternatives(&ps, &width);
	if (re->root && ps.p != ps.end)
		re->root = fail(&ps, "unmatched )");
	if (re->error)
		re->root = NULL;
	free(bytes);
	return re;
}

void v8_free(struct v8_regex *re)
{
	while (re->count)
		free(re->nodes[--re->count]);
	free(re->nodes);
	free(re);
}
