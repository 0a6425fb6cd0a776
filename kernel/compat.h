/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef L7_KERNEL_COMPAT_H
#define L7_KERNEL_COMPAT_H

/*
 * compat.h - force-included into every object of the module, so that sources read like mainline
 *
 * What an older kernel lacks is bridged here, guarded by a probe of its headers, never by a version number.
 */

#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <net/genetlink.h>

#ifndef GENL_REQ_ATTR_CHECK /* can go with 6.1 */
#define GENL_REQ_ATTR_CHECK(info, attr) (!(info)->attrs[attr])
#endif

#endif
