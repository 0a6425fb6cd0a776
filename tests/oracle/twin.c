// SPDX-License-Identifier: GPL-2.0-only
/* twin.c - the slow, obvious matcher */

#include <string.h>

#include "tests/oracle/twin.h"

#define WORDS (TWIN_MAX_BYTES / 64 + 1)

/* bit i: before byte i, or behind the last if i == len */
struct places {
	uint64_t word[WORDS];
};

struct subject {
	const uint8_t *p;
	size_t len;
	size_t words;
};

static bool has(const struct places *s, size_t i)
{
	return s->word[i / 64] >> (i % 64) & 1;
}

static bool none(const struct places *s, size_t words)
{
	size_t i;

	for (i = 0; i < words; i++)
		if (s->word[i])
			return false;
	return true;
}

static void put(struct places *s, size_t i)
{
	s->word[i / 64] |= 1ull << (i % 64);
}

static void add(struct places *to, const struct places *from, size_t words)
{
	size_t i;

	for (i = 0; i < words; i++)
		to->word[i] |= from->word[i];
}

static void take(struct places *from, const struct places *what, size_t words)
{
	size_t i;

	for (i = 0; i < words; i++)
		from->word[i] &= ~what->word[i];
}

static void step_byte(struct places *out, const struct subject *s, const uint8_t *set, size_t i)
{
	if (i < s->len && v8_set_has(set, s->p[i]))
		put(out, i + 1);
}

static struct places ends(const struct v8_node *n, const struct subject *s, const struct places *from)
{
	struct places out = { 0 }, step;
	uint64_t bits;
	size_t i;

	if (none(from, s->words))
		return out;
	switch (n->kind) {
	case V8_EMPTY:
		return *from;
	case V8_SET:
		for (i = 0; i < s->words; i++)
			for (bits = from->word[i]; bits; bits &= bits - 1)
				step_byte(&out, s, n->set, 64 * i + __builtin_ctzll(bits));
		return out;
	case V8_BEGIN:
		if (has(from, 0))
			put(&out, 0);
		return out;
	case V8_END:
		if (has(from, s->len))
			put(&out, s->len);
		return out;
	case V8_CAT:
		step = ends(n->a, s, from);
		return ends(n->b, s, &step);
	case V8_ALT:
		out = ends(n->a, s, from);
		step = ends(n->b, s, from);
		add(&out, &step, s->words);
		return out;
	case V8_OPT:
		out = ends(n->a, s, from);
		add(&out, from, s->words);
		return out;
	case V8_STAR:
	case V8_PLUS:
		step = ends(n->a, s, from);
		while (!none(&step, s->words)) {
			add(&out, &step, s->words);
			step = ends(n->a, s, &step);
			take(&step, &out, s->words);
		}
		if (n->kind == V8_STAR)
			add(&out, from, s->words);
		return out;
	}
	return out;
}

bool twin_matches(const struct v8_regex *re, const uint8_t *p, size_t len)
{
	struct subject s = { p, len, len / 64 + 1 };
	struct places from = { 0 }, to;
	size_t i;

	for (i = 0; i <= len; i++)
		put(&from, i);
	to = ends(re->root, &s, &from);
	return !none(&to, s.words);
}
