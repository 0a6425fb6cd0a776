// SPDX-License-Identifier: GPL-2.0-only
#include "compiler/regex.h"

#include <ctype.h>
#include <string.h>

#include "compiler/vector.h"

/* a byte of the expression after \xHH has been decoded */
struct letter {
	uint8_t byte;
	bool hex;	/* was written as \xHH */
	uint32_t column;
};

struct parser {
	struct l7_regex *re;
	struct letter *text;	/* [count + 1]: the last one is byte 0, behind the end */
	size_t count;
	size_t at;
	unsigned int depth;
	const char *pattern;
	const struct l7_place *place;
	struct l7_diags *diags;
	bool warnings;
	uint32_t single[256];	/* set of one byte, L7_NODE_NONE: not made yet */
};

static uint32_t parse_alternatives(struct parser *p, bool *width);

#define report(p, severity, letter, fmt, ...)								\
	l7_diags_add((p)->diags, severity, (p)->place->file, (p)->place->line, (letter)->column,	\
		     (p)->pattern, "%s%s" fmt, (p)->place->file || !(p)->place->name ? "" :		\
		     (p)->place->name, (p)->place->file || !(p)->place->name ? "" : ": ", ##__VA_ARGS__)

#define fail(p, letter, ...) (report(p, L7_ERROR, letter, __VA_ARGS__), L7_NODE_NONE)

#define warn(p, letter, ...)										\
	do {												\
		if ((p)->warnings)									\
			report(p, L7_WARNING, letter, __VA_ARGS__);					\
	} while (0)

static uint32_t node(struct parser *p, enum l7_node_kind kind, uint32_t child)
{
	uint32_t made = l7_regex_node(p->re, kind, child);

	return made == L7_NODE_NONE ? fail(p, &p->text[p->at], "out of memory") : made;
}

static uint32_t set_node(struct parser *p, const struct l7_byteset *set)
{
	const uint32_t made = l7_regex_set(p->re, set);

	return made == L7_NODE_NONE ? fail(p, &p->text[p->at], "out of memory") : made;
}

static uint32_t literal(struct parser *p, uint8_t byte)
{
	struct l7_byteset set = { { 0 } };
	uint32_t made;

	if (p->single[byte] == L7_NODE_NONE) {
		l7_byteset_add(&set, byte);
		l7_byteset_fold(&set);
		p->single[byte] = l7_regex_set_index(p->re, &set);
		if (p->single[byte] == L7_NODE_NONE)
			return fail(p, &p->text[p->at], "out of memory");
	}
	made = node(p, L7_NODE_SET, L7_NODE_NONE);
	if (made != L7_NODE_NONE)
		p->re->nodes[made].set = p->single[byte];
	return made;
}

static uint32_t any(struct parser *p)
{
	struct l7_byteset set = { { ~1ull, ~0ull, ~0ull, ~0ull } };

	return set_node(p, &set);
}

static const struct letter *peek(const struct parser *p)
{
	return &p->text[p->at];
}

static bool at_end(const struct parser *p)
{
	return p->at >= p->count;
}

static bool next_is(const struct parser *p, char c)
{
	return !at_end(p) && p->text[p->at].byte == (uint8_t)c;
}

static bool next_is_repeat(const struct parser *p)
{
	return next_is(p, '*') || next_is(p, '+') || next_is(p, '?');
}

/* take a byte that acts as an operator: the classic trap is one written as \xHH to be taken literally */
static const struct letter *take_operator(struct parser *p)
{
	const struct letter *l = &p->text[p->at++];

	if (l->hex)
		warn(p, l, "\\x%02x is read as the operator `%c'; write \\%c for the character itself, or %c "
		     "if the operator is meant", l->byte, l->byte, l->byte, l->byte);
	return l;
}

/* take a byte that means something special between brackets */
static const struct letter *take_in_bracket(struct parser *p, const char *acts, const char *instead)
{
	const struct letter *l = &p->text[p->at++];

	if (l->hex)
		warn(p, l, "\\x%02x is read as the `%c' that %s; put `%c' %s for the character itself",
		     l->byte, l->byte, acts, l->byte, instead);
	return l;
}

static bool bracket_range(struct parser *p, struct l7_byteset *set)
{
	const struct letter *from = &p->text[p->at - 2];
	const struct letter *to = &p->text[p->at++];
	unsigned int byte;

	if (from->byte > to->byte) {
		report(p, L7_ERROR, from, "the range runs backwards; its first character must not be greater than "
		       "its last");
		return false;
	}
	for (byte = from->byte; byte <= to->byte; byte++)
		l7_byteset_add(set, byte);
	return true;
}

static bool bracket_members(struct parser *p, struct l7_byteset *set)
{
	if (next_is(p, ']') || next_is(p, '-'))
		l7_byteset_add(set, p->text[p->at++].byte);
	while (!at_end(p) && !next_is(p, ']')) {
		const struct letter *l = peek(p);

		if (l->byte != '-') {
			l7_byteset_add(set, l->byte);
			p->at++;
			continue;
		}
		if (p->at + 1 >= p->count || p->text[p->at + 1].byte == ']') {
			l7_byteset_add(set, '-');
			p->at++;
			continue;
		}
		take_in_bracket(p, "makes a range", "first or last");
		if (!bracket_range(p, set))
			return false;
	}
	return true;
}

static uint32_t bracket(struct parser *p)
{
	const struct letter *open = take_operator(p);
	struct l7_byteset set = { { 0 } };
	bool negated = next_is(p, '^');

	if (negated)
		take_in_bracket(p, "negates", "anywhere but first");
	if (!bracket_members(p, &set))
		return L7_NODE_NONE;
	if (at_end(p))
		return fail(p, open, "`[' without `]'; add the `]', or write \\[ for the character itself (a `]' "
			    "right after the `[' belongs to the set)");
	take_in_bracket(p, "ends the brackets", "first");
	l7_byteset_fold(&set);
	if (negated)
		l7_byteset_invert(&set);
	set.word[0] &= ~1ull;
	return set_node(p, &set);
}

static uint32_t group(struct parser *p, bool *width)
{
	const struct letter *open = take_operator(p);
	uint32_t inner;

	if (++p->depth > L7_REGEX_MAX_DEPTH)
		return fail(p, open, "more than %d levels of parentheses; write the expression flatter",
			    L7_REGEX_MAX_DEPTH);
	inner = parse_alternatives(p, width);
	p->depth--;
	if (inner == L7_NODE_NONE)
		return L7_NODE_NONE;
	if (at_end(p))
		return fail(p, open, "`(' without `)'; add the `)', or write \\( for the character itself");
	take_operator(p);
	return inner;
}

/* escapes of other dialects, which mean the bare letter here */
static void warn_of_escape(struct parser *p, const struct letter *backslash, const struct letter *l)
{
	static const struct {
		char letter;
		const char *instead;
	} foreign[] = {
		{ 'n', "\\x0a" }, { 'r', "\\x0d" }, { 't', "\\x09" }, { 'd', "[0-9]" },
		{ 's', "[\\x09-\\x0d ]" }, { 'w', "[a-z0-9_]" },
	};
	size_t i;

	if (backslash->hex)
		warn(p, backslash, "\\x5c is read as the backslash that makes the next character ordinary; write "
		     "\\\\ for the backslash itself");
	else if (l->hex)
		warn(p, backslash, "\\xHH is read before the backslash in front of it, so this is the byte 0x%02x "
		     "alone; write \\\\[x] and the digits for a backslash and an x", l->byte);
	else if (l->byte == 'x')
		warn(p, backslash, "\\x needs two hexadecimal digits; as it stands this is the letter x");
	for (i = 0; i < sizeof(foreign) / sizeof(foreign[0]); i++)
		if (!l->hex && !backslash->hex && l->byte == (uint8_t)foreign[i].letter)
			warn(p, backslash, "\\%c is the letter %c in this dialect; write %s", l->byte, l->byte,
			     foreign[i].instead);
}

static uint32_t escape(struct parser *p)
{
	const struct letter *backslash = &p->text[p->at++];

	if (at_end(p))
		return fail(p, backslash, "a backslash ends the expression; write \\\\ for the character itself");
	warn_of_escape(p, backslash, peek(p));
	return literal(p, p->text[p->at++].byte);
}

static void warn_of_braces(struct parser *p)
{
	size_t i = p->at + 1;

	if (!p->at || i >= p->count || !isdigit(p->text[i].byte) || p->text[p->at].hex)
		return;
	while (i < p->count && (isdigit(p->text[i].byte) || p->text[i].byte == ','))
		i++;
	if (i < p->count && p->text[i].byte == '}')
		warn(p, peek(p), "braces are ordinary characters in this dialect; write what they should repeat as "
		     "often as it must occur, or \\{ if they are meant");
}

static uint32_t atom(struct parser *p, bool *width)
{
	const struct letter *l = peek(p);

	*width = true;
	switch (l->byte) {
	case '^':
	case '$':
		*width = false;
		take_operator(p);
		return node(p, l->byte == '^' ? L7_NODE_BEGIN : L7_NODE_END, L7_NODE_NONE);
	case '.':
		take_operator(p);
		return any(p);
	case '[':
		return bracket(p);
	case '(':
		return group(p, width);
	case '*':
	case '+':
	case '?':
		return fail(p, l, "`%c' has nothing before it to repeat; write \\%c for the character itself",
			    l->byte, l->byte);
	case '\\':
		return escape(p);
	case '{':
		warn_of_braces(p);
	}
	p->at++;
	return literal(p, l->byte);
}

static uint32_t piece(struct parser *p, bool *width)
{
	const uint32_t operand = atom(p, width);
	const struct letter *op = peek(p);
	enum l7_node_kind kind;

	if (operand == L7_NODE_NONE || !next_is_repeat(p))
		return operand;
	if (op->byte != '?' && !*width)
		return fail(p, op, "what `%c' repeats may be empty; leave out the `%c', or let it repeat something "
			    "that has at least one character", op->byte, op->byte);
	take_operator(p);
	if (next_is_repeat(p))
		return fail(p, peek(p), "`%c' right after `%c'; leave one of them out, or write \\%c for the "
			    "character itself", peek(p)->byte, op->byte, peek(p)->byte);
	kind = op->byte == '*' ? L7_NODE_STAR : op->byte == '+' ? L7_NODE_PLUS : L7_NODE_OPTION;
	*width = op->byte == '+';
	return node(p, kind, operand);
}

static uint32_t branch(struct parser *p, bool *width)
{
	uint32_t cat, first, last = L7_NODE_NONE;

	*width = false;
	if (at_end(p) || next_is(p, '|') || next_is(p, ')'))
		return node(p, L7_NODE_EMPTY, L7_NODE_NONE);
	first = piece(p, width);
	if (first == L7_NODE_NONE || at_end(p) || next_is(p, '|') || next_is(p, ')'))
		return first;
	cat = node(p, L7_NODE_CAT, L7_NODE_NONE);
	if (cat == L7_NODE_NONE)
		return L7_NODE_NONE;
	l7_regex_link(p->re, cat, &last, first);
	while (!at_end(p) && !next_is(p, '|') && !next_is(p, ')')) {
		bool wide;
		uint32_t child = piece(p, &wide);

		if (child == L7_NODE_NONE)
			return L7_NODE_NONE;
		l7_regex_link(p->re, cat, &last, child);
		*width |= wide;
	}
	return cat;
}

static uint32_t parse_alternatives(struct parser *p, bool *width)
{
	uint32_t alt, last = L7_NODE_NONE;
	const uint32_t first = branch(p, width);

	if (first == L7_NODE_NONE || !next_is(p, '|'))
		return first;
	alt = node(p, L7_NODE_ALT, L7_NODE_NONE);
	if (alt == L7_NODE_NONE)
		return L7_NODE_NONE;
	l7_regex_link(p->re, alt, &last, first);
	while (next_is(p, '|')) {
		bool wide;
		uint32_t child;

		take_operator(p);
		child = branch(p, &wide);
		if (child == L7_NODE_NONE)
			return L7_NODE_NONE;
		l7_regex_link(p->re, alt, &last, child);
		*width &= wide;
	}
	return alt;
}

static unsigned int hex_digit(char c)
{
	return isdigit((unsigned char)c) ? c - '0' : (c | 0x20) - 'a' + 10;
}

static bool is_hex_escape(const char *s)
{
	return s[0] == '\\' && s[1] == 'x' && isxdigit((unsigned char)s[2]) && isxdigit((unsigned char)s[3]);
}

/* \xHH becomes one letter whatever stands before it, as the classic had it; a NUL ends the expression */
static void decode(struct parser *p)
{
	const char *s = p->pattern;

	while (*s) {
		struct letter *l = &p->text[p->count];

		l->column = s - p->pattern + 1;
		l->hex = is_hex_escape(s);
		l->byte = l->hex ? hex_digit(s[2]) << 4 | hex_digit(s[3]) : (uint8_t)*s;
		s += l->hex ? 4 : 1;
		if (!l->byte) {
			warn(p, l, "\\x00 ends the expression, and the rest is ignored; leave it out: NUL bytes "
			     "are taken out of the payload before it is matched");
			break;
		}
		p->count++;
	}
	p->text[p->count] = (struct letter){ 0, false, s - p->pattern + 1 };
}

static int parse(struct parser *p)
{
	bool width;

	decode(p);
	p->re->root = parse_alternatives(p, &width);
	if (p->re->root == L7_NODE_NONE)
		return -1;
	if (at_end(p))
		return 0;
	/* only a `)' stops the alternatives early */
	report(p, L7_ERROR, peek(p), "`)' without `('; leave it out, or write \\) for the character itself");
	return -1;
}

int l7_dialect_v8(struct l7_regex *re, const char *pattern, const struct l7_place *place, bool warnings,
		  struct l7_diags *d)
{
	struct parser p = { .re = re, .pattern = pattern, .place = place, .diags = d, .warnings = warnings };
	int err;

	memset(p.single, 0xff, sizeof(p.single));
	p.text = calloc(strlen(pattern) + 1, sizeof(*p.text));
	if (!p.text) {
		l7_diags_add(d, L7_ERROR, place->file, place->line, 0, NULL, "out of memory");
		return -1;
	}
	err = parse(&p);
	free(p.text);
	return err;
}
