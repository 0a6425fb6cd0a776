// SPDX-License-Identifier: GPL-2.0-only
/*
 * classifier.c - definitions, compiled once and shared
 */

#include "lib/classifier.h"

#include <stdlib.h>
#include <string.h>

#include "compiler/stored.h"
#include "client/search.h"

uint32_t libl7_version(void)
{
	return LIBL7_VERSION;
}

/* all of them, as far as there is room, the last line whole or not */
static void describe(const struct l7_diags *d, char *error, size_t size)
{
	FILE *out;

	if (!error || !size)
		return;
	snprintf(error, size, "%s", d->errors ? "error: out of memory\n" : "");
	if (!d->count || size < 2)
		return;
	out = fmemopen(error, size, "w");
	if (!out)
		return;
	l7_diags_print(d, out);
	fclose(out);
	error[size - 1] = '\0';
}

/* @err: of what was to fill it; then it is freed */
static struct libl7_classifier *finish(struct libl7_classifier *cl, int err, struct l7_diags *d, char *error,
				       size_t size)
{
	describe(d, error, size);
	l7_diags_fini(d);
	if (!err)
		return cl;
	l7_compiled_fini(&cl->compiled);
	free(cl);
	return NULL;
}

static struct libl7_classifier *begin(char *error, size_t size)
{
	const struct l7_diags nothing = { .errors = 1 };
	struct libl7_classifier *cl = calloc(1, sizeof(*cl));

	if (cl)
		atomic_init(&cl->users, 1);
	else
		describe(&nothing, error, size);
	return cl;
}

/* An empty list may be one that was filtered, and is not taken for all. */
static int read_wanted(const char *const *dirs, const char *const *names, struct l7_defs *defs, struct l7_diags *d)
{
	size_t count = 0;

	if (dirs && !*dirs)
		l7_diags_add(d, L7_ERROR, NULL, 0, 0, NULL, "the list of directories is empty: NULL instead of a list "
			     "stands for those where the l7 tool looks");
	if (names && !*names)
		l7_diags_add(d, L7_ERROR, NULL, 0, 0, NULL, "the list of names is empty: NULL instead of a list stands "
			     "for all definitions");
	if (d->errors)
		return -1;
	while (names && names[count])
		count++;
	return l7_search_read(dirs ? dirs : l7_search_dirs, names, count, defs, d);
}

struct libl7_classifier *libl7_open(const char *const *dirs, const char *const *names, const char *cache, char *error,
				    size_t size)
{
	char path[L7_SEARCH_CACHE_SIZE];
	struct l7_compile_options how = { .cache_dir = cache && *cache ? cache : NULL };
	struct libl7_classifier *cl = begin(error, size);
	struct l7_diags d = { 0 };
	int err;

	if (!cl)
		return NULL;
	if (!cache)
		how.cache_dir = l7_search_cache_dir(path);
	err = read_wanted(dirs, names, &cl->compiled.defs, &d);
	if (!err)
		err = l7_compiled_make(&cl->compiled, &how, &d);
	return finish(cl, err, &d, error, size);
}

struct libl7_classifier *libl7_open_image(const char *path, char *error, size_t size)
{
	struct libl7_classifier *cl = begin(error, size);
	struct l7_diags d = { 0 };
	int err;

	if (!cl)
		return NULL;
	err = l7_stored_open(&cl->compiled, path, &d);
	return finish(cl, err, &d, error, size);
}

struct libl7_classifier *l7_classifier_get(struct libl7_classifier *classifier)
{
	atomic_fetch_add_explicit(&classifier->users, 1, memory_order_relaxed);
	return classifier;
}

void l7_classifier_put(struct libl7_classifier *classifier)
{
	/* what other users did with it has happened before it is freed */
	if (atomic_fetch_sub_explicit(&classifier->users, 1, memory_order_acq_rel) > 1)
		return;
	l7_compiled_fini(&classifier->compiled);
	free(classifier);
}

void libl7_close(struct libl7_classifier *classifier)
{
	if (classifier)
		l7_classifier_put(classifier);
}
