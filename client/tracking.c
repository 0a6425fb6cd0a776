// SPDX-License-Identifier: GPL-2.0-only
/*
 * tracking.c - a table of nftables whose rule needs connection tracking
 */

#include "client/tracking.h"

#include <arpa/inet.h>
#include <errno.h>
#include <libmnl/libmnl.h>
#include <linux/netfilter.h>
#include <linux/netfilter/nf_conntrack_common.h>
#include <linux/netfilter/nf_tables.h>
#include <linux/netfilter/nfnetlink.h>
#include <stdint.h>
#include <string.h>
#include <sys/socket.h>

#define BUF_BYTES 8192
#define TABLE "layer7"
#define CHAIN "tracking"
#define COMMENT "connection tracking for rules of -m layer7"

/* libnftnl's: the first thing in a table's user data */
#define UDATA_COMMENT 0

/** struct batch - messages that are sent together */
struct batch {
	struct mnl_nlmsg_batch *messages;
	uint32_t seq;
	unsigned int answers;
};

static struct nlmsghdr *message(struct batch *b, uint16_t type, uint16_t flags, uint8_t family, uint16_t res_id)
{
	struct nlmsghdr *nlh = mnl_nlmsg_put_header(mnl_nlmsg_batch_current(b->messages));
	struct nfgenmsg *nfg = mnl_nlmsg_put_extra_header(nlh, sizeof(*nfg));

	nlh->nlmsg_type = type;
	nlh->nlmsg_flags = NLM_F_REQUEST | flags;
	nlh->nlmsg_seq = b->seq++;
	nfg->nfgen_family = family;
	nfg->version = NFNETLINK_V0;
	nfg->res_id = htons(res_id);
	if (flags & NLM_F_ACK)
		b->answers++;
	return nlh;
}

static struct nlmsghdr *change(struct batch *b, uint16_t type, uint16_t flags)
{
	return message(b, NFNL_SUBSYS_NFTABLES << 8 | type, flags | NLM_F_ACK, NFPROTO_INET, 0);
}

static void add(struct batch *b)
{
	mnl_nlmsg_batch_next(b->messages); /* a few hundred bytes in all: there is room */
}

static void edge(struct batch *b, uint16_t type)
{
	message(b, type, 0, AF_UNSPEC, NFNL_SUBSYS_NFTABLES);
	add(b);
}

static void add_table(struct batch *b)
{
	struct nlmsghdr *nlh = change(b, NFT_MSG_NEWTABLE, NLM_F_CREATE | NLM_F_EXCL);
	char udata[2 + sizeof(COMMENT)] = { UDATA_COMMENT, sizeof(COMMENT) };

	memcpy(udata + 2, COMMENT, sizeof(COMMENT));
	mnl_attr_put_strz(nlh, NFTA_TABLE_NAME, TABLE);
	mnl_attr_put(nlh, NFTA_TABLE_USERDATA, sizeof(udata), udata);
	add(b);
}

static void add_chain(struct batch *b)
{
	struct nlmsghdr *nlh = change(b, NFT_MSG_NEWCHAIN, NLM_F_CREATE);

	mnl_attr_put_strz(nlh, NFTA_CHAIN_TABLE, TABLE);
	mnl_attr_put_strz(nlh, NFTA_CHAIN_NAME, CHAIN);
	add(b);
}

/* An expression of a rule; @fill puts what is its own. */
static void put_expression(struct nlmsghdr *nlh, const char *name, void (*fill)(struct nlmsghdr *nlh))
{
	struct nlattr *element = mnl_attr_nest_start(nlh, NFTA_LIST_ELEM), *data;

	mnl_attr_put_strz(nlh, NFTA_EXPR_NAME, name);
	data = mnl_attr_nest_start(nlh, NFTA_EXPR_DATA);
	fill(nlh);
	mnl_attr_nest_end(nlh, data);
	mnl_attr_nest_end(nlh, element);
}

static void fill_ct(struct nlmsghdr *nlh)
{
	mnl_attr_put_u32(nlh, NFTA_CT_KEY, htonl(NFT_CT_STATE));
	mnl_attr_put_u32(nlh, NFTA_CT_DREG, htonl(NFT_REG_1));
}

static void fill_cmp(struct nlmsghdr *nlh)
{
	struct nlattr *value;

	mnl_attr_put_u32(nlh, NFTA_CMP_SREG, htonl(NFT_REG_1));
	mnl_attr_put_u32(nlh, NFTA_CMP_OP, htonl(NFT_CMP_EQ));
	value = mnl_attr_nest_start(nlh, NFTA_CMP_DATA);
	mnl_attr_put_u32(nlh, NFTA_DATA_VALUE, NF_CT_STATE_INVALID_BIT);
	mnl_attr_nest_end(nlh, value);
}

static void add_rule(struct batch *b)
{
	struct nlmsghdr *nlh = change(b, NFT_MSG_NEWRULE, NLM_F_CREATE | NLM_F_APPEND);
	struct nlattr *expressions;

	mnl_attr_put_strz(nlh, NFTA_RULE_TABLE, TABLE);
	mnl_attr_put_strz(nlh, NFTA_RULE_CHAIN, CHAIN);
	expressions = mnl_attr_nest_start(nlh, NFTA_RULE_EXPRESSIONS);
	put_expression(nlh, "ct", fill_ct);
	put_expression(nlh, "cmp", fill_cmp);
	mnl_attr_nest_end(nlh, expressions);
	add(b);
}

/* Return: how many messages an answer is for. One of the batch's beginning says that none of them was looked at. */
static unsigned int covers(const struct nlmsgerr *e, unsigned int left)
{
	return e->msg.nlmsg_type == NFNL_MSG_BATCH_BEGIN ? left : 1;
}

/* Read the answers. Return: the first error. */
static int answers(struct mnl_socket *nl, unsigned int left)
{
	char buf[BUF_BYTES];
	int err = 0;

	while (left) {
		int len = mnl_socket_recvfrom(nl, buf, sizeof(buf));
		const struct nlmsghdr *nlh = (const void *)buf;

		if (len < 0 && errno == EINTR)
			continue;
		if (len < 0)
			return -errno;
		for (; mnl_nlmsg_ok(nlh, len) && left; nlh = mnl_nlmsg_next(nlh, &len)) {
			const struct nlmsgerr *e = mnl_nlmsg_get_payload(nlh);

			if (nlh->nlmsg_type != NLMSG_ERROR || mnl_nlmsg_get_payload_len(nlh) < sizeof(*e))
				continue;
			if (!err)
				err = e->error;
			left -= covers(e, left);
		}
	}
	return err;
}

static int transact(void (*fill)(struct batch *b))
{
	char buf[BUF_BYTES];
	struct batch b = { .messages = mnl_nlmsg_batch_start(buf, sizeof(buf) / 2) };
	struct mnl_socket *nl = b.messages ? mnl_socket_open2(NETLINK_NETFILTER, SOCK_CLOEXEC) : NULL;
	int err = 0;

	if (!nl || mnl_socket_bind(nl, 0, MNL_SOCKET_AUTOPID) < 0)
		err = -errno;
	if (!err) {
		fill(&b);
		if (mnl_socket_sendto(nl, mnl_nlmsg_batch_head(b.messages), mnl_nlmsg_batch_size(b.messages)) < 0)
			err = -errno;
	}
	if (!err)
		err = answers(nl, b.answers);
	if (nl)
		mnl_socket_close(nl);
	if (b.messages)
		mnl_nlmsg_batch_stop(b.messages);
	return err;
}

static void fill_look(struct batch *b)
{
	struct nlmsghdr *nlh = change(b, NFT_MSG_GETTABLE, 0);

	mnl_attr_put_strz(nlh, NFTA_TABLE_NAME, TABLE);
	add(b);
}

static void fill_keep(struct batch *b)
{
	edge(b, NFNL_MSG_BATCH_BEGIN);
	add_table(b);
	add_chain(b);
	add_rule(b);
	edge(b, NFNL_MSG_BATCH_END);
}

static void fill_drop(struct batch *b)
{
	struct nlmsghdr *nlh;

	edge(b, NFNL_MSG_BATCH_BEGIN);
	nlh = change(b, NFT_MSG_DELTABLE, 0);
	mnl_attr_put_strz(nlh, NFTA_TABLE_NAME, TABLE);
	add(b);
	edge(b, NFNL_MSG_BATCH_END);
}

int l7_tracking_keep(void)
{
	int err;

	/* a transaction that fails costs many milliseconds */
	if (!transact(fill_look))
		return 0;
	err = transact(fill_keep);
	return err == -EEXIST ? 0 : err;
}

int l7_tracking_drop(void)
{
	int err = transact(fill_drop);

	return err == -ENOENT ? 0 : err;
}
