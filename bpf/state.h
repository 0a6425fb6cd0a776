/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef L7_BPF_STATE_H
#define L7_BPF_STATE_H

/*
 * state.h - the maps that only a classifier uses, and who may write where
 *
 * A socket filter may not take the kernel's spin locks and can be interrupted by another packet, on its CPU or on another
 * one. An element is whoever's that has set its `busy` from 0 to 1; who does not get it within a bounded time does
 * without. Maps of this kind are plain arrays: their elements never move or vanish under somebody who holds one.
 */

#include "bpf/feed.h"
#include "bpf/kernel.h"
#include "bpf/maps.h"
#include "core/stat.h"

#define SPINS_MAX 65536		/* looks at a flow that somebody else has: half a millisecond, longer than a packet takes */
#define PROBES_MAX 64		/* places that are looked at for a free one */
#define SECOND_NS 1000000000ull
#define IDLE_NS (s64)(120 * SECOND_NS)	/* without a packet: given up */
#define UNCONFIRMED_NS (s64)SECOND_NS	/* then it is seen whether its first packet has passed the firewall */

/**
 * struct workspace - what inspecting one packet takes besides its flow
 * @flow: for --l7pkt, whose packets have none
 */
struct workspace {
	u32 busy;
	u32 reserved;
	struct l7_packet pkt;
	struct l7_flow flow;
	u64 now[L7_DEF_WORDS];
	struct chunk chunk;
};

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, L7_BPF_MAXFLOWS_DEFAULT);
	__type(key, u32);
	__type(value, struct l7_bpf_flow);
} flows SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, L7_BPF_HELD_SLOTS);
	__type(key, u32);
	__type(value, struct l7_bpf_held);
} held SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, L7_BPF_WORKSPACES);
	__type(key, u32);
	__type(value, struct workspace);
} workspaces SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1);
	__type(key, u32);
	__type(value, struct l7_bpf_settings);
} settings SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
	__uint(max_entries, L7_STAT_MAX);
	__type(key, u32);
	__type(value, u64);
} stats SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, L7_BPF_MAX_RULES);
	__type(key, u32);
	__type(value, struct l7_bpf_rule);
} rules SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, L7_MAX_DEFS);
	__type(key, u32);
	__type(value, u64);
} decided SEC(".maps");

/* where the search for a free element goes on */
u32 next_flow;
u32 next_held;
u32 next_workspace;

static __always_inline void count(u32 stat, u64 n)
{
	u64 *counter = bpf_map_lookup_elem(&stats, &stat);

	if (counter)
		*counter += n;
}

static __always_inline bool take(u32 *busy)
{
	return !__sync_val_compare_and_swap(busy, 0, 1);
}

static __always_inline void give(u32 *busy)
{
	__sync_lock_test_and_set(busy, 0);
}

static __always_inline struct l7_bpf_settings *settings_now(void)
{
	const u32 zero = 0;

	return bpf_map_lookup_elem(&settings, &zero);
}

static __always_inline u32 limit_packets(void)
{
	const struct l7_bpf_settings *s = settings_now();

	return s ? s->numpackets : 0;
}

static __always_inline u32 limit_bytes(void)
{
	const struct l7_bpf_settings *s = settings_now();

	return s ? s->maxdatalen : 0;
}

static long try_workspace(u32 i, void *ctx)
{
	struct workspace **found = ctx;
	const u32 at = (__sync_fetch_and_add(&next_workspace, 1)) % L7_BPF_WORKSPACES;
	struct workspace *w = bpf_map_lookup_elem(&workspaces, &at);

	if (!w || !take(&w->busy))
		return 0;
	*found = w;
	return 1;
}

/** workspace_take() - one for this packet; NULL: more are in use than there can be packets on their way */
static __always_inline struct workspace *workspace_take(void)
{
	struct workspace *found = NULL;

	bpf_loop(PROBES_MAX, try_workspace, &found, 0);
	return found;
}

struct probe {
	u64 now;
	u32 found;
};

#define NO_FLOW (~0u)

static __always_inline struct l7_bpf_flow *flow_at(u32 at)
{
	return bpf_map_lookup_elem(&flows, &at);
}

/* the segments of a flow that ends go back; by who has it */
static long free_hold(u32 i, void *ctx)
{
	struct l7_bpf_flow *f = *(struct l7_bpf_flow **)ctx;
	const u32 place = l7_host_index(i, L7_FLOW_MAX_HELD);
	const u32 at = f->holds[place] - 1;
	struct l7_bpf_held *h = bpf_map_lookup_elem(&held, &at);

	f->holds[place] = 0;
	if (h)
		give(&h->busy);
	return 0;
}

/** flow_free() - by who has it: its place is anybody's from the next give() on */
static __noinline int flow_free(struct l7_bpf_flow *f)
{
	bpf_loop(L7_FLOW_MAX_HELD, free_hold, &f, 0);
	f->owner = 0;
	return 0;
}

/*
 * Nobody sweeps: who looks for a place finds what is left behind. A connection that has ended, or whose memory is
 * another one's by now, or that has said nothing for long, makes room.
 */
static __always_inline bool is_left_behind(const struct l7_bpf_flow *f, u64 now)
{
	/* another CPU may have touched it since this packet looked at the clock */
	const s64 idle = now - f->touched;
	u64 tuple[TUPLE_WORDS];
	u32 status;

	if (idle > IDLE_NS)
		return true;
	if (idle < UNCONFIRMED_NS)
		return false;
	status = ct_status(f->owner);
	if (!(status & CT_CONFIRMED) || status & CT_DYING)
		return true;
	ct_tuple(f->owner, tuple);
	return ct_stamp(tuple) != f->stamp;
}

static long try_flow(u32 i, void *ctx)
{
	struct probe *p = ctx;
	const u32 at = __sync_fetch_and_add(&next_flow, 1) % flow_bound;
	struct l7_bpf_flow *f = flow_at(at);

	if (!f || (f->owner && !is_left_behind(f, p->now)) || !take(&f->busy))
		return 0;
	if (f->owner && !is_left_behind(f, p->now)) {
		give(&f->busy);
		return 0;
	}
	if (f->owner) {
		count(L7_STAT_ENDED_UNSET, 1);
		flow_free(f);
	}
	p->found = at;
	return 1;
}

/** flow_take_free() - a place for a connection, the caller's until give(); NO_FLOW: all are in use */
static __noinline u32 flow_take_free(u64 now)
{
	struct probe p = { now, NO_FLOW };

	bpf_loop(flow_bound < PROBES_MAX ? flow_bound : PROBES_MAX, try_flow, &p, 0);
	return p.found;
}

static long try_take(u32 i, void *ctx)
{
	return take(*(u32 **)ctx);
}

/** flow_take() - wait for a flow that another packet may have; Return: false: it takes too long */
static __always_inline bool flow_take(struct l7_bpf_flow *f)
{
	u32 *busy = &f->busy;

	return take(busy) || bpf_loop(SPINS_MAX, try_take, &busy, 0) < SPINS_MAX;
}

static long try_held(u32 i, void *ctx)
{
	u32 *found = ctx;
	const u32 at = __sync_fetch_and_add(&next_held, 1) % L7_BPF_HELD_SLOTS;
	struct l7_bpf_held *h = bpf_map_lookup_elem(&held, &at);

	if (!h || !take(&h->busy))
		return 0;
	*found = at + 1;
	return 1;
}

/** held_take_free() - an element of `held`, plus 1; 0: there is none */
static __noinline u32 held_take_free(void)
{
	u32 found = 0;

	bpf_loop(PROBES_MAX, try_held, &found, 0);
	return found;
}

#endif
