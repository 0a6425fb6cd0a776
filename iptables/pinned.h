/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef L7_IPTABLES_PINNED_H
#define L7_IPTABLES_PINNED_H

/*
 * pinned.h - what an iptables rule says to a kernel without the module
 *
 * The rule is one of xt_bpf and names the pinned program that answers it (client/pin.h). The text of --l7dir stands
 * behind the path's NUL, where the kernel does not look; all else is zero, so that equal rules are equal byte by byte.
 *
 *   /run/layer7/not/ssh\0\0\0…
 *   /run/layer7/is/moo:0f1e2d3c\0/etc/own\0\0\0…
 */

#include <stdbool.h>
#include <linux/netfilter/xt_bpf.h>

#include "client/pin.h"
#include "uapi/xt_layer7.h"

#define L7_PINNED_REVISION 1 /* of the match "bpf", the one that can name a program */

/** l7_pinned_ask() - which program answers a rule; flags, name, dir and digest of @info count */
void l7_pinned_ask(const struct xt_layer7_info *info, struct l7_pin *pin);

/**
 * l7_pinned_write() - make the rule
 * @rule: filled in, all of it
 * @path: of the program, shorter than L7_PIN_PATH_SIZE
 * @dir:  text of --l7dir, "" without one
 */
void l7_pinned_write(struct xt_bpf_info_v1 *rule, const char *path, const char *dir);

/**
 * l7_pinned_read() - what was asked with a rule
 * @info: filled in if it is ours
 * @rule: any rule of xt_bpf
 *
 * Return: false if it is not, to the byte, as l7_pinned_write() makes rules.
 */
bool l7_pinned_read(struct xt_layer7_info *info, const struct xt_bpf_info_v1 *rule);

#endif
