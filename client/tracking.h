/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef L7_CLIENT_TRACKING_H
#define L7_CLIENT_TRACKING_H

/*
 * tracking.h - connection tracking runs in a network namespace
 *
 * It does where some rule there needs it. The module's rules do; those of xt_bpf do not say so to the kernel. So one
 * rule of nftables that needs it is put into a chain that no packet passes through, which costs nothing:
 *
 *   table inet layer7 {
 *           comment "connection tracking for rules of -m layer7"
 *           chain tracking {
 *                   ct state == invalid
 *           }
 *   }
 */

/** l7_tracking_keep() - see to it that it runs from now on; Return: 0, negative errno */
int l7_tracking_keep(void);

/** l7_tracking_drop() - we need it no more; Return: 0, also if there is nothing to drop; negative errno */
int l7_tracking_drop(void);

#endif
