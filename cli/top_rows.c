// SPDX-License-Identifier: GPL-2.0-only
/*
 * top_rows.c - connections to rows: chosen, added up, sorted
 */

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "cli/top.h"
#include "uapi/layer7.h"

const char *const l7_top_sort_names[] = {
	[L7_TOP_RATE] = "rate", [L7_TOP_BYTES] = "bytes",     [L7_TOP_PACKETS] = "packets",
	[L7_TOP_AGE] = "age",	[L7_TOP_TIMEOUT] = "timeout", [L7_TOP_NAME] = "name",
};

static uint64_t clock_ns(clockid_t clock)
{
	struct timespec now;

	clock_gettime(clock, &now);
	return now.tv_sec * 1000000000ull + now.tv_nsec;
}

static uint64_t age(const struct l7_top *top, const struct l7_sampled *conn, uint64_t now)
{
	if (conn->ct.start && conn->ct.start < now)
		return (now - conn->ct.start) / 1000000000;
	return (top->sample.at - conn->seen) / 1000000000;
}

static struct l7_top_row row_of(struct l7_top *top, const struct l7_sampled *conn, uint64_t now)
{
	return (struct l7_top_row){
		.conn = conn,
		.name = l7_names_verdict(&top->names, &conn->ct),
		.connections = 1,
		.counted = conn->ct.counted,
		.bytes = conn->ct.bytes[L7_CT_UP] + conn->ct.bytes[L7_CT_DOWN],
		.packets = conn->ct.packets[L7_CT_UP] + conn->ct.packets[L7_CT_DOWN],
		.seconds = age(top, conn, now),
		.timeout = conn->ct.timeout,
		.now = { conn->bytes[L7_CT_UP], conn->bytes[L7_CT_DOWN] },
		.packets_now = conn->packets[L7_CT_UP] + conn->packets[L7_CT_DOWN],
	};
}

static void add(struct l7_top_row *sum, const struct l7_top_row *row)
{
	sum->connections += row->connections;
	sum->counted += row->counted;
	sum->bytes += row->bytes;
	sum->packets += row->packets;
	sum->packets_now += row->packets_now;
	for (int i = 0; i < L7_CT_DIRECTIONS; i++)
		sum->now[i] += row->now[i];
	if (row->seconds > sum->seconds)
		sum->seconds = row->seconds;
	if (row->timeout > sum->timeout)
		sum->timeout = row->timeout;
}

/* The sum called @name among the first @count rows, made if there is none. */
static struct l7_top_row *sum_of(struct l7_top_row *row, size_t *count, const char *name)
{
	for (size_t i = 0; i < *count; i++)
		if (!strcmp(row[i].name, name))
			return &row[i];
	row[*count] = (struct l7_top_row){ .name = name };
	return &row[(*count)++];
}

/* Rows of connections to one for each verdict, in place; a verdict's row is found by its number. */
static int add_up_verdicts(struct l7_top *top)
{
	uint32_t *place = calloc(L7_NAMES_COUNT + L7_CT_NAMED, sizeof(*place));
	size_t count = 0;

	if (!place)
		return -ENOMEM;
	for (size_t i = 0; i < top->nrows; i++) {
		const struct l7_top_row row = top->row[i];
		const enum l7_ct_verdict verdict = l7_ct_verdict(&row.conn->ct);
		const uint16_t number = row.conn->ct.word & L7_LABEL_NUMBER;
		uint32_t *at = verdict == L7_CT_NAMED ? &place[number] : &place[L7_NAMES_COUNT + verdict];

		if (!*at) {
			top->row[count] = (struct l7_top_row){ .name = row.name };
			if (verdict == L7_CT_NAMED)
				top->row[count].groups = l7_names_groups(&top->names, number);
			*at = ++count;
		}
		add(&top->row[*at - 1], &row);
	}
	free(place);
	top->nrows = count;
	return 0;
}

/* Rows of verdicts to rows of groups; what has two groups counts in both, what has none under its own name. */
static int add_up_groups(struct l7_top *top)
{
	size_t room = 0, count = 0;
	struct l7_top_row *sums;

	for (size_t i = 0; i < top->nrows; i++)
		room += 1 + (top->row[i].groups ? top->row[i].groups->count : 0);
	sums = calloc(room + 1, sizeof(*sums));
	if (!sums)
		return -ENOMEM;
	for (size_t i = 0; i < top->nrows; i++) {
		const struct l7_top_row *row = &top->row[i];
		const size_t ngroups = row->groups ? row->groups->count : 0;

		for (size_t j = 0; j < ngroups; j++)
			add(sum_of(sums, &count, row->groups->string[j]), row);
		if (!ngroups)
			add(sum_of(sums, &count, row->groups ? "(none)" : row->name), row);
	}
	free(top->row);
	top->row = sums;
	top->nrows = count;
	return 0;
}

static uint64_t sort_value(enum l7_top_sort sort, const struct l7_top_row *row)
{
	switch (sort) {
	case L7_TOP_RATE:
		return row->now[L7_CT_UP] + row->now[L7_CT_DOWN];
	case L7_TOP_BYTES:
		return row->bytes;
	case L7_TOP_PACKETS:
		return row->packets;
	case L7_TOP_AGE:
		return row->seconds;
	case L7_TOP_TIMEOUT:
		return row->timeout;
	default:
		return 0;
	}
}

/* What is equal keeps its place from sample to sample: by bytes, then by what does not change. */
static int compare(const void *one, const void *other, void *data)
{
	const enum l7_top_sort sort = *(const enum l7_top_sort *)data;
	const struct l7_top_row *a = one, *b = other;
	const uint64_t x = sort_value(sort, a), y = sort_value(sort, b);

	if (x != y)
		return x < y ? 1 : -1;
	if (sort == L7_TOP_NAME && strcmp(a->name, b->name))
		return strcmp(a->name, b->name);
	if (a->bytes != b->bytes)
		return a->bytes < b->bytes ? 1 : -1;
	if (a->conn && a->conn->key != b->conn->key)
		return a->conn->key < b->conn->key ? -1 : 1;
	return strcmp(a->name, b->name);
}

static void choose(struct l7_top *top)
{
	const uint64_t now = clock_ns(CLOCK_REALTIME);

	for (size_t i = 0; i < top->sample.count; i++) {
		const struct l7_sampled *conn = &top->sample.item[i];

		if (!l7_filter_match(&top->filter, &top->names, &conn->ct))
			continue;
		top->row[top->nrows] = row_of(top, conn, now);
		add(&top->total, &top->row[top->nrows++]);
		top->verdicts[l7_ct_verdict(&conn->ct)]++;
	}
}

int l7_top_arrange(struct l7_top *top)
{
	int err = 0;

	free(top->row);
	top->nrows = 0;
	top->total = (struct l7_top_row){ .name = "total" };
	memset(top->verdicts, 0, sizeof(top->verdicts));
	top->row = malloc((top->sample.count + 1) * sizeof(*top->row));
	if (!top->row)
		return -ENOMEM;
	choose(top);
	if (top->by != L7_TOP_CONNECTIONS)
		err = add_up_verdicts(top);
	if (!err && top->by == L7_TOP_GROUPS)
		err = add_up_groups(top);
	if (!err)
		qsort_r(top->row, top->nrows, sizeof(*top->row), compare, &top->sort);
	return err;
}

static void add_to_sample(const struct l7_ct *ct, void *data)
{
	l7_sample_add(data, ct);
}

static int fail_memory(struct l7_top *top)
{
	strcpy(top->feed.error, "out of memory");
	return -ENOMEM;
}

int l7_top_read(struct l7_top *top)
{
	int err;

	l7_names_refresh(&top->names);
	top->accounting = l7_feed_setting("nf_conntrack_acct") > 0;
	l7_sample_begin(&top->sample, clock_ns(CLOCK_MONOTONIC));
	err = l7_feed_dump(&top->feed, add_to_sample, &top->sample);
	if (l7_sample_end(&top->sample))
		err = fail_memory(top);
	if (!err && l7_top_arrange(top))
		err = fail_memory(top);
	return err;
}
