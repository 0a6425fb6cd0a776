/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef L7_CLI_TRIAL_H
#define L7_CLI_TRIAL_H

/*
 * trial.h - a pattern tried on a conversation, step by step
 *
 * Plainly and for people; what counts is the verdict of the conversation, which comes from core/.
 */

#include "cli/conversation.h"
#include "compiler/trace.h"
#include "explain/measure.h"

/**
 * struct l7_attempt - on one stream, one packet, or a whole conversation as the classic sees it
 * @state:   of the expression: matched, dead, or still open at the end
 * @said:    packet of the conversation that the last byte of @reach is in
 * @byte:    1-based number of that byte in the packet; 0 with a @reach of 0
 * @reach:   bytes to where it matched, or of the longest beginning that could still have become a match
 * @telling: of these, in whose place few others would have done
 * @next:    the byte that could not follow; -1: none came, or it matched
 * @measure: [nmeasures] the conditions, if it matched: at the first packet's end where all hold, else at the last's
 * @holds:   it matched, and all conditions hold
 * @value:   of the field that is to be the same in all packets, if it is there
 */
struct l7_attempt {
	enum l7_trace_state state;
	size_t said;
	size_t byte;
	size_t reach;
	size_t telling;
	int next;
	struct l7_measure *measure;
	size_t nmeasures;
	bool holds;
	bool valued;
	uint32_t value;
};

/**
 * struct l7_trial - release with l7_trial_fini()
 * @attempt: [count]; none: the pattern is not for this transport, or nothing was said that it is for
 * @times:   most packets of a direction, with the same value where that is wanted, that it held in
 * @found:   held in as many as it wants
 */
struct l7_trial {
	const struct l7_pattern *pattern;
	struct l7_attempt *attempt;
	size_t count;
	unsigned int times;
	bool found;
};

/**
 * l7_trial_run() - try a pattern
 * @trace: of it
 *
 * Return: 0; -1 if there is no memory.
 */
int l7_trial_run(struct l7_trial *trial, const struct l7_pattern *p, struct l7_trace *trace,
		 const struct l7_conversation *c);
void l7_trial_fini(struct l7_trial *trial);

/** l7_attempt_measured() - bytes that its conditions found to be what they wanted */
size_t l7_attempt_measured(const struct l7_attempt *a);

/** l7_trial_best() - the attempt that came farthest: held, else matched, else the longest; Return: NULL: none */
const struct l7_attempt *l7_trial_best(const struct l7_trial *trial);

#endif
