/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef L7_COMPILER_PROGRAM_H
#define L7_COMPILER_PROGRAM_H

#include "compiler/regex.h"

/**
 * struct l7_program - definitions as an image has them, all but the automata; release with l7_program_fini()
 * @def:       [ndefs] in the order of the image: by rank, then name, then digest; borrowed
 * @pattern:   [npatterns] by definition; parts that belong together stand together
 * @written:   [npatterns] what each was made from, borrowed; one for tcp and udp makes two
 * @regex:     [npatterns] what is left to an automaton, see l7_lower()
 * @condition: [nconditions]
 * @alias:     [naliases] no name twice, none that a definition has
 */
struct l7_program {
	const struct l7_def **def;
	uint32_t ndefs;
	struct l7_image_pattern *pattern;
	const struct l7_pattern **written;
	struct l7_regex *regex;
	uint32_t npatterns;
	struct l7_image_condition *condition;
	uint32_t nconditions;
	size_t conditions_room;
	struct l7_image_alias *alias;
	uint32_t naliases;
};

/**
 * l7_program_build() - lay definitions out
 * @program: zero-initialised; release it whatever the answer
 *
 * Return: 0; -1 with an error in @d.
 */
int l7_program_build(struct l7_program *program, const struct l7_defs *defs, struct l7_diags *d);

void l7_program_fini(struct l7_program *program);

#endif
