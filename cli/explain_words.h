/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef L7_CLI_EXPLAIN_WORDS_H
#define L7_CLI_EXPLAIN_WORDS_H

/*
 * explain_words.h - paragraphs of plain words, and commands, to be printed or put into JSON
 */

#include "cli/output.h"

/** struct l7_words - zero-initialise, release with l7_words_fini() */
struct l7_words {
	char **text;
	size_t count;
};

/** l7_words_add() - one more paragraph; one that begins with a blank is a command and is printed as it is */
void l7_words_add(struct l7_words *w, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

/** l7_words_print() - on lines of at most 79 columns, two of them blank */
void l7_words_print(const struct l7_words *w);

/** l7_words_json() - an array of texts */
json_t *l7_words_json(const struct l7_words *w);
void l7_words_fini(struct l7_words *w);

#endif
