// SPDX-License-Identifier: GPL-2.0-only
/*
 * packets.c - small UDP packets, of one connection or of many in turns
 *
 * Between network namespaces a packet is forwarded and delivered before sendmmsg() goes on to the next, in the time of
 * the process that sends: its CPU time per packet is that of the whole way.
 */

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "tests/bench/gateway/load.h"

#define BATCH 64
#define MAX_BYTES 1400
#define FIRST_PACKETS 16	/* of each connection, before time is taken: more than are inspected */

int load_hole(char **arg)
{
	struct sockaddr_in sin = load_address(arg[0], load_number(arg[1]));
	int fd = socket(AF_INET, SOCK_DGRAM, 0), little = 1;

	setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &little, sizeof(little));
	if (bind(fd, (struct sockaddr *)&sin, sizeof(sin)))
		load_die("bind");
	for (;;)
		pause();
}

/**
 * struct sender - all of it
 * @count: connections, a multiple of BATCH or 1
 * @to:    their other ends
 */
struct sender {
	int fd;
	unsigned long count;
	struct sockaddr_in *to;
	struct iovec payload;
	struct mmsghdr batch[BATCH];
};

static uint64_t cpu_now(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &ts);
	return ts.tv_sec * 1000000000ULL + ts.tv_nsec;
}

static void init(struct sender *s, char **arg)
{
	static char payload[MAX_BYTES];
	struct sockaddr_in first = load_address(arg[0], load_number(arg[1]));

	s->payload = (struct iovec){ payload, load_number(arg[2]) };
	s->count = load_number(arg[3]);
	s->fd = socket(AF_INET, SOCK_DGRAM, 0);
	s->to = calloc(s->count, sizeof(*s->to));
	errno = EINVAL;
	if (s->payload.iov_len > MAX_BYTES || !s->to || (s->count != 1 && s->count % BATCH))
		load_die("packets");
	for (unsigned long i = 0; i < s->count; i++) {
		s->to[i] = first;
		s->to[i].sin_addr.s_addr = htonl(ntohl(first.sin_addr.s_addr) + i);
	}
	for (int i = 0; i < BATCH; i++) {
		s->batch[i].msg_hdr.msg_iov = &s->payload;
		s->batch[i].msg_hdr.msg_iovlen = 1;
		s->batch[i].msg_hdr.msg_namelen = sizeof(*s->to);
	}
}

/* The @n-th batch. Return: packets sent. */
static int send_batch(struct sender *s, unsigned long n)
{
	int sent;

	for (unsigned long i = 0; i < BATCH; i++)
		s->batch[i].msg_hdr.msg_name = &s->to[(n * BATCH + i) % s->count];
	sent = sendmmsg(s->fd, s->batch, BATCH, 0);
	if (sent < 0)
		load_die("sendmmsg");
	return sent;
}

int load_packets(char **arg)
{
	struct sender s = { 0 };
	unsigned long sent = 0, n = 0;
	uint64_t start, until, cpu;

	init(&s, arg);
	load_stay_on(arg[5]);
	while (n * BATCH < s.count * FIRST_PACKETS)
		send_batch(&s, n++);
	cpu = cpu_now();
	start = load_now();
	until = start + load_number(arg[4]) * 1000000;
	while (load_now() < until)
		sent += send_batch(&s, n++);
	printf("packets=%lu cpu=%llu ns=%llu\n", sent, (unsigned long long)(cpu_now() - cpu),
	       (unsigned long long)(load_now() - start));
	return 0;
}
