// SPDX-License-Identifier: GPL-2.0-only
/*
 * summary.c - connections added up by protocol or by group
 */

#include "cli/summary.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "cli/colour.h"
#include "cli/command.h"
#include "cli/output.h"

static const char *key(const struct l7_summary *s, const struct l7_classified *v)
{
	const struct l7_def *def;

	if (v->state == L7_CLASSIFY_UNSET)
		return "unset";
	if (v->state == L7_CLASSIFY_UNKNOWN)
		return "unknown";
	def = s->compiled->def[v->def];
	if (s->by == L7_BY_PROTOCOL)
		return def->name;
	return def->groups.count ? def->groups.string[0] : "other";
}

static struct l7_sum *find(struct l7_summary *s, const char *name)
{
	struct l7_sum *grown;

	for (size_t i = 0; i < s->count; i++)
		if (!strcmp(s->sum[i].name, name))
			return &s->sum[i];
	grown = reallocarray(s->sum, s->count + 1, sizeof(*grown));
	if (!grown)
		return NULL;
	s->sum = grown;
	grown[s->count] = (struct l7_sum){ .name = name };
	return &grown[s->count++];
}

/* of each definition the place is looked for once */
static struct l7_sum *sum_of(struct l7_summary *s, const struct l7_classified *v)
{
	const uint32_t ndefs = s->compiled->img.head->ndefs;
	struct l7_sum *sum;

	if (v->state != L7_CLASSIFY_DECIDED)
		return find(s, key(s, v));
	if (!s->place) {
		s->place = malloc(ndefs * sizeof(*s->place));
		if (!s->place)
			return NULL;
		memset(s->place, 0xff, ndefs * sizeof(*s->place));
	}
	if (s->place[v->def] >= 0)
		return &s->sum[s->place[v->def]];
	sum = find(s, key(s, v));
	if (sum)
		s->place[v->def] = sum - s->sum;
	return sum;
}

int l7_summary_add(struct l7_summary *s, const struct l7_connection *c)
{
	struct l7_sum *sum = sum_of(s, &c->verdict);

	if (!sum)
		return -1;
	l7_account_count(&sum->account, c);
	return 0;
}

static int by_bytes(const void *a, const void *b)
{
	const struct l7_sum *x = a, *y = b;
	const int order = l7_account_compare(&x->account, &y->account);

	return order ? order : strcmp(x->name, y->name);
}

static struct l7_account total(const struct l7_summary *s)
{
	struct l7_account all = { .connections = 0 };

	for (size_t i = 0; i < s->count; i++)
		l7_account_add(&all, &s->sum[i].account);
	return all;
}

static double ratio(uint64_t a, uint64_t b)
{
	return b ? (double)a / b : 0;
}

static void print_row(const char *name, const struct l7_account *a, const struct l7_account *all)
{
	printf("%-20s %11" PRIu64 " %10" PRIu64 " %13" PRIu64 " %5.1f%%", name, a->connections, a->packets, a->bytes,
	       100 * ratio(a->bytes, all->bytes));
	if (a->decided)
		printf(" %7.1f %6.0f\n", ratio(a->decided_packets, a->decided), ratio(a->decided_bytes, a->decided));
	else
		printf(" %7s %6s\n", "-", "-");
}

static void print_table(const struct l7_summary *s, const struct l7_account *all)
{
	const char *bold = l7_colour(stdout, L7_COLOUR_BOLD), *plain = l7_colour(stdout, L7_COLOUR_PLAIN);

	printf("%s%-20s %11s %10s %13s %6s %14s%s\n", bold, "", "", "", "", "", "DECIDED AFTER", plain);
	printf("%s%-20s %11s %10s %13s %6s %7s %6s%s\n", bold, s->by == L7_BY_GROUP ? "GROUP" : "PROTOCOL", "CONNECTIONS",
	       "PACKETS", "BYTES", "SHARE", "PACKETS", "BYTES", plain);
	for (size_t i = 0; i < s->count; i++)
		print_row(s->sum[i].name, &s->sum[i].account, all);
	print_row("total", all, all);
}

static void print_values(const struct l7_summary *s, const struct l7_account *all)
{
	puts("name\tconnections\tpackets\tbytes\tshare\tdecided\tdecided_packets\tdecided_bytes");
	for (size_t i = 0; i < s->count; i++) {
		const struct l7_account *a = &s->sum[i].account;

		printf("%s\t%" PRIu64 "\t%" PRIu64 "\t%" PRIu64 "\t%.6f\t%" PRIu64 "\t%" PRIu64 "\t%" PRIu64 "\n",
		       s->sum[i].name, a->connections, a->packets, a->bytes, ratio(a->bytes, all->bytes), a->decided,
		       a->decided_packets, a->decided_bytes);
	}
}

static json_t *json_sum(const char *name, const struct l7_account *a, const struct l7_account *all)
{
	json_t *sum = l7_output_json_account(name, a);

	json_object_set_new(sum, "share", json_real(ratio(a->bytes, all->bytes)));
	return sum;
}

static int print_json(const struct l7_summary *s, const struct l7_account *all)
{
	json_t *list = json_array();

	for (size_t i = 0; i < s->count; i++)
		json_array_append_new(list, json_sum(s->sum[i].name, &s->sum[i].account, all));
	return l7_output_json(json_pack("{s:s, s:o, s:o}", "by", s->by == L7_BY_GROUP ? "group" : "protocol", "summary", list,
					"total", json_sum("total", all, all)));
}

int l7_summary_print(struct l7_summary *s, enum l7_format format)
{
	const struct l7_account all = total(s);

	if (s->count)
		qsort(s->sum, s->count, sizeof(*s->sum), by_bytes);
	switch (format) {
	case L7_FORMAT_TABLE:
		print_table(s, &all);
		break;
	case L7_FORMAT_TSV:
		print_values(s, &all);
		break;
	case L7_FORMAT_JSON:
		return print_json(s, &all);
	}
	return L7_EXIT_YES;
}

void l7_summary_fini(struct l7_summary *s)
{
	free(s->place);
	free(s->sum);
	s->place = NULL;
	s->sum = NULL;
	s->count = 0;
}
