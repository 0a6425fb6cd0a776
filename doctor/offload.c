// SPDX-License-Identifier: GPL-2.0-only
/*
 * offload.c - do flowtables hide connections that have no verdict yet
 */

#include <stdlib.h>

#include "doctor/doctor.h"
#include "uapi/layer7.h"

/* Return: the commands that let only what is decided into a flowtable */
static char *mend(const struct l7_host *h)
{
	char *label, *all;
	unsigned int bit;

	if (l7_host_has_bpf(h))
		return l7_text("iptables -t mangle -A POSTROUTING -m layer7 ! --l7proto unset -j CONNMARK --set-xmark "
			       "0x8000/0x8000\nnft add rule ... ct mark and 0x8000 == 0x8000 flow add @FLOWTABLE");
	label = l7_labels_find(h, "l7-done", &bit) >= 0 || bit >= L7_LABEL_USER_BITS ? l7_text("%s", "") :
		l7_text("echo %u l7-done >>%s/connlabel.conf && l7 load\n", bit, L7_SYSCONFDIR);
	all = l7_text("%snft add rule ... ct label l7-done flow add @FLOWTABLE", label ? label : "");
	free(label);
	return all;
}

static void complain(const struct l7_host *h, struct l7_remarks *r)
{
	const struct l7_traffic *t = &h->traffic;
	char *now = t->hidden ? l7_text(" Connections that this has happened to: %lu.", t->hidden) :
		    l7_text("%s", "");

	l7_remarks_add(r, L7_LEVEL_WARNING, "offload",
		       h->rules.hides ? l7_text("a flowtable takes connections before they have a name: %s", h->rules.hides) :
		       l7_text("connections in a flowtable that have no name: %lu", t->hidden),
		       l7_text("Packets that a flowtable forwards pass neither hooks nor rules, so what is not decided by "
			       "then stays without a name. Let a rule %s say what is.%s",
			       l7_host_has_bpf(h) ? "mark what is decided, and the mark" : "with `ct label l7-done'",
			       now ? now : ""), mend(h));
	free(now);
}

void l7_offload_examine(const struct l7_host *h, struct l7_remarks *r)
{
	if (!l7_host_inspects(h))
		return;
	if (h->rules.hides || h->traffic.hidden)
		complain(h, r);
	else if (h->rules.by_mark)
		l7_remarks_add(r, L7_LEVEL_NOTE, "offload",
			       l7_text("a flowtable takes connections by their mark: %s", h->rules.by_mark),
			       l7_text("That is right if only connections with a name get this mark."),
			       l7_text("nft list ruleset   # who sets it?"));
	else if (h->rules.nft_read && h->traffic.read)
		l7_remarks_fine(r, "offload", "no flowtable takes connections that have no name; now in one: %lu",
				h->traffic.offloaded);
}
