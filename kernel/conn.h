/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef L7_KERNEL_CONN_H
#define L7_KERNEL_CONN_H

#include <linux/rhashtable-types.h>
#include <linux/spinlock.h>
#include <net/netfilter/nf_conntrack.h>
#include <net/netfilter/nf_conntrack_zones.h>
#include "core/flow.h"
#include "kernel/net.h"

#define L7_CONN_IDLE_SECS 120		/* without a packet: given up */
#define L7_CONN_UNCONFIRMED_SECS 1	/* then it is seen whether its first packet has passed the firewall */
#define L7_CONN_HELD_MAX_BYTES (8u << 20) /* segments waiting for their turn, all connections together */

/**
 * struct l7_conn - a connection under inspection
 * @ct:      key
 * @pinned:  @ct is a reference. While it isn't the connection may be gone, and @ct must not be looked at but by one of
 *           its packets: what the firewall drops at once must not fill the conntrack table until the sweeper comes
 * @zone:    of @ct
 * @tuple:   of @ct, original direction
 * @table:   walked through from the first byte to the last; a reference
 * @lock:    guards all below; taken with bottom halves off
 * @ended:   verdict given, or none possible; no longer in the hash table, freed after a grace period
 * @seen:    jiffies of its last packet
 * @packets: counted here, used where conntrack does not count
 * @held:    bytes of the segments that wait in @flow, by place
 * @now:     definitions that match at the last packet that added bytes: the first rule that names one of them and sees
 *           a packet with payload decides
 */
struct l7_conn {
	struct rhash_head node;
	struct nf_conn *ct;
	struct l7_table *table;
	spinlock_t lock;
	bool ended;
	bool pinned;
	struct nf_conntrack_zone zone;
	struct nf_conntrack_tuple tuple;
	unsigned long seen;
	u32 packets;
	u64 now[L7_DEF_WORDS];
	u8 *held[L7_FLOW_MAX_HELD];
	struct l7_flow flow;
	struct rcu_head rcu;
};

int l7_conn_cache_init(void);
void l7_conn_cache_fini(void);

/** l7_conn_total() - connections under inspection in all namespaces */
unsigned int l7_conn_total(void);

/** l7_conns_init() - the namespace's hash table and its sweeper; l7_conns_fini() ends all that is left */
int l7_conns_init(struct l7_net *l7);
void l7_conns_fini(struct l7_net *l7);

/**
 * l7_conns_flush() - end the inspection of all connections without a verdict
 *
 * They are "unknown" from their next packet on, should they be seen again. No hook may run any more.
 * Context: process.
 */
void l7_conns_flush(struct l7_net *l7);

/**
 * l7_conn_find() - look a connection up
 * Context: rcu_read_lock. Return: valid until its end; NULL.
 */
struct l7_conn *l7_conn_find(struct l7_net *l7, const struct nf_conn *ct);

/**
 * l7_conn_open() - begin to inspect a connection
 * @view: which table, which of its groups
 * @why:  why there is none, if the answer is NULL
 *
 * Context: rcu_read_lock, softirq. Return: the connection (another CPU's, if that was first); NULL.
 */
struct l7_conn *l7_conn_open(struct l7_net *l7, struct nf_conn *ct, const struct l7_view *view,
			     enum l7_reason *why);

/**
 * l7_conn_pin() - a packet of the connection passes: it can be held, once it is confirmed
 * Context: @c->lock.
 */
void l7_conn_pin(struct l7_conn *c);

/**
 * l7_conn_end_stale() - end an entry that nothing says is this connection's, unless it holds it
 *
 * It was of a connection that was never confirmed, and whose memory this one has been given.
 * Context: rcu_read_lock. Return: it has ended.
 */
bool l7_conn_end_stale(struct l7_net *l7, struct l7_conn *c);

/**
 * l7_conn_hold() - keep a copy of a segment that is ahead of its turn
 * Context: @c->lock. Return: false if there is no room for it.
 */
bool l7_conn_hold(struct l7_conn *c, enum l7_dir dir, u32 seq, const struct sk_buff *skb,
		  unsigned int offset, unsigned int len);

/**
 * l7_conn_free_held() - give back the bytes of what l7_flow_release() or l7_flow_drop() returned
 * Context: @c->lock, or nobody else holds @c.
 */
void l7_conn_free_held(struct l7_conn *c, const struct l7_held *h);

/**
 * l7_conn_decide() - name a connection, unless it has a verdict, and end its inspection
 * @index: of the definition in @c->table
 * Context: rcu_read_lock, @c->lock, not @c->ended.
 */
void l7_conn_decide(struct l7_net *l7, struct l7_conn *c, u32 index);

/**
 * l7_conn_give_up() - the verdict is "unknown", unless there is one; ends the inspection if there was one
 * @c:   (may be NULL) with its lock held, not @c->ended
 * @why: is counted, and stands in the label
 * Context: rcu_read_lock.
 */
void l7_conn_give_up(struct l7_net *l7, struct nf_conn *ct, struct l7_conn *c, enum l7_reason why);

/**
 * l7_conn_forget() - an entry for a connection that had its verdict already, because two CPUs raced: as if never made
 * Context: rcu_read_lock, @c->lock, not @c->ended.
 */
void l7_conn_forget(struct l7_net *l7, struct l7_conn *c);

/**
 * l7_conn_claim() - a rule asks for a connection that expressions match and no rule has claimed
 * @ct: topmost master
 *
 * The first rule that asks for one of them decides; its verdict is in the label then, or that of one that was first.
 * Context: rcu_read_lock.
 */
void l7_conn_claim(struct l7_net *l7, struct nf_conn *ct, const struct l7_rule *rule);

#endif
