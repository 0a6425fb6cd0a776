/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef L7_CLIENT_LOCK_H
#define L7_CLIENT_LOCK_H

/*
 * lock.h - processes on one machine that change the kernel's table wait for each other
 */

/** l7_lock_file - what they wait for; its time of modification is when a table was last put in force */
extern const char *const l7_lock_file;

/**
 * l7_lock() - wait for other loaders; not to be nested
 *
 * Return: for l7_unlock(), which takes -1 as well: where the file can't be made there is no lock.
 */
int l7_lock(void);

void l7_unlock(int lock);

#endif
