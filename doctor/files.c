// SPDX-License-Identifier: GPL-2.0-only
/*
 * files.c - the definitions on disk: are they right, and which take the place of others
 */

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "doctor/doctor.h"

#define ERRORS_SHOWN 5

static bool has_name(const struct l7_defs *defs, const char *name)
{
	for (size_t i = 0; i < defs->count; i++)
		if (!strcmp(defs->def[i].name, name))
			return true;
	return false;
}

/* Names of a directory that those before it have as well. */
static void list_shadowed(struct l7_roster *names, const struct l7_defs *before, const char *dir)
{
	struct l7_diags ignored = { 0 };
	struct l7_defs alone = { 0 };

	l7_defs_read_dir(&alone, dir, &ignored);
	for (size_t i = 0; i < alone.count; i++)
		if (has_name(before, alone.def[i].name))
			l7_roster_add(names, alone.def[i].name);
	l7_defs_fini(&alone);
	l7_diags_fini(&ignored);
}

void l7_files_read(struct l7_files *f, const struct l7_host *h)
{
	for (const char *const *dir = h->dirs; *dir; dir++) {
		char path[L7_HOST_PATH_SIZE];

		l7_host_path(h, path, "%s", *dir);
		if (f->defs.count)
			list_shadowed(&f->shadowed, &f->defs, path);
		if (l7_defs_read_dir(&f->defs, path, &f->diags) < 0 && errno != ENOENT)
			l7_diags_add(&f->diags, L7_ERROR, *dir, 0, 0, NULL, "%s", strerror(errno));
	}
}

void l7_files_fini(struct l7_files *f)
{
	l7_defs_fini(&f->defs);
	l7_diags_fini(&f->diags);
	l7_roster_fini(&f->shadowed);
	*f = (struct l7_files) { 0 };
}

static void complain_diag(const struct l7_diag *d, struct l7_remarks *r)
{
	const char *file = d->file ? d->file : "a definition", *text = d->text ? d->text : "out of memory";

	l7_remarks_add(r, L7_LEVEL_ERROR, "definitions",
		       d->line ? l7_text("%s:%u: %s", file, d->line, text) : l7_text("%s: %s", file, text),
		       l7_text("`l7 load` loads nothing as long as one definition is wrong, and no rule can name this "
			       "one."),
		       l7_text("l7 compile   # says where, with a caret"));
}

static void examine_diags(const struct l7_files *f, struct l7_remarks *r)
{
	size_t shown = 0, warnings = f->diags.count - f->diags.errors;

	for (size_t i = 0; i < f->diags.count && shown < ERRORS_SHOWN; i++)
		if (f->diags.diag[i].severity == L7_ERROR) {
			complain_diag(&f->diags.diag[i], r);
			shown++;
		}
	if (f->diags.errors > shown)
		l7_remarks_add(r, L7_LEVEL_ERROR, "definitions",
			       l7_text("%zu more errors in definitions", f->diags.errors - shown),
			       l7_text("Only the first %d are shown above.", ERRORS_SHOWN), l7_text("l7 compile"));
	if (warnings)
		l7_remarks_add(r, L7_LEVEL_NOTE, "definitions",
			       l7_text("definitions have %zu warning%s", warnings, warnings == 1 ? "" : "s"),
			       l7_text("They load, but may mean something else than they seem "
				       "to."), l7_text("l7 compile"));
}

/* What only shows when all become one table. */
static void examine_compiled(const struct l7_host *h, struct l7_remarks *r)
{
	struct l7_compile_options options = { .cache_dir = *h->cache ? h->cache : NULL };
	struct l7_defs all = h->files.defs;
	struct l7_diags diags = { 0 };
	struct l7_blob blob = { 0 };

	l7_compile(&all, &options, &blob, NULL, &diags);
	for (size_t i = 0; i < diags.count; i++)
		if (diags.diag[i].severity == L7_ERROR)
			complain_diag(&diags.diag[i], r);
	l7_blob_fini(&blob);
	l7_diags_fini(&diags);
}

static void complain_shadowed(const struct l7_host *h, struct l7_remarks *r)
{
	const size_t n = h->files.shadowed.count;

	l7_remarks_add(r, L7_LEVEL_NOTE, "definitions",
		       l7_text("%zu definition%s the place of others of that name: "
			       "%s%s", n, n == 1 ? " takes" : "s take",
			       h->files.shadowed.text, n > L7_ROSTER_SHOWN ? ", ..." : ""),
		       l7_text("What stands in %s wins. The others may be newer by now.", h->dirs[0]), NULL);
}

void l7_files_examine(const struct l7_host *h, struct l7_remarks *r)
{
	const struct l7_files *f = &h->files;
	size_t before = l7_remarks_count(r, L7_LEVEL_ERROR);

	examine_diags(f, r);
	if (!f->defs.count && !f->diags.errors) {
		l7_remarks_add(r, L7_LEVEL_ERROR, "definitions",
			       l7_text("there are no definitions in "
				       "%s%s%s", h->dirs[0], h->dirs[0] && h->dirs[1] ? " or " : "",
				       h->dirs[0] && h->dirs[1] ? h->dirs[1] : ""),
			       l7_text("A rule finds nothing by the name that it asks for."),
			       l7_text("make install   # in the sources of layer7"));
		return;
	}
	if (f->shadowed.count)
		complain_shadowed(h, r);
	if (!f->diags.errors)
		examine_compiled(h, r);
	if (l7_remarks_count(r, L7_LEVEL_ERROR) == before)
		l7_remarks_fine(r, "definitions", "%zu on disk, all of them load", f->defs.count);
}
