// SPDX-License-Identifier: GPL-2.0-only
#include <stdlib.h>

#include "compiler/compiler.h"
#include "core/flow.h"
#include "tests/bench/runner.h"

struct ours {
	struct l7_blob blob;
	struct l7_image img;
};

static void *open_ours(const struct odef *const *defs, size_t count)
{
	struct ours *o = calloc(1, sizeof(*o));
	struct l7_diags diags = { 0 };
	struct l7_defs set = { 0 };
	const char *why;
	size_t i;

	for (i = 0; i < count; i++)
		l7_defs_add(&set, defs[i]->name, defs[i]->pattern, 0, L7_RANK_DEFAULT, &diags);
	if (l7_compile(&set, NULL, &o->blob, NULL, &diags) ||
	    l7_image_verify(o->blob.bytes, o->blob.size, &o->img, &why)) {
		l7_diags_print(&diags, stderr);
		free(o);
		o = NULL;
	}
	l7_diags_fini(&diags);
	l7_defs_fini(&set);
	return o;
}

static int run_ours(void *self, const struct flow *f)
{
	struct ours *o = self;
	u64 now[L7_DEF_WORDS];
	struct l7_flow flow;
	unsigned int k;
	size_t from = 0;

	l7_flow_init(&flow, &o->img, L7_ALL_GROUPS, L7_TRANSPORT_OTHER);
	for (k = 0; k < f->packets; from = f->raw_end[k++]) {
		if (l7_flow_take(&flow, &o->img, L7_DIR_ORIGINAL, FLOW_MAX_BYTES, f->raw + from, f->raw_end[k] - from, now))
			return k;
	}
	return -1;
}

static size_t state_ours(void *self)
{
	struct ours *o = self;

	return sizeof(u16) * o->img.head->ngroups;
}

static size_t size_ours(void *self)
{
	struct ours *o = self;

	return o->blob.size;
}

static void close_ours(void *self)
{
	struct ours *o = self;

	l7_blob_fini(&o->blob);
	free(o);
}

const struct runner runner_ours = { "layer7", open_ours, run_ours, state_ours, size_ours, close_ours, false };
