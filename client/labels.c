// SPDX-License-Identifier: GPL-2.0-only
/*
 * labels.c - reads connlabel.conf
 */

#include "client/labels.h"

#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "uapi/layer7.h"

#define LABEL_BITS 128 /* of a connection; the kernel has no more */

const char *const l7_labels_files[] = {
	L7_SYSCONFDIR "/connlabel.conf",
	L7_SYSCONFDIR "/xtables/connlabel.conf",
	NULL,
};

/** struct line - where a word stands, for diagnostics */
struct line {
	const char *file;
	unsigned int number;
	char *text;
	struct l7_diags *diags;
};

static int complain(const struct line *at, const char *word, const char *text)
{
	l7_diags_add(at->diags, L7_ERROR, at->file, at->number, word - at->text + 1, at->text, "%s", text);
	return -1;
}

static bool same(const struct l7_label *a, const struct l7_label *b)
{
	return a->number == b->number && a->any == b->any && a->bit == b->bit;
}

static int add(struct l7_labels *labels, struct l7_label label, const struct line *at)
{
	struct l7_label *more;

	for (size_t i = 0; i < labels->count; i++)
		if (same(&labels->label[i], &label))
			return 0;
	more = reallocarray(labels->label, labels->count + 1, sizeof(*more));
	if (!more)
		return complain(at, at->text, "out of memory");
	labels->label = more;
	labels->label[labels->count++] = label;
	return 0;
}

/* Set @bit with the verdict of each definition that @is() says @name means. Return: how many; -1 with an error. */
static int add_all(struct l7_labels *labels, const struct l7_defs *defs, const char *name, uint8_t bit,
		   bool (*is)(const struct l7_def *def, const char *name), const struct line *at)
{
	int count = 0;

	for (size_t i = 0; i < defs->count; i++) {
		if (!is(&defs->def[i], name))
			continue;
		if (add(labels, (struct l7_label) { .number = defs->def[i].number, .bit = bit }, at))
			return -1;
		count++;
	}
	return count;
}

static bool is_named(const struct l7_def *def, const char *name)
{
	return !strcmp(def->name, name);
}

static bool has_alias(const struct l7_def *def, const char *name)
{
	return l7_strings_have(&def->aliases, name);
}

static bool is_in_group(const struct l7_def *def, const char *name)
{
	return l7_strings_have(&def->groups, name);
}

/* What sets the bit called l7-@name: a name goes before an alias, and that before a group. */
static int take_name(struct l7_labels *labels, const struct l7_defs *defs, const char *name, uint8_t bit,
		     const struct line *at)
{
	const bool done = !strcmp(name, "done");
	int count;

	if (done || !strcmp(name, "unknown"))
		return add(labels, (struct l7_label) { .any = done, .bit = bit }, at);
	count = add_all(labels, defs, name, bit, is_named, at);
	if (!count)
		count = add_all(labels, defs, name, bit, has_alias, at);
	if (!count)
		count = add_all(labels, defs, name, bit, is_in_group, at);
	return count < 0 ? -1 : 0;
}

/* Cut the next word out of *@p; it is empty at the end of the line. */
static char *word(char **p)
{
	char *w = *p + strspn(*p, " \t");
	size_t n = strcspn(w, " \t");

	*p = w + n;
	return w;
}

static int take(struct l7_labels *labels, const struct l7_defs *defs, const struct line *at)
{
	char *p = at->text, *bit = word(&p), *name = word(&p), *end;
	char key[64];
	unsigned long n;

	snprintf(key, sizeof(key), "%.*s", (int)(p - name), name);
	if (*bit == '#' || strncmp(key, "l7-", 3))
		return 0;
	errno = 0;
	n = strtoul(bit, &end, bit[0] == '0' && tolower(bit[1]) == 'x' ? 16 : 10);
	if (end == bit || !strchr(" \t", *end) || !isdigit(*bit) || errno || n >= LABEL_BITS)
		return complain(at, bit, "not the number of a label's bit: write 0 to 95 here");
	if (n >= L7_LABEL_USER_BITS)
		return complain(at, bit, "layer7 keeps its verdict in the bits from 96 on: give this label a free bit "
					 "below 96");
	return take_name(labels, defs, key + 3, n, at);
}

static int read_file(struct l7_labels *labels, const char *path, const struct l7_defs *defs, struct l7_diags *d)
{
	struct line at = { .file = path, .diags = d };
	FILE *f = fopen(path, "re");
	size_t room = 0;
	ssize_t n;
	int err = 0;

	if (!f && (errno == ENOENT || errno == ENOTDIR))
		return 0;
	if (!f) {
		l7_diags_add(d, L7_ERROR, path, 0, 0, NULL, "%s", strerror(errno));
		return -1;
	}
	while ((n = getline(&at.text, &room, f)) > 0) {
		at.number++;
		at.text[strcspn(at.text, "\r\n")] = '\0';
		if (take(labels, defs, &at))
			err = -1;
	}
	if (ferror(f)) {
		l7_diags_add(d, L7_ERROR, path, 0, 0, NULL, "%s", strerror(errno));
		err = -1;
	}
	free(at.text);
	fclose(f);
	return err;
}

int l7_labels_read(struct l7_labels *labels, const char *const *files, const struct l7_defs *defs,
		   struct l7_diags *d)
{
	int err = 0;

	for (; *files; files++)
		if (read_file(labels, *files, defs, d))
			err = -1;
	return err;
}

void l7_labels_fini(struct l7_labels *labels)
{
	free(labels->label);
	*labels = (struct l7_labels) { 0 };
}
