// SPDX-License-Identifier: GPL-2.0-only
/*
 * fetch.c - a client that takes what has no end, and throws it away uncopied
 */

#include <errno.h>
#include <stdio.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "tests/bench/gateway/load.h"

#define TAKE_BYTES (1 << 20)
#define WAKE_BYTES (1 << 17)	/* one that is woken for each packet does little else */
#define EVENTS 64

static const char request[] = "GET /stream HTTP/1.1\r\nHost: bench.example\r\nUser-Agent: bench\r\nAccept: */*\r\n\r\n";

static void begin(int epoll, const char *address, unsigned int port)
{
	struct sockaddr_in sin = load_address(address, port);
	int fd = socket(AF_INET, SOCK_STREAM, 0);
	struct epoll_event ev = { .events = EPOLLIN, .data.fd = fd };
	int much = WAKE_BYTES;

	setsockopt(fd, SOL_SOCKET, SO_RCVLOWAT, &much, sizeof(much));
	if (fd < 0 || connect(fd, (struct sockaddr *)&sin, sizeof(sin)))
		load_die("connect");
	if (send(fd, request, sizeof(request) - 1, MSG_NOSIGNAL) < 0)
		load_die("send");
	if (epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &ev))
		load_die("epoll_ctl");
}

static ssize_t take(int fd)
{
	ssize_t len = recv(fd, NULL, TAKE_BYTES, MSG_TRUNC | MSG_DONTWAIT);

	if (len == 0 || (len < 0 && errno != EAGAIN)) {
		fprintf(stderr, "load: a stream ended\n");
		_exit(2);
	}
	return len > 0 ? len : 0;
}

int load_fetch(char **arg)
{
	int epoll = epoll_create1(0);
	unsigned long streams = load_number(arg[2]);
	unsigned long long bytes = 0;
	uint64_t start, until;

	load_stay_on(arg[4]);
	start = load_now();
	until = start + load_number(arg[3]) * 1000000;
	for (unsigned long i = 0; i < streams; i++)
		begin(epoll, arg[0], load_number(arg[1]));
	while (load_now() < until) {
		struct epoll_event ev[EVENTS];
		int n = epoll_wait(epoll, ev, EVENTS, 100);

		for (int i = 0; i < n; i++)
			bytes += take(ev[i].data.fd);
	}
	printf("bytes=%llu ns=%llu\n", bytes, (unsigned long long)(load_now() - start));
	return 0;
}
