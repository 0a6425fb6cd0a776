// SPDX-License-Identifier: GPL-2.0-only
/*
 * The flow logic over any series of segments: no byte is fed twice or out of order. Input: records of direction and
 * length (1 byte) and offset (1 byte); the payload of a direction is a fixed series, so that what must come out is
 * known.
 */
#include <stdlib.h>
#include "compiler/compiler.h"
#include "core/flow.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define STREAM_BYTES 512

static struct l7_blob blob;
static struct l7_image img;
static uint8_t stream[STREAM_BYTES];

static void prepare(void)
{
	struct l7_defs defs = { 0 };
	struct l7_diags diags = { 0 };
	size_t i;

	for (i = 0; i < STREAM_BYTES; i++)
		stream[i] = 1 + i % 255;
	l7_defs_add(&defs, "a", "z$", 1, 1, &diags);
	if (l7_compile(&defs, NULL, &blob, NULL, &diags) || l7_image_verify(blob.bytes, blob.size, &img, NULL))
		abort();
	l7_defs_fini(&defs);
	l7_diags_fini(&diags);
}

static void fed(struct l7_flow *f, uint32_t *at, const uint8_t *p, size_t len)
{
	u64 now[L7_DEF_WORDS];

	if (*at + len > STREAM_BYTES || memcmp(stream + *at, p, len))
		abort();
	*at += len;
	if (len)
		l7_flow_take(f, &img, L7_DIR_ORIGINAL, 65536, p, len, now);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const uint32_t isn[2] = { 0xffffff80u, 77 };
	uint32_t at[2] = { 0, 0 }, skip;
	uint8_t held[L7_FLOW_MAX_HELD][128];
	struct l7_held h;
	int place;
	struct l7_flow f;

	if (!blob.bytes)
		prepare();
	l7_flow_init(&f, &img, L7_ALL_GROUPS, L7_TRANSPORT_TCP);
	l7_flow_expect(&f, L7_DIR_ORIGINAL, isn[0]);
	l7_flow_expect(&f, L7_DIR_REPLY, isn[1]);
	for (; size >= 2; data += 2, size -= 2) {
		const enum l7_dir dir = data[0] >> 7;
		const uint32_t len = 1 + (data[0] & 127), from = data[1];

		switch (l7_flow_turn(&f, dir, isn[dir] + from, len, &skip)) {
		case L7_TURN_PAST:
			break;
		case L7_TURN_AHEAD:
			place = l7_flow_hold(&f, dir, isn[dir] + from, len);
			if (place >= 0)
				memcpy(held[place], stream + from, len);
			break;
		case L7_TURN_NOW:
			fed(&f, &at[dir], stream + from + skip, len - skip);
			while (l7_flow_release(&f, &h, &skip))
				fed(&f, &at[h.dir], held[h.place] + skip, h.len - skip);
			break;
		}
		if (f.next[0] != isn[0] + at[0] || f.next[1] != isn[1] + at[1] || f.nheld > L7_FLOW_MAX_HELD)
			abort();
	}
	while (l7_flow_drop(&f, &h))
		if (!h.len)
			abort();
	return 0;
}
