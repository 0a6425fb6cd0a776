// SPDX-License-Identifier: GPL-2.0-only
/*
 * selection.c - reads the definitions that a command line means
 */

#include "cli/selection.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "netlink/search.h"

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

/* Of the default directories, one may be missing; one that was asked for may not. */
static int read_dirs(const struct l7_selection *s, struct l7_defs *defs, struct l7_diags *d)
{
	int err = 0;

	for (const char *const *dir = l7_selection_dirs(s); *dir; dir++)
		if (l7_defs_read_dir(defs, *dir, d) < 0 && (s->ndirs || errno != ENOENT)) {
			l7_diags_add(d, L7_ERROR, *dir, 0, 0, NULL, "%s", strerror(errno));
			err = -1;
		}
	return err;
}

static int read_names(const struct l7_selection *s, struct l7_defs *defs, struct l7_diags *d)
{
	int err = 0;

	for (unsigned int i = 0; i < s->nnames; i++) {
		char *path = strchr(s->names[i], '/') ? NULL : l7_defs_find_file(l7_selection_dirs(s), s->names[i]);

		if (!path)
			l7_search_complain(l7_selection_dirs(s), s->names[i], d);
		if (!path || !l7_defs_read_file(defs, path, d))
			err = -1;
		free(path);
	}
	return err;
}

int l7_selection_read(const struct l7_selection *s, struct l7_defs *defs, struct l7_diags *d)
{
	int err = s->nnames ? read_names(s, defs, d) : read_dirs(s, defs, d);

	if (!err && !d->errors && !defs->count) {
		l7_search_complain_empty(l7_selection_dirs(s), d);
		return -1;
	}
	return err || d->errors ? -1 : 0;
}
