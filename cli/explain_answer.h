/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef L7_CLI_EXPLAIN_ANSWER_H
#define L7_CLI_EXPLAIN_ANSWER_H

/*
 * explain_answer.h - what there is to say of a connection of a capture
 */

#include "cli/explain_near.h"
#include "cli/explain_outlook.h"
#include "cli/explain_story.h"
#include "cli/explain_words.h"
#include "conntrack/ct.h"

/**
 * struct l7_answer - release with l7_answer_fini()
 * @compiled: and @classify, @path, @story: borrowed
 * @words:   in sentences
 * @matched: the definition of the verdict, with the patterns that were found
 * @near:    others, without a verdict
 * @outlook: what could still match when the inspection ended, if @has_outlook
 * @also:    [nalso] definitions that match at the packet of the verdict as well, by index
 */
struct l7_answer {
	const struct l7_compiled *compiled;
	const struct l7_classify *classify;
	const char *path;
	const struct l7_story *story;
	struct l7_ct ct;
	struct l7_words words;
	struct l7_near matched;
	struct l7_near near;
	struct l7_outlook outlook;
	bool has_outlook;
	uint32_t also[L7_MAX_DEFS];
	uint32_t nalso;
};

/** l7_answer_make() - Return: 0; -1 if there is no memory. Release @a whatever the answer */
int l7_answer_make(struct l7_answer *a, const struct l7_compiled *compiled, const struct l7_classify *classify,
		    const char *path, const struct l7_story *story);
void l7_answer_fini(struct l7_answer *a);

/** l7_answer_text() - print it; @verbose: all definitions that could still match */
void l7_answer_text(const struct l7_answer *a, bool verbose);

/** l7_answer_json() - Return: exit status */
int l7_answer_json(const struct l7_answer *a);

/** l7_answer_ct() - a connection of a capture, as conntrack would have it */
struct l7_ct l7_answer_ct(const struct l7_capture_tuple *t);


#endif
