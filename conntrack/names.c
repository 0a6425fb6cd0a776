// SPDX-License-Identifier: GPL-2.0-only
/*
 * names.c - what the numbers of verdicts mean
 */

#include "conntrack/names.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "client/search.h"
#include "uapi/layer7.h"

static void learn(struct l7_names *names, const struct l7_defs *defs)
{
	for (size_t i = 0; i < defs->count; i++) {
		const struct l7_def *def = &defs->def[i];
		uint16_t number = def->number ? def->number : l7_registry_number(def->name);

		if (number)
			names->def[number] = def;
	}
}

/* The table is the last to say what a number means. */
static void learn_all(struct l7_names *names)
{
	memset(names->def, 0, L7_NAMES_COUNT * sizeof(*names->def));
	learn(names, &names->files);
	if (names->answers)
		learn(names, &names->table.loaded);
}

int l7_names_init(struct l7_names *names, const char *const *dirs)
{
	struct l7_diags ignored = { 0 };

	names->def = calloc(L7_NAMES_COUNT, sizeof(*names->def));
	names->made = calloc(L7_NAMES_COUNT, sizeof(*names->made));
	if (!names->def || !names->made)
		return -1;
	for (; *dirs; dirs++)
		l7_defs_read_dir(&names->files, *dirs, &ignored);
	l7_diags_fini(&ignored);
	learn_all(names);
	return 0;
}

static void read_table(struct l7_names *names)
{
	struct l7_diags ignored = { 0 };

	names->answers = !l7_table_read(&names->table, &ignored);
	l7_diags_fini(&ignored);
	learn_all(names);
}

void l7_names_ask(struct l7_names *names)
{
	struct l7_diags ignored = { 0 };

	if (!l7_table_open(&names->table, &ignored))
		read_table(names);
	l7_diags_fini(&ignored);
}

void l7_names_refresh(struct l7_names *names)
{
	struct l7_state state;

	if (!names->answers)
		return;
	if (l7_client_state_get(&names->table.client, &state) || state.generation != names->table.generation)
		read_table(names);
	else
		names->table.state = state;
}

bool l7_names_inspects(const struct l7_names *names)
{
	return names->answers && names->table.state.hooked;
}

void l7_names_fini(struct l7_names *names)
{
	for (size_t i = 0; names->made && i < L7_NAMES_COUNT; i++)
		free(names->made[i]);
	free(names->made);
	free(names->def);
	l7_defs_fini(&names->files);
	l7_table_close(&names->table);
}

static char *numbered(uint16_t number)
{
	char *text;

	return asprintf(&text, "#%u", number) < 0 ? NULL : text;
}

const char *l7_names_get(struct l7_names *names, uint16_t number)
{
	const char *registered;

	if (names->def[number])
		return names->def[number]->name;
	if (!names->made[number]) {
		registered = l7_registry_name(number);
		names->made[number] = registered ? strdup(registered) : numbered(number);
	}
	return names->made[number] ? names->made[number] : "#";
}

const struct l7_strings *l7_names_groups(const struct l7_names *names, uint16_t number)
{
	static const struct l7_strings none = { 0 };

	return names->def[number] ? &names->def[number]->groups : &none;
}

uint16_t l7_names_number(const struct l7_names *names, const char *name)
{
	uint16_t alias = 0;

	for (size_t i = 0; i < L7_NAMES_COUNT; i++) {
		if (!names->def[i])
			continue;
		if (!strcmp(names->def[i]->name, name))
			return i;
		if (!alias && l7_strings_have(&names->def[i]->aliases, name))
			alias = i;
	}
	return l7_registry_number(name) ? l7_registry_number(name) : alias;
}

void l7_names_similar(const struct l7_names *names, const char *wanted, char *text, size_t size)
{
	const char **all = calloc(L7_NAMES_COUNT, sizeof(*all));
	size_t count = 0;

	*text = '\0';
	for (size_t i = 0; all && i < L7_NAMES_COUNT; i++) {
		all[count] = names->def[i] ? names->def[i]->name : l7_registry_name(i);
		count += !!all[count];
	}
	if (all)
		l7_search_similar(wanted, all, count, text, size);
	free(all);
}

bool l7_names_have_group(const struct l7_names *names, const char *group)
{
	for (size_t i = 0; i < L7_NAMES_COUNT; i++)
		if (names->def[i] && l7_strings_have(&names->def[i]->groups, group))
			return true;
	return false;
}

static int compare(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* @all is borrowed from the definitions but for the list itself. */
static void collect_groups(const struct l7_names *names, struct l7_strings *all)
{
	for (size_t i = 0; i < L7_NAMES_COUNT; i++)
		for (size_t j = 0; names->def[i] && j < names->def[i]->groups.count; j++) {
			char *group = names->def[i]->groups.string[j], **more;

			if (l7_strings_have(all, group))
				continue;
			more = reallocarray(all->string, all->count + 1, sizeof(*more));
			if (!more)
				return;
			all->string = more;
			all->string[all->count++] = group;
		}
}

char *l7_names_list_groups(const struct l7_names *names)
{
	struct l7_strings all = { 0 };
	char *text = NULL;
	size_t size;
	FILE *out = open_memstream(&text, &size);

	if (!out)
		return NULL;
	collect_groups(names, &all);
	if (all.count)
		qsort(all.string, all.count, sizeof(*all.string), compare);
	for (size_t i = 0; i < all.count; i++)
		fprintf(out, "%s%s", i ? ", " : "", all.string[i]);
	free(all.string);
	fclose(out);
	return text;
}

const char *l7_names_verdict(struct l7_names *names, const struct l7_ct *ct)
{
	switch (l7_ct_verdict(ct)) {
	case L7_CT_NAMED:
		return l7_names_get(names, ct->word & L7_LABEL_NUMBER);
	case L7_CT_UNKNOWN:
		return "unknown";
	case L7_CT_UNSET:
		return "unset";
	case L7_CT_NOT_INSPECTED:
		break;
	}
	return "-";
}
