// SPDX-License-Identifier: GPL-2.0-only
/*
 * traffic.c - what the connections that are there give away
 */

#include <linux/netfilter/nf_conntrack_common.h>
#include <linux/netfilter/nf_conntrack_tcp.h>
#include <netinet/in.h>
#include <stdlib.h>

#include "doctor/doctor.h"

#define ONE_SIDED_MIN 10	/* connections; fewer may be chance */
#define ONE_SIDED_PERCENT 20
#define UNANSWERED_PERCENT 50

static bool inspectable(const struct l7_ct *ct)
{
	return ct->transport == IPPROTO_TCP || ct->transport == IPPROTO_UDP || ct->transport == IPPROTO_ICMP ||
	       ct->transport == IPPROTO_ICMPV6;
}

static void add_tcp(struct l7_traffic *t, const struct l7_ct *ct)
{
	t->unanswered += ct->tcp_state == TCP_CONNTRACK_SYN_SENT && !(ct->status & IPS_SEEN_REPLY);
	if (ct->tcp_state < TCP_CONNTRACK_ESTABLISHED || ct->tcp_state > TCP_CONNTRACK_TIME_WAIT)
		return;
	t->tcp++;
	t->one_sided += !(ct->status & IPS_SEEN_REPLY);
}

void l7_traffic_add(struct l7_traffic *t, const struct l7_ct *ct)
{
	const enum l7_ct_verdict verdict = l7_ct_verdict(ct);

	if (!inspectable(ct))
		return;
	t->connections++;
	t->unlabelled += verdict == L7_CT_NOT_INSPECTED;
	if (ct->status & (IPS_OFFLOAD | IPS_HW_OFFLOAD)) {
		t->offloaded++;
		t->hidden += verdict == L7_CT_UNSET;	/* others are older than the first rule */
	}
	if (ct->transport == IPPROTO_TCP)
		add_tcp(t, ct);
}

static void complain_one_sided(const struct l7_host *h, struct l7_remarks *r)
{
	const struct l7_traffic *t = &h->traffic;
	unsigned long strict = 0;

	l7_host_number(h, "/proc/sys/net/ipv4/conf/all/rp_filter", &strict);
	l7_remarks_add(r, L7_LEVEL_WARNING, "traffic",
		       l7_text("of %lu TCP connections %lu were seen in one direction only", t->tcp, t->one_sided),
		       l7_text("The other direction takes another path, or conntrack calls its packets invalid. What "
			       "the unseen side says can't be matched, and without the handshake a connection is "
			       "unknown.%s",
			       strict == 1 ? " rp_filter is strict, so packets that come by another path than answers "
			       "would go are dropped." : ""),
		       l7_text("%sip route get ADDRESS   # of either end: both must lead through here",
			       strict == 1 ? "sysctl net.ipv4.conf.all.rp_filter=2\n" : ""));
}

/* Where answers go another way, what follows the SYN is invalid. A scan looks the same, but for what follows. */
static bool go_unanswered(const struct l7_host *h)
{
	const struct l7_traffic *t = &h->traffic;

	return t->unanswered >= ONE_SIDED_MIN && t->unanswered * 100 >= (t->tcp + t->unanswered) * UNANSWERED_PERCENT &&
	       l7_host_conntrack_stat(h, "invalid") >= t->unanswered;
}

void l7_traffic_examine(const struct l7_host *h, struct l7_remarks *r)
{
	const struct l7_traffic *t = &h->traffic;

	if (!l7_host_inspects(h) || !t->read)
		return;
	if (t->one_sided >= ONE_SIDED_MIN && t->one_sided * 100 >= t->tcp * ONE_SIDED_PERCENT)
		complain_one_sided(h, r);
	else if (go_unanswered(h))
		l7_remarks_add(r, L7_LEVEL_NOTE, "traffic",
			       l7_text("answers to %lu TCP connections were not seen, and conntrack met invalid "
				       "packets",
				       t->unanswered),
			       l7_text("If they were answered, answers take another path. Then nothing of these "
				       "connections is inspected."),
			       l7_text("ip route get ADDRESS   # of either end: both must lead through here"));
	else
		l7_remarks_fine(r, "traffic", "both directions pass here; TCP connections: %lu, one-sided: %lu", t->tcp,
				t->one_sided);
	if (t->unlabelled && l7_host_counter(h, "no_label_room"))
		l7_remarks_add(r, L7_LEVEL_NOTE, "traffic",
			       l7_text("%lu of %lu connections are older than the first "
				       "rule", t->unlabelled, t->connections),
			       l7_text("There is no room for a label in them, so they stay without a name until they "
				       "end. Rules that are entered at boot come before all connections."), NULL);
}
