/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef ORACLE_TABLE_H
#define ORACLE_TABLE_H

#include "compiler/compiler.h"
#include "core/image.h"

/** struct table - an image in memory, verified; zero-initialise, release with table_fini() */
struct table {
	struct l7_blob blob;
	struct l7_image img;
};

/**
 * table_compile() - an image of the definitions in some directories, the first that has a name wins
 * @dirs: [count]
 *
 * Says on stderr what is wrong. Return: false if there is no table.
 */
bool table_compile(struct table *t, const char *const *dirs, size_t count);

/** table_read() - an image out of a file; otherwise as table_compile() */
bool table_read(struct table *t, const char *path);

void table_fini(struct table *t);

#endif
