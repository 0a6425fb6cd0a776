/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef L7_NETLINK_SEARCH_H
#define L7_NETLINK_SEARCH_H

/*
 * search.h - where definitions are looked for, and what to say if one is not there
 */

#include "compiler/compiler.h"

/** l7_search_dirs - the administrator's definitions, then those that came with layer7; NULL-terminated */
extern const char *const l7_search_dirs[];

/**
 * l7_search_complain() - say that there is no definition of a name
 * @dirs: where it was looked for, NULL-terminated
 * @d:    gets one error: the places, names that look alike, how to list all
 */
void l7_search_complain(const char *const *dirs, const char *name, struct l7_diags *d);

/** l7_search_complain_empty() - say that there is no definition at all */
void l7_search_complain_empty(const char *const *dirs, struct l7_diags *d);

/**
 * l7_search_similar() - "did you mean A or B? ", "" if none of the names looks like the one wanted
 * @names: [count]
 * @text:  [size], filled in
 */
void l7_search_similar(const char *wanted, const char *const *names, size_t count, char *text, size_t size);

#endif
