// SPDX-License-Identifier: GPL-2.0-only
/*
 * explain_situation.c - in words why a connection of the running system has the verdict that it has
 */

#include "cli/explain_situation.h"

#include <linux/netfilter/nf_conntrack_common.h>
#include <netinet/in.h>
#include <stdlib.h>

#include "bpf/layout.h"
#include "client/reason.h"
#include "uapi/layer7.h"

#define IDLE_SECS 120 /* L7_CONN_IDLE_SECS of kernel/conn.h */

static void tell_capture(const struct l7_situation *s, struct l7_words *w)
{
	char source[L7_CT_ENDPOINT_SIZE], target[L7_CT_ENDPOINT_SIZE];
	struct l7_ct hosts = *s->ct;

	hosts.has_ports = false;
	l7_words_add(w, "Its payload is not kept. Of the next such connection, a capture tells more:");
	l7_words_add(w, "  tcpdump -i any -w /tmp/l7.pcap host %s and host %s",
		     l7_ct_endpoint(&hosts, 0, sizeof(source), source), l7_ct_endpoint(&hosts, 1, sizeof(target), target));
	l7_words_add(w, "  l7 explain /tmp/l7.pcap");
}

/* by BPF programs, without the module */
static bool by_bpf(const struct l7_situation *s)
{
	return s->names->table.client.route == L7_ROUTE_BPF;
}

static void tell_limit(const struct l7_situation *s, struct l7_words *w)
{
	if (s->asked)
		l7_words_add(w, "It looks at the first %u packets, handshake and empty ones included, and at %u bytes of "
			     "payload. Let it look farther at new connections:", s->state.numpackets, s->state.maxdatalen);
	else
		l7_words_add(w, "Let it look farther at new connections:");
	if (s->ct->word >> L7_LABEL_REASON_SHIFT == L7_REASON_PACKETS)
		l7_words_add(w, by_bpf(s) ? "  l7 load --numpackets %u" : "  echo %u >/proc/net/layer7_numpackets",
			     s->asked && s->state.numpackets > L7_NUMPACKETS_DEFAULT ? L7_NUMPACKETS_MAX : 20);
	else
		l7_words_add(w, by_bpf(s) ? "  l7 load --maxdatalen %u" :
			     "  modprobe -r xt_layer7; modprobe xt_layer7 maxdatalen=%u",
			     s->asked && s->state.maxdatalen > L7_MAXDATALEN_DEFAULT ? L7_MAXDATALEN_MAX : 8192);
	tell_capture(s, w);
}

static void tell_unknown(const struct l7_situation *s, struct l7_words *w)
{
	switch ((enum l7_reason)(s->ct->word >> L7_LABEL_REASON_SHIFT)) {
	case L7_REASON_PACKETS:
		l7_words_add(w, "No definition that takes part matched in its first packets, so the inspection ended.");
		tell_limit(s, w);
		return;
	case L7_REASON_BYTES:
		l7_words_add(w, "No definition that takes part matched in its first bytes, so the inspection ended.");
		tell_limit(s, w);
		return;
	case L7_REASON_NOT_BEGUN:
		if (by_bpf(s))
			l7_words_add(w, "Without the module rules are what sees packets: the one that opened it passed no rule "
				     "with -m layer7. A rule that all packets pass, in mangle PREROUTING and OUTPUT, sees all:");
		if (by_bpf(s))
			l7_words_add(w, "  iptables -t mangle -I PREROUTING -m layer7 --l7proto unset");
		l7_words_add(w, "The first packet that was seen of it is not one that opens a connection: it is older than "
			     "the first rule or `l7 on', conntrack has picked it up in the middle, or its beginning went "
			     "another way. From the middle nothing is guessed at.");
		l7_words_add(w, "New connections are inspected. Enter the rules at boot, before the first connections.");
		return;
	case L7_REASON_INTERRUPTED:
		if (by_bpf(s)) {
			l7_words_add(w, "It was under inspection while definitions were loaded twice.");
			return;
		}
		l7_words_add(w, "Its beginning was seen, but then inspection was off for a while: the last rule was deleted, "
			     "or `l7 off' was said. What it sent meanwhile is missing.");
		l7_words_add(w, "Change rules with iptables-restore, in one step, and new connections keep their verdicts.");
		return;
	case L7_REASON_PROTOCOL:
		l7_words_add(w, "Definitions are for TCP and UDP, the classic ones for ICMP too. Other transports are not "
			     "inspected; their ports or the transport itself have to do.");
		return;
	case L7_REASON_NO_TABLE:
		l7_words_add(w, "When its first payload came, no definitions were loaded. This loads them all:");
		l7_words_add(w, "  l7 load");
		return;
	case L7_REASON_TABLE_FULL:
		l7_words_add(w, "When it began, as many connections were under inspection as may be%s",
			     s->asked ? ":" : ", see `l7 stats'.");
		if (s->asked)
			l7_words_add(w, "at most %u, now %u. The bound can be raised:", s->state.flows_max, s->state.flows);
		l7_words_add(w, by_bpf(s) ? "  l7 load --maxflows %u" :
			     "  modprobe -r xt_layer7; modprobe xt_layer7 maxflows=%u",
			     s->asked ? 2 * s->state.flows_max : 131072);
		if (by_bpf(s))
			l7_words_add(w, "Or the bound was changed while it was inspected, or its entry was given to another one "
				     "while it was silent.");
		return;
	case L7_REASON_NO_MEMORY:
		l7_words_add(w, "The kernel had no memory for its entry.");
		return;
	case L7_REASON_GAP:
		l7_words_add(w, "More than %d TCP segments came ahead of one that was missing and did not come in time: it was "
			     "lost, or it passes by another way.", L7_FLOW_MAX_HELD);
		if (by_bpf(s))
			l7_words_add(w, "Without the module one that came ahead and was longer than %d bytes is a reason, too.",
				     L7_BPF_HELD_BYTES);
		return;
	case L7_REASON_IDLE:
		l7_words_add(w, "It was silent for %d seconds while it was under inspection.", IDLE_SECS);
		return;
	case L7_REASON_MASTER:
		l7_words_add(w, "It was opened by another connection (an FTP transfer, a call's media). Such a connection has "
			     "its opener's verdict, and that is unknown: explain that one.");
		return;
	default:
		l7_words_add(w, "The module that decided does not say why: it is older than this tool.");
		tell_capture(s, w);
	}
}

static void tell_named(const struct l7_situation *s, struct l7_words *w)
{
	const uint16_t number = s->ct->word & L7_LABEL_NUMBER;
	const struct l7_table *t = &s->names->table;
	uint32_t rules = 0;
	size_t i;

	for (i = 0; s->asked && i < t->loaded.count; i++)
		if (t->loaded.def[i].number == number)
			rules += t->rules[i];
	if (s->ct->status & IPS_EXPECTED)
		l7_words_add(w, "It was opened by another connection, as conntrack's helper saw, and has the verdict of that "
			     "one: %s.", s->verdict);
	else
		l7_words_add(w, "Its payload matched the definition of %s (number %u; `l7 show %s'), and the inspection is "
			     "over.", s->verdict, number, s->verdict);
	if (s->asked)
		l7_words_add(w, "%u rule%s here use%s it%s.", rules, rules == 1 ? "" : "s", rules == 1 ? "s" : "",
			     s->state.on ? "; with `l7 on' all definitions take part" : "");
	tell_capture(s, w);
}

/* definitions that match, but no rule that names one of them has seen such a packet */
static void tell_tentative(const struct l7_situation *s, struct l7_words *w)
{
	char *list = NULL;
	size_t size;
	FILE *out = open_memstream(&list, &size);
	uint32_t i, n = 0;

	if (!out)
		return;
	for (i = 0; s->image && i < s->image->head->ndefs; i++)
		if (s->now[i / 64] >> i % 64 & 1)
			fprintf(out, "%s%s", n++ ? ", " : "", s->image->defs[i].name);
	fclose(out);
	l7_words_add(w, "It matches %s, but the packet passed no rule that asks for that: the rules stand where it does not "
		     "come by, or behind one that ends its way, such as -j ACCEPT, or want other things of it as well.",
		     n ? list : "a definition");
	free(list);
}

static void tell_inspected(const struct l7_situation *s, struct l7_words *w)
{
	l7_words_add(w, "It is under inspection: a verdict can still come.");
	if (s->ct->word & L7_LABEL_TENTATIVE)
		tell_tentative(s, w);
	if (s->flow.nheld)
		l7_words_add(w, "%u TCP segment%s for one that is missing.", s->flow.nheld,
			     s->flow.nheld > 1 ? "s wait" : " waits");
	if (!l7_flow_packets(&s->flow))
		l7_words_add(w, "No payload has come yet, so there is nothing to tell it by.");
	if (s->generation != s->names->table.generation)
		l7_words_add(w, "It began with definitions that have been replaced since, and ends with them.");
	else if (!s->image)
		l7_words_add(w, "The table in force was compiled by another version of l7, so what it waits for can't be told; "
			     "`l7 load' compiles it anew.");
}

static void tell_unset(const struct l7_situation *s, struct l7_words *w)
{
	if (s->inspected) {
		tell_inspected(s, w);
	} else if (!s->asked) {
		l7_words_add(w, "It has no verdict yet. Who inspects tells more, to root: %s", s->names->table.client.error);
	} else if (!s->state.hooked) {
		l7_words_add(w, "Nothing is being inspected in this network namespace any more: no rule asks for it, and `l7 "
			     "on' was not said. With the next packet under a new rule this connection is unknown.");
	} else if (!(s->ct->word & L7_LABEL_OPENED)) {
		l7_words_add(w, "Its first packet was seen, but nothing that has payload%s.",
			     s->ct->transport == IPPROTO_TCP ? ", and the handshake is not complete" : "");
	} else if (s->too_old) {
		l7_words_add(w, "It is under inspection. %s", s->names->table.client.error);
	} else {
		l7_words_add(w, "Its inspection has ended without a verdict; with the next packet it is unknown.");
	}
}

static void tell_not_inspected(const struct l7_situation *s, struct l7_words *w)
{
	if (s->asked && !s->state.hooked) {
		l7_words_add(w, by_bpf(s) ? "Nothing is inspected: no rule asks for it. One is needed:" :
			     "Nothing is inspected in this network namespace: no rule asks for it, and `l7 on' was not "
			     "said. One of these is needed:");
		l7_words_add(w, "  iptables -t mangle -A PREROUTING -m layer7 --l7proto http");
		if (!by_bpf(s))
			l7_words_add(w, "  l7 load && l7 on");
	} else if (!s->asked) {
		l7_words_add(w, "What inspects did not answer, so nothing is known but what conntrack says: %s",
			     s->names->table.client.error);
	} else if (by_bpf(s)) {
		l7_words_add(w, "No packet of it has passed a rule with -m layer7 in this network namespace, or so long ago that "
			     "the verdict was forgotten. Without the module rules are what sees packets: put one where all "
			     "come by, in both directions.");
	} else if (!s->ct->labelled) {
		l7_words_add(w, "It is older than the first rule or `l7 on': conntrack made no room for a label when it began, "
			     "and never will. To rules it is unknown. New connections are inspected; enter the rules at boot.");
	} else {
		l7_words_add(w, "Inspection is on, but no packet of it has passed by since. It is silent, or its packets go "
			     "another way; if it began before, it will be unknown.");
	}
}

/* what hides packets, whatever the verdict */
static void tell_hidden(const struct l7_situation *s, struct l7_words *w)
{
	const struct l7_ct *ct = s->ct;

	if (ct->status & (IPS_OFFLOAD | IPS_HW_OFFLOAD) && !(ct->word & L7_LABEL_DECIDED))
		l7_words_add(w, "It is in a flowtable (%s): its packets pass by the inspection, so there will be no verdict. "
			     "Offload only what is decided, with %s in the rule that says `flow add'.",
			     ct->status & IPS_HW_OFFLOAD ? "in hardware" : "in software",
			     by_bpf(s) ? "a mark that a layer7 rule has set" : "`ct label l7-done'");
	if (ct->counted && !(ct->packets[L7_CT_UP] && ct->packets[L7_CT_DOWN]))
		l7_words_add(w, "Only the %s's packets were seen. Either nothing is answered, or the other direction takes "
			     "another way; patterns that are for the %s can't be found here.",
			     ct->packets[L7_CT_UP] ? "client" : "server", ct->packets[L7_CT_UP] ? "server" : "client");
	if (!ct->counted && ct->labelled)
		l7_words_add(w, "Conntrack does not count it (net.netfilter.nf_conntrack_acct was off when it began); the "
			     "limit on packets counts what the inspection saw.");
}

void l7_situation_tell(const struct l7_situation *s, struct l7_words *words)
{
	switch (l7_ct_verdict(s->ct)) {
	case L7_CT_NAMED:
		tell_named(s, words);
		break;
	case L7_CT_UNKNOWN:
		tell_unknown(s, words);
		break;
	case L7_CT_UNSET:
		tell_unset(s, words);
		break;
	case L7_CT_NOT_INSPECTED:
		tell_not_inspected(s, words);
		break;
	}
	tell_hidden(s, words);
}

const char *l7_situation_short(const struct l7_ct *ct)
{
	switch (l7_ct_verdict(ct)) {
	case L7_CT_NAMED:
		return "";
	case L7_CT_UNKNOWN:
		return l7_reason_name(ct->word >> L7_LABEL_REASON_SHIFT);
	case L7_CT_UNSET:
	case L7_CT_NOT_INSPECTED:
		break;
	}
	if (ct->status & (IPS_OFFLOAD | IPS_HW_OFFLOAD))
		return "offloaded";
	if (l7_ct_verdict(ct) == L7_CT_NOT_INSPECTED)
		return ct->labelled ? "not seen" : "no label";
	if (ct->word & L7_LABEL_TENTATIVE)
		return "no rule asks";
	return ct->word & L7_LABEL_OPENED ? "inspected" : "begins";
}
