// SPDX-License-Identifier: GPL-2.0-only
/*
 * selection.c - reads the definitions that a command line means
 */

#include "cli/selection.h"

#include <stdio.h>

#include "client/search.h"

int l7_selection_add_dir(struct l7_selection *s, const char *dir)
{
	if (s->ndirs == L7_SELECTION_MAX_DIRS) {
		fprintf(stderr, "l7: -d may be given %d times at most\n", L7_SELECTION_MAX_DIRS);
		return -1;
	}
	s->dir[s->ndirs++] = dir;
	return 0;
}

const char *const *l7_selection_dirs(const struct l7_selection *s)
{
	return s->ndirs ? s->dir : l7_search_dirs;
}

int l7_selection_read(const struct l7_selection *s, struct l7_defs *defs, struct l7_diags *d)
{
	return l7_search_read(l7_selection_dirs(s), (const char *const *)s->names, s->nnames, defs, d);
}
