// SPDX-License-Identifier: GPL-2.0-only
/*
 * inspection.c - are packets looked at, if somebody counts on it
 */

#include <string.h>

#include "doctor/doctor.h"

static const struct l7_packet_rule *naming_rule(const struct l7_rules *rules)
{
	for (size_t i = 0; i < rules->count; i++)
		if (rules->rule[i].proto)
			return &rules->rule[i];
	return NULL;
}

static const char *label_rule(const struct l7_rules *rules)
{
	if (rules->labels)
		return rules->labels;
	for (size_t i = 0; i < rules->count; i++)
		if (rules->rule[i].label && !strncmp(rules->rule[i].label, "l7-", strlen("l7-")))
			return rules->rule[i].text;
	return NULL;
}

static unsigned long rules_in_kernel(const struct l7_table *t)
{
	unsigned long count = 0;

	for (size_t i = 0; i < t->loaded.count; i++)
		count += t->rules[i];
	return count;
}

/* With BPF programs packets are inspected in rules, so that nothing else can ask for it. */
static const char *how_to_begin(const struct l7_host *h)
{
	return l7_host_has_bpf(h) ? "iptables -t mangle -A PREROUTING -m layer7 --l7proto NAME   # POSTROUTING as well" :
	       "l7 load && l7 on";
}

static void complain_labels(const struct l7_host *h, const char *label, struct l7_remarks *r)
{
	l7_remarks_add(r, L7_LEVEL_ERROR, "inspection",
		       l7_text("a rule asks for layer7's labels, but no packet is inspected: %s", label),
		       l7_text("%s Until then these labels are never set.", l7_host_has_bpf(h) ?
			       "Without the module, rules with -m layer7 inspect, and rules set labels." :
			       "Without a rule of iptables that names a protocol, inspection must be switched on."),
		       l7_text("%s", how_to_begin(h)));
}

static void examine_idle(const struct l7_host *h, struct l7_remarks *r)
{
	const struct l7_packet_rule *rule = naming_rule(&h->rules);
	const char *label = label_rule(&h->rules);

	if (rule)
		l7_remarks_add(r, L7_LEVEL_ERROR, "inspection",
			       l7_text("a rule asks for protocols, but no packet is inspected: %s", rule->text),
			       l7_text("The rule is known to iptables and not to what inspects, so it matches nothing."),
			       l7_text("iptables-save >rules && iptables-restore <rules"));
	else if (label)
		complain_labels(h, label, r);
	else
		l7_remarks_add(r, L7_LEVEL_NOTE, "inspection",
			       l7_text("no packet is inspected: no rule names a protocol%s",
				       l7_host_has_bpf(h) ? "" : ", and `l7 on` was not said"),
			       l7_text("That is how it is meant until somebody asks."),
			       l7_host_has_bpf(h) ? l7_text("%s", how_to_begin(h)) :
			       l7_text("%s   # or a rule: iptables ... -m layer7 --l7proto NAME", how_to_begin(h)));
}

/* On the route without a module a rule is all that it takes. */
static bool is_asked_for(const struct l7_host *h)
{
	return h->answers.table.state.hooked || (l7_host_has_bpf(h) && naming_rule(&h->rules));
}

void l7_inspection_examine(const struct l7_host *h, struct l7_remarks *r)
{
	const struct l7_state *state = &h->answers.table.state;

	if (h->answers.error)
		return;
	if (!is_asked_for(h))
		examine_idle(h, r);
	else if (!state->generation)
		l7_remarks_add(r, L7_LEVEL_WARNING, "inspection",
			       l7_text("packets are inspected, but no definitions are loaded"),
			       l7_text("Every connection ends as unknown."), l7_text("l7 load"));
	else if (state->on)
		l7_remarks_fine(r, "inspection", "packets are inspected for all definitions (l7 on); rules that name one: %lu",
				rules_in_kernel(&h->answers.table));
	else
		l7_remarks_fine(r, "inspection", "packets are inspected; rules that name a protocol: %lu",
				rules_in_kernel(&h->answers.table));
}
