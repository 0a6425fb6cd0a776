/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef L7_CONNTRACK_NAMES_H
#define L7_CONNTRACK_NAMES_H

/*
 * names.h - what the numbers of verdicts mean
 *
 * Names and groups are those of the table in force; of a number that it does not have, or where nothing inspects, those
 * of the definition files and, at last, the registry's, which knows no groups.
 */

#include "conntrack/ct.h"
#include "client/table.h"

#define L7_NAMES_COUNT 65536

/**
 * struct l7_names - zero-initialise, release with l7_names_fini()
 * @table:   in force, if @answers
 * @answers: what inspects, module or BPF programs, is there and lets us ask
 * @files:   definitions of the directories
 * @def:     [L7_NAMES_COUNT] by number, borrowed from the two above; NULL: none
 * @made:    [L7_NAMES_COUNT] names of numbers without a definition, once asked for
 */
struct l7_names {
	struct l7_table table;
	bool answers;
	struct l7_defs files;
	const struct l7_def **def;
	char **made;
};

/**
 * l7_names_init() - read what there is
 * @dirs: of definition files, NULL-terminated, the first that has a name wins; what is wrong in them is passed over
 *
 * Return: 0; -1 if there is no memory. That nothing inspects is no failure.
 */
int l7_names_init(struct l7_names *names, const char *const *dirs);

/** l7_names_ask() - ask what inspects, loading the module if need be */
void l7_names_ask(struct l7_names *names);

/** l7_names_refresh() - see whether the table in force is another one by now; cheap if not */
void l7_names_refresh(struct l7_names *names);

/** l7_names_inspects() - as far as was seen: packets of this network namespace are looked at */
bool l7_names_inspects(const struct l7_names *names);

void l7_names_fini(struct l7_names *names);

/** l7_names_get() - name of a protocol number; Return: borrowed until the next refresh, "#NUMBER" if nobody knows it */
const char *l7_names_get(struct l7_names *names, uint16_t number);

/** l7_names_groups() - the groups of a protocol number; Return: borrowed until the next refresh, none if not known */
const struct l7_strings *l7_names_groups(const struct l7_names *names, uint16_t number);

/** l7_names_number() - number of a protocol, by its name or another name of it; Return: 0 if nobody knows it */
uint16_t l7_names_number(const struct l7_names *names, const char *name);

/** l7_names_similar() - fill @text with "did you mean ...? ", or nothing if no name looks like @wanted */
void l7_names_similar(const struct l7_names *names, const char *wanted, char *text, size_t size);

/** l7_names_have_group() - whether a protocol has this group */
bool l7_names_have_group(const struct l7_names *names, const char *group);

/** l7_names_list_groups() - all groups, sorted, comma-separated; Return: to be freed, NULL if there is no memory */
char *l7_names_list_groups(const struct l7_names *names);

/** l7_names_verdict() - a connection's verdict: name, "unknown", "unset" or "-"; Return: as l7_names_get() */
const char *l7_names_verdict(struct l7_names *names, const struct l7_ct *ct);

#endif
