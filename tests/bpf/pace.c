// SPDX-License-Identifier: GPL-2.0-only
/*
 * pace.c - what the classifier takes for a packet, in ns
 *
 * The median of many connections, each run for itself by BPF_PROG_TEST_RUN's own clock, which takes some 40 ns of it:
 * the first packet with data at the rule that inspects it and at the next one, a packet once the connection is decided;
 * beside core/ in user space over the same bytes.
 */

#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "core/flow.h"
#include "tests/bpf/frame.h"
#include "tests/bpf/host.h"
#include "tests/oracle/table.h"

#define CONNECTIONS 1500
#define LARGEST 1448

/** struct pace - medians: @first: the rule that inspects, @next: one behind it, @decided: of a decided connection */
struct pace {
	uint32_t first;
	uint32_t next;
	uint32_t decided;
	uint32_t core;
};

/** struct load - what is sent: @len bytes of @bytes */
struct load {
	const char *name;
	uint8_t bytes[LARGEST];
	uint32_t len;
	uint8_t proto;
};

static int by_size(const void *a, const void *b)
{
	const uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

	return (x > y) - (x < y);
}

static uint32_t median(uint32_t *sample)
{
	qsort(sample, CONNECTIONS, sizeof(*sample), by_size);
	return sample[CONNECTIONS / 2];
}

static void fill(struct load *l, bool text, uint32_t len)
{
	static const char request[] = "GET /index.html HTTP/1.1\r\nHost: www.example.net\r\nUser-Agent: pace\r\nX-Fill: ";
	uint32_t x = 12345;

	l->len = len;
	for (uint32_t i = 0; i < len; i++) {
		x = x * 1103515245 + 12345;
		l->bytes[i] = text ? 'a' + (x >> 16) % 26 : x >> 16;
	}
	if (text)
		memcpy(l->bytes, request, len < sizeof(request) - 1 ? len : sizeof(request) - 1);
}

static size_t write_packet(uint8_t *frame, const struct load *l, uint32_t number, unsigned int step)
{
	static const uint8_t flags[] = { L7_TCP_SYN, L7_TCP_SYN | L7_TCP_ACK, L7_TCP_ACK, L7_TCP_ACK };
	const bool reply = step == 1, data = step == 3;
	struct l7_capture_packet pkt = {
		.tuple = { .family = AF_INET, .proto = l->proto, .sport = reply ? 80 : 1024 + number,
			   .dport = reply ? 1024 + number : 80 },
		.payload = data ? l->bytes : NULL, .len = data ? l->len : 0, .seq = reply ? 1000 : step ? 501 : 500,
		.ack = reply ? 501 : step ? 1001 : 0, .flags = flags[step],
	};

	pkt.wire_len = pkt.len;
	memcpy(pkt.tuple.src, (uint8_t[]){ 192, 0, 2, 1 + reply }, 4);
	memcpy(pkt.tuple.dst, (uint8_t[]){ 192, 0, 2, 2 - reply }, 4);
	return frame_write(frame, &pkt, 0);
}

/* a connection up to its first data; the times of that packet */
static void connect_once(struct host *h, const struct load *l, uint32_t number, const struct l7_bpf_ask *ask,
			 struct pace *took)
{
	static uint8_t frame[FRAME_MAX_BYTES];
	struct l7_capture_tuple t = { .family = AF_INET, .proto = l->proto, .sport = 1024 + number, .dport = 80 };
	struct host_connection c;
	size_t len;

	memcpy(t.src, (uint8_t[]){ 192, 0, 2, 1 }, 4);
	memcpy(t.dst, (uint8_t[]){ 192, 0, 2, 2 }, 4);
	host_connect(h, &c, &t, true);
	for (unsigned int step = l->proto == IPPROTO_TCP ? 0 : 3; step < 4; step++) {
		len = write_packet(frame, l, number, step);
		host_packet(h, &c, step == 1, false);
		host_ask(h, frame, len, ask);
		took->first = h->took;
		host_ask(h, frame, len, ask);
		took->next = h->took;
		host_confirm(h, &c);
	}
	/* given up with the next packet */
	host_set_limits(h, L7_NUMPACKETS_MIN, L7_MAXDATALEN_DEFAULT);
	for (int i = 0; i < 3; i++) {
		host_packet(h, &c, false, false);
		host_ask(h, frame, len, ask);
		took->decided = h->took;
	}
	host_set_limits(h, L7_NUMPACKETS_DEFAULT, L7_MAXDATALEN_DEFAULT);
	host_disconnect(h, &c);
}

static uint64_t now(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return ts.tv_sec * 1000000000ull + ts.tv_nsec;
}

static uint32_t take_in_core(const struct l7_image *img, const struct load *l)
{
	u64 found[L7_DEF_WORDS], begin;
	struct l7_flow f;

	l7_flow_init(&f, img, L7_ALL_GROUPS, l->proto == IPPROTO_TCP ? L7_TRANSPORT_TCP : L7_TRANSPORT_UDP);
	begin = now();
	l7_flow_take(&f, img, L7_DIR_ORIGINAL, L7_MAXDATALEN_DEFAULT, l->bytes, l->len, found);
	return now() - begin;
}

static struct pace measure(struct host *h, const struct load *l)
{
	static uint32_t first[CONNECTIONS], next[CONNECTIONS], decided[CONNECTIONS], core[CONNECTIONS];
	/* a rule that claims nothing */
	const struct l7_bpf_ask ask = { 0, L7_BPF_MAX_RULES, L7_LABEL_DECIDED, 0 };

	for (uint32_t i = 0; i < CONNECTIONS; i++) {
		struct pace took;

		connect_once(h, l, i, &ask, &took);
		first[i] = took.first;
		next[i] = took.next;
		decided[i] = took.decided;
		core[i] = take_in_core(h->img, l);
	}
	return (struct pace){ median(first), median(next), median(decided), median(core) };
}

static bool run_set(const char *set, const char *const *dirs, size_t count)
{
	static const uint32_t sizes[] = { 64, 512, LARGEST };
	static struct load l;
	struct table t = { 0 };
	struct host h;

	if (!table_compile(&t, dirs, count) || !host_open(&h, &t.img, &t.img))
		return false;
	printf("%s: %u definitions, %u groups\n%-6s %-8s %6s %12s %12s %12s %12s\n", set, t.img.head->ndefs,
	       t.img.head->ngroups, "proto", "payload", "bytes", "inspected", "next rule", "decided", "core");
	for (unsigned int kind = 0; kind < 4; kind++)
		for (unsigned int i = 0; i < 3; i++) {
			struct pace p;

			l.proto = kind & 1 ? IPPROTO_UDP : IPPROTO_TCP;
			fill(&l, kind < 2, sizes[i]);
			p = measure(&h, &l);
			printf("%-6s %-8s %6u %9u ns %9u ns %9u ns %9u ns\n", kind & 1 ? "UDP" : "TCP", kind < 2 ? "text" : "random",
			       sizes[i], p.first, p.next, p.decided, p.core);
		}
	host_close(&h);
	table_fini(&t);
	return true;
}

int main(void)
{
	static const char *const own[] = { "defs" };
	static const char *const classic[] = { "../shared/classic/protocols", "../shared/classic/extra" };
	const char *why = host_lacks();

	setvbuf(stdout, NULL, _IOLBF, 0);
	if (why) {
		printf("skip pace # %s\n", why);
		return 0;
	}
	if (!run_set("own", own, 1))
		return 2;
	return access(classic[0], R_OK) || run_set("classic", classic, 2) ? 0 : 2;
}
