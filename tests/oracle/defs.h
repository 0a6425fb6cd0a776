/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef ORACLE_DEFS_H
#define ORACLE_DEFS_H

#include "tests/oracle/v8.h"

/**
 * struct odef - a definition as the oracle reads it
 * @label:   DIR/NAME for messages; two directories may hold the same name
 * @pattern: the expression as it stands in the file
 * @never:   the file says that nothing can match
 */
struct odef {
	char *label;
	char *name;
	char *pattern;
	struct v8_regex *re;
	bool never;
};

/** struct odefs - zero-initialise, release with odefs_free() */
struct odefs {
	struct odef *def;
	size_t count;
};

/**
 * odefs_read() - add all definition files of a directory and of its direct subdirectories
 *
 * The pseudo-protocols' files are passed over. A comment "# never matches" in a file is noted.
 * Return: definitions added; -1 if there is no such directory.
 */
int odefs_read(struct odefs *defs, const char *dir);
void odefs_free(struct odefs *defs);

#endif
