// SPDX-License-Identifier: GPL-2.0-only
#include "capture/tuple.h"

#include <arpa/inet.h>
#include <stdio.h>

const char *l7_tuple_transport(uint8_t proto)
{
	switch (proto) {
	case IPPROTO_TCP: return "tcp";
	case IPPROTO_UDP: return "udp";
	case IPPROTO_ICMP: return "icmp";
	}
	return "icmpv6";
}

void l7_tuple_end(const struct l7_capture_tuple *t, bool destination, char *to)
{
	const uint16_t port = destination ? t->dport : t->sport;
	char address[INET6_ADDRSTRLEN];

	inet_ntop(t->family, destination ? t->dst : t->src, address, sizeof(address));
	snprintf(to, L7_TUPLE_END_SIZE, t->family == AF_INET6 ? "[%s]:%u" : "%s:%u", address, port);
}
