// SPDX-License-Identifier: GPL-2.0-only
#include "capture/account.h"

void l7_account_count(struct l7_account *sum, const struct l7_connection *c)
{
	const struct l7_account one = {
		.connections = 1,
		.packets = c->packets[0] + c->packets[1] - c->tunnel_packets[0] - c->tunnel_packets[1],
		.bytes = c->bytes[0] + c->bytes[1] - c->tunnel_bytes[0] - c->tunnel_bytes[1],
		.decided = c->verdict.state == L7_CLASSIFY_DECIDED,
	};

	l7_account_add(sum, &one);
	if (!one.decided)
		return;
	sum->decided_packets += c->verdict.payloads;
	sum->decided_bytes += c->verdict.bytes;
}

void l7_account_add(struct l7_account *sum, const struct l7_account *a)
{
	sum->connections += a->connections;
	sum->packets += a->packets;
	sum->bytes += a->bytes;
	sum->decided += a->decided;
	sum->decided_packets += a->decided_packets;
	sum->decided_bytes += a->decided_bytes;
}

int l7_account_compare(const struct l7_account *a, const struct l7_account *b)
{
	if (a->bytes != b->bytes)
		return a->bytes < b->bytes ? 1 : -1;
	return (a->connections < b->connections) - (a->connections > b->connections);
}
