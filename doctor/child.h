/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef L7_DOCTOR_CHILD_H
#define L7_DOCTOR_CHILD_H

/*
 * child.h - asks another program, without a shell, for a limited time
 */

#include <stddef.h>

#define L7_CHILD_SECONDS 20		/* then it is killed */
#define L7_CHILD_MAX_BYTES (64 << 20)	/* of its output; then likewise */

/** struct l7_child_output - what it wrote, NUL-terminated; release with l7_child_output_fini() */
struct l7_child_output {
	char *out;
	char *err;
};

void l7_child_output_fini(struct l7_child_output *said);

/**
 * l7_child_run() - run it and wait for its end
 * @argv: NULL-terminated; argv[0] is looked for in /usr/sbin, /usr/bin, /sbin and /bin
 * @said: filled in, also if it fails
 *
 * It gets nothing to read, and speaks English.
 * Return: its exit status; -ENOENT: there is no such program; -ETIMEDOUT, -EFBIG: it was killed; other negative errno.
 */
int l7_child_run(const char *const argv[], struct l7_child_output *said);

#endif
