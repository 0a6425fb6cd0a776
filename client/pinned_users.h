/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef L7_CLIENT_PINNED_USERS_H
#define L7_CLIENT_PINNED_USERS_H

/*
 * pinned_users.h - rules of this network namespace that need what is pinned
 *
 * The kernel does not say which rules hold a program; iptables does, of the namespace that it runs in.
 */

#include <stddef.h>

/**
 * l7_pinned_users_find() - ask iptables and ip6tables, both back ends, as far as they are there
 * @command: set to one that shows such a rule (borrowed)
 *
 * Return: how many rules.
 */
size_t l7_pinned_users_find(const char **command);

#endif
