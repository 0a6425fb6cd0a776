// SPDX-License-Identifier: GPL-2.0-only
/*
 * pinned_table.c - loads a classifier for an image, then puts it in force
 *
 * All that can fail comes before the first step that packets see. Loaders hold the lock of lock.h.
 */

#include "client/pinned_table.h"

#include <bpf/bpf.h>
#include <bpf/libbpf.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

#include "client/pinned_fs.h"
#include "client/pinned_log.h"
#include "client/pinned_maps.h"
#include "client/pinned_rules.h"
#include "client/route.h"

#define PROG_MAPS_MAX 64
#define DECIDED_BYTES (L7_MAX_DEFS * sizeof(uint64_t))

static const char classify[] = "classify";

static const struct l7_pinned_table closed = { .prog = -1, .rules = -1, .decided = -1 };

static void close_fd(int fd)
{
	if (fd >= 0)
		close(fd);
}

void l7_pinned_table_close(struct l7_pinned_table *t)
{
	l7_windows_close(&t->image);
	close_fd(t->prog);
	close_fd(t->rules);
	close_fd(t->decided);
	*t = closed;
}

/* One of the maps of a program: keep it if it is one of its own. Return: 0; negative errno. */
static int take_map(struct l7_pinned_table *t, uint32_t id)
{
	struct bpf_map_info info = { 0 };
	uint32_t size = sizeof(info);
	int fd = bpf_map_get_fd_by_id(id), err;

	if (fd < 0)
		return -errno;
	err = bpf_obj_get_info_by_fd(fd, &info, &size) ? -errno : 0;
	if (!err && !strcmp(info.name, "rules")) {
		t->rules = fd;
		return 0;
	}
	if (!err && !strcmp(info.name, "decided")) {
		t->decided = fd;
		return 0;
	}
	if (!err && !strcmp(info.name, "image"))
		err = l7_windows_open(&t->image, fd);
	close(fd);
	return err;
}

/* By the program, not by names: two names can't be replaced in one step. */
static int take_maps(struct l7_pinned_table *t)
{
	uint32_t id[PROG_MAPS_MAX];
	struct bpf_prog_info info = { .map_ids = (uintptr_t)id, .nr_map_ids = PROG_MAPS_MAX };
	uint32_t size = sizeof(info);
	int err = bpf_obj_get_info_by_fd(t->prog, &info, &size) ? -errno : 0;

	for (uint32_t i = 0; !err && i < info.nr_map_ids && i < PROG_MAPS_MAX; i++)
		err = take_map(t, id[i]);
	return !err && (!t->image.base || t->rules < 0 || t->decided < 0) ? -EPROTO : err;
}

int l7_pinned_table_open(struct l7_client *c, struct l7_pinned_table *t)
{
	int err;

	*t = closed;
	t->prog = l7_pinned_fs_get(classify);
	err = t->prog < 0 ? t->prog : take_maps(t);
	if (!err)
		return 0;
	l7_pinned_table_close(t);
	if (err == -EPROTO)
		return l7_client_fail(c, err, "the classifier pinned in %s was made by another version of layer7 "
				      "and serves on until you delete its rules, `l7 unload`, `l7 load` and enter the "
				      "rules anew", L7_BPF_DIR);
	return l7_client_fail_errno(c, err, "layer7 table");
}

/**
 * struct loading - a classifier on its way
 * @before:   that in force; @before.prog: -1 if there is none
 * @settings: that will be in force
 * @fresh:    lasting maps that it gets anew, NULL-terminated
 */
struct loading {
	struct l7_client *client;
	struct l7_image img;
	struct l7_pinned_table before;
	struct l7_bpf_settings settings;
	const char *fresh[3];
	struct bpf_object *obj;
};

static int map_of(const struct loading *l, const char *name)
{
	return bpf_object__find_map_fd_by_name(l->obj, name);
}

/* What tells a build of the classifier from another one: FNV-1a of its object file */
static uint32_t program_id(void)
{
	uint32_t hash = 0x811c9dc5;

	for (const char *p = l7_bpf_classify.bytes; p < l7_bpf_classify.end; p++)
		hash = (hash ^ (uint8_t)*p) * 0x01000193;
	return hash;
}

/* Whether rules ask the classifier that is pinned: who loads may be killed between the one and the other. */
static bool is_armed(int prog)
{
	const int classifiers = l7_pinned_fs_get("classifiers");
	const uint32_t now = L7_BPF_NOW;
	struct bpf_prog_info info = { 0 };
	uint32_t size = sizeof(info), armed = 0;

	if (classifiers < 0)
		return false;
	if (bpf_map_lookup_elem(classifiers, &now, &armed) || bpf_obj_get_info_by_fd(prog, &info, &size))
		armed = 0;
	close(classifiers);
	return armed && armed == info.id;
}

/* The same definitions for the same classifier: connections under inspection need not be disturbed. */
static bool is_in_force(const struct loading *l)
{
	return l->before.prog >= 0 && !l->fresh[0] && l->settings.program == program_id() &&
	       l7_windows_equal(&l->before.image, l->img.head, l->img.head->size) && is_armed(l->before.prog);
}

/* Of milliseconds since boot, so that no table has another one's; odd after even, as `used' of struct l7_bpf_settings is. */
static uint32_t next_generation(uint32_t generation)
{
	struct timespec t;
	uint32_t next;

	clock_gettime(CLOCK_BOOTTIME, &t);
	next = (t.tv_sec * 1000 + t.tv_nsec / 1000000) << 1 | (~generation & 1);
	return next && next != generation ? next : generation + 3;
}

/* Which table is replaced, and what settings are wanted. */
static int begin(struct loading *l, const uint32_t *generation)
{
	const struct l7_limits *limits = &l->client->limits;
	int err = l7_pinned_settings_get(l->client, &l->settings);

	if (err)
		return err;
	if (generation && *generation != l->settings.generation)
		return l7_client_fail(l->client, -EAGAIN, "layer7 table: it was replaced meanwhile");
	if (l->settings.generation)
		err = l7_pinned_table_open(l->client, &l->before);
	if (limits->numpackets)
		l->settings.numpackets = limits->numpackets;
	if (limits->maxdatalen)
		l->settings.maxdatalen = limits->maxdatalen;
	if (limits->maxflows && limits->maxflows != l->settings.maxflows) {
		/* held segments belong to the flows that go */
		l->settings.maxflows = limits->maxflows;
		l->fresh[0] = "flows";
		l->fresh[1] = "held";
	}
	return err;
}

static void name_table(struct loading *l)
{
	l->settings.size = l->img.head->size;
	l->settings.program = program_id();
}

static int set_constants(struct loading *l)
{
	struct l7_image_group groups[L7_BPF_GROUPS] = { 0 };
	const struct {
		const char *name;
		const void *value;
		size_t size;
	} constant[] = {
		{ "table_head", l->img.head, sizeof(*l->img.head) },
		{ "table_groups", groups, sizeof(groups) },
		{ "generation", &l->settings.generation, sizeof(l->settings.generation) },
		{ "flow_bound", &l->settings.maxflows, sizeof(l->settings.maxflows) },
	};
	int err = 0;

	memcpy(groups, l->img.groups, l->img.head->ngroups * sizeof(*groups));
	for (size_t i = 0; !err && i < sizeof(constant) / sizeof(constant[0]); i++)
		err = l7_pinned_object_set(l->client, l->obj, constant[i].name, constant[i].value, constant[i].size);
	return err;
}

/* The object as this table needs it, and into the kernel; nothing refers to it yet. */
static int make(struct loading *l)
{
	struct bpf_map *image, *decided;
	int err;

	l->obj = l7_pinned_object_open(l->client, &l7_bpf_classify);
	if (!l->obj)
		return -EINVAL;
	image = bpf_object__find_map_by_name(l->obj, "image");
	decided = bpf_object__find_map_by_name(l->obj, "decided");
	err = !image || !decided ? l7_client_fail(l->client, -EINVAL, "BPF classifier: maps are missing") :
				   set_constants(l);
	if (err)
		return err;
	bpf_map__set_map_flags(image, bpf_map__map_flags(image) | BPF_F_MMAPABLE);
	bpf_map__set_map_flags(decided, bpf_map__map_flags(decided) | BPF_F_MMAPABLE);
	bpf_map__set_max_entries(image, l7_windows_count(l->img.head->size));
	err = l7_pinned_maps_use(l->client, l->obj, l->fresh);
	if (err)
		return err;
	err = bpf_object__load(l->obj);
	return err ? l7_pinned_log_fail(l->client, err, "BPF classifier") : 0;
}

static int fill(struct loading *l)
{
	struct l7_bpf_used *used = &l->settings.used[l->settings.generation % 2];
	int err = l7_windows_fill(map_of(l, "image"), l->img.head, l->img.head->size);

	*used = (struct l7_bpf_used) { .generation = l->settings.generation };
	if (!err)
		err = l7_pinned_rules_move(l->before.rules, map_of(l, "rules"), &l->img, used);
	return err ? l7_client_fail_errno(l->client, err, "layer7 table") : 0;
}

static int old_index(const struct l7_windows *w, const struct l7_image_def *def)
{
	const struct l7_image_def *old = l7_windows_defs(w);

	for (uint32_t i = 0; i < w->head->ndefs; i++)
		if (old[i].number == def->number && old[i].digest == def->digest)
			return i;
	return -ENOENT;
}

/* What was counted so far. Connections are being counted in both maps at the same time. */
static void add_decided(const struct loading *l)
{
	uint64_t *now, old;

	now = l->before.prog < 0 ? MAP_FAILED :
	      mmap(NULL, DECIDED_BYTES, PROT_READ | PROT_WRITE, MAP_SHARED, map_of(l, "decided"), 0);
	if (now == MAP_FAILED)
		return;
	for (uint32_t i = 0; i < l->img.head->ndefs; i++) {
		int index = old_index(&l->before.image, &l->img.defs[i]);

		if (index >= 0 && !bpf_map_lookup_elem(l->before.decided, &index, &old))
			__atomic_fetch_add(&now[i], old, __ATOMIC_RELAXED);
	}
	munmap(now, DECIDED_BYTES);
}

/* A table that had other flows can't go on with them. */
static bool goes_on(const struct loading *l)
{
	return l->before.prog >= 0 && !l->fresh[0];
}

/* Before there is a recall nobody gets to a classifier, so it comes last. */
static int arm(struct loading *l, int classifiers, int prog, int recall)
{
	const uint32_t now = L7_BPF_NOW, before = L7_BPF_BEFORE, first = L7_BPF_RECALL;

	if (!goes_on(l))
		bpf_map_delete_elem(classifiers, &before);
	else if (bpf_map_update_elem(classifiers, &before, &l->before.prog, BPF_ANY))
		return -errno;
	if (bpf_map_update_elem(classifiers, &now, &prog, BPF_ANY) ||
	    bpf_map_update_elem(classifiers, &first, &recall, BPF_ANY))
		return -errno;
	return 0;
}

static int program_of(const struct loading *l, const char *name)
{
	const struct bpf_program *prog = bpf_object__find_program_by_name(l->obj, name);

	return prog ? bpf_program__fd(prog) : -ENOENT;
}

/* What the new classifier wants to know when its first packet comes; the one in force keeps what it knows. */
static int announce(struct loading *l)
{
	struct l7_bpf_settings settings;
	int err = l7_pinned_settings_get(l->client, &settings);

	if (err)
		return err;
	settings.used[l->settings.generation % 2] = l->settings.used[l->settings.generation % 2];
	return l7_pinned_settings_set(l->client, &settings);
}

/* Packets see the first two steps, user space the third and the fourth. */
static int publish(struct loading *l)
{
	const int fd = program_of(l, classify), recall = program_of(l, "recall");
	int err = announce(l);

	if (err)
		return err;
	err = fd < 0 ? fd : recall < 0 ? recall : arm(l, map_of(l, "classifiers"), fd, recall);

	for (size_t i = 0; !err && l->fresh[i]; i++)
		err = l7_pinned_fs_put(map_of(l, l->fresh[i]), l->fresh[i]);
	if (!err)
		err = l7_pinned_fs_put(fd, classify);
	if (err)
		return l7_client_fail_errno(l->client, err, "layer7 table");
	add_decided(l);
	return l7_pinned_settings_set(l->client, &l->settings);
}

static int replace(struct loading *l)
{
	int err;

	l->settings.generation = next_generation(l->settings.generation);
	name_table(l);
	err = make(l);
	if (!err)
		err = fill(l);
	return err ? err : publish(l);
}

int l7_pinned_table_load(struct l7_client *c, const void *image, size_t size, const uint32_t *generation)
{
	struct loading l = { .client = c, .before = closed };
	const char *why = "";
	int err = l7_image_verify(image, size, &l.img, &why);

	if (err)
		return l7_client_fail(c, err, "layer7 table: %s", why);
	err = l7_pinned_fs_make(c);
	if (!err)
		err = l7_pinned_maps_make(c);
	if (!err)
		err = begin(&l, generation);
	if (!err)
		err = is_in_force(&l) ? l7_pinned_settings_set(c, &l.settings) : replace(&l);
	bpf_object__close(l.obj);
	l7_pinned_table_close(&l.before);
	return err;
}

void l7_pinned_table_disarm(void)
{
	int classifiers = l7_pinned_fs_get("classifiers");

	for (uint32_t i = 0; classifiers >= 0 && i < L7_BPF_CLASSIFIERS; i++)
		bpf_map_delete_elem(classifiers, &i);
	close_fd(classifiers);
}
