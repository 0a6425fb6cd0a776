// SPDX-License-Identifier: GPL-2.0-only
/*
 * progress.c - a line on stderr: share, rates, time left
 */

#include "cli/progress.h"

#include <inttypes.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

#define PATIENCE_SECS 1.0
#define EVERY_SECS 0.2

static double now(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return ts.tv_sec + ts.tv_nsec / 1e9;
}

static void print_left(double seconds)
{
	const uint64_t s = seconds + 0.5;

	if (s >= 3600)
		fprintf(stderr, ", %" PRIu64 " h %02" PRIu64 " min left", s / 3600, s / 60 % 60);
	else if (s >= 60)
		fprintf(stderr, ", %" PRIu64 " min %02" PRIu64 " s left", s / 60, s % 60);
	else
		fprintf(stderr, ", %" PRIu64 " s left", s);
}

void l7_progress_show(struct l7_progress *p, uint64_t done, uint64_t all, uint64_t frames)
{
	const double t = now();
	double since;

	if (!p->begun)
		p->begun = t;
	since = t - p->begun;
	if (since < PATIENCE_SECS || t - p->shown < EVERY_SECS || !isatty(STDERR_FILENO))
		return;
	p->shown = t;
	fprintf(stderr, "\r\033[K");
	if (all)
		fprintf(stderr, "%3.0f %%, ", 100.0 * done / all);
	fprintf(stderr, "%" PRIu64 " frames, %.1f MB/s, %.2f M frames/s", frames, done / since / 1e6, frames / since / 1e6);
	if (all && done)
		print_left(since * (all - done) / done);
	fflush(stderr);
}

void l7_progress_clear(struct l7_progress *p)
{
	if (p->shown)
		fprintf(stderr, "\r\033[K");
	p->shown = 0;
}
