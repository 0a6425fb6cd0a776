/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef L7_KERNEL_DUMP_H
#define L7_KERNEL_DUMP_H

#include <linux/netlink.h>

/*
 * dump.h - the connections under inspection, for CONNECTION_GET
 *
 * A dump goes on from message to message while packets pass. An entry is copied under its lock and written to the
 * message later, so that no packet waits for a reader. If the hash table is rebuilt meanwhile, what follows is
 * flagged as interrupted: an entry may then be missing, or there twice.
 */

int l7_dump_start(struct netlink_callback *cb);
int l7_dump_next(struct sk_buff *msg, struct netlink_callback *cb);
int l7_dump_done(struct netlink_callback *cb);

#endif
