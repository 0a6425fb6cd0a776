// SPDX-License-Identifier: GPL-2.0-only
#include "compiler/lower.h"

#include <errno.h>
#include <string.h>

#define MAX_BYTES L7_PACKET_HEAD_BYTES

/* the automaton keeps the beginning up to where hardly any random bytes get through */
#define RARE (1 / 65536.0)
#define KEEP_MOST_BYTES 8

/**
 * struct layout - an expression of fixed length: a set for each byte
 * @set:   [count]; further ones up to KEEP_MOST_BYTES are of bytes that only conditions speak of
 * @ends:  `$` behind the last
 */
struct layout {
	struct l7_byteset set[MAX_BYTES];
	unsigned int count;
	bool ends;
};

static bool flatten(const struct l7_regex *re, uint32_t index, struct layout *out);

static bool flatten_all(const struct l7_regex *re, uint32_t child, struct layout *out)
{
	for (; child != L7_NODE_NONE; child = re->nodes[child].next)
		if (!flatten(re, child, out))
			return false;
	return true;
}

/* append what a node takes; false: it isn't a fixed number of bytes */
static bool flatten(const struct l7_regex *re, uint32_t index, struct layout *out)
{
	const struct l7_node *node = &re->nodes[index];
	uint32_t i;

	if (out->ends)
		return false;
	switch ((enum l7_node_kind)node->kind) {
	case L7_NODE_EMPTY:
		return true;
	case L7_NODE_SET:
		if (out->count == MAX_BYTES)
			return false;
		out->set[out->count++] = re->sets[node->set];
		return true;
	case L7_NODE_CAT:
		return flatten_all(re, node->child, out);
	case L7_NODE_END:
		out->ends = true;
		return true;
	case L7_NODE_REPEAT:
		if (L7_REPEAT_MIN(node->set) != L7_REPEAT_MAX(node->set))
			return false;
		for (i = 0; i < L7_REPEAT_MIN(node->set); i++)
			if (!flatten(re, node->child, out))
				return false;
		return true;
	default:
		return false;
	}
}

/* `^` and nothing but bytes */
static bool lay_out(const struct l7_regex *re, struct layout *out)
{
	const struct l7_node *root = &re->nodes[re->root];

	*out = (struct layout){ .count = 0 };
	return root->kind == L7_NODE_CAT && re->nodes[root->child].kind == L7_NODE_BEGIN &&
	       flatten_all(re, re->nodes[root->child].next, out);
}

static unsigned int count_bytes(const struct l7_byteset *set)
{
	unsigned int n = 0, i;

	for (i = 0; i < 4; i++)
		n += __builtin_popcountll(set->word[i]);
	return n;
}

/* whether the set is one run of bytes; which */
static bool is_run(const struct l7_byteset *set, unsigned int *from, unsigned int *to)
{
	unsigned int byte = 0;

	while (byte < 256 && !l7_byteset_has(set, byte))
		byte++;
	*from = byte;
	while (byte < 256 && l7_byteset_has(set, byte))
		byte++;
	*to = byte - 1;
	return byte > *from && count_bytes(set) == byte - *from;
}

static bool is_any(const struct l7_byteset *set)
{
	return count_bytes(set) == 256;
}

/* how many bytes the automaton keeps */
static unsigned int kept_bytes(const struct layout *l, unsigned int reach)
{
	unsigned int kept = 0, from, to, i;
	double chance = 1;

	while (kept < KEEP_MOST_BYTES && chance > RARE)
		chance *= count_bytes(&l->set[kept++]) / 256.0;
	while (kept && is_any(&l->set[kept - 1]))
		kept--;
	for (i = kept; i < l->count; i++)
		if (i >= reach || !is_run(&l->set[i], &from, &to))
			kept = i + 1;
	return kept;
}

/* narrow a byte down to what a condition on it, or on a number that it leads, lets pass */
static void narrow(struct l7_byteset *set, const struct l7_image_condition *c, unsigned int below)
{
	struct l7_byteset both = { { 0 } };
	unsigned int byte, any = 0;

	for (byte = 0; byte < 256; byte++) {
		const int64_t least = (int64_t)((uint64_t)byte << below & c->mask) * c->factor;
		const int64_t most = (int64_t)(((uint64_t)byte << below | ((1ull << below) - 1)) & c->mask) * c->factor;
		bool good = true;

		switch (c->op) {
		case L7_OP_EQ: good = least <= c->value && most >= c->value; break;
		case L7_OP_NE: good = below || least != c->value; break;
		case L7_OP_LT: good = least < c->value; break;
		case L7_OP_LE: good = least <= c->value; break;
		case L7_OP_GT: good = most > c->value; break;
		case L7_OP_GE: good = most >= c->value; break;
		}
		if (!good || !l7_byteset_has(set, byte))
			continue;
		l7_byteset_add(&both, byte);
		any = 1;
	}
	if (any)
		*set = both;
}

/* a condition `= constant` says what each of its bytes is, others what the leading one may be */
static void absorb(struct layout *l, const struct l7_image_condition *c)
{
	const bool little = c->flags & L7_CONDITION_LITTLE;
	unsigned int i;

	if (!c->width || c->flags & L7_CONDITION_SIZE)
		return;
	for (i = 0; i < c->width; i++) {
		const unsigned int at = c->offset + i, below = 8 * (little ? i : c->width - 1 - i);
		struct l7_image_condition byte = { .op = L7_OP_EQ, .mask = 255, .factor = 1, .value = c->value >> below & 255 };

		if (at >= KEEP_MOST_BYTES)
			continue;
		if (c->op == L7_OP_EQ && c->mask == UINT32_MAX && c->factor == 1)
			narrow(&l->set[at], &byte, 0);
		else if (below + 8 == 8u * c->width)
			narrow(&l->set[at], c, below);
	}
}

static void compare(struct l7_image_condition *c, unsigned int offset, unsigned int width, enum l7_op op, int64_t value)
{
	*c = (struct l7_image_condition){ .width = width, .offset = offset, .op = op, .mask = UINT32_MAX, .factor = 1,
					  .value = value };
}

/* up to four single bytes from @at on are one number; returns how many bytes it took */
static unsigned int compare_bytes(const struct layout *l, unsigned int at,
				  struct l7_image_condition *c)
{
	unsigned int width = 0, from, to;
	uint32_t value = 0;

	while (width < 4 && at + width < l->count && is_run(&l->set[at + width], &from, &to) && from == to) {
		value = value << 8 | from;
		width++;
	}
	if (width)
		compare(c, at, width, L7_OP_EQ, value);
	return width;
}

/* conditions for the bytes from @at on; -1: too many */
static int make_conditions(const struct layout *l, unsigned int at,
			   struct l7_image_condition *c)
{
	int count = 0;

	while (at < l->count) {
		unsigned int width, from, to;

		if (count + 3 > L7_LOWER_MAX_CONDITIONS)
			return -1;
		width = compare_bytes(l, at, &c[count]);
		count += width != 0;
		at += width;
		if (width || !is_run(&l->set[at], &from, &to))
			continue;
		if (from)
			compare(&c[count++], at, 1, L7_OP_GE, from);
		if (to < 255)
			compare(&c[count++], at, 1, L7_OP_LE, to);
		at++;
	}
	return count;
}

/* that all bytes are there, where no field at the end of them says so; that no more are, if `$` wants it */
static void compare_size(const struct layout *l, struct l7_image_condition *c)
{
	compare(c, 0, 0, l->ends ? L7_OP_EQ : L7_OP_LE, -(int64_t)l->count);
	c->flags = L7_CONDITION_SIZE;
}

/* cut the tree down to the first @kept bytes */
static int shorten(struct l7_regex *re, const struct layout *l, unsigned int kept)
{
	const uint32_t cat = l7_regex_node(re, L7_NODE_CAT, L7_NODE_NONE);
	uint32_t child = l7_regex_node(re, L7_NODE_BEGIN, L7_NODE_NONE), last = L7_NODE_NONE;
	unsigned int i;

	for (i = 0; cat != L7_NODE_NONE && child != L7_NODE_NONE; i++) {
		l7_regex_link(re, cat, &last, child);
		if (i == kept) {
			re->root = cat;
			return 0;
		}
		child = l7_regex_set(re, &l->set[i]);
	}
	return -ENOMEM;
}

int l7_lower(struct l7_regex *re, enum l7_scope scope, const struct l7_image_condition *written, size_t nwritten,
	     struct l7_image_condition *condition)
{
	const unsigned int reach = scope == L7_SCOPE_STREAM ? L7_STREAM_HEAD_BYTES : L7_PACKET_HEAD_BYTES;
	unsigned int kept, i;
	struct layout l;
	int count = 0;

	/* a stream that has ended at a place once may grow; a condition would be lost then */
	if (!lay_out(re, &l) || (l.ends && scope == L7_SCOPE_STREAM))
		return 0;
	for (i = l.count; i < KEEP_MOST_BYTES; i++)
		l.set[i] = (struct l7_byteset){ { ~0ull, ~0ull, ~0ull, ~0ull } };
	for (i = 0; i < nwritten; i++)
		absorb(&l, &written[i]);
	kept = kept_bytes(&l, reach);
	if (kept < l.count || l.ends) {
		count = make_conditions(&l, kept, condition);
		if (count < 0 || count == L7_LOWER_MAX_CONDITIONS)
			return 0;
		compare_size(&l, &condition[count++]);
	}
	return shorten(re, &l, kept) ? -ENOMEM : count;
}
