/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef L7_CAPTURE_LINK_H
#define L7_CAPTURE_LINK_H

/*
 * link.h - what a capture's frames begin with, by its link type (https://www.tcpdump.org/linktypes.html)
 */

#include "capture/layer.h"

/** l7_link_is_known() - whether IP is found behind a link type; @dlt: DLT_* */
bool l7_link_is_known(int dlt);

/**
 * l7_link_pull() - take off what the capturing program or machine has put before a frame
 * @dlt: DLT_*, or LINKTYPE_* where these differ
 *
 * Return: what is behind it, L7_LAYER_NONE if that isn't known.
 */
enum l7_layer l7_link_pull(int dlt, struct l7_rest *rest);

#endif
