/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef L7_KERNEL_NETLINK_H
#define L7_KERNEL_NETLINK_H

#include <net/genetlink.h>

extern struct genl_family l7_netlink_family;

/** l7_netlink_init() - register the generic netlink family of uapi/layer7.h */
int l7_netlink_init(void);
void l7_netlink_fini(void);

#endif
