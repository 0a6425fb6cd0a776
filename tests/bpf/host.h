/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef TESTS_BPF_HOST_H
#define TESTS_BPF_HOST_H

/*
 * host.h - the classifier in the kernel, and connections whose packets it is shown
 *
 *   l7_capture_packet ─frame.h─> bytes ─host_ask(), once for each rule─> BPF_PROG_TEST_RUN ─> answer, verdict word
 *                                             ▲ cb[]: the rule's question
 *                                             └ trials, connections: what conntrack would say of the packet
 */

#include "bpf/layout.h"
#include "capture/capture.h"
#include "core/image.h"
#include "tests/bpf/trial.h"
#include "tests/bpf/wire.h"

struct bpf_object;

#define HOST_PROGRAMS_MAX 16

/** struct host_program - of a rule */
struct host_program {
	struct l7_bpf_ask ask;
	struct bpf_object *obj;
};

/**
 * struct host - a loaded classifier; release with host_close()
 * @free:  [nfree] elements of `connections` that no connection has
 * @runs:  of the program so far
 * @took:  the last one that was no wire's, in ns
 * @skb:   number of the last sk_buff
 * @program: [programs]
 * @wire:  not open if it can't be had
 * @came:  when the last packet came, in ns, and how many were @late: took too long from the first rule to the last
 */
struct host {
	const struct l7_image *img;
	struct bpf_object *obj;
	int classify;
	int verdicts;
	int settings;
	int stats;
	int decided;
	struct trial *trial;
	uint8_t *connections;
	struct l7_bpf_flow *flows;
	struct l7_bpf_used used;
	uint32_t nflows;
	struct trial_places place;
	uint32_t *free;
	uint32_t nfree;
	uint64_t runs;
	uint32_t took;
	uint64_t skb;
	struct host_program program[HOST_PROGRAMS_MAX];
	unsigned int programs;
	struct wire wire;
	bool by_wire;
	uint64_t came;
	uint64_t late;
};

/** struct host_connection - one of conntrack's; @packets: by direction */
struct host_connection {
	uint32_t element;
	uint64_t packets[2];
	bool accounted;
};

/** host_lacks() - what is missing for BPF programs as ours to be loaded, NULL: nothing */
const char *host_lacks(void);

/**
 * host_open() - load the classifier
 * @img:   what it classifies by
 * @rules: an image of what rules name; definition i is element i of `rules`
 *
 * Says on stderr what is wrong. Return: false if it can't be loaded.
 */
bool host_open(struct host *h, const struct l7_image *img, const struct l7_image *rules);
void host_close(struct host *h);

/** host_set_limits() - in force at once */
void host_set_limits(struct host *h, uint32_t numpackets, uint32_t maxdatalen);

/**
 * host_connect() - a connection as its first packet makes it, not confirmed yet
 * @accounted: conntrack counts its packets
 */
void host_connect(struct host *h, struct host_connection *c, const struct l7_capture_tuple *tuple, bool accounted);

/** host_disconnect() - it ends: its memory is another one's with the next host_connect(). Its record stays. */
void host_disconnect(struct host *h, struct host_connection *c);

/** host_packet() - conntrack takes the next packet, of this direction; @again: its sk_buff is where the last one was */
void host_packet(struct host *h, struct host_connection *c, bool reply, bool again);

/** host_confirm() - the packet has passed all rules */
void host_confirm(struct host *h, struct host_connection *c);

/**
 * host_ask() - the packet meets a rule
 * @frame: Ethernet
 *
 * By the wire where @h->by_wire says so or it is too large for a run; by a program of the rule's own where it has one.
 * Return: the answer; -1: the kernel does not take the packet.
 */
int host_ask(struct host *h, const uint8_t *frame, size_t len, const struct l7_bpf_ask *ask);

/** host_add_program() - load a rule's own program for what @ask says; Return: success */
bool host_add_program(struct host *h, const struct l7_bpf_ask *ask);

/** host_word() - the verdict word of the connection of the packet asked about last; 0 if it has none */
uint32_t host_word(struct host *h);

/** host_flow() - its record under inspection, NULL: there is none */
const struct l7_bpf_flow *host_flow(struct host *h);

/** host_stat() - a counter, enum l7_stat */
uint64_t host_stat(struct host *h, unsigned int stat);

/** host_decided() - how many connections a definition was given */
uint64_t host_decided(struct host *h, uint32_t def);

/** host_is_idle() - nobody has an element of a map, as between connections; else says on stdout what is in use */
bool host_is_idle(struct host *h);

#endif
