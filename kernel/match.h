/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef L7_KERNEL_MATCH_H
#define L7_KERNEL_MATCH_H

/** l7_match_init() - register -m layer7 for IPv4 and IPv6 */
int l7_match_init(void);
void l7_match_fini(void);

#endif
