/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef L7_CONNTRACK_CT_H
#define L7_CONNTRACK_CT_H

/*
 * ct.h - a connection as conntrack knows it
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct nlmsghdr;

/** enum l7_ct_direction - of counters */
enum l7_ct_direction {
	L7_CT_UP,	/* from the one who opened the connection */
	L7_CT_DOWN,
	L7_CT_DIRECTIONS,
};

/** enum l7_ct_verdict - what a connection's label says */
enum l7_ct_verdict {
	L7_CT_NOT_INSPECTED,	/* no label, or one that the inspection has not touched */
	L7_CT_UNSET,
	L7_CT_UNKNOWN,
	L7_CT_NAMED,
};

/**
 * struct l7_ct - a connection, addresses and ports as its first packet had them, before any NAT
 * @source:    16 bytes, or 4 and zeroes
 * @packets:   by direction, 0 unless @counted
 * @bytes:     likewise; with headers from IP's on
 * @start:     nanoseconds since 1970; 0: not recorded (sysctl nf_conntrack_timestamp)
 * @master:    l7_ct_tuple_key() of the connection that opened it; 0: none did
 * @id:        the kernel's; two connections may have the same
 * @timeout:   seconds until it is forgotten if nothing comes any more
 * @status:    IPS_* bits
 * @word:      of the label, see L7_LABEL_WORD, or of the BPF programs' map (conntrack/verdicts.h); 0 if not @labelled
 * @port:      of source and target if @has_ports; of ICMP the identifier, and type and code as two bytes
 * @family:    AF_INET or AF_INET6
 * @transport: IPPROTO_*
 * @tcp_state: TCP_CONNTRACK_*, 0 for others
 * @labelled:  the message had a label (events have one only if it has changed), or there is such a map
 * @counted:   conntrack counts it: accounting was on when it began
 */
struct l7_ct {
	uint8_t source[16];
	uint8_t target[16];
	uint64_t packets[L7_CT_DIRECTIONS];
	uint64_t bytes[L7_CT_DIRECTIONS];
	uint64_t start;
	uint64_t master;
	uint32_t id;
	uint32_t mark;
	uint32_t timeout;
	uint32_t status;
	uint32_t word;
	uint16_t zone;
	uint16_t port[2];
	uint8_t family;
	uint8_t transport;
	uint8_t tcp_state;
	bool has_ports;
	bool labelled;
	bool counted;
};

/** l7_ct_parse() - read a message of ctnetlink; Return: 0; -1 if it is none */
int l7_ct_parse(struct l7_ct *ct, const struct nlmsghdr *nlh);

/** l7_ct_build() - append tuple and zone to a message of ctnetlink; Return: 0; -1 if there is no memory */
int l7_ct_build(struct nlmsghdr *nlh, const struct l7_ct *ct);

/** l7_ct_key() - tells connections apart; the same in all messages about one; Return: never 0 */
uint64_t l7_ct_key(const struct l7_ct *ct);

/** l7_ct_tuple_key() - likewise, of what stands in packets and the zone alone; Return: never 0 */
uint64_t l7_ct_tuple_key(const struct l7_ct *ct);

/** l7_ct_has_ports() - whether connections over a transport have them */
bool l7_ct_has_ports(uint8_t transport);

/** l7_ct_verdict() - what its label says; L7_CT_NAMED: the number is in the lower half of @ct->word */
enum l7_ct_verdict l7_ct_verdict(const struct l7_ct *ct);

#define L7_CT_TRANSPORT_SIZE 8	/* bytes of a transport's name, NUL included */

/** l7_ct_transport() - name of a transport, such as tcp; its number if it has none here; Return: @buf */
const char *l7_ct_transport(uint8_t transport, char buf[L7_CT_TRANSPORT_SIZE]);

/** l7_ct_transport_number() - the opposite; Return: -1 if there is no such transport */
int l7_ct_transport_number(const char *name);

/** l7_ct_state() - in a word how far it is: TCP's state, else whether it was answered */
const char *l7_ct_state(const struct l7_ct *ct);

#define L7_CT_ENDPOINT_SIZE 56	/* bytes of an endpoint, NUL included: "[address]:port" */

/**
 * l7_ct_endpoint() - one end of a connection: ADDRESS:PORT, [ADDRESS]:PORT, or ADDRESS where there are no ports
 * @which: 0: the source, 1: the target
 * @width: what is longer loses a part in the middle of the address, which ".." stands for; at least 16
 *
 * Return: @buf
 */
const char *l7_ct_endpoint(const struct l7_ct *ct, int which, size_t width, char buf[L7_CT_ENDPOINT_SIZE]);

#endif
