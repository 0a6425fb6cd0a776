/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef L7_CLI_SUMMARY_H
#define L7_CLI_SUMMARY_H

/*
 * summary.h - connections added up by protocol or by group
 */

#include "capture/account.h"
#include "cli/listing.h"

enum l7_summary_key {
	L7_BY_PROTOCOL,
	L7_BY_GROUP,	/* the first of a definition's groups, so that shares add up */
};

/** struct l7_sum - of connections of one name */
struct l7_sum {
	const char *name;
	struct l7_account account;
};

/**
 * struct l7_summary - zero-initialise but for @by and @compiled, release with l7_summary_fini()
 * @sum:   [count]
 * @place: of a definition's name in @sum, by its index; -1: not there yet (NULL: none is)
 */
struct l7_summary {
	enum l7_summary_key by;
	const struct l7_compiled *compiled;
	struct l7_sum *sum;
	size_t count;
	int32_t *place;
};

/** l7_summary_add() - Return: 0; -1: no memory */
int l7_summary_add(struct l7_summary *s, const struct l7_connection *c);

/** l7_summary_print() - most bytes first, and the total; Return: exit status */
int l7_summary_print(struct l7_summary *s, enum l7_format format);
void l7_summary_fini(struct l7_summary *s);

#endif
