// SPDX-License-Identifier: GPL-2.0-only
/*
 * Any bytes as frames of a capture: what comes out of them can be read and classified. Input: a byte that chooses the
 * link type, a byte whose lowest bit says whether to look into tunnels, then frames with their lengths before them (2
 * bytes, big-endian).
 */
#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>

#include "capture/classify.h"
#include "capture/decode.h"
#include "capture/tracker.h"
#include "compiler/compiler.h"
#include "tests/unit/links.h"
#include "uapi/layer7.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define MOST_CONNECTIONS 16

static struct l7_blob blob;
static struct l7_image img;

struct reading {
	struct l7_tracker tracker;
	unsigned long sum;
};

static void prepare(void)
{
	struct l7_defs defs = { 0 };
	struct l7_diags diags = { 0 };

	l7_defs_add(&defs, "a", "^a+b", 1, 1, &diags);
	l7_defs_add(&defs, "b", "protocol b\nudp packets 2 same u16@0 u8@1 = size: ^.\ntcp segment size 8..: x$", 2, 1,
		    &diags);
	if (!defs.count || l7_compile(&defs, NULL, &blob, NULL, &diags) ||
	    l7_image_verify(blob.bytes, blob.size, &img, NULL))
		abort();
	l7_defs_fini(&defs);
	l7_diags_fini(&diags);
}

static bool is_known(uint8_t proto)
{
	return proto == IPPROTO_TCP || proto == IPPROTO_UDP || proto == IPPROTO_ICMP || proto == IPPROTO_ICMPV6;
}

static void take_packet(void *ctx, const struct l7_capture_packet *pkt)
{
	struct reading *r = ctx;
	size_t i;

	if (pkt->len > pkt->wire_len || pkt->wire_len > UINT16_MAX + 1 || !pkt->frame || !is_known(pkt->tuple.proto))
		abort();
	for (i = 0; i < pkt->len; i++)
		r->sum += pkt->payload[i];
	l7_tracker_take(&r->tracker, pkt);
	if (r->tracker.lost || r->tracker.connections.count > MOST_CONNECTIONS)
		abort();
}

/* all that is known of a connection can be used when it ends */
static void take_end(void *ctx, struct l7_connection *c)
{
	struct reading *r = ctx;

	if (c->packets[0] + c->packets[1] < c->verdict.packets || !l7_classified_label(&r->tracker.classify, &c->verdict))
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct reading r = { .sum = 0 };
	struct l7_decoder d = { .each = take_packet, .ctx = &r };
	size_t i, len;

	if (!blob.bytes)
		prepare();
	if (size < 2)
		return 0;
	l7_tracker_init(&r.tracker, &img);
	r.tracker.classify.midstream = true;
	r.tracker.connections.max = MOST_CONNECTIONS;
	r.tracker.connections.ended = take_end;
	r.tracker.connections.ctx = &r;
	d.dlt = links[data[0] % (sizeof(links) / sizeof(links[0]))].dlt;
	d.tunnels = data[1] & 1;
	for (i = 2; i + 2 < size; i += len) {
		struct l7_frame frame = { .time = (uint64_t)data[i] << 36 };
		uint8_t *copy;

		len = data[i] << 8 | data[i + 1];
		i += 2;
		len = len < size - i ? len : size - i;
		/* of its own, so that reading beyond it is seen */
		copy = malloc(len);
		memcpy(copy, data + i, len);
		frame.p = copy;
		frame.len = frame.wire_len = len;
		l7_decode(&d, &frame);
		free(copy);
	}
	l7_decode_end(&d);
	l7_tracker_end(&r.tracker);
	l7_tracker_fini(&r.tracker);
	return 0;
}
