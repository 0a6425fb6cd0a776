// SPDX-License-Identifier: GPL-2.0-only
#include <stdlib.h>
#include <string.h>

#include "compiler/libl7.h"
#include "core/flow.h"
#include "tests/oracle/engine.h"

struct table {
	struct l7_blob blob;
	struct l7_image img;
};

/**
 * struct walker - the images, one or one for each definition
 * @table: [count]
 * @at:    of each definition, its place in its image
 */
struct walker {
	struct table *table;
	size_t tables;
	size_t count;
	unsigned int *at;
};

static struct l7_def *add(struct l7_defs *set, const struct odef *def, struct l7_diags *diags)
{
	return l7_defs_add(set, def->name, def->pattern, 0, L7_RANK_DEFAULT, diags);
}

static bool compile(struct table *t, struct l7_defs *set, struct l7_diags *diags)
{
	const char *why = NULL;

	if (l7_compile(set, NULL, &t->blob, NULL, diags)) {
		l7_diags_print(diags, stderr);
		return false;
	}
	if (l7_image_verify(t->blob.bytes, t->blob.size, &t->img, &why)) {
		fprintf(stderr, "oracle: the image was refused: %s\n", why);
		return false;
	}
	return true;
}

/* the digest tells definitions of one name apart */
static unsigned int place(const struct table *t, uint64_t digest)
{
	unsigned int i;

	for (i = 0; i < t->img.head->ndefs; i++)
		if (t->img.defs[i].digest == digest)
			return i;
	fprintf(stderr, "oracle: a definition is not in its image\n");
	abort();
}

static struct walker *new_walker(size_t tables, size_t count)
{
	struct walker *w = calloc(1, sizeof(*w));

	w->table = calloc(tables, sizeof(*w->table));
	w->tables = tables;
	w->at = calloc(count, sizeof(*w->at));
	w->count = count;
	return w;
}

static void *open_walk(const struct odefs *defs)
{
	struct walker *w = new_walker(1, defs->count);
	uint64_t *digest = calloc(defs->count, sizeof(*digest));
	struct l7_diags diags = { 0 };
	struct l7_defs set = { 0 };
	bool good = true;
	size_t i;

	for (i = 0; i < defs->count && good; i++) {
		struct l7_def *def = add(&set, &defs->def[i], &diags);

		good = def;
		digest[i] = def ? def->digest : 0;
	}
	if (!good)
		l7_diags_print(&diags, stderr);
	good = good && compile(&w->table[0], &set, &diags);
	for (i = 0; i < defs->count && good; i++)
		w->at[i] = place(&w->table[0], digest[i]);
	free(digest);
	l7_defs_fini(&set);
	l7_diags_fini(&diags);
	return good ? w : NULL;
}

static void *open_single(const struct odefs *defs)
{
	struct walker *w = new_walker(defs->count, defs->count);
	bool good = true;
	size_t i;

	for (i = 0; i < defs->count && good; i++) {
		struct l7_diags diags = { 0 };
		struct l7_defs set = { 0 };

		good = add(&set, &defs->def[i], &diags) && compile(&w->table[i], &set, &diags);
		l7_defs_fini(&set);
		l7_diags_fini(&diags);
	}
	return good ? w : NULL;
}

static bool has(const u64 *hits, unsigned int i)
{
	return hits[i / 64] >> (i % 64) & 1;
}

/* @at: places in @t of @count definitions */
static void walk(const struct table *t, const struct flow *f, const unsigned int *at, size_t count, int *first)
{
	u64 now[L7_SET_WORDS];
	struct l7_flow flow;
	unsigned int k;
	size_t i, from = 0;

	l7_flow_init(&flow, &t->img, ~0u);
	for (i = 0; i < count; i++)
		first[i] = FIRST_NEVER;
	for (k = 0; k < f->packets; from = f->raw_end[k++]) {
		l7_flow_feed(&flow, &t->img, FLOW_MAX_BYTES, f->raw + from, f->raw_end[k] - from);
		if (!l7_flow_close(&flow, &t->img, now))
			continue;
		for (i = 0; i < count; i++)
			if (has(now, at[i]) && first[i] == FIRST_NEVER)
				first[i] = k;
	}
}

static void first_walk(void *self, const struct flow *f, int *first)
{
	struct walker *w = self;

	walk(&w->table[0], f, w->at, w->count, first);
}

static void first_single(void *self, const struct flow *f, int *first)
{
	struct walker *w = self;
	size_t i;

	for (i = 0; i < w->count; i++)
		walk(&w->table[i], f, &w->at[i], 1, &first[i]);
}

static const char *skip_walk(void *self, size_t def)
{
	return NULL;
}

static void close_walk(void *self)
{
	struct walker *w = self;

	while (w->tables)
		l7_blob_fini(&w->table[--w->tables].blob);
	free(w->table);
	free(w->at);
	free(w);
}

const struct engine engine_walk = { "walk", open_walk, first_walk, skip_walk, close_walk };
const struct engine engine_single = { "single", open_single, first_single, skip_walk, close_walk };
