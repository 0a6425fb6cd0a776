/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef L7_CLIENT_PINNED_RULES_H
#define L7_CLIENT_PINNED_RULES_H

/*
 * pinned_rules.h - programs of rules, and the map `rules' that says which definitions they mean
 *
 * The place of an element is compiled into programs: it is never given up, and goes from table to table.
 */

#include "client/pin.h"
#include "client/pinned_table.h"

/**
 * l7_pinned_rules_move() - fill the map of a new table
 * @from: that of the table in force; -1: there is none
 * @used: the definitions that are in it are added
 *
 * Return: 0; negative errno.
 */
int l7_pinned_rules_move(int from, int to, const struct l7_image *img, struct l7_bpf_used *used);

/**
 * l7_pinned_rules_count() - how many rules use each definition
 * @count: [L7_MAX_DEFS] filled in
 *
 * Return: 0; negative errno.
 */
int l7_pinned_rules_count(const struct l7_pinned_table *t, uint32_t *count);

/** l7_pinned_rules_pin() - as l7_client_rule_pin() */
int l7_pinned_rules_pin(struct l7_client *c, const struct l7_pin *pin, char *path);

#endif
