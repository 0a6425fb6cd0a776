// SPDX-License-Identifier: GPL-2.0-only
/*
 * run.c - the cases of our definitions, see README.md
 *
 * Each case is run two ways: against the definition of its folder alone, and as packets of a connection (with handshake
 * and sequence numbers) that all definitions of defs/ look at, of which the one with the best rank decides.
 */

#include <glob.h>
#include <libgen.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "capture/classify.h"
#include "capture/script.h"
#include "tests/oracle/table.h"
#include "uapi/layer7.h"

#define DEFS "defs"
#define ERROR_BYTES 512
#define NAMES_BYTES 256

struct suite {
	struct table all;
	unsigned int ok, bad;
};

/* all definitions that match a script's packets, whichever comes first; names go to @names, a blank behind each */
static unsigned int matching(const struct l7_image *img, const struct l7_script *s, char *names)
{
	u64 hits[L7_DEF_WORDS] = { 0 }, now[L7_DEF_WORDS];
	struct l7_flow flow;
	unsigned int i, n = 0;
	size_t k;

	l7_flow_init(&flow, img, L7_ALL_GROUPS, s->tcp ? L7_TRANSPORT_TCP : L7_TRANSPORT_UDP);
	for (k = 0; k < s->count && k < L7_NUMPACKETS_DEFAULT; k++) {
		l7_flow_take(&flow, img, s->piece[k].reply ? L7_DIR_REPLY : L7_DIR_ORIGINAL, L7_MAXDATALEN_DEFAULT,
			     s->piece[k].bytes, s->piece[k].len, now);
		for (i = 0; i < L7_DEF_WORDS; i++)
			hits[i] |= now[i];
	}
	*names = 0;
	for (i = 0; i < img->head->ndefs; i++) {
		if (!(hits[i / 64] >> i % 64 & 1))
			continue;
		n++;
		if (strlen(names) + L7_NAME_SIZE + 1 < NAMES_BYTES)
			strcat(strcat(names, img->defs[i].name), " ");
	}
	return n;
}

struct replay {
	const struct l7_classify *cl;
	struct l7_classified *c;
};

static void replay_packet(void *ctx, const struct l7_capture_packet *pkt, bool reply)
{
	struct replay *r = ctx;

	l7_classify_packet(r->cl, r->c, pkt, reply ? L7_DIR_REPLY : L7_DIR_ORIGINAL);
}

static void replay(const struct l7_image *img, const struct l7_script *s, struct l7_classified *c,
		   struct l7_classify *cl)
{
	struct replay r = { cl, c };

	/* the handshake is not counted against the conversation here */
	*cl = (struct l7_classify){ .img = img, .max_packets = L7_NUMPACKETS_DEFAULT + L7_DIALOGUE_HANDSHAKE * s->tcp,
				    .max_bytes = L7_MAXDATALEN_DEFAULT };
	l7_script_play(s, replay_packet, &r);
}

static void result(struct suite *suite, const char *path, const char *how, bool good, const char *saw, const char *wanted)
{
	suite->ok += good;
	suite->bad += !good;
	if (!good)
		printf("not ok %s %s: saw %s, wanted %s\n", path, how, *saw ? saw : "nothing", wanted);
}

static void run_script(struct suite *suite, const struct table *alone, const char *name, const char *path,
		       const struct l7_script *s)
{
	const bool own = !strcmp(s->expect, name);
	char names[NAMES_BYTES];
	struct l7_classified c = { 0 };
	struct l7_classify cl;
	const char *label;
	unsigned int n;

	n = matching(&alone->img, s, names);
	result(suite, path, "alone", n == own, names, own ? name : "nothing");
	replay(&suite->all.img, s, &c, &cl);
	label = c.state == L7_CLASSIFY_DECIDED ? l7_classified_label(&cl, &c) : "unknown";
	result(suite, path, "as a connection", !strcmp(label, s->expect), label, s->expect);
	l7_classified_fini(&c);
}

static void run_file(struct suite *suite, const struct table *alone, const char *name, const char *path)
{
	struct l7_script s = { 0 };
	char error[ERROR_BYTES];

	if (l7_script_read(&s, path, error, sizeof(error))) {
		run_script(suite, alone, name, path, &s);
	} else {
		printf("not ok %s\n", error);
		suite->bad++;
	}
	l7_script_fini(&s);
}

static bool compile_alone(struct table *t, const char *name)
{
	struct l7_diags diags = { 0 };
	struct l7_defs defs = { 0 };
	const char *why = NULL;
	char path[4096];
	bool good;

	snprintf(path, sizeof(path), DEFS "/%s.pat", name);
	good = l7_defs_read_file(&defs, path, &diags) && !l7_compile(&defs, NULL, &t->blob, NULL, &diags) &&
	       !l7_image_verify(t->blob.bytes, t->blob.size, &t->img, &why);
	l7_diags_print(&diags, stdout);
	l7_diags_fini(&diags);
	l7_defs_fini(&defs);
	return good;
}

/* a definition's folder: a line of output if all is well, else one for each failure */
static void run_folder(struct suite *suite, char *folder)
{
	const unsigned int bad = suite->bad;
	struct table alone = { 0 };
	char pattern[4096], *name;
	glob_t found;
	size_t i;

	folder[strlen(folder) - 1] = 0;	/* the glob left a slash */
	name = basename(folder);
	snprintf(pattern, sizeof(pattern), "%s/*.flow", folder);
	if (!compile_alone(&alone, name)) {
		printf("not ok %s: " DEFS "/%s.pat does not compile\n", folder, name);
		suite->bad++;
	} else if (!glob(pattern, 0, NULL, &found)) {
		for (i = 0; i < found.gl_pathc; i++)
			run_file(suite, &alone, name, found.gl_pathv[i]);
		if (suite->bad == bad)
			printf("ok %s: %zu cases\n", name, found.gl_pathc);
		globfree(&found);
	}
	table_fini(&alone);
}

int main(int argc, char **argv)
{
	const char *const defs[] = { DEFS };
	struct suite suite = { 0 };
	char pattern[4096];
	glob_t found;
	size_t i;

	if (argc != 2) {
		fputs("usage: run FOLDER   at the top of the tree; FOLDER/NAME/*.flow are the cases of " DEFS "/NAME.pat\n",
		      stderr);
		return 2;
	}
	if (!table_compile(&suite.all, defs, 1))
		return 2;
	snprintf(pattern, sizeof(pattern), "%s/*/", argv[1]);
	if (!glob(pattern, 0, NULL, &found)) {
		for (i = 0; i < found.gl_pathc; i++)
			run_folder(&suite, found.gl_pathv[i]);
		globfree(&found);
	}
	printf("# %u checks, %u failed\n", suite.ok + suite.bad, suite.bad);
	table_fini(&suite.all);
	return suite.bad || !suite.ok ? 1 : 0;
}
