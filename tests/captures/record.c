// SPDX-License-Identifier: GPL-2.0-only
/*
 * record.c - conversations as a capture
 *
 *   record [-b BYTES] [-n TIMES] OUT.pcap CASE.flow...
 *
 *   -b  behind each conversation over TCP, so many bytes from the server, in segments of 1448
 *   -n  all conversations so many times
 *
 * Each is a connection of its own, from another address and port of 10.0.0.0/8, a tenth of a second after the one before,
 * with a packet a millisecond. Ethernet frames, microseconds; the first packet is of 2024-01-01 00:00 UTC.
 */

#include <netinet/in.h>
#include <pcap/pcap.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "capture/script.h"
#include "tests/captures/packet.h"

#define BEGIN_SECS 1704067200
#define SEGMENT_BYTES 1448
#define ETHERNET_BYTES 14
#define ERROR_BYTES 512

/**
 * struct recorder
 * @connection: number of the one that is being written
 * @usecs:      of the next packet
 * @last:       packets of the connection so far, by direction: the last one
 */
struct recorder {
	pcap_dumper_t *out;
	uint32_t connection;
	uint64_t usecs;
	struct l7_capture_packet last[2];
};

static void set_client(uint8_t *address, uint16_t *port, uint32_t connection)
{
	address[0] = 10;
	address[1] = connection >> 16;
	address[2] = connection >> 8;
	address[3] = connection;
	*port = 1024 + connection % 60000;
}

static void write_packet(void *ctx, const struct l7_capture_packet *like, bool reply)
{
	static uint8_t frame[ETHERNET_BYTES + PACKET_MAX_BYTES] = { 2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 2, 8, 0 };
	struct l7_capture_packet pkt = *like;
	struct recorder *r = ctx;
	struct pcap_pkthdr head = { .ts = { BEGIN_SECS + r->usecs / 1000000, r->usecs % 1000000 } };

	set_client(reply ? pkt.tuple.dst : pkt.tuple.src, reply ? &pkt.tuple.dport : &pkt.tuple.sport, r->connection);
	head.caplen = head.len = ETHERNET_BYTES + packet_write(frame + ETHERNET_BYTES, &pkt);
	pcap_dump((u_char *)r->out, &head, frame);
	r->last[reply] = *like;
	r->usecs += 1000;
}

/* what follows a packet of the same side */
static void write_next(struct recorder *r, bool reply, uint8_t flags, const uint8_t *bytes, size_t len)
{
	struct l7_capture_packet pkt = r->last[reply];

	pkt.seq += pkt.len + !!(pkt.flags & (L7_TCP_SYN | L7_TCP_FIN));
	pkt.ack = r->last[!reply].seq + r->last[!reply].len + !!(r->last[!reply].flags & (L7_TCP_SYN | L7_TCP_FIN));
	pkt.flags = flags;
	pkt.payload = bytes;
	pkt.len = pkt.wire_len = len;
	write_packet(r, &pkt, reply);
}

static void write_bulk(struct recorder *r, uint64_t bytes)
{
	static uint8_t block[SEGMENT_BYTES];
	size_t i, len;

	for (i = 0; i < sizeof(block); i++)
		block[i] = i * 7;
	for (; bytes; bytes -= len) {
		len = bytes < sizeof(block) ? bytes : sizeof(block);
		write_next(r, true, L7_TCP_ACK, block, len);
	}
}

static void record(struct recorder *r, const struct l7_script *s, uint64_t bulk)
{
	const uint64_t begin = r->usecs;

	l7_script_play(s, write_packet, r);
	if (s->tcp) {
		write_bulk(r, bulk);
		write_next(r, false, L7_TCP_FIN | L7_TCP_ACK, NULL, 0);
		write_next(r, true, L7_TCP_FIN | L7_TCP_ACK, NULL, 0);
		write_next(r, false, L7_TCP_ACK, NULL, 0);
	}
	r->connection++;
	if (r->usecs < begin + 100000)
		r->usecs = begin + 100000;
}

static bool record_all(struct recorder *r, char **paths, int count, uint64_t bulk)
{
	char error[ERROR_BYTES];
	int i;

	for (i = 0; i < count; i++) {
		struct l7_script s = { 0 };

		if (!l7_script_read(&s, paths[i], error, sizeof(error))) {
			fprintf(stderr, "record: %s\n", error);
			l7_script_fini(&s);
			return false;
		}
		record(r, &s, bulk);
		l7_script_fini(&s);
	}
	return true;
}

static int usage(void)
{
	fputs("usage: record [-b BYTES] [-n TIMES] OUT.pcap CASE.flow...\n", stderr);
	return 2;
}

int main(int argc, char **argv)
{
	struct recorder r = { .connection = 1 };
	pcap_t *kind = pcap_open_dead(DLT_EN10MB, ETHERNET_BYTES + PACKET_MAX_BYTES);
	uint64_t bulk = 0, times = 1;
	bool good = true;
	int opt;

	while ((opt = getopt(argc, argv, "b:n:")) != -1) {
		if (opt == 'b')
			bulk = strtoull(optarg, NULL, 10);
		else if (opt == 'n')
			times = strtoull(optarg, NULL, 10);
		else
			return usage();
	}
	if (argc - optind < 2)
		return usage();
	r.out = pcap_dump_open(kind, argv[optind]);
	if (!r.out) {
		fprintf(stderr, "record: %s\n", pcap_geterr(kind));
		return 2;
	}
	while (good && times--)
		good = record_all(&r, argv + optind + 1, argc - optind - 1, bulk);
	pcap_dump_close(r.out);
	pcap_close(kind);
	return good ? 0 : 2;
}
