// SPDX-License-Identifier: GPL-2.0-only
#include "compiler/kept.h"

#include <dirent.h>
#include <fcntl.h>
#include <inttypes.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const uint64_t compiler_id =
#include "compiler.id"
	;

#define PREFIX "image-"
#define MIN_BYTES (1u << 18)	/* smaller ones are made as quickly */
#define MAX_BYTES (64u << 20)
#define MAX_FILES 4
#define IMAGE_ALIGN 16

/**
 * struct head - what a file begins with; the image follows
 * @key: what it was made of, and by which compiler
 * @sum: of the image
 */
struct head {
	char magic[8];
	uint64_t key;
	uint64_t size;
	uint64_t sum;
};

static const char magic[8] = "l7image";

static uint64_t mix(uint64_t hash, uint64_t word)
{
	hash = (hash ^ word) * 0x9e3779b97f4a7c15ull;
	return hash ^ hash >> 32;
}

/* @size is a multiple of 8, as an image's is, or the rest is taken as if NULs followed */
static uint64_t sum(const void *bytes, size_t size)
{
	uint64_t hash = size, word;
	size_t i;

	for (i = 0; i + sizeof(word) <= size; i += sizeof(word)) {
		memcpy(&word, (const char *)bytes + i, sizeof(word));
		hash = mix(hash, word);
	}
	word = 0;
	memcpy(&word, (const char *)bytes + i, size - i);
	return mix(hash, word);
}

static uint64_t key(const struct l7_program *program, unsigned int max_states)
{
	uint64_t hash = mix(compiler_id, max_states);
	uint32_t i;

	for (i = 0; i < program->ndefs; i++) {
		hash = mix(hash, program->def[i]->digest);
		hash = mix(hash, program->def[i]->number | (uint32_t)program->def[i]->rank << 16);
	}
	return hash;
}

static char *file_name(const char *dir, uint64_t key)
{
	char *path;

	return asprintf(&path, "%s/" PREFIX "%016" PRIx64, dir, key) < 0 ? NULL : path;
}

static bool is_trusted(const struct stat *st)
{
	return (!st->st_uid || st->st_uid == geteuid()) && !(st->st_mode & (S_IWGRP | S_IWOTH));
}

static bool read_image(int fd, uint64_t wanted, struct l7_blob *out)
{
	struct head head;
	struct stat st;

	if (fstat(fd, &st) || !is_trusted(&st) || read(fd, &head, sizeof(head)) != sizeof(head))
		return false;
	if (memcmp(head.magic, magic, sizeof(magic)) || head.key != wanted || head.size > MAX_BYTES ||
	    (uint64_t)st.st_size != sizeof(head) + head.size)
		return false;
	if (posix_memalign(&out->bytes, IMAGE_ALIGN, head.size))
		return false;
	out->size = head.size;
	if (read(fd, out->bytes, head.size) == (ssize_t)head.size && sum(out->bytes, out->size) == head.sum)
		return true;
	l7_blob_fini(out);
	return false;
}

/* keys are short: see for oneself that it is of these definitions */
static bool is_of(const struct l7_image *img, const struct l7_program *program)
{
	uint32_t i;

	if (img->head->ndefs != program->ndefs)
		return false;
	for (i = 0; i < program->ndefs; i++) {
		const struct l7_def *def = program->def[i];

		if (img->defs[i].digest != def->digest || img->defs[i].number != def->number ||
		    img->defs[i].rank != def->rank || strcmp(img->defs[i].name, def->name))
			return false;
	}
	return true;
}

bool l7_kept_load(const char *dir, const struct l7_program *program, unsigned int max_states, struct l7_blob *out,
		  struct l7_image *img)
{
	const uint64_t wanted = key(program, max_states);
	struct stat st;
	char *path;
	bool good;
	int fd;

	if (!dir || stat(dir, &st) || !is_trusted(&st))
		return false;
	path = file_name(dir, wanted);
	fd = path ? open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW) : -1;
	free(path);
	if (fd < 0)
		return false;
	good = read_image(fd, wanted, out);
	close(fd);
	if (good && (l7_image_verify(out->bytes, out->size, img, NULL) || !is_of(img, program))) {
		l7_blob_fini(out);
		good = false;
	}
	return good;
}

static bool is_ours(const char *name)
{
	return !strncmp(name, PREFIX, strlen(PREFIX)) && strlen(name) == strlen(PREFIX) + 16;
}

static bool is_older(const struct stat *a, const struct stat *b)
{
	return a->st_mtim.tv_sec != b->st_mtim.tv_sec ? a->st_mtim.tv_sec < b->st_mtim.tv_sec :
							a->st_mtim.tv_nsec < b->st_mtim.tv_nsec;
}

/* remove the oldest file if there are too many */
static void evict(const char *dir)
{
	DIR *d = opendir(dir);
	char oldest[NAME_MAX + 1] = "";
	struct stat st, when = { 0 };
	unsigned int count = 0;
	struct dirent *entry;

	while (d && (entry = readdir(d))) {
		if (!is_ours(entry->d_name) || fstatat(dirfd(d), entry->d_name, &st, AT_SYMLINK_NOFOLLOW))
			continue;
		if (!count++ || is_older(&st, &when)) {
			when = st;
			strcpy(oldest, entry->d_name);
		}
	}
	if (count > MAX_FILES)
		unlinkat(dirfd(d), oldest, 0);
	if (d)
		closedir(d);
}

/* write beside it, then rename: no reader meets half a file */
static void write_file(const char *path, const struct head *head, const void *image)
{
	char *beside;
	int fd;

	if (asprintf(&beside, "%s.XXXXXX", path) < 0)
		return;
	fd = mkostemp(beside, O_CLOEXEC);
	if (fd >= 0) {
		if (fchmod(fd, 0644) || write(fd, head, sizeof(*head)) != sizeof(*head) ||
		    write(fd, image, head->size) != (ssize_t)head->size || rename(beside, path))
			unlink(beside);
		close(fd);
	}
	free(beside);
}

void l7_kept_store(const char *dir, const struct l7_program *program, unsigned int max_states,
		   const struct l7_blob *image)
{
	struct head head = { .size = image->size };
	char *path;

	if (!dir || image->size < MIN_BYTES || image->size > MAX_BYTES)
		return;
	memcpy(head.magic, magic, sizeof(magic));
	head.key = key(program, max_states);
	head.sum = sum(image->bytes, image->size);
	path = file_name(dir, head.key);
	if (path)
		write_file(path, &head, image->bytes);
	free(path);
	evict(dir);
}
