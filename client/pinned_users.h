/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef L7_CLIENT_PINNED_USERS_H
#define L7_CLIENT_PINNED_USERS_H

/*
 * pinned_users.h - how many rules use a program, of all network namespaces
 *
 * A rule holds a reference to its program, the pinned name another one. The kernel shows references to nobody but BPF
 * programs: bpf/users.bpf.c lists them in a file that is pinned beside the maps.
 */

#include "client/client.h"

/**
 * struct l7_users - references to the programs of the kernel, as they were; zero-initialise
 * @program: [@count], in the order of their numbers
 */
struct l7_users {
	struct l7_user {
		uint32_t id;
		uint32_t references;
	} *program;
	size_t count;
};

/** l7_users_make() - make the file. A kernel that can't run its program does without: Return: 0; -ENOMEM with words */
int l7_users_make(struct l7_client *c);

/** l7_users_read() - where there is no file, each program counts as used once; release with l7_users_fini() */
void l7_users_read(struct l7_users *u);

void l7_users_fini(struct l7_users *u);

/** l7_users_of() - how many rules use the program that is pinned at @path */
uint32_t l7_users_of(const struct l7_users *u, const char *path);

/** l7_users_any() - whether there are rules; @unknown: what to say if that can't be known */
bool l7_users_any(bool unknown);

#endif
