// SPDX-License-Identifier: GPL-2.0-only
/*
 * pinned_image.c - windows, written once and read in place
 */

#include "client/pinned_image.h"

#include <bpf/bpf.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "bpf/layout.h"

/* The kernel puts elements at multiples of 8 bytes, and maps whole pages. */
#define ELEMENT_BYTES (((size_t)L7_BPF_WINDOW_BYTES + 7) & ~(size_t)7)

/* All that is read in place lies in the window in which it begins. */
_Static_assert(L7_BPF_REACH_BYTES >= L7_PATTERN_MAX_BYTES, "a text");
_Static_assert(L7_BPF_WINDOW_BYTES >= sizeof(struct l7_image_head) + L7_MAX_DEFS * sizeof(struct l7_image_def) +
	       L7_MAX_PATTERNS * sizeof(struct l7_image_pattern) + L7_MAX_ALIASES * sizeof(struct l7_image_alias) +
	       L7_MAX_CONDITIONS * sizeof(struct l7_image_condition) + 5 * 16,
	       "definitions and aliases, which are among the first parts");

uint32_t l7_windows_count(size_t size)
{
	return (size + L7_BPF_WINDOW_STRIDE - 1) >> L7_BPF_WINDOW_SHIFT;
}

int l7_windows_fill(int map, const void *image, size_t size)
{
	char *window = calloc(1, L7_BPF_WINDOW_BYTES);
	int err = window ? 0 : -ENOMEM;

	for (uint32_t i = 0; !err && i < l7_windows_count(size); i++) {
		const size_t at = (size_t)i << L7_BPF_WINDOW_SHIFT, left = size - at;
		const size_t n = left < L7_BPF_WINDOW_BYTES ? left : L7_BPF_WINDOW_BYTES;

		memcpy(window, (const char *)image + at, n);
		memset(window + n, 0, L7_BPF_WINDOW_BYTES - n);
		err = bpf_map_update_elem(map, &i, window, BPF_ANY) ? -errno : 0;
	}
	free(window);
	return err ? err : bpf_map_freeze(map) ? -errno : 0;
}

int l7_windows_open(struct l7_windows *w, int map)
{
	struct bpf_map_info info = { 0 };
	uint32_t size = sizeof(info);

	*w = (struct l7_windows) { 0 };
	if (bpf_obj_get_info_by_fd(map, &info, &size))
		return -errno;
	if (info.value_size != L7_BPF_WINDOW_BYTES)
		return -EPROTO;
	w->size = info.max_entries * ELEMENT_BYTES;
	w->base = mmap(NULL, w->size, PROT_READ, MAP_SHARED, map, 0);
	if (w->base == MAP_FAILED) {
		w->base = NULL;
		return -errno;
	}
	w->head = (const void *)w->base;
	if (w->head->magic != L7_IMAGE_MAGIC || w->head->version != L7_IMAGE_VERSION ||
	    l7_windows_count(w->head->size) != info.max_entries) {
		l7_windows_close(w);
		return -EPROTO;
	}
	return 0;
}

bool l7_windows_equal(const struct l7_windows *w, const void *image, size_t size)
{
	bool equal = w->head->size == size;

	for (size_t i = 0, at = 0; equal && at < size; i++, at += L7_BPF_WINDOW_STRIDE)
		equal = !memcmp(w->base + i * ELEMENT_BYTES, (const char *)image + at,
				size - at < L7_BPF_WINDOW_STRIDE ? size - at : L7_BPF_WINDOW_STRIDE);
	return equal;
}

void l7_windows_close(struct l7_windows *w)
{
	if (w->base)
		munmap(w->base, w->size);
	*w = (struct l7_windows) { 0 };
}

static const void *at(const struct l7_windows *w, uint32_t offset)
{
	return w->base + (offset >> L7_BPF_WINDOW_SHIFT) * ELEMENT_BYTES + (offset & (L7_BPF_WINDOW_STRIDE - 1));
}

const struct l7_image_def *l7_windows_defs(const struct l7_windows *w)
{
	return at(w, w->head->defs);
}

const struct l7_image_alias *l7_windows_aliases(const struct l7_windows *w)
{
	return at(w, w->head->aliases);
}

const char *l7_windows_text(const struct l7_windows *w, const struct l7_image_def *def)
{
	return at(w, w->head->text + def->text);
}
