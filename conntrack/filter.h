/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef L7_CONNTRACK_FILTER_H
#define L7_CONNTRACK_FILTER_H

/*
 * filter.h - which connections are meant
 *
 *   filter := term*                         all must hold
 *   term   := KEY ("=" | "!=") value ("," value)*    one of the values, or none of them
 */

#include "conntrack/ct.h"
#include "conntrack/names.h"

struct l7_filter_term;

/** struct l7_filter - zero-initialise (everything is meant), release with l7_filter_fini() */
struct l7_filter {
	struct l7_filter_term *term;
	size_t count;
};

/** L7_FILTER_HELP - the language, for `--help` */
#define L7_FILTER_HELP \
	"  proto=NAME       the verdict: a protocol, unknown, unset (still undecided) or\n" \
	"                   - (not inspected)\n" \
	"  group=NAME       protocols of this group, such as p2p or voip\n" \
	"  host=ADDR[/LEN]  either end is there; src= and dst= mean one end\n" \
	"  port=N[-M]       either end; sport= and dport= mean one end\n" \
	"  transport=NAME   tcp, udp, icmp, ... or a number\n" \
	"  mark=N[/MASK]    the connection's mark\n" \
	"  zone=N           the connection's zone\n" \
	"KEY!=VALUE is the opposite; VALUE,VALUE means any of them. All must hold.\n"

void l7_filter_fini(struct l7_filter *filter);

/**
 * l7_filter_add() - one more term
 * @text: such as "proto=http,tls"
 *
 * Return: 0; -1 with an error in @d that names what is possible.
 */
int l7_filter_add(struct l7_filter *filter, const char *text, const struct l7_names *names, struct l7_diags *d);

/** l7_filter_parse() - terms with blanks between them; @filter is released before, and unchanged after a failure */
int l7_filter_parse(struct l7_filter *filter, const char *text, const struct l7_names *names, struct l7_diags *d);

/** l7_filter_text() - the terms as they were written; Return: to be freed, NULL if there is no memory */
char *l7_filter_text(const struct l7_filter *filter);

bool l7_filter_match(const struct l7_filter *filter, const struct l7_names *names, const struct l7_ct *ct);

#endif
