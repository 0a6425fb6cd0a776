// SPDX-License-Identifier: GPL-2.0-only
/*
 * table.c - reads, adds to and replaces the kernel's table
 */

#include "client/table.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "compiler/stored.h"
#include "client/labels.h"
#include "client/lock.h"
#include "client/search.h"

#define TRIES_MAX 8 /* if others replace the table at the same moment */
#define SINGLE_MAX 4 /* definitions that one process loads one by one; each costs a new table */

static int fail(struct l7_table *t, int err, struct l7_diags *d)
{
	l7_diags_add(d, L7_ERROR, NULL, 0, 0, NULL, "%s", t->client.error);
	return err;
}

static int fail_memory(struct l7_diags *d)
{
	l7_diags_add(d, L7_ERROR, NULL, 0, 0, NULL, "out of memory");
	return -ENOMEM;
}

static void forget(struct l7_table *t)
{
	l7_defs_fini(&t->loaded);
	t->loaded = (struct l7_defs) { 0 };
	free(t->rules);
	free(t->decided);
	t->rules = NULL;
	t->decided = NULL;
	t->generation = 0;
}

int l7_table_open(struct l7_table *t, struct l7_diags *d)
{
	int err = l7_client_open(&t->client);

	return err ? fail(t, err, d) : 0;
}

void l7_table_close(struct l7_table *t)
{
	l7_client_close(&t->client);
	forget(t);
	free(t->asked);
	t->asked = NULL;
	t->nasked = 0;
}

/** struct reading - a dump that fills a table */
struct reading {
	struct l7_table *table;
	struct l7_diags *diags;
};

static int read_one(const struct l7_loaded *def, void *data)
{
	struct reading *r = data;
	struct l7_table *t = r->table;
	size_t room = t->loaded.count + 1;
	uint32_t *rules = reallocarray(t->rules, room, sizeof(*rules));
	uint64_t *decided = reallocarray(t->decided, room, sizeof(*decided));
	const struct l7_def *added;

	if (rules)
		t->rules = rules;
	if (decided)
		t->decided = decided;
	if (!rules || !decided)
		return -ENOMEM;
	added = l7_defs_add(&t->loaded, def->name, def->pattern, def->number, def->rank, r->diags);
	if (!added)
		return -EINVAL;
	t->rules[added - t->loaded.def] = def->rules;
	t->decided[added - t->loaded.def] = def->decided;
	return 0;
}

static int read_state(struct l7_table *t, struct l7_diags *d)
{
	int err = l7_client_state_get(&t->client, &t->state);

	return err ? fail(t, err, d) : 0;
}

int l7_table_read(struct l7_table *t, struct l7_diags *d)
{
	struct reading r = { t, d };
	int err = 0;

	for (int i = 0; i < TRIES_MAX; i++) {
		forget(t);
		err = read_state(t, d);
		if (err || !t->state.generation)
			return err;
		err = l7_client_definitions(&t->client, read_one, &r);
		if (!err)
			t->generation = t->state.generation;
		if (err != -EINTR)
			break;
	}
	if (err == -ENOMEM)
		return fail_memory(d);
	return err && !d->errors ? fail(t, err, d) : err;
}

static const struct l7_def *find_name(const struct l7_defs *defs, const char *name)
{
	for (size_t i = 0; i < defs->count; i++)
		if (!strcmp(defs->def[i].name, name))
			return &defs->def[i];
	return NULL;
}

static bool has_digest(const struct l7_defs *defs, uint64_t digest)
{
	for (size_t i = 0; i < defs->count; i++)
		if (defs->def[i].digest == digest)
			return true;
	return false;
}

static bool was_asked(const struct l7_table *t, uint64_t digest)
{
	for (size_t i = 0; i < t->nasked; i++)
		if (t->asked[i] == digest)
			return true;
	return false;
}

static int remember(struct l7_table *t, uint64_t digest, struct l7_diags *d)
{
	uint64_t *more;

	if (was_asked(t, digest))
		return 0;
	more = reallocarray(t->asked, t->nasked + 1, sizeof(*more));
	if (!more)
		return fail_memory(d);
	t->asked = more;
	t->asked[t->nasked++] = digest;
	return 0;
}

static int copy(struct l7_defs *to, const struct l7_def *def, struct l7_diags *d)
{
	struct l7_def *added = l7_defs_add(to, def->name, def->text, def->number, def->rank, d);

	return added ? 0 : -EINVAL;
}

/* A name keeps its number from table to table, so that verdicts that connections have already keep their meaning. */
static void keep_number(const struct l7_table *t, struct l7_def *def)
{
	const struct l7_def *before = find_name(&t->loaded, def->name);

	if (before && !l7_registry_number(def->name))
		def->number = before->number;
}

/* Put @blob in force, which holds @defs, if the table in force is the one that @t has seen. */
static int put(struct l7_table *t, const struct l7_blob *blob, const struct l7_defs *defs, struct l7_diags *d)
{
	struct l7_labels labels = { 0 };
	int err = l7_labels_read(&labels, l7_labels_files, defs, d);

	if (!err) {
		err = l7_client_load(&t->client, blob->bytes, blob->size, &t->generation, labels.label, labels.count);
		if (!err)
			utimensat(AT_FDCWD, l7_lock_file, NULL, AT_SYMLINK_NOFOLLOW);
		else if (err != -EAGAIN)
			fail(t, err, d);
	}
	l7_labels_fini(&labels);
	return err;
}

static int compile_and_put(struct l7_table *t, struct l7_defs *defs, struct l7_compile_report *report,
			   struct l7_diags *d)
{
	char cache[L7_SEARCH_CACHE_SIZE];
	struct l7_compile_options options = { .cache_dir = l7_search_cache_dir(cache) };
	struct l7_blob blob = { 0 };
	int err;

	if (l7_compile(defs, &options, &blob, report, d))
		return -EINVAL;
	err = put(t, &blob, defs, d);
	l7_blob_fini(&blob);
	return err;
}

/* Whether definition @i of the table gives way to @def. */
static bool superseded(const struct l7_table *t, size_t i, const struct l7_def *def)
{
	const struct l7_def *old = &t->loaded.def[i];

	return !strcmp(old->name, def->name) && !t->rules[i] && !was_asked(t, old->digest);
}

/* All that the directories hold beside what @all has. What is wrong with a file is its own rule's to say. */
static void bring_along(struct l7_defs *all, const char *const *dirs)
{
	struct l7_diags ignored = { 0 };

	for (; *dirs; dirs++)
		l7_defs_read_dir(all, *dirs, &ignored);
	l7_diags_fini(&ignored);
}

/* @dirs: (may be NULL) their definitions come along */
static int add_to_loaded(struct l7_table *t, const struct l7_def *def, const char *const *dirs, struct l7_diags *d)
{
	struct l7_defs all = { 0 };
	int err = 0;

	for (size_t i = 0; i < t->loaded.count && !err; i++)
		if (!superseded(t, i, def))
			err = copy(&all, &t->loaded.def[i], d);
	if (!err)
		err = copy(&all, def, d);
	if (!err && dirs)
		bring_along(&all, dirs);
	for (size_t i = 0; i < all.count; i++)
		keep_number(t, &all.def[i]);
	if (!err)
		err = compile_and_put(t, &all, NULL, d);
	l7_defs_fini(&all);
	return err;
}

/* One more definition; a process that has asked for many is given all there are, if they fit into one table. */
static int add_missing(struct l7_table *t, const struct l7_def *def, const char *const *dirs, struct l7_diags *d)
{
	struct l7_diags ignored = { 0 };
	int err = -EINVAL;

	if (t->nasked >= SINGLE_MAX)
		err = add_to_loaded(t, def, dirs, &ignored);
	l7_diags_fini(&ignored);
	return err && err != -EAGAIN ? add_to_loaded(t, def, NULL, d) : err;
}

static int add_once(struct l7_table *t, const struct l7_def *def, const char *const *dirs, struct l7_diags *d)
{
	int held = l7_lock();
	/* how many rules use what is there changes without a new generation */
	int err = l7_table_read(t, d);

	if (!err && !has_digest(&t->loaded, def->digest))
		err = add_missing(t, def, dirs, d);
	l7_unlock(held);
	return err;
}

static int keep_used(const struct l7_table *t, struct l7_defs *defs, struct l7_diags *d)
{
	size_t wanted = defs->count;
	int err = 0;

	for (size_t i = 0; i < wanted; i++)
		keep_number(t, &defs->def[i]);
	for (size_t i = 0; i < t->loaded.count && !err; i++) {
		struct l7_defs new = { defs->def, wanted };

		if (t->rules[i] && !find_name(&new, t->loaded.def[i].name))
			err = copy(defs, &t->loaded.def[i], d);
	}
	return err;
}

static int replace_once(struct l7_table *t, struct l7_defs *defs, struct l7_compile_report *report,
			struct l7_diags *d)
{
	int held = l7_lock();
	int err = l7_table_read(t, d);

	if (!err)
		err = keep_used(t, defs, d);
	if (!err)
		err = compile_and_put(t, defs, report, d);
	l7_unlock(held);
	return err;
}

/* Rules are bound to numbers, so an image must have theirs, for the same names. */
static int refuse_if_missed(const struct l7_table *t, const struct l7_defs *defs, struct l7_diags *d)
{
	int err = 0;

	for (size_t i = 0; i < t->loaded.count; i++) {
		const struct l7_def *old = &t->loaded.def[i], *new = find_name(defs, old->name);

		if (!t->rules[i] || (new && new->number == old->number))
			continue;
		l7_diags_add(d, L7_ERROR, NULL, 0, 0, NULL, "rules use \"%s\", which %s: %s", old->name,
			     new ? "has another number in this image" : "this image does not have",
			     new ? "delete them first" : "compile it in, or delete them first");
		err = -EINVAL;
	}
	return err;
}

static int replace_image_once(struct l7_table *t, const struct l7_blob *blob, struct l7_defs *defs,
			      struct l7_diags *d)
{
	int held = l7_lock();
	int err = l7_table_read(t, d);

	if (!err)
		err = refuse_if_missed(t, defs, d);
	if (!err)
		err = put(t, blob, defs, d);
	l7_unlock(held);
	return err;
}

static int give_up(struct l7_diags *d)
{
	l7_diags_add(d, L7_ERROR, NULL, 0, 0, NULL,
		     "the table was replaced by somebody else %d times in a row; try again", TRIES_MAX);
	return -1;
}

int l7_table_add(struct l7_table *t, const struct l7_def *def, const char *const *dirs, struct l7_diags *d)
{
	for (int i = 0; i < TRIES_MAX; i++) {
		int err = read_state(t, d);

		if (!err && (!t->generation || t->state.generation != t->generation))
			err = l7_table_read(t, d);
		if (!err && !has_digest(&t->loaded, def->digest))
			err = add_once(t, def, dirs, d);
		if (!err)
			return remember(t, def->digest, d) ? -1 : 0;
		if (err != -EAGAIN)
			return -1;
	}
	return give_up(d);
}

static const struct l7_def *find_alias(const struct l7_defs *defs, const char *alias)
{
	for (size_t i = 0; i < defs->count; i++)
		if (l7_strings_have(&defs->def[i].aliases, alias))
			return &defs->def[i];
	return NULL;
}

const struct l7_def *l7_table_find(struct l7_table *t, const char *name, struct l7_diags *d)
{
	const struct l7_def *def;

	if (l7_table_read(t, d))
		return NULL;
	def = find_name(&t->loaded, name);
	return def ? def : find_alias(&t->loaded, name);
}

int l7_table_replace(struct l7_table *t, struct l7_defs *defs, struct l7_compile_report *report, struct l7_diags *d)
{
	for (int i = 0; i < TRIES_MAX; i++) {
		int err = replace_once(t, defs, report, d);

		if (err != -EAGAIN)
			return err ? -1 : 0;
	}
	return give_up(d);
}

int l7_table_replace_image(struct l7_table *t, const char *file, const struct l7_blob *blob, struct l7_defs *defs,
			   struct l7_diags *d)
{
	struct l7_image img;

	if (l7_stored_defs(file, blob, &img, defs, d))
		return -1;
	for (int i = 0; i < TRIES_MAX; i++) {
		int err = replace_image_once(t, blob, defs, d);

		if (err != -EAGAIN)
			return err ? -1 : 0;
	}
	return give_up(d);
}
