// SPDX-License-Identifier: GPL-2.0-only
/*
 * merge.c - captures one behind the other
 *
 *   merge [-n TIMES] OUT.pcap CAPTURE...
 *
 *   -n  all of them so many times, each time from other addresses: a bit of source and destination changes
 *
 * Of Ethernet frames, those of other link types are passed over. Each capture begins when the one before has ended.
 */

#include <pcap/pcap.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define SNAPLEN 262144
#define TIMES_MAX 256

/** struct merger - @end: time of the last frame written; @shift: from the capture's time to that */
struct merger {
	pcap_dumper_t *out;
	uint8_t round;
	int64_t end;
	int64_t shift;
	uint64_t frames;
	uint8_t frame[SNAPLEN];
};

static unsigned int get16(const uint8_t *p)
{
	return p[0] << 8 | p[1];
}

/* in the low bytes of the network, so that the two ends stay two */
static void change_addresses(uint8_t *frame, size_t len, uint8_t round)
{
	size_t at = 12;

	while (at + 2 <= len && (get16(frame + at) == 0x8100 || get16(frame + at) == 0x88a8))
		at += 4;
	if (at + 22 <= len && get16(frame + at) == 0x0800) {
		frame[at + 15] ^= round;
		frame[at + 19] ^= round;
	} else if (at + 42 <= len && get16(frame + at) == 0x86dd) {
		frame[at + 12] ^= round;
		frame[at + 28] ^= round;
	}
}

static void write_frame(struct merger *m, const struct pcap_pkthdr *head, const uint8_t *bytes)
{
	const int64_t time = (int64_t)head->ts.tv_sec * 1000000 + head->ts.tv_usec + m->shift;
	struct pcap_pkthdr now = *head;

	if (head->caplen > sizeof(m->frame))
		return;
	memcpy(m->frame, bytes, head->caplen);
	change_addresses(m->frame, head->caplen, m->round);
	now.ts.tv_sec = time / 1000000;
	now.ts.tv_usec = time % 1000000;
	m->end = time > m->end ? time : m->end;
	m->frames++;
	pcap_dump((u_char *)m->out, &now, m->frame);
}

static bool copy(struct merger *m, const char *path)
{
	char error[PCAP_ERRBUF_SIZE];
	pcap_t *in = pcap_open_offline(path, error);
	struct pcap_pkthdr *head;
	const u_char *bytes;
	bool first = true;

	if (!in) {
		fprintf(stderr, "merge: %s: %s\n", path, error);
		return false;
	}
	while (pcap_datalink(in) == DLT_EN10MB && pcap_next_ex(in, &head, &bytes) == 1) {
		if (first)
			m->shift = m->end - ((int64_t)head->ts.tv_sec * 1000000 + head->ts.tv_usec);
		first = false;
		write_frame(m, head, bytes);
	}
	pcap_close(in);
	return true;
}

int main(int argc, char **argv)
{
	static struct merger m = { .end = 1704067200000000 };
	pcap_t *kind = pcap_open_dead(DLT_EN10MB, SNAPLEN);
	int times = 1, opt, i;

	while ((opt = getopt(argc, argv, "n:")) != -1)
		times = opt == 'n' ? atoi(optarg) : 0;
	if (argc - optind < 2 || times < 1 || times > TIMES_MAX) {
		fputs("usage: merge [-n TIMES] OUT.pcap CAPTURE...\n", stderr);
		return 2;
	}
	m.out = pcap_dump_open(kind, argv[optind]);
	if (!m.out) {
		fprintf(stderr, "merge: %s\n", pcap_geterr(kind));
		return 2;
	}
	while (times--)
		for (m.round = times, i = optind + 1; i < argc; i++)
			if (!copy(&m, argv[i]))
				return 2;
	printf("%llu frames\n", (unsigned long long)m.frames);
	pcap_dump_close(m.out);
	pcap_close(kind);
	return 0;
}
