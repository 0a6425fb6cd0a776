// SPDX-License-Identifier: GPL-2.0-only
/*
 * pinned_users.c - reads what iptables-save prints
 */

#include "client/pinned_users.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bpf/layout.h"

/*
 * The plain names are one of the others; they alone are there on systems with one back end. The legacy ones would load
 * a module and make tables where there are none.
 */
static const struct {
	const char *command;
	const char *tables;	/* what tells whether it has any; NULL: asking does no harm */
} savers[] = {
	{ "iptables-nft-save", NULL },
	{ "ip6tables-nft-save", NULL },
	{ "iptables-legacy-save", "/proc/net/ip_tables_names" },
	{ "ip6tables-legacy-save", "/proc/net/ip6_tables_names" },
	{ "iptables-save", NULL },
	{ "ip6tables-save", NULL },
};

#define NSAVERS (sizeof(savers) / sizeof(savers[0]))

static bool has_tables(const char *path)
{
	FILE *f = path ? fopen(path, "re") : NULL;
	bool any = !path || (f && fgetc(f) != EOF);

	if (f)
		fclose(f);
	return any;
}

static size_t count_rules(const char *command)
{
	char call[128], *line = NULL;
	size_t room = 0, n = 0;
	FILE *f;

	snprintf(call, sizeof(call), "PATH=$PATH:/usr/sbin:/sbin; exec %s 2>/dev/null", command);
	f = popen(call, "re");
	while (f && getline(&line, &room, f) >= 0)
		n += *line == '-' && (strstr(line, L7_BPF_DIR "/") || strstr(line, "-m layer7"));
	free(line);
	if (f)
		pclose(f);
	return n;
}

size_t l7_pinned_users_find(const char **command)
{
	size_t most = 0;

	*command = savers[0].command;
	for (size_t i = 0; i < NSAVERS && !most; i++) {
		if (has_tables(savers[i].tables))
			most = count_rules(savers[i].command);
		if (most)
			*command = savers[i].command;
	}
	return most;
}
