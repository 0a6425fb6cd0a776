// SPDX-License-Identifier: GPL-2.0-only
#include "compiler/compiled.h"

#include <stdlib.h>

static const struct l7_def *find(const struct l7_defs *defs, uint64_t digest)
{
	for (size_t i = 0; i < defs->count; i++)
		if (defs->def[i].digest == digest)
			return &defs->def[i];
	return NULL;
}

int l7_compiled_make(struct l7_compiled *c, const struct l7_compile_options *options, struct l7_diags *d)
{
	struct l7_compile_report report;

	if (l7_compile(&c->defs, options, &c->blob, &report, d))
		return -1;
	c->img = report.img;
	c->def = calloc(c->img.head->ndefs, sizeof(*c->def));
	if (!c->def) {
		l7_diags_add(d, L7_ERROR, NULL, 0, 0, NULL, "out of memory");
		return -1;
	}
	for (uint32_t i = 0; i < c->img.head->ndefs; i++)
		c->def[i] = find(&c->defs, c->img.defs[i].digest);
	return 0;
}

void l7_compiled_fini(struct l7_compiled *c)
{
	free(c->def);
	l7_blob_fini(&c->blob);
	l7_defs_fini(&c->defs);
	*c = (struct l7_compiled) { 0 };
}
