// SPDX-License-Identifier: GPL-2.0-only
#include <hs/hs.h>
#include <stdlib.h>
#include <string.h>

#include "tests/oracle/engine.h"

/**
 * struct hyperscan - all that Hyperscan takes in one database
 * @error: per definition, why it is not in it (NULL: it is)
 * @hit:   per definition, has matched in the sequence as it stands
 */
struct hyperscan {
	hs_database_t *db;
	hs_scratch_t *scratch;
	size_t count;
	char **error;
	bool *hit;
};

#define FLAGS (HS_FLAG_CASELESS | HS_FLAG_DOTALL | HS_FLAG_ALLOWEMPTY | HS_FLAG_SINGLEMATCH)

/* definition by definition first, to learn which can be had; then those together */
static void *open_hyperscan(const struct odefs *defs)
{
	struct hyperscan *h = calloc(1, sizeof(*h));
	const char **text = calloc(defs->count, sizeof(*text));
	unsigned int *flags = calloc(defs->count, sizeof(*flags));
	unsigned int *id = calloc(defs->count, sizeof(*id));
	hs_compile_error_t *error;
	unsigned int n = 0;
	size_t i;

	h->count = defs->count;
	h->error = calloc(h->count, sizeof(*h->error));
	h->hit = calloc(h->count, sizeof(*h->hit));
	for (i = 0; i < h->count; i++) {
		hs_expr_info_t *info = NULL;

		text[n] = v8_translate(defs->def[i].re, V8_HYPERSCAN);
		flags[n] = FLAGS;
		id[n] = i;
		if (hs_expression_info(text[n], FLAGS, &info, &error)) {
			h->error[i] = strdup(error->message);
			hs_free_compile_error(error);
			free((char *)text[n]);
			continue;
		}
		free(info);
		n++;
	}
	while (n && hs_compile_multi(text, flags, id, n, HS_MODE_BLOCK, NULL, &h->db, &error)) {
		/* too large and the like: known only now */
		unsigned int bad = error->expression < 0 ? n - 1 : (unsigned int)error->expression;

		h->error[id[bad]] = strdup(error->message);
		hs_free_compile_error(error);
		free((char *)text[bad]);
		n--;
		text[bad] = text[n];
		id[bad] = id[n];
	}
	while (n--)
		free((char *)text[n]);
	free(text);
	free(flags);
	free(id);
	hs_alloc_scratch(h->db, &h->scratch);
	return h;
}

static int on_match(unsigned int id, unsigned long long from, unsigned long long to, unsigned int flags, void *ctx)
{
	struct hyperscan *h = ctx;

	h->hit[id] = true;
	return 0;
}

static void first_hyperscan(void *self, const struct flow *f, int *first)
{
	struct hyperscan *h = self;
	unsigned int k;
	size_t i;

	for (i = 0; i < h->count; i++)
		first[i] = h->error[i] ? FIRST_UNASKED : FIRST_NEVER;
	for (k = 0; k < f->packets; k++) {
		if (!flow_adds(f, k))
			continue;
		memset(h->hit, 0, h->count * sizeof(*h->hit));
		if (hs_scan(h->db, (const char *)f->text, f->text_end[k], 0, h->scratch, on_match, h))
			abort();
		for (i = 0; i < h->count; i++)
			if (h->hit[i] && first[i] == FIRST_NEVER)
				first[i] = k;
	}
}

static const char *skip_hyperscan(void *self, size_t def)
{
	struct hyperscan *h = self;

	return h->error[def];
}

static void close_hyperscan(void *self)
{
	struct hyperscan *h = self;
	size_t i;

	hs_free_scratch(h->scratch);
	hs_free_database(h->db);
	for (i = 0; i < h->count; i++)
		free(h->error[i]);
	free(h->error);
	free(h->hit);
	free(h);
}

const struct engine engine_hyperscan = {
	"hyperscan", open_hyperscan, first_hyperscan, skip_hyperscan, close_hyperscan
};
