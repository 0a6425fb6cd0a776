/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef L7_KERNEL_NET_H
#define L7_KERNEL_NET_H

#include <linux/list.h>
#include <linux/mutex.h>
#include <linux/rhashtable.h>
#include <linux/workqueue.h>
#include <net/net_namespace.h>
#include <net/netns/generic.h>
#include "kernel/stats.h"
#include "kernel/view.h"

/*
 *   struct l7_net ──view──> struct l7_view ──> struct l7_table (own, or the initial namespace's)
 *        │                     used[], decided[]
 *        ├──rules─> struct l7_rule, one per -m layer7 in an iptables rule
 *        └──conns─> struct l7_conn, one per connection under inspection
 *
 * l7_net_mutex guards configuration: all of struct l7_net that is not said to be read by the packet path.
 */

/**
 * struct l7_staging - an image on its way in
 * @filled: bytes so far, <= @size
 * @portid: netlink socket that sends it
 */
struct l7_staging {
	void *bytes;
	u32 size;
	u32 filled;
	u32 portid;
};

/**
 * struct l7_net - a network namespace
 * @table:      loaded here (NULL: the initial namespace's serves)
 * @view:       NULL while nothing is loaded or nobody asks; read by the packet path
 * @next:       the view that a change of tables has prepared; then, for a grace period, the one it has replaced
 * @everything: `l7 on`
 * @hooked:     packets are inspected
 * @gone:       being dismantled: rules may still be deleted, nothing may be added
 * @epoch:      of this run of the inspection, in L7_LABEL_EPOCH, never 0; read by the packet path
 * @numpackets: L7_NUMPACKETS_MIN..MAX; read by the packet path
 * @conns:      connections under inspection, by struct nf_conn
 * @gc:         sweeps @conns while there are any
 */
struct l7_net {
	struct net *net;
	struct list_head list;
	struct l7_table *table;
	struct l7_view __rcu *view;
	struct l7_view *next;
	struct list_head rules;
	struct l7_staging staging;
	bool everything;
	bool hooked;
	bool gone;
	u32 epoch;
	unsigned int numpackets;
	struct l7_stats __percpu *stats;
	struct rhashtable conns;
	struct delayed_work gc;
};

extern unsigned int l7_net_id;
extern struct mutex l7_net_mutex;
extern unsigned int l7_maxdatalen;	/* module parameters, set once at load */
extern unsigned int l7_maxflows;

static inline struct l7_net *l7_net(const struct net *net)
{
	return net_generic(net, l7_net_id);
}

int l7_net_init(void);
void l7_net_fini(void);

/**
 * l7_net_table() - the table in force in a namespace, its own or the initial namespace's
 * Context: l7_net_mutex. Return: borrowed; NULL if there is none.
 */
struct l7_table *l7_net_table(const struct l7_net *l7);

/**
 * l7_net_view() - the namespace's view, made if there is a table and none yet
 * Context: l7_net_mutex. Return: borrowed; NULL if there is no table; ERR_PTR(-ENOMEM).
 */
struct l7_view *l7_net_view(struct l7_net *l7);

/**
 * l7_net_set_table() - put another table in force
 * @t:      a reference that is taken over if the answer is 0; NULL: none
 * @extack: says which rule is in the way
 *
 * Refused with EBUSY if a rule, here or in a namespace that this table would serve, names a protocol that @t has not.
 * Connections under inspection end with the table they began with. Context: l7_net_mutex, sleeps.
 */
int l7_net_set_table(struct l7_net *l7, struct l7_table *t, struct netlink_ext_ack *extack);

/**
 * l7_net_set_everything() - `l7 on` and `l7 off`
 * Context: l7_net_mutex, sleeps.
 */
int l7_net_set_everything(struct l7_net *l7, bool on);

/**
 * l7_net_add_rule() - a rule with the match was entered
 * @name:   "unset", "unknown" or a protocol; -ENOENT if the table in force has it not
 * @digest: see struct xt_layer7_info
 *
 * Starts the inspection with the first rule. Context: process. Return: the rule or ERR_PTR.
 */
struct l7_rule *l7_net_add_rule(struct net *net, const char *name, u64 digest);

/**
 * l7_net_del_rule() - and was deleted; stops the inspection with the last one
 * Context: process.
 */
void l7_net_del_rule(struct net *net, struct l7_rule *rule);

#endif
