/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef L7_CLIENT_SEARCH_H
#define L7_CLIENT_SEARCH_H

/*
 * search.h - where definitions are looked for, and what to say if one is not there
 */

#include "compiler/compiler.h"

/** l7_search_dirs - the administrator's definitions, then those that came with layer7; NULL-terminated */
extern const char *const l7_search_dirs[];

#define L7_SEARCH_CACHE_SIZE 4096 /* bytes, NUL included */

/**
 * l7_search_cache_dir() - where a compiler may remember what it found: root's, or the user's own
 * @path: [L7_SEARCH_CACHE_SIZE], filled in
 *
 * Made if it is missing.
 * Return: @path, whether it is there or not.
 */
const char *l7_search_cache_dir(char *path);

/**
 * l7_search_complain() - say that there is no definition of a name
 * @dirs: where it was looked for, NULL-terminated
 * @d:    gets one error: the places, names that look alike, how to list all
 */
void l7_search_complain(const char *const *dirs, const char *name, struct l7_diags *d);

/**
 * l7_search_read() - read definitions
 * @dirs:  NULL-terminated, the first that has a name wins; of l7_search_dirs some may be missing, of others none
 * @names: of the definitions wanted, aliases too; [@count], 0: all of the directories
 *
 * Return: 0; -1 with errors in @d: a file that is wrong, a name that is nowhere, a directory that can't be read, nothing found.
 */
int l7_search_read(const char *const *dirs, const char *const *names, size_t count, struct l7_defs *defs,
		   struct l7_diags *d);

/**
 * l7_search_similar() - "did you mean A or B? ", "" if none of the names looks like the one wanted
 * @names: [count]
 * @text:  [size], filled in
 */
void l7_search_similar(const char *wanted, const char *const *names, size_t count, char *text, size_t size);

#endif
