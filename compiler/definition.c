// SPDX-License-Identifier: GPL-2.0-only
#include "compiler/libl7.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "compiler/regex.h"
#include "compiler/vector.h"
#include "uapi/layer7_image.h"

#define SUFFIX ".pat"

/* of a definition file, comments included */
#define FILE_MAX_BYTES (1u << 20)

/* a file's contents, cut into lines as it is read */
struct source {
	const char *path;
	char *text;
	size_t size;
	size_t at;
	unsigned int line;	/* the one that next_line() gave last */
	struct l7_diags *diags;
};

void l7_defs_fini(struct l7_defs *defs)
{
	size_t i;

	for (i = 0; i < defs->count; i++) {
		free(defs->def[i].name);
		free(defs->def[i].pattern);
		free(defs->def[i].file);
	}
	free(defs->def);
	*defs = (struct l7_defs){ 0 };
}

/* 64-bit FNV-1a; the NUL that ends @text is taken in if @nul */
static uint64_t fnv(uint64_t hash, const char *text, bool nul)
{
	const size_t size = strlen(text) + nul;
	size_t i;

	for (i = 0; i < size; i++)
		hash = (hash ^ (uint8_t)text[i]) * 0x100000001b3ull;
	return hash;
}

static uint64_t digest(const char *name, const char *pattern)
{
	return fnv(fnv(0xcbf29ce484222325ull, name, true), pattern, false);
}

/* what is wrong with a name; NULL: nothing */
static const char *name_fault(const char *name)
{
	const char *c;

	if (!*name)
		return "a name has at least one character";
	if (strlen(name) >= L7_NAME_SIZE)
		return "a name has at most 31 characters";
	if (*name == '-' || *name == '.' || *name == '!')
		return "a name begins with a letter or a digit";
	for (c = name; *c; c++)
		if (*c <= ' ' || *c > '~' || *c == '/')
			return "a name consists of letters, digits, `-' and `_'";
	if (!strcmp(name, "unset") || !strcmp(name, "unknown"))
		return "this name is that of a state, not of a protocol";
	return NULL;
}

static struct l7_def *append(struct l7_defs *defs, const struct l7_def *def)
{
	struct l7_def *grown = reallocarray(defs->def, defs->count + 1, sizeof(*grown));
	struct l7_def copy = *def;

	if (!grown)
		return NULL;
	defs->def = grown;
	copy.name = strdup(def->name);
	copy.pattern = strdup(def->pattern);
	copy.file = def->file ? strdup(def->file) : NULL;
	if (!copy.name || !copy.pattern || (def->file && !copy.file)) {
		free(copy.name);
		free(copy.pattern);
		free(copy.file);
		return NULL;
	}
	grown[defs->count] = copy;
	return &grown[defs->count++];
}

/* @def borrows its texts; they are copied */
static struct l7_def *add(struct l7_defs *defs, struct l7_def *def, struct l7_diags *d)
{
	struct l7_def *added;
	size_t i;

	def->digest = digest(def->name, def->pattern);
	for (i = 0; i < defs->count; i++)
		if (defs->def[i].digest == def->digest)
			return &defs->def[i];
	added = append(defs, def);
	if (!added)
		l7_diags_add(d, L7_ERROR, def->file, 0, 0, NULL, "out of memory");
	return added;
}

struct l7_def *l7_defs_add(struct l7_defs *defs, const char *name, const char *pattern, uint16_t number,
			   uint16_t rank, struct l7_diags *d)
{
	struct l7_def def = { .name = (char *)name, .pattern = (char *)pattern, .number = number, .rank = rank };
	const char *fault = name_fault(name);

	if (fault) {
		l7_diags_add(d, L7_ERROR, NULL, 0, 0, NULL, "`%s' can't name a definition: %s", name, fault);
		return NULL;
	}
	if (strlen(pattern) >= L7_PATTERN_MAX_BYTES) {
		l7_diags_add(d, L7_ERROR, NULL, 0, 0, NULL, "%s: the expression is %zu bytes long; the longest "
			     "possible has %d", name, strlen(pattern), L7_PATTERN_MAX_BYTES - 1);
		return NULL;
	}
	if (number > L7_NUMBER_USER_MAX) {
		l7_diags_add(d, L7_ERROR, NULL, 0, 0, NULL, "%s: %u can't be a protocol number; the greatest is %u",
			     name, number, L7_NUMBER_USER_MAX);
		return NULL;
	}
	return add(defs, &def, d);
}

/* the next line, without its end; NULL behind the last. Cuts the text. */
static char *next_line(struct source *s)
{
	char *line = s->text + s->at;
	char *end;

	if (s->at >= s->size)
		return NULL;
	end = memchr(line, '\n', s->size - s->at);
	if (end)
		*end = '\0';
	else
		end = s->text + s->size;
	s->at = end - s->text + 1;
	s->line++;
	return line;
}

static bool is_blank(const char *line)
{
	return !line[strspn(line, " \t\r")];
}

/* the name's line; NULL if there is none */
static char *name_line(struct source *s)
{
	char *line;

	while ((line = next_line(s)))
		if (*line != '#' && !is_blank(line))
			return line;
	return NULL;
}

/* the expression's line: nothing is trimmed, so one of blanks alone is an expression, as it was in the classic */
static char *pattern_line(struct source *s)
{
	char *line;

	while ((line = next_line(s)))
		if (*line != '#' && *line && strcmp(line, "\r"))
			return line;
	return NULL;
}

static int read_name(struct source *s, const char *want, char *name)
{
	char *line = name_line(s);
	size_t length;
	const char *fault;

	if (!line) {
		l7_diags_add(s->diags, L7_ERROR, s->path, 0, 0, NULL, "no definition here; the first line that is not "
			     "a comment is the protocol's name (%s), the second the expression", want);
		return -1;
	}
	length = strcspn(line, " \t\r");
	if (length != strlen(want) || strncmp(line, want, length)) {
		l7_diags_add(s->diags, L7_ERROR, s->path, s->line, 1, line, "the name `%.*s' is not that of the file; "
			     "write %s here, or call the file %.*s" SUFFIX, (int)length, line, want, (int)length,
			     line);
		return -1;
	}
	fault = name_fault(want);
	if (fault) {
		l7_diags_add(s->diags, L7_ERROR, s->path, s->line, 1, line, "`%s' can't name a definition: %s; "
			     "choose another name here and for the file", want, fault);
		return -1;
	}
	strcpy(name, want);
	return 0;
}

static char *read_pattern(struct source *s, const struct l7_place *at)
{
	struct l7_place place = *at;
	struct l7_regex re = { 0 };
	char *line = pattern_line(s);
	int err;

	if (!line) {
		l7_diags_add(s->diags, L7_ERROR, s->path, s->line, 0, NULL, "the expression is missing; write it "
			     "in the line after the name");
		return NULL;
	}
	place.line = s->line;
	if (*line && line[strlen(line) - 1] == '\r')
		l7_diags_add(s->diags, L7_WARNING, s->path, s->line, strlen(line), line, "the expression ends in a "
			     "carriage return and requires it to be in the payload; save the file with Unix line "
			     "ends");
	err = l7_regex_parse(&re, line, &place, true, s->diags);
	l7_regex_fini(&re);
	return err ? NULL : line;
}

static int refuse_file(const struct source *s, const char *why)
{
	l7_diags_add(s->diags, L7_ERROR, s->path, 0, 0, NULL, "%s", why);
	return -1;
}

static int load_text(struct source *s, FILE *in)
{
	s->text = malloc(FILE_MAX_BYTES + 1);
	if (!s->text)
		return refuse_file(s, "out of memory");
	s->size = fread(s->text, 1, FILE_MAX_BYTES + 1, in);
	if (ferror(in))
		return refuse_file(s, strerror(errno));
	if (s->size > FILE_MAX_BYTES)
		return refuse_file(s, "longer than 1 MiB; a definition is a name and an expression");
	if (memchr(s->text, '\0', s->size))
		return refuse_file(s, "not a text file (it has a NUL byte in it); write bytes that are not text as \\xHH");
	s->text[s->size] = '\0';
	return 0;
}

static int load(struct source *s)
{
	FILE *in = fopen(s->path, "re");
	int err;

	if (!in)
		return refuse_file(s, strerror(errno));
	err = load_text(s, in);
	fclose(in);
	return err;
}

/* NAME of DIR/NAME.pat, to be freed */
static char *name_of_path(const char *path)
{
	const char *slash = strrchr(path, '/');
	const char *base = slash ? slash + 1 : path;
	const size_t length = strlen(base);
	const size_t suffix = strlen(SUFFIX);

	if (length <= suffix || strcmp(base + length - suffix, SUFFIX))
		return NULL;
	return strndup(base, length - suffix);
}

static struct l7_def *read_source(struct l7_defs *defs, struct source *s, const char *want)
{
	const struct l7_place place = { .file = s->path, .name = want };
	char name[L7_NAME_SIZE];
	struct l7_def def = { .name = name, .file = (char *)s->path, .rank = L7_RANK_DEFAULT };

	if (load(s) || read_name(s, want, name))
		return NULL;
	def.pattern = read_pattern(s, &place);
	if (!def.pattern)
		return NULL;
	def.line = s->line;
	return add(defs, &def, s->diags);
}

struct l7_def *l7_defs_read_file(struct l7_defs *defs, const char *path, struct l7_diags *d)
{
	struct source s = { .path = path, .diags = d };
	struct l7_def *def = NULL;
	char *want = name_of_path(path);

	if (want)
		def = read_source(defs, &s, want);
	else
		l7_diags_add(d, L7_ERROR, path, 0, 0, NULL, "a definition file is called NAME" SUFFIX);
	free(want);
	free(s.text);
	return def;
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

static int read_files(struct l7_defs *defs, const char *dir, struct dirent **entries, int count, struct l7_diags *d)
{
	int added = 0;
	int i;

	for (i = 0; i < count; i++) {
		char *name = name_of_path(entries[i]->d_name);
		char *path = name ? join(dir, entries[i]->d_name) : NULL;

		if (path && !is_pseudo(name) && !has_name(defs, name))
			added += l7_defs_read_file(defs, path, d) != NULL;
		free(path);
		free(name);
	}
	return added;
}

static void free_list(struct dirent **entries, int count)
{
	while (count > 0)
		free(entries[--count]);
	free(entries);
}

int l7_defs_read_dir(struct l7_defs *defs, const char *dir, struct l7_diags *d)
{
	struct dirent **entries;
	const int count = list(dir, &entries);
	int added, i;

	if (count < 0)
		return -1;
	added = read_files(defs, dir, entries, count, d);
	for (i = 0; i < count; i++) {
		char *sub = join(dir, entries[i]->d_name);
		struct dirent **files;
		const int nfiles = sub ? list(sub, &files) : -1;

		if (nfiles >= 0) {
			added += read_files(defs, sub, files, nfiles, d);
			free_list(files, nfiles);
		}
		free(sub);
	}
	free_list(entries, count);
	return added;
}

/* DIR/NAME.pat if that can be read */
static char *find_in(const char *dir, const char *name)
{
	char *path;

	if (asprintf(&path, "%s/%s" SUFFIX, dir, name) < 0)
		return NULL;
	if (!access(path, R_OK))
		return path;
	free(path);
	return NULL;
}

static char *find_below(const char *dir, const char *name)
{
	struct dirent **entries;
	char *found = find_in(dir, name);
	int count, i;

	if (found)
		return found;
	count = list(dir, &entries);
	for (i = 0; !found && i < count; i++) {
		char *sub = join(dir, entries[i]->d_name);

		found = sub ? find_in(sub, name) : NULL;
		free(sub);
	}
	if (count >= 0)
		free_list(entries, count);
	return found;
}

char *l7_defs_find_file(const char *const *dirs, const char *name)
{
	char *found = NULL;

	if (!strchr(name, '/'))
		for (; !found && *dirs; dirs++)
			found = find_below(*dirs, name);
	if (!found)
		errno = ENOENT;
	return found;
}
