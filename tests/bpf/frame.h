/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef TESTS_BPF_FRAME_H
#define TESTS_BPF_FRAME_H

/* frame.h - packets as a socket filter sees them, in all the forms that headers can have */

#include "capture/capture.h"

#define FRAME_ETHERNET_BYTES 14
#define FRAME_MAX_BYTES (FRAME_ETHERNET_BYTES + 65535)

/**
 * frame_write() - an Ethernet frame with a packet
 * @to:   FRAME_MAX_BYTES
 * @form: any number; says what options and extension headers it has
 *
 * Return: its bytes; 0: it has no room.
 */
size_t frame_write(uint8_t *to, const struct l7_capture_packet *pkt, unsigned int form);

#endif
