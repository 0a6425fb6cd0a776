// SPDX-License-Identifier: GPL-2.0-only
/*
 * conform.c - the classifier in the kernel and capture/classify.c: the same packets, the same verdicts
 *
 *   conform [CAPTURE...]   default: all cases of tests/defs, made-up connections, captures of ../shared
 *
 * After each packet of each connection, and a rule for each definition in table order, the verdict word must say what user space
 * says: unset, unknown and why, or which definition. FULL=1: no samples.
 */

#include <glob.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "capture/connection.h"
#include "capture/script.h"
#include "core/stat.h"
#include "tests/bpf/frame.h"
#include "tests/bpf/host.h"
#include "tests/oracle/generate.h"
#include "tests/oracle/table.h"

#define SHOWN_MAX 10
#define CASES "tests/defs/*/*.flow"
#define CAPTURES "../shared/corpus/captures/*.pcap*"
#define ALL_RULES_EVERY 97	/* packets: all rules are asked, whether any may claim the connection or not */

/** struct told - a connection on the kernel's side; @bad: has differed, @large: has packets that cannot be shown */
struct told {
	struct host_connection ct;
	bool bad;
	bool large;
};

/**
 * struct conform - one run
 * @cl:     user space's side
 * @source: what is being played, for messages
 * @clients: that have begun a connection of a case, each from an address of its own; 0: addresses are a capture's
 */
struct conform {
	struct host host;
	struct l7_classify cl;
	struct l7_connections connections;
	const char *set;
	const char *source;
	struct prng random;
	bool full;
	uint32_t clients;
	uint64_t packets;
	uint64_t compared;
	uint64_t large;
	uint64_t named;
	uint64_t differences;
};

static const char *describe(const struct conform *c, uint32_t word, char *buf)
{
	const struct l7_image *img = c->cl.img;

	if (!(word & L7_LABEL_DECIDED))
		return "unset";
	if (!(word & L7_LABEL_NUMBER)) {
		sprintf(buf, "unknown (%u)", word >> L7_LABEL_REASON_SHIFT);
		return buf;
	}
	for (uint32_t i = 0; i < img->head->ndefs; i++)
		if (img->defs[i].number == (word & L7_LABEL_NUMBER))
			return img->defs[i].name;
	return "a number that no definition has";
}

/* what the word is to be, but for bits that are the kernel's own while there is no verdict */
static uint32_t wanted(const struct conform *c, const struct l7_classified *v)
{
	switch (v->state) {
	case L7_CLASSIFY_UNSET:
		return 0;
	case L7_CLASSIFY_UNKNOWN:
		return L7_LABEL_DECIDED | (uint32_t)v->reason << L7_LABEL_REASON_SHIFT;
	case L7_CLASSIFY_DECIDED:
		break;
	}
	return L7_LABEL_DECIDED | c->cl.img->defs[v->def].number;
}

static bool same(uint32_t saw, uint32_t want)
{
	return saw & L7_LABEL_DECIDED ? saw == want : !want;
}

static void differ(struct conform *c, struct l7_connection *conn, struct told *t, const char *what, const char *saw,
		   const char *want)
{
	if (t->bad)
		return;
	t->bad = true;
	if (c->differences++ >= SHOWN_MAX)
		return;
	printf("# %s, %s, connection %llu (ports %u %u, protocol %u), packet %llu: %s: kernel %s, user space %s\n", c->set, c->source,
	       (unsigned long long)conn->number, conn->tuple.sport, conn->tuple.dport, conn->tuple.proto,
	       (unsigned long long)(conn->packets[0] + conn->packets[1]), what, saw, want);
}

static int ask(struct conform *c, const uint8_t *frame, size_t len, uint32_t rule, uint32_t number)
{
	const struct l7_bpf_ask a = { 0, rule, L7_LABEL_DECIDED | L7_LABEL_NUMBER, L7_LABEL_DECIDED | number };

	return host_ask(&c->host, frame, len, &a);
}

static bool may_claim(struct conform *c)
{
	const struct l7_bpf_flow *f = host_flow(&c->host);
	uint64_t any = 0;

	for (uint32_t i = 0; f && i < L7_DEF_WORDS; i++)
		any |= f->now[i];
	return any;
}

/* through all rules, as a chain has them, until one has claimed the connection; Return: whether the kernel took it */
static bool through_rules(struct conform *c, const uint8_t *frame, size_t len)
{
	const bool all = c->full || c->packets % ALL_RULES_EVERY == 0;
	const struct l7_image *img = c->cl.img;
	uint32_t i;

	for (i = 0; i < img->head->ndefs; i++) {
		if (ask(c, frame, len, i, img->defs[i].number) < 0)
			return false;
		if (!all && (host_word(&c->host) & L7_LABEL_DECIDED || !may_claim(c)))
			return true;
	}
	return true;
}

/* what rules answer once the packet has passed all of them */
static void check_answers(struct conform *c, struct l7_connection *conn, struct told *t, const uint8_t *frame, size_t len)
{
	const struct l7_classified *v = &conn->verdict;
	const uint32_t rule = v->state == L7_CLASSIFY_DECIDED ? v->def : 0;
	const struct l7_bpf_ask question[] = {
		{ 0, L7_BPF_MAX_RULES, L7_LABEL_DECIDED, 0 },
		{ L7_BPF_RULE_INVERT, L7_BPF_MAX_RULES, L7_LABEL_DECIDED | L7_LABEL_NUMBER, L7_LABEL_DECIDED },
		{ 0, rule, L7_LABEL_DECIDED | L7_LABEL_NUMBER, L7_LABEL_DECIDED | c->cl.img->defs[rule].number },
	};
	const int answer[] = { v->state == L7_CLASSIFY_UNSET, v->state != L7_CLASSIFY_UNKNOWN,
			       v->state == L7_CLASSIFY_DECIDED };

	for (unsigned int i = 0; i < 3; i++)
		if (host_ask(&c->host, frame, len, &question[i]) != answer[i])
			differ(c, conn, t, i == 0 ? "unset" : i == 1 ? "! unknown" : "is", "the other",
			       answer[i] ? "yes" : "no");
}

static void show_kernel(struct conform *c, struct l7_connection *conn, struct told *t, const struct l7_capture_packet *pkt,
			enum l7_dir dir)
{
	static uint8_t frame[FRAME_MAX_BYTES];
	const size_t len = frame_write(frame, pkt, prng_below(&c->random, 1u << 16));
	char saw[32], want[32];
	/* an equal connection's first packet where the one before was is the same packet, at the next rule */
	const bool again = (c->clients || conn->packets[0] + conn->packets[1] > 1) && prng_below(&c->random, 2);
	uint32_t word;

	host_packet(&c->host, &t->ct, dir == L7_DIR_REPLY, again);
	if (!through_rules(c, frame, len)) {
		t->large = true;
		return;
	}
	word = host_word(&c->host);
	if (!same(word, wanted(c, &conn->verdict)))
		differ(c, conn, t, "verdict", describe(c, word, saw), describe(c, wanted(c, &conn->verdict), want));
	check_answers(c, conn, t, frame, len);
	host_confirm(&c->host, &t->ct);
}

/* what was cut when it was captured is NULs for both sides */
static void make_whole(struct l7_capture_packet *pkt)
{
	static uint8_t payload[1 << 16];

	if (pkt->len == pkt->wire_len || pkt->wire_len > sizeof(payload))
		return;
	memcpy(payload, pkt->payload, pkt->len);
	memset(payload + pkt->len, 0, pkt->wire_len - pkt->len);
	pkt->payload = payload;
	pkt->len = pkt->wire_len;
}

static void take(void *ctx, const struct l7_capture_packet *captured)
{
	struct l7_capture_packet pkt = *captured;
	struct conform *c = ctx;
	struct l7_connection *conn;
	enum l7_dir dir;
	struct told *t;

	make_whole(&pkt);
	conn = l7_connections_take(&c->connections, &pkt, &dir);
	if (!conn->data) {
		if (!c->host.nfree)
			return;
		conn->data = t = calloc(1, sizeof(*t));
		host_connect(&c->host, &t->ct, &pkt.tuple, true);
	}
	t = conn->data;
	c->packets++;
	l7_classify_packet(&c->cl, &conn->verdict, &pkt, dir);
	if (!t->large)
		show_kernel(c, conn, t, &pkt, dir);
}

static void ended(void *ctx, struct l7_connection *conn)
{
	struct conform *c = ctx;
	struct told *t = conn->data;

	if (!t)
		return;
	c->compared += !t->large;
	c->large += t->large;
	c->named += conn->verdict.state == L7_CLASSIFY_DECIDED;
	host_disconnect(&c->host, &t->ct);
	free(t);
	conn->data = NULL;
}

static void take_from_client(void *ctx, const struct l7_capture_packet *like, bool reply)
{
	struct l7_capture_packet pkt = *like;
	const struct conform *c = ctx;
	uint8_t *client = reply ? pkt.tuple.dst : pkt.tuple.src;

	client[0] = 10;
	client[1] = c->clients >> 16;
	client[2] = c->clients >> 8;
	client[3] = c->clients;
	take(ctx, &pkt);
}

static void play_case(struct conform *c, const char *path)
{
	char error[512];
	struct l7_script s = { 0 };

	c->source = path;
	c->clients++;
	if (l7_script_read(&s, path, error, sizeof(error)))
		l7_script_play(&s, take_from_client, c);
	else
		printf("# %s\n", error);
	l7_script_fini(&s);
	l7_connections_end(&c->connections);
}

static void play_capture(struct conform *c, const char *path)
{
	char error[L7_CAPTURE_ERROR_SIZE];

	c->source = path;
	c->clients = 0;
	/* of a damaged one, what comes before the damage */
	l7_capture_read(path, false, take, c, error);
	l7_connections_end(&c->connections);
}

static size_t play_all(struct conform *c, const char *pattern, void (*play)(struct conform *c, const char *path))
{
	glob_t found;
	size_t i, n;

	if (glob(pattern, 0, NULL, &found))
		return 0;
	for (i = 0; i < found.gl_pathc; i++)
		play(c, found.gl_pathv[i]);
	n = found.gl_pathc;
	globfree(&found);
	return n;
}

static bool begin(struct conform *c, const char *set, const struct l7_image *img)
{
	*c = (struct conform){
		.set = set, .full = getenv("FULL"), .random = { 20260101 },
		.cl = { .img = img, .max_packets = L7_NUMPACKETS_DEFAULT, .max_bytes = L7_MAXDATALEN_DEFAULT },
		.connections = { .ended = ended },
	};
	c->connections.ctx = c;
	return host_open(&c->host, img);
}

static bool finish(struct conform *c, const char *what)
{
	const size_t busy = host_busy(&c->host);

	printf("# %s: %llu connections, %llu packets, %llu runs; %llu named; %llu with packets too large to be shown\n", what,
	       (unsigned long long)c->compared, (unsigned long long)c->packets, (unsigned long long)c->host.runs,
	       (unsigned long long)c->named, (unsigned long long)c->large);
	if (busy)
		printf("# %s: %zu elements are still in use\n", what, busy);
	printf("%sok %s: %llu differences\n", c->differences || busy ? "not " : "", what, (unsigned long long)c->differences);
	host_close(&c->host);
	l7_connections_fini(&c->connections);
	return !c->differences && !busy;
}

int main(int argc, char **argv)
{
	const char *const own[] = { "defs" };
	struct table t = { 0 };
	struct conform c;
	bool good;

	setvbuf(stdout, NULL, _IOLBF, 0);
	if (!table_compile(&t, own, 1) || !begin(&c, "own", &t.img))
		return 2;
	for (int i = 1; i < argc; i++)
		play_capture(&c, argv[i]);
	if (argc < 2) {
		play_all(&c, CASES, play_case);
		play_all(&c, CAPTURES, play_capture);
	}
	good = finish(&c, "own");
	table_fini(&t);
	return good ? 0 : 1;
}
