// SPDX-License-Identifier: GPL-2.0-only
/*
 * interrupt.c - signals that ask a command to end
 */

#include "cli/interrupt.h"

#include <signal.h>
#include <stddef.h>
#include <time.h>

static const int caught[] = { SIGINT, SIGTERM, SIGHUP, SIGQUIT };

static volatile sig_atomic_t seen;
static sigset_t while_waiting;

static void notice(int sig)
{
	seen = 1;
}

void l7_interrupt_catch(void)
{
	struct sigaction action = { .sa_handler = notice };
	sigset_t blocked;

	sigemptyset(&blocked);
	for (size_t i = 0; i < sizeof(caught) / sizeof(caught[0]); i++) {
		sigaddset(&blocked, caught[i]);
		sigaction(caught[i], &action, NULL);
	}
	sigprocmask(SIG_BLOCK, &blocked, &while_waiting);
	/* they may have been blocked by whoever started us */
	for (size_t i = 0; i < sizeof(caught) / sizeof(caught[0]); i++)
		sigdelset(&while_waiting, caught[i]);
}

void l7_interrupt_notice(void)
{
	const struct sigaction action = { .sa_handler = notice, .sa_flags = SA_RESETHAND };

	for (size_t i = 0; i < sizeof(caught) / sizeof(caught[0]); i++)
		sigaction(caught[i], &action, NULL);
}

bool l7_interrupt_seen(void)
{
	return seen;
}

int l7_interrupt_poll(struct pollfd *fds, nfds_t nfds, int64_t ns)
{
	const struct timespec limit = { ns / 1000000000, ns % 1000000000 };

	return ppoll(fds, nfds, ns < 0 ? NULL : &limit, &while_waiting);
}
