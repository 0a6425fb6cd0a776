/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef L7_CLI_TRIAL_REPORT_H
#define L7_CLI_TRIAL_REPORT_H

/*
 * trial_report.h - what became of a definition's patterns in a conversation, for people and in JSON
 */

#include "cli/output.h"
#include "cli/trial.h"

/**
 * struct l7_trial_report
 * @path:  of the file that @c is out of
 * @trial: [def->npatterns]
 * @shown: [def->npatterns] which of them to show
 * @all:   of these, all attempts, not only the best
 */
struct l7_trial_report {
	const struct l7_def *def;
	const char *path;
	const struct l7_conversation *c;
	const struct l7_trial *trial;
	const bool *shown;
	bool all;
};

void l7_trial_report_text(const struct l7_trial_report *r);

/** l7_trial_report_patterns() - of it, the patterns that are to be shown */
void l7_trial_report_patterns(const struct l7_trial_report *r);

/** l7_trial_report_json() - Return: an object; NULL if there is no memory */
json_t *l7_trial_report_json(const struct l7_trial_report *r);

/** l7_trial_report_json_patterns() - Return: an array; NULL if there is no memory */
json_t *l7_trial_report_json_patterns(const struct l7_trial_report *r);

#endif
