/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef L7_COMPILER_COMPILED_H
#define L7_COMPILER_COMPILED_H

/*
 * compiled.h - definitions together with the image that is made of them
 */

#include "compiler/compiler.h"
#include "core/image.h"

/**
 * struct l7_compiled - zero-initialise, release with l7_compiled_fini()
 * @defs: filled in by the caller
 * @img:  of all of them, a view into @blob
 * @def:  [img.head->ndefs] the definition that stands at an index of the image
 */
struct l7_compiled {
	struct l7_defs defs;
	struct l7_blob blob;
	struct l7_image img;
	const struct l7_def **def;
};

/**
 * l7_compiled_make() - compile @c->defs
 *
 * Return: 0; -1 with errors in @d.
 */
int l7_compiled_make(struct l7_compiled *c, const struct l7_compile_options *options, struct l7_diags *d);
void l7_compiled_fini(struct l7_compiled *c);

#endif
