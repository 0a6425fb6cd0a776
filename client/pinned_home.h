/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef L7_CLIENT_PINNED_HOME_H
#define L7_CLIENT_PINNED_HOME_H

/*
 * pinned_home.h - the mount namespace in which a mount outlives this process and its relatives
 */

/**
 * l7_pinned_home_open() - that of the outermost ancestor whose it can be seen
 *
 * Return: descriptor; -1 if it is our own.
 */
int l7_pinned_home_open(void);

/**
 * l7_pinned_home_run() - call a function in another mount namespace, in a child process
 * @home:   from l7_pinned_home_open()
 * @action: returns a descriptor to keep, 0 or a negative errno
 *
 * Return: what it returned, the descriptor being one of ours; negative errno.
 */
int l7_pinned_home_run(int home, int (*action)(void));

#endif
