// SPDX-License-Identifier: GPL-2.0-only
/*
 * load.c - who talks through the router that is measured; `run` starts it in network namespaces
 *
 * A command that ends by itself prints what it did as `NAME=NUMBER` words on one line. The others run until they are
 * killed.
 */

#include <arpa/inet.h>
#include <errno.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "tests/bench/gateway/load.h"

static const struct command {
	const char *name;
	const char *usage;
	int nargs; /* at least */
	int (*run)(char **arg);
} commands[] = {
	{ "serve", "ADDRESS PORT PORTS CPU            HTTP: `/` is a few bytes, all else has no end", 4, load_serve },
	{ "connect", "ADDRESS PORT PORTS MS CPU         a connection for each request for `/`", 5, load_connect },
	{ "fetch", "ADDRESS PORT STREAMS MS CPU       what has no end", 5, load_fetch },
	{ "hole", "ADDRESS PORT                      takes UDP and never looks at it", 2, load_hole },
	{ "packets", "ADDRESS PORT BYTES COUNT MS CPU   UDP, to as many addresses from ADDRESS on", 6, load_packets },
	{ "accept", "QUEUE                             NFQUEUE: accepts everything", 1, load_accept },
	{ "program", "PATH...                           pins programs that answer 0", 1, load_program },
	{ "watch", "PATH...                           run time of pinned programs until stdin ends", 1, load_watch },
};

#define COMMANDS (sizeof(commands) / sizeof(commands[0]))

void load_die(const char *what)
{
	fprintf(stderr, "load: %s: %s\n", what, strerror(errno));
	exit(2);
}

uint64_t load_now(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return ts.tv_sec * 1000000000ULL + ts.tv_nsec;
}

unsigned long load_number(const char *s)
{
	char *end;
	unsigned long n;

	errno = 0;
	n = strtoul(s, &end, 10);
	if (end == s || *end || errno) {
		fprintf(stderr, "load: '%s' is not a number\n", s);
		exit(2);
	}
	return n;
}

void load_stay_on(const char *cpu)
{
	cpu_set_t set;

	CPU_ZERO(&set);
	CPU_SET(load_number(cpu), &set);
	if (sched_setaffinity(0, sizeof(set), &set))
		load_die("sched_setaffinity");
}

struct sockaddr_in load_address(const char *address, unsigned int port)
{
	struct sockaddr_in sin = { .sin_family = AF_INET, .sin_port = htons(port) };

	if (inet_pton(AF_INET, address, &sin.sin_addr) != 1) {
		fprintf(stderr, "load: '%s' is not an IPv4 address\n", address);
		exit(2);
	}
	return sin;
}

static int usage(void)
{
	fputs("usage:\n", stderr);
	for (size_t i = 0; i < COMMANDS; i++)
		fprintf(stderr, "  load %-7s %s\n", commands[i].name, commands[i].usage);
	return 2;
}

int main(int argc, char **argv)
{
	signal(SIGPIPE, SIG_IGN);
	for (size_t i = 0; argc > 1 && i < COMMANDS; i++)
		if (!strcmp(argv[1], commands[i].name) && argc - 2 >= commands[i].nargs)
			return commands[i].run(argv + 2);
	return usage();
}
