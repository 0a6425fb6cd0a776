// SPDX-License-Identifier: GPL-2.0-only
/*
 * Any bytes are refused, or are safe to walk. Input: a count, so many patches (3 bytes where, 1 byte what) to a good
 * image, then payload; with a count of 255 the rest is an image as it stands.
 */
#include <stdlib.h>
#include "compiler/libl7.h"
#include "core/walk.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct l7_blob good;

static void make_good(void)
{
	struct l7_defs defs = { 0 };
	struct l7_diags diags = { 0 };

	l7_defs_add(&defs, "a", "^(get|post) .*http/1\\.[01]", 1, 1, &diags);
	l7_defs_add(&defs, "b", "needle$|[0-9]+x", 2, 2, &diags);
	l7_defs_add(&defs, "c", "^(a.?.?.?.?.?.?a|b.?.?.?.?.?.?b|c.?.?.?.?.?.?c)", 3, 3, &diags);
	if (l7_compile(&defs, NULL, &good, NULL, &diags))
		abort();
	l7_defs_fini(&defs);
	l7_diags_fini(&diags);
}

static void walk(const struct l7_image *img, const uint8_t *p, size_t len)
{
	u16 state[L7_MAX_GROUPS];
	u64 hits[L7_SET_WORDS] = { 0 };
	uint32_t i;

	l7_walk_start(img, L7_ALL_GROUPS, state);
	l7_walk(img, state, p, len, hits);
	l7_walk_end(img, state, hits);
	for (i = 0; i < img->head->ndefs; i++)
		if (strlen(img->text + img->defs[i].text) >= L7_PATTERN_MAX_BYTES)
			abort();
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
		bytes[(data[0] | data[1] << 8 | data[2] << 16) % image_size] = data[3];
	if (l7_image_verify(bytes, image_size, &img, NULL) == 0)
		walk(&img, data, size);
	free(bytes);
	return 0;
}
