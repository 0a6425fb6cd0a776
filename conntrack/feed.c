// SPDX-License-Identifier: GPL-2.0-only
/*
 * feed.c - requests to ctnetlink, and its events
 */

#include "conntrack/feed.h"

#include <errno.h>
#include <libmnl/libmnl.h>
#include <libnetfilter_conntrack/libnetfilter_conntrack.h>
#include <linux/netfilter/nfnetlink_conntrack.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>

#define BUF_BYTES (64 * 1024)		/* the kernel fills at most 32 KiB at a time */
#define EVENT_QUEUE_BYTES (8 << 20)	/* events that may wait for us */

static int fail(struct l7_feed *f, int err)
{
	const char *hint = "";

	if (err == -EPERM || err == -EACCES)
		hint = "; this needs root (CAP_NET_ADMIN in this network namespace)";
	else if (err == -EOPNOTSUPP || err == -EINVAL || err == -EPROTONOSUPPORT || err == -ENOENT)
		hint = "; the kernel's part of it is missing: modprobe nf_conntrack_netlink";
	snprintf(f->error, sizeof(f->error), "can't read connections from the kernel: %s%s", strerror(-err), hint);
	return err;
}

int l7_feed_open(struct l7_feed *f)
{
	int err;

	memset(f, 0, sizeof(*f));
	f->buf = malloc(BUF_BYTES);
	if (!f->buf)
		return fail(f, -ENOMEM);
	f->nl = mnl_socket_open2(NETLINK_NETFILTER, SOCK_CLOEXEC);
	if (!f->nl || mnl_socket_bind(f->nl, 0, MNL_SOCKET_AUTOPID)) {
		err = fail(f, -errno);
		l7_feed_close(f);
		return err;
	}
	f->seq = time(NULL);
	return 0;
}

void l7_feed_close(struct l7_feed *f)
{
	if (f->nl)
		mnl_socket_close(f->nl);
	free(f->buf);
	l7_verdicts_fini(&f->verdicts);
	f->nl = NULL;
	f->buf = NULL;
}

static struct nlmsghdr *begin_request(struct l7_feed *f, uint8_t family, uint16_t flags)
{
	struct nlmsghdr *nlh = mnl_nlmsg_put_header(f->buf);
	struct nfgenmsg *nfg;

	nlh->nlmsg_type = NFNL_SUBSYS_CTNETLINK << 8 | IPCTNL_MSG_CT_GET;
	nlh->nlmsg_flags = NLM_F_REQUEST | flags;
	nlh->nlmsg_seq = ++f->seq;
	nfg = mnl_nlmsg_put_extra_header(nlh, sizeof(*nfg));
	nfg->nfgen_family = family;
	nfg->version = NFNETLINK_V0;
	return nlh;
}

static int request(struct l7_feed *f, const struct nlmsghdr *nlh)
{
	return mnl_socket_sendto(f->nl, nlh, nlh->nlmsg_len) < 0 ? -errno : 0;
}

/** struct dump - whom to tell of each connection */
struct dump {
	const struct l7_verdicts *verdicts;
	void (*each)(const struct l7_ct *ct, void *data);
	void *data;
};

static int take(const struct nlmsghdr *nlh, void *data)
{
	struct dump *d = data;
	struct l7_ct ct;

	if (l7_ct_parse(&ct, nlh))
		return MNL_CB_OK;
	l7_verdicts_tell(d->verdicts, &ct);
	d->each(&ct, d->data);
	return MNL_CB_OK;
}

static ssize_t receive(struct l7_feed *f, int flags)
{
	ssize_t len;

	do
		len = recv(mnl_socket_get_fd(f->nl), f->buf, BUF_BYTES, flags);
	while (len < 0 && errno == EINTR);
	return len < 0 ? -errno : len;
}

/* Take the answer to the last request. Return: 0; negative errno */
static int take_answer(struct l7_feed *f, struct dump *d)
{
	int result = MNL_CB_OK;
	ssize_t len;

	while (result > MNL_CB_STOP) {
		len = receive(f, 0);
		if (len < 0)
			return len;
		result = mnl_cb_run(f->buf, len, f->seq, mnl_socket_get_portid(f->nl), take, d);
	}
	return result < 0 ? -errno : 0;
}

int l7_feed_dump(struct l7_feed *f, void (*each)(const struct l7_ct *ct, void *data), void *data)
{
	struct dump d = { &f->verdicts, each, data };
	int err;

	l7_verdicts_read(&f->verdicts);	/* that there are none says verdicts.there */
	err = request(f, begin_request(f, AF_UNSPEC, NLM_F_DUMP));
	if (!err)
		err = take_answer(f, &d);
	return err ? fail(f, err) : 0;
}

static void take_one(const struct l7_ct *ct, void *data)
{
	*(struct l7_ct *)data = *ct;
}

int l7_feed_get(struct l7_feed *f, struct l7_ct *ct)
{
	struct dump d = { &f->verdicts, take_one, ct };
	struct nlmsghdr *nlh = begin_request(f, ct->family, NLM_F_ACK);
	int err = l7_ct_build(nlh, ct) ? -ENOMEM : request(f, nlh);

	if (!err)
		err = take_answer(f, &d);
	return err == -ENOENT ? err : err ? fail(f, err) : 0;
}

int l7_feed_listen(struct l7_feed *f)
{
	static const int groups[] = { NFNLGRP_CONNTRACK_NEW, NFNLGRP_CONNTRACK_UPDATE, NFNLGRP_CONNTRACK_DESTROY };
	int fd = mnl_socket_get_fd(f->nl), bytes = EVENT_QUEUE_BYTES;

	/* beyond the limit of the system, if we may; else what it allows */
	if (setsockopt(fd, SOL_SOCKET, SO_RCVBUFFORCE, &bytes, sizeof(bytes)))
		setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &bytes, sizeof(bytes));
	for (size_t i = 0; i < sizeof(groups) / sizeof(groups[0]); i++)
		if (mnl_socket_setsockopt(f->nl, NETLINK_ADD_MEMBERSHIP, (void *)&groups[i], sizeof(groups[i])))
			return fail(f, -errno);
	return 0;
}

int l7_feed_descriptor(const struct l7_feed *f)
{
	return mnl_socket_get_fd(f->nl);
}

static enum l7_feed_event event_of(const struct nlmsghdr *nlh)
{
	if ((nlh->nlmsg_type & 0xff) == IPCTNL_MSG_CT_DELETE)
		return L7_FEED_DESTROY;
	return nlh->nlmsg_flags & NLM_F_CREATE ? L7_FEED_NEW : L7_FEED_UPDATE;
}

int l7_feed_read(struct l7_feed *f, void (*each)(enum l7_feed_event event, const struct l7_ct *ct, void *data),
		 void *data)
{
	const struct nlmsghdr *nlh = (const void *)f->buf;
	ssize_t received = receive(f, MSG_DONTWAIT);
	int len = received;
	struct l7_ct ct;

	if (received < 0)
		return received == -EAGAIN || received == -ENOBUFS ? received : fail(f, received);
	for (; mnl_nlmsg_ok(nlh, len); nlh = mnl_nlmsg_next(nlh, &len))
		if (nlh->nlmsg_type >> 8 == NFNL_SUBSYS_CTNETLINK && !l7_ct_parse(&ct, nlh))
			each(event_of(nlh), &ct, data);
	return 0;
}

int l7_feed_setting(const char *name)
{
	char path[128];
	int value = -1;
	FILE *in;

	snprintf(path, sizeof(path), "/proc/sys/net/netfilter/%s", name);
	in = fopen(path, "re");
	if (!in)
		return -1;
	if (fscanf(in, "%d", &value) != 1)
		value = -1;
	fclose(in);
	return value;
}
