// SPDX-License-Identifier: GPL-2.0-only
/* reader.c - bytes as a capture file, through all that `l7 classify` has for one */

#include "tests/hostile/reader.h"

#include <netinet/in.h>
#include <sanitizer/allocator_interface.h>
#include <stdlib.h>
#include <string.h>

#include "capture/extract.h"

#define NARROW 8

struct reading {
	struct reader *r;
	struct l7_source source;
	struct l7_tracker tracker;
	struct l7_extract extract;
	uint64_t ended, numbers;
	unsigned long sum;
	bool extracts;
};

/* decoders get frames in memory that ends with them, so that reading beyond is seen; linked by --wrap */
void __real_l7_decode(struct l7_decoder *d, const struct l7_frame *frame);
void __wrap_l7_decode(struct l7_decoder *d, const struct l7_frame *frame)
{
	struct l7_frame copy = *frame;
	uint8_t *bytes = malloc(frame->len);

	memcpy(bytes, frame->p, frame->len);
	copy.p = bytes;
	__real_l7_decode(d, &copy);
	free(bytes);
}

static bool is_known(uint8_t proto)
{
	return proto == IPPROTO_TCP || proto == IPPROTO_UDP || proto == IPPROTO_ICMP || proto == IPPROTO_ICMPV6;
}

/* of some link types libpcap writes no files, of several none at all */
static void check_refusal(const char *error)
{
	if (!strstr(error, "isn't supported in savefiles") && !strstr(error, "several link types"))
		abort();
}

static void take_packet(void *ctx, struct l7_connection *c, const struct l7_capture_packet *pkt, enum l7_dir dir)
{
	struct reading *g = ctx;
	char error[L7_CAPTURE_ERROR_SIZE];
	size_t i;

	if (pkt->len > pkt->wire_len || !is_known(pkt->tuple.proto) || !c->packets[dir])
		abort();
	if (!pkt->frame || pkt->frame > g->source.decoder.frame || !pkt->part != !pkt->nparts)
		abort();
	for (i = 0; i < pkt->len; i++)
		g->sum += pkt->payload[i];
	g->r->packets++;
	if (g->extracts && l7_extract_packet(&g->extract, c, pkt, &g->source, error))
		check_refusal(error);
}

static void take_wait(void *ctx)
{
	struct reading *g = ctx;
	char error[L7_CAPTURE_ERROR_SIZE];

	if (g->extracts && l7_extract_wait(&g->extract, &g->source, error))
		check_refusal(error);
}

static void take_end(void *ctx, struct l7_connection *c)
{
	const uint64_t packets = c->packets[0] + c->packets[1];
	struct reading *g = ctx;
	char error[L7_CAPTURE_ERROR_SIZE];

	if (!packets || packets < c->verdict.packets || c->verdict.payloads > c->verdict.packets || c->begun > c->seen)
		abort();
	if (!l7_classified_label(&g->tracker.classify, &c->verdict))
		abort();
	g->ended++;
	g->numbers += c->number;
	g->r->connections++;
	g->r->named += c->verdict.state == L7_CLASSIFY_DECIDED;
	if (g->extracts && l7_extract_ended(&g->extract, c, &g->source, error))
		check_refusal(error);
}

static bool wants(void *ctx, const char *name, const struct l7_classified *verdict)
{
	return verdict->state != L7_CLASSIFY_DECIDED;
}

static void prepare(struct reading *g, unsigned int way)
{
	struct l7_tracker *t = &g->tracker;

	l7_tracker_init(t, g->r->img);
	t->classify.midstream = !(way & READER_STRICT);
	t->connections.max = way & READER_NARROW ? NARROW : t->connections.max;
	t->connections.ended = take_end;
	t->packet = take_packet;
	t->waits = take_wait;
	t->ctx = t->connections.ctx = g;
	g->source.decoder.tunnels = true;
	g->source.decoder.each = l7_tracker_take;
	g->source.decoder.waits = l7_tracker_wait;
	g->source.decoder.ctx = t;
	g->extracts = way & READER_EXTRACTS;
	g->extract.wants = wants;
	if (g->extracts && l7_extract_add(&g->extract, "unknown", "/dev/null"))
		abort();
}

static void read_frames(struct reading *g, unsigned int way)
{
	char error[L7_CAPTURE_ERROR_SIZE] = "";
	int got;

	if (way & READER_FILTERED && l7_source_filter(&g->source, "tcp or not port 53", error)) {
		/* some link types are beyond libpcap's filters */
		g->r->refused++;
		return;
	}
	while ((got = l7_source_read(&g->source, error)) > 0)
		;
	if (got < 0 && !*error)
		abort();
	g->r->frames += g->source.decoder.frame;
}

/* all that began has ended, once */
static void finish(struct reading *g)
{
	const uint64_t begun = g->tracker.connections.begun;
	char error[L7_CAPTURE_ERROR_SIZE];

	l7_tracker_end(&g->tracker);
	if (g->tracker.lost || g->ended != begun || g->numbers != begun * (begun + 1) / 2)
		abort();
	if (g->extracts) {
		g->r->extracted += l7_extract_frames(&g->extract, 0);
		if (l7_extract_frames(&g->extract, 0) > g->source.decoder.frame || l7_extract_close(&g->extract, error))
			abort();
	}
	l7_tracker_fini(&g->tracker);
}

size_t reader_read(struct reader *r, const uint8_t *bytes, size_t len, unsigned int way)
{
	struct reading g = { .r = r };
	char error[L7_CAPTURE_ERROR_SIZE] = "";
	FILE *in = fmemopen((void *)bytes, len, "rb");
	size_t used;

	if (!in)
		abort();
	r->inputs++;
	prepare(&g, way);
	if (l7_source_open_stream(&g.source, in, "input", error)) {
		r->refused++;
		if (!*error)
			abort();
	} else {
		read_frames(&g, way);
	}
	used = __sanitizer_get_current_allocated_bytes();
	finish(&g);
	l7_decoder_fini(&g.source.decoder);
	l7_source_close(&g.source);
	return used;
}
