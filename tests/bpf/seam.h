/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef TESTS_BPF_SEAM_H
#define TESTS_BPF_SEAM_H

/*
 * seam.h - bpf/kernel.h, with two answers that are trial.h's: where a packet's connection is, where its sk_buff lies
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

static __always_inline struct trial *trial_now(void)
{
	const u32 zero = 0;

	return bpf_map_lookup_elem(&trials, &zero);
}

static __always_inline u64 skb_connection(struct __sk_buff *skb, u32 *info)
{
	struct trial *t = trial_now();
	const u32 which = t ? t->connection : TRIAL_CONNECTIONS;
	void *connection = bpf_map_lookup_elem(&connections, &which);

	*info = t ? t->info : 0;
	if (!t || !connection)
		return 0;
	/* a number once it has been in a map: programs may calculate with it */
	*(volatile u64 *)&t->address = (u64)connection;
	return *(volatile u64 *)&t->address;
}

static __always_inline u64 skb_address(void)
{
	const struct trial *t = trial_now();

	return t ? t->skb : 0;
}

#define bpf_cast_to_kern_ctx(skb) skb_address()

#endif
