/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef L7_CAPTURE_CAPTURE_H
#define L7_CAPTURE_CAPTURE_H

/*
 * capture.h - packets out of capture files (pcap, pcapng) and from interfaces
 *
 *   file, interface ─source.h─> frame ─decode.h─> l7_capture_packet ─connection.h─> connection, direction
 *                                                                                             │
 *                                                               ended, counted <─tracker.h─ classify.h: verdict
 *
 * Link types: see link.h; what may stand between them and IP: layer.h, wifi.h. IP fragments are put together. Tunnels:
 * see tunnel.h.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct l7_piece;

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
 * @vlan:   innermost tag, 0: none; the same addresses in two VLANs are two connections. No padding: compared as bytes
 */
struct l7_capture_tuple {
	uint8_t src[16];
	uint8_t dst[16];
	uint16_t sport;
	uint16_t dport;
	uint16_t vlan;
	uint8_t family;
	uint8_t proto;
};

/**
 * struct l7_capture_packet - a packet whose connection is known
 * @payload:  transport payload
 * @len:      bytes of it that were captured
 * @wire_len: bytes of it that were sent, >= @len
 * @bytes:    of the IP packet as it was sent, of all fragments together
 * @time:     nanoseconds since 1970
 * @seq:      TCP sequence number of the segment, that of the SYN if it has one
 * @ack:      TCP acknowledgement number
 * @flags:    of TCP
 * @carries:  it is a tunnel's, and the packet in it comes next
 * @frame:    number of the frame that brought it (of a datagram in fragments: the last of them), 1-based
 * @part:     [nparts] all that brought it, of a datagram in fragments; NULL: @frame alone did
 */
struct l7_capture_packet {
	struct l7_capture_tuple tuple;
	const uint8_t *payload;
	size_t len;
	size_t wire_len;
	size_t bytes;
	uint64_t time;
	uint32_t seq;
	uint32_t ack;
	uint8_t flags;
	bool carries;
	uint64_t frame;
	const struct l7_piece *part;
	size_t nparts;
};

#define L7_CAPTURE_ERROR_SIZE 256

/**
 * l7_capture_read() - hand all packets of a file to @each, in order
 * @tunnels: what tunnels carry too
 * @each:    is lent the packet
 * @error:   L7_CAPTURE_ERROR_SIZE bytes, filled in if the answer is -1
 *
 * Return: 0; -1 if the file can't be read, or not to its end: then all packets before were handed out.
 */
int l7_capture_read(const char *path, bool tunnels, void (*each)(void *ctx, const struct l7_capture_packet *pkt),
		    void *ctx, char *error);

#endif
