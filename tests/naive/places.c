// SPDX-License-Identifier: GPL-2.0-only
#include "tests/naive/places.h"

struct subject {
	const struct l7_regex *re;
	const uint8_t *bytes;
	size_t length;
};

static uint64_t after(const struct subject *s, uint32_t index, uint64_t from);

static uint64_t after_bytes(const struct subject *s, const struct l7_byteset *set, uint64_t from)
{
	uint64_t to = 0;
	size_t i;

	for (i = 0; i < s->length; i++)
		if (from >> i & 1 && l7_byteset_has(set, s->bytes[i]))
			to |= 2ull << i;
	return to;
}

/* between @min and @max times; more often than there are bytes leads nowhere new */
static uint64_t after_many(const struct subject *s, uint32_t child, uint64_t from, unsigned int min, unsigned int max)
{
	uint64_t to;
	unsigned int i;

	for (i = 0; i < min; i++)
		from = after(s, child, from);
	for (to = from; from && i < max; i++) {
		from = after(s, child, from) & ~to;
		to |= from;
	}
	return to;
}

static uint64_t after(const struct subject *s, uint32_t index, uint64_t from)
{
	const struct l7_node *node = &s->re->nodes[index];
	uint64_t to = 0;
	uint32_t child;

	switch ((enum l7_node_kind)node->kind) {
	case L7_NODE_EMPTY:
		return from;
	case L7_NODE_SET:
		return after_bytes(s, &s->re->sets[node->set], from);
	case L7_NODE_BEGIN:
		return from & 1;
	case L7_NODE_END:
		return from & 1ull << s->length;
	case L7_NODE_CAT:
		for (child = node->child; child != L7_NODE_NONE; child = s->re->nodes[child].next)
			from = after(s, child, from);
		return from;
	case L7_NODE_ALT:
		for (child = node->child; child != L7_NODE_NONE; child = s->re->nodes[child].next)
			to |= after(s, child, from);
		return to;
	case L7_NODE_OPTION:
		return after_many(s, node->child, from, 0, 1);
	case L7_NODE_REPEAT:
		return after_many(s, node->child, from, L7_REPEAT_MIN(node->set), L7_REPEAT_MAX(node->set));
	case L7_NODE_STAR:
		return after_many(s, node->child, from, 0, L7_REPEAT_ENDLESS);
	case L7_NODE_PLUS:
		return after_many(s, node->child, from, 1, L7_REPEAT_ENDLESS);
	}
	return 0;
}

uint64_t places_after(const struct l7_regex *re, uint32_t node, const uint8_t *bytes, size_t length, uint64_t from)
{
	const struct subject s = { re, bytes, length };

	return after(&s, node, from);
}
