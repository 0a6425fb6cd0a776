/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef L7_BPF_MAPS_H
#define L7_BPF_MAPS_H

/*
 * maps.h - what outlives a classifier, as far as rules' programs use it too (layout.h says what is in it)
 */

#include "bpf/layout.h"

/* as many as conntrack may have; sized before it is made */
struct {
	__uint(type, BPF_MAP_TYPE_LRU_HASH);
	__uint(max_entries, 65536);
	__type(key, u64);
	__type(value, struct l7_bpf_verdict);
} verdicts SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_PROG_ARRAY);
	__uint(max_entries, L7_BPF_CLASSIFIERS);
	__uint(key_size, sizeof(u32));
	__uint(value_size, sizeof(u32));
} classifiers SEC(".maps");

/* of an __sk_buff's cb[], by which a rule's question reaches the classifier; xt_bpf keeps what was there before */
enum {
	ASK_FLAGS,
	ASK_RULE,
	ASK_MASK,
	ASK_WANT,
	ASK_HANDED,	/* the classifier before is asked */
};

#endif
