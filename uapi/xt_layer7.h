/* SPDX-License-Identifier: GPL-2.0-only WITH Linux-syscall-note */
#ifndef UAPI_XT_LAYER7_H
#define UAPI_XT_LAYER7_H

/*
 * xt_layer7.h - what an iptables rule says to the kernel
 *
 * A rule names a protocol; the kernel looks it up in the table that is loaded in the rule's network
 * namespace (see layer7.h) when the rule is entered, and refuses the rule with ENOENT if it is not there.
 */

#include <linux/types.h>

#define XT_LAYER7_NAME_SIZE 32	/* bytes, NUL included */
#define XT_LAYER7_DIR_SIZE 256	/* bytes, NUL included */

enum {
	XT_LAYER7_INVERT = 1 << 0,	/* ! --l7proto */
	XT_LAYER7_PKT = 1 << 1,		/* --l7pkt: this packet alone, no connection state */
};

#define XT_LAYER7_FLAGS (XT_LAYER7_INVERT | XT_LAYER7_PKT)

/**
 * struct xt_layer7_info - match data, revision 0
 * @flags:  XT_LAYER7_*; other bits are refused
 * @reserved: zero
 * @name:   protocol name, NUL-terminated, zero-padded; "unset" and "unknown" are the two states
 * @dir:    --l7dir as typed (empty if not given), zero-padded; kept only to print the rule again
 * @digest: which definition of @name was meant, see struct l7_image_def; where the loaded table has
 *          another definition of that name, that one serves (definitions were upgraded)
 * @rule:   kernel's own, as the two that follow: never copied to user space
 * @mask:   of the label's verdict word (layer7.h)
 * @want:   the connection is what the rule asks for if (word & @mask) == @want
 *
 * Two rules are the same rule if all before @digest is the same. @flags come first because `ip6tables-legacy -C` of
 * iptables 1.8.9 leaves the last 56 bytes of a rule out of the comparison.
 */
struct xt_layer7_info {
	__u32 flags;
	__u32 reserved;
	char name[XT_LAYER7_NAME_SIZE];
	char dir[XT_LAYER7_DIR_SIZE];
	__u64 digest __attribute__((aligned(8)));
	struct l7_rule *rule __attribute__((aligned(8)));
	__u32 mask;
	__u32 want;
};

#endif
