// SPDX-License-Identifier: GPL-2.0-only
/*
 * module.c - requests to the module and its answers
 */

#include "client/module.h"

#include <errno.h>
#include <libmnl/libmnl.h>
#include <linux/genetlink.h>
#include <linux/netlink.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "client/labels.h"
#include "client/modprobe.h"
#include "uapi/layer7.h"

/* A definition's expression may have 32 KiB, and a message carries more than that. */
#define BUF_BYTES (128 * 1024)

static int attr_msg(const struct nlattr *attr, void *data)
{
	const char **msg = data;

	if (mnl_attr_get_type(attr) == NLMSGERR_ATTR_MSG && mnl_attr_validate(attr, MNL_TYPE_NUL_STRING) >= 0)
		*msg = mnl_attr_get_str(attr);
	return MNL_CB_OK;
}

/*
 * The extack text that follows `offset` bytes of an error's or a dump end's payload; NULL if there is none.
 */
static const char *extack(const struct nlmsghdr *nlh, size_t offset)
{
	const char *msg = NULL;

	if (nlh->nlmsg_flags & NLM_F_ACK_TLVS && mnl_nlmsg_get_payload_len(nlh) >= offset)
		mnl_attr_parse(nlh, offset, attr_msg, &msg);
	return msg;
}

/** struct answer - one in the making: who asked, what to do with each message, how it ended */
struct answer {
	struct l7_client *client;
	const char *what;
	int (*message)(const struct nlmsghdr *nlh, void *data);
	void *data;
	int err;
	bool interrupted;
	bool ended;
};

static void end(struct answer *a, int err, const char *msg)
{
	a->ended = true;
	if (a->err)
		return;
	a->err = err;
	if (err && msg)
		l7_client_fail(a->client, err, "%s: %s", a->what, msg);
	else if (err)
		l7_client_fail_errno(a->client, err, a->what);
}

static void end_error(struct answer *a, const struct nlmsghdr *nlh)
{
	const struct nlmsgerr *e = mnl_nlmsg_get_payload(nlh);
	size_t offset = sizeof(*e);

	if (mnl_nlmsg_get_payload_len(nlh) < sizeof(*e)) {
		end(a, -EBADMSG, NULL);
		return;
	}
	if (!(nlh->nlmsg_flags & NLM_F_CAPPED) && e->msg.nlmsg_len >= sizeof(e->msg))
		offset += MNL_ALIGN(e->msg.nlmsg_len - sizeof(e->msg));
	end(a, e->error, extack(nlh, offset));
}

static void end_dump(struct answer *a, const struct nlmsghdr *nlh)
{
	int err = 0;

	if (mnl_nlmsg_get_payload_len(nlh) >= sizeof(err))
		memcpy(&err, mnl_nlmsg_get_payload(nlh), sizeof(err));
	end(a, err, extack(nlh, sizeof(err)));
}

/* All messages of a datagram; those of another request (one that a signal cut short) are passed over. */
static void take(struct answer *a, int len)
{
	const struct nlmsghdr *nlh = (const void *)a->client->buf;

	for (; mnl_nlmsg_ok(nlh, len) && !a->ended; nlh = mnl_nlmsg_next(nlh, &len)) {
		if (!mnl_nlmsg_seq_ok(nlh, a->client->seq))
			continue;
		if (nlh->nlmsg_flags & NLM_F_DUMP_INTR)
			a->interrupted = true;
		if (nlh->nlmsg_type == NLMSG_ERROR)
			end_error(a, nlh);
		else if (nlh->nlmsg_type == NLMSG_DONE)
			end_dump(a, nlh);
		else if (nlh->nlmsg_type >= NLMSG_MIN_TYPE && a->message && !a->err)
			a->err = a->message(nlh, a->data);
	}
}

/*
 * Send the request in c->buf and read its answer to the end, also when a->message has failed: the socket is then
 * clean for the next request.
 */
static int ask(struct answer *a)
{
	struct l7_client *c = a->client;
	const struct nlmsghdr *nlh = (const void *)c->buf;

	if (mnl_socket_sendto(c->nl, nlh, nlh->nlmsg_len) < 0)
		return l7_client_fail_errno(c, -errno, a->what);
	while (!a->ended) {
		ssize_t n = mnl_socket_recvfrom(c->nl, c->buf, BUF_BYTES);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return l7_client_fail_errno(c, -errno, a->what);
		take(a, n);
	}
	if (!a->err && a->interrupted)
		return l7_client_fail(c, -EINTR, "%s: the table was replaced meanwhile", a->what);
	return a->err;
}

/* Begin a request in c->buf; @flags: beside NLM_F_REQUEST. */
static struct nlmsghdr *request(struct l7_client *c, uint16_t family, uint8_t cmd, uint16_t flags)
{
	struct nlmsghdr *nlh = mnl_nlmsg_put_header(c->buf);
	struct genlmsghdr *genl = mnl_nlmsg_put_extra_header(nlh, sizeof(*genl));

	nlh->nlmsg_type = family;
	nlh->nlmsg_flags = NLM_F_REQUEST | flags;
	nlh->nlmsg_seq = ++c->seq;
	genl->cmd = cmd;
	genl->version = family == GENL_ID_CTRL ? 1 : L7_GENL_VERSION;
	return nlh;
}

/* A message's attributes by type; those beyond @max, which a newer module may send, are left out. */
struct attrs {
	const struct nlattr **tb;
	uint16_t max;
};

static int collect(const struct nlattr *attr, void *data)
{
	struct attrs *a = data;

	if (mnl_attr_get_type(attr) <= a->max)
		a->tb[mnl_attr_get_type(attr)] = attr;
	return MNL_CB_OK;
}

static void parse(const struct nlmsghdr *nlh, const struct nlattr **tb, uint16_t max)
{
	struct attrs a = { tb, max };

	memset(tb, 0, (max + 1) * sizeof(*tb));
	mnl_attr_parse(nlh, sizeof(struct genlmsghdr), collect, &a);
}

static uint64_t uint_of(const struct nlattr *attr)
{
	uint64_t v64;
	uint32_t v32;
	uint16_t v16;

	if (!attr)
		return 0;
	switch (mnl_attr_get_payload_len(attr)) {
	case sizeof(v64):
		memcpy(&v64, mnl_attr_get_payload(attr), sizeof(v64));
		return v64;
	case sizeof(v32):
		memcpy(&v32, mnl_attr_get_payload(attr), sizeof(v32));
		return v32;
	case sizeof(v16):
		memcpy(&v16, mnl_attr_get_payload(attr), sizeof(v16));
		return v16;
	case 1:
		return mnl_attr_get_u8(attr);
	}
	return 0;
}

static const char *string_of(const struct nlattr *attr)
{
	return attr && mnl_attr_validate(attr, MNL_TYPE_NUL_STRING) >= 0 ? mnl_attr_get_str(attr) : NULL;
}

static int family_message(const struct nlmsghdr *nlh, void *data)
{
	const struct nlattr *tb[CTRL_ATTR_MAX + 1];
	struct l7_client *c = data;

	parse(nlh, tb, CTRL_ATTR_MAX);
	c->family = uint_of(tb[CTRL_ATTR_FAMILY_ID]);
	c->version = uint_of(tb[CTRL_ATTR_VERSION]);
	return 0;
}

static int family_find(struct l7_client *c)
{
	struct answer a = { .client = c, .what = "layer7", .message = family_message, .data = c };
	struct nlmsghdr *nlh = request(c, GENL_ID_CTRL, CTRL_CMD_GETFAMILY, NLM_F_ACK);
	int err;

	c->family = 0;
	mnl_attr_put_strz(nlh, CTRL_ATTR_FAMILY_NAME, L7_GENL_NAME);
	err = ask(&a);
	if (!err && c->family <= GENL_ID_CTRL)
		return l7_client_fail(c, -ENOENT, "the kernel knows no netlink family \"" L7_GENL_NAME "\"");
	return err;
}

static int socket_open(struct l7_client *c)
{
	int on = 1;

	c->buf = calloc(1, BUF_BYTES);
	if (!c->buf)
		return l7_client_fail_errno(c, -ENOMEM, "netlink");
	c->nl = mnl_socket_open2(NETLINK_GENERIC, SOCK_CLOEXEC);
	if (!c->nl || mnl_socket_bind(c->nl, 0, MNL_SOCKET_AUTOPID) < 0)
		return l7_client_fail_errno(c, -errno, "netlink");
	/* both only make errors more telling: kernels without them serve as well */
	mnl_socket_setsockopt(c->nl, NETLINK_EXT_ACK, &on, sizeof(on));
	mnl_socket_setsockopt(c->nl, NETLINK_CAP_ACK, &on, sizeof(on));
	return 0;
}

static void close_socket(struct l7_client *c)
{
	if (c->nl)
		mnl_socket_close(c->nl);
	free(c->buf);
	c->nl = NULL;
	c->buf = NULL;
}

static int open_family(struct l7_client *c)
{
	int err;

	c->seq = time(NULL);
	err = socket_open(c);
	if (err)
		goto close;
	err = family_find(c);
	if (err == -ENOENT && !geteuid() && !access("/proc/modules", F_OK)) {
		l7_modprobe("xt_layer7");
		err = family_find(c);
	}
	if (err == -ENOENT)
		l7_client_fail(c, err, "this kernel has no layer7 module, or can't load it");
close:
	if (err)
		close_socket(c);
	return err;
}

static int state_message(const struct nlmsghdr *nlh, void *data)
{
	const struct nlattr *tb[L7_A_MAX + 1];
	struct l7_state *s = data;

	parse(nlh, tb, L7_A_MAX);
	*s = (struct l7_state) {
		.generation = uint_of(tb[L7_A_GENERATION]),
		.inherited = tb[L7_A_INHERITED],
		.on = tb[L7_A_ON],
		.hooked = tb[L7_A_HOOKED],
		.size = uint_of(tb[L7_A_SIZE]),
		.definitions = uint_of(tb[L7_A_DEFINITIONS]),
		.groups = uint_of(tb[L7_A_GROUPS]),
		.numpackets = uint_of(tb[L7_A_NUMPACKETS]),
		.maxdatalen = uint_of(tb[L7_A_MAXDATALEN]),
		.flows = uint_of(tb[L7_A_FLOWS]),
		.flows_max = uint_of(tb[L7_A_FLOWS_MAX]),
	};
	return 0;
}

static int state_get(struct l7_client *c, struct l7_state *state)
{
	struct answer a = { .client = c, .what = "layer7 state", .message = state_message, .data = state };

	memset(state, 0, sizeof(*state));
	request(c, c->family, L7_CMD_STATE_GET, NLM_F_ACK);
	return ask(&a);
}

static int on_set(struct l7_client *c, bool on)
{
	struct answer a = { .client = c, .what = on ? "layer7 on" : "layer7 off" };
	struct nlmsghdr *nlh = request(c, c->family, L7_CMD_STATE_SET, NLM_F_ACK);

	mnl_attr_put_u8(nlh, L7_A_ON, on);
	return ask(&a);
}

struct definitions {
	int (*each)(const struct l7_loaded *def, void *data);
	void *data;
};

static int definition_message(const struct nlmsghdr *nlh, void *data)
{
	const struct nlattr *tb[L7_A_MAX + 1];
	const struct definitions *d = data;
	struct l7_loaded def;

	parse(nlh, tb, L7_A_MAX);
	def = (struct l7_loaded) {
		.name = string_of(tb[L7_A_NAME]),
		.pattern = string_of(tb[L7_A_PATTERN]),
		.digest = uint_of(tb[L7_A_DIGEST]),
		.decided = uint_of(tb[L7_A_DECIDED]),
		.rules = uint_of(tb[L7_A_RULES]),
		.number = uint_of(tb[L7_A_NUMBER]),
		.rank = uint_of(tb[L7_A_RANK]),
	};
	return def.name && def.pattern ? d->each(&def, d->data) : 0;
}

static int definitions(struct l7_client *c, int (*each)(const struct l7_loaded *def, void *data), void *data)
{
	struct definitions d = { each, data };
	struct answer a = {
		.client = c, .what = "layer7 definitions", .message = definition_message, .data = &d
	};

	request(c, c->family, L7_CMD_DEFINITION_GET, NLM_F_DUMP);
	return ask(&a);
}

struct stats {
	int (*each)(const char *name, uint64_t count, void *data);
	void *data;
};

static int stats_message(const struct nlmsghdr *nlh, void *data)
{
	const struct nlattr *tb[L7_A_MAX + 1];
	const struct stats *s = data;
	const char *name;

	parse(nlh, tb, L7_A_MAX);
	name = string_of(tb[L7_A_NAME]);
	return name ? s->each(name, uint_of(tb[L7_A_COUNT]), s->data) : 0;
}

static int stats(struct l7_client *c, int (*each)(const char *name, uint64_t count, void *data), void *data)
{
	struct stats s = { each, data };
	struct answer a = { .client = c, .what = "layer7 counters", .message = stats_message, .data = &s };

	request(c, c->family, L7_CMD_STATS_GET, NLM_F_DUMP);
	return ask(&a);
}

#define WAITS_MAX 64 /* L7_FLOW_MAX_WAITS of core/flow.h; more of a newer module's are left out */
#define WORDS_MAX 64 /* of a bitmap */

/* A message's attributes lie at multiples of four bytes: what has larger elements is copied here. */
struct connections {
	int (*each)(const struct l7_inspected *conn, void *data);
	void *data;
	struct l7_inspected conn;
	struct l7_inspected_wait wait[WAITS_MAX];
	uint64_t found[WORDS_MAX];
	uint64_t now[WORDS_MAX];
	size_t ndirs;
};

static size_t copy_words(uint64_t *to, const struct nlattr *attr)
{
	size_t words = attr ? mnl_attr_get_payload_len(attr) / sizeof(*to) : 0;

	if (words > WORDS_MAX)
		words = WORDS_MAX;
	if (words)
		memcpy(to, mnl_attr_get_payload(attr), words * sizeof(*to));
	return words;
}

static void copy_address(uint8_t to[16], const struct nlattr *attr)
{
	const size_t n = attr ? mnl_attr_get_payload_len(attr) : 0;

	if (n)
		memcpy(to, mnl_attr_get_payload(attr), n < 16 ? n : 16);
}

static void parse_nested(const struct nlattr *nest, const struct nlattr **tb, uint16_t max)
{
	struct attrs a = { tb, max };

	memset(tb, 0, (max + 1) * sizeof(*tb));
	mnl_attr_parse_nested(nest, collect, &a);
}

static void add_direction(struct connections *c, const struct nlattr *nest)
{
	const struct nlattr *tb[L7_A_MAX + 1];
	struct l7_inspected_dir *dir;

	if (c->ndirs == 2)
		return;
	dir = &c->conn.dir[c->ndirs++];
	parse_nested(nest, tb, L7_A_MAX);
	dir->packets = uint_of(tb[L7_A_PACKETS]);
	dir->bytes = uint_of(tb[L7_A_BYTES]);
	if (tb[L7_A_STATES]) {
		dir->state = mnl_attr_get_payload(tb[L7_A_STATES]);
		dir->nstates = mnl_attr_get_payload_len(tb[L7_A_STATES]) / sizeof(*dir->state);
	}
	if (tb[L7_A_HEAD]) {
		dir->head = mnl_attr_get_payload(tb[L7_A_HEAD]);
		dir->nhead = mnl_attr_get_payload_len(tb[L7_A_HEAD]);
	}
}

static void add_wait(struct connections *c, const struct nlattr *nest)
{
	const struct nlattr *tb[L7_A_MAX + 1];

	if (c->conn.nwaits == WAITS_MAX)
		return;
	parse_nested(nest, tb, L7_A_MAX);
	c->wait[c->conn.nwaits++] = (struct l7_inspected_wait) {
		.pattern = uint_of(tb[L7_A_PATTERN_INDEX]),
		.dir = !!tb[L7_A_REPLY],
		.count = uint_of(tb[L7_A_COUNT]),
		.value = uint_of(tb[L7_A_VALUE]),
	};
}

static int add_nested(const struct nlattr *attr, void *data)
{
	if (mnl_attr_get_type(attr) == L7_A_DIRECTION)
		add_direction(data, attr);
	else if (mnl_attr_get_type(attr) == L7_A_WAIT)
		add_wait(data, attr);
	return MNL_CB_OK;
}

static int connection_message(const struct nlmsghdr *nlh, void *data)
{
	const struct nlattr *tb[L7_A_MAX + 1];
	struct connections *c = data;

	parse(nlh, tb, L7_A_MAX);
	c->ndirs = 0;
	c->conn = (struct l7_inspected) {
		.id = uint_of(tb[L7_A_ID]),
		.family = uint_of(tb[L7_A_FAMILY]),
		.protocol = uint_of(tb[L7_A_PROTOCOL]),
		.sport = uint_of(tb[L7_A_SPORT]),
		.dport = uint_of(tb[L7_A_DPORT]),
		.zone = uint_of(tb[L7_A_ZONE]),
		.generation = uint_of(tb[L7_A_GENERATION]),
		.packets = uint_of(tb[L7_A_PACKETS]),
		.idle_secs = uint_of(tb[L7_A_IDLE]),
		.bytes = uint_of(tb[L7_A_BYTES]),
		.held = uint_of(tb[L7_A_HELD]),
		.opener = uint_of(tb[L7_A_OPENER]),
		.groups = uint_of(tb[L7_A_GROUPS]),
		.found = c->found,
		.nfound = copy_words(c->found, tb[L7_A_FOUND]),
		.now = c->now,
		.nnow = copy_words(c->now, tb[L7_A_NOW]),
		.wait = c->wait,
	};
	copy_address(c->conn.src, tb[L7_A_SRC]);
	copy_address(c->conn.dst, tb[L7_A_DST]);
	mnl_attr_parse(nlh, sizeof(struct genlmsghdr), add_nested, c);
	return c->each(&c->conn, c->data);
}

static int connections(struct l7_client *c, int (*each)(const struct l7_inspected *conn, void *data), void *data)
{
	struct connections all = { .each = each, .data = data };
	struct answer a = {
		.client = c, .what = "layer7 connections", .message = connection_message, .data = &all
	};
	int err;

	request(c, c->family, L7_CMD_CONNECTION_GET, NLM_F_DUMP);
	err = ask(&a);
	if (err == -EOPNOTSUPP)
		return l7_client_fail(c, err, "the layer7 module that is loaded is older than this tool and can't list "
				      "connections: `make dkms-install`, then load it anew (rmmod xt_layer7; "
				      "modprobe xt_layer7)");
	if (err == -EINTR)
		return l7_client_fail(c, err, "layer7 connections: too many came and went meanwhile");
	return err;
}

static int commit(struct l7_client *c, const uint32_t *generation, const struct l7_label *label, size_t nlabels)
{
	struct answer a = { .client = c, .what = "layer7 table" };
	struct nlmsghdr *nlh = request(c, c->family, L7_CMD_TABLE_COMMIT, NLM_F_ACK);

	if (generation)
		mnl_attr_put_u32(nlh, L7_A_GENERATION, *generation);
	if (nlabels) {
		struct nlattr *all = mnl_attr_nest_start(nlh, L7_A_LABELS);

		for (const struct l7_label *l = label; l < label + nlabels; l++) {
			struct nlattr *one = mnl_attr_nest_start(nlh, L7_A_LABEL);

			if (!l->any)
				mnl_attr_put_u16(nlh, L7_A_NUMBER, l->number);
			mnl_attr_put_u8(nlh, L7_A_BIT, l->bit);
			mnl_attr_nest_end(nlh, one);
		}
		mnl_attr_nest_end(nlh, all);
	}
	return ask(&a);
}

static int load(struct l7_client *c, const void *image, size_t size, const uint32_t *generation,
		   const struct l7_label *label, size_t nlabels)
{
	struct answer a = { .client = c, .what = "layer7 table" };
	struct nlmsghdr *nlh = request(c, c->family, L7_CMD_TABLE_BEGIN, NLM_F_ACK);
	const char *p = image;
	int err;

	mnl_attr_put_u32(nlh, L7_A_SIZE, size);
	err = ask(&a);
	while (!err && size) {
		size_t n = size < L7_CHUNK_MAX_BYTES ? size : L7_CHUNK_MAX_BYTES;

		a = (struct answer) { .client = c, .what = "layer7 table" };
		nlh = request(c, c->family, L7_CMD_TABLE_CHUNK, NLM_F_ACK);
		mnl_attr_put(nlh, L7_A_DATA, n, p);
		err = ask(&a);
		if (err == -EBUSY) /* somebody else began one: both are to start again */
			err = -EAGAIN;
		p += n;
		size -= n;
	}
	return err ? err : commit(c, generation, label, nlabels);
}

static int limits_set(struct l7_client *c, const struct l7_limits *limits)
{
	if (!limits->numpackets && !limits->maxdatalen && !limits->maxflows)
		return 0;
	return l7_client_fail(c, -EOPNOTSUPP, "the module's limits are set elsewhere: numpackets in "
			      "/proc/net/layer7_numpackets, maxdatalen and maxflows when it is loaded "
			      "(modprobe xt_layer7 maxdatalen=N maxflows=N, or a line `options xt_layer7 ...' in "
			      "/etc/modprobe.d)");
}

static int rule_pin(struct l7_client *c, const struct l7_pin *pin, char *path)
{
	return l7_client_fail(c, -EOPNOTSUPP, "rules of the module need no pinned program");
}

static int unload(struct l7_client *c)
{
	struct answer a = { .client = c, .what = "layer7 table" };

	request(c, c->family, L7_CMD_TABLE_DELETE, NLM_F_ACK);
	return ask(&a);
}

const struct l7_route_ops l7_route_module = {
	.open = open_family,
	.close = close_socket,
	.state_get = state_get,
	.on_set = on_set,
	.definitions = definitions,
	.stats = stats,
	.connections = connections,
	.load = load,
	.limits_set = limits_set,
	.rule_pin = rule_pin,
	.unload = unload,
};
