// SPDX-License-Identifier: GPL-2.0-only
#include "tests/bpf/compare.h"

#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "core/stat.h"
#include "tests/bpf/frame.h"

#define SHOWN_MAX 10
#define ALL_RULES_EVERY 97	/* packets: all rules are asked, whether any may claim the connection or not */
#define ALL_RULES_EVERY_FULL 11
#define ALONE_EVERY 5		/* packets: some rules are asked about each of these alone */
#define ALONE_RULES 4
#define BY_WIRE_EVERY 50	/* packets: one comes by a wire, though it would not have to */

/**
 * struct told - a connection on the kernel's side
 * @over:    not compared any more: it has differed, or the kernel has given it up for @cut
 * @large:   has packets that cannot be shown
 * @cut:     a segment waited that is longer than what the kernel keeps of it
 */
struct told {
	struct host_connection ct;
	bool over;
	bool large;
	bool cut;
};

static const char *describe(const struct compare *c, uint32_t word, char *buf)
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
static uint32_t wanted(const struct compare *c, const struct l7_classified *v)
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

static void differ(struct compare *c, struct l7_connection *conn, struct told *t, const char *what, const char *saw,
		   const char *want)
{
	if (t->over)
		return;
	t->over = true;
	if (c->differences++ >= SHOWN_MAX)
		return;
	printf("# %s, %s, connection %llu (ports %u %u, protocol %u), packet %llu: %s: kernel %s, user space %s\n", c->set,
	       c->what, (unsigned long long)conn->number, conn->tuple.sport, conn->tuple.dport, conn->tuple.proto,
	       (unsigned long long)(conn->packets[0] + conn->packets[1]), what, saw, want);
}

static struct l7_bpf_ask question(const struct compare *c, uint32_t rule)
{
	return (struct l7_bpf_ask){ 0, rule, L7_LABEL_DECIDED | L7_LABEL_NUMBER,
				    L7_LABEL_DECIDED | c->cl.img->defs[rule].number };
}

static const struct l7_bpf_ask is_unset = { 0, L7_BPF_MAX_RULES, L7_LABEL_DECIDED, 0 };
static const struct l7_bpf_ask is_not_unknown = {
	L7_BPF_RULE_INVERT, L7_BPF_MAX_RULES, L7_LABEL_DECIDED | L7_LABEL_NUMBER, L7_LABEL_DECIDED,
};

static bool may_claim(struct compare *c)
{
	const struct l7_bpf_flow *f = host_flow(&c->host);
	uint64_t any = 0;

	for (uint32_t i = 0; f && i < L7_DEF_WORDS; i++)
		any |= f->now[i];
	return any;
}

/* through all rules, as a chain has them, until one has claimed the connection; Return: whether the kernel took it */
static bool through_rules(struct compare *c, const uint8_t *frame, size_t len)
{
	const bool all = c->packets % (c->full ? ALL_RULES_EVERY_FULL : ALL_RULES_EVERY) == 0;
	const struct l7_image *img = c->cl.img;
	uint32_t i;

	for (i = 0; i < img->head->ndefs; i++) {
		const struct l7_bpf_ask ask = question(c, i);

		if (host_ask(&c->host, frame, len, &ask) < 0)
			return false;
		if (!all && (host_word(&c->host) & L7_LABEL_DECIDED || !may_claim(c)))
			return true;
	}
	return true;
}

/* what rules answer once the packet has passed all of them */
static void check_answers(struct compare *c, struct l7_connection *conn, struct told *t, const uint8_t *frame,
			  size_t len)
{
	const struct l7_classified *v = &conn->verdict;
	const uint32_t rule = v->state == L7_CLASSIFY_DECIDED ? v->def : 0;
	const struct l7_bpf_ask asked[] = { is_unset, is_not_unknown, question(c, rule) };
	const int answer[] = { v->state == L7_CLASSIFY_UNSET, v->state != L7_CLASSIFY_UNKNOWN,
			       v->state == L7_CLASSIFY_DECIDED };

	for (unsigned int i = 0; i < 3; i++)
		if (host_ask(&c->host, frame, len, &asked[i]) != answer[i])
			differ(c, conn, t, i == 0 ? "unset" : i == 1 ? "! unknown" : "is", "the other",
			       answer[i] ? "yes" : "no");
}

/* what l7pkt asks: is this packet alone, as if it were a whole connection, what the rule names */
static bool is_alone(const struct compare *c, const struct l7_image_def *def, const struct l7_capture_packet *pkt,
		     enum l7_dir dir)
{
	const bool empty = !pkt->len || (pkt->tuple.proto == IPPROTO_TCP && pkt->flags & L7_TCP_RST);
	const struct l7_image *img = c->host.img;
	const int index = l7_image_find(img, def->number, def->digest);
	u64 now[L7_DEF_WORDS];
	struct l7_flow f;

	l7_flow_init(&f, img, img->defs[index].groups,
		     pkt->tuple.proto == IPPROTO_TCP ? L7_TRANSPORT_TCP :
		     pkt->tuple.proto == IPPROTO_UDP ? L7_TRANSPORT_UDP : L7_TRANSPORT_OTHER);
	return !empty && l7_flow_take(&f, img, dir, c->cl.max_bytes, pkt->payload, pkt->len, now) &&
	       now[index / 64] >> index % 64 & 1;
}

/* the definition that the connection has, and some others */
static void check_alone(struct compare *c, struct l7_connection *conn, struct told *t,
			const struct l7_capture_packet *pkt, enum l7_dir dir, const uint8_t *frame, size_t len)
{
	for (unsigned int i = 0; i < ALONE_RULES; i++) {
		const bool own = !i && conn->verdict.state == L7_CLASSIFY_DECIDED;
		const uint32_t rule = own ? conn->verdict.def : prng_below(&c->random, c->cl.img->head->ndefs);
		const uint32_t invert = prng_below(&c->random, 4) ? 0 : L7_BPF_RULE_INVERT;
		const bool want = is_alone(c, &c->cl.img->defs[rule], pkt, dir) != !!invert;
		const struct l7_bpf_ask ask = { L7_BPF_RULE_PKT | invert, rule, 0, 0 };

		if (host_ask(&c->host, frame, len, &ask) != want)
			differ(c, conn, t, "--l7pkt", want ? "no" : "yes", want ? "yes" : "no");
	}
	c->asked++;
}

static void show_kernel(struct compare *c, struct l7_connection *conn, struct told *t,
			const struct l7_capture_packet *pkt, enum l7_dir dir)
{
	static uint8_t frame[FRAME_MAX_BYTES];
	const size_t len = frame_write(frame, pkt, prng_below(&c->random, 1u << 16));
	char saw[32], want[32];
	/*
	 * Where the sk_buff before lay, unless it could not be told from it: an equal connection's first packet, or where
	 * nothing is counted one with the same payload, is the same packet at the next rule.
	 */
	const bool again = !c->uncounted && (c->distinct || conn->packets[0] + conn->packets[1] > 1) &&
			   prng_below(&c->random, 2);
	uint32_t word;

	c->host.by_wire = c->host.wire.socket >= 0 && prng_below(&c->random, BY_WIRE_EVERY) == 0;
	host_packet(&c->host, &t->ct, dir == L7_DIR_REPLY, again);
	if (!through_rules(c, frame, len)) {
		t->large = true;
		return;
	}
	word = host_word(&c->host);
	if (same(word, wanted(c, &conn->verdict))) {
		check_answers(c, conn, t, frame, len);
	} else if (t->cut && word == (L7_LABEL_DECIDED | L7_REASON_GAP << L7_LABEL_REASON_SHIFT)) {
		c->cut++;
		t->over = true;
	} else {
		differ(c, conn, t, "verdict", describe(c, word, saw), describe(c, wanted(c, &conn->verdict), want));
	}
	if (c->full || c->packets % ALONE_EVERY == 0)
		check_alone(c, conn, t, pkt, dir, frame, len);
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

void compare_packet(void *compare, const struct l7_capture_packet *captured)
{
	struct l7_capture_packet pkt = *captured;
	struct compare *c = compare;
	struct l7_connection *conn;
	enum l7_dir dir;
	struct told *t;

	make_whole(&pkt);
	conn = l7_connections_take(&c->connections, &pkt, &dir);
	if (!conn->data) {
		if (!c->host.nfree)
			return;
		conn->data = t = calloc(1, sizeof(*t));
		host_connect(&c->host, &t->ct, &pkt.tuple, !c->uncounted);
	}
	t = conn->data;
	c->packets++;
	c->cl.ctx = t;
	l7_classify_packet(&c->cl, &conn->verdict, &pkt, dir);
	if (!t->large && !t->over)
		show_kernel(c, conn, t, &pkt, dir);
}

static void ended(void *ctx, struct l7_connection *conn)
{
	struct compare *c = ctx;
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

static void note(void *told, enum l7_dir dir, enum l7_fate fate, const uint8_t *p, uint32_t len, uint32_t size)
{
	struct told *t = told;

	t->cut |= fate == L7_FATE_AHEAD && size > L7_BPF_HELD_BYTES;
}

/* some rules have programs of their own, as all have that are entered */
static bool add_programs(struct compare *c)
{
	static const char *const names[] = { "tls", "http", "dns", "ssh", "smtp", "bittorrent", "stun" };
	bool good = host_add_program(&c->host, &is_unset) && host_add_program(&c->host, &is_not_unknown);

	for (size_t i = 0; good && i < sizeof(names) / sizeof(names[0]); i++) {
		const int rule = l7_image_lookup(c->cl.img, names[i]);

		if (rule >= 0) {
			const struct l7_bpf_ask ask = question(c, rule);

			good = host_add_program(&c->host, &ask);
		}
	}
	return good;
}

bool compare_begin(struct compare *c, const char *set, const struct l7_image *table, const struct l7_image *rules)
{
	c->set = set;
	c->full = getenv("FULL");
	c->random.state = 20260101;
	c->cl = (struct l7_classify){ .img = rules, .noted = note };
	c->connections = (struct l7_connections){ .ended = ended, .ctx = c };
	if (!host_open(&c->host, table, rules) || !add_programs(c))
		return false;
	compare_set_limits(c, L7_NUMPACKETS_DEFAULT, L7_MAXDATALEN_DEFAULT);
	return true;
}

void compare_set_limits(struct compare *c, uint32_t numpackets, uint32_t maxdatalen)
{
	c->cl.max_packets = numpackets;
	c->cl.max_bytes = maxdatalen;
	host_set_limits(&c->host, numpackets, maxdatalen);
}

void compare_end(struct compare *c)
{
	l7_connections_end(&c->connections);
}

/* has each been counted once; those that are @cut or @large may be named on one side only */
static bool are_counted(struct compare *c)
{
	const uint64_t kernel = host_stat(&c->host, L7_STAT_DECIDED);
	const uint64_t apart = kernel > c->named ? kernel - c->named : c->named - kernel;
	uint64_t sum = 0;

	for (uint32_t i = 0; i < c->host.img->head->ndefs; i++)
		sum += host_decided(&c->host, i);
	if (sum == kernel && apart <= c->cut + c->large)
		return true;
	printf("# %s: %llu connections were named, the kernel has counted %llu, by definition %llu\n", c->set,
	       (unsigned long long)c->named, (unsigned long long)kernel, (unsigned long long)sum);
	return false;
}

bool compare_finish(struct compare *c)
{
	const bool well = are_counted(c) && host_is_idle(&c->host);

	printf("# %s: %llu connections, %llu packets (%llu for --l7pkt), %llu runs; %llu connections named\n", c->set,
	       (unsigned long long)c->compared, (unsigned long long)c->packets, (unsigned long long)c->asked,
	       (unsigned long long)c->host.runs, (unsigned long long)c->named);
	if (c->cut || c->large)
		printf("# %s: compared in part: %llu in which a segment waited that the kernel keeps a part of, "
		       "%llu with packets that are too large\n", c->set, (unsigned long long)c->cut, (unsigned long long)c->large);
	printf("%s %s: %llu differences\n", c->differences || !well ? "not ok" : "ok", c->set,
	       (unsigned long long)c->differences);
	host_close(&c->host);
	l7_connections_fini(&c->connections);
	return !c->differences && well;
}
