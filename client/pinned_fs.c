// SPDX-License-Identifier: GPL-2.0-only
/*
 * pinned_fs.c - mounts, directories, names
 */

#include "client/pinned_fs.h"

#include <bpf/bpf.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/magic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

#include "bpf/layout.h"
#include "client/pinned_home.h"
#include "client/route.h"

#define PATH_SIZE 256

static const char *const rule_dirs[] = { "is", "not", "packet", "not-packet" };

#define NRULE_DIRS (sizeof(rule_dirs) / sizeof(rule_dirs[0]))

static const char *path_of(char path[PATH_SIZE], const char *name)
{
	snprintf(path, PATH_SIZE, L7_BPF_DIR "/%s", name);
	return path;
}

bool l7_pinned_fs_there(void)
{
	return !access(L7_BPF_DIR "/verdicts", F_OK);
}

static bool is_mounted(void)
{
	struct statfs fs;

	return !statfs(L7_BPF_DIR, &fs) && (unsigned long)fs.f_type == BPF_FS_MAGIC;
}

/* Context: also a child in another mount namespace. Return: 0; negative errno. */
static int mount_here(void)
{
	if (is_mounted())
		return 0;
	if (mkdir(L7_BPF_DIR, 0700) && errno != EEXIST)
		return -errno;
	return mount("layer7", L7_BPF_DIR, "bpf", MS_NOSUID | MS_NODEV | MS_NOEXEC, "mode=0700") ? -errno : 0;
}

/* Context: a child in another mount namespace. Return: descriptor of a copy of the mount; negative errno. */
static int mount_and_copy(void)
{
	int err = mount_here(), fd;

	if (err)
		return err;
	fd = open_tree(AT_FDCWD, L7_BPF_DIR, OPEN_TREE_CLONE | OPEN_TREE_CLOEXEC);
	return fd < 0 ? -errno : fd;
}

/* What is attached here may have come by itself (shared mounts), or be an older one. */
static int attach(int tree)
{
	struct stat theirs, ours;

	if (fstat(tree, &theirs))
		return -errno;
	if (is_mounted()) {
		if (!stat(L7_BPF_DIR, &ours) && ours.st_dev == theirs.st_dev)
			return 0;
		umount2(L7_BPF_DIR, MNT_DETACH);
	}
	if (mkdir(L7_BPF_DIR, 0700) && errno != EEXIST)
		return -errno;
	return move_mount(tree, "", AT_FDCWD, L7_BPF_DIR, MOVE_MOUNT_F_EMPTY_PATH) ? -errno : 0;
}

static int mount_at_home(int home)
{
	int tree = l7_pinned_home_run(home, mount_and_copy), err;

	if (tree < 0)
		return tree;
	err = attach(tree);
	close(tree);
	return err;
}

static int make_dirs(void)
{
	char path[PATH_SIZE];

	for (size_t i = 0; i < NRULE_DIRS; i++)
		if (mkdir(path_of(path, rule_dirs[i]), 0700) && errno != EEXIST)
			return -errno;
	return 0;
}

int l7_pinned_fs_make(struct l7_client *c)
{
	int home = l7_pinned_home_open(), err;

	err = home < 0 ? mount_here() : mount_at_home(home);
	if (home >= 0)
		close(home);
	if (err && home >= 0)
		return l7_client_fail(c, err, "%s can't be mounted from within this mount namespace (%s): run `l7 load` "
				      "once outside of it, before `ip netns exec` or the like", L7_BPF_DIR,
				      strerror(-err));
	if (!err)
		err = make_dirs();
	return err ? l7_client_fail_errno(c, err, "BPF file system at " L7_BPF_DIR) : 0;
}

int l7_pinned_fs_get(const char *name)
{
	char path[PATH_SIZE];
	int fd = bpf_obj_get(path_of(path, name));

	return fd < 0 ? -errno : fd;
}

FILE *l7_pinned_fs_open(const char *name)
{
	char path[PATH_SIZE];

	return fopen(path_of(path, name), "re");
}

int l7_pinned_fs_put(int fd, const char *name)
{
	char path[PATH_SIZE], made[PATH_SIZE];
	int err;

	path_of(path, name);
	snprintf(made, sizeof(made), "%.*s-", PATH_SIZE - 2, path);
	unlink(made); /* of somebody who was interrupted; loaders hold the lock */
	if (bpf_obj_pin(fd, made))
		return -errno;
	err = rename(made, path) ? -errno : 0;
	if (err)
		unlink(made);
	return err;
}

void l7_pinned_fs_remove(const char *name)
{
	char path[PATH_SIZE];

	unlink(path_of(path, name));
}

static size_t read_dir(const char *name, void (*each)(const char *path, void *data), void *data)
{
	char path[PATH_SIZE], file[2 * PATH_SIZE];
	DIR *dir = opendir(path_of(path, name));
	struct dirent *entry;
	size_t n = 0;

	while (dir && (entry = readdir(dir))) {
		if (*entry->d_name == '.')
			continue;
		snprintf(file, sizeof(file), "%s/%s", path, entry->d_name);
		if (each)
			each(file, data);
		n++;
	}
	if (dir)
		closedir(dir);
	return n;
}

size_t l7_pinned_fs_rules(void (*each)(const char *path, void *data), void *data)
{
	size_t n = 0;

	for (size_t i = 0; i < NRULE_DIRS; i++)
		n += read_dir(rule_dirs[i], each, data);
	return n;
}

static void unlink_one(const char *path, void *data)
{
	unlink(path);
}

/* Context: also a child in another mount namespace */
static int unmount_here(void)
{
	if (is_mounted() && umount2(L7_BPF_DIR, MNT_DETACH))
		return -errno;
	return rmdir(L7_BPF_DIR) && errno != ENOENT && errno != EBUSY ? -errno : 0;
}

int l7_pinned_fs_clear(struct l7_client *c)
{
	char path[PATH_SIZE];
	int home, err;

	if (!is_mounted())
		return 0;
	l7_pinned_fs_rules(unlink_one, NULL);
	for (size_t i = 0; i < NRULE_DIRS; i++)
		rmdir(path_of(path, rule_dirs[i]));
	read_dir("", unlink_one, NULL);
	home = l7_pinned_home_open();
	err = unmount_here();
	if (home >= 0) {
		l7_pinned_home_run(home, unmount_here);
		close(home);
	}
	return err ? l7_client_fail_errno(c, err, "BPF file system at " L7_BPF_DIR) : 0;
}
