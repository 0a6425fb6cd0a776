// SPDX-License-Identifier: GPL-2.0-only
/*
 * pinned_maps.c - what a BPF object is given before it is loaded
 */

#include "client/pinned_maps.h"

#include <bpf/bpf.h>
#include <bpf/btf.h>
#include <bpf/libbpf.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "client/modprobe.h"
#include "client/pinned_fs.h"
#include "client/pinned_log.h"
#include "client/pinned_users.h"
#include "client/route.h"

#define VERDICTS_MIN 65536
#define RODATA ".rodata"

/**
 * struct lasting - a map that outlives tables
 * @sized: when it is made, so that it may have another size than in the object
 * @mapped: user space reads it in place
 */
static const struct lasting {
	const char *name;
	bool sized;
	bool mapped;
} lasting[] = {
	{ .name = "flows", .sized = true, .mapped = true },
	{ .name = "held" },
	{ .name = "workspaces" },
	{ .name = "settings" },
	{ .name = "stats" },
	{ .name = "classifiers" },
	{ .name = "verdicts", .sized = true },	/* the last: where it is, all are */
};

#define NLASTING (sizeof(lasting) / sizeof(lasting[0]))

static const struct lasting *find_lasting(const char *name)
{
	for (size_t i = 0; i < NLASTING; i++)
		if (!strcmp(lasting[i].name, name))
			return &lasting[i];
	return NULL;
}

struct bpf_object *l7_pinned_object_open(struct l7_client *c, const struct l7_bpf_object *file)
{
	LIBBPF_OPTS(bpf_object_open_opts, opts, .object_name = file->name);
	struct bpf_object *obj;

	l7_pinned_log_begin();
	obj = bpf_object__open_mem(file->bytes, file->end - file->bytes, &opts);
	if (!obj)
		l7_pinned_log_fail(c, -errno, "BPF object");
	return obj;
}

/* Where a variable stands in the .rodata of an object; NULL: it has none of that name and size */
static void *find_constant(const struct bpf_object *obj, const char *name, size_t size)
{
	const struct btf *btf = bpf_object__btf(obj);
	const int id = btf ? btf__find_by_name_kind(btf, RODATA, BTF_KIND_DATASEC) : -1;
	const struct btf_type *section = id < 0 ? NULL : btf__type_by_id(btf, id);
	const struct btf_var_secinfo *var = section ? btf_var_secinfos(section) : NULL;
	struct bpf_map *map;

	for (int i = 0; section && i < btf_vlen(section); i++) {
		const struct btf_type *type = btf__type_by_id(btf, var[i].type);

		if (strcmp(btf__name_by_offset(btf, type->name_off), name) || var[i].size != size)
			continue;
		bpf_object__for_each_map(map, obj) {
			size_t room;
			char *value = (char *)bpf_map__initial_value(map, &room);
			const char *dot = strrchr(bpf_map__name(map), '.');

			if (value && dot && !strcmp(dot, RODATA) && var[i].offset + size <= room)
				return value + var[i].offset;
		}
	}
	return NULL;
}

int l7_pinned_object_set(struct l7_client *c, struct bpf_object *obj, const char *name, const void *value, size_t size)
{
	void *constant = find_constant(obj, name, size);

	if (!constant)
		return l7_client_fail(c, -EINVAL, "BPF object: no constant \"%s\" of %zu bytes", name, size);
	memcpy(constant, value, size);
	return 0;
}

/* As many as there may be connections; at boot nobody may have asked for connection tracking yet. */
static uint32_t verdicts_wanted(void)
{
	static const char limit[] = "/proc/sys/net/netfilter/nf_conntrack_max";
	unsigned int max = 0;
	FILE *f;

	if (access(limit, F_OK))
		l7_modprobe("nf_conntrack");
	f = fopen(limit, "re");

	if (f && fscanf(f, "%u", &max) != 1)
		max = 0;
	if (f)
		fclose(f);
	return max > VERDICTS_MIN ? max : VERDICTS_MIN;
}

static uint32_t flows_wanted(const struct l7_client *c)
{
	return c->limits.maxflows ? c->limits.maxflows : L7_BPF_MAXFLOWS_DEFAULT;
}

/* What a lasting map is like when it is made */
static void shape(const struct l7_client *c, const struct lasting *l, struct bpf_map *map)
{
	if (l->mapped)
		bpf_map__set_map_flags(map, bpf_map__map_flags(map) | BPF_F_MMAPABLE);
	if (!strcmp(l->name, "flows"))
		bpf_map__set_max_entries(map, flows_wanted(c));
	if (!strcmp(l->name, "verdicts"))
		bpf_map__set_max_entries(map, verdicts_wanted());
}

static bool is_alike(const struct lasting *l, const struct bpf_map *map, const struct bpf_map_info *info)
{
	const uint32_t flags = bpf_map__map_flags(map) | (l->mapped ? BPF_F_MMAPABLE : 0);

	return info->type == bpf_map__type(map) && info->key_size == bpf_map__key_size(map) &&
	       info->value_size == bpf_map__value_size(map) && info->map_flags == flags &&
	       (l->sized || info->max_entries == bpf_map__max_entries(map));
}

static int use(struct l7_client *c, const struct lasting *l, struct bpf_map *map)
{
	struct bpf_map_info info = { 0 };
	uint32_t size = sizeof(info);
	int fd = l7_pinned_fs_get(l->name), err;

	if (fd < 0)
		return l7_client_fail(c, fd, "%s/%s: %s", L7_BPF_DIR, l->name, strerror(-fd));
	err = bpf_obj_get_info_by_fd(fd, &info, &size) ? -errno : 0;
	if (!err && !is_alike(l, map, &info))
		err = l7_client_fail(c, -EPROTO, "what is pinned in %s was made by another version of layer7 (map %s is "
				     "not the same) and serves on until you delete its rules, `l7 unload`, `l7 load` and "
				     "enter the rules anew", L7_BPF_DIR, l->name);
	else if (!err)
		err = bpf_map__reuse_fd(map, fd);
	if (err && err != -EPROTO)
		l7_client_fail_errno(c, err, l->name);
	close(fd);
	return err;
}

static bool has(const char *const *names, const char *name)
{
	for (; names && *names; names++)
		if (!strcmp(*names, name))
			return true;
	return false;
}

int l7_pinned_maps_use(struct l7_client *c, struct bpf_object *obj, const char *const *fresh)
{
	struct bpf_map *map;
	int err = 0;

	bpf_object__for_each_map(map, obj) {
		const struct lasting *l = find_lasting(bpf_map__name(map));

		if (l && has(fresh, l->name))
			shape(c, l, map);
		else if (l && !err)
			err = use(c, l, map);
	}
	return err;
}

static int pin(struct l7_client *c, const struct bpf_object *obj)
{
	for (size_t i = 0; i < NLASTING; i++) {
		const int fd = bpf_object__find_map_fd_by_name(obj, lasting[i].name);
		const int err = fd < 0 ? -ENOENT : l7_pinned_fs_put(fd, lasting[i].name);

		if (err)
			return l7_client_fail(c, err, "%s/%s: can't be pinned: %s", L7_BPF_DIR, lasting[i].name,
					      strerror(-err));
	}
	return 0;
}

static int begin_settings(struct l7_client *c, const struct bpf_object *obj)
{
	const struct l7_bpf_settings settings = {
		.numpackets = L7_NUMPACKETS_DEFAULT, .maxdatalen = L7_MAXDATALEN_DEFAULT, .maxflows = flows_wanted(c),
	};
	const uint32_t zero = 0;

	if (bpf_map_update_elem(bpf_object__find_map_fd_by_name(obj, "settings"), &zero, &settings, BPF_ANY))
		return l7_client_fail_errno(c, -errno, "layer7 settings");
	return 0;
}

/* The maps of a classifier, without the classifier and what it has for itself */
static void leave_maps_only(const struct l7_client *c, struct bpf_object *obj)
{
	struct bpf_program *prog;
	struct bpf_map *map;

	bpf_object__for_each_program(prog, obj)
		bpf_program__set_autoload(prog, false);
	bpf_object__for_each_map(map, obj) {
		const struct lasting *l = find_lasting(bpf_map__name(map));

		if (l)
			shape(c, l, map);
		else
			bpf_map__set_autocreate(map, false);
	}
}

int l7_pinned_maps_make(struct l7_client *c)
{
	struct bpf_object *obj;
	int err;

	if (l7_pinned_fs_there())
		return 0;
	obj = l7_pinned_object_open(c, &l7_bpf_classify);
	if (!obj)
		return -EINVAL;
	leave_maps_only(c, obj);
	err = bpf_object__load(obj);
	if (err)
		l7_pinned_log_fail(c, err, "BPF maps");
	if (!err)
		err = begin_settings(c, obj);
	if (!err)
		err = l7_users_make(c);
	if (!err)
		err = pin(c, obj);
	bpf_object__close(obj);
	return err;
}

int l7_pinned_settings_get(struct l7_client *c, struct l7_bpf_settings *settings)
{
	const uint32_t zero = 0;
	int fd = l7_pinned_fs_get("settings"), err = 0;

	memset(settings, 0, sizeof(*settings));
	if (fd >= 0 && bpf_map_lookup_elem(fd, &zero, settings))
		err = -errno;
	if (fd >= 0)
		close(fd);
	else
		err = fd;
	return err ? l7_client_fail_errno(c, err, "layer7 settings") : 0;
}

int l7_pinned_settings_set(struct l7_client *c, const struct l7_bpf_settings *settings)
{
	const uint32_t zero = 0;
	int fd = l7_pinned_fs_get("settings"), err = 0;

	if (fd >= 0 && bpf_map_update_elem(fd, &zero, settings, BPF_ANY))
		err = -errno;
	if (fd >= 0)
		close(fd);
	else
		err = fd;
	return err ? l7_client_fail_errno(c, err, "layer7 settings") : 0;
}
