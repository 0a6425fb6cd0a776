/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * frames.h - frames of captures, written as headers in hexadecimal around what is inside; and what the decoder makes of
 * them
 */
#include <assert.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include "capture/decode.h"

#define FRAME_BYTES 4096

struct frame {
	uint8_t p[FRAME_BYTES];
	size_t len;
};

/* what the decoder handed out: `SPORT>DPORT:PAYLOAD[/WIRE_LEN] ' each */
struct seen {
	char text[16384];
};

static inline void take_packet(void *ctx, const struct l7_capture_packet *pkt)
{
	struct seen *seen = ctx;
	const size_t used = strlen(seen->text), room = sizeof(seen->text) - used;
	int n = snprintf(seen->text + used, room, "%u>%u:%.*s", pkt->tuple.sport, pkt->tuple.dport,
			 (int)(pkt->len < 40 ? pkt->len : 40), (const char *)pkt->payload);

	if (pkt->len < pkt->wire_len)
		n += snprintf(seen->text + used + n, room - n, "/%zu", pkt->wire_len);
	snprintf(seen->text + used + n, room - n, " ");
}

static inline void add(struct frame *f, const void *p, size_t len)
{
	assert(f->len + len <= FRAME_BYTES);
	if (len)
		memcpy(f->p + f->len, p, len);
	f->len += len;
}

/* bytes in hexadecimal, blanks between; `@': @inner */
static inline void add_hex(struct frame *f, const char *hex, const struct frame *inner)
{
	for (; *hex; hex++) {
		unsigned int byte = 0;
		uint8_t b;
		int got;

		if (*hex == ' ')
			continue;
		if (*hex == '@') {
			assert(inner);
			add(f, inner->p, inner->len);
			continue;
		}
		got = sscanf(hex++, "%2x", &byte);
		assert(got == 1);
		b = byte;
		add(f, &b, 1);
	}
}

static inline void set16(uint8_t *p, unsigned int v)
{
	p[0] = v >> 8;
	p[1] = v;
}

/* IPv4 from 192.0.2.1 to 192.0.2.2; @offset in bytes */
static inline struct frame ipv4(uint8_t proto, const void *payload, size_t len, unsigned int offset, bool more)
{
	struct frame f = { .len = 0 };

	add_hex(&f, "45 00 0000 0007 0000 40 00 0000 c0000201 c0000202", NULL);
	add(&f, payload, len);
	set16(f.p + 2, f.len);
	set16(f.p + 6, offset / 8 | more << 13);
	f.p[9] = proto;
	return f;
}

static inline struct frame ipv6(uint8_t next, const void *payload, size_t len)
{
	struct frame f = { .len = 0 };

	add_hex(&f, "60000000 0000 00 40 20010db8 00000000 00000000 00000001 20010db8 00000000 00000000 00000002",
		NULL);
	add(&f, payload, len);
	set16(f.p + 4, len);
	f.p[6] = next;
	return f;
}

static inline struct frame udp(unsigned int sport, unsigned int dport, const void *payload, size_t len)
{
	struct frame f = { .len = 8 };

	add(&f, payload, len);
	set16(f.p, sport);
	set16(f.p + 2, dport);
	set16(f.p + 4, f.len);
	return f;
}

static inline struct frame datagram(const char *text)
{
	const struct frame u = udp(1000, 2000, text, strlen(text));

	return ipv4(IPPROTO_UDP, u.p, u.len, 0, false);
}

static inline void decode(struct l7_decoder *d, const struct frame *f)
{
	/* of the heap and exactly so long, for sanitizers */
	uint8_t *copy = malloc(f->len ? f->len : 1);
	const struct l7_frame frame = { copy, f->len, f->len, 0 };

	memcpy(copy, f->p, f->len);
	l7_decode(d, &frame);
	free(copy);
}
