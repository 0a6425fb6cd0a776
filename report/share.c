// SPDX-License-Identifier: GPL-2.0-only
/*
 * share.c - rows put in order, by protocol or by group
 */

#include "report/share.h"

#include <stdlib.h>
#include <string.h>

static int by_bytes(const void *a, const void *b)
{
	const struct l7_share *x = a, *y = b;
	const int order = l7_account_compare(&x->account, &y->account);

	return order ? order : strcmp(x->name, y->name);
}

static size_t id_of(const struct l7_shares *s, size_t row)
{
	return s->key == L7_SHARE_GROUP ? s->report->group[row] : row;
}

static enum l7_share_kind kind_of(const struct l7_report *r, size_t row)
{
	if (row == l7_report_unknown(r))
		return L7_SHARE_UNKNOWN;
	return row == l7_report_unset(r) ? L7_SHARE_UNSET : L7_SHARE_NAMED;
}

int l7_shares_make(struct l7_shares *s, const struct l7_report *r, enum l7_share_key key)
{
	unsigned int rank = 0;
	size_t i, kept = 0;

	*s = (struct l7_shares){ .report = r, .key = key, .share = calloc(r->rows, sizeof(*s->share)) };
	if (!s->share)
		return -1;
	for (size_t row = 0; row < r->rows; row++) {
		struct l7_share *share = &s->share[id_of(s, row)];

		share->name = key == L7_SHARE_GROUP ? r->groups[r->group[row]] : l7_report_row_name(r, row);
		share->kind = kind_of(r, row);
		share->id = id_of(s, row);
		l7_account_add(&share->account, &r->account[row]);
	}
	for (i = 0; i < r->rows; i++)
		if (s->share[i].account.connections)
			s->share[kept++] = s->share[i];
	s->count = kept;
	qsort(s->share, s->count, sizeof(*s->share), by_bytes);
	for (i = 0; i < s->count; i++)
		if (s->share[i].kind == L7_SHARE_NAMED)
			s->share[i].rank = rank++;
	return 0;
}

uint64_t l7_shares_bytes(const struct l7_shares *s, const struct l7_share *share, const struct l7_view *v, unsigned int bin)
{
	uint64_t sum = 0;

	if (s->key == L7_SHARE_PROTOCOL)
		return l7_view_bytes(v, share->id, bin);
	for (size_t row = 0; row < s->report->rows; row++)
		if (s->report->group[row] == share->id)
			sum += l7_view_bytes(v, row, bin);
	return sum;
}

void l7_shares_fini(struct l7_shares *s)
{
	free(s->share);
	s->share = NULL;
}
