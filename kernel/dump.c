// SPDX-License-Identifier: GPL-2.0-only
#include <linux/rhashtable.h>
#include <linux/slab.h>
#include <net/genetlink.h>
#include "kernel/conn.h"
#include "kernel/dump.h"
#include "kernel/netlink.h"

/* an entry as it was at one moment */
struct copy {
	u32 id;		/* as ctnetlink has it, 0: not known */
	u16 zone;
	u32 generation;
	u32 ngroups;
	u32 words;
	u32 packets;
	u32 idle_secs;
	struct nf_conntrack_tuple tuple;
	u64 now[L7_DEF_WORDS];
	struct l7_flow flow;
};

struct dump {
	struct rhashtable_iter iter;
	bool pending;	/* @copy did not fit into the last message */
	struct copy copy;
};

static struct dump *dump_of(struct netlink_callback *cb)
{
	return (struct dump *)cb->args[0];
}

/* with the lock held, not ended. While @c does not hold the connection, it must not be looked at */
static void copy_conn(struct copy *to, const struct l7_conn *c)
{
	to->id = c->pinned ? be32_to_cpu((__force __be32)nf_ct_get_id(c->ct)) : 0;
	to->zone = c->zone.id;
	to->generation = c->table->generation;
	to->ngroups = c->table->img.head->ngroups;
	to->words = c->table->img.head->words;
	to->packets = c->packets;
	to->idle_secs = (jiffies - c->seen) / HZ;
	to->tuple = c->tuple;
	memcpy(to->now, c->now, sizeof(to->now));
	to->flow = c->flow;
}

static int put_tuple(struct sk_buff *msg, const struct nf_conntrack_tuple *t)
{
	const u8 family = t->src.l3num == NFPROTO_IPV6 ? AF_INET6 : AF_INET;
	const int size = family == AF_INET6 ? sizeof(t->src.u3.ip6) : sizeof(t->src.u3.ip);

	if (nla_put_u8(msg, L7_A_FAMILY, family) ||
	    nla_put_u8(msg, L7_A_PROTOCOL, t->dst.protonum) ||
	    nla_put(msg, L7_A_SRC, size, &t->src.u3) ||
	    nla_put(msg, L7_A_DST, size, &t->dst.u3) ||
	    nla_put_u16(msg, L7_A_SPORT, ntohs(t->src.u.all)) ||
	    nla_put_u16(msg, L7_A_DPORT, ntohs(t->dst.u.all)))
		return -EMSGSIZE;
	return 0;
}

static int put_direction(struct sk_buff *msg, const struct copy *c, enum l7_dir dir)
{
	struct nlattr *nest = nla_nest_start(msg, L7_A_DIRECTION);

	if (!nest ||
	    nla_put_u32(msg, L7_A_PACKETS, c->flow.packets[dir]) ||
	    nla_put_u32(msg, L7_A_BYTES, c->flow.size[dir]) ||
	    nla_put(msg, L7_A_STATES, c->ngroups * sizeof(u16), c->flow.state[dir]) ||
	    nla_put(msg, L7_A_HEAD, c->flow.fed[dir], c->flow.head[dir]))
		return -EMSGSIZE;
	nla_nest_end(msg, nest);
	return 0;
}

static int put_wait(struct sk_buff *msg, const struct l7_wait *w)
{
	struct nlattr *nest = nla_nest_start(msg, L7_A_WAIT);

	if (!nest ||
	    nla_put_u16(msg, L7_A_PATTERN_INDEX, w->pattern) ||
	    (w->dir == L7_DIR_REPLY && nla_put_flag(msg, L7_A_REPLY)) ||
	    nla_put_u64_64bit(msg, L7_A_COUNT, w->count, L7_A_PAD) ||
	    nla_put_u32(msg, L7_A_VALUE, w->value))
		return -EMSGSIZE;
	nla_nest_end(msg, nest);
	return 0;
}

static int put_flow(struct sk_buff *msg, const struct copy *c)
{
	u32 i;

	if (nla_put_u32(msg, L7_A_BYTES, c->flow.bytes) ||
	    nla_put_u8(msg, L7_A_HELD, c->flow.nheld) ||
	    nla_put_u8(msg, L7_A_OPENER, c->flow.opener) ||
	    nla_put_u32(msg, L7_A_GROUPS, c->flow.groups) ||
	    nla_put(msg, L7_A_FOUND, c->words * sizeof(u64), c->flow.done) ||
	    nla_put(msg, L7_A_NOW, sizeof(c->now), c->now) ||
	    put_direction(msg, c, L7_DIR_ORIGINAL) ||
	    put_direction(msg, c, L7_DIR_REPLY))
		return -EMSGSIZE;
	for (i = 0; i < c->flow.nwaits; i++)
		if (put_wait(msg, &c->flow.wait[i]))
			return -EMSGSIZE;
	return 0;
}

static int put_copy(struct sk_buff *msg, struct netlink_callback *cb, const struct copy *c)
{
	void *head = genlmsg_put(msg, NETLINK_CB(cb->skb).portid, cb->nlh->nlmsg_seq, &l7_netlink_family, NLM_F_MULTI,
				 L7_CMD_CONNECTION_GET);

	if (!head)
		return -EMSGSIZE;
	genl_dump_check_consistent(cb, head);
	if (put_tuple(msg, &c->tuple) ||
	    (c->zone && nla_put_u16(msg, L7_A_ZONE, c->zone)) ||
	    (c->id && nla_put_u32(msg, L7_A_ID, c->id)) ||
	    nla_put_u32(msg, L7_A_GENERATION, c->generation) ||
	    nla_put_u32(msg, L7_A_PACKETS, c->packets) ||
	    nla_put_u32(msg, L7_A_IDLE, c->idle_secs) ||
	    put_flow(msg, c)) {
		genlmsg_cancel(msg, head);
		return -EMSGSIZE;
	}
	genlmsg_end(msg, head);
	return 0;
}

/* between walk_start and walk_stop. Return: there is another one, and @d->copy is it */
static bool next_copy(struct dump *d, struct netlink_callback *cb)
{
	struct l7_conn *c;

	while ((c = rhashtable_walk_next(&d->iter))) {
		if (IS_ERR(c)) {
			if (PTR_ERR(c) != -EAGAIN)
				return false;
			/* the walk begins anew, in a table of another size */
			cb->seq++;
			continue;
		}
		spin_lock_bh(&c->lock);
		d->pending = !c->ended;
		if (d->pending)
			copy_conn(&d->copy, c);
		spin_unlock_bh(&c->lock);
		if (d->pending)
			return true;
	}
	return false;
}

int l7_dump_next(struct sk_buff *msg, struct netlink_callback *cb)
{
	struct dump *d = dump_of(cb);
	int err = 0;

	if (rhashtable_walk_start_check(&d->iter))
		cb->seq++;
	while (!err && (d->pending || next_copy(d, cb))) {
		err = put_copy(msg, cb, &d->copy);
		d->pending = err;
	}
	rhashtable_walk_stop(&d->iter);
	/* one that is too long for an empty message is never sent: say so rather than end the list */
	return err && !msg->len ? err : msg->len;
}

int l7_dump_start(struct netlink_callback *cb)
{
	struct l7_net *l7 = l7_net(sock_net(cb->skb->sk));
	struct dump *d = kzalloc(sizeof(*d), GFP_KERNEL_ACCOUNT);

	if (!d)
		return -ENOMEM;
	rhashtable_walk_enter(&l7->conns, &d->iter);
	cb->args[0] = (long)d;
	cb->seq = 1;
	return 0;
}

int l7_dump_done(struct netlink_callback *cb)
{
	struct dump *d = dump_of(cb);

	rhashtable_walk_exit(&d->iter);
	kfree(d);
	return 0;
}
