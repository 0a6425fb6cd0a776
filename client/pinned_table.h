/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef L7_CLIENT_PINNED_TABLE_H
#define L7_CLIENT_PINNED_TABLE_H

/*
 * pinned_table.h - the classifier in force with its own maps, and how another one takes its place
 */

#include "client/client.h"
#include "client/pinned_image.h"

/**
 * struct l7_pinned_table - a classifier; all of it belongs together, whatever is loaded meanwhile
 * @image:   what it classifies by
 * @prog:    descriptors, -1: not open
 * @rules:   struct l7_bpf_rule[L7_BPF_MAX_RULES]
 * @decided: u64[L7_MAX_DEFS]
 */
struct l7_pinned_table {
	struct l7_windows image;
	int prog;
	int rules;
	int decided;
};

/**
 * l7_pinned_table_open() - that in force
 *
 * Return: 0; -ENOENT if there is none; other negative errno. All with words in @c.
 */
int l7_pinned_table_open(struct l7_client *c, struct l7_pinned_table *t);

void l7_pinned_table_close(struct l7_pinned_table *t);

/** l7_pinned_table_load() - as l7_client_load() */
int l7_pinned_table_load(struct l7_client *c, const void *image, size_t size, const uint32_t *generation);

/** l7_pinned_table_disarm() - no rule finds a classifier any more: all connections are unset to them */
void l7_pinned_table_disarm(void);

#endif
