/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef TESTS_BPF_TRIAL_H
#define TESTS_BPF_TRIAL_H

/*
 * trial.h - what the classifier under test and the program that runs it agree on
 *
 * A packet of BPF_PROG_TEST_RUN has no conntrack entry and another sk_buff each time. Both are said here; the entries
 * are bytes in a map of the kernel's, which bpf/kernel.h reads as it reads real ones.
 */

#include "bpf/layout.h"

#define TRIAL_CONNECTIONS 16384
#define TRIAL_CONNECTION_BYTES 1024

/**
 * struct trial - the packet being run; the one element of `trials`
 * @skb:        address of its sk_buff
 * @connection: element of `connections`; TRIAL_CONNECTIONS: it has none
 * @info:       enum ip_conntrack_info
 * @address:    of its connection; set by the run
 * @ask:        of a packet that comes by a wire
 */
struct trial {
	__u64 skb;
	__u32 connection;
	__u32 info;
	__u64 address;
	struct l7_bpf_ask ask;
};

/**
 * struct trial_places - what lies where in the kernel's structures; the one element of `places`, filled in by a run of
 *                       the program of that name
 * @conn_bytes: of struct nf_conn
 * @acct:       element of struct nf_ct_ext's offsets that is the counters'
 * @inum:       of a network namespace, from struct net on
 * @base:       address of connections[0]
 */
struct trial_places {
	__u32 conn_bytes;
	__u32 status;
	__u32 master;
	__u32 zone;
	__u32 net;
	__u32 ext;
	__u32 tuple;
	__u32 acct;
	__u32 inum;
	__u32 reserved;
	__u64 base;
};

#endif
