/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef L7_CLI_OUTFILE_H
#define L7_CLI_OUTFILE_H

/*
 * outfile.h - a file that is there whole or not at all
 *
 * It is written beside its place and renamed: no reader meets half of it, and after a failure the old one is still
 * there. The new one has the mode and, where that is permitted, the owner of the old one. A link stays one: what it
 * leads to is replaced. What isn't a file, such as /dev/null or a pipe, is written as it is.
 */

#include <stdbool.h>
#include <stdio.h>

/**
 * struct l7_outfile - between l7_outfile_open() and l7_outfile_close()
 * @out:    to write to
 * @path:   where it is to be (borrowed); "-": standard output
 * @place:  the same, links followed
 * @beside: where it is written (NULL: in its place)
 */
struct l7_outfile {
	FILE *out;
	const char *path;
	char *place;
	char *beside;
};

/** l7_outfile_open() - Return: 0; -1 with errno set, and nothing to close */
int l7_outfile_open(struct l7_outfile *f, const char *path);

/**
 * l7_outfile_close() - put it into its place
 * @keep: else what was written goes
 *
 * Return: 0; -1 with errno set: it was not @keep, or could not be written to its end.
 */
int l7_outfile_close(struct l7_outfile *f, bool keep);

#endif
