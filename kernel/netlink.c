// SPDX-License-Identifier: GPL-2.0-only
#include <linux/mm.h>
#include <linux/netlink.h>
#include <linux/slab.h>
#include <net/genetlink.h>
#include "kernel/conn.h"
#include "kernel/dump.h"
#include "kernel/netlink.h"

#define DEFINITION_EXTRA_BYTES 512	/* of a message beside its expression */

static struct l7_net *net_of(struct genl_info *info)
{
	return l7_net(genl_info_net(info));
}

static void drop_staging(struct l7_net *l7)
{
	kvfree(l7->staging.bytes);
	memset(&l7->staging, 0, sizeof(l7->staging));
}

static int table_begin(struct sk_buff *skb, struct genl_info *info)
{
	struct l7_net *l7 = net_of(info);
	u32 size;
	void *bytes;

	if (GENL_REQ_ATTR_CHECK(info, L7_A_SIZE))
		return -EINVAL;
	size = nla_get_u32(info->attrs[L7_A_SIZE]);
	if (size > L7_IMAGE_MAX_BYTES) {
		NL_SET_ERR_MSG_ATTR(info->extack, info->attrs[L7_A_SIZE], "larger than a table may be");
		return -E2BIG;
	}
	bytes = kvmalloc(size, GFP_KERNEL_ACCOUNT | __GFP_NOWARN);
	if (!bytes) {
		GENL_SET_ERR_MSG(info, "no memory for a table of that size");
		return -ENOMEM;
	}
	mutex_lock(&l7_net_mutex);
	drop_staging(l7);
	l7->staging = (struct l7_staging){ .bytes = bytes, .size = size, .portid = info->snd_portid };
	mutex_unlock(&l7_net_mutex);
	return 0;
}

static int check_owner(const struct l7_staging *s, struct genl_info *info)
{
	if (!s->bytes) {
		GENL_SET_ERR_MSG(info, "no table was begun");
		return -EINVAL;
	}
	if (s->portid != info->snd_portid) {
		GENL_SET_ERR_MSG(info, "another process has begun a table since");
		return -EAGAIN;
	}
	return 0;
}

static int add_chunk(struct l7_staging *s, struct genl_info *info)
{
	const struct nlattr *data = info->attrs[L7_A_DATA];
	int err = check_owner(s, info);

	if (err)
		return err;
	if (nla_len(data) > s->size - s->filled) {
		NL_SET_ERR_MSG_ATTR(info->extack, data, "more bytes than the table was begun with");
		return -EINVAL;
	}
	memcpy(s->bytes + s->filled, nla_data(data), nla_len(data));
	s->filled += nla_len(data);
	return 0;
}

static int table_chunk(struct sk_buff *skb, struct genl_info *info)
{
	int err;

	if (GENL_REQ_ATTR_CHECK(info, L7_A_DATA))
		return -EINVAL;
	mutex_lock(&l7_net_mutex);
	err = add_chunk(&net_of(info)->staging, info);
	mutex_unlock(&l7_net_mutex);
	return err;
}

static int check_staging(const struct l7_net *l7, struct genl_info *info)
{
	const struct l7_staging *s = &l7->staging;
	const struct nlattr *expected = info->attrs[L7_A_GENERATION];
	const struct l7_table *t = l7_net_table(l7);
	int err = check_owner(s, info);

	if (err)
		return err;
	if (s->filled != s->size) {
		GENL_SET_ERR_MSG(info, "the table is not complete");
		return -EINVAL;
	}
	if (expected && nla_get_u32(expected) != (t ? t->generation : 0)) {
		GENL_SET_ERR_MSG(info, "another table has been loaded meanwhile");
		return -EAGAIN;
	}
	return 0;
}

/* the staging is used up, whatever comes out */
static int commit(struct l7_net *l7, struct genl_info *info)
{
	struct l7_table *t;
	int err;

	t = l7_table_new(l7->staging.bytes, l7->staging.size, info->attrs[L7_A_LABELS], info->extack);
	if (IS_ERR(t)) {
		drop_staging(l7);
		return PTR_ERR(t);
	}
	memset(&l7->staging, 0, sizeof(l7->staging));
	err = l7_net_set_table(l7, t, info->extack);
	if (err)
		l7_table_put(t);
	return err;
}

static int table_commit(struct sk_buff *skb, struct genl_info *info)
{
	struct l7_net *l7 = net_of(info);
	int err;

	mutex_lock(&l7_net_mutex);
	err = check_staging(l7, info);
	if (!err)
		err = commit(l7, info);
	mutex_unlock(&l7_net_mutex);
	return err;
}

static int delete_table(struct l7_net *l7, struct genl_info *info)
{
	if (!l7->table) {
		GENL_SET_ERR_MSG(info, "this namespace has no table of its own");
		return -ENOENT;
	}
	if (l7->everything && (net_eq(l7->net, &init_net) || !l7_net(&init_net)->table)) {
		GENL_SET_ERR_MSG(info, "the table is in use: l7 off first");
		return -EBUSY;
	}
	return l7_net_set_table(l7, NULL, info->extack);
}

static int table_delete(struct sk_buff *skb, struct genl_info *info)
{
	int err;

	mutex_lock(&l7_net_mutex);
	err = delete_table(net_of(info), info);
	mutex_unlock(&l7_net_mutex);
	return err;
}

static int put_state(struct sk_buff *msg, const struct l7_net *l7)
{
	const struct l7_table *t = l7_net_table(l7);

	if (nla_put_u32(msg, L7_A_GENERATION, t ? t->generation : 0) ||
	    (t && !l7->table && nla_put_flag(msg, L7_A_INHERITED)) ||
	    nla_put_u32(msg, L7_A_SIZE, t ? t->img.head->size : 0) ||
	    nla_put_u32(msg, L7_A_DEFINITIONS, t ? t->img.head->ndefs : 0) ||
	    nla_put_u32(msg, L7_A_GROUPS, t ? t->img.head->ngroups : 0) ||
	    (l7->everything && nla_put_flag(msg, L7_A_ON)) ||
	    (l7->hooked && nla_put_flag(msg, L7_A_HOOKED)) ||
	    nla_put_u32(msg, L7_A_NUMPACKETS, l7->numpackets) ||
	    nla_put_u32(msg, L7_A_MAXDATALEN, l7_maxdatalen) ||
	    nla_put_u32(msg, L7_A_FLOWS, l7_conn_total()) ||
	    nla_put_u32(msg, L7_A_FLOWS_MAX, l7_maxflows))
		return -EMSGSIZE;
	return 0;
}

static int state_get(struct sk_buff *skb, struct genl_info *info)
{
	struct sk_buff *msg = genlmsg_new(NLMSG_GOODSIZE, GFP_KERNEL);
	void *head;
	int err;

	if (!msg)
		return -ENOMEM;
	head = genlmsg_put_reply(msg, info, &l7_netlink_family, 0, L7_CMD_STATE_GET);
	if (!head) {
		nlmsg_free(msg);
		return -EMSGSIZE;
	}
	mutex_lock(&l7_net_mutex);
	err = put_state(msg, net_of(info));
	mutex_unlock(&l7_net_mutex);
	if (err) {
		nlmsg_free(msg);
		return err;
	}
	genlmsg_end(msg, head);
	return genlmsg_reply(msg, info);
}

static int state_set(struct sk_buff *skb, struct genl_info *info)
{
	int err;

	if (GENL_REQ_ATTR_CHECK(info, L7_A_ON))
		return -EINVAL;
	mutex_lock(&l7_net_mutex);
	err = l7_net_set_everything(net_of(info), nla_get_u8(info->attrs[L7_A_ON]));
	mutex_unlock(&l7_net_mutex);
	if (err == -ENOENT)
		GENL_SET_ERR_MSG(info, "no definitions are loaded: l7 load first");
	return err;
}

static int put_definition(struct sk_buff *msg, struct netlink_callback *cb, const struct l7_view *v,
			  u32 index)
{
	const struct l7_image *img = &v->table->img;
	const struct l7_image_def *def = &img->defs[index];
	void *head = genlmsg_put(msg, NETLINK_CB(cb->skb).portid, cb->nlh->nlmsg_seq, &l7_netlink_family, NLM_F_MULTI,
				 L7_CMD_DEFINITION_GET);

	if (!head)
		return -EMSGSIZE;
	genl_dump_check_consistent(cb, head);
	if (nla_put_string(msg, L7_A_NAME, def->name) ||
	    nla_put_u16(msg, L7_A_NUMBER, def->number) ||
	    nla_put_u16(msg, L7_A_RANK, def->rank) ||
	    nla_put_u64_64bit(msg, L7_A_DIGEST, def->digest, L7_A_PAD) ||
	    nla_put_string(msg, L7_A_PATTERN, img->text + def->text) ||
	    nla_put_u32(msg, L7_A_RULES, v->rules[index]) ||
	    nla_put_u64_64bit(msg, L7_A_DECIDED, atomic64_read(&v->decided[index]), L7_A_PAD)) {
		genlmsg_cancel(msg, head);
		return -EMSGSIZE;
	}
	genlmsg_end(msg, head);
	return 0;
}

/* a message must hold the longest expression */
static int definition_start(struct netlink_callback *cb)
{
	cb->min_dump_alloc = L7_PATTERN_MAX_BYTES + DEFINITION_EXTRA_BYTES;
	return 0;
}

static int definition_dump(struct sk_buff *msg, struct netlink_callback *cb)
{
	struct l7_view *v;
	u32 i = cb->args[0];
	int err = 0;

	mutex_lock(&l7_net_mutex);
	v = l7_net_view(l7_net(sock_net(msg->sk)));
	if (IS_ERR_OR_NULL(v)) {
		err = PTR_ERR_OR_ZERO(v);
		goto unlock;
	}
	cb->seq = v->table->generation;
	for (; i < v->table->img.head->ndefs; i++) {
		err = put_definition(msg, cb, v, i);
		if (err)
			break;
	}
	/* one that is too long for an empty message is never sent: say so rather than end the list */
	if (err && msg->len)
		err = 0;
	cb->args[0] = i;
unlock:
	mutex_unlock(&l7_net_mutex);
	return err ? err : msg->len;
}

static int put_stat(struct sk_buff *msg, const struct netlink_callback *cb, const struct l7_net *l7,
		    enum l7_stat stat)
{
	void *head = genlmsg_put(msg, NETLINK_CB(cb->skb).portid, cb->nlh->nlmsg_seq, &l7_netlink_family, NLM_F_MULTI,
				 L7_CMD_STATS_GET);

	if (!head)
		return -EMSGSIZE;
	if (nla_put_string(msg, L7_A_NAME, l7_stat_name(stat)) ||
	    nla_put_u64_64bit(msg, L7_A_COUNT, l7_stats_sum(l7->stats, stat), L7_A_PAD)) {
		genlmsg_cancel(msg, head);
		return -EMSGSIZE;
	}
	genlmsg_end(msg, head);
	return 0;
}

static int stats_dump(struct sk_buff *msg, struct netlink_callback *cb)
{
	const struct l7_net *l7 = l7_net(sock_net(msg->sk));

	for (; cb->args[0] < L7_STAT_MAX; cb->args[0]++)
		if (put_stat(msg, cb, l7, cb->args[0]))
			break;
	return msg->len;
}

static const struct nla_policy policy[L7_A_MAX + 1] = {
	[L7_A_SIZE] = NLA_POLICY_MIN(NLA_U32, sizeof(struct l7_image_head)),
	[L7_A_DATA] = NLA_POLICY_RANGE(NLA_BINARY, 1, L7_CHUNK_MAX_BYTES),
	[L7_A_GENERATION] = { .type = NLA_U32 },
	[L7_A_LABELS] = { .type = NLA_NESTED },
	[L7_A_ON] = NLA_POLICY_MAX(NLA_U8, 1),
};

static const struct genl_ops ops[] = {
	{ .cmd = L7_CMD_TABLE_BEGIN, .doit = table_begin, .flags = GENL_ADMIN_PERM },
	{ .cmd = L7_CMD_TABLE_CHUNK, .doit = table_chunk, .flags = GENL_ADMIN_PERM },
	{ .cmd = L7_CMD_TABLE_COMMIT, .doit = table_commit, .flags = GENL_ADMIN_PERM },
	{ .cmd = L7_CMD_TABLE_DELETE, .doit = table_delete, .flags = GENL_ADMIN_PERM },
	{ .cmd = L7_CMD_STATE_GET, .doit = state_get, .flags = GENL_UNS_ADMIN_PERM },
	{ .cmd = L7_CMD_STATE_SET, .doit = state_set, .flags = GENL_ADMIN_PERM },
	{ .cmd = L7_CMD_DEFINITION_GET, .start = definition_start, .dumpit = definition_dump,
	  .flags = GENL_UNS_ADMIN_PERM },
	{ .cmd = L7_CMD_STATS_GET, .dumpit = stats_dump, .flags = GENL_UNS_ADMIN_PERM },
	{ .cmd = L7_CMD_CONNECTION_GET, .start = l7_dump_start, .dumpit = l7_dump_next, .done = l7_dump_done,
	  .flags = GENL_UNS_ADMIN_PERM },
};

struct genl_family l7_netlink_family = {
	.name = L7_GENL_NAME,
	.version = L7_GENL_VERSION,
	.maxattr = L7_A_MAX,
	.policy = policy,
	.netnsok = true,
	.parallel_ops = true,	/* l7_net_mutex orders them, and a load must not hold other families up */
	.module = THIS_MODULE,
	.ops = ops,
	.n_ops = ARRAY_SIZE(ops),
};

/* a process that dies between begin and commit leaves nothing behind */
static int socket_gone(struct notifier_block *nb, unsigned long event, void *data)
{
	const struct netlink_notify *n = data;
	struct l7_net *l7;

	if (event != NETLINK_URELEASE || n->protocol != NETLINK_GENERIC)
		return NOTIFY_DONE;
	l7 = l7_net(n->net);
	/* its own staging, if any, was begun before: sockets that load nothing don't wait for one that does */
	if (READ_ONCE(l7->staging.portid) != n->portid)
		return NOTIFY_DONE;
	mutex_lock(&l7_net_mutex);
	if (l7->staging.bytes && l7->staging.portid == n->portid)
		drop_staging(l7);
	mutex_unlock(&l7_net_mutex);
	return NOTIFY_DONE;
}

static struct notifier_block notifier = { .notifier_call = socket_gone };

int l7_netlink_init(void)
{
	int err = netlink_register_notifier(&notifier);

	if (err)
		return err;
	err = genl_register_family(&l7_netlink_family);
	if (err)
		netlink_unregister_notifier(&notifier);
	return err;
}

void l7_netlink_fini(void)
{
	genl_unregister_family(&l7_netlink_family);
	netlink_unregister_notifier(&notifier);
}
