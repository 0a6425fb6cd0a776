/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef L7_KERNEL_COMPAT_H
#define L7_KERNEL_COMPAT_H

/*
 * compat.h - force-included into every object of the module, so that sources read like mainline
 *
 * What an older kernel lacks is bridged here, guarded by a probe of its headers, never by a version number.
 * 5.10 and later need nothing so far.
 */

#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#endif
