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

static void forget(struct l7_hitters *all, struct l7_hitter *h)
{
	tdelete(h, &all->tree, by_key);
	if (all->forget)
		all->forget(h);
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

static void add_kind(struct l7_hitter *h, size_t row, uint64_t bytes)
{
	struct l7_hitter_kind *least = &h->kind[0];

	for (unsigned int i = 0; i < L7_HITTER_KINDS; i++) {
		if (h->kind[i].bytes && h->kind[i].row == row) {
			h->kind[i].bytes += bytes;
			return;
		}
		if (h->kind[i].bytes < least->bytes)
			least = &h->kind[i];
	}
	if (bytes > least->bytes)
		*least = (struct l7_hitter_kind){ row, bytes };
}

struct l7_hitter *l7_hitters_add(struct l7_hitters *all, const struct l7_hitter_key *key, uint64_t sent,
				 uint64_t received, size_t row)
{
	struct l7_hitter **found = tfind(key, &all->tree, by_key);
	struct l7_hitter *h = found ? *found : add_new(all, key);

	if (!h)
		return NULL;
	h->sent += sent;
	h->received += received;
	h->connections++;
	add_kind(h, row, sent + received);
	return h;
}

void l7_hitters_sort(struct l7_hitters *all)
{
	if (all->count)
		qsort(all->hitter, all->count, sizeof(*all->hitter), by_bytes);
}

void l7_hitters_fini(struct l7_hitters *all)
{
	while (all->count)
		forget(all, all->hitter[--all->count]);
	free(all->hitter);
	all->hitter = NULL;
}
