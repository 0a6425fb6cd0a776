// SPDX-License-Identifier: GPL-2.0-only
/*
 * counters.c - why connections were given up, where that says something about the set-up
 */

#include <inttypes.h>

#include "doctor/doctor.h"
#include "uapi/layer7.h"

#define MIN 50			/* connections; fewer say nothing */
#define GAP_PERCENT 5
#define NOT_BEGUN_PERCENT 20
#define LIMIT_PERCENT 50
#define FULL_PERCENT 90
#define RARE 1000		/* one of so many */

static uint64_t count(const struct l7_host *h, const char *name)
{
	return l7_host_counter(h, name);
}

/* Connections that were looked at, or should have been. */
static uint64_t all(const struct l7_host *h)
{
	return count(h, "connections") + count(h, "unknown_not_begun") + count(h, "unknown_no_table") +
	       count(h, "unknown_table_full");
}

static bool high(const struct l7_host *h, const char *name, unsigned int percent)
{
	return count(h, name) >= MIN && count(h, name) * 100 >= all(h) * percent;
}

static void examine_room(const struct l7_host *h, struct l7_remarks *r)
{
	const struct l7_state *state = &h->answers.table.state;
	const uint64_t refused = count(h, "unknown_table_full");
	const uint32_t more = state->flows_max < UINT32_MAX / 4 ? state->flows_max * 4 : state->flows_max;
	const bool bpf = l7_host_has_bpf(h);
	const bool full = state->flows_max && state->flows * 100ull >= state->flows_max * (uint64_t)FULL_PERCENT;

	if (!refused && !full) {
		l7_remarks_fine(r, "counters", "room for %" PRIu32 " connections under inspection, %" PRIu32 " in use",
				state->flows_max, state->flows);
		return;
	}
	l7_remarks_add(r, full || refused * RARE >= all(h) ? L7_LEVEL_WARNING : L7_LEVEL_NOTE, "counters",
		       refused ? l7_text("%" PRIu64 " connections were not inspected: there were %" PRIu32
					 " under inspection", refused, state->flows_max) :
		       l7_text("%" PRIu32 " connections are under inspection, %" PRIu32 " may be", state->flows,
			       state->flows_max),
		       l7_text("Those beyond the bound (maxflows) are unknown. %s", bpf ?
			       "What is under inspection while the bound changes is unknown." :
			       "The module must be loaded anew for another one, so delete the rules first, or reboot. An "
			       "entry takes some 300 bytes."),
		       bpf ? l7_text("l7 load --maxflows %" PRIu32, more) :
		       l7_text("echo options xt_layer7 maxflows=%" PRIu32 " >/etc/modprobe.d/xt_layer7.conf\n"
			       "modprobe -r xt_layer7 && modprobe xt_layer7", more));
}

static char *mend_packets(const struct l7_host *h)
{
	const uint32_t now = h->answers.table.state.numpackets;

	return l7_text(l7_host_has_bpf(h) ? "l7 load --numpackets %" PRIu32 : "echo %" PRIu32 " >/proc/net/layer7_numpackets",
		       now > L7_NUMPACKETS_MAX / 2 ? L7_NUMPACKETS_MAX : now * 2);
}

static char *mend_bytes(const struct l7_host *h)
{
	const uint32_t now = h->answers.table.state.maxdatalen;

	return l7_text(l7_host_has_bpf(h) ? "l7 load --maxdatalen %" PRIu32 :
		       "echo options xt_layer7 maxdatalen=%" PRIu32 " >/etc/modprobe.d/xt_layer7.conf",
		       now > L7_MAXDATALEN_MAX / 2 ? L7_MAXDATALEN_MAX : now * 2);
}

static void examine_limits(const struct l7_host *h, struct l7_remarks *r)
{
	const struct l7_state *state = &h->answers.table.state;

	if (high(h, "unknown_packets", LIMIT_PERCENT))
		l7_remarks_add(r, L7_LEVEL_NOTE, "counters",
			       l7_text("%" PRIu64 " of %" PRIu64 " connections reached %" PRIu32 " packets without a name",
				       count(h, "unknown_packets"), all(h), state->numpackets),
			       l7_text("Perhaps nothing loaded describes them. If it should, let it look further."),
			       mend_packets(h));
	if (high(h, "unknown_bytes", LIMIT_PERCENT))
		l7_remarks_add(r, L7_LEVEL_NOTE, "counters",
			       l7_text("%" PRIu64 " of %" PRIu64 " connections reached %" PRIu32 " bytes without a name",
				       count(h, "unknown_bytes"), all(h), state->maxdatalen),
			       l7_text("Perhaps nothing loaded describes them. If it should, let it look further%s",
				       l7_host_has_bpf(h) ? "." : "; the module must be loaded anew for that."),
			       mend_bytes(h));
}

void l7_counters_examine(const struct l7_host *h, struct l7_remarks *r)
{
	if (!l7_host_inspects(h))
		return;
	examine_room(h, r);
	examine_limits(h, r);
	if (high(h, "unknown_gap", GAP_PERCENT))
		l7_remarks_add(r, L7_LEVEL_WARNING, "counters",
			       l7_text("%" PRIu64 " of %" PRIu64 " connections were given up for missing TCP segments",
				       count(h, "unknown_gap"), all(h)),
			       l7_text("Segments don't pass this machine, or not where it looks: loss, a second path, "
				       "or a flowtable that takes connections too early."),
			       l7_text("ip -s link   # does a device drop "
				       "packets?%s", l7_host_conntrack_stat(h, "invalid") ?
				       "\nsysctl net.netfilter.nf_conntrack_tcp_be_liberal=1   # takes odd "
				       "segments" : ""));
	if (high(h, "unknown_not_begun", NOT_BEGUN_PERCENT))
		l7_remarks_add(r, L7_LEVEL_NOTE, "counters",
			       l7_text("the beginning of %" PRIu64 " of %" PRIu64 " connections was not seen",
				       count(h, "unknown_not_begun"), all(h)),
			       l7_text("They began before the rules were entered, or their first packets take another "
				       "path. conntrack takes them up in the middle (nf_conntrack_tcp_loose), where "
				       "nothing can be named. Enter the rules at boot."), NULL);
	if (count(h, "unknown_no_memory"))
		l7_remarks_add(r, L7_LEVEL_WARNING, "counters",
			       l7_text("%" PRIu64 " connections were given up for lack of memory",
				       count(h, "unknown_no_memory")),
			       l7_text("The kernel had none to give while a packet waited."),
			       l7_text("sysctl -w vm.min_free_kbytes=65536"));
}
