/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef L7_KERNEL_VIEW_H
#define L7_KERNEL_VIEW_H

#include <linux/atomic.h>
#include <linux/list.h>
#include "kernel/table.h"

/**
 * struct l7_view - what the packet path sees of a namespace's table
 * @table:   in force; a reference
 * @everything: `l7 on`: all definitions take part, the first in table order that matches decides
 * @groups:  of the image: those that the definitions taking part live in
 * @used:    bitmap of definitions that rules name
 * @rules:   [ndefs], how many rules name a definition
 * @decided: [ndefs], connections that got its verdict
 *
 * Replaced as a whole when the table changes, under RCU; @groups, @used and @rules change in place.
 */
struct l7_view {
	struct l7_table *table;
	bool everything;
	u32 groups;
	u64 used[L7_DEF_WORDS];
	u32 *rules;
	atomic64_t decided[];
};

/**
 * struct l7_rule - one use of the match
 * @number: of the protocol, 0 for "unset" and "unknown"
 * @digest: of the definition meant
 * @bound:  table generation << 32 | index of the definition in that table
 */
struct l7_rule {
	struct list_head list;
	u16 number;
	u64 digest;
	atomic64_t bound;
};

/**
 * l7_rule_index() - where a rule's definition stands in a table
 * @t: any table, in force or not
 * Context: any. Return: its index; -ENOENT.
 */
static inline int l7_rule_index(const struct l7_rule *rule, const struct l7_table *t)
{
	const u64 bound = atomic64_read(&rule->bound);

	if (bound >> 32 == t->generation)
		return bound & U32_MAX;
	return l7_image_find(&t->img, rule->number, rule->digest);
}

/**
 * l7_view_new() - make a view of a table
 * @t:          a reference is taken
 * @everything: see struct l7_view
 * @rules:      of struct l7_rule; those that name a protocol are bound to it, @t must have it
 *
 * Context: process. Return: NULL if there is no memory.
 */
struct l7_view *l7_view_new(struct l7_table *t, bool everything, const struct list_head *rules);

/** l7_view_free() - nobody reads it any more; @v may be NULL */
void l7_view_free(struct l7_view *v);

/** l7_view_bind() - a rule uses its definition from now on; l7_view_unbind() and no longer */
void l7_view_bind(struct l7_view *v, struct l7_rule *rule);
void l7_view_unbind(struct l7_view *v, const struct l7_rule *rule);

/**
 * l7_view_carry() - what an older view has counted goes on in this one, by definition, else by protocol
 * @old: nobody counts in it any more
 */
void l7_view_carry(struct l7_view *v, const struct l7_view *old);

#endif
