/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef L7_BPF_LAYOUT_H
#define L7_BPF_LAYOUT_H

/*
 * layout.h - what the BPF programs and user space agree on
 *
 *   iptables rule ── xt_bpf ──> rule.bpf.c, one small program per question that rules ask
 *                                 │ tail call: classifiers[L7_BPF_RECALL]
 *                                 ▼
 *                               recall() of classify.bpf.c     decided: that was all
 *                                 │ otherwise: classifiers[L7_BPF_NOW]
 *                                 ▼
 *                               classify() of classify.bpf.c, loaded anew with each table (image, rules, decided are its own)
 *                                 │ verdicts, flows, held, workspaces, settings, stats: outlive it
 *                                 └─ a connection that began with the table before: classifiers[L7_BPF_BEFORE]
 *
 * All of it is pinned below one directory of a BPF file system:
 *
 *   verdicts flows held workspaces settings stats classifiers    maps that last
 *   classify                                                     the classifier in force; its maps are found by it
 *   users                                                        a list of all programs with their references
 *   is/NAME not/NAME packet/NAME not-packet/NAME                 programs of rules, by what they ask; NAME:DIR if
 *                                                                --l7dir said where its definition is (client/pin.h);
 *                                                                a dot in a name is written %2e
 */

#include "core/flow.h"
#include "uapi/layer7.h"

#define L7_BPF_DIR "/run/layer7"

#define L7_BPF_MAX_RULES L7_MAX_DEFS	/* definitions that rules name */
#define L7_BPF_MAXFLOWS_DEFAULT 8192	/* connections under inspection at a time */
#define L7_BPF_HELD_SLOTS 4096		/* TCP segments that wait, of all connections */
#define L7_BPF_HELD_BYTES 2048		/* of one of them that are kept */
#define L7_BPF_WORKSPACES 256		/* packets being inspected at the same moment */
#define L7_BPF_GROUPS 32	/* L7_MAX_GROUPS, up to a power of two: what a mask can bound */
#define L7_BPF_CHUNK_BYTES 256		/* payload is copied and walked in pieces of this size */

/*
 * The image lies in `image` in overlapping windows: element i holds the bytes from i << L7_BPF_WINDOW_SHIFT on. A group's
 * rows are at most 64 Ki units of 16 bytes, so that all that a state and a class can reach from its first cell lies in
 * one window; the verifier sees that from the types alone, and no step needs a check.
 */
#define L7_BPF_WINDOW_SHIFT 21
#define L7_BPF_WINDOW_STRIDE (1u << L7_BPF_WINDOW_SHIFT)
#define L7_BPF_REACH_BYTES (16 * 65536 + 2 * 512) /* from a group's first cell */
#define L7_BPF_WINDOW_BYTES (L7_BPF_WINDOW_STRIDE + L7_BPF_REACH_BYTES)

/* elements of `classifiers` */
enum {
	L7_BPF_NOW,	/* classify.bpf.c, of the table in force */
	L7_BPF_BEFORE,	/* of the one before, for connections that it has begun */
	L7_BPF_RECALL,	/* answers of connections that are decided; of the one in force */
	L7_BPF_CLASSIFIERS,
};

/**
 * struct l7_bpf_verdict - what is known of a connection; value of `verdicts`, whose key (u64) is its address
 * @word:  as in its label on the other route, see uapi/layer7.h
 * @stamp: a hash of its original tuple: addresses are used again. One atomic unit with @word.
 * @skb:   address of the packet that opened it
 * @born:  when, in ns since boot
 * @flow:  element of `flows` + 1, if @word says opened
 * @netns: inode number of its network namespace
 * @src:   original tuple, in network byte order; IPv4: the first word
 * @dst:   likewise
 * @sport: of ICMP the identifier; network byte order
 * @dport: of ICMP type and code, as they lie in the packet; network byte order
 * @zone:  of conntrack, host byte order
 * @family: AF_INET or AF_INET6
 * @protocol: IPPROTO_*
 * @shown: address of the last packet that was inspected and that no rule can claim by what matches
 * @count: packets of the connection then, as conntrack counts
 */
struct l7_bpf_verdict {
	union {
		struct {
			__u32 word;
			__u32 stamp;
		};
		__u64 both;
	};
	__u64 skb;
	__u64 born;
	__u32 flow;
	__u32 netns;
	__u32 src[4];
	__u32 dst[4];
	__u16 sport;
	__u16 dport;
	__u16 zone;
	__u8 family;
	__u8 protocol;
	__u64 shown;
	__u64 count;
};

#define L7_BPF_SEEN 4	/* packets that a flow remembers to have seen */

/**
 * struct l7_bpf_seen - a packet on its way through the rules
 * @skb:   its address
 * @count: packets of its connection, as conntrack had counted when it was seen first
 * @print: a hash of what no NAT changes in it
 * @when:  it was seen first, ns since boot
 */
struct l7_bpf_seen {
	__u64 skb;
	__u64 count;
	__u64 print;
	__u64 when;
};

/**
 * struct l7_bpf_flow - a connection under inspection; element of `flows`
 * @owner:   address of the connection; 0: free
 * @stamp:   as struct l7_bpf_verdict's
 * @busy:    somebody has it
 * @touched: time of its last packet, ns since boot
 * @generation: of the table that it is walked through
 * @packets: seen here, used where conntrack does not count
 * @nseen:   of all packets seen; the last ones are in @seen
 * @holds:   elements of `held` + 1 by place in @flow.held, 0: none
 * @now:     definitions that match at the last packet that added bytes, and that no rule has claimed
 */
struct l7_bpf_flow {
	__u64 owner;
	__u32 stamp;
	__u32 busy;
	__u64 touched;
	__u32 generation;
	__u32 packets;
	__u32 nseen;
	__u32 reserved;
	struct l7_bpf_seen seen[L7_BPF_SEEN];
	__u32 holds[L7_FLOW_MAX_HELD];
	__u64 now[L7_DEF_WORDS];
	struct l7_flow flow;
};

/**
 * struct l7_bpf_held - a segment that waits for its turn; element of `held`
 * @busy: in use
 * @data: its first bytes, L7_BPF_HELD_BYTES at most; a chunk that begins there ends here
 */
struct l7_bpf_held {
	__u32 busy;
	__u32 reserved;
	__u8 data[L7_BPF_HELD_BYTES + L7_BPF_CHUNK_BYTES];
};

/**
 * struct l7_bpf_used - the definitions of a table that rules name: no others take part
 * @groups: those that they live in
 * @defs:   bitmap over definitions; a rule's is set before it can be entered, and stays as long as the table
 */
struct l7_bpf_used {
	__u32 generation;
	__u32 groups;
	__u64 defs[L7_DEF_WORDS];
};

/**
 * struct l7_bpf_settings - the one element of `settings`
 * @numpackets: L7_NUMPACKETS_MIN..MAX, in force at once
 * @maxdatalen: L7_MAXDATALEN_MIN..MAX, likewise
 * @generation: of the table in force, 0 if none
 * @size:       bytes of its image
 * @maxflows:   elements of `flows`
 * @program:    which build of the classifier is in force, for user space
 */
struct l7_bpf_settings {
	__u32 numpackets;
	__u32 maxdatalen;
	__u32 generation;
	__u32 size;
	__u32 maxflows;
	__u32 program;
	__u32 reserved[2];
	struct l7_bpf_used used[2];
};

/**
 * struct l7_bpf_rule - a definition that rules name; element of `rules`
 * @digest: of the definition; 0: the element is free
 * @number: protocol number
 * @index:  of the definition in the image; L7_MAX_DEFS: it has none with that number
 * @dir:    l7_pin_dir() of the rules' --l7dir: for each text of it a name has an element of its own
 */
struct l7_bpf_rule {
	__u64 digest;
	__u16 number;
	__u16 index;
	__u32 dir;
};

#define L7_BPF_RULE_INVERT 1	/* ! --l7proto */
#define L7_BPF_RULE_PKT 2	/* --l7pkt */

/**
 * struct l7_bpf_ask - what a rule's program is loaded with, `ask` in its .rodata
 * @flags: L7_BPF_RULE_*
 * @rule:  element of `rules`; L7_BPF_MAX_RULES for "unset" and "unknown"
 * @mask:  of the verdict word
 * @want:  the connection is what the rule asks for if (word & @mask) == @want
 */
struct l7_bpf_ask {
	__u32 flags;
	__u32 rule;
	__u32 mask;
	__u32 want;
};

/*
 * What a classifier is loaded with, in its .rodata:
 *   table_head   struct l7_image_head
 *   table_groups struct l7_image_group[L7_BPF_GROUPS]
 *   generation   u32, differs from table to table, never 0
 *   flow_bound   u32, elements of `flows`
 * and its map `image` is sized to the image before it is loaded.
 */

/* counters, elements of `stats`; order and meaning of core/stat.h */

#endif
