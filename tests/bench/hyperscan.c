// SPDX-License-Identifier: GPL-2.0-only
#include <hs/hs.h>
#include <stdlib.h>

#include "tests/bench/runner.h"

#define FLAGS (HS_FLAG_CASELESS | HS_FLAG_DOTALL | HS_FLAG_ALLOWEMPTY | HS_FLAG_SINGLEMATCH)

struct hyperscan {
	hs_database_t *db;
	hs_scratch_t *scratch;
	hs_stream_t *stream;	/* a connection's, opened once and reset for each */
	hs_stream_t *copy;	/* to end it without ending it */
};

static void *open_hyperscan(const struct odef *const *defs, size_t count)
{
	struct hyperscan *h = calloc(1, sizeof(*h));
	const char **text = calloc(count, sizeof(*text));
	unsigned int *flags = calloc(count, sizeof(*flags));
	hs_compile_error_t *error;
	size_t i;
	int err;

	for (i = 0; i < count; i++) {
		text[i] = v8_translate(defs[i]->re, V8_HYPERSCAN);
		flags[i] = FLAGS;
	}
	err = hs_compile_multi(text, flags, NULL, count, HS_MODE_STREAM, NULL, &h->db, &error);
	for (i = 0; i < count; i++)
		free((char *)text[i]);
	free(text);
	free(flags);
	if (err) {
		fprintf(stderr, "bench: hyperscan: %s\n", error->message);
		hs_free_compile_error(error);
		free(h);
		return NULL;
	}
	hs_alloc_scratch(h->db, &h->scratch);
	hs_open_stream(h->db, 0, &h->stream);
	hs_open_stream(h->db, 0, &h->copy);
	return h;
}

static int on_match(unsigned int id, unsigned long long from, unsigned long long to, unsigned int flags, void *ctx)
{
	*(bool *)ctx = true;
	return 1;
}

/* what would match if the connection ended here */
static void judge_end(struct hyperscan *h, bool *hit)
{
	hs_reset_and_copy_stream(h->copy, h->stream, NULL, NULL, NULL);
	hs_reset_stream(h->copy, 0, h->scratch, on_match, hit);
}

static inline int run(struct hyperscan *h, const struct flow *f, bool judged)
{
	unsigned int k;
	size_t from = 0;
	bool hit = false;

	hs_reset_stream(h->stream, 0, NULL, NULL, NULL);
	for (k = 0; k < f->packets; from = f->text_end[k++]) {
		if (f->text_end[k] == from)
			continue;
		hs_scan_stream(h->stream, (const char *)f->text + from, f->text_end[k] - from, 0, h->scratch, on_match,
			       &hit);
		if (!hit && judged)
			judge_end(h, &hit);
		if (hit)
			return k;
	}
	return -1;
}

static int run_judged(void *self, const struct flow *f)
{
	return run(self, f, true);
}

static int run_unjudged(void *self, const struct flow *f)
{
	return run(self, f, false);
}

static size_t state_hyperscan(void *self)
{
	struct hyperscan *h = self;
	size_t bytes = 0;

	hs_stream_size(h->db, &bytes);
	return bytes;
}

static size_t size_hyperscan(void *self)
{
	struct hyperscan *h = self;
	size_t bytes = 0;

	hs_database_size(h->db, &bytes);
	return bytes;
}

static void close_hyperscan(void *self)
{
	struct hyperscan *h = self;

	hs_close_stream(h->stream, NULL, NULL, NULL);
	hs_close_stream(h->copy, NULL, NULL, NULL);
	hs_free_scratch(h->scratch);
	hs_free_database(h->db);
	free(h);
}

const struct runner runner_hyperscan = {
	"hyperscan", open_hyperscan, run_judged, state_hyperscan, size_hyperscan, close_hyperscan, false
};
const struct runner runner_hyperscan_no_end = {
	"hyperscan, no $", open_hyperscan, run_unjudged, state_hyperscan, size_hyperscan, close_hyperscan, false
};
