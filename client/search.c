// SPDX-License-Identifier: GPL-2.0-only
/*
 * search.c - reads definitions, and knows what to say if one is not there
 */

#include "client/search.h"

#include <ctype.h>
#include <errno.h>
#include <glob.h>
#include <libgen.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "uapi/layer7_image.h"

#define SIMILAR_MAX 3 /* names that are offered */

const char *const l7_search_dirs[] = { L7_ADMIN_DIR, L7_SHIPPED_DIR, NULL };

/*
 * XDG Base Directory Specification, 3: $XDG_CACHE_HOME, by default $HOME/.cache. Programs that run with more rights
 * than their user has don't heed either.
 * Return: length; -1: there is none, or no room for it.
 */
static int user_cache(char *path, int size)
{
	const char *cache = secure_getenv("XDG_CACHE_HOME"), *home = secure_getenv("HOME");
	int n = -1;

	if (cache && *cache == '/')
		n = snprintf(path, size, "%s", cache);
	else if (home && *home == '/')
		n = snprintf(path, size, "%s/.cache", home);
	return n < size ? n : -1;
}

const char *l7_search_cache_dir(char *path)
{
	static const char own[] = "/layer7";
	int n = geteuid() ? user_cache(path, L7_SEARCH_CACHE_SIZE - sizeof(own)) : -1;

	if (n < 0) {
		strcpy(path, L7_CACHE_DIR);
	} else {
		mkdir(path, 0700);
		strcpy(path + n, own);
	}
	mkdir(path, 0755);
	return path;
}

/** struct similar - the names nearest to one, nearest first */
struct similar {
	const char *name;
	struct {
		char name[L7_NAME_SIZE];
		unsigned int distance;
	} best[SIMILAR_MAX];
	size_t count;
};

static unsigned int min3(unsigned int a, unsigned int b, unsigned int c)
{
	unsigned int m = a < b ? a : b;

	return m < c ? m : c;
}

/* Insertions, deletions and replacements from @a to @b, case aside; both shorter than L7_NAME_SIZE. */
static unsigned int edits(const char *a, const char *b)
{
	unsigned int row[L7_NAME_SIZE];
	size_t len = strlen(b);

	for (size_t j = 0; j <= len; j++)
		row[j] = j;
	for (size_t i = 1; a[i - 1]; i++) {
		unsigned int diagonal = row[0];

		row[0] = i;
		for (size_t j = 1; j <= len; j++) {
			unsigned int swap = diagonal + (tolower(a[i - 1]) != tolower(b[j - 1]));

			diagonal = row[j];
			row[j] = min3(row[j] + 1, row[j - 1] + 1, swap);
		}
	}
	return row[len];
}

/* How far apart; a name that holds the other counts as one step. UINT_MAX: nobody would take one for the other. */
static unsigned int distance(const char *wanted, const char *name)
{
	unsigned int n = edits(wanted, name);

	if (n > 1 && strlen(wanted) > 2 && (strcasestr(name, wanted) || (strlen(name) > 2 && strcasestr(wanted, name))))
		n = 1;
	return n <= 2 && n < strlen(wanted) ? n : -1u;
}

static void consider(struct similar *s, const char *name)
{
	unsigned int n;
	size_t i;

	if (strlen(name) >= L7_NAME_SIZE)
		return;
	n = distance(s->name, name);
	if (n == -1u)
		return;
	for (i = 0; i < s->count; i++)
		if (!strcmp(s->best[i].name, name))
			return;
	i = s->count < SIMILAR_MAX ? s->count++ : SIMILAR_MAX;
	for (; i > 0 && s->best[i - 1].distance > n; i--)
		if (i < SIMILAR_MAX)
			s->best[i] = s->best[i - 1];
	if (i < SIMILAR_MAX) {
		strcpy(s->best[i].name, name);
		s->best[i].distance = n;
	}
}

/* Offer the names of all files that @pattern ("DIR/...pat") finds. */
static void consider_files(struct similar *s, const char *dir, const char *pattern)
{
	char path[4096];
	glob_t found;

	if (snprintf(path, sizeof(path), "%s/%s", dir, pattern) >= (int)sizeof(path))
		return;
	if (!glob(path, 0, NULL, &found)) {
		for (size_t i = 0; i < found.gl_pathc; i++) {
			char *name = basename(found.gl_pathv[i]);

			name[strlen(name) - strlen(".pat")] = '\0';
			consider(s, name);
		}
	}
	globfree(&found);
}

static void append(char *text, size_t size, const char *more)
{
	strncat(text, more, size - strlen(text) - 1);
}

/* "A, B and C", with what is wrong with one */
static void list_places(char *text, size_t size, const char *const *dirs)
{
	for (size_t i = 0; dirs[i]; i++) {
		append(text, size, !i ? "" : dirs[i + 1] ? ", " : " and ");
		append(text, size, dirs[i]);
		if (access(dirs[i], X_OK))
			append(text, size, errno == ENOENT ? " (which does not exist)" : " (which can't be read)");
	}
}

/* "did you mean A or B? ", of those that are equally near */
static void list_similar(char *text, size_t size, const struct similar *s)
{
	size_t n = 0;

	while (n < s->count && s->best[n].distance == s->best[0].distance)
		n++;
	for (size_t i = 0; i < n; i++) {
		append(text, size, !i ? "did you mean " : i + 1 < n ? ", " : " or ");
		append(text, size, s->best[i].name);
	}
	append(text, size, n ? "? " : "");
}

void l7_search_similar(const char *wanted, const char *const *names, size_t count, char *text, size_t size)
{
	struct similar similar = { .name = wanted };

	*text = '\0';
	for (size_t i = 0; i < count && strlen(wanted) < L7_NAME_SIZE; i++)
		consider(&similar, names[i]);
	list_similar(text, size, &similar);
}

void l7_search_complain(const char *const *dirs, const char *name, struct l7_diags *d)
{
	struct similar similar = { .name = name };
	char where[1024] = "", guess[256] = "";

	for (size_t i = 0; dirs[i] && strlen(name) < L7_NAME_SIZE; i++) {
		consider_files(&similar, dirs[i], "*.pat");
		consider_files(&similar, dirs[i], "*/*.pat");
	}
	list_places(where, sizeof(where), dirs);
	list_similar(guess, sizeof(guess), &similar);
	l7_diags_add(d, L7_ERROR, NULL, 0, 0, NULL,
		     "no definition of \"%s\": there is no %s.pat in %s, nor one directory below; %s`l7 list -a` "
		     "shows all names", name, name, where, guess);
}

static void complain_empty(const char *const *dirs, struct l7_diags *d)
{
	char where[1024] = "";

	list_places(where, sizeof(where), dirs);
	l7_diags_add(d, L7_ERROR, NULL, 0, 0, NULL,
		     "no definitions: there is no file NAME.pat in %s, nor one directory below", where);
}

static int read_dirs(const char *const *dirs, struct l7_defs *defs, struct l7_diags *d)
{
	int err = 0;

	for (const char *const *dir = dirs; *dir; dir++)
		if (l7_defs_read_dir(defs, *dir, d) < 0 && (dirs != l7_search_dirs || errno != ENOENT)) {
			l7_diags_add(d, L7_ERROR, *dir, 0, 0, NULL, "%s", strerror(errno));
			err = -1;
		}
	return err;
}

static int read_names(const char *const *dirs, const char *const *names, size_t count, struct l7_defs *defs,
		      struct l7_diags *d)
{
	int err = 0;

	for (size_t i = 0; i < count; i++) {
		char *path = l7_defs_find_file(dirs, names[i]);

		if (!path && errno == ENOMEM)
			l7_diags_add(d, L7_ERROR, NULL, 0, 0, NULL, "out of memory");
		else if (!path)
			l7_search_complain(dirs, names[i], d);
		if (!path || !l7_defs_read_file(defs, path, d))
			err = -1;
		free(path);
	}
	return err;
}

int l7_search_read(const char *const *dirs, const char *const *names, size_t count, struct l7_defs *defs,
		   struct l7_diags *d)
{
	int err = count ? read_names(dirs, names, count, defs, d) : read_dirs(dirs, defs, d);

	if (!err && !d->errors && !defs->count) {
		complain_empty(dirs, d);
		return -1;
	}
	return err || d->errors ? -1 : 0;
}
