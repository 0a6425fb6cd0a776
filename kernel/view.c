// SPDX-License-Identifier: GPL-2.0-only
#include <linux/mm.h>
#include <linux/slab.h>
#include "core/walk.h"
#include "kernel/view.h"

void l7_view_free(struct l7_view *v)
{
	if (!v)
		return;
	l7_table_put(v->table);
	kvfree(v->rules);
	kvfree(v);
}

void l7_view_bind(struct l7_view *v, struct l7_rule *rule)
{
	const u32 index = l7_image_find(&v->table->img, rule->number, rule->digest);

	atomic64_set(&rule->bound, (u64)v->table->generation << 32 | index);
	if (v->rules[index]++)
		return;
	WRITE_ONCE(v->used[index / 64], v->used[index / 64] | 1ull << index % 64);
	WRITE_ONCE(v->groups, v->groups | v->table->img.defs[index].groups);
}

/* groups stay: another definition may live in them, and a lane too many costs only time */
void l7_view_unbind(struct l7_view *v, const struct l7_rule *rule)
{
	const u32 index = l7_rule_index(rule, v->table);

	if (--v->rules[index])
		return;
	WRITE_ONCE(v->used[index / 64], v->used[index / 64] & ~(1ull << index % 64));
}

struct l7_view *l7_view_new(struct l7_table *t, bool everything, const struct list_head *rules)
{
	const u32 ndefs = t->img.head->ndefs;
	struct l7_view *v = kvzalloc(struct_size(v, decided, ndefs), GFP_KERNEL_ACCOUNT);
	struct l7_rule *rule;

	if (!v)
		return NULL;
	v->rules = kvcalloc(ndefs, sizeof(*v->rules), GFP_KERNEL_ACCOUNT);
	if (!v->rules) {
		kvfree(v);
		return NULL;
	}
	v->table = l7_table_get(t);
	v->everything = everything;
	if (everything)
		v->groups = L7_ALL_GROUPS;
	list_for_each_entry(rule, rules, list)
		if (rule->number)
			l7_view_bind(v, rule);
	return v;
}

void l7_view_carry(struct l7_view *v, const struct l7_view *old)
{
	u32 i;

	for (i = 0; i < old->table->img.head->ndefs; i++) {
		const struct l7_image_def *def = &old->table->img.defs[i];
		int index = l7_image_find(&v->table->img, def->number, def->digest);

		if (index >= 0)
			atomic64_add(atomic64_read(&old->decided[i]), &v->decided[index]);
	}
}
