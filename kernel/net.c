// SPDX-License-Identifier: GPL-2.0-only
#include <linux/random.h>
#include <linux/slab.h>
#include "kernel/conn.h"
#include "kernel/hook.h"
#include "kernel/net.h"
#include "kernel/proc.h"

unsigned int l7_net_id __read_mostly;
DEFINE_MUTEX(l7_net_mutex);
static LIST_HEAD(nets);

static struct l7_view *current_view(const struct l7_net *l7)
{
	return rcu_dereference_protected(l7->view, lockdep_is_held(&l7_net_mutex));
}

struct l7_table *l7_net_table(const struct l7_net *l7)
{
	return l7->table ? l7->table : l7_net(&init_net)->table;
}

static struct l7_view *exchange(struct l7_net *l7, struct l7_view *v)
{
	struct l7_view *old = current_view(l7);

	rcu_assign_pointer(l7->view, v);
	return old;
}

/* a grace period after the exchange */
static void retire(struct l7_net *l7, struct l7_view *old)
{
	struct l7_view *v = current_view(l7);

	if (v)
		l7_view_carry(v, old);
	l7_view_free(old);
}

static void publish(struct l7_net *l7, struct l7_view *v)
{
	struct l7_view *old = exchange(l7, v);

	if (!old)
		return;
	synchronize_rcu();
	retire(l7, old);
}

struct l7_view *l7_net_view(struct l7_net *l7)
{
	struct l7_table *t = l7_net_table(l7);
	struct l7_view *v = current_view(l7);

	if (v || !t)
		return v;
	v = l7_view_new(t, l7->everything, &l7->rules);
	if (!v)
		return ERR_PTR(-ENOMEM);
	publish(l7, v);
	return v;
}

/* does @t have what the namespace's rules name */
static int check_rules(const struct l7_net *l7, const struct l7_table *t, struct netlink_ext_ack *extack)
{
	const struct l7_rule *rule;

	list_for_each_entry(rule, &l7->rules, list) {
		if (!rule->number || (t && l7_image_find(&t->img, rule->number, rule->digest) >= 0))
			continue;
		NL_SET_ERR_MSG(extack, "a rule uses a protocol that the new table does not have");
		return -EBUSY;
	}
	return 0;
}

/* does a table that is loaded in @owner serve @l7 */
static bool serves(const struct l7_net *owner, const struct l7_net *l7)
{
	return l7 == owner || (net_eq(owner->net, &init_net) && !l7->table);
}

/* prepare what each namespace that @owner's table serves will see; @serving NULL: nothing */
static int prepare_views(const struct l7_net *owner, struct l7_table *serving)
{
	struct l7_net *each;

	list_for_each_entry(each, &nets, list) {
		if (!serves(owner, each) || !serving || !(current_view(each) || each->hooked))
			continue;
		each->next = l7_view_new(serving, each->everything, &each->rules);
		if (!each->next)
			return -ENOMEM;
	}
	return 0;
}

static void drop_prepared(void)
{
	struct l7_net *each;

	list_for_each_entry(each, &nets, list) {
		l7_view_free(each->next);
		each->next = NULL;
	}
}

/* one grace period for all namespaces, however many there are */
static void publish_prepared(const struct l7_net *owner)
{
	struct l7_net *each;

	list_for_each_entry(each, &nets, list)
		if (serves(owner, each))
			each->next = exchange(each, each->next);
	synchronize_rcu();
	list_for_each_entry(each, &nets, list) {
		if (!each->next)
			continue;
		retire(each, each->next);
		each->next = NULL;
	}
}

int l7_net_set_table(struct l7_net *l7, struct l7_table *t, struct netlink_ext_ack *extack)
{
	const struct l7_net *init = l7_net(&init_net);
	struct l7_table *serving = t || l7 == init ? t : init->table;
	struct l7_table *old = l7->table;
	struct l7_net *each;
	int err;

	lockdep_assert_held(&l7_net_mutex);
	list_for_each_entry(each, &nets, list) {
		err = serves(l7, each) ? check_rules(each, serving, extack) : 0;
		if (err)
			return err;
	}
	err = prepare_views(l7, serving);
	if (err) {
		drop_prepared();
		return err;
	}
	publish_prepared(l7);
	l7->table = t;
	if (old)
		l7_table_put(old);
	return 0;
}

static int start(struct l7_net *l7)
{
	int err;

	if (l7->hooked)
		return 0;
	/* another run: connections that began under an earlier one have gaps */
	l7->epoch = (l7->epoch + (1u << L7_LABEL_EPOCH_SHIFT)) & L7_LABEL_EPOCH;
	if (!l7->epoch)
		l7->epoch = 1u << L7_LABEL_EPOCH_SHIFT;
	err = l7_hook_start(l7->net);
	if (!err)
		l7->hooked = true;
	return err;
}

static void stop_if_unused(struct l7_net *l7)
{
	if (!l7->hooked || l7->everything || !list_empty(&l7->rules))
		return;
	l7->hooked = false;
	l7_hook_stop(l7->net);
	l7_conns_flush(l7);
}

int l7_net_set_everything(struct l7_net *l7, bool on)
{
	struct l7_table *t = l7_net_table(l7);
	struct l7_view *v = NULL;
	int err;

	lockdep_assert_held(&l7_net_mutex);
	if (on == l7->everything)
		return 0;
	if (on && !t)
		return -ENOENT;
	if (t) {
		v = l7_view_new(t, on, &l7->rules);
		if (!v)
			return -ENOMEM;
	}
	err = on ? start(l7) : 0;
	if (err) {
		l7_view_free(v);
		return err;
	}
	l7->everything = on;
	publish(l7, v);
	stop_if_unused(l7);
	return 0;
}

/* 0 for the two states; -ENOENT if the table in force has not the protocol */
static int number_of(const struct l7_net *l7, const char *name)
{
	const struct l7_table *t = l7_net_table(l7);
	int index;

	if (!strcmp(name, "unset") || !strcmp(name, "unknown"))
		return 0;
	index = t ? l7_image_lookup(&t->img, name) : -ENOENT;
	return index < 0 ? index : t->img.defs[index].number;
}

static int add_rule(struct l7_net *l7, struct l7_rule *rule, const char *name)
{
	int number = number_of(l7, name);
	struct l7_view *v;
	int err;

	if (l7->gone)
		return -ENODEV;
	if (number < 0)
		return number;
	v = l7_net_view(l7);
	if (IS_ERR(v))
		return PTR_ERR(v);
	err = start(l7);
	if (err)
		return err;
	rule->number = number;
	if (number)
		l7_view_bind(v, rule);
	list_add_tail(&rule->list, &l7->rules);
	return 0;
}

struct l7_rule *l7_net_add_rule(struct net *net, const char *name, u64 digest)
{
	struct l7_rule *rule = kzalloc(sizeof(*rule), GFP_KERNEL_ACCOUNT);
	int err;

	if (!rule)
		return ERR_PTR(-ENOMEM);
	rule->digest = digest;
	mutex_lock(&l7_net_mutex);
	err = add_rule(l7_net(net), rule, name);
	mutex_unlock(&l7_net_mutex);
	if (err) {
		kfree(rule);
		return ERR_PTR(err);
	}
	return rule;
}

void l7_net_del_rule(struct net *net, struct l7_rule *rule)
{
	struct l7_net *l7 = l7_net(net);
	struct l7_view *v;

	mutex_lock(&l7_net_mutex);
	list_del(&rule->list);
	v = current_view(l7);
	if (v && rule->number)
		l7_view_unbind(v, rule);
	stop_if_unused(l7);
	mutex_unlock(&l7_net_mutex);
	kfree(rule);
}

static int __net_init init_one(struct net *net)
{
	struct l7_net *l7 = l7_net(net);
	int err;

	l7->net = net;
	INIT_LIST_HEAD(&l7->rules);
	l7->numpackets = L7_NUMPACKETS_DEFAULT;
	l7->epoch = get_random_u32() & L7_LABEL_EPOCH;
	l7->stats = alloc_percpu_gfp(struct l7_stats, GFP_KERNEL_ACCOUNT);
	if (!l7->stats)
		return -ENOMEM;
	err = l7_conns_init(l7);
	if (err)
		goto free_stats;
	err = l7_proc_init(net);
	if (err)
		goto fini_conns;
	mutex_lock(&l7_net_mutex);
	list_add_tail(&l7->list, &nets);
	mutex_unlock(&l7_net_mutex);
	return 0;

fini_conns:
	l7_conns_fini(l7);
free_stats:
	free_percpu(l7->stats);
	return err;
}

/* before conntrack waits for its connections to go: no more packets, no more references to connections */
static void __net_exit leave_one(struct net *net)
{
	struct l7_net *l7 = l7_net(net);

	mutex_lock(&l7_net_mutex);
	l7->gone = true;
	l7->everything = false;
	if (l7->hooked)
		l7_hook_stop(net);
	l7->hooked = false;
	mutex_unlock(&l7_net_mutex);
}

static void __net_exit exit_one(struct net *net)
{
	struct l7_net *l7 = l7_net(net);

	l7_proc_fini(net);
	mutex_lock(&l7_net_mutex);
	list_del(&l7->list);
	publish(l7, NULL);
	if (l7->table)
		l7_table_put(l7->table);
	l7->table = NULL;
	kvfree(l7->staging.bytes);
	l7->staging.bytes = NULL;
	mutex_unlock(&l7_net_mutex);
	l7_conns_fini(l7);
	free_percpu(l7->stats);
}

static struct pernet_operations net_ops = {
	.init = init_one,
	.pre_exit = leave_one,
	.exit = exit_one,
	.id = &l7_net_id,
	.size = sizeof(struct l7_net),
};

int l7_net_init(void)
{
	return register_pernet_subsys(&net_ops);
}

void l7_net_fini(void)
{
	unregister_pernet_subsys(&net_ops);
}
