/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef TESTS_CAPTURES_PACKET_H
#define TESTS_CAPTURES_PACKET_H

/*
 * packet.h - packets of connections to IP packets, for tests that write captures
 */

#include "capture/capture.h"

#define PACKET_MAX_BYTES 65535	/* of an IP packet */
#define PACKET_HEADER_BYTES 60	/* that payload must leave room for */

/**
 * packet_write() - a TCP or UDP packet with new headers: no options, right checksums, TTL 64
 * @p: room for PACKET_MAX_BYTES
 *
 * Return: its bytes.
 */
size_t packet_write(uint8_t *p, const struct l7_capture_packet *pkt);

#endif
