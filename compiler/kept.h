/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef L7_COMPILER_KEPT_H
#define L7_COMPILER_KEPT_H

#include "compiler/program.h"
#include "core/image.h"

/*
 * kept.h - whole images remembered
 *
 * Making the image of some hundred definitions takes a tenth of a second even where its grouping is known, which is long for a
 * command that is typed, and longer than many captures take to read. An image is believed if this very compiler made it,
 * of these definitions; if its sum is right; if the file and its directory are ours or root's and nobody else may write
 * there; and if it is valid.
 */

/**
 * l7_kept_load() - look for the image of a program
 * @dir:  of the cache (may be NULL: nothing is there)
 * @out:  filled in if the answer is true, and @img with a view of it
 */
bool l7_kept_load(const char *dir, const struct l7_program *program, unsigned int max_states, struct l7_blob *out,
		  struct l7_image *img);

/** l7_kept_store() - remember an image that is worth it, if that is possible; the oldest go when there are many */
void l7_kept_store(const char *dir, const struct l7_program *program, unsigned int max_states,
		   const struct l7_blob *image);

#endif
