// SPDX-License-Identifier: GPL-2.0-only
#include "capture/fragment.h"

#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>

static bool is_of(const struct l7_datagram *d, const struct l7_fragment *f)
{
	return d->id == f->id && !memcmp(&d->tuple, &f->tuple, sizeof(d->tuple));
}

static struct l7_datagram **find(struct l7_fragments *all, const struct l7_fragment *f)
{
	struct l7_datagram **empty = NULL;
	size_t i;

	for (i = 0; i < L7_FRAGMENT_MAX_DATAGRAMS; i++) {
		struct l7_datagram **at = &all->waiting[i];

		if (*at && is_of(*at, f))
			return at;
		if (!*at && !empty)
			empty = at;
	}
	return empty;
}

static struct l7_datagram *begin(const struct l7_fragment *f, uint64_t frame)
{
	struct l7_datagram *d = malloc(sizeof(*d));

	if (!d)
		return NULL;
	d->tuple = f->tuple;
	d->id = f->id;
	d->frame = frame;
	d->size = 0;
	d->npieces = 0;
	return d;
}

/* false: it doesn't go with those that are there */
static bool insert(struct l7_datagram *d, const struct l7_fragment *f, uint64_t frame)
{
	const uint32_t from = f->offset, to = from + f->rest.len;
	uint32_t i = 0;

	while (i < d->npieces && d->piece[i].to <= from)
		i++;
	if ((i < d->npieces && d->piece[i].from < to) || d->npieces == L7_FRAGMENT_MAX_PIECES)
		return false;
	if (d->size && to > d->size)
		return false;
	if (!f->more && (d->size || i < d->npieces))
		return false;
	memmove(&d->piece[i + 1], &d->piece[i], (d->npieces - i) * sizeof(*d->piece));
	d->piece[i] = (struct l7_piece){ frame, from, to };
	d->npieces++;
	if (!f->more)
		d->size = to;
	memcpy(d->bytes + from, f->rest.p, f->rest.len);
	return true;
}

/* where the first gap begins */
static uint32_t reach(const struct l7_datagram *d)
{
	uint32_t end = 0, i;

	for (i = 0; i < d->npieces && d->piece[i].from == end; i++)
		end = d->piece[i].to;
	return end;
}

struct l7_datagram *l7_fragments_add(struct l7_fragments *all, const struct l7_fragment *f, uint64_t frame)
{
	struct l7_datagram **at, *d;

	/* RFC 791, 3.2: all but the last are a multiple of eight */
	if (!f->rest.len || (f->more && f->rest.len % 8) || f->offset + f->rest.len > UINT16_MAX)
		return NULL;
	at = find(all, f);
	if (!at)
		return NULL;
	if (!*at) {
		*at = begin(f, frame);
		all->count += !!*at;
	}
	d = *at;
	if (!d || !insert(d, f, frame) || !d->size || reach(d) < d->size)
		return NULL;
	*at = NULL;
	all->count--;
	return d;
}

struct l7_datagram *l7_fragments_expire(struct l7_fragments *all, uint64_t frame)
{
	const bool full = all->count == L7_FRAGMENT_MAX_DATAGRAMS;
	struct l7_datagram **oldest = NULL, *d;
	size_t i;

	for (i = 0; all->count && i < L7_FRAGMENT_MAX_DATAGRAMS; i++) {
		struct l7_datagram **at = &all->waiting[i];

		if (*at && (!oldest || (*at)->frame < (*oldest)->frame))
			oldest = at;
	}
	if (!oldest || (!full && frame - (*oldest)->frame <= L7_FRAGMENT_MAX_FRAMES))
		return NULL;
	d = *oldest;
	*oldest = NULL;
	all->count--;
	return d;
}

uint64_t l7_datagram_frame(const struct l7_datagram *d)
{
	uint64_t frame = 0;
	uint32_t i;

	for (i = 0; i < d->npieces; i++)
		frame = d->piece[i].frame > frame ? d->piece[i].frame : frame;
	return frame;
}

struct l7_rest l7_datagram_view(const struct l7_datagram *d)
{
	const uint32_t have = reach(d);

	if (d->size)
		return (struct l7_rest){ d->bytes, have, d->size, d->tuple.vlan };
	/* UDP says itself how long it is */
	return (struct l7_rest){ d->bytes, have, d->tuple.proto == IPPROTO_UDP ? UINT16_MAX : have, d->tuple.vlan };
}
