// SPDX-License-Identifier: GPL-2.0-only
/*
 * conform.c - the classifier in the kernel and capture/classify.c: the same packets, the same verdicts
 *
 *   conform              all cases of tests/defs, connections made up of them and of expressions, captures of ../shared
 *   conform CAPTURE...   these, by our definitions
 *
 * FULL=1: no samples. Exit status 0 all is the same, 1 something differs, 2 it can't be told.
 */

#include <glob.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "capture/script.h"
#include "tests/bpf/compare.h"
#include "tests/bpf/disorder.h"
#include "tests/oracle/table.h"

#define CASES "tests/defs/*/*.flow"
#define CAPTURES "../shared/corpus/captures/*.pcap*"
#define PIECES_MAX 64
#define DISORDERS 3		/* of each conversation */
#define DISORDERS_FULL 20
#define GENERATED_PER_DEF 12
#define GENERATED_PER_DEF_FULL 100
#define FEW_RULES 60

/** struct conform - a set of definitions; @clients: that have begun a connection, each from an address of its own */
struct conform {
	struct compare compare;
	uint32_t clients;
};

static void from_client(void *ctx, const struct l7_capture_packet *like, bool reply)
{
	struct l7_capture_packet pkt = *like;
	struct conform *c = ctx;
	uint8_t *client = reply ? pkt.tuple.dst : pkt.tuple.src;

	client[0] = 10;
	client[1] = c->clients >> 16;
	client[2] = c->clients >> 8;
	client[3] = c->clients;
	/* every third over IPv6 */
	if (c->clients % 3 == 0 && pkt.tuple.proto != IPPROTO_ICMP)
		pkt.tuple.family = AF_INET6;
	compare_packet(&c->compare, &pkt);
}

static void play_disorder(struct conform *c, const struct disorder_piece *piece, size_t count)
{
	static const uint8_t proto[] = { IPPROTO_TCP, IPPROTO_TCP, IPPROTO_TCP, IPPROTO_UDP, IPPROTO_UDP, IPPROTO_ICMP };
	static const uint32_t limit[][2] = {
		{ 10, 2048 }, { 10, 2048 }, { 1, 2048 }, { 4, 50 }, { 20, 300 }, { 99, 65536 }, { 99, 1 },
	};
	struct prng *r = &c->compare.random;
	const uint32_t which = prng_below(r, sizeof(limit) / sizeof(limit[0]));

	c->clients++;
	compare_set_limits(&c->compare, limit[which][0], limit[which][1]);
	disorder_play(r, piece, count, proto[prng_below(r, sizeof(proto))], from_client, c);
	compare_end(&c->compare);
	compare_set_limits(&c->compare, L7_NUMPACKETS_DEFAULT, L7_MAXDATALEN_DEFAULT);
}

static void play_script(struct conform *c, const struct l7_script *s)
{
	struct disorder_piece piece[PIECES_MAX];
	const size_t count = s->count < PIECES_MAX ? s->count : PIECES_MAX;

	c->clients++;
	c->compare.uncounted = c->clients % 2;
	l7_script_play(s, from_client, c);
	compare_end(&c->compare);
	c->compare.uncounted = false;
	for (size_t i = 0; i < count; i++)
		piece[i] = (struct disorder_piece){ s->piece[i].bytes, s->piece[i].len, s->piece[i].reply };
	for (int i = 0; i < (c->compare.full ? DISORDERS_FULL : DISORDERS); i++)
		play_disorder(c, piece, count);
}

static void play_case(struct conform *c, const char *path)
{
	struct l7_script s = { 0 };
	char error[512];

	c->compare.what = path;
	c->compare.distinct = true;
	if (l7_script_read(&s, path, error, sizeof(error)))
		play_script(c, &s);
	else
		printf("# %s\n", error);
	l7_script_fini(&s);
}

static void play_capture(struct conform *c, const char *path)
{
	char error[L7_CAPTURE_ERROR_SIZE];

	c->compare.what = path;
	c->compare.distinct = false;
	/* of a damaged one, what comes before the damage */
	l7_capture_read(path, false, compare_packet, &c->compare, error);
	compare_end(&c->compare);
}

static void play_all(struct conform *c, const char *pattern, void (*play)(struct conform *c, const char *path))
{
	glob_t found;

	if (glob(pattern, 0, NULL, &found)) {
		printf("skip %s # not at hand\n", pattern);
		return;
	}
	for (size_t i = 0; i < found.gl_pathc; i++)
		play(c, found.gl_pathv[i]);
	globfree(&found);
}

static void play_flow(struct conform *c, const struct flow *f)
{
	struct disorder_piece piece[FLOW_MAX_PACKETS];

	c->compare.what = f->name;
	c->compare.distinct = true;
	for (unsigned int k = 0; k < f->packets; k++) {
		const size_t from = k ? f->raw_end[k - 1] : 0;

		piece[k] = (struct disorder_piece){ f->raw + from, f->raw_end[k] - from,
						    f->reply[k] ^ (prng_below(&c->compare.random, 8) == 0) };
	}
	play_disorder(c, piece, f->packets);
}

/* strings of the expressions of classic definitions */
static void play_generated(struct conform *c, const char *const *dirs)
{
	const unsigned int per_def = c->compare.full ? GENERATED_PER_DEF_FULL : GENERATED_PER_DEF;
	struct flows flows = { 0 };
	struct odefs defs = { 0 };

	for (; *dirs; dirs++)
		odefs_read(&defs, *dirs);
	for (size_t i = 0; i < defs.count; i++)
		if (defs.def[i].re->root)
			generate_flows(&flows, &defs.def[i], &c->compare.random, per_def);
	for (size_t i = 0; i < flows.count; i++)
		play_flow(c, &flows.flow[i]);
	flows_free(&flows);
	odefs_free(&defs);
}

static size_t count_dirs(const char *const *dirs)
{
	size_t n = 0;

	while (dirs[n])
		n++;
	return n;
}

/* a rule for each definition; @expressions: directories of definitions whose strings are played too (may be NULL) */
static int run_set(const char *set, const char *const *dirs, const char *const *expressions, char **captures)
{
	struct conform c = { 0 };
	struct table t = { 0 };
	int status = 2;

	if (!table_compile(&t, dirs, count_dirs(dirs)) || !compare_begin(&c.compare, set, &t.img, &t.img))
		goto out;
	for (; captures && *captures; captures++)
		play_capture(&c, *captures);
	if (!captures) {
		play_all(&c, CASES, play_case);
		play_all(&c, CAPTURES, play_capture);
		if (expressions)
			play_generated(&c, expressions);
	}
	status = compare_finish(&c.compare) ? 0 : 1;
out:
	table_fini(&t);
	return status;
}

/* those wanted first, the others behind them */
static size_t choose(struct l7_defs *defs, struct prng *r, size_t wanted)
{
	for (size_t i = 0; i < wanted && i < defs->count; i++) {
		const size_t from = i + prng_below(r, defs->count - i);
		const struct l7_def def = defs->def[from];

		defs->def[from] = defs->def[i];
		defs->def[i] = def;
		/* the order of the rules, which is not the table's */
		defs->def[i].rank = 1 + i;
	}
	return wanted < defs->count ? wanted : defs->count;
}

/* an image of some definitions of a directory */
static bool compile_some(struct table *t, const char *dir, struct prng *r, size_t wanted)
{
	struct l7_diags diags = { 0 };
	struct l7_defs defs = { 0 };
	bool good = l7_defs_read_dir(&defs, dir, &diags) >= 0;
	const size_t count = defs.count;

	defs.count = choose(&defs, r, wanted);
	good = good && !l7_compile(&defs, NULL, &t->blob, NULL, &diags);
	defs.count = count;
	l7_diags_print(&diags, stderr);
	l7_diags_fini(&diags);
	l7_defs_fini(&defs);
	return good && !l7_image_verify(t->blob.bytes, t->blob.size, &t->img, NULL);
}

/* rules for some definitions of the table only, in another order: as if there were no others */
static int run_some(const char *const *dirs)
{
	struct table all = { 0 }, some = { 0 };
	struct prng r = { 7 };
	struct conform c = { 0 };
	int status = 2;

	if (!table_compile(&all, dirs, 1) || !compile_some(&some, *dirs, &r, FEW_RULES) ||
	    !compare_begin(&c.compare, "some rules", &all.img, &some.img))
		goto out;
	play_all(&c, CASES, play_case);
	play_all(&c, CAPTURES, play_capture);
	status = compare_finish(&c.compare) ? 0 : 1;
out:
	table_fini(&some);
	table_fini(&all);
	return status;
}

static int worse(int a, int b)
{
	return a > b ? a : b;
}

int main(int argc, char **argv)
{
	static const char *const own[] = { "defs", NULL };
	static const char *const quirks[] = { "tests/oracle/v8", "tests/oracle/quirks", NULL };
	static const char *const classic[] = {
		"../shared/classic/protocols", "../shared/classic/extra", "../shared/classic/file_types",
		"../shared/classic/malware", NULL,
	};
	static const char *const classic_tree[] = { "../shared/classic", NULL };
	const char *why;
	int status;

	setvbuf(stdout, NULL, _IOLBF, 0);
	why = host_lacks();
	if (why) {
		printf("skip bpf # %s\n", why);
		return 0;
	}
	status = run_set("own", own, NULL, argc > 1 ? argv + 1 : NULL);
	if (argc > 1)
		return status;
	status = worse(status, run_some(own));
	status = worse(status, run_set("quirks", quirks, quirks, NULL));
	if (access(classic[0], R_OK))
		printf("skip classic # not at hand (../shared/classic)\n");
	else
		status = worse(status, run_set("classic", classic, classic_tree, NULL));
	return status;
}
