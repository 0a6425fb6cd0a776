// SPDX-License-Identifier: GPL-2.0-only
/*
 * oracle.c - several engines, one answer
 *
 * For every flow and every definition: the first packet after which the expression matches, by core/ walking an image
 * and by each other engine. All must agree. Run at the top of the tree; what lies in ../shared is used if it is there.
 */

#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "tests/oracle/engine.h"
#include "tests/oracle/generate.h"
#include "tests/oracle/texts.h"

#define OWN_DEFS "tests/oracle/v8"
#define QUIRKS "tests/oracle/quirks"
#define CLASSIC_DEFS "../shared/classic"
#define SAMPLES "../shared/classic/testing/data"
#define CAPTURES "../shared/corpus/captures"

#define GENERATED_MIN 5200
#define GENERATED_PER_DEF_MIN 40
#define SEED 20260101
#define TEXT_LENGTH 4
#define TEXT_LENGTH_FULL 5
#define SHOWN_MAX 20

/**
 * struct contestant - an engine and its score
 * @stride: it is given every so many flows, counted within a kind of flows
 */
struct contestant {
	const struct engine *engine;
	unsigned int stride[3];
	void *self;
	size_t flows, pairs, matches, skipped, differences;
	double seconds;
};

enum kind { SAMPLE, CAPTURED, GENERATED, KINDS };

/* in the quick run, which has to end within a minute, the slow ones get a sample */
static struct contestant contestants[] = {
	{ .engine = &engine_walk, .stride = { 1, 1, 1 } },
	{ .engine = &engine_single, .stride = { 1, 1, 1 } },
	{ .engine = &engine_pcre2, .stride = { 1, 1, 1 } },
	{ .engine = &engine_hyperscan, .stride = { 1, 1, 1 } },
	{ .engine = &engine_glibc, .stride = { 1, 1, 1 } },
	{ .engine = &engine_twin, .stride = { 1, 8, 2 } },
};

#define CONTESTANTS (sizeof(contestants) / sizeof(contestants[0]))

struct oracle {
	struct odefs defs;
	struct flows flows;
	size_t first_of_kind[KINDS + 1];
	int *first[CONTESTANTS];
	size_t *generated_matches;	/* of each definition, by the walk */
	const char *only;		/* name of a flow (may be NULL) */
	size_t shown;
};

static double cpu_seconds(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &ts);
	return ts.tv_sec + ts.tv_nsec / 1e9;
}

static bool read_defs(struct oracle *o)
{
	size_t i, bad = 0;
	int own, quirks, classic;

	own = odefs_read(&o->defs, OWN_DEFS);
	quirks = odefs_read(&o->defs, QUIRKS);
	classic = odefs_read(&o->defs, CLASSIC_DEFS);
	printf("# %zu definitions: %d own, %d quirks, %d classic\n", o->defs.count, own < 0 ? 0 : own,
	       quirks < 0 ? 0 : quirks, classic < 0 ? 0 : classic);
	if (classic < 0)
		printf("skip classic definitions # not at hand (" CLASSIC_DEFS ")\n");
	for (i = 0; i < o->defs.count; i++) {
		if (o->defs.def[i].re->root)
			continue;
		printf("not ok %s can be read: %s\n", o->defs.def[i].label, o->defs.def[i].re->error);
		bad++;
	}
	return o->defs.count && !bad;
}

static void make_flows(struct oracle *o)
{
	unsigned int per_def = GENERATED_MIN / o->defs.count + 1;
	struct prng r = { SEED };
	size_t i;

	if (flows_read_samples(&o->flows, SAMPLES) < 0)
		printf("skip payload samples # not at hand (" SAMPLES ")\n");
	o->first_of_kind[CAPTURED] = o->flows.count;
	if (flows_read_captures(&o->flows, CAPTURES) < 0)
		printf("skip captures # not at hand (" CAPTURES ")\n");
	o->first_of_kind[GENERATED] = o->flows.count;
	if (per_def < GENERATED_PER_DEF_MIN)
		per_def = GENERATED_PER_DEF_MIN;
	for (i = 0; i < o->defs.count; i++)
		generate_flows(&o->flows, &o->defs.def[i], &r, per_def);
	o->first_of_kind[KINDS] = o->flows.count;
	printf("# %zu flows: %zu of payload samples, %zu of captures, %zu generated\n", o->flows.count,
	       o->first_of_kind[CAPTURED], o->first_of_kind[GENERATED] - o->first_of_kind[CAPTURED],
	       o->flows.count - o->first_of_kind[GENERATED]);
}

static const char *word(int first, char *buf)
{
	if (first < 0)
		return "no packet";
	sprintf(buf, "packet %d", first + 1);
	return buf;
}

static void show(struct oracle *o, const struct contestant *c, size_t def, const struct flow *f, int wanted, int saw)
{
	char a[32], b[32];

	if (o->shown++ >= SHOWN_MAX)
		return;
	printf("# %s in flow %s: %s says %s, walk says %s\n"
	       "#   alone: build/tests/oracle/oracle -f '%s'\n", o->defs.def[def].label, f->name, c->engine->name,
	       word(wanted, a), word(saw, b), f->name);
}

static void compare(struct oracle *o, struct contestant *c, const struct flow *f, const int *walk, const int *first)
{
	size_t i;

	c->flows++;
	for (i = 0; i < o->defs.count; i++) {
		if (first[i] == FIRST_UNASKED)
			continue;
		c->pairs++;
		c->matches += first[i] != FIRST_NEVER;
		if (first[i] == walk[i])
			continue;
		c->differences++;
		show(o, c, i, f, first[i], walk[i]);
	}
}

static void run_flow(struct oracle *o, enum kind kind, size_t index, const struct flow *f)
{
	size_t e, i;

	for (e = 0; e < CONTESTANTS; e++) {
		struct contestant *c = &contestants[e];
		double begin = cpu_seconds();

		if (!c->self || (!o->only && index % c->stride[kind]))
			continue;
		c->engine->first(c->self, f, o->first[e]);
		c->seconds += cpu_seconds() - begin;
		compare(o, c, f, o->first[0], o->first[e]);
	}
	for (i = 0; i < o->defs.count && kind == GENERATED; i++)
		o->generated_matches[i] += o->first[0][i] != FIRST_NEVER;
}

static bool open_engines(struct oracle *o)
{
	size_t e, i;

	o->generated_matches = calloc(o->defs.count, sizeof(*o->generated_matches));
	for (e = 0; e < CONTESTANTS; e++) {
		struct contestant *c = &contestants[e];

		o->first[e] = calloc(o->defs.count, sizeof(int));
		c->self = c->engine->open(&o->defs);
		if (!c->self) {
			printf("not ok %s takes the definitions\n", c->engine->name);
			return false;
		}
		for (i = 0; i < o->defs.count; i++) {
			const char *why = c->engine->skip(c->self, i);

			if (!why)
				continue;
			c->skipped++;
			printf("# %s can't express %s: %s\n", c->engine->name, o->defs.def[i].label, why);
		}
	}
	return true;
}

/* every definition is matched by something generated, unless it says that it can't be */
static bool check_generated(const struct oracle *o)
{
	size_t i, bad = 0;

	for (i = 0; i < o->defs.count; i++) {
		if (!o->generated_matches[i] == o->defs.def[i].never)
			continue;
		printf("# %s matches %zu generated flows\n", o->defs.def[i].label, o->generated_matches[i]);
		bad++;
	}
	printf("%s every definition is matched by a generated flow, but for those that can't be\n",
	       bad ? "not ok" : "ok");
	return !bad;
}

static int report(const struct oracle *o)
{
	bool good = o->only || check_generated(o);
	size_t e;

	if (o->shown > SHOWN_MAX)
		printf("# %zu more differences are not shown\n", o->shown - SHOWN_MAX);
	for (e = 1; e < CONTESTANTS; e++) {
		const struct contestant *c = &contestants[e];

		printf("%s walk = %s: %zu flows, %zu pairs, %zu matches, %zu differences, %zu definitions not expressed "
		       "(%.1f s)\n", c->differences ? "not ok" : "ok", c->engine->name, c->flows, c->pairs, c->matches,
		       c->differences, c->skipped, c->seconds);
		good &= !c->differences;
	}
	return good ? 0 : 1;
}

static void fini(struct oracle *o)
{
	size_t e;

	for (e = 0; e < CONTESTANTS; e++) {
		if (contestants[e].self)
			contestants[e].engine->close(contestants[e].self);
		free(o->first[e]);
	}
	free(o->generated_matches);
	flows_free(&o->flows);
	odefs_free(&o->defs);
}

int main(int argc, char **argv)
{
	const char *full = getenv("FULL");
	struct oracle o = { 0 };
	int opt, status = 1;
	size_t e, i;
	enum kind kind;

	while ((opt = getopt(argc, argv, "f:")) != -1) {
		if (opt != 'f') {
			fprintf(stderr, "usage: oracle [-f FLOW]   at the top of the tree; FULL=1 in the environment: no samples\n");
			return 2;
		}
		o.only = optarg;
	}
	if (full && *full == '1')
		for (e = 0; e < CONTESTANTS; e++)
			for (kind = 0; kind < KINDS; kind++)
				contestants[e].stride[kind] = 1;
	if (read_defs(&o) && open_engines(&o)) {
		make_flows(&o);
		for (kind = 0; kind < KINDS; kind++)
			for (i = o.first_of_kind[kind]; i < o.first_of_kind[kind + 1]; i++)
				if (!o.only || !strcmp(o.only, o.flows.flow[i].name))
					run_flow(&o, kind, i - o.first_of_kind[kind], &o.flows.flow[i]);
		status = report(&o);
	}
	if (!o.only && !texts_check(full && *full == '1' ? TEXT_LENGTH_FULL : TEXT_LENGTH))
		status = 1;
	fini(&o);
	return status;
}
