// SPDX-License-Identifier: GPL-2.0-only
/*
 * replay.c - captures through the guest's router
 *
 *   replay -w OUT.pcap CAPTURE   write the capture's TCP and UDP packets as plain IP packets
 *   replay PCAP...               send what -w wrote: in the guest, from both ends of the router
 *
 * What is written has new headers (no link layer, no options, right checksums, TTL 64), as captures are cut, tagged,
 * tunnelled and recorded before checksums were filled in; addresses, ports, sequence numbers, flags and payloads are
 * the capture's. Left out, for whoever reads the result too: packets whose payload was cut, and what conntrack does
 * not take for part of a connection, which would be its judgement and not ours (a SYN or its answer sent again, all
 * that comes between a SYN and its answer).
 */

#include <errno.h>
#include <fcntl.h>
#include <net/if.h>
#include <netinet/in.h>
#include <netpacket/packet.h>
#include <pcap/pcap.h>
#include <sched.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "capture/connection.h"
#include "tests/captures/packet.h"

#define MAX_PACKETS 2000	/* of a capture */
#define ETHER_BYTES 14
#define PAIRS 65536		/* address pairs whose first sender is remembered; a power of two */

/**
 * struct opening - how far a TCP connection's handshake has come
 * @syn:      it began with a SYN
 * @answered: a SYN with ACK was seen
 */
struct opening {
	bool syn;
	bool answered;
	uint32_t syn_seq;
	uint32_t answer_seq;
};

struct writer {
	pcap_dumper_t *out;
	unsigned int packets;
	struct l7_connections connections;
	struct opening *opening;	/* of each of @connections */
};

/* would conntrack take this packet for its connection's */
static bool belongs(struct writer *w, const struct l7_capture_packet *pkt)
{
	const uint64_t known = w->connections.begun;
	const bool syn = pkt->flags & L7_TCP_SYN;
	enum l7_dir dir;
	size_t i = l7_connections_take(&w->connections, pkt, &dir)->number - 1;
	const bool reply = dir == L7_DIR_REPLY;
	struct opening *o;
	bool again;

	if (i == known) {
		w->opening = realloc(w->opening, (i + 1) * sizeof(*w->opening));
		w->opening[i] = (struct opening){ .syn = syn && !(pkt->flags & L7_TCP_ACK), .syn_seq = pkt->seq };
		return true;
	}
	o = &w->opening[i];
	if (pkt->tuple.proto != IPPROTO_TCP || !o->syn)
		return true;
	if (reply && syn && pkt->flags & L7_TCP_ACK) {
		again = o->answered && o->answer_seq == pkt->seq;
		o->answered = true;
		o->answer_seq = pkt->seq;
		return !again;
	}
	if (!reply && syn)
		return o->syn_seq != pkt->seq;
	return o->answered || pkt->flags & L7_TCP_RST;
}

static void write_packet(void *ctx, const struct l7_capture_packet *pkt)
{
	static uint8_t ip[PACKET_MAX_BYTES];
	struct pcap_pkthdr head = { 0 };
	struct writer *w = ctx;

	if (pkt->tuple.proto != IPPROTO_TCP && pkt->tuple.proto != IPPROTO_UDP)
		return;
	if (pkt->len != pkt->wire_len || pkt->len + PACKET_HEADER_BYTES > PACKET_MAX_BYTES || w->packets >= MAX_PACKETS)
		return;
	if (!belongs(w, pkt))
		return;
	/* so close together that no connection is idle, as when they are sent */
	head.ts.tv_usec = ++w->packets;
	head.caplen = head.len = packet_write(ip, pkt);
	pcap_dump((u_char *)w->out, &head, ip);
}

static int convert(const char *to, const char *from)
{
	pcap_t *kind = pcap_open_dead(DLT_RAW, PACKET_MAX_BYTES);
	char error[PCAP_ERRBUF_SIZE];
	struct writer w = { .out = pcap_dump_open(kind, to) };

	if (!w.out) {
		fprintf(stderr, "replay: %s\n", pcap_geterr(kind));
		return 2;
	}
	/* of a damaged one, what comes before the damage */
	if (l7_capture_read(from, false, write_packet, &w, error)) {
		fprintf(stderr, "replay: %s\n", error);
		if (access(from, R_OK))
			return 2;
	}
	free(w.opening);
	l7_connections_fini(&w.connections);
	pcap_dump_close(w.out);
	pcap_close(kind);
	return 0;
}

/**
 * struct side - an end of the router's wires
 * @mac: its sender's, which is no device's: nobody but the router may take what is sent
 */
struct side {
	const char *namespace;
	const char *device;
	uint8_t mac[6];
	int fd;
};

static struct side sides[2] = {
	{ "/run/netns/client", "c0", { 2, 0, 0, 0, 1, 0xc0 }, -1 },
	{ "/run/netns/server", "s0", { 2, 0, 0, 0, 1, 0x50 }, -1 },
};

static int side_open(struct side *s)
{
	struct sockaddr_ll at = { .sll_family = AF_PACKET };
	int ns = open(s->namespace, O_RDONLY | O_CLOEXEC);

	if (ns < 0 || setns(ns, CLONE_NEWNET))
		goto failed;
	close(ns);
	/* protocol 0: sends only */
	s->fd = socket(AF_PACKET, SOCK_RAW | SOCK_CLOEXEC, 0);
	at.sll_ifindex = if_nametoindex(s->device);
	if (s->fd >= 0 && at.sll_ifindex && !bind(s->fd, (struct sockaddr *)&at, sizeof(at)))
		return 0;
failed:
	fprintf(stderr, "replay: %s, %s: %s\n", s->namespace, s->device, strerror(errno));
	return -1;
}

/* the address that sent first of a pair is on the client's side; a forgotten pair begins anew */
static int side_of(const uint8_t *ip)
{
	static struct { uint8_t first[16], second[16]; } pairs[PAIRS];
	const size_t len = ip[0] >> 4 == 4 ? 4 : 16;
	uint8_t src[16] = { 0 }, dst[16] = { 0 };
	unsigned int i, h = 0;

	memcpy(src, ip + (len == 4 ? 12 : 8), len);
	memcpy(dst, ip + (len == 4 ? 16 : 24), len);
	for (i = 0; i < len; i++)
		h += (src[i] + dst[i]) * (i * 2 + 1) * 2654435761u;
	h = h >> 16 & (PAIRS - 1);
	if (!memcmp(pairs[h].first, src, 16) && !memcmp(pairs[h].second, dst, 16))
		return 0;
	if (!memcmp(pairs[h].first, dst, 16) && !memcmp(pairs[h].second, src, 16))
		return 1;
	memcpy(pairs[h].first, src, 16);
	memcpy(pairs[h].second, dst, 16);
	return 0;
}

static int send_packet(const uint8_t *ip, size_t len)
{
	static uint8_t frame[ETHER_BYTES + PACKET_MAX_BYTES];
	const uint16_t type = htons(ip[0] >> 4 == 4 ? 0x0800 : 0x86dd);
	const int from = side_of(ip);

	memcpy(frame, sides[!from].mac, 6);
	memcpy(frame + 6, sides[from].mac, 6);
	memcpy(frame + 12, &type, sizeof(type));
	memcpy(frame + ETHER_BYTES, ip, len);
	while (send(sides[from].fd, frame, ETHER_BYTES + len, 0) < 0) {
		if (errno != ENOBUFS && errno != EAGAIN && errno != EINTR) {
			fprintf(stderr, "replay: send: %s\n", strerror(errno));
			return -1;
		}
		sched_yield();
	}
	return 0;
}

static int inject(const char *path)
{
	char error[PCAP_ERRBUF_SIZE];
	pcap_t *in = pcap_open_offline(path, error);
	struct pcap_pkthdr *head;
	const u_char *ip;
	int err = 0, rc;

	if (!in) {
		fprintf(stderr, "replay: %s\n", error);
		return -1;
	}
	if (pcap_datalink(in) != DLT_RAW) {
		fprintf(stderr, "replay: %s: not written by replay -w\n", path);
		err = -1;
	}
	while (!err && (rc = pcap_next_ex(in, &head, &ip)) == 1)
		err = send_packet(ip, head->caplen);
	pcap_close(in);
	return err;
}

int main(int argc, char **argv)
{
	cpu_set_t one;
	int i;

	if (argc == 4 && !strcmp(argv[1], "-w"))
		return convert(argv[2], argv[3]);
	if (argc < 2 || argv[1][0] == '-') {
		fputs("usage: replay -w OUT.pcap CAPTURE\n       replay PCAP...\n", stderr);
		return 2;
	}
	/* on one CPU the router takes the packets of both wires in the order in which they are sent */
	CPU_ZERO(&one);
	CPU_SET(0, &one);
	if (sched_setaffinity(0, sizeof(one), &one) || side_open(&sides[0]) || side_open(&sides[1]))
		return 2;
	for (i = 1; i < argc; i++)
		if (inject(argv[i]))
			return 2;
	return 0;
}
