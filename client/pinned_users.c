// SPDX-License-Identifier: GPL-2.0-only
/*
 * pinned_users.c - reads the list of programs
 */

#include "client/pinned_users.h"

#include <bpf/bpf.h>
#include <bpf/libbpf.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "bpf/objects.h"
#include "client/pinned_fs.h"
#include "client/pinned_log.h"
#include "client/pinned_maps.h"

static const char name[] = "users";

int l7_users_make(struct l7_client *c)
{
	struct bpf_object *obj = l7_pinned_object_open(c, &l7_bpf_users);
	struct bpf_link *link;

	if (!obj)
		return -ENOMEM;
	link = bpf_object__load(obj) ? NULL : bpf_program__attach_iter(bpf_object__next_program(obj, NULL), NULL);
	if (link)
		l7_pinned_fs_put(bpf_link__fd(link), name);
	bpf_link__destroy(link);
	bpf_object__close(obj);
	return 0;
}

void l7_users_read(struct l7_users *u)
{
	FILE *f = l7_pinned_fs_open(name);
	struct l7_user one;

	while (f && fscanf(f, "%u %u", &one.id, &one.references) == 2) {
		struct l7_user *more = reallocarray(u->program, u->count + 1, sizeof(*more));

		if (!more)
			break;
		u->program = more;
		u->program[u->count++] = one;
	}
	if (f)
		fclose(f);
}

void l7_users_fini(struct l7_users *u)
{
	free(u->program);
	*u = (struct l7_users) { 0 };
}

static int compare(const void *a, const void *b)
{
	const struct l7_user *left = a, *right = b;

	return left->id < right->id ? -1 : left->id > right->id;
}

static uint32_t id_of(const char *path)
{
	struct bpf_prog_info info = { 0 };
	uint32_t size = sizeof(info);
	int fd = bpf_obj_get(path);

	if (fd < 0)
		return 0;
	if (bpf_obj_get_info_by_fd(fd, &info, &size))
		info.id = 0;
	close(fd);
	return info.id;
}

uint32_t l7_users_of(const struct l7_users *u, const char *path)
{
	const struct l7_user key = { .id = id_of(path) };
	const struct l7_user *found;

	if (!u->count)
		return 1;
	found = bsearch(&key, u->program, u->count, sizeof(key), compare);
	return found && found->references ? found->references - 1 : 0;
}

/** struct adding - programs on their way to a sum */
struct adding {
	struct l7_users users;
	size_t rules;
};

static void add(const char *path, void *data)
{
	struct adding *a = data;

	a->rules += l7_users_of(&a->users, path);
}

bool l7_users_any(bool unknown)
{
	struct adding a = { 0 };
	bool known;

	l7_users_read(&a.users);
	known = a.users.count;
	l7_pinned_fs_rules(add, &a);
	l7_users_fini(&a.users);
	return a.rules && (known || unknown);
}
