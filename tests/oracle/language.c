// SPDX-License-Identifier: GPL-2.0-only
/*
 * language.c - our definitions, compiled together, beside the slow twin of their language over PCRE2
 *
 * usage: language DEFS [CASES [CAPTURES]]
 *
 * After each packet of each connection both say which definitions match. Connections are those of the captures, and the
 * cases of the definitions; of the longer ones the bytes are also changed at random.
 */
#define PCRE2_CODE_UNIT_WIDTH 8
#include <ctype.h>
#include <glob.h>
#include <pcre2.h>
#include <stdlib.h>
#include <string.h>

#include "capture/script.h"
#include "core/flow.h"
#include "tests/naive/naive.h"
#include "tests/oracle/flows.h"

#define SHOWN_MAX 20
#define MUTANTS 2	/* of each connection */

struct oracle {
	struct l7_defs defs;
	struct l7_blob blob;
	struct l7_image img;
	unsigned int *place;	/* [ndefs of the image] in @defs */
	struct naive *naive;
	size_t flows, packets, matches, differences;
};

static pcre2_match_data *match_data;

/* what PCRE2 writes otherwise: the ends of the subject, groups, NUL, and `[` in a set */
static char *translate(const char *expression)
{
	char *out = malloc(4 * strlen(expression) + 1), *to = out;
	bool set = false;
	const char *p;

	for (p = expression; *p; p++) {
		if (*p == '\\') {
			to += sprintf(to, p[1] == '0' ? "\\x00" : "\\%c", p[1]);
			p++;
		} else if (set) {
			to += sprintf(to, *p == '[' ? "\\[" : "%c", *p);
			set = *p != ']';
		} else if (*p == '[') {
			set = true;
			*to++ = '[';
			if (p[1] == '^')
				*to++ = *++p;
			if (p[1] == ']') {
				to += sprintf(to, "\\]");
				p++;
			}
		} else {
			to += sprintf(to, *p == '^' ? "\\A" : *p == '$' ? "\\z" : *p == '(' ? "(?:" : "%c", *p);
		}
	}
	*to = '\0';
	return out;
}

static void *compile(const struct l7_pattern *p)
{
	char *text = translate(p->expression);
	PCRE2_SIZE at;
	pcre2_code *code;
	int err;

	code = pcre2_compile((PCRE2_SPTR)text, PCRE2_ZERO_TERMINATED, PCRE2_DOTALL | (p->nocase ? PCRE2_CASELESS : 0), &err,
			     &at, NULL);
	if (!code) {
		fprintf(stderr, "PCRE2 does not take %s\n", text);
		exit(2);
	}
	pcre2_jit_compile(code, PCRE2_JIT_COMPLETE);
	free(text);
	return code;
}

static bool matches(void *code, const uint8_t *bytes, size_t len)
{
	return pcre2_match(code, bytes, len, 0, 0, match_data, NULL) >= 0;
}

static void free_code(void *code)
{
	pcre2_code_free(code);
}

static const struct naive_matcher matcher = { compile, matches, free_code };

static bool open_defs(struct oracle *o, const char *dir)
{
	struct l7_diags diags = { 0 };
	unsigned int i, k;
	bool good;

	good = l7_defs_read_dir(&o->defs, dir, &diags) > 0 && !diags.errors &&
	       !l7_compile(&o->defs, NULL, &o->blob, NULL, &diags) &&
	       !l7_image_verify(o->blob.bytes, o->blob.size, &o->img, NULL);
	l7_diags_print(&diags, stderr);
	l7_diags_fini(&diags);
	if (!good)
		return false;
	o->place = calloc(o->defs.count, sizeof(*o->place));
	for (i = 0; i < o->defs.count; i++)
		for (k = 0; k < o->defs.count; k++)
			if (o->defs.def[k].digest == o->img.defs[i].digest)
				o->place[i] = k;
	o->naive = naive_new(&o->defs, &matcher);
	return true;
}

static void show(const struct oracle *o, const char *name, unsigned int packet, const uint64_t *got, const uint64_t *want)
{
	size_t i;

	printf("# %s, packet %u:", name, packet + 1);
	for (i = 0; i < o->defs.count; i++)
		if ((got[i / 64] ^ want[i / 64]) >> i % 64 & 1)
			printf(" %s %s", want[i / 64] >> i % 64 & 1 ? "not" : "wrongly", o->defs.def[i].name);
	putchar('\n');
}

/* definitions by place in @defs instead of in the image */
static void by_place(const struct oracle *o, const uint64_t *now, uint64_t *out)
{
	size_t i;

	memset(out, 0, L7_DEF_WORDS * sizeof(*out));
	for (i = 0; i < o->defs.count; i++)
		if (now[i / 64] >> i % 64 & 1)
			out[o->place[i] / 64] |= 1ull << o->place[i] % 64;
}

static void run_flow(struct oracle *o, const struct flow *f)
{
	struct l7_flow flow;
	size_t from = 0;
	unsigned int k;

	o->flows++;
	naive_begin(o->naive, f->udp, FLOW_MAX_BYTES);
	l7_flow_init(&flow, &o->img, L7_ALL_GROUPS, f->udp ? L7_TRANSPORT_UDP : L7_TRANSPORT_TCP);
	for (k = 0; k < f->packets; from = f->raw_end[k++]) {
		const enum l7_dir dir = f->reply[k] ? L7_DIR_REPLY : L7_DIR_ORIGINAL;
		uint64_t now[L7_DEF_WORDS], got[L7_DEF_WORDS], want[L7_DEF_WORDS];
		const size_t len = f->raw_end[k] - from;

		naive_packet(o->naive, dir, f->raw + from, len, want);
		if (l7_flow_take(&flow, &o->img, dir, FLOW_MAX_BYTES, f->raw + from, len, now))
			o->matches++;
		by_place(o, now, got);
		o->packets++;
		if (!memcmp(got, want, sizeof(got)))
			continue;
		if (o->differences++ < SHOWN_MAX)
			show(o, f->name, k, got, want);
	}
}

/* a byte of every few, preferably near the beginning of a packet, becomes another */
static void mutate(const struct flow *f, unsigned int *seed)
{
	unsigned int n = 1 + rand_r(seed) % 4, k;

	while (n--) {
		const size_t from = (k = rand_r(seed) % f->packets) ? f->raw_end[k - 1] : 0, len = f->raw_end[k] - from;
		const size_t near = len < 40 ? len : 40;

		if (len)
			f->raw[from + rand_r(seed) % near] = rand_r(seed) % 3 ? rand_r(seed) / 7 : rand_r(seed) % 4;
	}
}

static void run_flows(struct oracle *o, const struct flows *flows)
{
	unsigned int seed = 1, m;
	size_t i;

	for (i = 0; i < flows->count; i++) {
		if (!flows->flow[i].packets)
			continue;
		run_flow(o, &flows->flow[i]);
		for (m = 0; m < MUTANTS; m++) {
			mutate(&flows->flow[i], &seed);
			run_flow(o, &flows->flow[i]);
		}
	}
}

static void add_case(struct flows *flows, const char *path)
{
	struct l7_script s = { 0 };
	char error[512];
	struct flow *f;
	size_t k;

	if (l7_script_read(&s, path, error, sizeof(error))) {
		f = flows_add(flows, path);
		f->udp = !s.tcp;
		for (k = 0; k < s.count && k < FLOW_MAX_PACKETS; k++) {
			f->reply[k] = s.piece[k].reply;
			flow_add_packet(f, s.piece[k].bytes, s.piece[k].len);
		}
	}
	l7_script_fini(&s);
}

static void read_cases(struct flows *flows, const char *dir)
{
	char pattern[4096];
	glob_t found;
	size_t i;

	snprintf(pattern, sizeof(pattern), "%s/*/*.flow", dir);
	if (glob(pattern, 0, NULL, &found))
		return;
	for (i = 0; i < found.gl_pathc; i++)
		add_case(flows, found.gl_pathv[i]);
	globfree(&found);
}

int main(int argc, char **argv)
{
	struct flows flows = { 0 };
	struct oracle o = { 0 };

	if (argc < 2 || argc > 4) {
		fputs("usage: language DEFS [CASES [CAPTURES]]\n", stderr);
		return 2;
	}
	match_data = pcre2_match_data_create(8, NULL);
	if (!open_defs(&o, argv[1]))
		return 2;
	if (argc > 2)
		read_cases(&flows, argv[2]);
	if (argc > 3 && flows_read_captures(&flows, argv[3]) < 0)
		printf("skip captures # not at hand (%s)\n", argv[3]);
	run_flows(&o, &flows);
	printf("%s language: %zu definitions, %zu connections, %zu packets, %zu with a match, %zu differences\n",
	       o.differences || !o.matches ? "not ok" : "ok", o.defs.count, o.flows, o.packets, o.matches, o.differences);
	naive_free(o.naive);
	free(o.place);
	l7_blob_fini(&o.blob);
	l7_defs_fini(&o.defs);
	flows_free(&flows);
	pcre2_match_data_free(match_data);
	return o.differences || !o.matches;
}
