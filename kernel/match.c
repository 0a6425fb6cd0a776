// SPDX-License-Identifier: GPL-2.0-only
#include <linux/netfilter/x_tables.h>
#include "kernel/conn.h"
#include "kernel/label.h"
#include "kernel/match.h"
#include "kernel/payload.h"
#include "uapi/xt_layer7.h"

static bool inverted(const struct xt_layer7_info *info)
{
	return info->flags & XT_LAYER7_INVERT;
}

static bool is_wanted(const struct xt_layer7_info *info, u32 word)
{
	return ((word & info->mask) == info->want) ^ inverted(info);
}

/* a packet that conntrack knows nothing of counts as one of the client's */
static enum l7_dir dir_of(const struct sk_buff *skb)
{
	enum ip_conntrack_info ctinfo;

	return nf_ct_get(skb, &ctinfo) && CTINFO2DIR(ctinfo) == IP_CT_DIR_REPLY ? L7_DIR_REPLY : L7_DIR_ORIGINAL;
}

/* noinline, as what follows: a packet's and a flow's state are too much for one frame */
static noinline bool feed_packet(struct sk_buff *skb, const struct l7_payload *pay, const struct l7_image *img,
				 struct l7_flow *flow, u32 index)
{
	u64 now[L7_DEF_WORDS];
	struct l7_packet pkt;

	l7_flow_begin(flow, img, &pkt, dir_of(skb), pay->len);
	l7_payload_feed(skb, pay, 0, flow, img, &pkt, l7_maxdatalen);
	return l7_flow_close(flow, img, &pkt, now) && now[index / 64] >> index % 64 & 1;
}

static noinline bool find_in_packet(const struct xt_action_param *par, struct sk_buff *skb, const struct l7_rule *rule)
{
	const struct l7_view *view = rcu_dereference(l7_net(xt_net(par))->view);
	const struct l7_image *img;
	struct l7_payload pay;
	struct l7_flow flow;
	int index;

	if (!view || !l7_payload_find(skb, xt_family(par), &pay) || !pay.len)
		return false;
	index = l7_rule_index(rule, view->table);
	if (index < 0)
		return false;
	img = &view->table->img;
	l7_flow_init(&flow, img, img->defs[index].groups, l7_transport(pay.protocol));
	return feed_packet(skb, &pay, img, &flow, index);
}

/* --l7pkt: the payload of this packet as if it were a whole connection */
static noinline bool match_packet(struct sk_buff *skb, const struct xt_action_param *par)
{
	const struct xt_layer7_info *info = par->matchinfo;

	return find_in_packet(par, skb, info->rule) ^ inverted(info);
}

/* expressions match and no rule has claimed the connection: it is this one's turn, if the packet adds to the payload */
static noinline bool match_tentative(struct sk_buff *skb, const struct xt_action_param *par, struct nf_conn *ct,
				     const u32 *word)
{
	const struct xt_layer7_info *info = par->matchinfo;
	struct l7_payload pay;

	if (info->rule->number && l7_payload_find(skb, xt_family(par), &pay) && pay.len)
		l7_conn_claim(l7_net(xt_net(par)), ct, info->rule);
	return is_wanted(info, READ_ONCE(*word));
}

/*
 * A hundred rules are a hundred calls for each packet: what is rare is out of line and at the end, so that the rest
 * needs no stack. A connection without a label is older than the first rule: not inspected, and never will be.
 */
static bool match(const struct sk_buff *skb, struct xt_action_param *par)
{
	const struct xt_layer7_info *info = par->matchinfo;
	struct nf_conn *ct = (struct nf_conn *)skb_nfct(skb);
	struct nf_conn_labels *labels;
	const u32 *word;

	if (unlikely(info->flags & XT_LAYER7_PKT))
		return match_packet((struct sk_buff *)skb, par);
	if (unlikely(!ct))
		return inverted(info);
	while (unlikely(ct->master))
		ct = ct->master;
	labels = nf_ct_labels_find(ct);
	if (unlikely(!labels))
		return is_wanted(info, L7_LABEL_DECIDED);
	word = l7_label_word(labels);
	if (unlikely(READ_ONCE(*word) & L7_LABEL_TENTATIVE))
		return match_tentative((struct sk_buff *)skb, par, ct, word);
	return is_wanted(info, READ_ONCE(*word));
}

static bool terminated(const char *s, size_t size)
{
	return strnlen(s, size) < size;
}

static int check(const struct xt_mtchk_param *par)
{
	struct xt_layer7_info *info = par->matchinfo;
	const bool unset = !strcmp(info->name, "unset");

	if (!terminated(info->name, sizeof(info->name)) || !terminated(info->dir, sizeof(info->dir)) ||
	    info->flags & ~XT_LAYER7_FLAGS || info->reserved)
		return -EINVAL;
	info->rule = l7_net_add_rule(par->net, info->name, info->digest);
	if (IS_ERR(info->rule)) {
		if (PTR_ERR(info->rule) == -ENOENT)
			pr_info_ratelimited("no definition of \"%s\" is loaded: see l7 load\n", info->name);
		return PTR_ERR(info->rule);
	}
	if (!info->rule->number && info->flags & XT_LAYER7_PKT) {
		l7_net_del_rule(par->net, info->rule);
		return -EINVAL;
	}
	info->mask = L7_LABEL_DECIDED | (unset ? 0 : L7_LABEL_NUMBER);
	info->want = unset ? 0 : L7_LABEL_DECIDED | info->rule->number;
	return 0;
}

static void destroy(const struct xt_mtdtor_param *par)
{
	struct xt_layer7_info *info = par->matchinfo;

	l7_net_del_rule(par->net, info->rule);
}

#define MATCH(pf) {								\
	.name = "layer7",							\
	.revision = 0,								\
	.family = (pf),								\
	.match = match,								\
	.checkentry = check,							\
	.destroy = destroy,							\
	.matchsize = sizeof(struct xt_layer7_info),				\
	.usersize = offsetof(struct xt_layer7_info, rule),			\
	.me = THIS_MODULE,							\
}

/* not NFPROTO_UNSPEC: that would offer the match to arptables and ebtables too */
static struct xt_match matches[] = { MATCH(NFPROTO_IPV4), MATCH(NFPROTO_IPV6) };

int l7_match_init(void)
{
	return xt_register_matches(matches, ARRAY_SIZE(matches));
}

void l7_match_fini(void)
{
	xt_unregister_matches(matches, ARRAY_SIZE(matches));
}
