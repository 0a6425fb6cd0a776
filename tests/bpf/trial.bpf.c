// SPDX-License-Identifier: GPL-2.0-only
/* trial.bpf.c - the classifier, told by trial.h which packet it sees */
#include "tests/bpf/seam.h"
#include "bpf/classify.bpf.c"

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1);
	__type(key, u32);
	__type(value, struct trial_places);
} places SEC(".maps");

SEC("socket")
int say_places(struct __sk_buff *skb)
{
	const u32 zero = 0;
	struct trial_places *p = bpf_map_lookup_elem(&places, &zero);

	if (!p)
		return 0;
	p->conn_bytes = bpf_core_type_size(struct nf_conn);
	p->status = ct_offset(status);
	p->master = ct_offset(master);
	p->zone = ct_offset(zone);
	p->net = ct_offset(ct_net);
	p->ext = ct_offset(ext);
	p->tuple = ct_offset(tuplehash) + bpf_core_field_offset(struct nf_conntrack_tuple_hash, tuple);
	p->acct = bpf_core_enum_value(enum nf_ct_ext_id, NF_CT_EXT_ACCT);
	p->inum = bpf_core_field_offset(struct net, ns) + bpf_core_field_offset(struct ns_common, inum);
	*(volatile u64 *)&p->base = (u64)bpf_map_lookup_elem(&connections, &zero);
	return 1;
}

/* the filter of a socket that packets come to: there nobody can say in cb[] what is asked */
SEC("socket")
int by_wire(struct __sk_buff *skb)
{
	const struct trial *t = trial_now();

	if (!t)
		return 0;
	skb->cb[ASK_FLAGS] = t->ask.flags;
	skb->cb[ASK_RULE] = t->ask.rule;
	skb->cb[ASK_MASK] = t->ask.mask;
	skb->cb[ASK_WANT] = t->ask.want;
	skb->cb[ASK_HANDED] = 0;
	bpf_tail_call(skb, &classifiers, L7_BPF_NOW);
	return 0;
}
