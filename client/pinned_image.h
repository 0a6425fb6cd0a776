/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef L7_CLIENT_PINNED_IMAGE_H
#define L7_CLIENT_PINNED_IMAGE_H

/*
 * pinned_image.h - an image in a map of overlapping windows (bpf/layout.h)
 *
 *   image   |--------stride--------|--------stride--------|---
 *   [0]     |=====window 0==================|
 *   [1]                            |=====window 1==================|
 */

#include <stdint.h>

#include "core/image.h"

/**
 * struct l7_windows - the map `image', to read
 * @base: NULL: not open
 * @size: bytes that are mapped
 * @head: of the image
 */
struct l7_windows {
	char *base;
	size_t size;
	const struct l7_image_head *head;
};

/** l7_windows_count() - how many an image of @size bytes needs */
uint32_t l7_windows_count(size_t size);

/** l7_windows_fill() - put an image into a new map, which nobody can change from then on; negative errno */
int l7_windows_fill(int map, const void *image, size_t size);

/**
 * l7_windows_open() - Return: 0; negative errno, -EPROTO if it is no image of this version's
 */
int l7_windows_open(struct l7_windows *w, int map);

/** l7_windows_equal() - whether this is an image, byte for byte */
bool l7_windows_equal(const struct l7_windows *w, const void *image, size_t size);

void l7_windows_close(struct l7_windows *w);

/** l7_windows_defs() - [head->ndefs] */
const struct l7_image_def *l7_windows_defs(const struct l7_windows *w);

/** l7_windows_aliases() - [head->naliases] */
const struct l7_image_alias *l7_windows_aliases(const struct l7_windows *w);

/** l7_windows_text() - what a definition was compiled from */
const char *l7_windows_text(const struct l7_windows *w, const struct l7_image_def *def);

#endif
