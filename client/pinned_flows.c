// SPDX-License-Identifier: GPL-2.0-only
/*
 * pinned_flows.c - reads flows in place while packets change them
 */

#include "client/pinned_flows.h"

#include <arpa/inet.h>
#include <bpf/bpf.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "bpf/layout.h"
#include "client/pinned_fs.h"
#include "client/pinned_table.h"
#include "client/route.h"

/**
 * struct flows - the map, mapped
 * @flow: [@count]; NULL: not open
 */
struct flows {
	const struct l7_bpf_flow *flow;
	uint32_t count;
};

/* The kernel puts elements at multiples of 8 bytes. */
_Static_assert(sizeof(struct l7_bpf_flow) % 8 == 0, "flows are an array in user space too");

static int open_flows(struct flows *f)
{
	int fd = l7_pinned_fs_get("flows"), err = 0;
	struct bpf_map_info info = { 0 };
	uint32_t size = sizeof(info);
	void *base = MAP_FAILED;

	*f = (struct flows) { 0 };
	if (fd < 0)
		return fd;
	if (bpf_obj_get_info_by_fd(fd, &info, &size))
		err = -errno;
	else if (info.value_size != sizeof(*f->flow))
		err = -EPROTO;
	if (!err)
		base = mmap(NULL, info.max_entries * sizeof(*f->flow), PROT_READ, MAP_SHARED, fd, 0);
	if (!err && base == MAP_FAILED)
		err = -errno;
	close(fd);
	if (err)
		return err;
	*f = (struct flows) { .flow = base, .count = info.max_entries };
	return 0;
}

static void close_flows(struct flows *f)
{
	if (f->flow)
		munmap((void *)f->flow, f->count * sizeof(*f->flow));
}

static uint64_t owner_of(const struct l7_bpf_flow *flow)
{
	return __atomic_load_n(&flow->owner, __ATOMIC_RELAXED);
}

uint32_t l7_pinned_flows_count(void)
{
	uint32_t n = 0;
	struct flows f;

	if (open_flows(&f))
		return 0;
	for (uint32_t i = 0; i < f.count; i++)
		n += !!owner_of(&f.flow[i]);
	close_flows(&f);
	return n;
}

/** struct showing - flows on their way to @each */
struct showing {
	int (*each)(const struct l7_inspected *conn, void *data);
	void *data;
	int verdicts;
	uint32_t netns;
	uint64_t now;	/* ns, of the clock that programs read */
	uint32_t ngroups;
	uint32_t words;
	struct l7_bpf_flow flow;
	struct l7_inspected_wait wait[L7_FLOW_MAX_WAITS];
};

/* Whether the verdict still is about this flow, and its connection is one of ours. */
static bool find_verdict(const struct showing *s, uint32_t index, struct l7_bpf_verdict *v)
{
	return s->flow.owner && !bpf_map_lookup_elem(s->verdicts, &s->flow.owner, v) && v->stamp == s->flow.stamp &&
	       v->flow == index + 1 && v->netns == s->netns && v->word & L7_LABEL_OPENED && !(v->word & L7_LABEL_DECIDED);
}

/* Of all packets, as conntrack has them (it has no numbers like those that stand for them otherwise) or as seen here */
static uint32_t packets_of(const struct l7_bpf_flow *flow)
{
	uint64_t most = flow->packets;

	for (size_t i = 0; i < L7_BPF_SEEN; i++)
		if (flow->seen[i].count > most && flow->seen[i].count <= UINT32_MAX)
			most = flow->seen[i].count;
	return most;
}

static size_t copy_waits(struct showing *s)
{
	const struct l7_flow *f = &s->flow.flow;
	size_t n = f->nwaits < L7_FLOW_MAX_WAITS ? f->nwaits : L7_FLOW_MAX_WAITS;

	for (size_t i = 0; i < n; i++)
		s->wait[i] = (struct l7_inspected_wait) {
			.pattern = f->wait[i].pattern, .dir = f->wait[i].dir, .count = f->wait[i].count,
			.value = f->wait[i].value,
		};
	return n;
}

static struct l7_inspected_dir direction(const struct showing *s, enum l7_dir dir)
{
	const struct l7_flow *f = &s->flow.flow;

	return (struct l7_inspected_dir) {
		.packets = f->packets[dir],
		.bytes = f->size[dir],
		.state = f->state[dir],
		.nstates = s->ngroups,
		.head = f->head[dir],
		.nhead = f->fed[dir] < L7_STREAM_HEAD_BYTES ? f->fed[dir] : L7_STREAM_HEAD_BYTES,
	};
}

static int show(struct showing *s, const struct l7_bpf_verdict *v)
{
	const struct l7_bpf_flow *b = &s->flow;
	struct l7_inspected conn = {
		.family = v->family,
		.protocol = v->protocol,
		.sport = ntohs(v->sport),
		.dport = ntohs(v->dport),
		.zone = v->zone,
		.generation = b->generation,
		.packets = packets_of(b),
		.idle_secs = s->now > b->touched ? (s->now - b->touched) / 1000000000 : 0,
		.bytes = b->flow.bytes,
		.held = b->flow.nheld,
		.opener = b->flow.opener,
		.groups = b->flow.groups,
		.found = b->flow.done,
		.nfound = s->words,
		.now = (const uint64_t *)b->now,
		.nnow = L7_DEF_WORDS,
		.dir = { direction(s, L7_DIR_ORIGINAL), direction(s, L7_DIR_REPLY) },
		.wait = s->wait,
		.nwaits = copy_waits(s),
	};

	memcpy(conn.src, v->src, v->family == AF_INET ? 4 : 16);
	memcpy(conn.dst, v->dst, v->family == AF_INET ? 4 : 16);
	return s->each(&conn, s->data);
}

static uint32_t own_netns(void)
{
	struct stat st;

	return stat("/proc/self/ns/net", &st) ? 0 : st.st_ino;
}

static uint64_t clock_now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1000000000ull + t.tv_nsec;
}

static int show_all(struct showing *s, const struct flows *f)
{
	struct l7_bpf_verdict verdict;
	int err = 0;

	for (uint32_t i = 0; !err && i < f->count; i++) {
		if (!owner_of(&f->flow[i]))
			continue;
		s->flow = f->flow[i];
		if (find_verdict(s, i, &verdict))
			err = show(s, &verdict);
	}
	return err;
}

int l7_pinned_flows_each(struct l7_client *c, int (*each)(const struct l7_inspected *conn, void *data), void *data)
{
	struct showing s = { .each = each, .data = data, .netns = own_netns(), .now = clock_now() };
	struct l7_pinned_table t;
	struct flows f;
	int err = l7_pinned_table_open(c, &t);

	if (err)
		return err == -ENOENT ? 0 : err;
	s.ngroups = t.image.head->ngroups;
	s.words = t.image.head->words;
	s.verdicts = l7_pinned_fs_get("verdicts");
	err = s.verdicts < 0 ? s.verdicts : open_flows(&f);
	if (!err) {
		err = show_all(&s, &f);
		close_flows(&f);
	} else {
		l7_client_fail_errno(c, err, "layer7 connections");
	}
	if (s.verdicts >= 0)
		close(s.verdicts);
	l7_pinned_table_close(&t);
	return err;
}
