// SPDX-License-Identifier: GPL-2.0-only
#include <linux/netdevice.h>
#include <linux/netfilter_ipv4.h>
#include <linux/netfilter_ipv6.h>
#include <net/netfilter/nf_conntrack_acct.h>
#include "kernel/conn.h"
#include "kernel/hook.h"
#include "kernel/label.h"
#include "kernel/payload.h"

#define LABEL_HIGHEST_BIT 127
#define HANDSHAKE_PACKETS 2	/* SYN and SYN-ACK, before a TCP connection is opened here */

/* what the steps of an inspection hand on */
struct packet {
	struct l7_net *l7;
	struct sk_buff *skb;
	struct nf_conn *ct;
	enum ip_conntrack_info ctinfo;
	struct nf_conn_labels *labels;
	u32 word;	/* of the label, as it was before an entry was looked for */
	enum l7_dir dir;
	struct l7_payload pay;
};

/* what was sent on loopback passed LOCAL_OUT; what comes from a VRF passed PREROUTING on its slave */
static bool seen_before(const struct nf_hook_state *state)
{
	return state->hook == NF_INET_PRE_ROUTING && state->in &&
	       ((state->in->flags & IFF_LOOPBACK) || netif_is_l3_master(state->in));
}

/* packets of the connection as conntrack counted them, this one included; 0 if it does not count */
static u64 packets_counted(const struct nf_conn *ct)
{
	const struct nf_conn_acct *acct = nf_conn_acct_find(ct);

	if (!acct)
		return 0;
	return atomic64_read(&acct->counter[IP_CT_DIR_ORIGINAL].packets) +
	       atomic64_read(&acct->counter[IP_CT_DIR_REPLY].packets);
}

/* does this packet open its connection; only then its beginning is known to be seen */
static bool opens(const struct packet *pkt)
{
	if (nf_ct_is_confirmed(pkt->ct) || pkt->dir != L7_DIR_ORIGINAL)
		return false;
	return pkt->pay.protocol != IPPROTO_TCP || (pkt->pay.syn && !pkt->pay.has_ack);
}

/* a child has the verdict of its topmost master, once there is one */
static void inherit(struct packet *pkt)
{
	struct nf_conn *top = pkt->ct->master;
	struct l7_view *view = rcu_dereference(pkt->l7->view);
	const struct l7_table *t = view ? view->table : NULL;
	struct nf_conn_labels *labels;
	const struct l7_bits *bits;
	u32 word;
	int index;

	while (top->master)
		top = top->master;
	labels = nf_ct_labels_find(top);
	word = labels ? READ_ONCE(*l7_label_word(labels)) : 0;
	if (!(word & L7_LABEL_DECIDED))
		return;
	index = t ? l7_image_find(&t->img, word & L7_LABEL_NUMBER, 0) : -ENOENT;
	bits = index >= 0 ? &t->bits_def[index] : t ? &t->bits_unknown : NULL;
	word &= L7_LABEL_NUMBER;
	if (!word)
		word = L7_REASON_MASTER << L7_LABEL_REASON_SHIFT;
	if (l7_label_decide(pkt->ct, word, bits, t ? &t->bits_done : NULL))
		l7_stats_inc(pkt->l7->stats, L7_STAT_INHERITED);
}

/*
 * A packet is fed: does anything match now that takes part? With all definitions taking part the first in table order
 * decides at once; else it is left to the rules that this packet will pass.
 */
static bool judge(struct packet *pkt, struct l7_conn *c, const struct l7_view *view, struct l7_packet *fed)
{
	const bool everything = view && view->everything;
	const bool same = view && view->table == c->table;
	bool any = false;
	u32 i;

	if (!l7_flow_close(&c->flow, &c->table->img, fed, c->now))
		return false;
	for (i = 0; i < L7_DEF_WORDS; i++) {
		if (!everything && same)
			c->now[i] &= READ_ONCE(view->used[i]);
		if (!c->now[i])
			continue;
		any = true;
		if (everything) {
			l7_conn_decide(pkt->l7, c, i * 64 + __ffs64(c->now[i]));
			return true;
		}
	}
	return any;
}

static noinline bool feed_and_judge(struct packet *pkt, struct l7_conn *c, const struct l7_view *view, u32 skip)
{
	struct l7_packet fed;
	unsigned int done;

	l7_flow_begin(&c->flow, &c->table->img, &fed, pkt->dir, pkt->pay.len - skip);
	done = l7_payload_feed(pkt->skb, &pkt->pay, skip, &c->flow, &c->table->img, &fed, l7_maxdatalen);
	l7_stats_inc(pkt->l7->stats, L7_STAT_PACKETS);
	l7_stats_add(pkt->l7->stats, L7_STAT_BYTES, done);
	return judge(pkt, c, view, &fed);
}

/* a held segment, as if it had come in order */
static noinline bool feed_held(struct packet *pkt, struct l7_conn *c, const struct l7_view *view,
			       const struct l7_held *h, u32 skip)
{
	struct l7_packet fed;

	if (skip == h->len)
		return false;
	l7_flow_begin(&c->flow, &c->table->img, &fed, h->dir, h->len - skip);
	l7_flow_feed(&c->flow, &c->table->img, &fed, l7_maxdatalen, c->held[h->place] + skip,
		     h->len - skip);
	return judge(pkt, c, view, &fed);
}

static bool take_segment(struct packet *pkt, struct l7_conn *c, const struct l7_view *view)
{
	const struct l7_payload *pay = &pkt->pay;
	struct l7_held h;
	bool any = false;
	u32 skip = 0;

	switch (l7_flow_turn(&c->flow, pkt->dir, pay->seq, pay->len, &skip)) {
	case L7_TURN_NOW:
		any = feed_and_judge(pkt, c, view, skip);
		break;
	case L7_TURN_PAST:
		l7_stats_inc(pkt->l7->stats, L7_STAT_RETRANSMITTED);
		break;
	case L7_TURN_AHEAD:
		l7_stats_inc(pkt->l7->stats, L7_STAT_AHEAD);
		if (!l7_conn_hold(c, pkt->dir, pay->seq, pkt->skb, pay->offset, pay->len)) {
			l7_conn_give_up(pkt->l7, pkt->ct, c, L7_REASON_GAP);
			return false;
		}
		break;
	}
	/* held segments follow one by one, until something matches */
	while (!any && l7_flow_release(&c->flow, &h, &skip)) {
		any = feed_held(pkt, c, view, &h, skip);
		l7_conn_free_held(c, &h);
	}
	return any;
}

/* under the connection's lock: one packet of a connection under inspection */
static void take_packet(struct packet *pkt, struct l7_conn *c, const struct l7_view *view)
{
	const struct l7_payload *pay = &pkt->pay;
	const u32 fed = l7_flow_packets(&c->flow);
	u64 packets = packets_counted(pkt->ct);
	bool any = false;

	l7_conn_pin(c);
	c->seen = jiffies;
	c->packets++;
	if (!packets)
		packets = c->packets;
	if (l7_flow_over(&c->flow, packets, READ_ONCE(pkt->l7->numpackets), l7_maxdatalen)) {
		l7_conn_give_up(pkt->l7, pkt->ct, c, c->flow.bytes >= l7_maxdatalen ?
				L7_REASON_BYTES : L7_REASON_PACKETS);
		return;
	}
	if (pay->syn)
		l7_flow_expect(&c->flow, pkt->dir, pay->seq);
	if (!pay->len)
		;
	else if (pay->protocol == IPPROTO_TCP)
		any = take_segment(pkt, c, view);
	else
		any = feed_and_judge(pkt, c, view, 0);
	/* one that adds nothing takes nothing from a packet that is passing the rules on another CPU */
	if (!c->ended && l7_flow_packets(&c->flow) != fed)
		l7_label_mark(pkt->labels, any ? 0 : L7_LABEL_TENTATIVE, any ? L7_LABEL_TENTATIVE : 0);
}

/* the ACK that completes a handshake tells where both directions begin; a SYN flood never gets here */
static bool worth_opening(const struct packet *pkt)
{
	return pkt->pay.len ||
	       (pkt->pay.protocol == IPPROTO_TCP && !pkt->pay.syn && pkt->pay.has_ack);
}

static struct l7_conn *open_conn(struct packet *pkt, const struct l7_view *view)
{
	const struct l7_payload *pay = &pkt->pay;
	enum l7_reason why = L7_REASON_NO_TABLE;
	struct l7_conn *c = view ? l7_conn_open(pkt->l7, pkt->ct, view, &why) : NULL;

	if (!c) {
		l7_conn_give_up(pkt->l7, pkt->ct, NULL, why);
		return NULL;
	}
	/* from here on the entry stands for the beginning: once it is gone, so is the beginning */
	l7_label_mark(pkt->labels, 0, L7_LABEL_OPENED);
	if (pay->protocol == IPPROTO_TCP) {
		spin_lock_bh(&c->lock);
		c->packets += HANDSHAKE_PACKETS;
		l7_flow_expect(&c->flow, pkt->dir, pay->seq);
		if (pay->has_ack)
			l7_flow_expect(&c->flow, !pkt->dir, pay->ack);
		spin_unlock_bh(&c->lock);
	}
	return c;
}

/* a connection without an entry: its first packets, or one that can't be inspected */
static struct l7_conn *begin(struct packet *pkt, const struct l7_view *view)
{
	const u32 begun = pkt->word & (L7_LABEL_EPOCH | L7_LABEL_OPENED);
	const u32 ours = READ_ONCE(pkt->l7->epoch);

	if (begun != ours) {
		if (!opens(pkt)) {
			l7_conn_give_up(pkt->l7, pkt->ct, NULL,
					begun ? L7_REASON_INTERRUPTED : L7_REASON_NOT_BEGUN);
			return NULL;
		}
		l7_label_mark(pkt->labels, L7_LABEL_EPOCH, ours);
	}
	if (worth_opening(pkt))
		return open_conn(pkt, view);
	if (packets_counted(pkt->ct) > READ_ONCE(pkt->l7->numpackets))
		l7_conn_give_up(pkt->l7, pkt->ct, NULL, L7_REASON_PACKETS);
	return NULL;
}

static bool inspectable(const struct nf_conn *ct)
{
	switch (nf_ct_protonum(ct)) {
	case IPPROTO_TCP:
	case IPPROTO_UDP:
	case IPPROTO_ICMP:
	case IPPROTO_ICMPV6:
		return true;
	}
	return false;
}

static void inspect(struct packet *pkt, u8 family)
{
	const struct l7_view *view = rcu_dereference(pkt->l7->view);
	struct l7_conn *c;

	if (pkt->ct->master) {
		inherit(pkt);
		return;
	}
	if (!inspectable(pkt->ct)) {
		l7_conn_give_up(pkt->l7, pkt->ct, NULL, L7_REASON_PROTOCOL);
		return;
	}
	/* an ICMP error is related to the connection, but not part of it: a child would be, and has been dealt with */
	if (pkt->ctinfo == IP_CT_RELATED || pkt->ctinfo == IP_CT_RELATED_REPLY)
		return;
	if (!l7_payload_find(pkt->skb, family, &pkt->pay) || pkt->pay.protocol != nf_ct_protonum(pkt->ct))
		return;
	/* a label that says opened does so after the entry was made: without one, it is gone */
	smp_rmb();
	c = l7_conn_find(pkt->l7, pkt->ct);
	if (!c || (!(pkt->word & L7_LABEL_OPENED) && l7_conn_end_stale(pkt->l7, c)))
		c = begin(pkt, view);
	if (!c)
		return;
	spin_lock_bh(&c->lock);
	if (!c->ended && l7_label_decided(pkt->labels))
		l7_conn_forget(pkt->l7, c);
	else if (!c->ended)
		take_packet(pkt, c, view);
	spin_unlock_bh(&c->lock);
}

static noinline void undecided(struct sk_buff *skb, const struct nf_hook_state *state, struct nf_conn *ct,
			       enum ip_conntrack_info ctinfo)
{
	struct packet pkt = { .l7 = l7_net(state->net), .skb = skb, .ct = ct, .ctinfo = ctinfo };

	if (seen_before(state) || nf_ct_is_template(ct))
		return;
	pkt.labels = nf_ct_labels_find(ct);
	if (!pkt.labels) {
		l7_stats_inc(pkt.l7->stats, L7_STAT_NO_LABEL_ROOM);
		return;
	}
	pkt.word = READ_ONCE(*l7_label_word(pkt.labels));
	if (pkt.word & L7_LABEL_DECIDED)	/* by another CPU meanwhile: it has no epoch */
		return;
	pkt.dir = CTINFO2DIR(ctinfo) == IP_CT_DIR_ORIGINAL ? L7_DIR_ORIGINAL : L7_DIR_REPLY;
	inspect(&pkt, state->pf);
}

/* nearly all packets are of decided connections: nothing but the label is read for them */
static unsigned int hook(void *priv, struct sk_buff *skb, const struct nf_hook_state *state)
{
	enum ip_conntrack_info ctinfo;
	struct nf_conn *ct = nf_ct_get(skb, &ctinfo);
	struct nf_conn_labels *labels;

	if (!ct)
		return NF_ACCEPT;
	labels = nf_ct_labels_find(ct);
	if (likely(labels && l7_label_decided(labels)))
		return NF_ACCEPT;
	undecided(skb, state, ct, ctinfo);
	return NF_ACCEPT;
}

/* after conntrack, just before mangle: so that mangle's rules see this packet's verdict */
static const struct nf_hook_ops ops[] = {
	{ .hook = hook, .pf = NFPROTO_IPV4, .hooknum = NF_INET_PRE_ROUTING, .priority = NF_IP_PRI_MANGLE - 1 },
	{ .hook = hook, .pf = NFPROTO_IPV4, .hooknum = NF_INET_LOCAL_OUT, .priority = NF_IP_PRI_MANGLE - 1 },
	{ .hook = hook, .pf = NFPROTO_IPV6, .hooknum = NF_INET_PRE_ROUTING, .priority = NF_IP6_PRI_MANGLE - 1 },
	{ .hook = hook, .pf = NFPROTO_IPV6, .hooknum = NF_INET_LOCAL_OUT, .priority = NF_IP6_PRI_MANGLE - 1 },
};

int l7_hook_start(struct net *net)
{
	int err = nf_ct_netns_get(net, NFPROTO_INET);

	if (err)
		return err;
	err = nf_connlabels_get(net, LABEL_HIGHEST_BIT);
	if (err)
		goto put_conntrack;
	nf_ct_set_acct(net, true);
	err = nf_register_net_hooks(net, ops, ARRAY_SIZE(ops));
	if (err)
		goto put_labels;
	return 0;

put_labels:
	nf_connlabels_put(net);
put_conntrack:
	nf_ct_netns_put(net, NFPROTO_INET);
	return err;
}

void l7_hook_stop(struct net *net)
{
	nf_unregister_net_hooks(net, ops, ARRAY_SIZE(ops));
	synchronize_rcu();
	nf_connlabels_put(net);
	nf_ct_netns_put(net, NFPROTO_INET);
}
