/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef L7_EXPLAIN_PROSPECT_H
#define L7_EXPLAIN_PROSPECT_H

/*
 * prospect.h - what each pattern of an image is still waiting for in a connection
 *
 *   image ─┐
 *   flow ──┴─> for each pattern: found, or what it lacks and bytes that would bring it on, or why it can't be found
 */

#include "core/flow.h"
#include "explain/future.h"
#include "explain/measure.h"

/** enum l7_prospect_state - the better first */
enum l7_prospect_state {
	L7_PROSPECT_FOUND,
	L7_PROSPECT_PACKETS,	/* it held in some packets, and wants more */
	L7_PROSPECT_CONDITION,	/* its expression has matched; conditions may hold once the stream has grown */
	L7_PROSPECT_OPEN,	/* its expression may still match */
	L7_PROSPECT_DEAD,	/* its expression can't match any more */
	L7_PROSPECT_REFUTED,	/* its expression has matched or might, but a condition can never hold */
	L7_PROSPECT_PASSED,	/* it is about a direction's first packet, which has passed */
	L7_PROSPECT_ABSENT,	/* it takes no part: another transport, or no rule names its definition */
};

/**
 * struct l7_prospect - of one pattern
 * @dir:      bit d set: in direction d (enum l7_dir), of both the better one
 * @gained:   OPEN: so many bytes fewer are missing than at the beginning
 * @missing:  of @witness: at least so many bytes
 * @packets:  PACKETS: that it held in
 * @measure:  CONDITION, REFUTED: of a condition that does not hold
 * @witness:  OPEN: what would make the expression match, and fields that must have a certain value; CONDITION: the
 *            latter alone, as far as they have not come
 */
struct l7_prospect {
	enum l7_prospect_state state;
	uint8_t dir;
	uint32_t gained;
	uint32_t missing;
	uint32_t packets;
	struct l7_measure measure;
	struct l7_witness witness;
};

/** struct l7_prospects - release with l7_prospects_fini(); @of: [img->head->npatterns] */
struct l7_prospects {
	const struct l7_image *img;
	struct l7_prospect *of;
};

/**
 * l7_prospects_find() - look ahead
 * @img: verified; borrowed
 * @f:   a flow through it, as its last packet has left it
 *
 * Return: 0, -ENOMEM; -EINVAL: a state of the flow is none of the image's.
 */
int l7_prospects_find(struct l7_prospects *all, const struct l7_image *img, const struct l7_flow *f);
void l7_prospects_fini(struct l7_prospects *all);

/** l7_prospects_is_alive() - the pattern and all that must be found with it can be, or are */
bool l7_prospects_is_alive(const struct l7_prospects *all, uint32_t pattern);

#endif
