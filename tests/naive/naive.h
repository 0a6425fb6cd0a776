/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef TESTS_NAIVE_H
#define TESTS_NAIVE_H

/*
 * naive.h - our language, slowly and obviously: from the lines of definitions and the bytes sent so far
 *
 * No automata, no groups, nothing kept between packets but what was sent and what has matched. How an expression matches
 * bytes is the caller's to say.
 */

#include "compiler/compiler.h"
#include "core/flow.h"

/**
 * struct naive_matcher - how expressions match
 * @compile: of a pattern; not NULL
 * @matches: whether it matches somewhere in the bytes, `^` being their beginning and `$` their end; @len > 0
 */
struct naive_matcher {
	void *(*compile)(const struct l7_pattern *p);
	bool (*matches)(void *expression, const uint8_t *bytes, size_t len);
	void (*free)(void *expression);
};

struct naive;

/** naive_new() - all definitions of @defs, which must stay; none of them classic */
struct naive *naive_new(const struct l7_defs *defs, const struct naive_matcher *matcher);
void naive_free(struct naive *n);

/** naive_begin() - another connection; of the bytes that are not NUL it is shown @max_bytes */
void naive_begin(struct naive *n, bool udp, size_t max_bytes);

/**
 * naive_packet() - its next payload
 * @now: bitmap over @defs, L7_DEF_WORDS; set to the definitions that match at this packet
 */
void naive_packet(struct naive *n, enum l7_dir dir, const uint8_t *p, size_t len, uint64_t *now);

#endif
