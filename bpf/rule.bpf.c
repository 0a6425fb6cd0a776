// SPDX-License-Identifier: GPL-2.0-only
/*
 * rule.bpf.c - one question of iptables rules: is the packet's connection what they name
 *
 * For a decided connection it reads the verdict, and that is all: a hundred rules are a hundred of these for each packet.
 */
#include "bpf/kernel.h"
#include "bpf/maps.h"

char license_[] SEC("license") = "GPL";

const volatile struct l7_bpf_ask ask;

static __always_inline int answer(u32 word)
{
	return ((word & ask.mask) == ask.want) ^ (ask.flags & L7_BPF_RULE_INVERT);
}

SEC("socket")
int rule(struct __sk_buff *skb)
{
	const struct l7_bpf_verdict *verdict;
	u64 tuple[TUPLE_WORDS];
	u64 both, ct;
	u32 info;

	if (!(ask.flags & L7_BPF_RULE_PKT)) {
		ct = skb_connection(skb, &info);
		if (!ct)
			return ask.flags & L7_BPF_RULE_INVERT;
		verdict = bpf_map_lookup_elem(&verdicts, &ct);
		if (verdict) {
			both = verdict->both;
			ct_tuple(ct, tuple);
			/* of a new connection at an old one's address the classifier knows */
			if ((u32)both & L7_LABEL_DECIDED && both >> 32 == ct_stamp(tuple) &&
			    ct_status(ct) & CT_CONFIRMED)
				return answer(both);
		}
	}
	skb->cb[ASK_FLAGS] = ask.flags;
	skb->cb[ASK_RULE] = ask.rule;
	skb->cb[ASK_MASK] = ask.mask;
	skb->cb[ASK_WANT] = ask.want;
	skb->cb[ASK_HANDED] = 0;
	bpf_tail_call(skb, &classifiers, L7_BPF_NOW);
	/* there is no classifier: nothing is known of any connection */
	return ask.flags & L7_BPF_RULE_PKT ? ask.flags & L7_BPF_RULE_INVERT : answer(0);
}
