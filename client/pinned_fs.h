/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef L7_CLIENT_PINNED_FS_H
#define L7_CLIENT_PINNED_FS_H

/*
 * pinned_fs.h - the BPF file system at L7_BPF_DIR, and what is pinned there
 *
 * There is one for all network namespaces. `ip netns exec' and services with a private view of the file system have a
 * mount namespace of their own, and what is mounted there is gone with them: it is mounted in the outermost mount
 * namespace that can be reached, and from there attached to ours.
 */

#include <stdio.h>

#include "client/client.h"

/** l7_pinned_fs_there() - whether lasting maps are pinned (and can be reached) */
bool l7_pinned_fs_there(void);

/** l7_pinned_fs_make() - mount it, make directories; Return: 0; negative errno with words in @c */
int l7_pinned_fs_make(struct l7_client *c);

/** l7_pinned_fs_get() - Return: descriptor of what is pinned as @name below L7_BPF_DIR; negative errno */
int l7_pinned_fs_get(const char *name);

/** l7_pinned_fs_open() - a pinned file to read text from; NULL if it can't be */
FILE *l7_pinned_fs_open(const char *name);

/** l7_pinned_fs_put() - pin a map, program or link as @name, in place of what had that name in one step; negative errno */
int l7_pinned_fs_put(int fd, const char *name);

/** l7_pinned_fs_remove() - unpin what is called @name, if anything is */
void l7_pinned_fs_remove(const char *name);

/** l7_pinned_fs_rules() - call @each with the path of each program of a rule; Return: how many there are */
size_t l7_pinned_fs_rules(void (*each)(const char *path, void *data), void *data);

/** l7_pinned_fs_clear() - unpin all, unmount; Return: 0; negative errno with words in @c */
int l7_pinned_fs_clear(struct l7_client *c);

#endif
