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

/* a connection whose word is this: is it what the rule asks for; --l7pkt never is, by any word */
static __always_inline int ask_answer(const volatile struct l7_bpf_ask *ask, u32 word)
{
	return (!(ask->flags & L7_BPF_RULE_PKT) && (word & ask->mask) == ask->want) ^ (ask->flags & L7_BPF_RULE_INVERT);
}

/* the same of a question in an __sk_buff */
static __always_inline int answer(const struct __sk_buff *skb, u32 word)
{
	return ((word & skb->cb[ASK_MASK]) == skb->cb[ASK_WANT]) ^ (skb->cb[ASK_FLAGS] & L7_BPF_RULE_INVERT);
}

#endif
