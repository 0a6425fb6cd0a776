// SPDX-License-Identifier: GPL-2.0-only
/*
 * classify.bpf.c - a packet of a connection that has no verdict, on its way through a rule
 *
 *   verdict_find ─> (begin) ─> flow_take ─> inspect, if no rule before has shown this packet ─> claim ─> answer
 *
 * What kernel/hook.c and kernel/match.c do in two places, with the means of a socket filter: the first rule that sees a packet
 * has it inspected, and each one that names what matches then may claim the connection.
 */
#include "bpf/kernel.h"
#include "bpf/image.h"
#include "bpf/payload.h"
#include "bpf/state.h"
#include "bpf/feed.h"
#include "core/judge.c"
#include "core/flow.c"

char license_[] SEC("license") = "GPL";

#define HANDSHAKE_PACKETS 2	/* SYN and SYN-ACK, before a TCP connection is opened here */
#define SAME_PACKET_NS (SECOND_NS / 20)	/* that a packet may take from one rule to the next */
#define LABEL_BEGUN (1u << L7_LABEL_EPOCH_SHIFT) /* the beginning was seen; there is one run of the inspection */
#define SEGMENTS_MAX (L7_FLOW_MAX_HELD + 1)
#define AF_INET 2
#define AF_INET6 10

/* what the steps hand on */
struct packet {
	struct __sk_buff *skb;
	u64 ct;
	u64 now;
	struct l7_bpf_verdict *verdict;
	struct l7_bpf_flow *f;	/* the caller's, as the workspace */
	struct l7_flow *flow;	/* that bytes go into: f's, or of --l7pkt the workspace's */
	struct workspace *w;
	u32 at;		/* where in the packet feeding goes on */
	u32 stamp;
	u8 info;
	u8 protocol;	/* of the connection */
	u8 direction;
	bool any;	/* something matches */
	bool bad;	/* a held segment was not kept whole */
	struct payload pay;
};

/* of the kernel's sk_buff */
static __always_inline u64 address_of(const struct packet *p)
{
	return (u64)bpf_cast_to_kern_ctx(p->skb);
}

/* @size, > 0, or @max, a power of two, if it is more; in a way that verifiers of all kernels see to be 1..@max */
static __always_inline u32 size_within(u32 size, const u32 max)
{
	return l7_host_index((size < max ? size : max) - 1, max) + 1;
}

static __always_inline enum l7_dir dir_of(const struct packet *p)
{
	return l7_host_index(p->direction, 2);
}

/* by enum l7_reason */
static __always_inline u32 counter_of(u32 why)
{
	switch (why) {
	case L7_REASON_PACKETS: return L7_STAT_UNKNOWN_PACKETS;
	case L7_REASON_BYTES: return L7_STAT_UNKNOWN_BYTES;
	case L7_REASON_PROTOCOL: return L7_STAT_UNKNOWN_PROTOCOL;
	case L7_REASON_NO_TABLE: return L7_STAT_UNKNOWN_NO_TABLE;
	case L7_REASON_TABLE_FULL: return L7_STAT_UNKNOWN_TABLE_FULL;
	case L7_REASON_NO_MEMORY: return L7_STAT_UNKNOWN_NO_MEMORY;
	case L7_REASON_GAP: return L7_STAT_UNKNOWN_GAP;
	case L7_REASON_IDLE: return L7_STAT_UNKNOWN_IDLE;
	}
	return L7_STAT_UNKNOWN_NOT_BEGUN;
}

/* --- verdicts */

/*
 * Change the word of a connection that has no verdict: what another CPU does at the same time is not lost, and of two
 * verdicts the first is the last. Return: whether it was changed.
 */
static __noinline bool word_set(struct l7_bpf_verdict *v, u32 stamp, u32 clear, u32 set)
{
	u64 old, new;
	u32 i;

	for (i = 0; i < 16; i++) {
		old = v->both;
		if ((u32)old & L7_LABEL_DECIDED || old >> 32 != stamp)
			return false;
		new = (old & ~(u64)clear) | set;
		if (new == old || __sync_val_compare_and_swap(&v->both, old, new) == old)
			return true;
	}
	return false;
}

static __always_inline bool word_decide(struct packet *p, u32 verdict)
{
	return word_set(p->verdict, p->stamp, ~0u, L7_LABEL_DECIDED | verdict);
}

static __always_inline void fill_tuple(struct l7_bpf_verdict *v, const u64 tuple[TUPLE_WORDS])
{
	const u16 l3num = tuple[2] >> 16;

	v->src[0] = tuple[0];
	v->src[1] = tuple[0] >> 32;
	v->src[2] = tuple[1];
	v->src[3] = tuple[1] >> 32;
	v->sport = tuple[2];
	v->family = l3num == AF_INET6 ? AF_INET6 : AF_INET;
	v->dst[0] = tuple[2] >> 32;
	v->dst[1] = tuple[3];
	v->dst[2] = tuple[3] >> 32;
	v->dst[3] = tuple[4];
	v->dport = tuple[4] >> 32;
	v->protocol = tuple[4] >> 48;
}

static __noinline struct l7_bpf_verdict *verdict_new(const struct packet *p, u32 word)
{
	struct l7_bpf_verdict v = {
		.word = word,
		.stamp = p->stamp,
		.skb = address_of(p),
		.born = p->now,
		.flow = 0,
		.netns = ct_netns(p->ct),
		.zone = ct_zone(p->ct),
	};
	u64 tuple[TUPLE_WORDS];

	ct_tuple(p->ct, tuple);
	fill_tuple(&v, tuple);
	bpf_map_update_elem(&verdicts, &p->ct, &v, BPF_ANY);
	return bpf_map_lookup_elem(&verdicts, &p->ct);
}

static __always_inline u32 unknown(u32 why)
{
	return L7_LABEL_DECIDED | why << L7_LABEL_REASON_SHIFT;
}

/* does this packet open its connection; only then its beginning is known to be seen */
static __always_inline bool opens(const struct packet *p)
{
	if (dir_of(p) != L7_DIR_ORIGINAL || !p->pay.found)
		return false;
	return p->pay.protocol != IPPROTO_TCP || (p->pay.syn && !p->pay.has_ack);
}

/* ICMP, ICMPv6, TCP and UDP are what conntrack calls protocols 1, 58, 6 and 17 */
static __always_inline bool inspectable(u8 protocol)
{
	return protocol == IPPROTO_TCP || protocol == IPPROTO_UDP || protocol == IPPROTO_ICMP ||
	       protocol == IPPROTO_ICMPV6;
}

/*
 * The connection's record, NULL if it has none. One that is not confirmed is new, whatever is remembered of its address,
 * unless this very packet has made the record at an earlier rule.
 */
static __noinline int verdict_find(struct packet *p)
{
	struct l7_bpf_verdict *v = bpf_map_lookup_elem(&verdicts, &p->ct);
	u64 tuple[TUPLE_WORDS];

	ct_tuple(p->ct, tuple);
	p->stamp = ct_stamp(tuple);
	p->protocol = tuple[4] >> 48;
	if (v && (v->stamp != p->stamp || (!(ct_status(p->ct) & CT_CONFIRMED) &&
					   (v->skb != address_of(p) || p->now - v->born > SAME_PACKET_NS))))
		v = NULL;
	p->verdict = v;
	return 0;
}

/* one that is confirmed and has no record was not seen to begin */
static __noinline bool verdict_begin(struct packet *p)
{
	if (!inspectable(p->protocol)) {
		count(L7_STAT_UNKNOWN_PROTOCOL, 1);
		p->verdict = verdict_new(p, unknown(L7_REASON_PROTOCOL));
	} else if (!(ct_status(p->ct) & CT_CONFIRMED) && opens(p)) {
		p->verdict = verdict_new(p, LABEL_BEGUN);
	} else {
		count(L7_STAT_UNKNOWN_NOT_BEGUN, 1);
		p->verdict = verdict_new(p, unknown(L7_REASON_NOT_BEGUN));
	}
	return p->verdict != NULL;
}

/* "unknown", unless there is a verdict */
static __always_inline void give_up(struct packet *p, u32 why)
{
	if (word_decide(p, why << L7_LABEL_REASON_SHIFT))
		count(counter_of(why), 1);
}

/* --- flows */

/* what rules name of this classifier's table; NULL: nothing yet */
static __always_inline const struct l7_bpf_used *used_now(void)
{
	const struct l7_bpf_settings *s = settings_now();

	return s && s->used[generation % 2].generation == generation ? &s->used[generation % 2] : NULL;
}

static __always_inline bool worth_opening(const struct packet *p)
{
	return p->pay.len || (p->pay.protocol == IPPROTO_TCP && !p->pay.syn && p->pay.has_ack);
}

static __noinline bool flow_begin(struct packet *p, struct l7_bpf_flow *f)
{
	const struct l7_bpf_used *used = used_now();
	u32 i;

	f->stamp = p->stamp;
	f->touched = p->now;
	f->generation = generation;
	f->packets = 0;
	f->nseen = 0;
	for (i = 0; i < L7_DEF_WORDS; i++)
		f->now[i] = 0;
	l7_flow_init(&f->flow, NULL, used ? used->groups : 0, payload_transport(&p->pay));
	if (p->pay.protocol == IPPROTO_TCP) {
		f->packets = HANDSHAKE_PACKETS;
		l7_flow_expect(&f->flow, dir_of(p), p->pay.seq);
		if (p->pay.has_ack)
			l7_flow_expect(&f->flow, !dir_of(p), p->pay.ack);
	}
	f->owner = p->ct;
	return true;
}

/*
 * Begin to inspect a connection. Two of its packets may do so at once: the record takes one of the flows.
 * Return: the flow that is the connection's; NULL with a verdict if there is none.
 */
static __noinline struct l7_bpf_flow *flow_open(struct packet *p)
{
	const u32 at = flow_take_free(p->now);
	struct l7_bpf_flow *f = flow_at(at);
	u32 first;

	if (!f) {
		give_up(p, L7_REASON_TABLE_FULL);
		return NULL;
	}
	flow_begin(p, f);
	first = __sync_val_compare_and_swap(&p->verdict->flow, 0, at + 1);
	if (first)
		f->owner = 0;
	else
		count(L7_STAT_CONNECTIONS, 1);
	give(&f->busy);
	word_set(p->verdict, p->stamp, 0, L7_LABEL_OPENED);
	return first ? flow_at(first - 1) : f;
}

/* the connection's flow, opened if it is time; NULL: there is none (yet), or no more */
static __noinline struct l7_bpf_flow *flow_find(struct packet *p)
{
	const u32 at = p->verdict->flow;

	if (at && at <= flow_bound)
		return flow_at(at - 1);
	if (at) {
		/* `flows` is smaller now, and new */
		give_up(p, L7_REASON_INTERRUPTED);
		return NULL;
	}
	if (worth_opening(p))
		return flow_open(p);
	if (ct_packets(p->ct) > limit_packets())
		give_up(p, L7_REASON_PACKETS);
	return NULL;
}

/* related to the connection, but no part of it: an ICMP error, of which a child has been told apart; or damaged */
static __always_inline bool is_error(const struct packet *p)
{
	return p->info == CT_RELATED || p->info == CT_RELATED_REPLY || !p->pay.found ||
	       p->pay.protocol != p->protocol;
}

/* --- inspection */

struct candidates {
	u64 word[L7_DEF_WORDS];
};

/* what is most of the work, each looked at once by the verifier: not static */
__noinline int feed(struct l7_flow *f, struct l7_packet *pkt, u32 max_bytes, struct chunk *chunk, u32 len)
{
	if (f && pkt && chunk)
		feed_chunk(f, pkt, max_bytes, chunk, len);
	return 0;
}

__noinline int close(struct l7_flow *f, struct l7_packet *pkt, struct candidates *now)
{
	return f && pkt && now && l7_flow_close(f, NULL, pkt, now->word);
}

/* does anything match now that a rule names */
static __always_inline bool judge(struct packet *p)
{
	const struct l7_bpf_used *used = used_now();
	u64 any = 0;
	u32 i;

	if (!close(p->flow, &p->w->pkt, (struct candidates *)p->f->now))
		return false;
	for (i = 0; i < L7_DEF_WORDS; i++)
		any |= p->f->now[i] &= used ? used->defs[i] : 0;
	return any;
}

static long feed_next(u32 i, void *ctx)
{
	struct packet *p = ctx;
	const u32 end = p->pay.offset + p->pay.len;
	u32 len = end - p->at;

	if (p->at >= end || p->flow->bytes >= limit_bytes())
		return 1;
	len = size_within(len, L7_BPF_CHUNK_BYTES);
	if (bpf_skb_load_bytes(p->skb, p->at, p->w->chunk.byte, len))
		return 1;
	feed(p->flow, &p->w->pkt, limit_bytes(), &p->w->chunk, len);
	p->at += len;
	return 0;
}

/* the packet's payload from @skip on; to be closed */
static __always_inline void feed_packet(struct packet *p, u32 skip)
{
	l7_flow_begin(p->flow, NULL, &p->w->pkt, dir_of(p), p->pay.len - skip);
	p->at = p->pay.offset + skip;
	bpf_loop(L7_MAXDATALEN_MAX, feed_next, p, 0);
}

/* of what is kept of a segment, bytes [@from, @end) */
__noinline int feed_kept(struct l7_bpf_flow *f, struct workspace *w, struct l7_bpf_held *h, u32 from, u32 end)
{
	const u32 max = limit_bytes();
	u32 i;

	if (!f || !w || !h)
		return 0;
	for (i = 0; i <= L7_BPF_HELD_BYTES / L7_BPF_CHUNK_BYTES && from < end; i++) {
		const u32 len = end - from < L7_BPF_CHUNK_BYTES ? end - from : L7_BPF_CHUNK_BYTES;

		memcpy(w->chunk.byte, h->data + l7_host_index(from, L7_BPF_HELD_BYTES), L7_BPF_CHUNK_BYTES);
		feed(&f->flow, &w->pkt, max, &w->chunk, len);
		from += len;
	}
	return 0;
}

/* a held segment, as if it had come in order. What was not kept of it is missing, if it would have been looked at */
static __always_inline bool feed_held(struct packet *p, const struct l7_held *segment, u32 skip)
{
	struct l7_bpf_flow *f = p->f;
	const u32 place = l7_host_index(segment->place, L7_FLOW_MAX_HELD);
	const u32 end = segment->len < L7_BPF_HELD_BYTES ? segment->len : L7_BPF_HELD_BYTES;
	const u32 at = f->holds[place] - 1;
	struct l7_bpf_held *h = bpf_map_lookup_elem(&held, &at);
	bool any = false;

	f->holds[place] = 0;
	if (!h)
		return false;
	if (skip < segment->len) {
		l7_flow_begin(p->flow, NULL, &p->w->pkt, segment->dir & 1, segment->len - skip);
		feed_kept(f, p->w, h, skip, end);
		any = judge(p);
		p->bad |= segment->len > L7_BPF_HELD_BYTES && f->flow.bytes < limit_bytes();
	}
	give(&h->busy);
	return any;
}

static __noinline bool hold(struct packet *p, struct l7_bpf_flow *f)
{
	struct l7_bpf_held *h;
	u32 at;
	int place;

	if (f->flow.nheld >= L7_FLOW_MAX_HELD)
		return false;
	at = held_take_free();
	if (!at)
		return false;
	at--;
	h = bpf_map_lookup_elem(&held, &at);
	if (!h)
		return false;
	if (bpf_skb_load_bytes(p->skb, p->pay.offset, h->data, size_within(p->pay.len, L7_BPF_HELD_BYTES))) {
		give(&h->busy);
		return false;
	}
	place = l7_flow_hold(&f->flow, dir_of(p), p->pay.seq, p->pay.len);
	f->holds[l7_host_index(place, L7_FLOW_MAX_HELD)] = at + 1;
	return true;
}

/* a packet of a connection: does anything match */
static __always_inline void feed_counted(struct packet *p, u32 skip)
{
	feed_packet(p, skip);
	count(L7_STAT_PACKETS, 1);
	count(L7_STAT_BYTES, p->w->pkt.fed);
	p->any = judge(p);
}

static long release_next(u32 i, void *ctx)
{
	struct packet *p = ctx;
	struct l7_held segment;
	u32 skip = 0;

	if (!l7_flow_release(p->flow, &segment, &skip))
		return 1;
	p->any = feed_held(p, &segment, skip);
	return p->any;
}

static __always_inline void take_segment(struct packet *p)
{
	u32 skip = 0;

	switch (l7_flow_turn(p->flow, dir_of(p), p->pay.seq, p->pay.len, &skip)) {
	case L7_TURN_NOW:
		feed_counted(p, skip);
		break;
	case L7_TURN_PAST:
		count(L7_STAT_RETRANSMITTED, 1);
		break;
	case L7_TURN_AHEAD:
		count(L7_STAT_AHEAD, 1);
		p->bad = !hold(p, p->f);
		if (p->bad)
			return;
		break;
	}
	/* held segments follow one by one, until something matches */
	if (!p->any && p->flow->nheld)
		bpf_loop(SEGMENTS_MAX, release_next, p, 0);
}

/* a hash of what stays as it is from one rule to the next: addresses, ports and checksums do not */
static __noinline u64 print_of(const struct packet *p)
{
	u64 head = 0, tail = 0;

	if (p->pay.len)
		bpf_skb_load_bytes(p->skb, p->pay.offset, &head, size_within(p->pay.len, 8));
	if (p->pay.len > 8)
		bpf_skb_load_bytes(p->skb, p->pay.offset + p->pay.len - 8, &tail, 8);
	return (head ^ p->pay.seq) * 0x9e3779b97f4a7c15ull ^ (tail ^ p->pay.ack) * 0xbf58476d1ce4e5b9ull ^
	       ((u64)p->pay.id << 32 | p->pay.len);
}

/*
 * Has a rule before shown this packet? Its address alone does not tell, the next one may have the same. It is the same
 * if conntrack has counted none since; where it doesn't count, if it says the same and was here just now. A datagram that
 * another CPU overtakes between two rules is taken for a new one: better that than to miss one that was sent twice.
 */
static __noinline bool seen_before(struct packet *p, struct l7_bpf_flow *f)
{
	const u64 print = print_of(p), counted = ct_packets(p->ct);
	const u32 n = f->nseen;
	struct l7_bpf_seen *s;
	u32 i;

	for (i = 0; i < L7_BPF_SEEN; i++) {
		s = &f->seen[i];
		if (i < n && s->skb == address_of(p) &&
		    ((counted && s->count == counted) ||
		     (!counted && s->print == print && p->now - s->when < SAME_PACKET_NS)))
			return true;
	}
	s = &f->seen[l7_host_index(n, L7_BPF_SEEN)];
	s->skb = address_of(p);
	s->count = counted;
	s->print = print;
	s->when = p->now;
	f->nseen = n + 1;
	return false;
}

/* what is over is given up; the reason, L7_REASON_NONE: it goes on */
static __always_inline u32 over(const struct packet *p, const struct l7_bpf_flow *f)
{
	const u64 counted = ct_packets(p->ct), packets = counted ? counted : f->packets;

	if (!l7_flow_over(&f->flow, packets, limit_packets(), limit_bytes()))
		return L7_REASON_NONE;
	return f->flow.bytes >= limit_bytes() ? L7_REASON_BYTES : L7_REASON_PACKETS;
}

/* a packet of a flow that the caller has; L7_REASON_NONE, or why it is given up */
static __always_inline u32 take_packet(struct packet *p, struct l7_bpf_flow *f)
{
	const u32 fed = l7_flow_packets(&f->flow);
	u32 why;

	if ((s64)(p->now - f->touched) > IDLE_NS)
		return L7_REASON_IDLE;
	f->touched = p->now;
	f->packets++;
	why = over(p, f);
	if (why)
		return why;
	if (p->pay.syn)
		l7_flow_expect(&f->flow, dir_of(p), p->pay.seq);
	if (!p->pay.len)
		return L7_REASON_NONE;
	p->w = workspace_take();
	if (!p->w)
		return L7_REASON_NO_MEMORY;
	p->f = f;
	p->flow = &f->flow;
	if (p->pay.protocol == IPPROTO_TCP)
		take_segment(p);
	else
		feed_counted(p, 0);
	give(&p->w->busy);
	if (l7_flow_packets(&f->flow) != fed)
		word_set(p->verdict, p->stamp, p->any ? 0 : L7_LABEL_TENTATIVE, p->any ? L7_LABEL_TENTATIVE : 0);
	return p->bad ? L7_REASON_GAP : L7_REASON_NONE;
}

/* --- rules */

/* the rule claims the connection if its definition is one of those that match */
static __noinline bool claim(struct packet *p, struct l7_bpf_flow *f, u32 which)
{
	const struct l7_bpf_rule *r = bpf_map_lookup_elem(&rules, &which);
	u32 index;
	u64 *n;

	if (!r || !r->digest || r->index >= L7_MAX_DEFS || !p->pay.len)
		return false;
	index = r->index;
	if (!(f->now[l7_host_index(index / 64, L7_DEF_WORDS)] >> index % 64 & 1))
		return false;
	if (word_decide(p, r->number)) {
		count(L7_STAT_DECIDED, 1);
		n = bpf_map_lookup_elem(&decided, &index);
		if (n)
			__sync_fetch_and_add(n, 1);
	}
	return true;
}

/* Return: false if the flow is another table's, whose classifier is to be asked */
static __always_inline bool inspect(struct packet *p, struct l7_bpf_flow *f, u32 rule, bool handed)
{
	u32 why = L7_REASON_NONE;
	bool over = true;

	if (!flow_take(f)) {
		/* this packet can't wait: what it says is missing from now on */
		give_up(p, L7_REASON_GAP);
		return true;
	}
	if (f->owner != p->ct || f->stamp != p->stamp) {
		/* its place was given to another one, as it had been silent for long */
		give_up(p, L7_REASON_IDLE);
		give(&f->busy);
		return true;
	}
	if (f->generation != generation && !handed) {
		give(&f->busy);
		return false;
	}
	if (f->generation != generation)
		why = L7_REASON_INTERRUPTED;
	else if (!seen_before(p, f))
		why = take_packet(p, f);
	if (why)
		give_up(p, why);
	else
		over = claim(p, f, rule);
	if (over)
		flow_free(f);
	give(&f->busy);
	return true;
}

/* a child is what its topmost master is, and has a record of its own once that is decided: rules look no further */
static __noinline u32 inherit(const struct packet *p)
{
	const u64 top = ct_top(p->ct);
	const struct l7_bpf_verdict *v = bpf_map_lookup_elem(&verdicts, &top);
	u32 word = unknown(L7_REASON_NOT_BEGUN);
	u64 tuple[TUPLE_WORDS];

	ct_tuple(top, tuple);
	if (v && v->stamp == ct_stamp(tuple))
		word = v->word;
	if (!(word & L7_LABEL_DECIDED))
		return word;
	if (!(word & L7_LABEL_NUMBER))
		word = unknown(L7_REASON_MASTER);
	verdict_new(p, word);
	count(L7_STAT_INHERITED, 1);
	return word;
}

/* --l7pkt: the payload of this packet as if it were a whole connection */
static __always_inline bool match_packet(struct packet *p, u32 which)
{
	const struct l7_bpf_rule *r = bpf_map_lookup_elem(&rules, &which);
	const struct l7_image_def *def = r && r->digest ? l7_image_def(r->index) : NULL;
	struct workspace *w;
	bool found;

	if (!def || !p->pay.found || !p->pay.len)
		return false;
	w = workspace_take();
	if (!w)
		return false;
	p->w = w;
	p->flow = &w->flow;
	l7_flow_init(p->flow, NULL, def->groups, payload_transport(&p->pay));
	feed_packet(p, 0);
	found = close(&w->flow, &w->pkt, (struct candidates *)w->now) &&
		w->now[l7_host_index(r->index / 64, L7_DEF_WORDS)] >> r->index % 64 & 1;
	give(&w->busy);
	return found;
}

/* no rule that this packet meets from here on need bring it back here, unless something waits for one that claims it */
static __always_inline void show(struct packet *p)
{
	if (p->verdict->word & L7_LABEL_TENTATIVE)
		return;
	p->verdict->count = ct_packets(p->ct);
	p->verdict->shown = address_of(p);
}

/* another packet at the same address has a higher count; one that was overtaken on another CPU is shown again */
static __always_inline bool was_shown(const struct l7_bpf_verdict *v, u64 ct, u64 address)
{
	const u64 counted = ct_packets(ct);

	return v->shown == address && counted && v->count == counted &&
	       (ct_status(ct) & CT_CONFIRMED || bpf_ktime_get_coarse_ns() - v->born < SAME_PACKET_NS);
}

static __always_inline void prepare(struct packet *p)
{
	u32 info;

	p->ct = skb_connection(p->skb, &info);
	p->info = info;
	p->direction = info >= CT_IS_REPLY && p->ct ? L7_DIR_REPLY : L7_DIR_ORIGINAL;
	p->now = bpf_ktime_get_coarse_ns();
	payload_find(p->skb, &p->pay);
}

/*
 * What rules ask of nearly all packets: of a connection that is decided, or for the second time of one that is not. One
 * program for all of them stays in the CPU's caches, which a hundred copies do not. An unconfirmed connection may have
 * the address of an old one, which the classifier finds out.
 */
SEC("socket")
int recall(struct __sk_buff *skb)
{
	const struct l7_bpf_verdict *v;
	u64 tuple[TUPLE_WORDS], both, ct;
	u32 info;

	ct = skb_connection(skb, &info);
	v = skb->cb[ASK_FLAGS] & L7_BPF_RULE_PKT ? NULL : bpf_map_lookup_elem(&verdicts, &ct);
	if (v) {
		both = v->both;
		ct_tuple(ct, tuple);
		if (both >> 32 != ct_stamp(tuple))
			;	/* of another connection that was at this address */
		else if ((u32)both & L7_LABEL_DECIDED ? ct_status(ct) & CT_CONFIRMED :
			 was_shown(v, ct, (u64)bpf_cast_to_kern_ctx(skb)) && !((u32)both & L7_LABEL_TENTATIVE))
			return answer(skb, both);
	}
	skb->cb[ASK_HANDED] = 0;
	bpf_tail_call(skb, &classifiers, L7_BPF_NOW);
	return skb->cb[ASK_FLAGS] & L7_BPF_RULE_INVERT;
}

SEC("socket")
int classify(struct __sk_buff *skb)
{
	struct packet p = { .skb = skb };
	const u32 rule = skb->cb[ASK_RULE];
	struct l7_bpf_flow *f;

	prepare(&p);
	if (skb->cb[ASK_FLAGS] & L7_BPF_RULE_PKT)
		return match_packet(&p, rule) ^ (skb->cb[ASK_FLAGS] & L7_BPF_RULE_INVERT);
	if (!p.ct)
		return skb->cb[ASK_FLAGS] & L7_BPF_RULE_INVERT;
	if (ct_status(p.ct) & CT_TEMPLATE)
		return skb->cb[ASK_FLAGS] & L7_BPF_RULE_INVERT;
	verdict_find(&p);
	if (!p.verdict && ct_master(p.ct))
		return answer(skb, inherit(&p));
	if (!p.verdict && inspectable(p.protocol) && is_error(&p))
		return answer(skb, unknown(L7_REASON_NOT_BEGUN));
	if (!p.verdict && !verdict_begin(&p))
		return answer(skb, 0);
	if (p.verdict->word & L7_LABEL_DECIDED || is_error(&p))
		return answer(skb, p.verdict->word);
	f = flow_find(&p);
	if (f && !inspect(&p, f, rule, skb->cb[ASK_HANDED])) {
		skb->cb[ASK_HANDED] = 1;
		bpf_tail_call(skb, &classifiers, L7_BPF_BEFORE);
		/* there is none: its table is gone */
		give_up(&p, L7_REASON_INTERRUPTED);
	}
	show(&p);
	return answer(skb, p.verdict->word);
}
