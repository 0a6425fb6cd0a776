/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef TESTS_BPF_COMPARE_H
#define TESTS_BPF_COMPARE_H

/*
 * compare.h - packets to both sides, and what differs
 *
 * After each packet and a rule for each definition the verdict word must say what user space says: unset, unknown and
 * why, or which definition; and rules must answer accordingly.
 */

#include "capture/connection.h"
#include "tests/bpf/host.h"
#include "tests/oracle/generate.h"

/**
 * struct compare - zero-initialise, then compare_begin()
 * @cl:     user space's side; its image has what rules name, in their order
 * @random: all that is left to chance
 * @full:   no samples
 * @distinct: connections' addresses are never used again, as far as conntrack would see
 * @uncounted: conntrack does not count packets
 * @what:   is being played, for messages
 * @packets: shown; @compared connections, @large: those that have packets too large to be shown (not in @compared)
 * @cut:    connections that the kernel has given up, rightly, as of a long segment it keeps a part only
 * @named:  connections with a definition
 * @asked:  packets that --l7pkt was asked about
 * @differences: connections that differ, printed up to a number
 */
struct compare {
	struct host host;
	struct l7_classify cl;
	struct l7_connections connections;
	struct prng random;
	bool full;
	bool distinct;
	bool uncounted;
	const char *set;
	const char *what;
	uint64_t packets;
	uint64_t compared;
	uint64_t large;
	uint64_t cut;
	uint64_t named;
	uint64_t asked;
	uint64_t differences;
};

/**
 * compare_begin() - load a classifier
 * @set:   for messages
 * @table: what it classifies by
 * @rules: an image of what rules name: some or all definitions of @table
 */
bool compare_begin(struct compare *c, const char *set, const struct l7_image *table, const struct l7_image *rules);

void compare_set_limits(struct compare *c, uint32_t numpackets, uint32_t maxdatalen);

/** compare_packet() - the next one; @compare: struct compare, to be l7_capture_read()'s `each` */
void compare_packet(void *compare, const struct l7_capture_packet *pkt);

/** compare_end() - all connections end */
void compare_end(struct compare *c);

/** compare_finish() - print the result and release; Return: is all the same */
bool compare_finish(struct compare *c);

#endif
