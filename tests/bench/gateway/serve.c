// SPDX-License-Identifier: GPL-2.0-only
/*
 * serve.c - an HTTP server that does as little as it can: requests come in one piece, connections are closed by the
 * client
 */

#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/mman.h>
#include <sys/sendfile.h>
#include <sys/socket.h>
#include <unistd.h>

#include "tests/bench/gateway/load.h"

#define BODY_BYTES (1 << 20)	/* of what has no end: again and again */
#define PUMP_BYTES (1 << 18)	/* at a time, so that no connection waits for long */
#define BACKLOG 4096
#define EVENTS 64

enum kind { LISTENS, ANSWERS, PUMPS };

static const char short_answer[] = "HTTP/1.1 200 OK\r\nServer: bench\r\nContent-Type: text/plain\r\n"
				   "Content-Length: 3\r\n\r\nok\n";
static const char long_answer[] = "HTTP/1.1 200 OK\r\nServer: bench\r\nContent-Type: application/octet-stream\r\n\r\n";

/**
 * struct server - all of it
 * @body: what has no end is made of: noise, as what is compressed or encrypted looks like
 */
struct server {
	int epoll;
	int body;
};

static int make_body(void)
{
	int fd = memfd_create("body", 0);
	uint64_t x = 7;

	if (fd < 0)
		load_die("memfd_create");
	for (int i = 0; i < BODY_BYTES; i += sizeof(x)) {
		x ^= x << 13;
		x ^= x >> 7;
		x ^= x << 17;
		if (write(fd, &x, sizeof(x)) != sizeof(x))
			load_die("write");
	}
	return fd;
}

static void watch(struct server *s, int op, int fd, enum kind kind)
{
	struct epoll_event ev = { .events = kind == PUMPS ? EPOLLOUT : EPOLLIN, .data.u64 = (uint64_t)kind << 32 | fd };

	if (epoll_ctl(s->epoll, op, fd, &ev))
		load_die("epoll_ctl");
}

static void take(struct server *s, int listener)
{
	int fd;

	while ((fd = accept4(listener, NULL, NULL, SOCK_NONBLOCK)) >= 0)
		watch(s, EPOLL_CTL_ADD, fd, ANSWERS);
}

static void answer(struct server *s, int fd)
{
	char request[512];
	ssize_t len = recv(fd, request, sizeof(request), 0);
	bool is_short;

	if (len <= 0) {
		close(fd);
		return;
	}
	is_short = len >= 6 && !memcmp(request, "GET / ", 6);
	if (is_short)
		send(fd, short_answer, sizeof(short_answer) - 1, MSG_NOSIGNAL);
	else if (send(fd, long_answer, sizeof(long_answer) - 1, MSG_NOSIGNAL) > 0)
		watch(s, EPOLL_CTL_MOD, fd, PUMPS);
}

static void pump(struct server *s, int fd)
{
	off_t from = 0;

	if (sendfile(fd, s->body, &from, PUMP_BYTES) < 0 && errno != EAGAIN)
		close(fd);
}

static void turn(struct server *s)
{
	struct epoll_event ev[EVENTS];
	int n = epoll_wait(s->epoll, ev, EVENTS, -1);

	for (int i = 0; i < n; i++) {
		int fd = (uint32_t)ev[i].data.u64;

		switch (ev[i].data.u64 >> 32) {
		case LISTENS:
			take(s, fd);
			break;
		case ANSWERS:
			answer(s, fd);
			break;
		case PUMPS:
			pump(s, fd);
			break;
		}
	}
}

static void open_port(struct server *s, const char *address, unsigned int port)
{
	struct sockaddr_in sin = load_address(address, port);
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
	int on = 1;

	setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on));
	if (bind(fd, (struct sockaddr *)&sin, sizeof(sin)) || listen(fd, BACKLOG))
		load_die("listen");
	watch(s, EPOLL_CTL_ADD, fd, LISTENS);
}

int load_serve(char **arg)
{
	unsigned int port = load_number(arg[1]), ports = load_number(arg[2]);
	struct server s = { .epoll = epoll_create1(0), .body = make_body() };

	load_stay_on(arg[3]);
	for (unsigned int i = 0; i < ports; i++)
		open_port(&s, arg[0], port + i);
	for (;;)
		turn(&s);
}
