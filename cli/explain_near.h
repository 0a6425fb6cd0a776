/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef L7_CLI_EXPLAIN_NEAR_H
#define L7_CLI_EXPLAIN_NEAR_H

/*
 * explain_near.h - definitions tried on a conversation: which match it, and which came closest to it
 */

#include "cli/trial_report.h"
#include "compiler/compiled.h"

#define L7_NEAR_MAX 3	/* that are told of */

/**
 * struct l7_tried - a definition's patterns, tried
 * @trial: [def->npatterns]
 * @shown: [def->npatterns] those that tell the story
 * @score: bytes that tell something, in the one that came closest
 */
struct l7_tried {
	const struct l7_def *def;
	struct l7_trial *trial;
	bool *shown;
	size_t score;
};

/** struct l7_near - release with l7_near_fini() */
struct l7_near {
	struct l7_tried tried[L7_NEAR_MAX];
	size_t count;
};

/**
 * l7_near_matched() - the definition that matches a conversation; shown are the patterns that were found
 *
 * Return: 0; -1 if there is no memory. Release @near whatever the answer.
 */
int l7_near_matched(struct l7_near *near, const struct l7_def *def, const struct l7_conversation *talk);

/**
 * l7_near_find() - those that matched a beginning, which is not just anything, and then no more; closest first
 * @all: to choose from
 *
 * Return: as l7_near_matched().
 */
int l7_near_find(struct l7_near *near, const struct l7_compiled *all, const struct l7_conversation *talk);
void l7_near_fini(struct l7_near *near);

/** l7_near_text() - print each pattern that is shown, and how far it came */
void l7_near_text(const struct l7_near *near, const struct l7_conversation *talk);

/** l7_near_json() - Return: an array; NULL if there is no memory */
json_t *l7_near_json(const struct l7_near *near, const struct l7_conversation *talk);

#endif
