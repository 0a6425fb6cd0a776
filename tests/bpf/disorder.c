// SPDX-License-Identifier: GPL-2.0-only
#include "tests/bpf/disorder.h"

#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>

#define SEGMENTS_MAX 128
#define MUCH_EVERY 10	/* connections: one begins with a long segment, and one ends with it */
#define REACH_MAX 12	/* places that a segment may come too early */
#define OVERLAP_MAX 40	/* bytes said already that it may begin with */

/** struct segment - bytes @from .. @from + @len - 1 of a direction */
struct segment {
	uint32_t from;
	uint32_t len;
	bool reply;
};

/**
 * struct disorder - a connection that is being made up
 * @stream: all that each side says
 * @first:  sequence number of its first byte
 * @said:   up to here it has been sent
 */
struct disorder {
	struct prng *r;
	void (*each)(void *ctx, const struct l7_capture_packet *pkt, bool reply);
	void *ctx;
	uint8_t stream[2][DISORDER_MAX_BYTES];
	uint32_t size[2];
	uint32_t first[2];
	uint32_t said[2];
	struct segment segment[SEGMENTS_MAX];
	uint32_t segments;
	uint8_t proto;
};

static bool chance(struct disorder *d, uint32_t percent)
{
	return prng_below(d->r, 100) < percent;
}

static void add(struct disorder *d, uint32_t at, struct segment s)
{
	if (d->segments == SEGMENTS_MAX)
		return;
	memmove(&d->segment[at + 1], &d->segment[at], (d->segments - at) * sizeof(s));
	d->segment[at] = s;
	d->segments++;
}

/* @limit: bytes of a segment at most; 0: what is said at once stays together */
static void cut(struct disorder *d, const struct disorder_piece *piece, uint32_t limit)
{
	uint32_t *size = &d->size[piece->reply], left = piece->len;

	if (left > DISORDER_MAX_BYTES - *size)
		left = DISORDER_MAX_BYTES - *size;
	memcpy(d->stream[piece->reply] + *size, piece->bytes, left);
	while (left) {
		const uint32_t len = !limit || limit > left ? left : 1 + prng_below(d->r, limit);

		add(d, d->segments, (struct segment){ *size, len, piece->reply });
		*size += len;
		left -= len;
	}
}

/* what is too long for a page, as offloading makes it, at the beginning or the end of what a side says */
static void say_much(struct disorder *d)
{
	static uint8_t much[DISORDER_MAX_BYTES];
	const struct disorder_piece piece = { much, prng_below(d->r, sizeof(much)), chance(d, 50) };

	for (size_t i = 0; i < piece.len; i++)
		much[i] = chance(d, 3) ? 0 : ' ' + prng_below(d->r, 95);
	cut(d, &piece, 0);
}

static void swap(struct disorder *d)
{
	const uint32_t a = prng_below(d->r, d->segments), b = a + 1 + prng_below(d->r, REACH_MAX);
	struct segment early;

	if (b >= d->segments)
		return;
	early = d->segment[b];
	memmove(&d->segment[a + 1], &d->segment[a], (b - a) * sizeof(early));
	d->segment[a] = early;
}

/* again, from earlier on or to further: what a side that got no answer may do */
static void repeat(struct disorder *d)
{
	struct segment s = d->segment[prng_below(d->r, d->segments)];
	uint32_t back = prng_below(d->r, OVERLAP_MAX), more = prng_below(d->r, OVERLAP_MAX);

	if (back > s.from)
		back = s.from;
	if (more > d->size[s.reply] - s.from - s.len)
		more = d->size[s.reply] - s.from - s.len;
	add(d, prng_below(d->r, d->segments + 1), (struct segment){ s.from - back, s.len + back + more, s.reply });
}

static void disturb(struct disorder *d, uint32_t percent)
{
	for (uint32_t i = 0, n = d->segments; i < n; i++) {
		if (chance(d, percent))
			swap(d);
		if (chance(d, percent / 2))
			repeat(d);
	}
}

static void put(struct disorder *d, bool reply, uint8_t flags, uint32_t seq, const uint8_t *bytes, uint32_t len)
{
	struct l7_capture_packet pkt = {
		.tuple = { .family = AF_INET, .proto = d->proto, .sport = reply ? 9 : 49152, .dport = reply ? 49152 : 9 },
		.payload = bytes, .len = len, .wire_len = len, .seq = seq, .flags = flags,
		.ack = flags & L7_TCP_ACK ? d->first[!reply] + d->said[!reply] : 0,
	};

	memcpy(pkt.tuple.src, (uint8_t[]){ 192, 0, 2, 1 + reply }, 4);
	memcpy(pkt.tuple.dst, (uint8_t[]){ 192, 0, 2, 2 - reply }, 4);
	if (d->proto == IPPROTO_ICMP)
		pkt.tuple.sport = pkt.tuple.dport = 77;
	if (chance(d, 1))
		pkt.ack += prng_below(d->r, 3000);
	d->each(d->ctx, &pkt, reply);
}

static void put_syn(struct disorder *d, bool reply)
{
	/* now and then with data (RFC 7413), which the stream has again behind it or not */
	const uint32_t len = chance(d, 5) ? prng_below(d->r, 20) : 0;

	put(d, reply, L7_TCP_SYN | (reply ? L7_TCP_ACK : 0), d->first[reply] - 1, d->stream[reply], len);
}

static void shake_hands(struct disorder *d)
{
	const uint32_t kind = prng_below(d->r, 40);

	if (kind != 1)
		put_syn(d, false);
	if (kind == 2)
		put_syn(d, false);
	if (kind != 3)
		put_syn(d, true);
	if (kind == 4)
		put_syn(d, true);
	if (kind != 5)
		put(d, false, L7_TCP_ACK, d->first[0], NULL, 0);
}

/* what belongs to nothing that is said */
static void put_odd(struct disorder *d)
{
	static const uint8_t nuls[600];
	const bool reply = chance(d, 50);
	const uint32_t seq = d->first[reply] + d->said[reply];

	switch (prng_below(d->r, 8)) {
	case 0:
		put(d, reply, L7_TCP_RST | L7_TCP_ACK, seq, nuls, prng_below(d->r, 2) * 30);
		break;
	case 1:
		put_syn(d, reply);
		break;
	case 2:
		/* far ahead: what waits for it waits for ever */
		put(d, reply, L7_TCP_ACK, seq + 100000, nuls, 1 + prng_below(d->r, 100));
		break;
	case 3:
		if (d->proto != IPPROTO_TCP)
			put(d, reply, 0, 0, nuls, 1 + prng_below(d->r, sizeof(nuls)));
		break;
	default:
		put(d, reply, L7_TCP_ACK, seq, NULL, 0);
	}
}

static void send_all(struct disorder *d, uint32_t odd_percent)
{
	for (uint32_t i = 0; i < d->segments; i++) {
		const struct segment *s = &d->segment[i];
		const uint32_t end = s->from + s->len;

		if (chance(d, odd_percent))
			put_odd(d);
		if (d->said[s->reply] < end)
			d->said[s->reply] = end;
		put(d, s->reply, L7_TCP_ACK, d->first[s->reply] + s->from, d->stream[s->reply] + s->from, s->len);
	}
}

void disorder_play(struct prng *r, const struct disorder_piece *piece, size_t count, uint8_t proto,
		   void (*each)(void *ctx, const struct l7_capture_packet *pkt, bool reply), void *ctx)
{
	static const uint32_t limits[] = { 0, 0, 1, 4, 30, 300, 3000 };
	static struct disorder d;
	uint32_t limit, much;

	d = (struct disorder){ .r = r, .each = each, .ctx = ctx, .proto = proto };
	limit = proto == IPPROTO_TCP ? limits[prng_below(r, 7)] : 0;
	d.first[0] = chance(&d, 30) ? 0u - prng_below(r, 100) : prng_below(r, 1u << 31);
	d.first[1] = chance(&d, 30) ? 0u - prng_below(r, 100) : prng_below(r, 1u << 31);
	much = prng_below(r, MUCH_EVERY);
	if (much == 0)
		say_much(&d);
	for (size_t i = 0; i < count; i++)
		cut(&d, &piece[i], limit);
	if (much == 1)
		say_much(&d);
	if (d.segments)
		disturb(&d, (uint32_t[]){ 0, 5, 30 }[prng_below(r, 3)]);
	if (proto == IPPROTO_TCP)
		shake_hands(&d);
	send_all(&d, chance(&d, 30) ? 15 : 0);
}
