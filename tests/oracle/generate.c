// SPDX-License-Identifier: GPL-2.0-only
/* generate.c - payload that matches an expression, or nearly does */

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "tests/oracle/generate.h"
#include "tests/oracle/twin.h"

#define DRAFT_MAX_BYTES 4096
#define DRAFT_TRIES 200

/**
 * struct draft - a string being drawn
 * @closed: an end was drawn: nothing may follow
 * @dead:   what was drawn can't match
 */
struct draft {
	uint8_t byte[DRAFT_MAX_BYTES];
	size_t len;
	bool closed;
	bool dead;
};

uint32_t prng_below(struct prng *r, uint32_t n)
{
	uint64_t z = r->state += 0x9e3779b97f4a7c15ull;

	z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9ull;
	z = (z ^ z >> 27) * 0x94d049bb133111ebull;
	return (z ^ z >> 31) % n;
}

static bool chance(struct prng *r, uint32_t percent)
{
	return prng_below(r, 100) < percent;
}

static void draw_byte(struct prng *r, struct draft *d, const uint8_t *set)
{
	unsigned int tries, byte;

	if (d->closed || d->len == DRAFT_MAX_BYTES) {
		d->dead = true;
		return;
	}
	for (tries = 0; tries < 2000; tries++) {
		byte = chance(r, 50) ? 32 + prng_below(r, 95) : 1 + prng_below(r, 255);
		if (v8_set_has(set, byte)) {
			d->byte[d->len++] = byte;
			return;
		}
	}
	d->dead = true;
}

/* mostly short, now and then long enough to cross packets and limits */
static unsigned int draw_count(struct prng *r, enum v8_kind kind)
{
	unsigned int n;

	if (kind == V8_OPT)
		return prng_below(r, 2);
	n = chance(r, 3) ? prng_below(r, 300) : chance(r, 20) ? prng_below(r, 40) : prng_below(r, 4);
	return n + (kind == V8_PLUS);
}

/* the list is left-deep: its last member is the root's @b */
static const struct v8_node *draw_alternative(struct prng *r, const struct v8_node *list)
{
	const struct v8_node *n;
	unsigned int count = 1;

	for (n = list; n->kind == V8_ALT; n = n->a)
		count++;
	for (n = list, count = prng_below(r, count); n->kind == V8_ALT && count; count--)
		n = n->a;
	return n->kind == V8_ALT ? n->b : n;
}

static void draw(struct prng *r, struct draft *d, const struct v8_node *n)
{
	unsigned int count;

	if (d->dead)
		return;
	switch (n->kind) {
	case V8_EMPTY:
		return;
	case V8_SET:
		draw_byte(r, d, n->set);
		return;
	case V8_BEGIN:
		d->dead |= d->len > 0;
		return;
	case V8_END:
		d->closed = true;
		return;
	case V8_CAT:
		draw(r, d, n->a);
		draw(r, d, n->b);
		return;
	case V8_ALT:
		draw(r, d, draw_alternative(r, n));
		return;
	case V8_STAR:
	case V8_PLUS:
	case V8_OPT:
		for (count = draw_count(r, n->kind); count--;)
			draw(r, d, n->a);
		return;
	}
}

/* a string that matches, if one is found: junk in front where the expression allows it */
static void draw_match(struct prng *r, struct draft *d, const struct v8_regex *re)
{
	unsigned int tries;
	uint8_t any[32];

	memset(any, 0xff, sizeof(any));
	for (tries = 0; tries < DRAFT_TRIES; tries++) {
		unsigned int junk = chance(r, 50) ? prng_below(r, chance(r, 10) ? 400 : 12) : 0;

		memset(d, 0, sizeof(*d));
		while (junk--)
			draw_byte(r, d, any);
		draw(r, d, re->root);
		if (!d->dead && d->len && d->len <= TWIN_MAX_BYTES && twin_matches(re, d->byte, d->len))
			return;
	}
}

static void insert(struct draft *d, size_t at, uint8_t byte)
{
	if (d->len == DRAFT_MAX_BYTES)
		return;
	memmove(d->byte + at + 1, d->byte + at, d->len - at);
	d->byte[at] = byte;
	d->len++;
}

static void spoil(struct prng *r, struct draft *d)
{
	size_t at = prng_below(r, d->len), i;

	switch (prng_below(r, 6)) {
	case 0:
		d->byte[at] = prng_below(r, 256);
		break;
	case 1:
		memmove(d->byte + at, d->byte + at + 1, d->len - at - 1);
		d->len -= d->len > 1;
		break;
	case 2:
		insert(d, at, d->byte[at]);
		break;
	case 3:
		for (i = 0; i < 1 + at % 30; i++)
			insert(d, d->len, 1 + prng_below(r, 255));
		break;
	case 4:
		/* the bit that tells capitals, and \x60 from @ */
		d->byte[at] ^= 0x20;
		break;
	case 5:
		d->len = at + 1;
		break;
	}
}

static void dress(struct prng *r, struct draft *d)
{
	unsigned int capitals = chance(r, 50) ? prng_below(r, 100) : 0;
	unsigned int zeros = chance(r, 40) ? 1 + prng_below(r, 8) : 0;
	size_t i;

	for (i = 0; i < d->len; i++)
		if (isalpha(d->byte[i]) && chance(r, capitals))
			d->byte[i] ^= 0x20;
	while (zeros--)
		insert(d, prng_below(r, d->len + 1), 0);
}

/* cut into packets; one of zeros among them at times, and one behind the last */
static void cut(struct prng *r, struct flow *f, const struct draft *d)
{
	static const uint8_t zeros[4], junk[] = "\r\n250 next\xff";
	unsigned int cuts = chance(r, 40) ? 0 : prng_below(r, FLOW_MAX_PACKETS + 1);
	size_t from = 0, to;

	while (from < d->len) {
		to = cuts && from + 1 < d->len ? from + 1 + prng_below(r, (d->len - from) / (chance(r, 50) ? 1 : 4) + 1) :
						 d->len;
		cuts -= cuts > 0;
		to = to > d->len ? d->len : to;
		flow_add_packet(f, d->byte + from, to - from);
		from = to;
		if (chance(r, 4))
			flow_add_packet(f, zeros, 1 + prng_below(r, sizeof(zeros)));
	}
	if (chance(r, 30))
		flow_add_packet(f, junk, sizeof(junk) - 1);
}

void generate_flows(struct flows *flows, const struct odef *def, struct prng *r, unsigned int per_def)
{
	struct draft d;
	unsigned int i, n;
	char name[256];

	for (i = 0; i < per_def; i++) {
		draw_match(r, &d, def->re);
		if (!d.len)
			insert(&d, 0, 1 + prng_below(r, 255));
		if (i >= 3) {
			dress(r, &d);
			for (n = chance(r, 60) ? 0 : 1 + prng_below(r, 3); n--;)
				spoil(r, &d);
		}
		snprintf(name, sizeof(name), "generated:%s#%u", def->label, i);
		cut(r, flows_add(flows, name), &d);
	}
}
