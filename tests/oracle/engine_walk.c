// SPDX-License-Identifier: GPL-2.0-only
#include <stdlib.h>
#include <string.h>

#include "compiler/compiler.h"
#include "core/flow.h"
#include "tests/oracle/engine.h"
#include "tests/oracle/table.h"

/**
 * struct walker - definitions spread over images
 * @table:    [tables]
 * @table_of: of each definition, the image it is in
 * @at:       its place there
 * @owned:    of each image, where its definitions are among all: outside there are none
 */
struct walker {
	struct table *table;
	size_t tables;
	size_t count;
	unsigned int *table_of;
	unsigned int *at;
	struct range {
		size_t from, to;
	} *owned;
};

static bool verify(struct table *t)
{
	const char *why = NULL;

	if (!l7_image_verify(t->blob.bytes, t->blob.size, &t->img, &why))
		return true;
	printf("# an image was refused: %s\n", why);
	return false;
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
	w->table_of = calloc(count, sizeof(*w->table_of));
	w->owned = calloc(tables, sizeof(*w->owned));
	w->count = count;
	return w;
}

/* compile the definitions that table_of[] puts into table @n */
static bool fill(struct walker *w, unsigned int n, const struct odefs *defs)
{
	uint64_t *digest = calloc(defs->count, sizeof(*digest));
	struct range *owned = &w->owned[n];
	struct l7_diags diags = { 0 };
	struct l7_defs set = { 0 };
	bool good = true;
	size_t i;

	*owned = (struct range){ defs->count, 0 };
	for (i = 0; i < defs->count && good; i++) {
		struct l7_def *def;

		if (w->table_of[i] != n)
			continue;
		def = l7_defs_add(&set, defs->def[i].name, defs->def[i].pattern, 0, L7_RANK_DEFAULT, &diags);
		good = def;
		digest[i] = def ? def->digest : 0;
		owned->from = owned->from < i ? owned->from : i;
		owned->to = i + 1;
	}
	good = good && !l7_compile(&set, NULL, &w->table[n].blob, NULL, &diags) && verify(&w->table[n]);
	for (i = owned->from; i < owned->to && good; i++)
		if (w->table_of[i] == n)
			w->at[i] = place(&w->table[n], digest[i]);
	if (diags.errors)
		l7_diags_print(&diags, stdout);
	free(digest);
	l7_defs_fini(&set);
	l7_diags_fini(&diags);
	return good;
}

static void close_walk(void *self)
{
	struct walker *w = self;

	while (w->tables)
		l7_blob_fini(&w->table[--w->tables].blob);
	free(w->table);
	free(w->table_of);
	free(w->at);
	free(w->owned);
	free(w);
}

static void *fill_all(struct walker *w, const struct odefs *defs)
{
	unsigned int n;

	for (n = 0; n < w->tables; n++)
		if (!fill(w, n, defs)) {
			close_walk(w);
			return NULL;
		}
	return w;
}

/* those that are nasty on purpose are not meant to live together with the others */
static void *open_walk(const struct odefs *defs)
{
	struct walker *w = new_walker(2, defs->count);
	size_t i;

	for (i = 0; i < defs->count; i++)
		w->table_of[i] = !strncmp(defs->def[i].label, "quirks/", 7);
	return fill_all(w, defs);
}

static void *open_single(const struct odefs *defs)
{
	struct walker *w = new_walker(defs->count, defs->count);
	size_t i;

	for (i = 0; i < defs->count; i++)
		w->table_of[i] = i;
	return fill_all(w, defs);
}

static bool has(const u64 *hits, unsigned int i)
{
	return hits[i / 64] >> (i % 64) & 1;
}

/* fills in first[] of the definitions that are in table @n */
static void walk(const struct walker *w, unsigned int n, const struct flow *f, int *first)
{
	const struct l7_image *img = &w->table[n].img;
	u64 now[L7_DEF_WORDS];
	struct l7_flow flow;
	unsigned int k;
	size_t i, from = 0;

	l7_flow_init(&flow, img, L7_ALL_GROUPS, L7_TRANSPORT_OTHER);
	for (k = 0; k < f->packets; from = f->raw_end[k++]) {
		if (!l7_flow_take(&flow, img, L7_DIR_ORIGINAL, FLOW_MAX_BYTES, f->raw + from, f->raw_end[k] - from, now))
			continue;
		for (i = w->owned[n].from; i < w->owned[n].to; i++)
			if (w->table_of[i] == n && first[i] == FIRST_NEVER && has(now, w->at[i]))
				first[i] = k;
	}
}

static void first_walk(void *self, const struct flow *f, int *first)
{
	struct walker *w = self;
	size_t i;

	for (i = 0; i < w->count; i++)
		first[i] = FIRST_NEVER;
	for (i = 0; i < w->tables; i++)
		walk(w, i, f, first);
}

static const char *skip_walk(void *self, size_t def)
{
	return NULL;
}

const struct engine engine_walk = { "walk", open_walk, first_walk, skip_walk, close_walk };
const struct engine engine_single = { "single", open_single, first_walk, skip_walk, close_walk };
