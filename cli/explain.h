/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef L7_CLI_EXPLAIN_H
#define L7_CLI_EXPLAIN_H

/*
 * explain.h - why a connection is what it is: of a capture, or of the running system
 */

#include "cli/explain_wanted.h"
#include "cli/reading.h"

/**
 * struct l7_explain - what was asked for
 * @all:     all connections of the running system, a line each
 * @verbose: all definitions that can still match
 */
struct l7_explain {
	struct l7_reading reading;
	struct l7_wanted wanted;
	bool json;
	bool all;
	bool verbose;
};

/** l7_explain_capture() - of a file; Return: exit status */
int l7_explain_capture(struct l7_explain *e, const char *path);

/** l7_explain_live() - of this network namespace; Return: exit status */
int l7_explain_live(struct l7_explain *e);

#endif
