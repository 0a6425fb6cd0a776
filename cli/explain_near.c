// SPDX-License-Identifier: GPL-2.0-only
/*
 * explain_near.c - definitions tried on a conversation
 */

#include "cli/explain_near.h"

#include <stdlib.h>
#include <string.h>

#include "cli/colour.h"

#define SCORE_MIN 3 /* bytes: fewer may be chance */
#define MATCHED_BYTES 2 /* that a whole expression is worth, conditions aside */

static void forget(struct l7_tried *t)
{
	size_t i;

	for (i = 0; t->trial && i < t->def->npatterns; i++)
		l7_trial_fini(&t->trial[i]);
	free(t->trial);
	free(t->shown);
	*t = (struct l7_tried){ 0 };
}

static int run(struct l7_trial *trial, const struct l7_pattern *p, const struct l7_def *def,
	       const struct l7_conversation *talk)
{
	struct l7_trace trace = { 0 };
	struct l7_diags ignored = { 0 };
	int err = l7_trace_init(&trace, p, def->file, &ignored);

	if (!err)
		err = l7_trial_run(trial, p, &trace, talk);
	l7_trace_fini(&trace);
	l7_diags_fini(&ignored);
	return err;
}

static int try(struct l7_tried *t, const struct l7_def *def, const struct l7_conversation *talk)
{
	size_t i;
	int err;

	*t = (struct l7_tried){ .def = def };
	t->trial = calloc(def->npatterns, sizeof(*t->trial));
	t->shown = calloc(def->npatterns, sizeof(*t->shown));
	err = t->trial && t->shown ? 0 : -1;
	for (i = 0; !err && i < def->npatterns; i++)
		err = run(&t->trial[i], &def->pattern[i], def, talk);
	return err;
}

int l7_near_matched(struct l7_near *near, const struct l7_def *def, const struct l7_conversation *talk)
{
	struct l7_tried *t = near->tried;
	size_t i;
	int err;

	*near = (struct l7_near){ .count = 1 };
	err = try(t, def, talk);
	for (i = 0; !err && i < def->npatterns; i++)
		t->shown[i] = t->trial[i].found;
	return err;
}

/* bytes that conditions found to be something else; a single condition does not count */
static size_t missed(const struct l7_attempt *a)
{
	size_t n = 0, count = 0, i;

	for (i = 0; i < a->nmeasures; i++)
		if (!a->measure[i].holds && count++)
			n += a->measure[i].condition->width ? a->measure[i].condition->width : 1;
	return n;
}

/* what can still match is not near, but open */
static size_t score(const struct l7_trial *trial)
{
	const struct l7_attempt *best = l7_trial_best(trial);
	size_t held;

	if (!best || trial->found || best->state == L7_TRACE_OPEN)
		return 0;
	if (best->state == L7_TRACE_DEAD)
		return best->telling;
	held = best->telling + l7_attempt_measured(best) + MATCHED_BYTES;
	return held > missed(best) ? held - missed(best) : 0;
}

/* the pattern that came closest is shown */
static void choose(struct l7_tried *t)
{
	size_t i, best = 0;

	for (i = 0; i < t->def->npatterns; i++) {
		const size_t here = score(&t->trial[i]);

		if (here <= t->score)
			continue;
		t->score = here;
		best = i;
	}
	t->shown[best] = true;
}

/* put it in its place, or forget it */
static void keep(struct l7_near *near, struct l7_tried *t)
{
	size_t at = near->count;

	while (at && near->tried[at - 1].score < t->score)
		at--;
	if (t->score < SCORE_MIN || at == L7_NEAR_MAX) {
		forget(t);
		return;
	}
	if (near->count == L7_NEAR_MAX)
		forget(&near->tried[--near->count]);
	memmove(&near->tried[at + 1], &near->tried[at], (near->count - at) * sizeof(*t));
	near->tried[at] = *t;
	near->count++;
}

int l7_near_find(struct l7_near *near, const struct l7_compiled *all, const struct l7_conversation *talk)
{
	uint32_t i;
	int err = 0;

	*near = (struct l7_near){ 0 };
	for (i = 0; !err && i < all->img.head->ndefs; i++) {
		struct l7_tried t;

		err = try(&t, all->def[i], talk);
		if (!err)
			choose(&t);
		keep(near, &t);
	}
	return err;
}

void l7_near_fini(struct l7_near *near)
{
	while (near->count)
		forget(&near->tried[--near->count]);
}

static struct l7_trial_report report(const struct l7_tried *t, const struct l7_conversation *talk)
{
	return (struct l7_trial_report){ .def = t->def, .path = "", .c = talk, .trial = t->trial, .shown = t->shown };
}

void l7_near_text(const struct l7_near *near, const struct l7_conversation *talk)
{
	size_t i;

	for (i = 0; i < near->count; i++) {
		const struct l7_trial_report r = report(&near->tried[i], talk);

		l7_trial_report_patterns(&r);
	}
}

json_t *l7_near_json(const struct l7_near *near, const struct l7_conversation *talk)
{
	json_t *list = json_array();
	size_t i;

	for (i = 0; list && i < near->count; i++) {
		const struct l7_tried *t = &near->tried[i];
		const struct l7_trial_report r = report(t, talk);

		json_array_append_new(list, json_pack("{s:s, s:o?, s:o}", "name", t->def->name, "file",
						      l7_output_json_pattern(t->def->file), "patterns",
						      l7_trial_report_json_patterns(&r)));
	}
	return list;
}
