/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef L7_CLI_EXPLAIN_SITUATION_H
#define L7_CLI_EXPLAIN_SITUATION_H

/*
 * explain_situation.h - a connection of the running system, and in words why it has the verdict that it has
 */

#include "cli/explain_words.h"
#include "conntrack/names.h"
#include "core/flow.h"

/**
 * struct l7_situation - what is known of it
 * @verdict:   name, "unknown", "unset" or "-"
 * @asked:     what inspects, module or BPF programs, answered; @state is what it said
 * @too_old:   it can't list connections
 * @inspected: it is under inspection; all below is of its entry
 * @generation: of the table that it is walked through
 * @packets:   seen by it
 * @now:       bitmap of definitions that match, and that no rule has claimed
 * @image:     of @generation (NULL: not at hand)
 */
struct l7_situation {
	struct l7_names *names;
	const struct l7_ct *ct;
	const char *verdict;
	bool asked;
	bool too_old;
	struct l7_state state;
	bool inspected;
	uint32_t generation;
	uint32_t packets;
	uint32_t idle_secs;
	struct l7_flow flow;
	uint64_t now[L7_DEF_WORDS];
	const struct l7_image *image;
};

/** l7_situation_tell() - what is so, why, and what to do */
void l7_situation_tell(const struct l7_situation *s, struct l7_words *words);

/** l7_situation_short() - of an undecided or unknown connection: a word or two; "" if it has a name */
const char *l7_situation_short(const struct l7_ct *ct);

#endif
