// SPDX-License-Identifier: GPL-2.0-only
/*
 * trial.bpf.c - the classifier, told by trial.h which packet it sees
 *
 * Where a packet's connection is and where its sk_buff lies are the two answers that are not the kernel's.
 */
#define skb_connection skb_connection_in_kernel
#include "bpf/kernel.h"
#undef skb_connection
#include "tests/bpf/trial.h"

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1);
	__uint(map_flags, BPF_F_MMAPABLE);
	__type(key, u32);
	__type(value, struct trial);
} trials SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, TRIAL_CONNECTIONS);
	__uint(map_flags, BPF_F_MMAPABLE);
	__uint(key_size, sizeof(u32));
	__uint(value_size, TRIAL_CONNECTION_BYTES);
} connections SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1);
	__type(key, u32);
	__type(value, struct trial_places);
} places SEC(".maps");

static __always_inline u64 skb_connection(struct __sk_buff *skb, u32 *info)
{
	const u32 zero = 0;
	struct trial *t = bpf_map_lookup_elem(&trials, &zero);
	void *connection;
	u32 which;

	*info = t ? t->info : 0;
	which = t ? t->connection : TRIAL_CONNECTIONS;
	connection = bpf_map_lookup_elem(&connections, &which);
	if (!t || !connection)
		return 0;
	/* a number once it has been in a map: programs may calculate with it */
	*(volatile u64 *)&t->address = (u64)connection;
	return *(volatile u64 *)&t->address;
}

static __always_inline u64 skb_address(void)
{
	const u32 zero = 0;
	const struct trial *t = bpf_map_lookup_elem(&trials, &zero);

	return t ? t->skb : 0;
}

#define bpf_cast_to_kern_ctx(skb) skb_address()
#include "bpf/classify.bpf.c"

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
