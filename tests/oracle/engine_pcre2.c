// SPDX-License-Identifier: GPL-2.0-only
#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include <stdlib.h>
#include <string.h>

#include "tests/oracle/engine.h"

struct item {
	pcre2_code *code;
	bool jit;
	char error[100];
};

struct pcre2 {
	pcre2_match_data *match;
	pcre2_match_context *limits;
	pcre2_jit_stack *stack;
	size_t count;
	struct item item[];
};

static void compile(struct item *it, const char *text)
{
	PCRE2_SIZE at;
	int err;

	/* no UTF, no tables: bytes above 0x7f are themselves */
	it->code = pcre2_compile((PCRE2_SPTR)text, PCRE2_ZERO_TERMINATED,
				 PCRE2_CASELESS | PCRE2_DOTALL | PCRE2_NO_AUTO_CAPTURE, &err, &at, NULL);
	if (!it->code) {
		pcre2_get_error_message(err, (PCRE2_UCHAR *)it->error, sizeof(it->error));
		return;
	}
	it->jit = !pcre2_jit_compile(it->code, PCRE2_JIT_COMPLETE);
}

static void *open_pcre2(const struct odefs *defs)
{
	struct pcre2 *p = calloc(1, sizeof(*p) + defs->count * sizeof(p->item[0]));
	size_t i;

	p->match = pcre2_match_data_create(8, NULL);
	p->limits = pcre2_match_context_create(NULL);
	p->stack = pcre2_jit_stack_create(1 << 15, 1 << 24, NULL);
	pcre2_jit_stack_assign(p->limits, NULL, p->stack);
	pcre2_set_match_limit(p->limits, 1000000);
	p->count = defs->count;
	for (i = 0; i < p->count; i++) {
		char *text = v8_translate(defs->def[i].re, V8_PCRE2);

		compile(&p->item[i], text);
		free(text);
	}
	return p;
}

/* where backtracking goes on for ever, PCRE2's other matcher is asked, which does not backtrack */
static bool matches_slow(const struct item *it, const uint8_t *p, size_t len)
{
	const size_t size = 1 << 20;
	pcre2_match_data *match = pcre2_match_data_create(8, NULL);
	int *work = malloc(size * sizeof(*work));
	int rc = pcre2_dfa_match(it->code, p, len, 0, PCRE2_DFA_SHORTEST, match, NULL, work, size);

	free(work);
	pcre2_match_data_free(match);
	if (rc < 0 && rc != PCRE2_ERROR_NOMATCH) {
		fprintf(stderr, "oracle: pcre2 gives up: error %d\n", rc);
		abort();
	}
	return rc >= 0;
}

static bool matches(struct pcre2 *p, const struct item *it, const uint8_t *text, size_t len)
{
	int rc = it->jit ? pcre2_jit_match(it->code, text, len, 0, 0, p->match, p->limits) :
			   pcre2_match(it->code, text, len, 0, 0, p->match, p->limits);

	if (rc >= 0 || rc == PCRE2_ERROR_NOMATCH)
		return rc >= 0;
	return matches_slow(it, text, len);
}

static void first_pcre2(void *self, const struct flow *f, int *first)
{
	struct pcre2 *p = self;
	unsigned int k;
	size_t i;

	for (i = 0; i < p->count; i++) {
		first[i] = p->item[i].code ? FIRST_NEVER : FIRST_UNASKED;
		for (k = 0; k < f->packets && first[i] == FIRST_NEVER; k++)
			if (flow_adds(f, k) && matches(p, &p->item[i], f->text, f->text_end[k]))
				first[i] = k;
	}
}

static const char *skip_pcre2(void *self, size_t def)
{
	struct pcre2 *p = self;

	return p->item[def].code ? NULL : p->item[def].error;
}

static void close_pcre2(void *self)
{
	struct pcre2 *p = self;
	size_t i;

	for (i = 0; i < p->count; i++)
		pcre2_code_free(p->item[i].code);
	pcre2_jit_stack_free(p->stack);
	pcre2_match_context_free(p->limits);
	pcre2_match_data_free(p->match);
	free(p);
}

const struct engine engine_pcre2 = { "pcre2", open_pcre2, first_pcre2, skip_pcre2, close_pcre2 };
