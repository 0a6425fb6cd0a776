// SPDX-License-Identifier: GPL-2.0-only
#include <regex.h>
#include <stdlib.h>

#include "tests/bench/runner.h"

struct glibc {
	size_t count;
	regex_t re[];
};

static void *open_glibc(const struct odef *const *defs, size_t count)
{
	struct glibc *g = calloc(1, sizeof(*g) + count * sizeof(g->re[0]));
	size_t i;

	g->count = count;
	for (i = 0; i < count; i++) {
		char *text = v8_translate(defs[i]->re, V8_POSIX);

		if (regcomp(&g->re[i], text, REG_EXTENDED | REG_ICASE | REG_NOSUB))
			abort();
		free(text);
	}
	return g;
}

static int run_glibc(void *self, const struct flow *f)
{
	struct glibc *g = self;
	unsigned int k;
	size_t i;

	for (k = 0; k < f->packets; k++) {
		regmatch_t range = { 0, f->text_end[k] };

		if (!flow_adds(f, k))
			continue;
		for (i = 0; i < g->count; i++)
			if (!regexec(&g->re[i], (const char *)f->text, 0, &range, REG_STARTEND))
				return k;
	}
	return -1;
}

static size_t none(void *self)
{
	return 0;
}

static void close_glibc(void *self)
{
	struct glibc *g = self;
	size_t i;

	for (i = 0; i < g->count; i++)
		regfree(&g->re[i]);
	free(g);
}

const struct runner runner_glibc = { "glibc", open_glibc, run_glibc, none, none, close_glibc, true };
