/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef L7_PROVE_CHECK_H
#define L7_PROVE_CHECK_H

#include "prove/chance.h"
#include "prove/cost.h"
#include "prove/finding.h"

/*
 * check.h - all that can be proved about definitions: what `l7 check` says
 */

/**
 * struct l7_check_options
 * @random_max:    a definition that a random packet matches more likely than this is a finding
 * @printable_max: likewise, of packets of printable ASCII
 * @overlap_max:   an overlap of a larger share is a finding, see rival.h
 * @cache_dir:     as for l7_compile()
 */
struct l7_check_options {
	double random_max;
	double printable_max;
	double overlap_max;
	const char *cache_dir;
};

#define L7_CHECK_RANDOM_MAX 1e-8
#define L7_CHECK_PRINTABLE_MAX 1e-6
#define L7_CHECK_OVERLAP_MAX 1e-4

/** struct l7_check_def - figures of one definition */
struct l7_check_def {
	const struct l7_def *def;
	struct l7_chance random;
	struct l7_chance printable;
	struct l7_cost cost;
};

/**
 * struct l7_check - zero-initialise, release with l7_check_fini()
 * @findings: sorted, answers taken into account
 * @def:     [ndefs] in the order of names
 * @compile: of the whole set
 * @tcp:     lanes
 * @udp:     lanes
 */
struct l7_check {
	struct l7_findings findings;
	struct l7_check_def *def;
	size_t ndefs;
	struct l7_compile_report compile;
	struct l7_lanes tcp;
	struct l7_lanes udp;
};

/**
 * l7_check() - examine definitions
 * @defs: must outlive @check; get numbers as by l7_compile()
 *
 * Return: 0; -1 with an error in @d.
 */
int l7_check(struct l7_check *check, struct l7_defs *defs, const struct l7_check_options *options, struct l7_diags *d);

void l7_check_fini(struct l7_check *check);

#endif
