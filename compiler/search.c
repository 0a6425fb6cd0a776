// SPDX-License-Identifier: GPL-2.0-only
#include "compiler/search.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "compiler/compiler.h"

/* by what a file is called */
static bool is_definition(const char *base)
{
	const size_t length = strlen(base);
	const size_t suffix = strlen(L7_SUFFIX);

	return length > suffix && !strcmp(base + length - suffix, L7_SUFFIX);
}

char *l7_search_name(const char *path)
{
	const char *slash = strrchr(path, '/');
	const char *base = slash ? slash + 1 : path;

	return is_definition(base) ? strndup(base, strlen(base) - strlen(L7_SUFFIX)) : NULL;
}

static bool has_name(const struct l7_defs *defs, const char *name)
{
	size_t i;

	for (i = 0; i < defs->count; i++)
		if (!strcmp(defs->def[i].name, name))
			return true;
	return false;
}

static int compare_names(const struct dirent **a, const struct dirent **b)
{
	return strcmp((*a)->d_name, (*b)->d_name);
}

static int is_visible(const struct dirent *entry)
{
	return entry->d_name[0] != '.';
}

static char *join(const char *dir, const char *name)
{
	char *path;

	return asprintf(&path, "%s/%s", dir, name) < 0 ? NULL : path;
}

static bool is_pseudo(const char *name)
{
	return !strcmp(name, "unset") || !strcmp(name, "unknown");
}

/* what stands in a directory, in name order; the caller frees all of it. -1: can't be read */
static int list(const char *dir, struct dirent ***entries)
{
	return scandir(dir, entries, is_visible, compare_names);
}

static void fail_memory(const char *dir, struct l7_diags *d)
{
	l7_diags_add(d, L7_ERROR, dir, 0, 0, NULL, "out of memory");
}

/* whether a definition was added */
static bool read_entry(struct l7_defs *defs, const char *dir, const char *file, struct l7_diags *d)
{
	char *name = l7_search_name(file);
	char *path = join(dir, file);
	bool added = false;

	if (!path || (!name && is_definition(file)))
		fail_memory(dir, d);
	else if (name && !is_pseudo(name) && !has_name(defs, name))
		added = l7_defs_read_file(defs, path, d);
	free(path);
	free(name);
	return added;
}

static int read_files(struct l7_defs *defs, const char *dir, struct dirent **entries, int count, struct l7_diags *d)
{
	int added = 0;
	int i;

	for (i = 0; i < count; i++)
		added += read_entry(defs, dir, entries[i]->d_name, d);
	return added;
}

static void free_list(struct dirent **entries, int count)
{
	while (count > 0)
		free(entries[--count]);
	free(entries);
}

/* what isn't a directory, or can't be read, is passed over */
static int read_below(struct l7_defs *defs, const char *dir, const char *name, struct l7_diags *d)
{
	char *sub = join(dir, name);
	struct dirent **files;
	const int count = sub ? list(sub, &files) : -1;
	int added = 0;

	if (count >= 0) {
		added = read_files(defs, sub, files, count, d);
		free_list(files, count);
	} else if (!sub || errno == ENOMEM) {
		fail_memory(dir, d);
	}
	free(sub);
	return added;
}

int l7_defs_read_dir(struct l7_defs *defs, const char *dir, struct l7_diags *d)
{
	struct dirent **entries;
	const int count = list(dir, &entries);
	int added, i;

	if (count < 0)
		return -1;
	added = read_files(defs, dir, entries, count, d);
	for (i = 0; i < count; i++)
		added += read_below(defs, dir, entries[i]->d_name, d);
	free_list(entries, count);
	return added;
}

/*
 * Finding: where memory gives out, @lost is set, and nothing is found in the end: it could be another file.
 */

/* DIR/NAME.pat if that can be read */
static char *find_in(const char *dir, const char *name, bool *lost)
{
	char *path;

	if (asprintf(&path, "%s/%s" L7_SUFFIX, dir, name) < 0) {
		*lost = true;
		return NULL;
	}
	if (!access(path, R_OK))
		return path;
	free(path);
	return NULL;
}

static int list_to_find(const char *dir, struct dirent ***entries, bool *lost)
{
	const int count = list(dir, entries);

	*lost |= count < 0 && errno == ENOMEM;
	return count;
}

static char *find_below(const char *dir, const char *name, bool *lost)
{
	struct dirent **entries;
	char *found = find_in(dir, name, lost);
	int count, i;

	if (found)
		return found;
	count = list_to_find(dir, &entries, lost);
	for (i = 0; !found && i < count; i++) {
		char *sub = join(dir, entries[i]->d_name);

		*lost |= !sub;
		found = sub ? find_in(sub, name, lost) : NULL;
		free(sub);
	}
	if (count >= 0)
		free_list(entries, count);
	return found;
}

/* whether a file has @alias among its aliases; the quick way, for there may be hundreds of files */
static bool has_alias(const char *path, const char *alias, bool *lost)
{
	FILE *in = fopen(path, "re");
	char *line = NULL, *word, *rest;
	bool found = false;
	size_t room = 0;

	*lost |= !in && errno == ENOMEM;
	errno = 0;
	while (in && !found && getline(&line, &room, in) > 0) {
		if (strncmp(line, "alias", 5) || !strchr(" \t", line[5]))
			continue;
		for (word = strtok_r(line + 5, " \t\n", &rest); word && !found; word = strtok_r(NULL, " \t\n", &rest))
			found = !strcmp(word, alias);
	}
	*lost |= errno == ENOMEM;
	free(line);
	if (in)
		fclose(in);
	return found;
}

/* the first file of a directory and of those below that knows the alias */
static char *find_alias(const char *dir, const char *alias, bool below, bool *lost)
{
	struct dirent **entries;
	char *found = NULL;
	const int count = list_to_find(dir, &entries, lost);
	int i;

	for (i = 0; i < count && !found; i++) {
		const bool named = is_definition(entries[i]->d_name);
		char *path = join(dir, entries[i]->d_name);

		*lost |= !path;
		if (path && !named && below)
			found = find_alias(path, alias, false, lost);
		if (path && named && has_alias(path, alias, lost)) {
			found = path;
			path = NULL;
		}
		free(path);
	}
	if (count >= 0)
		free_list(entries, count);
	return found;
}

char *l7_defs_find_file(const char *const *dirs, const char *name)
{
	char *found = NULL;
	bool lost = false;
	size_t i;

	for (i = 0; !found && dirs[i] && !strchr(name, '/'); i++)
		found = find_below(dirs[i], name, &lost);
	for (i = 0; !found && dirs[i] && !strchr(name, '/'); i++)
		found = find_alias(dirs[i], name, true, &lost);
	if (lost) {
		free(found);
		found = NULL;
	}
	if (!found)
		errno = lost ? ENOMEM : ENOENT;
	return found;
}
