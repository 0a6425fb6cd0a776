/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef L7_COMPILER_STORED_H
#define L7_COMPILER_STORED_H

/*
 * stored.h - images in files, and the definitions that they were made of
 */

#include "compiler/compiled.h"

/**
 * l7_stored_read() - read a file that may be an image
 * @blob: filled in if the answer is 0
 *
 * Return: 0; -1 with an error in @d: it can't be read, or is no image by its size.
 */
int l7_stored_read(const char *path, struct l7_blob *blob, struct l7_diags *d);

/**
 * l7_stored_defs() - verify an image, and parse what it says that it was made of
 * @path: where it was read, for diagnostics
 * @img:  filled in if the answer is 0: a view of @blob
 * @defs: zeroed; gets the definition at index i of the image at place i. An image has no `about` and `source`.
 *
 * Return: 0; -1 with errors in @d.
 */
int l7_stored_defs(const char *path, const struct l7_blob *blob, struct l7_image *img, struct l7_defs *defs,
		   struct l7_diags *d);

/**
 * l7_stored_open() - an image in a file as if it had just been compiled
 * @c: zeroed; to be released with l7_compiled_fini() whatever the answer
 *
 * Return: 0; -1 with errors in @d.
 */
int l7_stored_open(struct l7_compiled *c, const char *path, struct l7_diags *d);

#endif
