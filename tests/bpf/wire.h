/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef TESTS_BPF_WIRE_H
#define TESTS_BPF_WIRE_H

/*
 * wire.h - packets by a real device: BPF_PROG_TEST_RUN takes none that is larger than a page, nor any in several pieces
 *
 *   wire_send() ─> TUN device in a network namespace of its own ─> packet socket whose filter is the program
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** struct wire - release with wire_close() */
struct wire {
	int device;
	int socket;
};

/**
 * wire_open() - moves this process to a new network namespace
 * @prog: descriptor of a socket filter
 *
 * Return: false with errno set.
 */
bool wire_open(struct wire *w, int prog);
void wire_close(struct wire *w);

/** wire_send() - an IP packet; Return: whether the program's answer was other than 0; -1: it could not be sent */
int wire_send(struct wire *w, const uint8_t *ip, size_t len);

#endif
