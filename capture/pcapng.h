/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef L7_CAPTURE_PCAPNG_H
#define L7_CAPTURE_PCAPNG_H

/*
 * pcapng.h - pcapng files, of whatever interfaces: libpcap reads those whose interfaces are all alike
 *
 *   file ─> section ─> interfaces (link type, unit of time) ─> frames, each of one of them
 *
 * draft-ietf-opsawg-pcapng
 */

#include <pcap/pcap.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

struct l7_pcapng;

/** struct l7_pcapng_frame - @bytes: head.caplen, until the next; @kind: its interface's link type; nanoseconds */
struct l7_pcapng_frame {
	struct pcap_pkthdr head;
	const uint8_t *bytes;
	pcap_t *kind;
};

/** l7_pcapng_is() - whether a file begins as one; the bytes looked at are not taken from it */
bool l7_pcapng_is(FILE *in);

/**
 * l7_pcapng_open() - read up to the first frame
 * @in:    stays the caller's to close, after l7_pcapng_close()
 * @error: PCAP_ERRBUF_SIZE bytes, filled in if the answer is NULL
 */
struct l7_pcapng *l7_pcapng_open(FILE *in, char *error);

/** l7_pcapng_kind() - of an interface of the section, in their order; Return: NULL: there are no more */
pcap_t *l7_pcapng_kind(const struct l7_pcapng *ng, size_t interface);

/**
 * l7_pcapng_filter() - pass over frames that pcap-filter(7) does not let pass
 * @expression: borrowed until l7_pcapng_close(): interfaces may come later
 *
 * Return: -1: it is wrong for an interface there is by now, @error says why.
 */
int l7_pcapng_filter(struct l7_pcapng *ng, const char *expression, char *error);

/** l7_pcapng_read() - the next frame; Return: 1; 0: there are no more; -1: the file is damaged, @error says how */
int l7_pcapng_read(struct l7_pcapng *ng, struct l7_pcapng_frame *f, char *error);

void l7_pcapng_close(struct l7_pcapng *ng);

#endif
