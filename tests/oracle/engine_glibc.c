// SPDX-License-Identifier: GPL-2.0-only
#include <regex.h>
#include <stdlib.h>
#include <string.h>

#include "tests/oracle/engine.h"

struct item {
	regex_t re;
	char error[100];	/* empty: compiled */
};

struct glibc {
	size_t count;
	struct item item[];
};

static void *open_glibc(const struct odefs *defs)
{
	struct glibc *g = calloc(1, sizeof(*g) + defs->count * sizeof(g->item[0]));
	size_t i;

	g->count = defs->count;
	for (i = 0; i < g->count; i++) {
		char *text = v8_translate(defs->def[i].re, V8_POSIX);
		struct item *it = &g->item[i];
		int err = regcomp(&it->re, text, REG_EXTENDED | REG_ICASE | REG_NOSUB);

		if (err)
			regerror(err, &it->re, it->error, sizeof(it->error));
		free(text);
	}
	return g;
}

static int first_of(const regex_t *re, const struct flow *f)
{
	unsigned int k;

	for (k = 0; k < f->packets; k++) {
		uint8_t kept = f->text[f->text_end[k]];
		bool hit;

		if (!flow_adds(f, k))
			continue;
		/* the sequence has no NUL, so that a string is all that is needed */
		f->text[f->text_end[k]] = 0;
		hit = !regexec(re, (const char *)f->text, 0, NULL, 0);
		f->text[f->text_end[k]] = kept;
		if (hit)
			return k;
	}
	return FIRST_NEVER;
}

static void first_glibc(void *self, const struct flow *f, int *first)
{
	struct glibc *g = self;
	size_t i;

	for (i = 0; i < g->count; i++)
		first[i] = *g->item[i].error ? FIRST_UNASKED : first_of(&g->item[i].re, f);
}

static const char *skip_glibc(void *self, size_t def)
{
	struct glibc *g = self;

	return *g->item[def].error ? g->item[def].error : NULL;
}

static void close_glibc(void *self)
{
	struct glibc *g = self;
	size_t i;

	for (i = 0; i < g->count; i++)
		if (!*g->item[i].error)
			regfree(&g->item[i].re);
	free(g);
}

const struct engine engine_glibc = { "glibc", open_glibc, first_glibc, skip_glibc, close_glibc };
