/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef L7_CLI_EXPLAIN_OUTLOOK_H
#define L7_CLI_EXPLAIN_OUTLOOK_H

/*
 * explain_outlook.h - which definitions can still match a connection, and what they wait for, for people and in JSON
 */

#include "cli/output.h"
#include "explain/prospect.h"

/**
 * struct l7_outlook - release with l7_outlook_fini()
 * @flow:      borrowed
 * @alive:     [img->head->ndefs] definitions that can still match
 * @chain:     [img->head->ndefs] of these the pattern, first of its parts, that has come farthest
 * @order:     [nalive] definitions, those that have come farthest first
 * @begun:     of these, so many have come some way; the others wait for what they would have waited for at first
 */
struct l7_outlook {
	const struct l7_image *img;
	const struct l7_flow *flow;
	struct l7_prospects prospects;
	bool *alive;
	uint32_t *chain;
	uint32_t *order;
	uint32_t nalive;
	uint32_t begun;
};

/**
 * l7_outlook_make()
 * @taking_part: [img->head->ndefs] (NULL: all do) definitions that could get the verdict at all
 *
 * Return: 0; -ENOMEM; -EINVAL: the flow is not through this image.
 */
int l7_outlook_make(struct l7_outlook *o, const struct l7_image *img, const struct l7_flow *flow,
		    const bool *taking_part);
void l7_outlook_fini(struct l7_outlook *o);

/** l7_outlook_text() - print; @all: those, too, that have not come any way */
void l7_outlook_text(const struct l7_outlook *o, bool all);

/** l7_outlook_json() - Return: an array; NULL if there is no memory */
json_t *l7_outlook_json(const struct l7_outlook *o);

#endif
