// SPDX-License-Identifier: GPL-2.0-only
/*
 * reading.c - captures and interfaces read by a subcommand
 */

#include "cli/reading.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/command.h"
#include "cli/interrupt.h"
#include "cli/output.h"
#include "client/search.h"

#define IDLE_MAX_SECS 1000000000

void l7_reading_init(struct l7_reading *r, const char *name)
{
	*r = (struct l7_reading){ .name = name, .tunnels = true };
	l7_tracker_init(&r->tracker, NULL);
	r->tracker.classify.midstream = true;
}

static int parse(const struct l7_reading *r, const char *what, const char *text, unsigned long min, unsigned long max,
		 unsigned long *value)
{
	char *end;

	errno = 0;
	*value = strtoul(text, &end, 10);
	if (end != text && !*end && *text != '-' && !errno && *value >= min && *value <= max)
		return 0;
	fprintf(stderr, "l7 %s: --%s takes a number from %lu to %lu, not \"%s\"\n", r->name, what, min, max, text);
	return -1;
}

static int set_idle(struct l7_reading *r, const char *text)
{
	unsigned long seconds;

	if (parse(r, "idle", text, 1, IDLE_MAX_SECS, &seconds))
		return -1;
	l7_tracker_set_idle(&r->tracker, seconds);
	return 0;
}

int l7_reading_option(struct l7_reading *r, int opt, const char *arg)
{
	unsigned long n;
	int err = 0;

	switch (opt) {
	case 'd':
		return l7_selection_add_dir(&r->selection, arg);
	case 'f':
		r->filter = arg;
		return 0;
	case 'S':
		r->tracker.classify.midstream = false;
		return 0;
	case 'T':
		r->tunnels = false;
		return 0;
	case L7_READING_IDLE:
		return set_idle(r, arg);
	case L7_READING_MAX_CONNECTIONS:
		err = parse(r, "max-connections", arg, 1, SIZE_MAX >> 16, &n);
		r->tracker.connections.max = n;
		return err;
	case L7_READING_MAXDATALEN:
		err = parse(r, "maxdatalen", arg, L7_MAXDATALEN_MIN, L7_MAXDATALEN_MAX, &n);
		r->tracker.classify.max_bytes = n;
		return err;
	case L7_READING_NUMPACKETS:
		err = parse(r, "numpackets", arg, L7_NUMPACKETS_MIN, L7_NUMPACKETS_MAX, &n);
		r->tracker.classify.max_packets = n;
		return err;
	}
	return -1;
}

bool l7_reading_keeps(const struct l7_reading *r, const char *option, const char *output, char *const *paths, size_t n)
{
	struct stat out, in;
	size_t i;

	if (stat(output, &out) || !S_ISREG(out.st_mode))
		return true;
	for (i = 0; i < n; i++)
		if (!(strcmp(paths[i], "-") ? stat(paths[i], &in) : fstat(STDIN_FILENO, &in)) &&
		    in.st_dev == out.st_dev && in.st_ino == out.st_ino) {
			fprintf(stderr, "l7 %s: %s: %s is to be read, too; write to another file\n", r->name, option, output);
			return false;
		}
	return true;
}

int l7_reading_open(struct l7_reading *r)
{
	char cache[L7_SEARCH_CACHE_SIZE];
	const struct l7_compile_options how = { .cache_dir = l7_search_cache_dir(cache) };
	struct l7_diags diags = { 0 };
	int err = l7_selection_read(&r->selection, &r->compiled.defs, &diags);

	if (!err)
		err = l7_compiled_make(&r->compiled, &how, &diags);
	l7_command_report(&diags);
	r->tracker.classify.img = &r->compiled.img;
	l7_interrupt_notice();
	return err;
}

static int complain(struct l7_reading *r, const char *error)
{
	l7_progress_clear(&r->progress);
	fprintf(stderr, "l7 %s: ", r->name);
	l7_output_name(error, stderr);
	putc('\n', stderr);
	return -1;
}

/* frames to packets to connections, until the end of a file, or a signal */
static int read_all(struct l7_reading *r, bool live, char *error)
{
	const uint64_t before = r->frames;
	struct l7_source *s = &r->source;
	int got = 1;

	s->decoder.tunnels = r->tunnels;
	s->decoder.each = l7_tracker_take;
	s->decoder.waits = l7_tracker_wait;
	s->decoder.ctx = &r->tracker;
	/* nobody reads what nobody can write to */
	while ((got > 0 || (live && !got)) && !l7_interrupt_seen() && !ferror(stdout)) {
		got = l7_source_read(s, error);
		r->frames = before + s->decoder.frame;
		if (!live)
			l7_progress_show(&r->progress, s->done, s->size, r->frames);
	}
	l7_progress_clear(&r->progress);
	return got < 0 && !l7_interrupt_seen() ? -1 : 0;
}

static int read_source(struct l7_reading *r, bool live)
{
	char error[L7_CAPTURE_ERROR_SIZE];
	int err = r->filter ? l7_source_filter(&r->source, r->filter, error) : 0;
	const uint64_t frames = r->frames, connections = r->tracker.connections.begun;
	uint64_t dropped;

	if (!err)
		err = read_all(r, live, error);
	if (err)
		complain(r, error);
	if (!err && r->frames > frames && r->tracker.connections.begun == connections)
		fprintf(stderr, "l7 %s: %s: no TCP, UDP or ICMP in %" PRIu64 " frames\n", r->name, r->source.name,
			r->frames - frames);
	dropped = l7_source_dropped(&r->source);
	if (dropped)
		fprintf(stderr, "l7 %s: %" PRIu64 " frames came too fast and were not seen; a filter (-f) makes them fewer\n",
			r->name, dropped);
	l7_tracker_end(&r->tracker);
	l7_source_close(&r->source);
	r->source = (struct l7_source){ .pcap = NULL };
	return err;
}

int l7_reading_file(struct l7_reading *r, const char *path)
{
	char error[L7_CAPTURE_ERROR_SIZE];

	if (l7_source_open_file(&r->source, path, error))
		return complain(r, error);
	return read_source(r, false);
}

int l7_reading_live(struct l7_reading *r, const char *interface)
{
	char error[L7_CAPTURE_ERROR_SIZE];

	if (l7_source_open_live(&r->source, interface, error))
		return complain(r, error);
	return read_source(r, true);
}

void l7_reading_close(struct l7_reading *r)
{
	l7_tracker_fini(&r->tracker);
	l7_compiled_fini(&r->compiled);
}
