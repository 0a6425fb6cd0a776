// SPDX-License-Identifier: GPL-2.0-only
/*
 * ct.c - a connection, out of a message of ctnetlink
 */

#include "conntrack/ct.h"

#include <arpa/inet.h>
#include <libmnl/libmnl.h>
#include <libnetfilter_conntrack/libnetfilter_conntrack.h>
#include <libnetfilter_conntrack/libnetfilter_conntrack_tcp.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "uapi/layer7.h"

/* newer than the library's header */
#define STATUS_OFFLOAD (3u << 14) /* IPS_OFFLOAD, IPS_HW_OFFLOAD */

static const struct {
	const char *name;
	uint8_t number;
} transports[] = {
	{ "tcp", IPPROTO_TCP },	    { "udp", IPPROTO_UDP },	    { "icmp", IPPROTO_ICMP }, { "icmp6", IPPROTO_ICMPV6 },
	{ "sctp", IPPROTO_SCTP },   { "dccp", IPPROTO_DCCP },	    { "gre", IPPROTO_GRE },   { "udplite", IPPROTO_UDPLITE },
	{ "esp", IPPROTO_ESP },	    { "ah", IPPROTO_AH },	    { "igmp", IPPROTO_IGMP }, { "ipip", IPPROTO_IPIP },
	{ "6in4", IPPROTO_IPV6 },
};

#define NTRANSPORTS (sizeof(transports) / sizeof(transports[0]))

bool l7_ct_has_ports(uint8_t transport)
{
	return transport == IPPROTO_TCP || transport == IPPROTO_UDP || transport == IPPROTO_SCTP ||
	       transport == IPPROTO_DCCP || transport == IPPROTO_UDPLITE;
}

static void take_addresses(struct l7_ct *ct, const struct nf_conntrack *from)
{
	const bool six = ct->family == AF_INET6;
	const void *source = nfct_get_attr(from, six ? ATTR_ORIG_IPV6_SRC : ATTR_ORIG_IPV4_SRC);
	const void *target = nfct_get_attr(from, six ? ATTR_ORIG_IPV6_DST : ATTR_ORIG_IPV4_DST);

	if (source)
		memcpy(ct->source, source, six ? 16 : 4);
	if (target)
		memcpy(ct->target, target, six ? 16 : 4);
}

static void take_ports(struct l7_ct *ct, const struct nf_conntrack *from)
{
	ct->has_ports = l7_ct_has_ports(ct->transport);
	if (ct->has_ports) {
		ct->port[0] = ntohs(nfct_get_attr_u16(from, ATTR_ORIG_PORT_SRC));
		ct->port[1] = ntohs(nfct_get_attr_u16(from, ATTR_ORIG_PORT_DST));
	} else if (nfct_attr_is_set(from, ATTR_ICMP_TYPE) > 0) {
		ct->port[0] = ntohs(nfct_get_attr_u16(from, ATTR_ICMP_ID));
		ct->port[1] = nfct_get_attr_u8(from, ATTR_ICMP_TYPE) << 8 | nfct_get_attr_u8(from, ATTR_ICMP_CODE);
	}
}

/* A zone may hold for one direction only; it is the connection's all the same. */
static uint16_t zone_of(const struct nf_conntrack *from)
{
	static const enum nf_conntrack_attr zones[] = { ATTR_ZONE, ATTR_ORIG_ZONE, ATTR_REPL_ZONE };

	for (size_t i = 0; i < sizeof(zones) / sizeof(zones[0]); i++)
		if (nfct_attr_is_set(from, zones[i]) > 0)
			return nfct_get_attr_u16(from, zones[i]);
	return 0;
}

static void take_counters(struct l7_ct *ct, const struct nf_conntrack *from)
{
	ct->counted = nfct_attr_is_set(from, ATTR_ORIG_COUNTER_BYTES) > 0;
	ct->packets[L7_CT_UP] = nfct_get_attr_u64(from, ATTR_ORIG_COUNTER_PACKETS);
	ct->packets[L7_CT_DOWN] = nfct_get_attr_u64(from, ATTR_REPL_COUNTER_PACKETS);
	ct->bytes[L7_CT_UP] = nfct_get_attr_u64(from, ATTR_ORIG_COUNTER_BYTES);
	ct->bytes[L7_CT_DOWN] = nfct_get_attr_u64(from, ATTR_REPL_COUNTER_BYTES);
}

static void take_label(struct l7_ct *ct, const struct nf_conntrack *from)
{
	const struct nfct_bitmask *label = nfct_get_attr(from, ATTR_CONNLABELS);

	if (!label)
		return;
	ct->labelled = true;
	for (unsigned int bit = 0; bit < 32; bit++)
		if (nfct_bitmask_test_bit(label, L7_LABEL_WORD * 32 + bit))
			ct->word |= 1u << bit;
}

/* @ct: its zone is known, which a master shares */
static uint64_t master_of(const struct l7_ct *ct, const struct nf_conntrack *from)
{
	struct l7_ct master = { .zone = ct->zone, .family = nfct_get_attr_u8(from, ATTR_MASTER_L3PROTO) };
	const bool six = master.family == AF_INET6;
	const void *source = nfct_get_attr(from, six ? ATTR_MASTER_IPV6_SRC : ATTR_MASTER_IPV4_SRC);
	const void *target = nfct_get_attr(from, six ? ATTR_MASTER_IPV6_DST : ATTR_MASTER_IPV4_DST);

	if (!source || !target)
		return 0;
	memcpy(master.source, source, six ? 16 : 4);
	memcpy(master.target, target, six ? 16 : 4);
	master.transport = nfct_get_attr_u8(from, ATTR_MASTER_L4PROTO);
	master.port[0] = ntohs(nfct_get_attr_u16(from, ATTR_MASTER_PORT_SRC));
	master.port[1] = ntohs(nfct_get_attr_u16(from, ATTR_MASTER_PORT_DST));
	return l7_ct_tuple_key(&master);
}

int l7_ct_parse(struct l7_ct *ct, const struct nlmsghdr *nlh)
{
	struct nf_conntrack *from = nfct_new();

	memset(ct, 0, sizeof(*ct));
	if (!from)
		return -1;
	if (nfct_nlmsg_parse(nlh, from)) {
		nfct_destroy(from);
		return -1;
	}
	ct->family = nfct_get_attr_u8(from, ATTR_ORIG_L3PROTO);
	ct->transport = nfct_get_attr_u8(from, ATTR_ORIG_L4PROTO);
	ct->tcp_state = nfct_get_attr_u8(from, ATTR_TCP_STATE);
	ct->id = nfct_get_attr_u32(from, ATTR_ID);
	ct->mark = nfct_get_attr_u32(from, ATTR_MARK);
	ct->timeout = nfct_get_attr_u32(from, ATTR_TIMEOUT);
	ct->status = nfct_get_attr_u32(from, ATTR_STATUS);
	ct->zone = zone_of(from);
	ct->start = nfct_get_attr_u64(from, ATTR_TIMESTAMP_START);
	take_addresses(ct, from);
	take_ports(ct, from);
	ct->master = master_of(ct, from);
	take_counters(ct, from);
	take_label(ct, from);
	nfct_destroy(from);
	return 0;
}

static void put_ports(struct nf_conntrack *to, const struct l7_ct *ct)
{
	if (ct->has_ports) {
		nfct_set_attr_u16(to, ATTR_ORIG_PORT_SRC, htons(ct->port[0]));
		nfct_set_attr_u16(to, ATTR_ORIG_PORT_DST, htons(ct->port[1]));
	} else if (ct->transport == IPPROTO_ICMP || ct->transport == IPPROTO_ICMPV6) {
		nfct_set_attr_u16(to, ATTR_ICMP_ID, htons(ct->port[0]));
		nfct_set_attr_u8(to, ATTR_ICMP_TYPE, ct->port[1] >> 8);
		nfct_set_attr_u8(to, ATTR_ICMP_CODE, ct->port[1] & 0xff);
	}
}

int l7_ct_build(struct nlmsghdr *nlh, const struct l7_ct *ct)
{
	const bool six = ct->family == AF_INET6;
	struct nf_conntrack *to = nfct_new();
	int err;

	if (!to)
		return -1;
	nfct_set_attr_u8(to, ATTR_ORIG_L3PROTO, ct->family);
	nfct_set_attr_u8(to, ATTR_ORIG_L4PROTO, ct->transport);
	nfct_set_attr(to, six ? ATTR_ORIG_IPV6_SRC : ATTR_ORIG_IPV4_SRC, ct->source);
	nfct_set_attr(to, six ? ATTR_ORIG_IPV6_DST : ATTR_ORIG_IPV4_DST, ct->target);
	put_ports(to, ct);
	if (ct->zone)
		nfct_set_attr_u16(to, ATTR_ZONE, ct->zone);
	err = nfct_nlmsg_build(nlh, to);
	nfct_destroy(to);
	return err ? -1 : 0;
}

static uint64_t mix(uint64_t hash, uint64_t value)
{
	hash = (hash ^ value) * 0x9e3779b97f4a7c15u;
	return hash ^ hash >> 32;
}

static uint64_t mix_tuple(uint64_t hash, const struct l7_ct *ct)
{
	uint64_t part[4];

	hash = mix(hash, (uint64_t)ct->zone << 48 | ct->family << 8 | ct->transport);
	memcpy(part, ct->source, 16);
	memcpy(part + 2, ct->target, 16);
	for (int i = 0; i < 4; i++)
		hash = mix(hash, part[i]);
	hash = mix(hash, (uint64_t)ct->port[0] << 16 | ct->port[1]);
	return hash ? hash : 1;
}

uint64_t l7_ct_key(const struct l7_ct *ct)
{
	return mix_tuple(ct->id, ct);
}

uint64_t l7_ct_tuple_key(const struct l7_ct *ct)
{
	return mix_tuple(0, ct);
}

enum l7_ct_verdict l7_ct_verdict(const struct l7_ct *ct)
{
	if (!ct->word)
		return L7_CT_NOT_INSPECTED;
	if (!(ct->word & L7_LABEL_DECIDED))
		return L7_CT_UNSET;
	return ct->word & L7_LABEL_NUMBER ? L7_CT_NAMED : L7_CT_UNKNOWN;
}

const char *l7_ct_transport(uint8_t transport, char buf[L7_CT_TRANSPORT_SIZE])
{
	snprintf(buf, L7_CT_TRANSPORT_SIZE, "%u", transport);
	for (size_t i = 0; i < NTRANSPORTS; i++)
		if (transports[i].number == transport)
			snprintf(buf, L7_CT_TRANSPORT_SIZE, "%s", transports[i].name);
	return buf;
}

int l7_ct_transport_number(const char *name)
{
	char *end;
	unsigned long number = strtoul(name, &end, 10);

	for (size_t i = 0; i < NTRANSPORTS; i++)
		if (!strcmp(transports[i].name, name))
			return transports[i].number;
	return *name >= '0' && *name <= '9' && !*end && number <= UINT8_MAX ? (int)number : -1;
}

const char *l7_ct_state(const struct l7_ct *ct)
{
	static const char *const tcp[] = {
		[TCP_CONNTRACK_NONE] = "none",		       [TCP_CONNTRACK_SYN_SENT] = "syn-sent",
		[TCP_CONNTRACK_SYN_RECV] = "syn-recv",	       [TCP_CONNTRACK_ESTABLISHED] = "established",
		[TCP_CONNTRACK_FIN_WAIT] = "fin-wait",	       [TCP_CONNTRACK_CLOSE_WAIT] = "close-wait",
		[TCP_CONNTRACK_LAST_ACK] = "last-ack",	       [TCP_CONNTRACK_TIME_WAIT] = "time-wait",
		[TCP_CONNTRACK_CLOSE] = "close",	       [TCP_CONNTRACK_SYN_SENT2] = "syn-sent2",
	};

	if (ct->status & STATUS_OFFLOAD)
		return "offloaded";
	if (ct->transport == IPPROTO_TCP && ct->tcp_state && ct->tcp_state < sizeof(tcp) / sizeof(tcp[0]))
		return tcp[ct->tcp_state];
	if (!(ct->status & IPS_SEEN_REPLY))
		return "unreplied";
	return ct->status & IPS_ASSURED ? "assured" : "replied";
}

/* Take so much out of the middle that @width bytes are left. */
static void shorten(char *text, size_t width)
{
	size_t len = strlen(text), tail, head;

	if (len <= width)
		return;
	head = (width - 2) / 2;
	tail = width - 2 - head;
	memcpy(text + head, "..", 2);
	memmove(text + head + 2, text + len - tail, tail + 1);
}

const char *l7_ct_endpoint(const struct l7_ct *ct, int which, size_t width, char buf[L7_CT_ENDPOINT_SIZE])
{
	char address[INET6_ADDRSTRLEN] = "?", port[8] = "";
	const bool brackets = ct->has_ports && ct->family == AF_INET6;

	inet_ntop(ct->family, which ? ct->target : ct->source, address, sizeof(address));
	if (ct->has_ports)
		snprintf(port, sizeof(port), ":%u", ct->port[which]);
	shorten(address, width - strlen(port) - 2 * brackets);
	snprintf(buf, L7_CT_ENDPOINT_SIZE, "%s%s%s%s", brackets ? "[" : "", address, brackets ? "]" : "", port);
	return buf;
}
