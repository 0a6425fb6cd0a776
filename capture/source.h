/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef L7_CAPTURE_SOURCE_H
#define L7_CAPTURE_SOURCE_H

/*
 * source.h - where frames come from: a file, a pipe, an interface
 */

#include <stdio.h>

#include "capture/decode.h"

struct pcap;
struct l7_pcapng;
struct pcap_pkthdr;

#define L7_SOURCE_SNAPLEN 65535	/* bytes of a frame that are taken from an interface */

/**
 * struct l7_source - open; the decoder's members are the caller's to set before the first l7_source_read()
 * @pcap:  libpcap's; NULL: a pcapng file, @ng
 * @file:  NULL: an interface
 * @nano:  times of @head are in nanoseconds, else microseconds
 * @name:  of the file or interface, for messages (borrowed)
 * @size:  of the file in bytes; 0: not known
 * @head:  of the frame being decoded, for whoever wants to write it; NULL at the end, when fragments are given up
 * @bytes: head->caplen of them
 * @done:  bytes of the file so far
 * @buffer: that it is read through (may be NULL)
 */
struct l7_source {
	struct pcap *pcap;
	struct l7_pcapng *ng;
	FILE *file;
	bool nano;
	const char *name;
	uint64_t size;
	struct l7_decoder decoder;
	const struct pcap_pkthdr *head;
	const uint8_t *bytes;
	uint64_t done;
	char *buffer;
};

/**
 * l7_source_open_file() - open a pcap or pcapng file
 * @s:     zeroed
 * @path:  "-": standard input
 * @error: L7_CAPTURE_ERROR_SIZE bytes, filled in if the answer is -1, and by all functions here that take it
 *
 * Return: 0; -1: it can't be read, or its link type isn't known.
 */
int l7_source_open_file(struct l7_source *s, const char *path, char *error);

/** l7_source_open_stream() - likewise, what is open already; @in: the source's from here on; @name: as in the source */
int l7_source_open_stream(struct l7_source *s, FILE *in, const char *name, char *error);

/** l7_source_open_live() - open an interface ("any": all of them), not promiscuous; otherwise as l7_source_open_file() */
int l7_source_open_live(struct l7_source *s, const char *interface, char *error);

/** l7_source_filter() - pass on only frames that pcap-filter(7) lets pass; Return: -1: @expression is wrong */
int l7_source_filter(struct l7_source *s, const char *expression, char *error);

/**
 * l7_source_read() - decode the next frames, a few hundred at most
 *
 * Of an interface it waits no longer than a quarter of a second for the first.
 * Return: how many, 0 is the end of a file; -1: @error says why there are no more.
 */
int l7_source_read(struct l7_source *s, char *error);

/** l7_source_dropped() - frames of an interface that came too fast */
uint64_t l7_source_dropped(struct l7_source *s);

/** l7_source_close() - of no effect on one that isn't open */
void l7_source_close(struct l7_source *s);

#endif
