// SPDX-License-Identifier: GPL-2.0-only
#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include <stdlib.h>

#include "tests/bench/runner.h"

/* a match that takes more steps is given up, as a careful user of PCRE2 would */
#define MATCH_LIMIT 10000000

struct pcre2 {
	pcre2_match_data *match;
	pcre2_match_context *context;
	pcre2_jit_stack *stack;
	size_t count;
	pcre2_code *code[];
};

static void *open_pcre2(const struct odef *const *defs, size_t count)
{
	struct pcre2 *p = calloc(1, sizeof(*p) + count * sizeof(p->code[0]));
	PCRE2_SIZE at;
	size_t i;
	int err;

	p->count = count;
	p->match = pcre2_match_data_create(1, NULL);
	p->context = pcre2_match_context_create(NULL);
	p->stack = pcre2_jit_stack_create(1 << 15, 1 << 22, NULL);
	pcre2_jit_stack_assign(p->context, NULL, p->stack);
	pcre2_set_match_limit(p->context, MATCH_LIMIT);
	for (i = 0; i < count; i++) {
		char *text = v8_translate(defs[i]->re, V8_PCRE2);

		p->code[i] = pcre2_compile((PCRE2_SPTR)text, PCRE2_ZERO_TERMINATED,
					   PCRE2_CASELESS | PCRE2_DOTALL | PCRE2_NO_AUTO_CAPTURE, &err, &at, NULL);
		pcre2_jit_compile(p->code[i], PCRE2_JIT_COMPLETE);
		free(text);
	}
	return p;
}

static int run_pcre2(void *self, const struct flow *f)
{
	struct pcre2 *p = self;
	unsigned int k;
	size_t i;

	for (k = 0; k < f->packets; k++) {
		if (!flow_adds(f, k))
			continue;
		for (i = 0; i < p->count; i++)
			if (pcre2_jit_match(p->code[i], f->text, f->text_end[k], 0, 0, p->match, p->context) >= 0)
				return k;
	}
	return -1;
}

static size_t state_pcre2(void *self)
{
	return 0;
}

static size_t size_pcre2(void *self)
{
	struct pcre2 *p = self;
	size_t i, bytes, sum = 0;

	for (i = 0; i < p->count; i++) {
		pcre2_pattern_info(p->code[i], PCRE2_INFO_SIZE, &bytes);
		sum += bytes;
		pcre2_pattern_info(p->code[i], PCRE2_INFO_JITSIZE, &bytes);
		sum += bytes;
	}
	return sum;
}

static void close_pcre2(void *self)
{
	struct pcre2 *p = self;
	size_t i;

	for (i = 0; i < p->count; i++)
		pcre2_code_free(p->code[i]);
	pcre2_jit_stack_free(p->stack);
	pcre2_match_context_free(p->context);
	pcre2_match_data_free(p->match);
	free(p);
}

const struct runner runner_pcre2 = { "pcre2-jit", open_pcre2, run_pcre2, state_pcre2, size_pcre2, close_pcre2, true };
