// SPDX-License-Identifier: GPL-2.0-only
/*
 * accept.c - the least that a program behind NFQUEUE can do: it gets the packets whole, as a classifier must, and
 * accepts each
 */

#include <arpa/inet.h>
#include <libmnl/libmnl.h>
#include <linux/netfilter.h>
#include <linux/netfilter/nfnetlink.h>
#include <linux/netfilter/nfnetlink_queue.h>

#include "tests/bench/gateway/load.h"

#define WHOLE_PACKET 0xffff
#define BUFFER_BYTES (WHOLE_PACKET + 4096)
#define SOCKET_BYTES (8 << 20)
#define QUEUE_PACKETS 4096

/**
 * struct queue - one NFQUEUE
 */
struct queue {
	struct mnl_socket *nl;
	uint16_t number;
	char *buf;
};

static struct nlmsghdr *begin(struct queue *q, void *buf, int type)
{
	struct nlmsghdr *nlh = mnl_nlmsg_put_header(buf);
	struct nfgenmsg *nfg = mnl_nlmsg_put_extra_header(nlh, sizeof(*nfg));

	nlh->nlmsg_type = NFNL_SUBSYS_QUEUE << 8 | type;
	nlh->nlmsg_flags = NLM_F_REQUEST;
	nfg->version = NFNETLINK_V0;
	nfg->res_id = htons(q->number);
	return nlh;
}

static void say(struct queue *q, const struct nlmsghdr *nlh)
{
	if (mnl_socket_sendto(q->nl, nlh, nlh->nlmsg_len) < 0)
		load_die("netlink");
}

/* GSO packets come in one piece; what the queue cannot take passes */
static void bind_queue(struct queue *q)
{
	struct nfqnl_msg_config_cmd bind = { .command = NFQNL_CFG_CMD_BIND, .pf = htons(AF_INET) };
	struct nfqnl_msg_config_params whole = { .copy_range = htonl(WHOLE_PACKET), .copy_mode = NFQNL_COPY_PACKET };
	uint32_t flags = htonl(NFQA_CFG_F_GSO | NFQA_CFG_F_FAIL_OPEN);
	struct nlmsghdr *nlh = begin(q, q->buf, NFQNL_MSG_CONFIG);

	mnl_attr_put(nlh, NFQA_CFG_CMD, sizeof(bind), &bind);
	mnl_attr_put(nlh, NFQA_CFG_PARAMS, sizeof(whole), &whole);
	mnl_attr_put(nlh, NFQA_CFG_FLAGS, sizeof(flags), &flags);
	mnl_attr_put(nlh, NFQA_CFG_MASK, sizeof(flags), &flags);
	mnl_attr_put_u32(nlh, NFQA_CFG_QUEUE_MAXLEN, htonl(QUEUE_PACKETS));
	say(q, nlh);
}

static int accept_packet(const struct nlmsghdr *packet, void *data)
{
	struct nlattr *attr;

	mnl_attr_for_each(attr, packet, sizeof(struct nfgenmsg)) {
		struct nfqnl_msg_packet_hdr *ph = mnl_attr_get_payload(attr);
		struct nfqnl_msg_verdict_hdr verdict = { .verdict = htonl(NF_ACCEPT) };
		char buf[128];
		struct nlmsghdr *nlh;

		if (mnl_attr_get_type(attr) != NFQA_PACKET_HDR)
			continue;
		verdict.id = ph->packet_id;
		nlh = begin(data, buf, NFQNL_MSG_VERDICT);
		mnl_attr_put(nlh, NFQA_VERDICT_HDR, sizeof(verdict), &verdict);
		say(data, nlh);
	}
	return MNL_CB_OK;
}

int load_accept(char **arg)
{
	static char buf[BUFFER_BYTES];
	struct queue q = { .nl = mnl_socket_open(NETLINK_NETFILTER), .number = load_number(arg[0]), .buf = buf };
	int size = SOCKET_BYTES, on = 1;
	ssize_t len;

	if (!q.nl || mnl_socket_bind(q.nl, 0, MNL_SOCKET_AUTOPID) < 0)
		load_die("netlink");
	setsockopt(mnl_socket_get_fd(q.nl), SOL_SOCKET, SO_RCVBUFFORCE, &size, sizeof(size));
	mnl_socket_setsockopt(q.nl, NETLINK_NO_ENOBUFS, &on, sizeof(on));
	bind_queue(&q);
	while ((len = mnl_socket_recvfrom(q.nl, buf, sizeof(buf))) >= 0)
		mnl_cb_run(buf, len, 0, 0, accept_packet, &q);
	load_die("NFQUEUE");
}
