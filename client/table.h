/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef L7_CLIENT_TABLE_H
#define L7_CLIENT_TABLE_H

/*
 * table.h - the definitions that the kernel holds, and how to change them
 *
 *   definitions in force (dump) --+--> l7_compile() --> image --> kernel, if the table still is the one dumped
 *   definitions wanted -----------+                                (else again from the start)
 *
 * Processes on one machine wait for each other (lock.h); others (containers) start again if one of them was
 * faster. Failures come as diagnostics, those of the kernel too.
 */

#include "compiler/compiler.h"
#include "client/client.h"

/**
 * struct l7_table - the table in force as last seen; zero-initialise
 * @client:     open between l7_table_open() and l7_table_close()
 * @state:      as last asked for
 * @loaded:     its definitions, in table order, belonging to generation @generation
 * @rules:      [loaded.count] how many rules use each
 * @decided:    [loaded.count] how many connections got this verdict
 * @asked:      [nasked] digests that l7_table_add() was asked for; they stay in the table though no rule may use them
 *              yet (iptables-restore enters its rules after the last of them was read)
 */
struct l7_table {
	struct l7_client client;
	struct l7_state state;
	uint32_t generation;
	struct l7_defs loaded;
	uint32_t *rules;
	uint64_t *decided;
	uint64_t *asked;
	size_t nasked;
};

/** l7_table_open() - Return: 0; negative errno with an error in @d, -ENOENT if the kernel has no way to inspect */
int l7_table_open(struct l7_table *t, struct l7_diags *d);

void l7_table_close(struct l7_table *t);

/** l7_table_read() - bring @t up to date; Return: 0; negative errno with an error in @d */
int l7_table_read(struct l7_table *t, struct l7_diags *d);

/**
 * l7_table_add() - see to it that a definition is in force, beside those that are
 * @def:  borrowed
 * @dirs: NULL-terminated; from the fifth definition on that one process asks for, all of theirs come along, so that
 *        iptables-restore with a hundred protocols does not make a hundred tables
 *
 * Loads nothing if it is there already. Another definition of its name that no rule uses gives way to it.
 * Return: 0; -1 with errors in @d.
 */
int l7_table_add(struct l7_table *t, const struct l7_def *def, const char *const *dirs, struct l7_diags *d);

/**
 * l7_table_find() - the definition that the table in force has for a name or, where none has it, an alias
 *
 * Return: borrowed, NULL if there is none or with an error in @d.
 */
const struct l7_def *l7_table_find(struct l7_table *t, const char *name, struct l7_diags *d);

/**
 * l7_table_replace() - put exactly these definitions in force
 * @defs:   definitions that rules use and whose names are not among them are added, so that the rules keep their meaning
 * @report: filled in (may be NULL)
 *
 * After it @t holds what was in force before, so that the two can be compared.
 * Return: 0; -1 with errors in @d.
 */
int l7_table_replace(struct l7_table *t, struct l7_defs *defs, struct l7_compile_report *report, struct l7_diags *d);

/**
 * l7_table_replace_image() - put a compiled image in force as it is
 * @file: where it was read, for diagnostics
 * @blob: an image
 * @defs: filled in with what it holds
 *
 * After it @t holds what was in force before.
 * Return: 0; -1 with errors in @d: not an image, or rules use a name that it does not have.
 */
int l7_table_replace_image(struct l7_table *t, const char *file, const struct l7_blob *blob, struct l7_defs *defs,
			   struct l7_diags *d);

#endif
