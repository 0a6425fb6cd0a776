// SPDX-License-Identifier: GPL-2.0-only
/* defs.c - definition files, read in the plainest way */

#include <glob.h>
#include <libgen.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "tests/oracle/defs.h"

static char *label_of(const char *dir, const char *name)
{
	char copy[4096], *label;

	snprintf(copy, sizeof(copy), "%s", dir);
	if (asprintf(&label, "%s/%s", basename(copy), name) < 0)
		abort();
	return label;
}

static bool passed_over(const char *line)
{
	return *line == '#' || !line[strspn(line, " \t\r\n\f\v")];
}

static void read_file(struct odefs *defs, const char *dir, const char *path)
{
	FILE *in = fopen(path, "r");
	struct odef def = { 0 };
	char *line = NULL;
	size_t size = 0;

	while (in && getline(&line, &size, in) > 0) {
		if (!strncmp(line, "# never matches", 15))
			def.never = true;
		if (passed_over(line) || def.pattern)
			continue;
		line[strcspn(line, "\r\n")] = 0;
		if (!def.name)
			def.name = strndup(line, strcspn(line, " \t"));
		else
			def.pattern = strdup(line);
	}
	if (in)
		fclose(in);
	free(line);
	if (!def.pattern || !strcmp(def.name, "unknown") || !strcmp(def.name, "unset")) {
		free(def.name);
		free(def.pattern);
		return;
	}
	def.label = label_of(dir, def.name);
	def.re = v8_parse(def.pattern);
	defs->def = realloc(defs->def, (defs->count + 1) * sizeof(def));
	defs->def[defs->count++] = def;
}

int odefs_read(struct odefs *defs, const char *dir)
{
	size_t before = defs->count, i;
	struct stat st;
	char *pattern;
	glob_t found;

	if (stat(dir, &st) || !S_ISDIR(st.st_mode))
		return -1;
	if (asprintf(&pattern, "%s/{*,*/*}.pat", dir) < 0)
		abort();
	if (!glob(pattern, GLOB_BRACE, NULL, &found)) {
		for (i = 0; i < found.gl_pathc; i++)
			read_file(defs, dir, found.gl_pathv[i]);
		globfree(&found);
	}
	free(pattern);
	return defs->count - before;
}

void odefs_free(struct odefs *defs)
{
	while (defs->count) {
		struct odef *def = &defs->def[--defs->count];

		free(def->label);
		free(def->name);
		free(def->pattern);
		v8_free(def->re);
	}
	free(defs->def);
	memset(defs, 0, sizeof(*defs));
}
