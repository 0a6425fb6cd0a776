/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef L7_IPTABLES_SHOW_H
#define L7_IPTABLES_SHOW_H

/*
 * show.h - how iptables prints a rule, whichever way it went into the kernel
 */

#include "uapi/xt_layer7.h"

/** l7_show_list() - for `iptables -L` */
void l7_show_list(const struct xt_layer7_info *info);

/** l7_show_save() - the options as they are typed, for `iptables -S` and iptables-save */
void l7_show_save(const struct xt_layer7_info *info);

#endif
