// SPDX-License-Identifier: GPL-2.0-only
/*
 * connect.c - a client that opens connections, gets one short answer from each and resets it
 *
 * Reset, so that no port waits in TIME_WAIT and conntrack is done with the connection too.
 */

#include <errno.h>
#include <stdio.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "tests/bench/gateway/load.h"

#define AT_A_TIME 32
#define EVENTS 64

static const char request[] = "GET / HTTP/1.1\r\nHost: bench.example\r\nUser-Agent: bench\r\nAccept: */*\r\n\r\n";

/**
 * struct client - all of it
 * @ports: of the server, taken in turns
 * @next:  < @ports
 */
struct client {
	int epoll;
	const char *address;
	unsigned int port;
	unsigned int ports;
	unsigned int next;
	unsigned long done;
	unsigned long failed;
};

static void begin(struct client *c)
{
	struct sockaddr_in sin = load_address(c->address, c->port + c->next);
	struct linger reset = { .l_onoff = 1 };
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
	struct epoll_event ev = { .events = EPOLLIN | EPOLLOUT | EPOLLET, .data.fd = fd };

	c->next = (c->next + 1) % c->ports;
	setsockopt(fd, SOL_SOCKET, SO_LINGER, &reset, sizeof(reset));
	if (fd < 0 || (connect(fd, (struct sockaddr *)&sin, sizeof(sin)) && errno != EINPROGRESS))
		load_die("connect");
	if (epoll_ctl(c->epoll, EPOLL_CTL_ADD, fd, &ev))
		load_die("epoll_ctl");
}

static void go_on(struct client *c, const struct epoll_event *ev)
{
	char answer[512];

	if (!(ev->events & (EPOLLIN | EPOLLERR | EPOLLHUP))) {
		send(ev->data.fd, request, sizeof(request) - 1, MSG_NOSIGNAL);
		return;
	}
	if (recv(ev->data.fd, answer, sizeof(answer), 0) > 0)
		c->done++;
	else
		c->failed++;
	close(ev->data.fd);
	begin(c);
}

int load_connect(char **arg)
{
	struct client c = {
		.epoll = epoll_create1(0),
		.address = arg[0],
		.port = load_number(arg[1]),
		.ports = load_number(arg[2]),
	};
	uint64_t start, until;

	load_stay_on(arg[4]);
	start = load_now();
	until = start + load_number(arg[3]) * 1000000;
	for (int i = 0; i < AT_A_TIME; i++)
		begin(&c);
	while (load_now() < until) {
		struct epoll_event ev[EVENTS];
		int n = epoll_wait(c.epoll, ev, EVENTS, 100);

		for (int i = 0; i < n; i++)
			go_on(&c, &ev[i]);
	}
	printf("done=%lu failed=%lu ns=%llu\n", c.done, c.failed, (unsigned long long)(load_now() - start));
	return 0;
}
