// SPDX-License-Identifier: GPL-2.0-only
#include "capture/connection.h"

#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>

#define NONE ((size_t)-1)

static bool same(const struct l7_capture_tuple *a, const struct l7_capture_tuple *b)
{
	return !memcmp(a, b, sizeof(*a));
}

static struct l7_capture_tuple turned(const struct l7_capture_tuple *t)
{
	struct l7_capture_tuple out = *t;

	memcpy(out.src, t->dst, sizeof(out.src));
	memcpy(out.dst, t->src, sizeof(out.dst));
	out.sport = t->dport;
	out.dport = t->sport;
	return out;
}

/* the same for both directions */
static size_t hash(const struct l7_capture_tuple *t)
{
	size_t h = t->proto + (size_t)t->sport * 40503 + (size_t)t->dport * 40503;
	int i;

	for (i = 0; i < 16; i++)
		h += (size_t)(t->src[i] + t->dst[i]) << (i % 4 * 8);
	return h * 0x9e3779b97f4a7c15ull >> 20;
}

static void grow(struct l7_connections *all)
{
	size_t i, b, buckets = all->buckets ? 2 * all->buckets : 64;

	all->item = realloc(all->item, buckets * sizeof(*all->item));
	all->bucket = realloc(all->bucket, buckets * sizeof(*all->bucket));
	all->buckets = buckets;
	for (b = 0; b < buckets; b++)
		all->bucket[b] = NONE;
	for (i = 0; i < all->count; i++) {
		b = hash(&all->item[i].tuple) % buckets;
		all->item[i].next = all->bucket[b];
		all->bucket[b] = i;
	}
}

size_t l7_connections_find(struct l7_connections *all, const struct l7_capture_packet *pkt, bool *reply)
{
	const struct l7_capture_tuple back = turned(&pkt->tuple);
	const bool opens = pkt->tuple.proto == IPPROTO_TCP && pkt->flags & L7_TCP_SYN && !(pkt->flags & L7_TCP_ACK);
	struct l7_connection *c;
	size_t i, b;

	if (all->count == all->buckets)
		grow(all);
	b = hash(&pkt->tuple) % all->buckets;
	/* newest first */
	for (i = all->bucket[b]; i != NONE; i = c->next) {
		c = &all->item[i];
		*reply = same(&c->tuple, &back) && !same(&c->tuple, &pkt->tuple);
		if (*reply || same(&c->tuple, &pkt->tuple))
			break;
	}
	if (i == NONE || (opens && all->item[i].closed)) {
		i = all->count++;
		*reply = false;
		all->item[i] = (struct l7_connection){ .tuple = pkt->tuple, .next = all->bucket[b] };
		all->bucket[b] = i;
	}
	if (pkt->tuple.proto == IPPROTO_TCP && pkt->flags & (L7_TCP_FIN | L7_TCP_RST))
		all->item[i].closed = true;
	return i;
}

void l7_connections_fini(struct l7_connections *all)
{
	free(all->item);
	free(all->bucket);
	memset(all, 0, sizeof(*all));
}
