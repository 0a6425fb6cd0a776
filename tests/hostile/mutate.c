// SPDX-License-Identifier: GPL-2.0-only
/*
 * mutate.c - a capture, changed: bits, bytes and numbers anywhere; lengths, times and link types where they stand;
 * frames dropped, doubled, swapped and taken from another capture; cut
 */
#include "tests/hostile/mutate.h"

#include <stdbool.h>
#include <string.h>

#include "tests/hostile/reader.h"

#define MAX_RECORDS 128
#define MAX_CHANGES 8
#define FILE_HEAD 24
#define RECORD_HEAD 16

/* splitmix64 */
struct chance {
	uint64_t state;
};

static uint64_t draw(struct chance *c)
{
	uint64_t z = c->state += 0x9e3779b97f4a7c15;

	z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9;
	z = (z ^ z >> 27) * 0x94d049bb133111eb;
	return z ^ z >> 31;
}

static size_t below(struct chance *c, size_t n)
{
	return n ? draw(c) % n : 0;
}

/** struct records - where the frames of a capture are; @pcapng: else pcap; none if it is in the other byte order */
struct records {
	bool pcapng;
	size_t count;
	size_t at[MAX_RECORDS + 1];
};

/* seldom where damage makes a file none: most of it is to be read */
static size_t anywhere(struct chance *c, const struct mutant *m)
{
	return m->len > FILE_HEAD && below(c, 16) ? FILE_HEAD + below(c, m->len - FILE_HEAD) : below(c, m->len);
}

static uint32_t get32(const uint8_t *p)
{
	uint32_t v;

	memcpy(&v, p, sizeof(v));
	return v;
}

static struct records find_records(const uint8_t *bytes, size_t len)
{
	struct records r = { .pcapng = len >= 4 && get32(bytes) == 0x0a0d0d0a };
	size_t at = r.pcapng ? 0 : FILE_HEAD, size;

	while (len - at >= RECORD_HEAD && at < len && r.count < MAX_RECORDS) {
		size = r.pcapng ? get32(bytes + at + 4) : RECORD_HEAD + (size_t)get32(bytes + at + 8);
		if (size < 12 || size > len - at)
			break;
		r.at[r.count++] = at;
		at += size;
	}
	r.at[r.count] = at;
	return r;
}

static void splice_bytes(struct mutant *m, size_t at, size_t drop, const uint8_t *p, size_t len)
{
	if (at > m->len || drop > m->len - at || m->len - drop + len > MUTANT_MAX_BYTES)
		return;
	memmove(m->bytes + at + len, m->bytes + at + drop, m->len - at - drop);
	memcpy(m->bytes + at, p, len);
	m->len += len - drop;
}

static void change_record(struct mutant *m, const struct seed *other, struct chance *c)
{
	const struct records r = find_records(m->bytes, m->len), o = find_records(other->bytes, other->len);
	const size_t i = below(c, r.count), k = below(c, o.count), size = r.count ? r.at[i + 1] - r.at[i] : 0;
	uint8_t copy[MUTANT_MAX_BYTES];

	if (!r.count)
		return;
	memcpy(copy, m->bytes + r.at[i], size);
	switch (below(c, 4)) {
	case 0:
		splice_bytes(m, r.at[i], size, copy, 0);
		break;
	case 1:
		splice_bytes(m, r.at[i], 0, copy, size);
		break;
	case 2:
		splice_bytes(m, r.at[i], size, copy, 0);
		splice_bytes(m, r.at[below(c, i + 1)], 0, copy, size);
		break;
	case 3:
		if (o.count && o.pcapng == r.pcapng)
			splice_bytes(m, r.at[i], 0, other->bytes + o.at[k], o.at[k + 1] - o.at[k]);
		break;
	}
}

static void change_number(struct mutant *m, size_t at, size_t size, struct chance *c)
{
	static const uint32_t odd[] = { 0, 1, 2, 7, 8, 20, 40, 0x7f, 0x80, 0xff, 0x100, 0x7fff, 0x8000, 0xffff, 0x10000,
					0x7fffffff, 0x80000000, 0xffffffff };
	uint32_t v = draw(c) & 1 ? odd[below(c, sizeof(odd) / sizeof(odd[0]))] : draw(c);

	if (at + size > m->len)
		return;
	if (size == 2 && draw(c) & 1)
		v = __builtin_bswap16(v);
	if (size == 4 && draw(c) & 1)
		v = __builtin_bswap32(v);
	memcpy(m->bytes + at, &v, size);
}

/* a record's head: time, captured and sent bytes; the file's: link type and snap length */
static void change_head(struct mutant *m, struct chance *c)
{
	const struct records r = find_records(m->bytes, m->len);
	const size_t i = below(c, r.count);

	if (!r.count || !below(c, 8))
		change_number(m, r.pcapng ? 36 + 4 * below(c, 3) : 16 + 4 * below(c, 2), 4, c);
	else
		change_number(m, r.at[i] + 4 * below(c, r.pcapng ? 7 : 4), 4, c);
}

static void change_link(struct mutant *m, const struct seed *other)
{
	const bool pcapng = m->len >= 38 && get32(m->bytes) == 0x0a0d0d0a;

	if (pcapng || m->len < FILE_HEAD || other->len < FILE_HEAD || get32(other->bytes) == 0x0a0d0d0a)
		return;
	memcpy(m->bytes + 20, other->bytes + 20, 4);
}

static void swap_numbers(struct mutant *m, struct chance *c)
{
	const size_t a = anywhere(c, m), b = anywhere(c, m);
	uint8_t keep[2];

	if (a + 2 > m->len || b + 2 > m->len)
		return;
	memcpy(keep, m->bytes + a, 2);
	memmove(m->bytes + a, m->bytes + b, 2);
	memcpy(m->bytes + b, keep, 2);
}

static void change(struct mutant *m, const struct seeds *seeds, struct chance *c)
{
	const struct seed *other = &seeds->seed[below(c, seeds->count)];

	if (m->len < 2)
		return;
	switch (below(c, 12)) {
	case 0:
	case 1:
		m->bytes[anywhere(c, m)] ^= 1 << below(c, 8);
		break;
	case 2:
		m->bytes[anywhere(c, m)] = draw(c);
		break;
	case 3:
	case 4:
		change_number(m, anywhere(c, m), 2, c);
		break;
	case 5:
		change_number(m, anywhere(c, m), 4, c);
		break;
	case 6:
		swap_numbers(m, c);
		break;
	case 7:
	case 8:
		change_record(m, other, c);
		break;
	case 9:
		change_head(m, c);
		break;
	case 10:
		change_link(m, other);
		break;
	case 11:
		m->len = below(c, 4) ? m->len : 1 + below(c, m->len);
		break;
	}
}

/* whole records, as many as there is room for from a place by chance on */
static void take_seed(struct mutant *m, const struct seed *s, struct chance *c)
{
	const struct records r = find_records(s->bytes, s->len);
	const size_t room = 512 << below(c, 4);
	size_t first, last;

	m->len = s->len < room ? s->len : room;
	memcpy(m->bytes, s->bytes, m->len);
	if (s->len <= room || r.pcapng || !r.count)
		return;
	first = last = below(c, r.count);
	while (last < r.count && FILE_HEAD + r.at[last + 1] - r.at[first] <= room)
		last++;
	m->len = FILE_HEAD + r.at[last] - r.at[first];
	memcpy(m->bytes + FILE_HEAD, s->bytes + r.at[first], r.at[last] - r.at[first]);
}

void mutate(struct mutant *m, const struct seeds *seeds, uint64_t seed, uint64_t number, unsigned int *way)
{
	struct chance c = { .state = seed ^ number * 0xd1342543de82ef95 };
	unsigned int changes = 1 + below(&c, MAX_CHANGES);

	take_seed(m, &seeds->seed[below(&c, seeds->count)], &c);
	while (changes--)
		change(m, seeds, &c);
	*way = draw(&c) & (READER_STRICT | READER_NARROW);
	*way |= below(&c, 8) ? 0 : READER_EXTRACTS;
	*way |= below(&c, 16) ? 0 : READER_FILTERED;
}
