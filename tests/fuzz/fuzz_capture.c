// SPDX-License-Identifier: GPL-2.0-only
/*
 * Any bytes as frames of a capture: what comes out of them can be read and classified. Input: a byte that chooses the
 * link type, a byte whose lowest bit says whether to look into tunnels, then frames with their lengths before them (2
 * bytes, big-endian).
 */
#include <netinet/in.h>
#include <pcap/pcap.h>
#include <stdlib.h>
#include <string.h>

#include "capture/classify.h"
#include "capture/connection.h"
#include "capture/decode.h"
#include "compiler/compiler.h"
#include "uapi/layer7.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const int links[] = {
	DLT_EN10MB, DLT_RAW, DLT_LINUX_SLL, DLT_LINUX_SLL2, DLT_C_HDLC, DLT_NULL, DLT_PPP, DLT_PPP_ETHER,
	DLT_IEEE802_11, DLT_IEEE802_11_RADIO,
};

static struct l7_blob blob;
static struct l7_image img;

struct reading {
	struct l7_classify cl;
	struct l7_connections connections;
	struct l7_classified *state;
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
	const size_t count = r->connections.count;
	bool reply;
	size_t i;

	if (pkt->len > pkt->wire_len || pkt->wire_len > UINT16_MAX + 1 || !pkt->frame || !is_known(pkt->tuple.proto))
		abort();
	for (i = 0; i < pkt->len; i++)
		r->sum += pkt->payload[i];
	i = l7_connections_find(&r->connections, pkt, &reply);
	if (i == count) {
		r->state = realloc(r->state, (i + 1) * sizeof(*r->state));
		memset(&r->state[i], 0, sizeof(r->state[i]));
	}
	l7_classify_packet(&r->cl, &r->state[i], pkt, reply ? L7_DIR_REPLY : L7_DIR_ORIGINAL);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct reading r = { .cl = { .img = &img, .max_packets = L7_NUMPACKETS_DEFAULT,
				    .max_bytes = L7_MAXDATALEN_DEFAULT, .midstream = true } };
	struct l7_decoder d = { .each = take_packet, .ctx = &r };
	size_t i, len;

	if (!blob.bytes)
		prepare();
	if (size < 2)
		return 0;
	d.dlt = links[data[0] % (sizeof(links) / sizeof(links[0]))];
	d.tunnels = data[1] & 1;
	for (i = 2; i + 2 < size; i += len) {
		uint8_t *frame;

		len = data[i] << 8 | data[i + 1];
		i += 2;
		len = len < size - i ? len : size - i;
		/* of its own, so that reading beyond it is seen */
		frame = malloc(len);
		memcpy(frame, data + i, len);
		l7_decode(&d, frame, len);
		free(frame);
	}
	l7_decode_end(&d);
	for (i = 0; i < r.connections.count; i++)
		l7_classified_fini(&r.state[i]);
	free(r.state);
	l7_connections_fini(&r.connections);
	return 0;
}
