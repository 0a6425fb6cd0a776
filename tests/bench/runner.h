/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef BENCH_RUNNER_H
#define BENCH_RUNNER_H

/*
 * runner.h - an engine, used the way a classifier would use it
 *
 * Packets are handed over as they arrive; after each, the question is whether any definition matches the sequence so far. The
 * first time the answer is yes the connection is decided. Engines that can't resume scan the sequence again from its
 * beginning, as the classic did. NUL bytes are taken out for all but ours beforehand, at no charge.
 */

#ifdef __cplusplus
extern "C" {
#endif

#include "tests/oracle/defs.h"
#include "tests/oracle/flows.h"

/**
 * struct runner - one engine
 * @name:  for the table
 * @open:  compile @count expressions; NULL if that fails
 * @run:   one connection; returns the packet that decided it, -1 for none
 * @state: bytes a connection under inspection costs, besides its payload where that has to be kept
 * @size:  bytes of the compiled form; 0: not to be learnt
 * @keeps_payload: needs the sequence so far, up to 2048 bytes per connection
 */
struct runner {
	const char *name;
	void *(*open)(const struct odef *const *defs, size_t count);
	int (*run)(void *self, const struct flow *f);
	size_t (*state)(void *self);
	size_t (*size)(void *self);
	void (*close)(void *self);
	bool keeps_payload;
};

extern const struct runner runner_ours;
/* `$` judged at each packet's end, as it must be */
extern const struct runner runner_hyperscan;
/* `$` not judged at all: some answers are wrong, nothing is lost by it */
extern const struct runner runner_hyperscan_no_end;
extern const struct runner runner_re2;
extern const struct runner runner_pcre2;
extern const struct runner runner_glibc;

#ifdef __cplusplus
}
#endif

#endif
