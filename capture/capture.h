/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef TESTS_CAPTURE_H
#define TESTS_CAPTURE_H

/*
 * capture.h - packets out of capture files (pcap, pcapng), for tests
 *
 *   file ─libpcap─> frame ─link, IP, transport─> l7_capture_packet ─> connection and direction
 *
 * Link types: Ethernet (with VLAN tags), raw IP, Linux cooked (both), null and loopback, PPP, Cisco HDLC. No tunnels.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum l7_capture_tcp_flag {
	L7_TCP_FIN = 0x01,
	L7_TCP_SYN = 0x02,
	L7_TCP_RST = 0x04,
	L7_TCP_ACK = 0x10,
};

/**
 * struct l7_capture_tuple - one direction of a connection
 * @family: AF_INET or AF_INET6
 * @proto:  IPPROTO_TCP, IPPROTO_UDP, IPPROTO_ICMP or IPPROTO_ICMPV6
 * @src:    address; IPv4 in the first four bytes, the rest 0
 * @sport:  host order; ICMP: identifier of an echo, on both sides
 */
struct l7_capture_tuple {
	uint8_t src[16];
	uint8_t dst[16];
	uint16_t sport;
	uint16_t dport;
	uint8_t family;
	uint8_t proto;
};

/**
 * struct l7_capture_packet - a packet whose connection is known
 * @payload:  transport payload
 * @len:      bytes of it that were captured
 * @wire_len: bytes of it that were sent, >= @len
 * @seq:      TCP sequence number of the segment, that of the SYN if it has one
 * @ack:      TCP acknowledgement number
 * @flags:    of TCP
 */
struct l7_capture_packet {
	struct l7_capture_tuple tuple;
	const uint8_t *payload;
	size_t len;
	size_t wire_len;
	uint32_t seq;
	uint32_t ack;
	uint8_t flags;
};

/**
 * l7_capture_decode() - find the transport payload in a frame
 * @link: DLT_*
 * @len:  captured bytes
 *
 * Fragments other than the first are not looked at; a first fragment counts as far as it goes.
 * Return: false if it is nothing that conntrack would make a connection of.
 */
bool l7_capture_decode(int link, const uint8_t *frame, size_t len, struct l7_capture_packet *pkt);

/**
 * l7_capture_read() - hand all packets of a file to @each, in order
 * @error: PCAP_ERRBUF_SIZE bytes, filled in if the answer is -1
 *
 * Return: 0; -1 if the file can't be opened. A file that ends in the middle of a packet ends there.
 */
int l7_capture_read(const char *path, void (*each)(void *ctx, const struct l7_capture_packet *pkt), void *ctx, char *error);

/** struct l7_connections - which packets belong together; zero-initialise, release with l7_connections_fini() */
struct l7_connections {
	struct l7_connection *item;
	size_t count;
	size_t *bucket;
	size_t buckets;
};

/**
 * struct l7_connection - as its first packet has it
 * @closed: a FIN or RST was seen, so that a SYN opens another one
 */
struct l7_connection {
	struct l7_capture_tuple tuple;
	size_t next;
	bool closed;
};

/**
 * l7_connections_find() - a packet's connection, made if there is none
 * @reply: set if the packet goes against the direction of the connection's first
 *
 * A TCP SYN on the tuple of a closed connection makes a new one.
 * Return: index in @item; a new one if it is the @count of before.
 */
size_t l7_connections_find(struct l7_connections *all, const struct l7_capture_packet *pkt, bool *reply);
void l7_connections_fini(struct l7_connections *all);

#endif
