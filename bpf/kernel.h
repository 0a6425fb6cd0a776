/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef L7_BPF_KERNEL_H
#define L7_BPF_KERNEL_H

/*
 * kernel.h - what a socket filter can see of the kernel's connections
 *
 * The packet's sk_buff says where its struct nf_conn is. Members are found by their places, which libbpf fills in from the
 * kernel's type information, and read as words of 8 bytes: a load from a bad address gives 0 (kernel 6.2: bpf_rdonly_cast).
 */

#include "bpf/host.h"
#include <bpf/bpf_core_read.h>

#define __core __attribute__((preserve_access_index))

struct sk_buff {
	unsigned long _nfct;
} __core;

struct nf_conntrack_tuple {
	char opaque;
} __core;

struct nf_conntrack_tuple_hash {
	struct nf_conntrack_tuple tuple;
} __core;

struct nf_conntrack_zone {
	u16 id;
} __core;

struct nf_ct_ext {
	u8 offset[4];
} __core;

struct net;

typedef struct {
	struct net *net;
} possible_net_t;

struct nf_conn {
	struct nf_conntrack_zone zone;
	struct nf_conntrack_tuple_hash tuplehash[2];
	unsigned long status;
	possible_net_t ct_net;
	struct nf_conn *master;
	struct nf_ct_ext *ext;
} __core;

struct ns_common {
	unsigned int inum;
} __core;

struct net {
	struct ns_common ns;
} __core;

enum nf_ct_ext_id {
	NF_CT_EXT_ACCT = 3,
};

/* any two words in a row that every kernel has a type for */
struct timespec64 {
	s64 tv_sec;
	s64 tv_nsec;
} __core;

extern void *bpf_cast_to_kern_ctx(void *skb) __ksym;
extern void *bpf_rdonly_cast(void *obj, u32 btf_id) __ksym;

/* include/uapi/linux/netfilter/nf_conntrack_common.h */
#define CT_INFO_BITS 7ul
#define CT_RELATED 1
#define CT_IS_REPLY 3
#define CT_RELATED_REPLY 4
#define CT_CONFIRMED (1u << 3)
#define CT_DYING (1u << 9)
#define CT_TEMPLATE (1u << 11)

#define TUPLE_WORDS 5	/* source address, its port, family; destination's, protocol, direction: 40 bytes */
#define MASTERS_MAX 4	/* a child's child's ...: more are not known to exist */

/* the word at a kernel address, 0 if there is no memory */
static __always_inline u64 peek(u64 address)
{
	const struct timespec64 *at = bpf_rdonly_cast((void *)address, bpf_core_type_id_kernel(struct timespec64));

	return at->tv_sec;
}

#define ct_offset(member) bpf_core_field_offset(struct nf_conn, member)

static __always_inline u32 ct_status(u64 ct)
{
	return peek(ct + ct_offset(status));
}

static __always_inline u64 ct_master(u64 ct)
{
	return peek(ct + ct_offset(master));
}

/** ct_top() - a connection's topmost master, itself if it has none */
static __always_inline u64 ct_top(u64 ct)
{
	u64 master = ct_master(ct);
	u32 i;

	for (i = 0; i < MASTERS_MAX && master; i++) {
		ct = master;
		master = ct_master(ct);
	}
	return ct;
}

/** ct_tuple() - the original one, as it lies in memory */
static __always_inline void ct_tuple(u64 ct, u64 tuple[TUPLE_WORDS])
{
	const u64 at = ct + ct_offset(tuplehash);
	const u64 in = bpf_core_field_offset(struct nf_conntrack_tuple_hash, tuple);
	u32 i;

#pragma unroll
	for (i = 0; i < TUPLE_WORDS; i++)
		tuple[i] = peek(at + in + 8 * i);
}

/** ct_stamp() - a hash of a tuple, a quick one: each rule computes it for each packet; not 0 */
static __always_inline u32 ct_stamp(const u64 tuple[TUPLE_WORDS])
{
	const u64 hash = (tuple[0] ^ tuple[3]) * 0x9e3779b97f4a7c15ull ^ (tuple[1] ^ tuple[4]) * 0xbf58476d1ce4e5b9ull ^
			 tuple[2] * 0x94d049bb133111ebull;

	return hash >> 32 | 1;
}

/** ct_packets() - that conntrack has counted, both directions, this one included; 0 if it does not count */
static __always_inline u64 ct_packets(u64 ct)
{
	const u64 ext = peek(ct + ct_offset(ext));
	const u32 id = bpf_core_enum_value(enum nf_ct_ext_id, NF_CT_EXT_ACCT);
	u64 counters;

	if (!ext)
		return 0;
	counters = peek(ext + id) & 0xff;
	if (!counters)
		return 0;
	counters += ext;
	return peek(counters) + peek(counters + 16);
}

static __always_inline u32 ct_netns(u64 ct)
{
	return peek(peek(ct + ct_offset(ct_net)) + bpf_core_field_offset(struct net, ns) +
		    bpf_core_field_offset(struct ns_common, inum));
}

static __always_inline u16 ct_zone(u64 ct)
{
	return bpf_core_field_exists(((struct nf_conn *)0)->zone) ? peek(ct + ct_offset(zone)) : 0;
}

/** skb_connection() - the address of a packet's struct nf_conn, and enum ip_conntrack_info; 0: it has none */
static __always_inline u64 skb_connection(struct __sk_buff *skb, u32 *info)
{
	const struct sk_buff *kernel = bpf_cast_to_kern_ctx(skb);
	const u64 nfct = kernel->_nfct;

	*info = nfct & CT_INFO_BITS;
	return nfct & ~CT_INFO_BITS;
}

#endif
