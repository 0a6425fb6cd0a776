/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef L7_REPORT_SHARE_H
#define L7_REPORT_SHARE_H

/*
 * share.h - rows put in order, by protocol or by group
 */

#include "report/report.h"

enum l7_share_key {
	L7_SHARE_PROTOCOL,
	L7_SHARE_GROUP,		/* the first of a definition's groups, so that shares add up */
};

/** enum l7_share_kind - named ones are ranked; the two others are told apart from all of them */
enum l7_share_kind {
	L7_SHARE_NAMED,
	L7_SHARE_UNKNOWN,
	L7_SHARE_UNSET,
};

/** struct l7_share - connections of one name; @id: row or group; @rank: among those named, from 0 on */
struct l7_share {
	const char *name;
	enum l7_share_kind kind;
	size_t id;
	unsigned int rank;
	struct l7_account account;
};

/** struct l7_shares - those that have connections, most bytes first; release with l7_shares_fini() */
struct l7_shares {
	const struct l7_report *report;
	enum l7_share_key key;
	struct l7_share *share;
	size_t count;
};

/** l7_shares_make() - Return: 0; -1: no memory */
int l7_shares_make(struct l7_shares *s, const struct l7_report *r, enum l7_share_key key);

/** l7_shares_bytes() - of one of them in a bin */
uint64_t l7_shares_bytes(const struct l7_shares *s, const struct l7_share *share, const struct l7_view *v, unsigned int bin);

void l7_shares_fini(struct l7_shares *s);

#endif
