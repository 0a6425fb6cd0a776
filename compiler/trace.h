/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef L7_COMPILER_TRACE_H
#define L7_COMPILER_TRACE_H

#include "compiler/nfa.h"

/*
 * trace.h - how far a pattern's expression comes in a sequence of bytes
 *
 *	^user [a-z]+\r\n    user bob!x     dead behind 8 bytes: `user bob' could have become a match, `user bob!' can't
 *	                    user bob\r     open
 *	                    user bob\r\n.  matched behind 10 bytes
 *
 * The expression as it was written, without the conditions that are made of parts of it when it is compiled.
 */

enum l7_trace_state {
	L7_TRACE_OPEN,		/* something can still follow that makes it a match */
	L7_TRACE_MATCHED,
	L7_TRACE_DEAD,
};

/**
 * struct l7_trace - zero-initialise, release with l7_trace_fini()
 * @bytes: MATCHED: of the sequence up to where it matched first; DEAD: of its longest beginning that could still have
 *         become a match; OPEN: so far
 * @telling: of @bytes, those in whose place fewer than half of all values would have done
 * @ends:  it matches if the sequence ends here
 * @fresh_start: no byte has counted yet; the classic's NUL doesn't
 * @thread: [nthreads] positions of @nfa that wait for a byte
 */
struct l7_trace {
	enum l7_trace_state state;
	size_t bytes;
	size_t telling;
	bool ends;
	bool fresh_start;
	struct l7_regex regex;
	struct l7_nfa nfa;
	uint32_t *thread;
	uint32_t *fresh;
	uint32_t nthreads;
	uint32_t *mark;		/* [npositions] the last step that a position was put in at */
	uint32_t step;
};

/**
 * l7_trace_init() - prepare for a pattern
 * @file: of the definition, for diagnostics (may be NULL)
 *
 * Return: 0; -1 with an error in @d. At the beginning of a sequence.
 */
int l7_trace_init(struct l7_trace *t, const struct l7_pattern *p, const char *file, struct l7_diags *d);
void l7_trace_fini(struct l7_trace *t);

/** l7_trace_begin() - go back to the beginning of a sequence */
void l7_trace_begin(struct l7_trace *t);

/** l7_trace_feed() - the next bytes; of no effect unless the trace is open. Return: the state after them */
enum l7_trace_state l7_trace_feed(struct l7_trace *t, const uint8_t *p, size_t len);

/**
 * l7_trace_end() - a packet ends here: what matches at an end has matched
 *
 * A sequence without a byte has no end. Return: the state.
 */
enum l7_trace_state l7_trace_end(struct l7_trace *t);

#endif
