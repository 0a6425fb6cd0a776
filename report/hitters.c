// SPDX-License-Identifier: GPL-2.0-only
/*
 * hitters.c - the ends of connections that moved most bytes
 */

#include "report/hitters.h"

#include <search.h>
#include <stdlib.h>
#include <string.h>

_Static_assert(sizeof(struct l7_hitter_key) == 20, "compared as bytes: no padding");

/* the key is the first member: a key can be looked for as if it were a hitter */
static int by_key(const void *a, const void *b)
{
	return memcmp(a, b, sizeof(struct l7_hitter_key));
}

static uint64_t most(const struct l7_hitter *h)
{
	return h->sent + h->received + h->missed;
}

static int by_most(const void *a, const void *b)
{
	const struct l7_hitter *x = *(struct l7_hitter *const *)a, *y = *(struct l7_hitter *const *)b;

	return most(x) != most(y) ? most(x) < most(y) ? 1 : -1 : by_key(x, y);
}

static int by_bytes(const void *a, const void *b)
{
	const struct l7_hitter *x = *(struct l7_hitter *const *)a, *y = *(struct l7_hitter *const *)b;
	const uint64_t m = x->sent + x->received, n = y->sent + y->received;

	return m != n ? m < n ? 1 : -1 : by_key(x, y);
}

static int by_kind(const void *a, const void *b)
{
	const struct l7_hitter_kind *x = a, *y = b;

	if (x->bytes != y->bytes)
		return x->bytes < y->bytes ? 1 : -1;
	return (x->row > y->row) - (x->row < y->row);
}

static void forget(struct l7_hitters *all, struct l7_hitter *h)
{
	tdelete(h, &all->tree, by_key);
	if (all->forget)
		all->forget(h);
	free(h->kind);
	free(h);
}

static void make_room(struct l7_hitters *all)
{
	const size_t kept = all->max / 2;

	qsort(all->hitter, all->count, sizeof(*all->hitter), by_most);
	if (most(all->hitter[kept]) > all->floor)
		all->floor = most(all->hitter[kept]);
	all->forgotten += all->count - kept;
	while (all->count > kept)
		forget(all, all->hitter[--all->count]);
}

static struct l7_hitter *add_new(struct l7_hitters *all, const struct l7_hitter_key *key)
{
	struct l7_hitter *h;

	if (!all->hitter)
		all->hitter = calloc(all->max, sizeof(*all->hitter));
	if (!all->hitter)
		return NULL;
	if (all->count == all->max)
		make_room(all);
	h = calloc(1, sizeof(*h));
	if (!h)
		return NULL;
	h->key = *key;
	h->missed = all->floor;
	if (!tsearch(h, &all->tree, by_key)) {
		free(h);
		return NULL;
	}
	all->hitter[all->count++] = h;
	return h;
}

static int add_kind(struct l7_hitter *h, size_t row, uint64_t bytes)
{
	struct l7_hitter_kind *more;
	size_t i;

	for (i = 0; i < h->kinds && h->kind[i].row != row; i++)
		;
	if (i == h->kinds) {
		more = realloc(h->kind, (i + 1) * sizeof(*more));
		if (!more)
			return -1;
		h->kind = more;
		h->kind[h->kinds++] = (struct l7_hitter_kind){ .row = row };
	}
	h->kind[i].bytes += bytes;
	return 0;
}

struct l7_hitter *l7_hitters_add(struct l7_hitters *all, const struct l7_hitter_key *key, uint64_t sent,
				 uint64_t received, size_t row)
{
	struct l7_hitter **found = tfind(key, &all->tree, by_key);
	struct l7_hitter *h = found ? *found : add_new(all, key);

	if (!h || (sent + received && add_kind(h, row, sent + received)))
		return NULL;
	h->sent += sent;
	h->received += received;
	h->connections++;
	return h;
}

void l7_hitters_sort(struct l7_hitters *all)
{
	if (all->count)
		qsort(all->hitter, all->count, sizeof(*all->hitter), by_bytes);
	for (size_t i = 0; i < all->count; i++)
		if (all->hitter[i]->kinds)
			qsort(all->hitter[i]->kind, all->hitter[i]->kinds, sizeof(*all->hitter[i]->kind), by_kind);
}

void l7_hitters_fini(struct l7_hitters *all)
{
	while (all->count)
		forget(all, all->hitter[--all->count]);
	free(all->hitter);
	all->hitter = NULL;
}
