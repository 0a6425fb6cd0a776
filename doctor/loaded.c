// SPDX-License-Identifier: GPL-2.0-only
/*
 * loaded.c - the definitions in the kernel: are they those on disk, and all that rules name
 */

#include <string.h>

#include "doctor/doctor.h"

static const struct l7_def *find(const struct l7_defs *defs, const char *name)
{
	for (size_t i = 0; i < defs->count; i++)
		if (!strcmp(defs->def[i].name, name))
			return &defs->def[i];
	return NULL;
}

static bool is_known(const struct l7_defs *defs, const char *name)
{
	if (find(defs, name))
		return true;
	for (size_t i = 0; i < defs->count; i++)
		if (l7_strings_have(&defs->def[i].aliases, name))
			return true;
	return false;
}

/* Whether a rule brings this name from a directory of its own: then it need not be the one of the others. */
static bool is_from_elsewhere(const struct l7_rules *rules, const char *name)
{
	for (size_t i = 0; i < rules->count; i++)
		if (rules->rule[i].proto && rules->rule[i].dir && !strcmp(rules->rule[i].proto, name))
			return true;
	return false;
}

static void examine_digests(const struct l7_host *h, struct l7_remarks *r)
{
	const struct l7_defs *loaded = &h->answers.table.loaded;
	struct l7_roster other = { 0 }, gone = { 0 };
	size_t same = 0;

	for (size_t i = 0; i < loaded->count; i++) {
		const struct l7_def *file = find(&h->files.defs, loaded->def[i].name);

		if (file && file->digest == loaded->def[i].digest)
			same++;
		else if (is_from_elsewhere(&h->rules, loaded->def[i].name))
			;
		else if (file)
			l7_roster_add(&other, file->name);
		else
			l7_roster_add(&gone, loaded->def[i].name);
	}
	if (other.count)
		l7_remarks_add(r, L7_LEVEL_WARNING, "loaded",
			       l7_text("%zu definition%s loaded %s: %s", other.count, other.count == 1 ? "" : "s",
				       other.count == 1 ? "is not the one on disk" : "are not those on disk",
				       l7_roster_text(&other)),
			       l7_text("Files were changed since. Until they are loaded, the old ones are in force."),
			       l7_text("l7 load"));
	if (gone.count)
		l7_remarks_add(r, L7_LEVEL_NOTE, "loaded",
			       l7_text("%zu definition%s loaded from no file that is here: %s", gone.count,
				       gone.count == 1 ? " is" : "s are", l7_roster_text(&gone)),
			       l7_text("After the next boot a rule that names it can't be entered, unless --l7dir says "
				       "where it is."), NULL);
	if (!other.count && loaded->count)
		l7_remarks_fine(r, "loaded", "in the kernel as they are on disk: %zu", same);
	l7_roster_fini(&other);
	l7_roster_fini(&gone);
}

static void examine_names(const struct l7_host *h, struct l7_remarks *r)
{
	for (size_t i = 0; i < h->rules.count; i++) {
		const char *name = h->rules.rule[i].proto;

		if (!name || !strcmp(name, "unset") || !strcmp(name, "unknown") ||
		    is_known(&h->answers.table.loaded, name))
			continue;
		l7_remarks_add(r, L7_LEVEL_ERROR, "loaded",
			       l7_text("a rule names \"%s\", which is not loaded: %s", name, h->rules.rule[i].text),
			       l7_text("It matches nothing."), l7_text("l7 load"));
	}
}

void l7_loaded_examine(const struct l7_host *h, struct l7_remarks *r)
{
	if (h->answers.error)
		return;
	/* what is wrong with files is said elsewhere; without them there is nothing to compare with */
	if (h->files.defs.count && !h->files.diags.errors)
		examine_digests(h, r);
	if (h->rules.read)
		examine_names(h, r);
}
