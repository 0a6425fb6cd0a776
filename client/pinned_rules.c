// SPDX-License-Identifier: GPL-2.0-only
/*
 * pinned_rules.c - elements of `rules', and the programs that refer to them
 */

#include "client/pinned_rules.h"

#include <bpf/bpf.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "client/lock.h"
#include "client/pinned_fs.h"
#include "client/pinned_maps.h"
#include "client/pinned_program.h"
#include "client/pinned_users.h"
#include "client/route.h"

/* All elements of a map `rules' */
struct elements {
	struct l7_bpf_rule rule[L7_BPF_MAX_RULES];
};

static int read_elements(int map, struct elements *e)
{
	uint32_t key[L7_BPF_MAX_RULES], n = L7_BPF_MAX_RULES, at;

	if (!bpf_map_lookup_batch(map, NULL, &at, key, e->rule, &n, NULL) || errno == ENOENT)
		return n == L7_BPF_MAX_RULES ? 0 : -EPROTO;
	return -errno;
}

static void use(struct l7_bpf_used *used, uint32_t index, const struct l7_image_def *def)
{
	used->groups |= def->groups;
	used->defs[index / 64] |= 1ull << index % 64;
}

int l7_pinned_rules_move(int from, int to, const struct l7_image *img, struct l7_bpf_used *used)
{
	struct elements e;
	int err = from < 0 ? 0 : read_elements(from, &e);

	for (uint32_t i = 0; from >= 0 && !err && i < L7_BPF_MAX_RULES; i++) {
		struct l7_bpf_rule *r = &e.rule[i];
		const int index = r->digest ? l7_image_find(img, r->number, r->digest) : -ENOENT;

		if (!r->digest)
			continue;
		r->index = index < 0 ? L7_MAX_DEFS : index;
		if (index >= 0)
			use(used, index, &img->defs[index]);
		err = bpf_map_update_elem(to, &i, r, BPF_ANY) ? -errno : 0;
	}
	return err;
}

/* The definition that a rule means, by whichever of its names; NULL: the table does not have it. */
static const struct l7_image_def *find_def(const struct l7_windows *w, uint64_t digest)
{
	const struct l7_image_def *def = l7_windows_defs(w), *end = def + w->head->ndefs;

	for (; def < end; def++)
		if (def->digest == digest)
			return def;
	return NULL;
}

/* Of a name or, where no definition has it, an alias; 0: there is none. */
static uint16_t number_of(const struct l7_windows *w, const char *name)
{
	const struct l7_image_def *def = l7_windows_defs(w);
	const struct l7_image_alias *alias = l7_windows_aliases(w);

	for (uint32_t i = 0; i < w->head->ndefs; i++)
		if (!strcmp(def[i].name, name))
			return def[i].number;
	for (uint32_t i = 0; i < w->head->naliases; i++)
		if (!strcmp(alias[i].name, name))
			return def[alias[i].def].number;
	return 0;
}

static bool is_of(const struct l7_bpf_rule *r, const struct l7_pin *pin, uint16_t number)
{
	return r->digest && r->number == number && r->dir == pin->dir;
}

/* Return: the element for @pin; where there is none, a free one; -ENOSPC. */
static int find_element(const struct elements *e, const struct l7_pin *pin, uint16_t number)
{
	int free = -ENOSPC;

	for (int i = 0; i < L7_BPF_MAX_RULES; i++) {
		if (is_of(&e->rule[i], pin, number))
			return i;
		if (!e->rule[i].digest && free < 0)
			free = i;
	}
	return free;
}

/** struct counting - programs on their way to counts */
struct counting {
	const struct l7_pinned_table *table;
	const struct elements *elements;
	struct l7_users users;
	uint32_t *count;
};

static void count_one(const char *path, void *data)
{
	const struct counting *c = data;
	struct l7_pin pin;
	uint16_t number;
	int i;

	if (!l7_pin_parse(path, &pin) || l7_pin_is_state(pin.name))
		return;
	number = number_of(&c->table->image, pin.name);
	i = number ? find_element(c->elements, &pin, number) : -ENOENT;
	if (i >= 0 && c->elements->rule[i].digest && c->elements->rule[i].index < L7_MAX_DEFS)
		c->count[c->elements->rule[i].index] += l7_users_of(&c->users, path);
}

int l7_pinned_rules_count(const struct l7_pinned_table *t, uint32_t *count)
{
	struct elements e;
	struct counting c = { .table = t, .elements = &e, .count = count };
	int err = read_elements(t->rules, &e);

	memset(count, 0, L7_MAX_DEFS * sizeof(*count));
	if (err)
		return err;
	l7_users_read(&c.users);
	l7_pinned_fs_rules(count_one, &c);
	l7_users_fini(&c.users);
	return 0;
}

/* Connections from now on are inspected for @def, too. */
static int take_part(struct l7_client *c, uint32_t index, const struct l7_image_def *def)
{
	struct l7_bpf_settings settings;
	int err = l7_pinned_settings_get(c, &settings);

	if (err)
		return err;
	use(&settings.used[settings.generation % 2], index, def);
	return l7_pinned_settings_set(c, &settings);
}

/* The element for @pin, up to date: the definition of a name, or that of its --l7dir, may have become another one. */
static int settle_element(struct l7_client *c, const struct l7_pinned_table *t, const struct l7_pin *pin,
			  struct l7_bpf_ask *ask)
{
	const struct l7_image_def *def = find_def(&t->image, pin->digest);
	struct elements e;
	int err, i;

	if (!def)
		return l7_client_fail(c, -EAGAIN, "the table was replaced meanwhile, and has no \"%s\" like the one "
				      "wanted", pin->name);
	err = read_elements(t->rules, &e);
	if (err)
		return l7_client_fail_errno(c, err, "layer7 rules");
	i = find_element(&e, pin, def->number);
	if (i < 0)
		return l7_client_fail(c, i, "rules name more than %d definitions", L7_BPF_MAX_RULES);
	ask->rule = i;
	ask->want |= def->number;
	e.rule[i] = (struct l7_bpf_rule) {
		.digest = def->digest, .number = def->number, .index = def - l7_windows_defs(&t->image),
		.dir = pin->dir,
	};
	if (bpf_map_update_elem(t->rules, &ask->rule, &e.rule[i], BPF_ANY))
		return l7_client_fail_errno(c, -errno, "layer7 rules");
	return take_part(c, e.rule[i].index, def);
}

/* What the rule asks for, as kernel/match.c does */
static int settle(struct l7_client *c, const struct l7_pin *pin, struct l7_bpf_ask *ask)
{
	const bool unset = !strcmp(pin->name, "unset");
	struct l7_pinned_table t;
	int err;

	*ask = (struct l7_bpf_ask) {
		.flags = pin->flags,
		.rule = L7_BPF_MAX_RULES,
		.mask = L7_LABEL_DECIDED | (unset ? 0 : L7_LABEL_NUMBER),
		.want = unset ? 0 : L7_LABEL_DECIDED,
	};
	if (l7_pin_is_state(pin->name))
		return 0;
	err = l7_pinned_table_open(c, &t);
	if (err == -ENOENT)
		return l7_client_fail(c, -EAGAIN, "layer7 table: there is none any more");
	if (err)
		return err;
	err = settle_element(c, &t, pin, ask);
	l7_pinned_table_close(&t);
	return err;
}

static int load(struct l7_client *c, const struct l7_bpf_ask *ask, const char *path)
{
	int fd = l7_pinned_program_load(c, ask), err = 0;

	if (fd < 0)
		return fd;
	if (bpf_obj_pin(fd, path))
		err = l7_client_fail_errno(c, -errno, path);
	close(fd);
	return err;
}

/* conntrack counts packets: how far a connection has come is then known though packets passed by the rules. */
static void count_packets(void)
{
	int fd = open("/proc/sys/net/netfilter/nf_conntrack_acct", O_WRONLY | O_CLOEXEC);

	if (fd < 0)
		return;
	if (write(fd, "1", 1) < 0)
		errno = 0; /* the programs count themselves */
	close(fd);
}

static int pin_locked(struct l7_client *c, const struct l7_pin *pin, const char *path)
{
	struct l7_bpf_ask ask;
	int err = l7_pinned_fs_make(c);

	if (!err)
		err = l7_pinned_maps_make(c);
	if (!err)
		err = settle(c, pin, &ask);
	return err || !access(path, F_OK) ? err : load(c, &ask, path);
}

int l7_pinned_rules_pin(struct l7_client *c, const struct l7_pin *pin, char *path)
{
	int lock = l7_lock(), err;

	l7_pin_path(pin, path);
	err = pin_locked(c, pin, path);
	l7_unlock(lock);
	if (!err)
		count_packets();
	return err;
}
