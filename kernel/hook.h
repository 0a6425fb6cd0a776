/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef L7_KERNEL_HOOK_H
#define L7_KERNEL_HOOK_H

#include "kernel/net.h"

/**
 * l7_hook_start() - inspect the packets of a namespace from now on
 *
 * Switches conntrack on for IPv4 and IPv6, with labels and accounting (numpackets counts what conntrack counts).
 * Context: process. Return: 0 or negative errno with nothing changed.
 */
int l7_hook_start(struct net *net);

/**
 * l7_hook_stop() - and no longer; when it returns no packet is in the hook
 * Context: process, sleeps.
 */
void l7_hook_stop(struct net *net);

#endif
