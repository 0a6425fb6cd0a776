// SPDX-License-Identifier: GPL-2.0-only
#include "tests/bpf/host.h"

#include <bpf/bpf.h>
#include <bpf/btf.h>
#include <bpf/libbpf.h>
#include <errno.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

#include "client/pinned_image.h"
#include "client/pinned_maps.h"
#include "core/stat.h"
#include "tests/bpf/frame.h"

/* include/uapi/linux/netfilter/nf_conntrack_common.h */
#define INFO_ESTABLISHED 0
#define INFO_NEW 2
#define INFO_REPLY 3
#define STATUS_SEEN_REPLY (1u << 1)
#define STATUS_CONFIRMED (1u << 3)

/* in a connection's element, behind its struct nf_conn */
#define EXT_AT 640
#define COUNTERS_AT 704
#define NETNS_AT 768
#define NETNS 0xf0000042u
#define NFLOWS 16384
#define GENERATION 1
#define RUN_MAX_BYTES 3600	/* of a frame, less than a page */
/* bpf/classify.bpf.c has 200 ms, after which an unconfirmed packet is another one */
#define SAME_PACKET_NSECS 150000000ull

static bool fail(const char *what, int err)
{
	fprintf(stderr, "%s: %s\n", what, strerror(err < 0 ? -err : err));
	return false;
}

static int map_of(const struct host *h, const char *name)
{
	return bpf_object__find_map_fd_by_name(h->obj, name);
}

static int prog_of(const struct host *h, const char *name)
{
	return bpf_program__fd(bpf_object__find_program_by_name(h->obj, name));
}

/* the elements of a map, to be read and written in place */
static void *map_open(const struct host *h, const char *name, size_t size)
{
	void *p = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED, map_of(h, name), 0);

	return p == MAP_FAILED ? NULL : p;
}

static bool set_constants(struct host *h)
{
	struct l7_image_group groups[L7_BPF_GROUPS] = { 0 };
	const uint32_t generation = GENERATION, bound = NFLOWS;
	struct l7_client c = { 0 };

	memcpy(groups, h->img->groups, h->img->head->ngroups * sizeof(*groups));
	if (!l7_pinned_object_set(&c, h->obj, "table_head", h->img->head, sizeof(*h->img->head)) &&
	    !l7_pinned_object_set(&c, h->obj, "table_groups", groups, sizeof(groups)) &&
	    !l7_pinned_object_set(&c, h->obj, "generation", &generation, sizeof(generation)) &&
	    !l7_pinned_object_set(&c, h->obj, "flow_bound", &bound, sizeof(bound)))
		return true;
	fprintf(stderr, "%s\n", c.error);
	return false;
}

static bool load(struct host *h)
{
	struct bpf_map *image, *flows;
	int err;

	h->obj = bpf_object__open_file(TRIAL_OBJECT, NULL);
	if (!h->obj)
		return fail(TRIAL_OBJECT, errno);
	if (!set_constants(h))
		return false;
	image = bpf_object__find_map_by_name(h->obj, "image");
	flows = bpf_object__find_map_by_name(h->obj, "flows");
	bpf_map__set_max_entries(image, l7_windows_count(h->img->head->size));
	bpf_map__set_map_flags(flows, bpf_map__map_flags(flows) | BPF_F_MMAPABLE);
	bpf_map__set_max_entries(flows, NFLOWS);
	err = bpf_object__load(h->obj);
	if (err)
		return fail("the classifier under test is refused", err);
	err = l7_windows_fill(map_of(h, "image"), h->img->head, h->img->head->size);
	return err ? fail("image", err) : true;
}

static bool add_rules(struct host *h, const struct l7_image *rules)
{
	const int map = map_of(h, "rules");

	h->used.generation = GENERATION;
	for (uint32_t i = 0; i < rules->head->ndefs; i++) {
		const struct l7_image_def *def = &rules->defs[i];
		const int index = l7_image_find(h->img, def->number, def->digest);
		const struct l7_bpf_rule rule = { .digest = def->digest, .number = def->number, .index = index };

		if (index < 0 || bpf_map_update_elem(map, &i, &rule, BPF_ANY))
			return fail("rules", errno);
		h->used.groups |= h->img->defs[index].groups;
		h->used.defs[index / 64] |= 1ull << index % 64;
	}
	return true;
}

static uint8_t *find_frame(uint8_t *frame)
{
	memset(frame, 0, 64);
	frame[12] = 8;
	frame[14] = 0x45;
	return frame;
}

static bool find_places(struct host *h)
{
	const uint32_t zero = 0;
	uint8_t frame[64];
	LIBBPF_OPTS(bpf_test_run_opts, opts, .data_in = find_frame(frame), .data_size_in = sizeof(frame), .repeat = 1);

	if (bpf_prog_test_run_opts(prog_of(h, "say_places"), &opts) ||
	    bpf_map_lookup_elem(map_of(h, "places"), &zero, &h->place))
		return fail("where the kernel's structures have what", errno);
	if (h->place.conn_bytes > EXT_AT)
		return fail("struct nf_conn is larger than there is room for", ENOSPC);
	return true;
}

static bool open_maps(struct host *h)
{
	const uint32_t now_in_force = L7_BPF_NOW, first = L7_BPF_RECALL;
	const int recall = prog_of(h, "recall");

	h->classify = prog_of(h, "classify");
	h->verdicts = map_of(h, "verdicts");
	h->settings = map_of(h, "settings");
	h->stats = map_of(h, "stats");
	h->decided = map_of(h, "decided");
	h->trial = map_open(h, "trials", sizeof(*h->trial));
	h->connections = map_open(h, "connections", TRIAL_CONNECTIONS * TRIAL_CONNECTION_BYTES);
	h->flows = map_open(h, "flows", NFLOWS * sizeof(*h->flows));
	if (bpf_map_update_elem(map_of(h, "classifiers"), &now_in_force, &h->classify, BPF_ANY) ||
	    bpf_map_update_elem(map_of(h, "classifiers"), &first, &recall, BPF_ANY))
		return fail("classifiers", errno);
	if (!h->trial || !h->connections || !h->flows)
		return fail("maps", errno);
	h->free = malloc(TRIAL_CONNECTIONS * sizeof(*h->free));
	for (h->nfree = 0; h->nfree < TRIAL_CONNECTIONS; h->nfree++)
		h->free[h->nfree] = h->nfree;
	return true;
}

const char *host_lacks(void)
{
	struct btf *kernel, *conntrack;
	const char *why = NULL;

	if (geteuid())
		return "needs root";
	kernel = btf__load_vmlinux_btf();
	if (!kernel)
		return "the kernel says nothing of its types (CONFIG_DEBUG_INFO_BTF)";
	conntrack = btf__load_module_btf("nf_conntrack", kernel);
	if (btf__find_by_name_kind(kernel, "bpf_rdonly_cast", BTF_KIND_FUNC) < 0)
		why = "the kernel is older than 6.2";
	else if (btf__find_by_name_kind(conntrack ? conntrack : kernel, "nf_conn", BTF_KIND_STRUCT) < 0)
		why = "the kernel has no connection tracking";
	btf__free(conntrack);
	btf__free(kernel);
	return why;
}

bool host_open(struct host *h, const struct l7_image *img, const struct l7_image *rules)
{
	*h = (struct host){ .img = img, .wire = { -1, -1 } };
	if (!load(h) || !add_rules(h, rules) || !find_places(h) || !open_maps(h)) {
		host_close(h);
		return false;
	}
	if (!wire_open(&h->wire, prog_of(h, "by_wire"))) {
		printf("skip large packets # no TUN device: %s\n", strerror(errno));
		wire_close(&h->wire);
	}
	host_set_limits(h, L7_NUMPACKETS_DEFAULT, L7_MAXDATALEN_DEFAULT);
	return true;
}

void host_close(struct host *h)
{
	if (h->trial)
		munmap(h->trial, sizeof(*h->trial));
	if (h->connections)
		munmap(h->connections, TRIAL_CONNECTIONS * TRIAL_CONNECTION_BYTES);
	if (h->flows)
		munmap(h->flows, NFLOWS * sizeof(*h->flows));
	free(h->free);
	while (h->programs)
		bpf_object__close(h->program[--h->programs].obj);
	wire_close(&h->wire);
	bpf_object__close(h->obj);
	*h = (struct host){ 0 };
}

void host_set_limits(struct host *h, uint32_t numpackets, uint32_t maxdatalen)
{
	const struct l7_bpf_settings settings = {
		.numpackets = numpackets, .maxdatalen = maxdatalen, .generation = GENERATION,
		.size = h->img->head->size, .maxflows = NFLOWS, .used[GENERATION % 2] = h->used,
	};
	const uint32_t zero = 0;

	bpf_map_update_elem(h->settings, &zero, &settings, BPF_ANY);
}

static uint8_t *element(const struct host *h, const struct host_connection *c)
{
	return h->connections + (size_t)c->element * TRIAL_CONNECTION_BYTES;
}

static uint64_t address(const struct host *h, const struct host_connection *c)
{
	return h->place.base + (uint64_t)c->element * TRIAL_CONNECTION_BYTES;
}

static void put64(uint8_t *to, uint64_t value)
{
	memcpy(to, &value, sizeof(value));
}

static void put_port(uint8_t *to, uint16_t port)
{
	to[0] = port >> 8;
	to[1] = port;
}

/* struct nf_conntrack_tuple; the ports of ICMP are its identifier and its type with the code */
static void put_tuple(uint8_t *to, const struct l7_capture_tuple *t)
{
	const uint16_t family = t->family;
	const bool icmp = t->proto == IPPROTO_ICMP || t->proto == IPPROTO_ICMPV6;

	memcpy(to, t->src, 16);
	put_port(to + 16, t->sport);
	memcpy(to + 18, &family, sizeof(family));
	memcpy(to + 20, t->dst, 16);
	put_port(to + 36, icmp ? (t->proto == IPPROTO_ICMP ? 8 : 128) << 8 : t->dport);
	to[38] = t->proto;
}

void host_connect(struct host *h, struct host_connection *c, const struct l7_capture_tuple *tuple, bool accounted)
{
	uint8_t *at;

	*c = (struct host_connection){ .element = h->free[--h->nfree], .accounted = accounted };
	at = element(h, c);
	memset(at, 0, TRIAL_CONNECTION_BYTES);
	put_tuple(at + h->place.tuple, tuple);
	put64(at + h->place.ext, address(h, c) + EXT_AT);
	/* where the namespace would have its number there is one */
	put64(at + h->place.net, address(h, c) + NETNS_AT - h->place.inum);
	put64(at + NETNS_AT, NETNS);
	if (accounted)
		at[EXT_AT + h->place.acct] = COUNTERS_AT - EXT_AT;
}

/* at once: nobody waits a second for its place, as the classifier would */
static void free_flow(struct host *h, struct l7_bpf_flow *f)
{
	static const struct l7_bpf_held free_held;

	for (uint32_t i = 0; i < L7_FLOW_MAX_HELD; i++) {
		const uint32_t at = f->holds[i] - 1;

		if (f->holds[i])
			bpf_map_update_elem(map_of(h, "held"), &at, &free_held, BPF_ANY);
	}
	memset(f, 0, sizeof(*f));
}

void host_disconnect(struct host *h, struct host_connection *c)
{
	const uint64_t owner = address(h, c);
	struct l7_bpf_verdict v;

	if (!bpf_map_lookup_elem(h->verdicts, &owner, &v) && v.flow && h->flows[v.flow - 1].owner == owner)
		free_flow(h, &h->flows[v.flow - 1]);
	h->free[h->nfree++] = c->element;
}

static uint64_t now(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return ts.tv_sec * 1000000000ull + ts.tv_nsec;
}

static uint32_t *status_of(struct host *h, const struct host_connection *c)
{
	return (uint32_t *)(element(h, c) + h->place.status);
}

void host_packet(struct host *h, struct host_connection *c, bool reply, bool again)
{
	uint32_t *status = status_of(h, c);

	c->packets[reply]++;
	put64(element(h, c) + COUNTERS_AT + 16 * reply, c->packets[reply]);
	if (reply)
		*status |= STATUS_SEEN_REPLY;
	if (!again)
		h->skb++;
	h->came = now();
	*h->trial = (struct trial){
		.skb = 0xffff888100000000ull + 256 * h->skb,
		.connection = c->element,
		.info = reply ? INFO_REPLY : *status & STATUS_SEEN_REPLY ? INFO_ESTABLISHED : INFO_NEW,
	};
}

void host_confirm(struct host *h, struct host_connection *c)
{
	h->late += now() - h->came > SAME_PACKET_NSECS;
	*status_of(h, c) |= STATUS_CONFIRMED;
}

static int run(struct host *h, int prog, const uint8_t *frame, size_t len, const struct l7_bpf_ask *ask)
{
	struct __sk_buff skb = { .cb = { ask->flags, ask->rule, ask->mask, ask->want, 0 } };
	LIBBPF_OPTS(bpf_test_run_opts, opts, .data_in = frame, .data_size_in = len, .ctx_in = &skb,
		    .ctx_size_in = sizeof(skb), .repeat = 1);

	if (bpf_prog_test_run_opts(prog, &opts))
		return -1;
	h->took = opts.duration;
	return opts.retval;
}

static int program_for(const struct host *h, const struct l7_bpf_ask *ask)
{
	for (unsigned int i = 0; i < h->programs; i++)
		if (!memcmp(&h->program[i].ask, ask, sizeof(*ask)))
			return bpf_program__fd(bpf_object__find_program_by_name(h->program[i].obj, "rule"));
	return h->classify;
}

int host_ask(struct host *h, const uint8_t *frame, size_t len, const struct l7_bpf_ask *ask)
{
	h->runs++;
	if (!h->by_wire && len <= RUN_MAX_BYTES)
		return run(h, program_for(h, ask), frame, len, ask);
	if (h->wire.socket < 0)
		return -1;
	h->trial->ask = *ask;
	return wire_send(&h->wire, frame + FRAME_ETHERNET_BYTES, len - FRAME_ETHERNET_BYTES);
}

/* maps of the same name are the classifier's */
static bool share_maps(const struct host *h, struct bpf_object *obj)
{
	static const char *const shared[] = { "verdicts", "classifiers", "trials", "connections" };

	for (size_t i = 0; i < sizeof(shared) / sizeof(shared[0]); i++)
		if (bpf_map__reuse_fd(bpf_object__find_map_by_name(obj, shared[i]), map_of(h, shared[i])))
			return fail(shared[i], errno);
	return true;
}

bool host_add_program(struct host *h, const struct l7_bpf_ask *ask)
{
	struct host_program *p = &h->program[h->programs];
	struct l7_client c = { 0 };
	int err;

	if (h->programs == HOST_PROGRAMS_MAX)
		return fail("programs of rules", ENOSPC);
	p->ask = *ask;
	p->obj = bpf_object__open_file(TRIAL_RULE_OBJECT, NULL);
	if (!p->obj)
		return fail(TRIAL_RULE_OBJECT, errno);
	h->programs++;
	if (l7_pinned_object_set(&c, p->obj, "ask", ask, sizeof(*ask))) {
		fprintf(stderr, "%s\n", c.error);
		return false;
	}
	if (!share_maps(h, p->obj))
		return false;
	err = bpf_object__load(p->obj);
	return err ? fail("a rule's program is refused", err) : true;
}

static bool record(struct host *h, struct l7_bpf_verdict *v)
{
	const uint64_t key = h->place.base + (uint64_t)h->trial->connection * TRIAL_CONNECTION_BYTES;

	return !bpf_map_lookup_elem(h->verdicts, &key, v);
}

uint32_t host_word(struct host *h)
{
	struct l7_bpf_verdict v;

	return record(h, &v) ? v.word : 0;
}

const struct l7_bpf_flow *host_flow(struct host *h)
{
	struct l7_bpf_verdict v;

	return record(h, &v) && v.flow ? &h->flows[v.flow - 1] : NULL;
}

uint64_t host_stat(struct host *h, unsigned int stat)
{
	const int cpus = libbpf_num_possible_cpus();
	uint64_t n[cpus], sum = 0;

	if (bpf_map_lookup_elem(h->stats, &stat, n))
		return 0;
	for (int i = 0; i < cpus; i++)
		sum += n[i];
	return sum;
}

uint64_t host_decided(struct host *h, uint32_t def)
{
	uint64_t n = 0;

	bpf_map_lookup_elem(h->decided, &def, &n);
	return n;
}

static size_t busy_in(const struct host *h, const char *name, uint32_t count, size_t size)
{
	const int map = map_of(h, name);
	uint32_t *value = malloc(size);
	size_t n = 0;

	for (uint32_t i = 0; i < count; i++)
		n += !bpf_map_lookup_elem(map, &i, value) && value[0];
	free(value);
	return n;
}

/* `busy` is the first word of the last two */
bool host_is_idle(struct host *h)
{
	struct bpf_map *map = bpf_object__find_map_by_name(h->obj, "workspaces");
	const size_t held = busy_in(h, "held", L7_BPF_HELD_SLOTS, sizeof(struct l7_bpf_held));
	const size_t workspaces = busy_in(h, "workspaces", L7_BPF_WORKSPACES, bpf_map__value_size(map));
	size_t busy = 0, flows = 0;

	for (uint32_t i = 0; i < NFLOWS; i++) {
		busy += h->flows[i].busy;
		flows += !!h->flows[i].owner;
	}
	/* one that was late has been opened twice, which is right */
	if (!held && !workspaces && !busy && flows <= h->late)
		return true;
	printf("# still in use: %zu flows, %zu of them by somebody, %zu held segments, %zu workspaces\n", flows, busy, held,
	       workspaces);
	return false;
}
