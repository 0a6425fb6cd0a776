/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef L7_KERNEL_PROC_H
#define L7_KERNEL_PROC_H

#include <net/net_namespace.h>

/** l7_proc_init() - /proc/net/layer7_numpackets of a namespace */
int l7_proc_init(struct net *net);
void l7_proc_fini(struct net *net);

#endif
