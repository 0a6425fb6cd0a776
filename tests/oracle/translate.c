// SPDX-License-Identifier: GPL-2.0-only
/* translate.c - the tree of an expression in the words of other engines */

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "tests/oracle/v8.h"

static bool folded(enum v8_dialect d)
{
	return d != V8_RE2;
}

static void put_byte(FILE *out, enum v8_dialect d, unsigned int c)
{
	if (isalnum(c) || c == ' ' || c == '_')
		fputc(c, out);
	else if (d == V8_POSIX)
		fprintf(out, strchr("^$.[]()|*+?{}\\", c) ? "\\%c" : "%c", c);
	else
		fprintf(out, "\\x%02x", c);
}

/* POSIX: no escapes in brackets, so ] goes first, ^ and - last, [ where no special can come of it; no NUL */
static void put_posix_list(FILE *out, const uint8_t *set)
{
	unsigned int c;

	if (v8_set_has(set, ']'))
		fputc(']', out);
	for (c = 1; c < 256; c++)
		if (v8_set_has(set, c) && !isupper(c) && !strchr("[]^-", c))
			fputc(c, out);
	if (v8_set_has(set, '['))
		fputc('[', out);
	if (v8_set_has(set, '^'))
		fputc('^', out);
	if (v8_set_has(set, '-'))
		fputc('-', out);
}

static void put_posix_set(FILE *out, const uint8_t *set)
{
	uint8_t inverse[32];
	unsigned int c, count = 0;

	for (c = 0; c < sizeof(inverse); c++)
		inverse[c] = ~set[c];
	for (c = 1; c < 256; c++)
		count += v8_set_has(set, c);
	if (count == 255) {
		fputc('.', out);
		return;
	}
	/* in "[^-]" the ^ would mean something */
	if (count == 2 && v8_set_has(set, '^') && v8_set_has(set, '-')) {
		fputs("[-^]", out);
		return;
	}
	fputs(v8_set_has(set, 0) ? "[^" : "[", out);
	put_posix_list(out, v8_set_has(set, 0) ? inverse : set);
	fputc(']', out);
}

static void put_set(FILE *out, enum v8_dialect d, const uint8_t *set)
{
	unsigned int c, last, count = 0, first = 0;
	uint8_t small[32];

	memcpy(small, set, sizeof(small));
	for (c = 'A'; folded(d) && c <= 'Z'; c++)
		small[c >> 3] &= ~(1 << (c & 7));
	for (c = 256; c--;) {
		count += v8_set_has(small, c);
		first = v8_set_has(small, c) ? c : first;
	}
	if (count == 1) {
		put_byte(out, d, first);
		return;
	}
	if (d == V8_POSIX) {
		put_posix_set(out, set);
		return;
	}
	if (!count) {
		fputs("[^\\x00-\\xff]", out);
		return;
	}
	fputc('[', out);
	for (c = 0; c < 256; c = last + 1) {
		last = c;
		if (!v8_set_has(small, c))
			continue;
		while (last < 255 && v8_set_has(small, last + 1))
			last++;
		fprintf(out, last > c ? "\\x%02x-\\x%02x" : "\\x%02x", c, last);
	}
	fputc(']', out);
}

static void put_node(FILE *out, enum v8_dialect d, const struct v8_node *n);

/* one level of parentheses for all of them: engines bound the depth */
static void put_alternatives(FILE *out, enum v8_dialect d, const struct v8_node *n)
{
	if (n->kind != V8_ALT) {
		put_node(out, d, n);
		return;
	}
	put_alternatives(out, d, n->a);
	fputc('|', out);
	put_alternatives(out, d, n->b);
}

static void put_node(FILE *out, enum v8_dialect d, const struct v8_node *n)
{
	const char *group = d == V8_POSIX ? "(" : "(?:";

	switch (n->kind) {
	case V8_EMPTY:
		fputs(d == V8_POSIX ? "()" : "(?:)", out);
		break;
	case V8_SET:
		if (n->any)
			fputc('.', out);
		else
			put_set(out, d, n->set);
		break;
	case V8_BEGIN:
		fputs(d == V8_POSIX ? "^" : "\\A", out);
		break;
	case V8_END:
		fputs(d == V8_POSIX ? "$" : "\\z", out);
		break;
	case V8_CAT:
		put_node(out, d, n->a);
		put_node(out, d, n->b);
		break;
	case V8_ALT:
		fputs(group, out);
		put_alternatives(out, d, n);
		fputc(')', out);
		break;
	case V8_STAR:
	case V8_PLUS:
	case V8_OPT:
		if (n->a->kind != V8_SET)
			fputs(group, out);
		put_node(out, d, n->a);
		if (n->a->kind != V8_SET)
			fputc(')', out);
		fputc(n->kind == V8_STAR ? '*' : n->kind == V8_PLUS ? '+' : '?', out);
		break;
	}
}

char *v8_translate(const struct v8_regex *re, enum v8_dialect dialect)
{
	char *text = NULL;
	size_t size;
	FILE *out = open_memstream(&text, &size);

	put_node(out, dialect, re->root);
	fclose(out);
	return text;
}
