// SPDX-License-Identifier: GPL-2.0-only
#include "capture/connection.h"

#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

#define FIRST_BUCKETS 1024 /* a power of two, as all numbers of buckets are */
#define LISTED_NSECS 1000000000ull

_Static_assert(sizeof(struct l7_capture_tuple) == 40, "compared as bytes: no padding");

static bool same(const struct l7_capture_tuple *a, const struct l7_capture_tuple *b)
{
	return !memcmp(a, b, sizeof(*a));
}

static bool opposite(const struct l7_capture_tuple *a, const struct l7_capture_tuple *b)
{
	return a->sport == b->dport && a->dport == b->sport && a->proto == b->proto && a->family == b->family &&
	       a->vlan == b->vlan && !memcmp(a->src, b->dst, sizeof(a->src)) && !memcmp(a->dst, b->src, sizeof(a->dst));
}

/* both halves of a product depend on all bits of the factors */
static uint64_t mix(uint64_t a, uint64_t b)
{
	const unsigned __int128 product = (unsigned __int128)a * b;

	return (uint64_t)product ^ (uint64_t)(product >> 64);
}

static uint64_t hash_end(const uint64_t *seed, const uint8_t *address, uint16_t port)
{
	uint64_t word[2];

	memcpy(word, address, sizeof(word));
	return mix(word[0] ^ seed[0], word[1] ^ seed[1] ^ (uint64_t)port << 48);
}

/* the same for both directions; seeded, as whoever makes packets must not be able to choose buckets */
static uint64_t hash(const uint64_t *seed, const struct l7_capture_tuple *t)
{
	const uint64_t a = hash_end(seed, t->src, t->sport), b = hash_end(seed, t->dst, t->dport);

	return mix((a + b) ^ seed[2], (a ^ b) ^ seed[3] ^ t->proto ^ (uint64_t)t->vlan << 32);
}

static bool grow(struct l7_connections *all)
{
	const size_t buckets = all->buckets ? 2 * all->buckets : FIRST_BUCKETS;
	struct l7_connection **bucket = calloc(buckets, sizeof(*bucket)), *c, *next;
	size_t b;

	if (!bucket)
		return all->buckets;
	if (!all->buckets && getrandom(all->seed, sizeof(all->seed), 0) != sizeof(all->seed))
		all->seed[0] ^= (uintptr_t)bucket;
	for (b = 0; b < all->buckets; b++)
		for (c = all->bucket[b]; c; c = next) {
			next = c->next;
			c->next = bucket[c->hash & (buckets - 1)];
			bucket[c->hash & (buckets - 1)] = c;
		}
	free(all->bucket);
	all->bucket = bucket;
	all->buckets = buckets;
	return true;
}

static void append(struct l7_connections *all, struct l7_connection *c)
{
	c->listed = all->now;
	c->newer = NULL;
	c->older = all->newest[c->kind];
	*(c->older ? &c->older->newer : &all->oldest[c->kind]) = c;
	all->newest[c->kind] = c;
}

static void detach(struct l7_connections *all, struct l7_connection *c)
{
	*(c->older ? &c->older->newer : &all->oldest[c->kind]) = c->newer;
	*(c->newer ? &c->newer->older : &all->newest[c->kind]) = c->older;
}

static void end(struct l7_connections *all, struct l7_connection *c)
{
	struct l7_connection **at = &all->bucket[c->hash & (all->buckets - 1)];

	while (*at != c)
		at = &(*at)->next;
	*at = c->next;
	detach(all, c);
	all->count--;
	if (all->ended)
		all->ended(all->ctx, c);
	l7_classified_fini(&c->verdict);
	free(c);
}

static bool is_idle(const struct l7_connections *all, const struct l7_connection *c)
{
	return all->idle[c->kind] && all->now - c->seen > all->idle[c->kind];
}

static void end_idle(struct l7_connections *all)
{
	struct l7_connection *c;
	unsigned int kind;

	for (kind = 0; kind < L7_KINDS; kind++)
		while ((c = all->oldest[kind]) && is_idle(all, c))
			end(all, c);
}

static void make_room(struct l7_connections *all)
{
	struct l7_connection *oldest = NULL;
	unsigned int kind;

	for (kind = 0; kind < L7_KINDS; kind++)
		if (all->oldest[kind] && (!oldest || all->oldest[kind]->seen < oldest->seen))
			oldest = all->oldest[kind];
	end(all, oldest);
	all->pressed++;
}

static struct l7_connection *begin(struct l7_connections *all, const struct l7_capture_packet *pkt, uint64_t hash)
{
	struct l7_connection *c, **bucket;

	if (all->max && all->count >= all->max)
		make_room(all);
	c = 2 * all->count < all->buckets || grow(all) ? calloc(1, sizeof(*c)) : NULL;
	if (!c)
		return NULL;
	bucket = &all->bucket[hash & (all->buckets - 1)];
	c->hash = hash;
	c->tuple = pkt->tuple;
	c->kind = pkt->tuple.proto == IPPROTO_TCP ? L7_KIND_TCP : L7_KIND_OTHER;
	c->number = ++all->begun;
	c->begun = pkt->time;
	c->next = *bucket;
	*bucket = c;
	all->count++;
	append(all, c);
	return c;
}

/* newest first */
static struct l7_connection *find(const struct l7_connections *all, const struct l7_capture_tuple *tuple, uint64_t hash,
				  enum l7_dir *dir)
{
	struct l7_connection *c;

	for (c = all->bucket[hash & (all->buckets - 1)]; c; c = c->next) {
		if (c->hash != hash)
			continue;
		*dir = same(&c->tuple, tuple) ? L7_DIR_ORIGINAL : L7_DIR_REPLY;
		if (*dir == L7_DIR_ORIGINAL || opposite(&c->tuple, tuple))
			break;
	}
	return c;
}

static void count(struct l7_connections *all, struct l7_connection *c, const struct l7_capture_packet *pkt, enum l7_dir dir)
{
	c->packets[dir]++;
	c->bytes[dir] += pkt->bytes;
	c->tunnel_packets[dir] += pkt->carries;
	c->tunnel_bytes[dir] += pkt->carries ? pkt->bytes : 0;
	c->seen = all->now;
	if (c->kind == L7_KIND_TCP && pkt->flags & (L7_TCP_FIN | L7_TCP_RST)) {
		detach(all, c);
		c->kind = L7_KIND_CLOSED;
		append(all, c);
	} else if (all->now - c->listed > LISTED_NSECS) {
		detach(all, c);
		append(all, c);
	}
}

struct l7_connection *l7_connections_take(struct l7_connections *all, const struct l7_capture_packet *pkt,
					  enum l7_dir *dir)
{
	const bool opens = pkt->tuple.proto == IPPROTO_TCP && pkt->flags & L7_TCP_SYN && !(pkt->flags & L7_TCP_ACK);
	struct l7_connection *c;
	uint64_t h;

	if (!all->buckets && !grow(all))
		return NULL;
	/* in captures out of several sources it may step back */
	all->now = pkt->time > all->now ? pkt->time : all->now;
	end_idle(all);
	h = hash(all->seed, &pkt->tuple);
	c = find(all, &pkt->tuple, h, dir);
	if (c && is_idle(all, c)) {
		end(all, c);
		c = NULL;
	}
	if (!c || (opens && c->kind == L7_KIND_CLOSED)) {
		c = begin(all, pkt, h);
		*dir = L7_DIR_ORIGINAL;
	}
	if (c)
		count(all, c, pkt, *dir);
	return c;
}

struct place {
	uint64_t number;
	struct l7_connection *c;
};

static int by_number(const void *a, const void *b)
{
	const struct place *x = a, *y = b;

	return (x->number > y->number) - (x->number < y->number);
}

void l7_connections_end(struct l7_connections *all)
{
	struct place *list = calloc(all->count + 1, sizeof(*list));
	struct l7_connection *c;
	size_t n = 0, i;
	unsigned int kind;

	for (kind = 0; list && kind < L7_KINDS; kind++)
		for (c = all->oldest[kind]; c; c = c->newer)
			list[n++] = (struct place){ c->number, c };
	if (list)
		qsort(list, n, sizeof(*list), by_number);
	for (i = 0; i < n; i++)
		end(all, list[i].c);
	free(list);
	/* without memory for the list, in any order */
	for (kind = 0; kind < L7_KINDS; kind++)
		while (all->oldest[kind])
			end(all, all->oldest[kind]);
	all->now = 0;
}

void l7_connections_fini(struct l7_connections *all)
{
	all->ended = NULL;
	l7_connections_end(all);
	free(all->bucket);
	memset(all, 0, sizeof(*all));
}
