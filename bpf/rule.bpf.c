// SPDX-License-Identifier: GPL-2.0-only
/*
 * rule.bpf.c - one question of iptables rules: is the packet's connection what they name
 *
 * A hundred rules are a hundred of these for each packet, so there is hardly anything in it: the question, put where the
 * one program that answers all of them finds it.
 */
#include "bpf/host.h"
#include "bpf/maps.h"

char license_[] SEC("license") = "GPL";

const volatile struct l7_bpf_ask ask;

SEC("socket")
int rule(struct __sk_buff *skb)
{
	skb->cb[ASK_FLAGS] = ask.flags;
	skb->cb[ASK_RULE] = ask.rule;
	skb->cb[ASK_MASK] = ask.mask;
	skb->cb[ASK_WANT] = ask.want;
	bpf_tail_call(skb, &classifiers, L7_BPF_RECALL);
	/* nothing is loaded: nothing is known of any connection */
	return ask_answer(&ask, 0);
}
