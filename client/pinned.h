/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef L7_CLIENT_PINNED_H
#define L7_CLIENT_PINNED_H

/*
 * pinned.h - the route without a module: BPF programs and maps below L7_BPF_DIR (bpf/layout.h)
 *
 *   pinned.c ──> pinned_table ──> pinned_maps ──> pinned_fs ──> pinned_home     classifier, lasting maps, mount
 *            ──> pinned_rules ─────────^            pinned_log                  rules' programs; libbpf's words
 *            ──> pinned_flows, pinned_users         pinned_image                connections; who uses programs; image in a map
 *
 * Nothing stays open between two calls: what is pinned may be another one, or gone.
 */

#include "client/route.h"

extern const struct l7_route_ops l7_route_pinned;

#endif
