// SPDX-License-Identifier: GPL-2.0-only
/*
 * tracking.c - conntrack's settings, room and helpers, and what is kept from it
 */

#include <inttypes.h>
#include <string.h>

#include "doctor/doctor.h"

#define SYSCTL "/proc/sys/net/netfilter/"
#define FULL_PERCENT 90

static const char check[] = "conntrack";

static void examine_settings(const struct l7_host *h, struct l7_remarks *r)
{
	unsigned long acct = 1, events = 1;

	l7_host_number(h, SYSCTL "nf_conntrack_acct", &acct);
	l7_host_number(h, SYSCTL "nf_conntrack_events", &events);
	if (!acct)
		l7_remarks_add(r, L7_LEVEL_WARNING, check, l7_text("conntrack doesn't count packets and bytes"),
			       l7_text("layer7 switches it on; somebody has switched it off again. `l7 top' and "
				       "`conntrack -L' have no numbers to show for connections that begin now."),
			       l7_text("sysctl net.netfilter.nf_conntrack_acct=1"));
	if (!events)
		l7_remarks_add(r, L7_LEVEL_WARNING, check, l7_text("conntrack reports no events"),
			       l7_text("`%s' and `conntrack -E' see nothing.",
				       l7_host_has_bpf(h) ? "l7 monitor -e" : "l7 monitor"),
			       l7_text("sysctl net.netfilter.nf_conntrack_events=1"));
	if (acct && events)
		l7_remarks_fine(r, check, "it counts, and reports events");
}

static void examine_room(const struct l7_host *h, struct l7_remarks *r)
{
	unsigned long count, max;
	uint64_t drops;

	if (!l7_host_number(h, SYSCTL "nf_conntrack_count", &count) ||
	    !l7_host_number(h, SYSCTL "nf_conntrack_max", &max) || !max)
		return;
	drops = l7_host_conntrack_stat(h, "drop") + l7_host_conntrack_stat(h, "early_drop");
	if (count >= max / 100.0 * FULL_PERCENT)
		l7_remarks_add(r, L7_LEVEL_WARNING, check,
			       l7_text("conntrack is nearly full: %lu connections of %lu", count, max),
			       l7_text("When it is full, new connections are dropped, or pass untracked and without a "
				       "name."),
			       l7_text("sysctl net.netfilter.nf_conntrack_max=%lu", max * 2));
	else if (drops)
		l7_remarks_add(r, L7_LEVEL_NOTE, check,
			       l7_text("conntrack has dropped "
				       "%" PRIu64 " connections for lack of room, or packets", drops),
			       l7_text("It has room now, %lu connections of %lu, but was full at some time since the "
				       "boot.", count,
				       max), l7_text("sysctl net.netfilter.nf_conntrack_max=%lu", max * 2));
	else
		l7_remarks_fine(r, check, "room for %lu connections, %lu in use", max, count);
}

static bool has_helper(const struct l7_rules *rules, const char *name)
{
	char entry[32];

	snprintf(entry, sizeof(entry), "%s,", name);
	if (rules->helpers && strstr(rules->helpers, entry))
		return true;
	for (size_t i = 0; i < rules->count; i++)
		if (rules->rule[i].helper && !strncmp(rules->rule[i].helper, name, strlen(name)))
			return true;
	return false;
}

/* Since Linux 6.0 a helper does nothing on its own; a module that nobody uses was meant to. */
static void examine_helpers(const struct l7_host *h, struct l7_remarks *r)
{
	static const char *const helpers[] = { "amanda", "ftp", "h323", "irc", "pptp", "sip", "tftp" };
	struct l7_roster idle = { 0 };
	unsigned long automatic = 0;
	const char *first = NULL;

	l7_host_number(h, SYSCTL "nf_conntrack_helper", &automatic);
	for (size_t i = 0; i < sizeof(helpers) / sizeof(helpers[0]) && !automatic; i++) {
		char path[64];

		snprintf(path, sizeof(path), "/sys/module/nf_conntrack_%s", helpers[i]);
		if (!l7_host_has(h, path) || has_helper(&h->rules, helpers[i]))
			continue;
		l7_roster_add(&idle, helpers[i]);
		first = first ? first : helpers[i];
	}
	if (idle.count)
		l7_remarks_add(r, L7_LEVEL_NOTE, check,
			       l7_text("helpers are loaded that no rule uses: %s", l7_roster_text(&idle)),
			       l7_text("A connection that another one announces, such as FTP's data, gets that one's "
				       "name only if a rule assigns the helper."),
			       l7_text("iptables -t raw -A PREROUTING -p tcp --dport PORT -j CT --helper %s", first));
	l7_roster_fini(&idle);
}

static void complain_notrack(const char *rule, bool always, struct l7_remarks *r)
{
	l7_remarks_add(r, always ? L7_LEVEL_WARNING : L7_LEVEL_NOTE, check,
		       l7_text("a rule keeps %s from conntrack: %s", always ? "all packets" : "packets", rule),
		       l7_text("What conntrack doesn't know is not inspected and has no name."),
		       always ? l7_text("iptables -t raw -S   # and delete it there, or in `nft list ruleset'") : NULL);
}

static void examine_untracked(const struct l7_rules *rules, struct l7_remarks *r)
{
	for (size_t i = 0; i < rules->count; i++)
		if (rules->rule[i].notrack)
			complain_notrack(rules->rule[i].text, rules->rule[i].always, r);
	if (rules->notrack)
		complain_notrack(rules->notrack, true, r);
	if (rules->notrack_some)
		complain_notrack(rules->notrack_some, false, r);
}

void l7_tracking_examine(const struct l7_host *h, struct l7_remarks *r)
{
	if (!l7_host_inspects(h))
		return;
	examine_settings(h, r);
	examine_room(h, r);
	if (h->rules.read || h->rules.nft_read) {
		examine_helpers(h, r);
		examine_untracked(&h->rules, r);
	}
}
