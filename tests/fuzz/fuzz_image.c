// SPDX-License-Identifier: GPL-2.0-only
/*
 * Any bytes are refused, or connections can go through them. Input: a count, so many patches (3 bytes where, half of them in
 * front of the cells, 1 byte what) to a good image, then payload: packets of a byte that says direction and length, and so
 * many bytes. With a count of 255 the rest is an image as it stands.
 */
#include <stdio.h>
#include <stdlib.h>
#include "compiler/compiler.h"
#include "core/flow.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct l7_blob good;

/* all scopes, sides, conditions, parts and numbers of packets */
static const char *const ours[] = {
	"protocol d\nalias e f\ntcp client size 3.. u16@0 & 0xff * 2 + 1 <= size: ^g\nand server nocase: ^h\ntcp: ^ab.{9}c\n",
	"protocol h\nalias i\ntcp segment first u32le@4 != 7: ^get\ntcp segment packets 2 same u16@0: ^[a-z]\n",
	"protocol j\nudp opener u24@253 >= 0 size ..600: ^g\nudp packets 9 same u8@255: e\nand answerer: t$\n",
	"protocol k\ntcp+udp u8@1 >= size - 40: ^[^a]\nudp packets 3: ^abcd[e-g]h{9}\n",
};

static void make_good(void)
{
	static const char *const names[] = { "d", "h", "j", "k" };
	char sparse[16384], *at = sparse;
	struct l7_defs defs = { 0 };
	struct l7_diags diags = { 0 };
	size_t i;

	l7_defs_add(&defs, "a", "^(get|post) .*http/1\\.[01]", 1, 1, &diags);
	l7_defs_add(&defs, "b", "needle$|[0-9]+x", 2, 2, &diags);
	at += sprintf(at, "^(c");
	for (i = 1; i < 256; i++)
		if (!strchr("()|*+?.[]^$\\", i))
			at += sprintf(at, "|\\x%02zx.?.?.?.?.?.?.?.?\\x%02zx", i, i);
	strcpy(at, ")");
	l7_defs_add(&defs, "c", sparse, 3, 3, &diags);
	for (i = 0; i < sizeof(ours) / sizeof(ours[0]); i++)
		if (!l7_defs_add(&defs, names[i], ours[i], 0, 4, &diags))
			abort();
	if (l7_compile(&defs, NULL, &good, NULL, &diags))
		abort();
	l7_defs_fini(&defs);
	l7_diags_fini(&diags);
}

static void run_flow(const struct l7_image *img, enum l7_transport transport, const uint8_t *data, size_t size)
{
	u64 now[L7_DEF_WORDS];
	struct l7_flow f;
	size_t i;

	l7_flow_init(&f, img, L7_ALL_GROUPS, transport);
	while (size > 1) {
		const size_t wanted = 1 + data[0] / 2 * 4, len = wanted < size - 1 ? wanted : size - 1;

		l7_flow_take(&f, img, data[0] % 2, 2048, data + 1, len, now);
		if (f.nwaits > L7_FLOW_MAX_WAITS)
			abort();
		for (i = img->head->ndefs; i < L7_MAX_DEFS; i++)
			if (now[i / 64] >> i % 64 & 1)
				abort();
		data += 1 + len;
		size -= 1 + len;
	}
}

static void look_up(const struct l7_image *img)
{
	uint32_t i;

	for (i = 0; i < img->head->ndefs; i++)
		if (strlen(img->text + img->defs[i].text) >= L7_PATTERN_MAX_BYTES || l7_image_lookup(img, img->defs[i].name) < 0 ||
		    l7_image_find(img, img->defs[i].number, img->defs[i].digest) < 0)
			abort();
	for (i = 0; i < img->head->naliases; i++)
		if (l7_image_lookup(img, img->aliases[i].name) < 0)
			abort();
}

static size_t place(const uint8_t *data, size_t image_size)
{
	const struct l7_image_head *head = good.bytes;
	const size_t tables = head->groups + head->ngroups * sizeof(struct l7_image_group);

	return (data[0] | data[1] << 8 | (data[2] & 127) << 16) % (data[2] & 128 ? image_size : tables);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	size_t image_size, i, patches = size ? data[0] : 0;
	struct l7_image img;
	uint8_t *bytes;

	if (!good.bytes)
		make_good();
	if (!size)
		return 0;
	data++, size--;
	if (patches == 255)
		patches = 0, image_size = size;
	else
		image_size = good.size;
	bytes = aligned_alloc(16, (image_size + 31) & ~15ull);
	memcpy(bytes, patches || image_size == good.size ? good.bytes : data, image_size);
	for (i = 0; i < patches && size >= 4; i++, data += 4, size -= 4)
		bytes[place(data, image_size)] = data[3];
	if (l7_image_verify(bytes, image_size, &img, NULL) == 0) {
		look_up(&img);
		run_flow(&img, L7_TRANSPORT_TCP, data, size);
		run_flow(&img, L7_TRANSPORT_UDP, data, size);
		run_flow(&img, L7_TRANSPORT_OTHER, data, size);
	}
	free(bytes);
	return 0;
}
