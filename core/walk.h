/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef L7_CORE_WALK_H
#define L7_CORE_WALK_H

#include "core/image.h"

#define L7_ALL_GROUPS (~0u)

/**
 * l7_walk_start() - the states before the first byte
 * @img:    verified
 * @groups: bit g set: group g takes part; the others begin in the dead state and cost nothing.
 *          A definition's are in its struct l7_image_def
 * @state:  one per group, head->ngroups
 */
L7_CORE void l7_walk_start(const struct l7_image *img, u32 groups, u16 *state);

/**
 * l7_walk() - run payload bytes through all groups of an image
 * @img:   verified; nothing is checked again here
 * @state: one per group, from l7_walk_start() or an earlier walk through the same image; moved on
 * @p:     payload (may be NULL if @len is 0); any bytes
 * @len:   bytes
 * @hits:  bitmap of patterns, head->words; a bit is set for each whose expression matches somewhere
 *         in these bytes, whatever follows; no bit is cleared
 *
 * An expression that matched once may or may not be reported again. Linear in @len, constant stack, cannot fail.
 * Context: any, softirq too.
 */
L7_CORE void l7_walk(const struct l7_image *img, u16 *state, const u8 *p, size_t len, u64 *hits);

/**
 * l7_walk_end() - which expressions match if the sequence ends here
 * @img:   verified
 * @state: as l7_walk() left them, after at least one byte (of a group of scope MERGED: one that was not NUL)
 * @hits:  as for l7_walk(); these matches hold for this packet only
 */
L7_CORE void l7_walk_end(const struct l7_image *img, const u16 *state, u64 *hits);

#endif
