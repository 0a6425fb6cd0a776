// SPDX-License-Identifier: GPL-2.0-only
#include <stdlib.h>

#include "tests/oracle/engine.h"
#include "tests/oracle/twin.h"

static void *open_twin(const struct odefs *defs)
{
	return (void *)defs;
}

static void first_twin(void *self, const struct flow *f, int *first)
{
	const struct odefs *defs = self;
	unsigned int k;
	size_t i;

	for (i = 0; i < defs->count; i++) {
		first[i] = FIRST_NEVER;
		for (k = 0; k < f->packets && first[i] == FIRST_NEVER; k++)
			if (flow_adds(f, k) && twin_matches(defs->def[i].re, f->text, f->text_end[k]))
				first[i] = k;
	}
}

static const char *skip_twin(void *self, size_t def)
{
	return NULL;
}

static void close_twin(void *self)
{
}

const struct engine engine_twin = { "twin", open_twin, first_twin, skip_twin, close_twin };
