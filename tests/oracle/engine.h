/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef ORACLE_ENGINE_H
#define ORACLE_ENGINE_H

/*
 * engine.h - what can say where an expression matches first
 *
 * Every engine is given the same definitions and the same flows, and answers for each definition with the first packet
 * after which its expression matches the sequence so far. `oracle` compares the answers.
 */

#include "tests/oracle/defs.h"
#include "tests/oracle/flows.h"

#define FIRST_NEVER (-1)	/* matches after no packet */
#define FIRST_UNASKED (-2)	/* the engine can't express this definition */

/**
 * struct engine - one way to match
 * @name:  for the output
 * @open:  compile all definitions; NULL with a message on stderr if that fails as a whole
 * @first: fill in first[def] for all definitions: a packet's index, FIRST_NEVER or FIRST_UNASKED
 * @skip:  why a definition can't be expressed (NULL: it can)
 * @close: release
 */
struct engine {
	const char *name;
	void *(*open)(const struct odefs *defs);
	void (*first)(void *self, const struct flow *f, int *first);
	const char *(*skip)(void *self, size_t def);
	void (*close)(void *self);
};

/** engine_walk - all definitions in one image, walked by core/ */
extern const struct engine engine_walk;
/** engine_single - each definition in an image of its own */
extern const struct engine engine_single;
extern const struct engine engine_pcre2;
extern const struct engine engine_glibc;
extern const struct engine engine_hyperscan;
extern const struct engine engine_twin;

#endif
