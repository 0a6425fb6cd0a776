// SPDX-License-Identifier: GPL-2.0-only
/*
 * host.c - what the checks see of a machine, and how it is found out
 */

#include "doctor/host.h"

#include <ctype.h>
#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/utsname.h>
#include <unistd.h>

#include "conntrack/feed.h"

#define TEXT_BYTES 65536 /* of a file in /proc or /sys */

static int run(void *data, const char *const argv[], struct l7_child_output *said)
{
	return l7_child_run(argv, said);
}

void l7_host_init(struct l7_host *h, const char *const *dirs)
{
	struct utsname name;

	*h = (struct l7_host) { .root = "", .dirs = dirs, .run = run, .is_root = !geteuid() };
	l7_search_cache_dir(h->cache);
	if (!uname(&name))
		snprintf(h->release, sizeof(h->release), "%s", name.release);
}

void l7_host_fini(struct l7_host *h)
{
	l7_table_close(&h->answers.table);
	l7_files_fini(&h->files);
	l7_rules_fini(&h->rules);
}

bool l7_host_inspects(const struct l7_host *h)
{
	return !h->answers.error && h->answers.table.state.hooked;
}

bool l7_host_has_bpf(const struct l7_host *h)
{
	return !h->answers.error && h->answers.route == L7_ROUTE_BPF;
}

uint64_t l7_host_counter(const struct l7_host *h, const char *name)
{
	for (size_t i = 0; i < h->answers.ncounters; i++)
		if (!strcmp(h->answers.counter[i].name, name))
			return h->answers.counter[i].count;
	return 0;
}

const char *l7_host_path(const struct l7_host *h, char path[L7_HOST_PATH_SIZE], const char *fmt, ...)
{
	int n = snprintf(path, L7_HOST_PATH_SIZE, "%s", h->root);
	va_list args;

	va_start(args, fmt);
	if (n < L7_HOST_PATH_SIZE)
		vsnprintf(path + n, L7_HOST_PATH_SIZE - n, fmt, args);
	va_end(args);
	return path;
}

bool l7_host_has(const struct l7_host *h, const char *path)
{
	char full[L7_HOST_PATH_SIZE];

	return !access(l7_host_path(h, full, "%s", path), F_OK);
}

char *l7_host_text(const struct l7_host *h, const char *path)
{
	char full[L7_HOST_PATH_SIZE];
	FILE *f = fopen(l7_host_path(h, full, "%s", path), "re");
	char *text = f ? malloc(TEXT_BYTES) : NULL;
	size_t n;

	if (text) {
		n = fread(text, 1, TEXT_BYTES - 1, f);
		while (n && isspace((unsigned char)text[n - 1]))
			n--;
		text[n] = '\0';
	}
	if (f)
		fclose(f);
	return text;
}

bool l7_host_number(const struct l7_host *h, const char *path, unsigned long *number)
{
	char *text = l7_host_text(h, path), *end;
	bool ok = false;

	if (text && isdigit((unsigned char)*text)) {
		*number = strtoul(text, &end, 10);
		ok = !*end;
	}
	free(text);
	return ok;
}

/* The number of the column that is called @name in the first line, from 1; 0: there is none */
static unsigned int find_column(const char *heading, const char *name)
{
	const size_t len = strlen(name);
	unsigned int column = 0;

	for (const char *p = heading; *p && *p != '\n'; p += strcspn(p, " \n"), p += strspn(p, " ")) {
		column++;
		if (strcspn(p, " \n") == len && !strncmp(p, name, len))
			return column;
	}
	return 0;
}

/* @line: hexadecimal numbers */
static uint64_t read_column(const char *line, unsigned int column)
{
	char *end = (char *)line;
	uint64_t number = 0;

	while (column--)
		number = strtoull(end, &end, 16);
	return number;
}

uint64_t l7_host_conntrack_stat(const struct l7_host *h, const char *name)
{
	char *text = l7_host_text(h, "/proc/net/stat/nf_conntrack");
	const unsigned int column = text ? find_column(text, name) : 0;
	uint64_t sum = 0;

	for (char *line = text; column && line && (line = strchr(line, '\n')); line++)
		sum += read_column(line + 1, column);
	free(text);
	return sum;
}

static int add_counter(const char *name, uint64_t count, void *data)
{
	struct l7_answers *a = data;

	if (a->ncounters < L7_HOST_COUNTERS) {
		snprintf(a->counter[a->ncounters].name, sizeof(a->counter->name), "%s", name);
		a->counter[a->ncounters++].count = count;
	}
	return 0;
}

static void ask_route(struct l7_answers *a)
{
	struct l7_diags diags = { 0 };

	a->error = l7_table_open(&a->table, &diags);
	if (!a->error)
		a->error = l7_table_read(&a->table, &diags);
	if (!a->error)
		a->error = l7_client_stats(&a->table.client, add_counter, a);
	if (a->error)
		snprintf(a->said, sizeof(a->said), "%s", diags.count && diags.diag[0].text ? diags.diag[0].text :
			 a->table.client.error);
	a->route = a->error ? l7_client_route() : a->table.client.route;
	a->protocol = a->table.client.version;
	l7_diags_fini(&diags);
}

static void add_connection(const struct l7_ct *ct, void *data)
{
	l7_traffic_add(data, ct);
}

static void ask_conntrack(struct l7_host *h)
{
	struct l7_feed feed = { 0 };

	if (l7_feed_open(&feed))
		return;
	h->traffic.read = !l7_feed_dump(&feed, add_connection, &h->traffic);
	h->answers.verdicts = feed.verdicts.capacity;
	l7_feed_close(&feed);
}

void l7_host_ask(struct l7_host *h)
{
	ask_route(&h->answers);
	if (l7_host_inspects(h))
		ask_conntrack(h);
}

void l7_host_read(struct l7_host *h)
{
	l7_files_read(&h->files, h);
	if (h->is_root)
		l7_rules_read(&h->rules, h);
}
