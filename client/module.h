/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef L7_CLIENT_MODULE_H
#define L7_CLIENT_MODULE_H

/*
 * module.h - the module xt_layer7, by its generic netlink family (uapi/layer7.h)
 */

#include "client/route.h"

extern const struct l7_route_ops l7_route_module;

#endif
