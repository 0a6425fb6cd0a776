// SPDX-License-Identifier: GPL-2.0-only
#include "compiler/regex.h"

#include <ctype.h>
#include <string.h>

/* one expression; @at points into @pattern */
struct parser {
	struct l7_regex *re;
	const char *pattern;
	const char *at;
	unsigned int depth;
	const struct l7_place *place;
	struct l7_diags *diags;
};

static uint32_t parse_alternatives(struct parser *p);

static uint32_t fail(struct parser *p, const char *at, const char *text)
{
	const struct l7_place *place = p->place;

	l7_diags_add(p->diags, L7_ERROR, place->file, place->line, place->column + (at - p->pattern) + 1,
		     place->text ? place->text : p->pattern, "%s%s%s", place->file || !place->name ? "" : place->name,
		     place->file || !place->name ? "" : ": ", text);
	return L7_NODE_NONE;
}

static uint32_t made(struct parser *p, uint32_t node)
{
	return node == L7_NODE_NONE ? fail(p, p->at, "out of memory") : node;
}

static bool folds(const struct parser *p)
{
	return p->re->dialect == L7_DIALECT_L7_NOCASE;
}

static void add_range(struct l7_byteset *set, unsigned int from, unsigned int to)
{
	for (; from <= to; from++)
		l7_byteset_add(set, from);
}

/* \d \w \s and their opposites */
static bool named_set(char letter, struct l7_byteset *set)
{
	*set = (struct l7_byteset){ { 0 } };
	switch (tolower((unsigned char)letter)) {
	case 'w':
		add_range(set, 'A', 'Z');
		add_range(set, 'a', 'z');
		l7_byteset_add(set, '_');
		/* fall through */
	case 'd':
		add_range(set, '0', '9');
		break;
	case 's':
		add_range(set, '\t', '\r');
		l7_byteset_add(set, ' ');
		break;
	default:
		return false;
	}
	if (isupper((unsigned char)letter))
		l7_byteset_invert(set);
	return true;
}

static int hex_digit(char c)
{
	return isdigit((unsigned char)c) ? c - '0' : isxdigit((unsigned char)c) ? (c | 0x20) - 'a' + 10 : -1;
}

/* an escape that stands for one byte, @p->at behind the backslash; -1 with an error */
static int escaped_byte(struct parser *p)
{
	const char *backslash = p->at - 1;
	const char c = *p->at;

	if (!c) {
		fail(p, backslash, "a backslash ends the expression; write \\\\ for the character itself");
		return -1;
	}
	p->at++;
	switch (c) {
	case 'r': return '\r';
	case 'n': return '\n';
	case 't': return '\t';
	case '0': return 0;
	case 'x':
		if (hex_digit(p->at[0]) < 0 || hex_digit(p->at[1]) < 0) {
			fail(p, backslash, "\\x needs two hexadecimal digits");
			return -1;
		}
		p->at += 2;
		return hex_digit(p->at[-2]) << 4 | hex_digit(p->at[-1]);
	}
	if (!ispunct((unsigned char)c)) {
		fail(p, backslash, "no such escape; there are \\xHH \\r \\n \\t \\0 \\d \\w \\s \\D \\W \\S, and a "
		     "backslash in front of punctuation");
		return -1;
	}
	return (unsigned char)c;
}

/* one byte as it may stand between brackets; -1 with an error, -2 if it was a named set, which is added */
static int bracket_byte(struct parser *p, struct l7_byteset *set)
{
	struct l7_byteset named;
	size_t i;

	if (*p->at != '\\')
		return (unsigned char)*p->at++;
	p->at++;
	if (!named_set(*p->at, &named))
		return escaped_byte(p);
	p->at++;
	for (i = 0; i < 4; i++)
		set->word[i] |= named.word[i];
	return -2;
}

/* a byte, a named set or a range */
static bool bracket_member(struct parser *p, struct l7_byteset *set)
{
	const char *begin = p->at;
	const int from = bracket_byte(p, set);
	int to = from;

	if (from < 0)
		return from == -2;
	if (p->at[0] == '-' && p->at[1] && p->at[1] != ']') {
		p->at++;
		to = bracket_byte(p, set);
		if (to == -2)
			fail(p, begin, "a range ends in one byte, not in a set");
		else if (to >= 0 && to < from)
			fail(p, begin, "the range runs backwards; its first byte must not be greater than its last");
		if (to < from)
			return false;
	}
	add_range(set, from, to);
	return true;
}

static uint32_t bracket(struct parser *p)
{
	const char *open = p->at++;
	struct l7_byteset set = { { 0 } };
	const bool negated = *p->at == '^';
	const char *first = p->at += negated;

	while (*p->at && (*p->at != ']' || p->at == first))
		if (!bracket_member(p, &set))
			return L7_NODE_NONE;
	if (!*p->at)
		return fail(p, open, "`[' without `]'; add the `]', or write \\[ for the character itself (a `]' right "
			    "after the `[' belongs to the set)");
	p->at++;
	if (folds(p))
		l7_byteset_fold(&set);
	if (negated)
		l7_byteset_invert(&set);
	return made(p, l7_regex_set(p->re, &set));
}

static uint32_t literal(struct parser *p, int byte)
{
	struct l7_byteset set = { { 0 } };

	if (byte < 0)
		return L7_NODE_NONE;
	l7_byteset_add(&set, byte);
	if (folds(p))
		l7_byteset_fold(&set);
	return made(p, l7_regex_set(p->re, &set));
}

static uint32_t escape(struct parser *p)
{
	struct l7_byteset set;

	p->at++;
	if (!named_set(*p->at, &set))
		return literal(p, escaped_byte(p));
	p->at++;
	return made(p, l7_regex_set(p->re, &set));
}

static uint32_t any(struct parser *p)
{
	const struct l7_byteset all = { { ~0ull, ~0ull, ~0ull, ~0ull } };

	p->at++;
	return made(p, l7_regex_set(p->re, &all));
}

static uint32_t group(struct parser *p)
{
	const char *open = p->at++;
	uint32_t inner;

	if (*p->at == '?')
		return fail(p, p->at, "`(?' means nothing here: groups are never captured, and there is no looking ahead");
	if (++p->depth > L7_REGEX_MAX_DEPTH)
		return fail(p, open, "too many levels of parentheses; write the expression flatter");
	inner = parse_alternatives(p);
	p->depth--;
	if (inner == L7_NODE_NONE)
		return L7_NODE_NONE;
	if (*p->at != ')')
		return fail(p, open, "`(' without `)'; add the `)', or write \\( for the character itself");
	p->at++;
	return inner;
}

/* `{' begins a repetition only where a digit follows */
static bool is_repeat(const char *at)
{
	return *at == '*' || *at == '+' || *at == '?' || (*at == '{' && isdigit((unsigned char)at[1]));
}

static uint32_t atom(struct parser *p)
{
	const char c = *p->at;

	if (is_repeat(p->at))
		return fail(p, p->at, "nothing stands before it that could be repeated; write a backslash in front for the "
			    "character itself");
	switch (c) {
	case '^':
	case '$':
		p->at++;
		return made(p, l7_regex_node(p->re, c == '^' ? L7_NODE_BEGIN : L7_NODE_END, L7_NODE_NONE));
	case '.':
		return any(p);
	case '[':
		return bracket(p);
	case '(':
		return group(p);
	case '\\':
		return escape(p);
	}
	p->at++;
	return literal(p, (unsigned char)c);
}

/* a number of {}; one too great is kept just too great */
static uint32_t number(struct parser *p)
{
	uint32_t n = 0;

	for (; isdigit((unsigned char)*p->at); p->at++)
		if (n <= L7_REPEAT_MOST)
			n = 10 * n + (*p->at - '0');
	return n;
}

static bool is_empty(const struct parser *p, uint32_t node)
{
	return p->re->nodes[node].kind == L7_NODE_EMPTY;
}

/* {n} {n,} {n,m} behind @operand */
static uint32_t braces(struct parser *p, uint32_t operand)
{
	const char *open = p->at++;
	uint32_t min, max, node;

	min = max = number(p);
	if (*p->at == ',') {
		p->at++;
		max = isdigit((unsigned char)*p->at) ? number(p) : L7_REPEAT_ENDLESS;
	}
	if (*p->at != '}')
		return fail(p, open, "`{' and a digit begin a repetition, {n}, {n,} or {n,m}; write \\{ for the character "
			    "itself");
	p->at++;
	if (min > L7_REPEAT_MOST || (max > L7_REPEAT_MOST && max != L7_REPEAT_ENDLESS))
		return fail(p, open, "repeated too often: 255 is the most; what lies far in is better looked at by a "
			    "condition, such as u32@236 = 0x63825363");
	if (max < min)
		return fail(p, open, "the smaller number comes first");
	if (!max)
		return fail(p, open, "what is repeated 0 times is better left out");
	if (is_empty(p, operand))
		return operand;
	node = made(p, l7_regex_node(p->re, L7_NODE_REPEAT, operand));
	if (node != L7_NODE_NONE)
		p->re->nodes[node].set = L7_REPEAT(min, max);
	return node;
}

static uint32_t piece(struct parser *p)
{
	const uint32_t operand = atom(p);
	uint32_t node;
	char c;

	if (operand == L7_NODE_NONE || !is_repeat(p->at))
		return operand;
	c = *p->at;
	if (c == '{') {
		node = braces(p, operand);
	} else {
		p->at++;
		node = made(p, l7_regex_node(p->re, c == '*' ? L7_NODE_STAR : c == '+' ? L7_NODE_PLUS : L7_NODE_OPTION,
					     operand));
	}
	if (node != L7_NODE_NONE && is_repeat(p->at))
		return fail(p, p->at, "a repetition right after another; leave one of them out, or put parentheses around "
			    "what is repeated twice");
	return node;
}

static bool at_branch_end(const struct parser *p)
{
	return !*p->at || *p->at == '|' || *p->at == ')';
}

/* `()` is left out: whatever is repeated takes a step of the automaton, so that those bound the work */
static uint32_t branch(struct parser *p)
{
	const uint32_t cat = made(p, l7_regex_node(p->re, L7_NODE_CAT, L7_NODE_NONE));
	uint32_t child, last = L7_NODE_NONE;

	if (cat == L7_NODE_NONE)
		return cat;
	while (!at_branch_end(p)) {
		child = piece(p);
		if (child == L7_NODE_NONE)
			return child;
		if (!is_empty(p, child))
			l7_regex_link(p->re, cat, &last, child);
	}
	if (last == L7_NODE_NONE)
		return made(p, l7_regex_node(p->re, L7_NODE_EMPTY, L7_NODE_NONE));
	return p->re->nodes[cat].child == last ? last : cat;
}

static uint32_t parse_alternatives(struct parser *p)
{
	uint32_t alt, last = L7_NODE_NONE, child = branch(p);

	if (child == L7_NODE_NONE || *p->at != '|')
		return child;
	alt = made(p, l7_regex_node(p->re, L7_NODE_ALT, L7_NODE_NONE));
	if (alt == L7_NODE_NONE)
		return alt;
	l7_regex_link(p->re, alt, &last, child);
	while (*p->at == '|') {
		p->at++;
		child = branch(p);
		if (child == L7_NODE_NONE)
			return child;
		l7_regex_link(p->re, alt, &last, child);
	}
	return alt;
}

int l7_dialect_l7(struct l7_regex *re, const char *pattern, const struct l7_place *place, struct l7_diags *d)
{
	struct parser p = { .re = re, .pattern = pattern, .at = pattern, .place = place, .diags = d };

	re->root = parse_alternatives(&p);
	if (re->root == L7_NODE_NONE)
		return -1;
	if (!*p.at)
		return 0;
	/* only a `)' stops the alternatives early */
	fail(&p, p.at, "`)' without `('; leave it out, or write \\) for the character itself");
	return -1;
}
