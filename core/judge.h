/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef L7_CORE_JUDGE_H
#define L7_CORE_JUDGE_H

#include "core/flow.h"

/**
 * l7_judge() - from expressions that matched to definitions that match, at the end of a packet
 * @pkt: fed, > 0 bytes; its bitmaps are used up
 * @now: bitmap over definitions, clear; those that match are set
 *
 * Return: does any match
 */
L7_CORE bool l7_judge(struct l7_flow *f, const struct l7_image *img, struct l7_packet *pkt, u64 *now);

#endif
