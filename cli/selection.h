/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef L7_CLI_SELECTION_H
#define L7_CLI_SELECTION_H

/*
 * selection.h - which definitions a command line means: `[-d DIR]... [NAME...]`
 */

#include "compiler/compiler.h"

#define L7_SELECTION_MAX_DIRS 16

/**
 * struct l7_selection - zero-initialise
 * @dir:   given with -d; none: the default directories; the first that has a name wins
 * @names: the rest of the command line (borrowed); none: every definition of the directories
 */
struct l7_selection {
	const char *dir[L7_SELECTION_MAX_DIRS + 1];
	unsigned int ndirs;
	char *const *names;
	unsigned int nnames;
};

/** l7_selection_add_dir() - Return: 0; -1 and a word on stderr if there are too many */
int l7_selection_add_dir(struct l7_selection *s, const char *dir);

/** l7_selection_dirs() - the directories to search, in order; Return: borrowed, NULL-terminated */
const char *const *l7_selection_dirs(const struct l7_selection *s);

/**
 * l7_selection_read() - read what was selected
 *
 * Return: 0; -1 with errors in @d: a file that is wrong, a name that is nowhere, a directory given that can't be read.
 */
int l7_selection_read(const struct l7_selection *s, struct l7_defs *defs, struct l7_diags *d);

#endif
