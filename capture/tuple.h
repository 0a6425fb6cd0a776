/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef L7_CAPTURE_TUPLE_H
#define L7_CAPTURE_TUPLE_H

/*
 * tuple.h - what ends of connections look like, to people
 */

#include "capture/capture.h"

#define L7_TUPLE_END_SIZE 64 /* bytes of an end as text, NUL included */

/** l7_tuple_transport() - "tcp", "udp", "icmp" or "icmpv6"; @proto: IPPROTO_* */
const char *l7_tuple_transport(uint8_t proto);

/**
 * l7_tuple_end() - address and port, as RFC 3986 writes them, so that the port can be told from an IPv6 address
 * @to: L7_TUPLE_END_SIZE bytes
 */
void l7_tuple_end(const struct l7_capture_tuple *t, bool destination, char *to);

#endif
