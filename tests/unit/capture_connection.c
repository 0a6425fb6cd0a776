// SPDX-License-Identifier: GPL-2.0-only
/*
 * capture/connection.c: which packets belong together, when connections end and in which order, and how much memory and
 * time that takes
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <malloc.h>
#include <netinet/in.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include "capture/tracker.h"

#define SECOND 1000000000ull
#define START (1700000000 * SECOND)

/* connections that have ended: `NUMBER:PACKETS/PACKETS ' each */
struct ends {
	char text[4096];
	unsigned long count;
};

static void take_end(void *ctx, struct l7_connection *c)
{
	struct ends *e = ctx;
	const size_t used = strlen(e->text);

	e->count++;
	snprintf(e->text + used, sizeof(e->text) - used, "%llu:%llu/%llu ", (unsigned long long)c->number,
		 (unsigned long long)c->packets[0], (unsigned long long)c->packets[1]);
}

static struct l7_connections table(struct ends *e)
{
	*e = (struct ends){ "", 0 };
	return (struct l7_connections){
		.idle = { [L7_KIND_TCP] = 100 * SECOND, [L7_KIND_OTHER] = 30 * SECOND, [L7_KIND_CLOSED] = 10 * SECOND },
		.ended = take_end,
		.ctx = e,
	};
}

static struct l7_capture_packet packet(uint8_t proto, unsigned int from, unsigned int to, uint64_t seconds)
{
	struct l7_capture_packet p = {
		.tuple = { .family = AF_INET, .proto = proto, .sport = from, .dport = to,
			   .src = { 192, 0, 2, from > 1023 ? 1 : 2 }, .dst = { 192, 0, 2, to > 1023 ? 1 : 2 } },
		.bytes = 100,
		.time = START + seconds * SECOND,
		.frame = 1,
	};

	return p;
}

static struct l7_connection *take(struct l7_connections *all, const struct l7_capture_packet *p)
{
	enum l7_dir dir;

	return l7_connections_take(all, p, &dir);
}

static struct l7_connection *take_tcp(struct l7_connections *all, unsigned int from, unsigned int to, uint64_t seconds,
				      uint8_t flags)
{
	struct l7_capture_packet p = packet(IPPROTO_TCP, from, to, seconds);

	p.flags = flags;
	return take(all, &p);
}

static struct l7_connection *take_udp(struct l7_connections *all, unsigned int from, unsigned int to, uint64_t seconds)
{
	const struct l7_capture_packet p = packet(IPPROTO_UDP, from, to, seconds);

	return take(all, &p);
}

static void expect(const struct ends *e, const char *wanted)
{
	assert_string_equal(e->text, wanted);
}

/* one connection for both directions, as the first packet has it; other ports, protocols, families, VLANs: another */
static void test_together(void **state)
{
	struct l7_capture_packet p = packet(IPPROTO_UDP, 2000, 53, 0), back = packet(IPPROTO_UDP, 53, 2000, 1), six = p;
	struct l7_connection *c;
	struct ends e;
	struct l7_connections all = table(&e);
	enum l7_dir dir;

	c = l7_connections_take(&all, &p, &dir);
	assert_int_equal(dir, L7_DIR_ORIGINAL);
	assert_int_equal(c->number, 1);
	assert_ptr_equal(l7_connections_take(&all, &back, &dir), c);
	assert_int_equal(dir, L7_DIR_REPLY);
	assert_ptr_equal(take(&all, &p), c);
	assert_int_equal(c->packets[0], 2);
	assert_int_equal(c->packets[1], 1);
	assert_int_equal(c->bytes[0], 200);
	assert_int_equal(c->begun, START);
	assert_int_equal(c->seen, START + SECOND);
	assert_ptr_not_equal(take_udp(&all, 2001, 53, 1), c);
	assert_ptr_not_equal(take_tcp(&all, 2000, 53, 1, L7_TCP_SYN), c);
	six.tuple.family = AF_INET6;
	assert_ptr_not_equal(take(&all, &six), c);
	p.tuple.vlan = back.tuple.vlan = 7;
	assert_ptr_not_equal(take(&all, &p), c);
	c = l7_connections_take(&all, &back, &dir);
	assert_int_equal(dir, L7_DIR_REPLY);
	assert_int_equal(c->number, 5);
	assert_int_equal(all.count, 5);
	l7_connections_end(&all);
	expect(&e, "1:2/1 2:1/0 3:1/0 4:1/0 5:1/1 ");
	l7_connections_fini(&all);
}

/* an echo and its answer have the same identifier on both sides; from a machine to itself there are no directions */
static void test_echo(void **state)
{
	struct l7_capture_packet p = packet(IPPROTO_ICMP, 9, 9, 0), back = p, other = p, self = p;
	struct ends e;
	struct l7_connections all = table(&e);
	enum l7_dir dir;

	p.tuple.src[3] = back.tuple.dst[3] = 77;
	take(&all, &p);
	assert_int_equal(l7_connections_take(&all, &back, &dir)->number, 1);
	assert_int_equal(dir, L7_DIR_REPLY);
	other.tuple.src[3] = 77;
	other.tuple.sport = other.tuple.dport = 10;
	assert_int_equal(take(&all, &other)->number, 2);
	assert_int_equal(take(&all, &self)->number, 3);
	assert_int_equal(l7_connections_take(&all, &self, &dir)->number, 3);
	assert_int_equal(dir, L7_DIR_ORIGINAL);
	l7_connections_end(&all);
	expect(&e, "1:1/1 2:1/0 3:2/0 ");
	l7_connections_fini(&all);
}

/* each kind has its own time; a packet makes it begin anew */
static void test_idle(void **state)
{
	struct ends e;
	struct l7_connections all = table(&e);

	take_tcp(&all, 2000, 80, 0, L7_TCP_SYN);
	take_udp(&all, 2000, 53, 0);
	take_tcp(&all, 2001, 80, 0, L7_TCP_SYN);
	take_tcp(&all, 80, 2001, 0, L7_TCP_ACK | L7_TCP_FIN);
	take_udp(&all, 3000, 53, 10);
	expect(&e, "");
	take_udp(&all, 3000, 53, 11);
	expect(&e, "3:1/1 ");
	take_udp(&all, 53, 2000, 25);
	take_udp(&all, 3000, 53, 41);
	expect(&e, "3:1/1 ");
	take_udp(&all, 3000, 53, 56);
	expect(&e, "3:1/1 2:1/1 ");
	/* idle for too long: the same addresses are another one, the packet finds it so itself */
	assert_int_equal(take_udp(&all, 3000, 53, 87)->number, 5);
	take_udp(&all, 3000, 53, 100);
	expect(&e, "3:1/1 2:1/1 4:4/0 ");
	take_udp(&all, 3000, 53, 101);
	expect(&e, "3:1/1 2:1/1 4:4/0 1:1/0 ");
	l7_connections_end(&all);
	expect(&e, "3:1/1 2:1/1 4:4/0 1:1/0 5:3/0 ");
	l7_connections_fini(&all);
}

/* a connection that is in use is not ended with its neighbours, though within a second it keeps its place among them */
static void test_idle_in_use(void **state)
{
	struct ends e;
	struct l7_connections all = table(&e);
	struct l7_capture_packet p = packet(IPPROTO_UDP, 2000, 53, 0);
	unsigned int i;

	take(&all, &p);
	take_udp(&all, 2001, 53, 0);
	p.time += SECOND / 2;
	take(&all, &p);
	/* idle for 30.4 s and 29.9 s */
	p.tuple.sport = 2002;
	p.time = START + 304 * SECOND / 10;
	take(&all, &p);
	for (i = 0; i < 2; i++)
		assert_int_equal(take_udp(&all, 2000, 53, 30)->number, 1);
	l7_connections_end(&all);
	assert_int_equal(e.count, 3);
	assert_non_null(strstr(e.text, "1:4/0 "));
	l7_connections_fini(&all);
}

/* after a FIN or RST, a SYN opens another connection; whatever else comes is of the old one */
static void test_reopened(void **state)
{
	struct ends e;
	struct l7_connections all = table(&e);

	take_tcp(&all, 2000, 80, 0, L7_TCP_SYN);
	assert_int_equal(take_tcp(&all, 2000, 80, 1, L7_TCP_SYN)->number, 1);
	take_tcp(&all, 80, 2000, 1, L7_TCP_SYN | L7_TCP_ACK);
	take_tcp(&all, 80, 2000, 2, L7_TCP_RST);
	assert_int_equal(take_tcp(&all, 80, 2000, 3, L7_TCP_SYN | L7_TCP_ACK)->number, 1);
	assert_int_equal(take_tcp(&all, 2000, 80, 3, L7_TCP_ACK)->number, 1);
	assert_int_equal(take_tcp(&all, 2000, 80, 4, L7_TCP_SYN)->number, 2);
	assert_int_equal(take_tcp(&all, 80, 2000, 4, L7_TCP_SYN | L7_TCP_ACK)->number, 2);
	assert_int_equal(all.count, 2);
	l7_connections_end(&all);
	expect(&e, "1:3/3 2:1/1 ");
	l7_connections_fini(&all);
}

/* beyond the bound the one idle for longest goes, of whichever kind */
static void test_bound(void **state)
{
	struct ends e;
	struct l7_connections all = table(&e);

	all.max = 3;
	take_udp(&all, 2000, 53, 0);
	take_tcp(&all, 2000, 80, 2, L7_TCP_SYN);
	take_udp(&all, 2001, 53, 4);
	take_udp(&all, 53, 2000, 6);
	assert_int_equal(all.pressed, 0);
	take_udp(&all, 2002, 53, 8);
	expect(&e, "2:1/0 ");
	take_udp(&all, 2003, 53, 8);
	expect(&e, "2:1/0 3:1/0 ");
	take_udp(&all, 2004, 53, 8);
	expect(&e, "2:1/0 3:1/0 1:1/1 ");
	assert_int_equal(all.pressed, 3);
	assert_int_equal(all.count, 3);
	all.max = 1;
	take_udp(&all, 2005, 53, 8);
	assert_true(all.count <= 3);
	l7_connections_end(&all);
	assert_int_equal(e.count, all.begun);
	l7_connections_fini(&all);
}

/* time that steps back, stands at its end or jumps: nothing is ended for it too early, nothing stays for ever */
static void test_time(void **state)
{
	struct ends e;
	struct l7_connections all = table(&e);
	struct l7_capture_packet p = packet(IPPROTO_UDP, 2000, 53, 100);

	take(&all, &p);
	p.time = START;
	assert_int_equal(take(&all, &p)->number, 1);
	p.time = 0;
	assert_int_equal(take(&all, &p)->seen, START + 100 * SECOND);
	p.tuple.sport = 2001;
	assert_int_equal(take(&all, &p)->number, 2);
	expect(&e, "");
	/* a clock as wrong as can be ends what is open, once */
	p.time = UINT64_MAX;
	assert_int_equal(take(&all, &p)->number, 3);
	expect(&e, "1:3/0 2:1/0 ");
	p.time = START + 200 * SECOND;
	assert_int_equal(take(&all, &p)->number, 3);
	p.time = UINT64_MAX;
	assert_int_equal(take(&all, &p)->number, 3);
	l7_connections_end(&all);
	/* the next capture has its own time */
	p.time = START;
	assert_int_equal(take(&all, &p)->number, 4);
	assert_int_equal(all.now, START);
	l7_connections_fini(&all);
	expect(&e, "1:3/0 2:1/0 3:3/0 ");
}

/* the end comes in the order of the beginnings, whatever was in use last */
static void test_order(void **state)
{
	struct ends e = { "", 0 };
	struct l7_connections all = { .ended = take_end, .ctx = &e };
	unsigned int i;

	for (i = 0; i < 8; i++) {
		take_udp(&all, 2000 + i, 53, i);
		take_tcp(&all, 2000 + i, 80, i, i % 2 ? L7_TCP_SYN : L7_TCP_FIN);
	}
	for (i = 8; i--;)
		take_udp(&all, 53, 2000 + i, 8 + 7 - i);
	l7_connections_end(&all);
	expect(&e, "1:1/1 2:1/0 3:1/1 4:1/0 5:1/1 6:1/0 7:1/1 8:1/0 "
		   "9:1/1 10:1/0 11:1/1 12:1/0 13:1/1 14:1/0 15:1/1 16:1/0 ");
	assert_int_equal(all.count, 0);
	l7_connections_fini(&all);
}

static double seconds(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return t.tv_sec + t.tv_nsec / 1e9;
}

static void count_end(void *ctx, struct l7_connection *c)
{
	++*(unsigned long *)ctx;
}

/* 4 packets for each of a million connections; the time and memory of one don't depend on how many there are */
#define MANY 1000000
#define OPEN 65536
#define CONNECTION_BYTES 512

static void test_many(void **state)
{
	unsigned long ended = 0;
	struct l7_connections all = { .max = OPEN, .ended = count_end, .ctx = &ended };
	struct l7_capture_packet p = packet(IPPROTO_UDP, 2000, 53, 0);
	const size_t before = mallinfo2().uordblks;
	const double began = seconds();
	size_t most = 0, now;
	uint32_t i, k;

	for (i = 0; i < MANY; i++) {
		/* as somebody would choose them who wanted them in the same bucket of a simpler table */
		memcpy(p.tuple.src, &i, sizeof(i));
		p.tuple.sport = i >> 8;
		p.time += 1000;
		for (k = 0; k < 4; k++)
			assert_non_null(take(&all, &p));
		if (i % OPEN)
			continue;
		now = mallinfo2().uordblks - before;
		most = now > most ? now : most;
	}
	assert_int_equal(all.count, OPEN);
	assert_int_equal(all.pressed, MANY - OPEN);
	assert_true(most <= (size_t)OPEN * CONNECTION_BYTES);
	l7_connections_end(&all);
	assert_int_equal(ended, MANY);
	l7_connections_fini(&all);
	assert_true(mallinfo2().uordblks <= before + 4096);
	/* a bucket that all are in would take an hour */
	assert_true(seconds() - began < 60);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_together),
		cmocka_unit_test(test_echo),
		cmocka_unit_test(test_idle),
		cmocka_unit_test(test_idle_in_use),
		cmocka_unit_test(test_reopened),
		cmocka_unit_test(test_bound),
		cmocka_unit_test(test_time),
		cmocka_unit_test(test_order),
		cmocka_unit_test(test_many),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
