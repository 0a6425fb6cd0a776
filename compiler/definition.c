// SPDX-License-Identifier: GPL-2.0-only
#include "compiler/compiler.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "compiler/language.h"
#include "compiler/search.h"
#include "compiler/vector.h"

/* of a definition file, comments included */
#define FILE_MAX_BYTES (1u << 20)

/* begins a definition that isn't classic */
#define KEYWORD "protocol"

/* a file's contents, cut into lines as it is read */
struct source {
	const char *path;
	char *text;
	size_t size;
	size_t at;
	unsigned int line;	/* the one that next_line() gave last */
	struct l7_diags *diags;
};

static void def_fini(struct l7_def *def)
{
	size_t i;

	for (i = 0; i < def->npatterns; i++)
		l7_pattern_fini(&def->pattern[i]);
	for (i = 0; i < def->nallows; i++) {
		free(def->allow[i].finding);
		free(def->allow[i].other);
		free(def->allow[i].reason);
	}
	l7_strings_fini(&def->source);
	l7_strings_fini(&def->groups);
	l7_strings_fini(&def->aliases);
	free(def->pattern);
	free(def->allow);
	free(def->about);
	free(def->name);
	free(def->text);
	free(def->file);
}

void l7_defs_fini(struct l7_defs *defs)
{
	size_t i;

	for (i = 0; i < defs->count; i++)
		def_fini(&defs->def[i]);
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

/* hand @def over to @defs, unless one with its digest is there */
static struct l7_def *add(struct l7_defs *defs, struct l7_def *def, struct l7_diags *d)
{
	struct l7_def *grown;
	size_t i;

	def->digest = fnv(fnv(0xcbf29ce484222325ull, def->name, true), def->text, false);
	for (i = 0; i < defs->count; i++)
		if (defs->def[i].digest == def->digest) {
			def_fini(def);
			return &defs->def[i];
		}
	grown = reallocarray(defs->def, defs->count + 1, sizeof(*grown));
	if (!grown) {
		l7_diags_add(d, L7_ERROR, def->file, 0, 0, NULL, "out of memory");
		def_fini(def);
		return NULL;
	}
	defs->def = grown;
	grown[defs->count] = *def;
	return &grown[defs->count++];
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

/* the next line that is neither blank nor a comment; NULL if there is none */
static char *next_content(struct source *s)
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

/* the line's @nth word, from 0 on, is @want */
static bool has_word(const char *line, unsigned int nth, const char *want)
{
	while (nth--) {
		line += strcspn(line, " \t\r");
		line += strspn(line, " \t\r");
	}
	return strcspn(line, " \t\r") == strlen(want) && !strncmp(line, want, strlen(want));
}

/* `protocol NAME`; in the classic format the name stands alone or in front of what is ignored */
static bool begins_ours(const char *line, const char *want)
{
	return has_word(line, 0, KEYWORD) && (has_word(line, 1, want) || strcmp(want, KEYWORD));
}

static int check_name(struct source *s, const char *line, bool ours, const char *want)
{
	const char *name = line + (ours ? strlen(KEYWORD) : 0), *fault = l7_name_fault(want);
	int length;

	name += strspn(name, " \t\r");
	length = strcspn(name, " \t\r");
	if (ours && !length) {
		l7_diags_add(s->diags, L7_ERROR, s->path, s->line, name - line + 1, line, "the name is missing; write `"
			     KEYWORD " %s'", want);
		return -1;
	}
	if (!has_word(line, ours, want)) {
		l7_diags_add(s->diags, L7_ERROR, s->path, s->line, name - line + 1, line, "the name `%.*s' is not that of "
			     "the file; write %s here, or call the file %.*s" L7_SUFFIX, length, name, want, length,
			     name);
		return -1;
	}
	if (fault)
		l7_diags_add(s->diags, L7_ERROR, s->path, s->line, name - line + 1, line, "`%s' can't name a definition: "
			     "%s; choose another name here and for the file", want, fault);
	return fault ? -1 : 0;
}

/* behind the name in our format; the classic's passes over what stands there */
static int check_rest(struct source *s, const char *line)
{
	const char *rest = line + strlen(KEYWORD);

	rest += strspn(rest, " \t\r");
	rest += strcspn(rest, " \t\r");
	rest += strspn(rest, " \t\r");
	if (!*rest)
		return 0;
	l7_diags_add(s->diags, L7_ERROR, s->path, s->line, rest - line + 1, line, "nothing may stand behind the name; a "
		     "comment has a line of its own");
	return -1;
}

static int fail_memory(const struct source *s)
{
	l7_diags_add(s->diags, L7_ERROR, s->path, 0, 0, NULL, "out of memory");
	return -1;
}

/* a classic definition's one pattern */
static int set_expression(struct source *s, struct l7_def *def, const char *expression)
{
	def->line = s->line;
	def->text = strdup(expression);
	def->pattern = calloc(1, sizeof(*def->pattern));
	if (!def->text || !def->pattern)
		return fail_memory(s);
	def->npatterns = 1;
	def->pattern[0] = (struct l7_pattern){ .expression = strdup(expression), .line = s->line, .packets = 1 };
	return def->pattern[0].expression ? 0 : fail_memory(s);
}

static int read_classic(struct source *s, struct l7_def *def)
{
	struct l7_place place = { .file = s->path, .name = def->name };
	struct l7_regex re = { 0 };
	char *line = pattern_line(s);
	int err;

	if (!line) {
		l7_diags_add(s->diags, L7_ERROR, s->path, s->line, 0, NULL, "the expression is missing; write it "
			     "in the line after the name");
		return -1;
	}
	place.line = s->line;
	if (*line && line[strlen(line) - 1] == '\r')
		l7_diags_add(s->diags, L7_WARNING, s->path, s->line, strlen(line), line, "the expression ends in a "
			     "carriage return and requires it to be in the payload; save the file with Unix line "
			     "ends");
	err = l7_regex_parse(&re, L7_DIALECT_V8, line, &place, true, s->diags);
	l7_regex_fini(&re);
	return err ? err : set_expression(s, def, line);
}

/* lines that have a meaning make up the text, in their order */
static int keep_line(struct source *s, FILE *text, const char *line)
{
	return fprintf(text, "%s\n", line) < 0 ? fail_memory(s) : 0;
}

static int read_lines(struct source *s, struct l7_def *def, FILE *text)
{
	int answer, err = 0;
	char *line;

	while ((line = next_content(s))) {
		const struct l7_place place = { .file = s->path, .name = def->name, .line = s->line, .text = line };

		if (line[strlen(line) - 1] == '\r') {
			l7_diags_add(s->diags, L7_ERROR, s->path, s->line, strlen(line), line, "the line ends in a carriage "
				     "return; save the file with Unix line ends");
			err = -1;
			continue;
		}
		answer = l7_language_line(def, line, &place, s->diags);
		if (answer < 0 || (answer && keep_line(s, text, line)))
			err = -1;
	}
	return err;
}

/* the lines of a definition of ours, behind its name */
static int read_ours(struct source *s, struct l7_def *def)
{
	size_t size;
	FILE *text = open_memstream(&def->text, &size);
	bool whole;
	int err;

	if (!text)
		return fail_memory(s);
	fprintf(text, KEYWORD " %s\n", def->name);
	err = read_lines(s, def, text);
	whole = !fflush(text) && !ferror(text);
	/* it doesn't say that there was no memory for the text */
	fclose(text);
	if (!whole || !def->text)
		return fail_memory(s);
	if (!err && !def->npatterns) {
		l7_diags_add(s->diags, L7_ERROR, s->path, s->line, 0, NULL, "no pattern; a line such as `tcp: ^hello' says "
			     "what the protocol is known by");
		return -1;
	}
	if (size >= L7_PATTERN_MAX_BYTES) {
		l7_diags_add(s->diags, L7_ERROR, s->path, 0, 0, NULL, "more than %d bytes of patterns; make several "
			     "definitions", L7_PATTERN_MAX_BYTES - 1);
		return -1;
	}
	if (!err)
		def->line = def->pattern[0].line;
	return err;
}

static int read_def(struct source *s, struct l7_def *def, const char *want)
{
	char *line = next_content(s);
	bool ours;

	if (!line) {
		l7_diags_add(s->diags, L7_ERROR, s->path, 0, 0, NULL, "no definition here; the first line that is not "
			     "a comment is `protocol %s', patterns follow", want);
		return -1;
	}
	ours = begins_ours(line, want);
	if (check_name(s, line, ours, want) || (ours && check_rest(s, line)))
		return -1;
	def->name = strdup(want);
	if (!def->name)
		return fail_memory(s);
	return ours ? read_ours(s, def) : read_classic(s, def);
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

static int load_and_read(struct source *s, struct l7_def *def, const char *want)
{
	if (load(s) || read_def(s, def, want))
		return -1;
	def->rank = def->rank ? def->rank : L7_RANK_DEFAULT;
	def->file = strdup(s->path);
	return def->file ? 0 : fail_memory(s);
}

struct l7_def *l7_defs_read_file(struct l7_defs *defs, const char *path, struct l7_diags *d)
{
	struct source s = { .path = path, .diags = d };
	struct l7_def read = { 0 }, *def = NULL;
	char *want = l7_search_name(path);

	if (!want)
		l7_diags_add(d, L7_ERROR, path, 0, 0, NULL, "a definition file is called NAME" L7_SUFFIX);
	else if (load_and_read(&s, &read, want))
		def_fini(&read);
	else
		def = add(defs, &read, d);
	free(want);
	free(s.text);
	return def;
}

/* @text: of a definition of ours, or a classic expression */
static int read_text(struct source *s, struct l7_def *def, const char *name, const char *text)
{
	s->size = strlen(text);
	s->text = strdup(text);
	if (!s->text)
		return fail_memory(s);
	if (strchr(text, '\n'))
		return read_def(s, def, name);
	def->name = strdup(name);
	s->line = 1;
	return def->name ? set_expression(s, def, text) : fail_memory(s);
}

struct l7_def *l7_defs_add(struct l7_defs *defs, const char *name, const char *text, uint16_t number,
			   uint16_t rank, struct l7_diags *d)
{
	struct source s = { .diags = d };
	struct l7_def read = { 0 }, *def = NULL;
	const char *fault = l7_name_fault(name);

	if (fault) {
		l7_diags_add(d, L7_ERROR, NULL, 0, 0, NULL, "`%s' can't name a definition: %s", name, fault);
		return NULL;
	}
	if (strlen(text) >= L7_PATTERN_MAX_BYTES) {
		l7_diags_add(d, L7_ERROR, NULL, 0, 0, NULL, "%s: the expression is %zu bytes long; the longest "
			     "possible has %d", name, strlen(text), L7_PATTERN_MAX_BYTES - 1);
		return NULL;
	}
	if (number > L7_NUMBER_USER_MAX) {
		l7_diags_add(d, L7_ERROR, NULL, 0, 0, NULL, "%s: %u can't be a protocol number; the greatest is %u",
			     name, number, L7_NUMBER_USER_MAX);
		return NULL;
	}
	if (read_text(&s, &read, name, text)) {
		def_fini(&read);
	} else {
		read.number = number ? number : read.number;
		read.rank = rank;
		def = add(defs, &read, d);
	}
	free(s.text);
	return def;
}
