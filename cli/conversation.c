// SPDX-License-Identifier: GPL-2.0-only
/*
 * conversation.c - what a file has of connections
 */

#include "cli/conversation.h"

#include <errno.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>

#include "capture/connection.h"
#include "capture/script.h"
#include "uapi/layer7.h"

#define MOST_BYTES 65507 /* of a file of bytes: what fits into a datagram */
#define ERROR_BYTES 512

/**
 * struct reading - a file being read
 * @first: of @all that is out of it
 * @now:   of @all, whose packet is being taken
 */
struct reading {
	struct l7_conversations *all;
	struct l7_connections connections;
	struct l7_classify cl;
	size_t first;
	size_t now;
	bool no_memory;
};

static void take_said(void *ctx, enum l7_dir dir, enum l7_fate fate, const uint8_t *p, uint32_t len, uint32_t size)
{
	struct reading *r = ctx;
	struct l7_conversation *c = &r->all->item[r->now];
	struct l7_said *grown;
	uint8_t *copy;

	if (fate != L7_FATE_INSPECTED)
		return;
	grown = reallocarray(c->said, c->count + 1, sizeof(*grown));
	copy = malloc(len + 1);
	if (grown)
		c->said = grown;
	if (!grown || !copy) {
		r->no_memory = true;
		free(copy);
		return;
	}
	memcpy(copy, p, len);
	c->said[c->count++] = (struct l7_said){ dir, size, len, copy };
}

static bool begins(const struct l7_capture_packet *pkt)
{
	return pkt->tuple.proto != IPPROTO_TCP || (pkt->flags & L7_TCP_SYN && !(pkt->flags & L7_TCP_ACK));
}

static bool add(struct reading *r, const struct l7_capture_packet *pkt)
{
	struct l7_conversations *all = r->all;
	struct l7_conversation *items = reallocarray(all->item, all->count + 1, sizeof(*items));

	if (!items)
		return false;
	all->item = items;
	items[all->count++] = (struct l7_conversation){ .tuple = pkt->tuple, .frame = pkt->frame,
							.begun = begins(pkt) };
	return true;
}

static void take(struct reading *r, struct l7_classified *c, const struct l7_capture_packet *pkt, enum l7_dir dir)
{
	l7_classify_packet(&r->cl, c, pkt, dir);
	r->all->item[r->now].matched = c->state == L7_CLASSIFY_DECIDED;
}

static void take_captured(void *ctx, const struct l7_capture_packet *pkt)
{
	struct reading *r = ctx;
	const uint64_t known = r->connections.begun;
	struct l7_connection *c;
	enum l7_dir dir;

	if (r->no_memory)
		return;
	c = l7_connections_take(&r->connections, pkt, &dir);
	r->no_memory = !c || (c->number > known && !add(r, pkt));
	if (r->no_memory)
		return;
	r->now = r->first + c->number - 1;
	take(r, &c->verdict, pkt, dir);
}

/* @verdict: of the one connection that is played */
struct stage {
	struct reading reading;
	struct l7_classified verdict;
};

static void take_played(void *ctx, const struct l7_capture_packet *pkt, bool reply)
{
	struct stage *stage = ctx;
	struct reading *r = &stage->reading;

	if (r->now == r->all->count && !add(r, pkt))
		r->no_memory = true;
	if (r->no_memory)
		return;
	r->all->item[r->now].frame = 0;
	take(r, &stage->verdict, pkt, reply ? L7_DIR_REPLY : L7_DIR_ORIGINAL);
}

static void begin(struct reading *r, struct l7_conversations *all, const struct l7_image *img)
{
	*r = (struct reading){ .all = all, .first = all->count, .now = all->count };
	r->cl = (struct l7_classify){ .img = img, .max_packets = L7_NUMPACKETS_DEFAULT,
				      .max_bytes = L7_MAXDATALEN_DEFAULT, .midstream = true,
				      .noted = take_said, .ctx = r };
}

static int end(struct reading *r)
{
	l7_connections_fini(&r->connections);
	if (r->no_memory)
		fprintf(stderr, "l7 test: out of memory\n");
	return r->no_memory ? -1 : 0;
}

static int read_capture(struct l7_conversations *all, const char *path, const struct l7_image *img)
{
	char error[L7_CAPTURE_ERROR_SIZE];
	struct reading r;
	int err;

	begin(&r, all, img);
	err = l7_capture_read(path, true, take_captured, &r, error);
	if (err)
		fprintf(stderr, "l7 test: %s\n", error);
	return end(&r) ? -1 : err;
}

/* the handshake is not counted against the conversation */
static int play(struct l7_conversations *all, const struct l7_script *s, const struct l7_image *img)
{
	struct stage stage = { .verdict = { .packets = 0 } };

	begin(&stage.reading, all, img);
	stage.reading.cl.max_packets += s->tcp ? L7_DIALOGUE_HANDSHAKE : 0;
	l7_script_play(s, take_played, &stage);
	l7_classified_fini(&stage.verdict);
	return end(&stage.reading);
}

static int read_script(struct l7_conversations *all, const char *path, const struct l7_image *img)
{
	struct l7_script s = { 0 };
	char error[ERROR_BYTES];
	int err = -1;

	if (l7_script_read(&s, path, error, sizeof(error)))
		err = play(all, &s, img);
	else
		fprintf(stderr, "l7 test: %s\n", error);
	l7_script_fini(&s);
	return err;
}

static bool cares_who(const struct l7_def *def, uint8_t over)
{
	size_t i;

	for (i = 0; i < def->npatterns; i++)
		if (def->pattern[i].over & over && def->pattern[i].who)
			return true;
	return false;
}

static bool is_over(const struct l7_def *def, uint8_t over)
{
	size_t i;

	/* of the classic's, which are over anything, one transport is enough */
	if (l7_def_is_classic(def))
		return over == L7_OVER_TCP;
	for (i = 0; i < def->npatterns; i++)
		if (def->pattern[i].over & over)
			return true;
	return false;
}

/* as a packet over each transport, from each side where that may matter */
static int play_bytes(struct l7_conversations *all, struct l7_script_packet *piece, const struct l7_def *def,
		      uint8_t over, const struct l7_image *img)
{
	uint8_t transport;
	int side, err = 0;

	for (transport = L7_OVER_TCP; transport <= L7_OVER_UDP; transport++) {
		const struct l7_script s = { .tcp = transport == L7_OVER_TCP, .piece = piece, .count = 1 };

		if (over ? !(over & transport) : !is_over(def, transport))
			continue;
		for (side = 0; !err && side <= cares_who(def, transport); side++) {
			piece->reply = side;
			err = play(all, &s, img);
			if (!err)
				all->item[all->count - 1].server = side;
		}
	}
	return err;
}

static int read_bytes(struct l7_conversations *all, const char *path, FILE *in, const struct l7_def *def, uint8_t over,
		      const struct l7_image *img)
{
	struct l7_script_packet piece = { .bytes = malloc(MOST_BYTES + 1) };
	int err = -1;

	if (piece.bytes)
		piece.len = fread(piece.bytes, 1, MOST_BYTES + 1, in);
	if (!piece.bytes || ferror(in))
		fprintf(stderr, "l7 test: %s: %s\n", path, strerror(errno));
	else if (piece.len > MOST_BYTES)
		fprintf(stderr, "l7 test: %s: more bytes than a packet can have, %d; and it is no capture\n", path,
			MOST_BYTES);
	else if (!piece.len)
		fprintf(stderr, "l7 test: %s is empty\n", path);
	else
		err = play_bytes(all, &piece, def, over, img);
	free(piece.bytes);
	return err;
}

/* pcap with times in micro- or nanoseconds, of either byte order, and pcapng */
static bool is_capture(FILE *in)
{
	static const uint8_t magic[][4] = {
		{ 0xd4, 0xc3, 0xb2, 0xa1 }, { 0xa1, 0xb2, 0xc3, 0xd4 }, { 0x4d, 0x3c, 0xb2, 0xa1 },
		{ 0xa1, 0xb2, 0x3c, 0x4d }, { 0x0a, 0x0d, 0x0d, 0x0a },
	};
	uint8_t first[4];
	size_t n = fread(first, 1, sizeof(first), in), i;

	rewind(in);
	for (i = 0; n == sizeof(first) && i < sizeof(magic) / sizeof(magic[0]); i++)
		if (!memcmp(first, magic[i], sizeof(first)))
			return true;
	return false;
}

static bool is_script(const char *path)
{
	const size_t n = strlen(path);

	return n > 5 && !strcmp(path + n - 5, ".flow");
}

int l7_conversations_read(struct l7_conversations *all, const char *path, const struct l7_def *def, uint8_t over,
			  const struct l7_image *img)
{
	FILE *in;
	int err;

	if (!strcmp(path, "-"))
		return read_bytes(all, "standard input", stdin, def, over, img);
	if (is_script(path))
		return read_script(all, path, img);
	in = fopen(path, "rb");
	if (!in) {
		fprintf(stderr, "l7 test: %s: %s\n", path, strerror(errno));
		return -1;
	}
	err = is_capture(in) ? read_capture(all, path, img) : read_bytes(all, path, in, def, over, img);
	fclose(in);
	return err;
}

void l7_conversations_fini(struct l7_conversations *all)
{
	while (all->count) {
		struct l7_conversation *c = &all->item[--all->count];

		while (c->count)
			free(c->said[--c->count].bytes);
		free(c->said);
	}
	free(all->item);
	*all = (struct l7_conversations){ 0 };
}
