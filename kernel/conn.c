// SPDX-License-Identifier: GPL-2.0-only
#include <linux/rhashtable.h>
#include <linux/slab.h>
#include <net/netfilter/nf_conntrack_core.h>
#include "kernel/conn.h"
#include "kernel/payload.h"
#include "kernel/label.h"

static struct kmem_cache *cache __read_mostly;
static atomic_t total = ATOMIC_INIT(0);
static atomic_long_t held_bytes = ATOMIC_LONG_INIT(0);

static const struct rhashtable_params params = {
	.head_offset = offsetof(struct l7_conn, node),
	.key_offset = offsetof(struct l7_conn, ct),
	.key_len = sizeof(struct nf_conn *),
	.automatic_shrinking = true,
};

unsigned int l7_conn_total(void)
{
	return atomic_read(&total);
}

struct l7_conn *l7_conn_find(struct l7_net *l7, const struct nf_conn *ct)
{
	return rhashtable_lookup(&l7->conns, &ct, params);
}

static void free_conn(struct rcu_head *rcu)
{
	struct l7_conn *c = container_of(rcu, struct l7_conn, rcu);

	l7_table_put(c->table);
	kmem_cache_free(cache, c);
}

/* what was never in the hash table, or is out of it: the references go at once, the memory after a grace period */
static void release(struct l7_conn *c)
{
	struct l7_held h;

	while (l7_flow_drop(&c->flow, &h))
		l7_conn_free_held(c, &h);
	if (c->pinned)
		nf_ct_put(c->ct);
	atomic_dec(&total);
	call_rcu(&c->rcu, free_conn);
}

static void end(struct l7_net *l7, struct l7_conn *c)
{
	c->ended = true;
	rhashtable_remove_fast(&l7->conns, &c->node, params);
	release(c);
}

void l7_conn_pin(struct l7_conn *c)
{
	if (c->pinned || !nf_ct_is_confirmed(c->ct))
		return;
	nf_conntrack_get(&c->ct->ct_general);
	c->pinned = true;
}

/* the same by what conntrack's table says: is the connection there, and the one that was opened */
static void pin_by_tuple(struct l7_net *l7, struct l7_conn *c)
{
	const struct nf_conntrack_tuple_hash *h = nf_conntrack_find_get(l7->net, &c->zone, &c->tuple);
	struct nf_conn_labels *labels;
	struct nf_conn *ct;

	if (!h)
		return;
	ct = nf_ct_tuplehash_to_ctrack(h);
	labels = nf_ct_labels_find(ct);
	c->pinned = ct == c->ct && labels && READ_ONCE(*l7_label_word(labels)) & L7_LABEL_OPENED;
	if (!c->pinned)
		nf_ct_put(ct);
}

static struct l7_conn *new_conn(struct nf_conn *ct, const struct l7_view *view)
{
	struct l7_conn *c = kmem_cache_alloc(cache, GFP_ATOMIC);

	if (!c)
		return NULL;
	c->ct = ct;
	c->table = l7_table_get(view->table);
	spin_lock_init(&c->lock);
	c->ended = false;
	c->seen = jiffies;
	c->packets = 0;
	memset(c->now, 0, sizeof(c->now));
	l7_flow_init(&c->flow, &view->table->img, READ_ONCE(view->groups), l7_transport(nf_ct_protonum(ct)));
	c->zone = *nf_ct_zone(ct);
	c->tuple = ct->tuplehash[IP_CT_DIR_ORIGINAL].tuple;
	c->pinned = false;
	l7_conn_pin(c);
	return c;
}

struct l7_conn *l7_conn_open(struct l7_net *l7, struct nf_conn *ct, const struct l7_view *view,
			     enum l7_reason *why)
{
	struct l7_conn *c, *first;

	if (atomic_inc_return(&total) > l7_maxflows) {
		atomic_dec(&total);
		*why = L7_REASON_TABLE_FULL;
		return NULL;
	}
	*why = L7_REASON_NO_MEMORY;
	c = new_conn(ct, view);
	if (!c) {
		atomic_dec(&total);
		return NULL;
	}
	first = rhashtable_lookup_get_insert_fast(&l7->conns, &c->node, params);
	if (first) {
		release(c);
		return IS_ERR(first) ? NULL : first;
	}
	l7_stats_inc(l7->stats, L7_STAT_CONNECTIONS);
	if (!delayed_work_pending(&l7->gc))
		queue_delayed_work(system_power_efficient_wq, &l7->gc, HZ);
	return c;
}

bool l7_conn_hold(struct l7_conn *c, enum l7_dir dir, u32 seq, const struct sk_buff *skb,
		  unsigned int offset, unsigned int len)
{
	u8 *data;

	if (c->flow.nheld >= L7_FLOW_MAX_HELD)
		return false;
	if (atomic_long_add_return(len, &held_bytes) > L7_CONN_HELD_MAX_BYTES)
		goto no_room;
	data = kmalloc(len, GFP_ATOMIC | __GFP_NOWARN);
	if (!data)
		goto no_room;
	if (skb_copy_bits(skb, offset, data, len)) {
		kfree(data);
		goto no_room;
	}
	c->held[l7_flow_hold(&c->flow, dir, seq, len)] = data;
	return true;

no_room:
	atomic_long_sub(len, &held_bytes);
	return false;
}

void l7_conn_free_held(struct l7_conn *c, const struct l7_held *h)
{
	atomic_long_sub(h->len, &held_bytes);
	kfree(c->held[h->place]);
}

/* the index of the definition in the view, which may be of a newer table than the connection's */
static int index_in(const struct l7_view *view, const struct l7_table *t, u32 index)
{
	if (view->table == t)
		return index;
	return l7_image_find(&view->table->img, t->img.defs[index].number, t->img.defs[index].digest);
}

void l7_conn_decide(struct l7_net *l7, struct l7_conn *c, u32 index)
{
	const struct l7_table *t = c->table;
	struct l7_view *view = rcu_dereference(l7->view);
	int counted = view ? index_in(view, t, index) : -ENOENT;

	if (l7_label_decide(c->ct, t->img.defs[index].number, &t->bits_def[index], &t->bits_done)) {
		if (counted >= 0)
			atomic64_inc(&view->decided[counted]);
		l7_stats_inc(l7->stats, L7_STAT_DECIDED);
	}
	end(l7, c);
}

/* by enum l7_reason; a child's is counted as inherited, see hook.c */
static const u8 counters[] = {
	[L7_REASON_PACKETS] = L7_STAT_UNKNOWN_PACKETS,
	[L7_REASON_BYTES] = L7_STAT_UNKNOWN_BYTES,
	[L7_REASON_NOT_BEGUN] = L7_STAT_UNKNOWN_NOT_BEGUN,
	[L7_REASON_INTERRUPTED] = L7_STAT_UNKNOWN_NOT_BEGUN,
	[L7_REASON_PROTOCOL] = L7_STAT_UNKNOWN_PROTOCOL,
	[L7_REASON_NO_TABLE] = L7_STAT_UNKNOWN_NO_TABLE,
	[L7_REASON_TABLE_FULL] = L7_STAT_UNKNOWN_TABLE_FULL,
	[L7_REASON_NO_MEMORY] = L7_STAT_UNKNOWN_NO_MEMORY,
	[L7_REASON_GAP] = L7_STAT_UNKNOWN_GAP,
	[L7_REASON_IDLE] = L7_STAT_UNKNOWN_IDLE,
};

void l7_conn_give_up(struct l7_net *l7, struct nf_conn *ct, struct l7_conn *c, enum l7_reason why)
{
	struct l7_view *view = rcu_dereference(l7->view);
	const struct l7_table *t = c ? c->table : view ? view->table : NULL;

	if (l7_label_decide(ct, why << L7_LABEL_REASON_SHIFT, t ? &t->bits_unknown : NULL, t ? &t->bits_done : NULL))
		l7_stats_inc(l7->stats, counters[why]);
	if (c)
		end(l7, c);
}

bool l7_conn_end_stale(struct l7_net *l7, struct l7_conn *c)
{
	bool stale;

	spin_lock_bh(&c->lock);
	stale = !c->ended && !c->pinned;
	if (stale) {
		l7_stats_inc(l7->stats, L7_STAT_ENDED_UNSET);
		end(l7, c);
	}
	spin_unlock_bh(&c->lock);
	return stale;
}

void l7_conn_forget(struct l7_net *l7, struct l7_conn *c)
{
	l7_stats_add(l7->stats, L7_STAT_CONNECTIONS, -1);
	end(l7, c);
}

static bool matches_now(const struct l7_conn *c, int index)
{
	return index >= 0 && c->now[index / 64] >> index % 64 & 1;
}

void l7_conn_claim(struct l7_net *l7, struct nf_conn *ct, const struct l7_rule *rule)
{
	struct l7_conn *c = l7_conn_find(l7, ct);
	int index;

	if (!c)
		return;
	spin_lock_bh(&c->lock);
	index = l7_rule_index(rule, c->table);
	if (!c->ended && matches_now(c, index))
		l7_conn_decide(l7, c, index);
	spin_unlock_bh(&c->lock);
}

/* with the lock held: has the connection ended without telling, or has nothing come for long */
static void sweep(struct l7_net *l7, struct l7_conn *c)
{
	const unsigned long idle = jiffies - c->seen;

	if (!c->pinned && idle <= L7_CONN_UNCONFIRMED_SECS * HZ)
		return;
	if (!c->pinned)
		pin_by_tuple(l7, c);
	if (!c->pinned || nf_ct_is_dying(c->ct)) {
		l7_stats_inc(l7->stats, L7_STAT_ENDED_UNSET);
		end(l7, c);
	} else if (idle > L7_CONN_IDLE_SECS * HZ) {
		l7_conn_give_up(l7, c->ct, c, L7_REASON_IDLE);
	}
}

static void flush(struct l7_net *l7, struct l7_conn *c)
{
	l7_stats_inc(l7->stats, L7_STAT_ENDED_UNSET);
	end(l7, c);
}

static void for_each_conn(struct l7_net *l7, void (*visit)(struct l7_net *l7, struct l7_conn *c))
{
	struct rhashtable_iter iter;
	struct l7_conn *c;

	rhashtable_walk_enter(&l7->conns, &iter);
	rhashtable_walk_start(&iter);
	while ((c = rhashtable_walk_next(&iter))) {
		if (IS_ERR(c)) {
			if (PTR_ERR(c) == -EAGAIN)
				continue;
			break;
		}
		spin_lock_bh(&c->lock);
		if (!c->ended)
			visit(l7, c);
		spin_unlock_bh(&c->lock);
		if (need_resched()) {
			rhashtable_walk_stop(&iter);
			cond_resched();
			rhashtable_walk_start(&iter);
		}
	}
	rhashtable_walk_stop(&iter);
	rhashtable_walk_exit(&iter);
}

void l7_conns_flush(struct l7_net *l7)
{
	while (atomic_read(&l7->conns.nelems))
		for_each_conn(l7, flush);
}

static void collect(struct work_struct *work)
{
	struct l7_net *l7 = container_of(to_delayed_work(work), struct l7_net, gc);

	for_each_conn(l7, sweep);
	if (atomic_read(&l7->conns.nelems))
		queue_delayed_work(system_power_efficient_wq, &l7->gc, HZ);
}

int l7_conns_init(struct l7_net *l7)
{
	INIT_DELAYED_WORK(&l7->gc, collect);
	return rhashtable_init(&l7->conns, &params);
}

static void end_last(void *conn, void *unused)
{
	release(conn);
}

/* the hooks are gone and their last packets have passed: nobody else holds an entry */
void l7_conns_fini(struct l7_net *l7)
{
	cancel_delayed_work_sync(&l7->gc);
	rhashtable_free_and_destroy(&l7->conns, end_last, NULL);
}

int l7_conn_cache_init(void)
{
	cache = kmem_cache_create("l7_conn", sizeof(struct l7_conn), 0, 0, NULL);
	return cache ? 0 : -ENOMEM;
}

void l7_conn_cache_fini(void)
{
	rcu_barrier();
	kmem_cache_destroy(cache);
}
