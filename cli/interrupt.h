/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef L7_CLI_INTERRUPT_H
#define L7_CLI_INTERRUPT_H

/*
 * interrupt.h - signals that ask a command to end, noticed where it waits and nowhere else
 */

#include <poll.h>
#include <stdbool.h>
#include <stdint.h>

/** l7_interrupt_catch() - from now on SIGINT, SIGTERM, SIGHUP and SIGQUIT wait for l7_interrupt_poll() */
void l7_interrupt_catch(void);

/**
 * l7_interrupt_notice() - the same for a command that reads
 *
 * System calls end with EINTR, and a second signal ends the process.
 */
void l7_interrupt_notice(void);

/** l7_interrupt_seen() - whether one has come */
bool l7_interrupt_seen(void);

/**
 * l7_interrupt_poll() - poll() that ends with any signal
 * @ns: nanoseconds at most; -1: no limit
 *
 * Return: as poll().
 */
int l7_interrupt_poll(struct pollfd *fds, nfds_t nfds, int64_t ns);

#endif
