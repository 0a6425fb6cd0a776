// SPDX-License-Identifier: GPL-2.0-only
#include "compiler/cache.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/*
 * A file is text: a line with the image's size and the changes since a search, then one for each unit, by key.
 *
 *	layer7 grouping 3 1421280 0
 *	00c5d2a1b0f3e499 3
 */
#define FORMAT 3	/* also to be raised when units are made differently, or groupings found better */
#define PREFIX "grouping-"
#define MAX_FILES 32
#define MAX_BYTES (1u << 20)

struct entry {
	uint64_t key;
	uint32_t value;	/* in a file: group; of the units at hand: index */
};

struct entries {
	struct entry *entry;	/* by key */
	size_t count;
	size_t bytes;		/* of the image */
	size_t changes;
};

static int compare_entries(const void *a, const void *b)
{
	const struct entry *x = a, *y = b;

	return x->key != y->key ? (x->key < y->key ? -1 : 1) : 0;
}

static bool list_units(struct entries *out, const struct l7_units *units)
{
	size_t i;

	*out = (struct entries){ .entry = calloc(units->count + 1, sizeof(*out->entry)), .count = units->count };
	if (!out->entry)
		return false;
	for (i = 0; i < units->count; i++)
		out->entry[i] = (struct entry){ units->unit[i].key, i };
	qsort(out->entry, out->count, sizeof(*out->entry), compare_entries);
	return true;
}

static char *file_name(const char *dir, const struct entries *units)
{
	uint64_t hash = 0xcbf29ce484222325ull + FORMAT;
	size_t i;
	char *path;

	for (i = 0; i < units->count; i++) {
		hash = (hash ^ units->entry[i].key) * 0x9e3779b97f4a7c15ull;
		hash ^= hash >> 32;
	}
	return asprintf(&path, "%s/" PREFIX "%016" PRIx64, dir, hash) < 0 ? NULL : path;
}

/* the whole of a file as text, to be freed; NULL if it can't be read or is longer than any cache file */
static char *read_text(const char *path)
{
	FILE *in = fopen(path, "re");
	char *text = in ? malloc(MAX_BYTES + 1) : NULL;
	size_t size = text ? fread(text, 1, MAX_BYTES + 1, in) : 0;

	if (in)
		fclose(in);
	if (!size || size > MAX_BYTES) {
		free(text);
		return NULL;
	}
	text[size] = '\0';
	return text;
}

static bool parse_line(const char **at, struct entry *out)
{
	char *end;

	out->key = strtoull(*at, &end, 16);
	if (end != *at + 16 || *end != ' ')
		return false;
	out->value = strtoul(end + 1, &end, 10);
	if (*end != '\n' || out->value >= L7_MAX_GROUPS)
		return false;
	*at = end + 1;
	return true;
}

static bool parse(const char *text, struct entries *out)
{
	unsigned int format;
	int head = 0;
	size_t room;

	if (sscanf(text, "layer7 grouping %u %zu %zu%n", &format, &out->bytes, &out->changes, &head) != 3 || format != FORMAT ||
	    text[head] != '\n')
		return false;
	text += head + 1;
	room = strlen(text) / 18 + 1;
	out->count = 0;
	out->entry = calloc(room, sizeof(*out->entry));
	if (!out->entry)
		return false;
	for (; *text; out->count++) {
		if (out->count == room || !parse_line(&text, &out->entry[out->count]))
			return false;
		if (out->count && out->entry[out->count].key <= out->entry[out->count - 1].key)
			return false;
	}
	return true;
}

/* false: no such file, or not a file of ours; @out has something to be freed in any case */
static bool read_entries(const char *path, struct entries *out)
{
	char *text = read_text(path);
	bool good;

	*out = (struct entries){ 0 };
	good = text && parse(text, out);
	free(text);
	return good;
}

/* give the units the groups that a file has for them; returns how many it knows */
static size_t apply(const struct entries *units, const struct entries *file, uint32_t *group)
{
	size_t known = 0, i, k = 0;

	for (i = 0; i < units->count; i++) {
		while (k < file->count && file->entry[k].key < units->entry[i].key)
			k++;
		group[units->entry[i].value] = L7_GROUP_NONE;
		if (k < file->count && file->entry[k].key == units->entry[i].key) {
			group[units->entry[i].value] = file->entry[k].value;
			known++;
		}
	}
	return known;
}

static bool is_ours(const char *name)
{
	return !strncmp(name, PREFIX, strlen(PREFIX)) && strlen(name) == strlen(PREFIX) + 16;
}

static int compare_names(const struct dirent **a, const struct dirent **b)
{
	return strcmp((*a)->d_name, (*b)->d_name);
}

static int filter(const struct dirent *entry)
{
	return is_ours(entry->d_name);
}

/* how far a file is from a grouping that was searched for these units */
static size_t count_changes(const struct entries *units, const struct entries *file, size_t known)
{
	if (file->changes > MAX_BYTES)
		return SIZE_MAX;
	return file->changes + (units->count - known) + (file->count - known);
}

/* of the groupings of other sets, the one that fits best, if it fits well: no more than a quarter differs */
static bool load_similar(const char *dir, const struct entries *units, struct l7_cached *cached)
{
	struct dirent **names;
	const int count = scandir(dir, &names, filter, compare_names);
	uint32_t *tried = calloc(units->count + 1, sizeof(*tried));
	size_t best = units->count / 4 + 1;
	bool found = false;
	int i;

	for (i = 0; i < count; i++) {
		struct entries file = { 0 };
		char *path = NULL;

		if (tried && i < 2 * MAX_FILES && asprintf(&path, "%s/%s", dir, names[i]->d_name) >= 0 &&
		    read_entries(path, &file)) {
			const size_t changes = count_changes(units, &file, apply(units, &file, tried));

			if (changes < best) {
				best = changes;
				found = true;
				memcpy(cached->group, tried, units->count * sizeof(*tried));
				cached->changes = changes;
			}
		}
		free(file.entry);
		free(path);
		free(names[i]);
	}
	if (count >= 0)
		free(names);
	free(tried);
	return found;
}

enum l7_cache_answer l7_cache_load(const char *dir, const struct l7_units *units, struct l7_cached *cached)
{
	enum l7_cache_answer answer = L7_CACHE_NOTHING;
	struct entries want, file = { 0 };
	char *path;

	if (!dir || !list_units(&want, units))
		return answer;
	path = file_name(dir, &want);
	if (path && read_entries(path, &file) && file.count == want.count &&
	    apply(&want, &file, cached->group) == want.count) {
		cached->bytes = file.bytes;
		cached->changes = file.changes;
		answer = L7_CACHE_SAME;
	} else if (load_similar(dir, &want, cached)) {
		answer = L7_CACHE_SIMILAR;
	}
	free(file.entry);
	free(path);
	free(want.entry);
	return answer;
}

/* remove the oldest file if there are too many */
static void evict(const char *dir)
{
	DIR *d = opendir(dir);
	char oldest[NAME_MAX + 1] = "";
	unsigned int count = 0;
	struct timespec when = { 0 };
	struct dirent *entry;
	struct stat st;

	while (d && (entry = readdir(d))) {
		if (!is_ours(entry->d_name) || fstatat(dirfd(d), entry->d_name, &st, AT_SYMLINK_NOFOLLOW))
			continue;
		count++;
		if (*oldest && (st.st_mtim.tv_sec > when.tv_sec ||
				(st.st_mtim.tv_sec == when.tv_sec && st.st_mtim.tv_nsec >= when.tv_nsec)))
			continue;
		when = st.st_mtim;
		strcpy(oldest, entry->d_name);
	}
	if (count > MAX_FILES)
		unlinkat(dirfd(d), oldest, 0);
	if (d)
		closedir(d);
}

static bool write_entries(FILE *out, const struct entries *units, const struct l7_cached *cached)
{
	size_t i;

	fprintf(out, "layer7 grouping %d %zu %zu\n", FORMAT, cached->bytes, cached->changes);
	for (i = 0; i < units->count; i++)
		fprintf(out, "%016" PRIx64 " %" PRIu32 "\n", units->entry[i].key,
			cached->group[units->entry[i].value]);
	return !fflush(out) && !ferror(out);
}

/* write beside it, then rename: no reader meets half a file */
static void write_file(const char *path, const struct entries *units, const struct l7_cached *cached)
{
	char *beside;
	FILE *out;
	int fd;

	if (asprintf(&beside, "%s.XXXXXX", path) < 0)
		return;
	fd = mkostemp(beside, O_CLOEXEC);
	out = fd < 0 ? NULL : fdopen(fd, "w");
	if (out) {
		fchmod(fd, 0644);
		if (!write_entries(out, units, cached) || rename(beside, path))
			unlink(beside);
		fclose(out);
	} else if (fd >= 0) {
		unlink(beside);
		close(fd);
	}
	free(beside);
}

void l7_cache_store(const char *dir, const struct l7_units *units, const struct l7_cached *cached)
{
	struct entries want;
	char *path;

	if (!dir || !list_units(&want, units))
		return;
	if (mkdir(dir, 0755) && errno != EEXIST) {
		free(want.entry);
		return;
	}
	path = file_name(dir, &want);
	if (path)
		write_file(path, &want, cached);
	evict(dir);
	free(path);
	free(want.entry);
}
