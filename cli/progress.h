/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef L7_CLI_PROGRESS_H
#define L7_CLI_PROGRESS_H

/*
 * progress.h - how far a long run has come, on a terminal
 */

#include <stdbool.h>
#include <stdint.h>

/**
 * struct l7_progress - zero-initialise
 * @begun: seconds of the monotonic clock; 0: not begun
 * @shown: when the line was last written; 0: it isn't there
 */
struct l7_progress {
	double begun;
	double shown;
};

/**
 * l7_progress_show() - write the line, if stderr is a terminal, a second has passed, and it is not too soon again
 * @done:   bytes
 * @all:    of so many; 0: not known
 * @frames: so far
 */
void l7_progress_show(struct l7_progress *p, uint64_t done, uint64_t all, uint64_t frames);

/** l7_progress_clear() - take the line away, before something else is written or at the end */
void l7_progress_clear(struct l7_progress *p);

#endif
