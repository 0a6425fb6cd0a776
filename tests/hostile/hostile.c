// SPDX-License-Identifier: GPL-2.0-only
/*
 * hostile.c - captures that are cut and changed, read as `l7 classify` reads them, with all our definitions
 *
 *   hostile [-n INPUTS] [-f FIRST] [-s SEED] [-c STEP] [-d DIR] [-w FILE]
 *
 *   -n INPUTS  mutated captures (10000)
 *   -f FIRST   number of the first of them (0)
 *   -s SEED    of chance (1)
 *   -c STEP    cut each capture at every STEPth of its first 4096 bytes (1); 0: don't
 *   -d DIR     with the captures in DIR besides those made here; may be given more than once
 *   -w FILE    write mutated capture FIRST to FILE, read no other
 *
 * Built with address and undefined behaviour sanitizers. Memory in use must be the same after each input, and bounded
 * within; an input that takes a second of CPU time is a hang. What goes wrong is said with the number of the input.
 */
#include <inttypes.h>
#include <sanitizer/allocator_interface.h>
#include <sanitizer/common_interface_defs.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

#include "tests/hostile/mutate.h"
#include "tests/hostile/reader.h"
#include "tests/oracle/table.h"

#define CUT_BYTES 4096
#define FILE_BYTES 65536
#define MEMORY_BYTES (32u << 20)	/* for an input of at most FILE_BYTES */
#define HANG_SECS 1

/* what is being read, for the report of a crash */
static char at[512] = "nothing yet";
static volatile uint64_t serial;

struct run {
	struct seeds seeds;
	struct table table;
	struct reader reader;
	uint64_t inputs, first, seed;
	size_t step, base, most;
	const char *write;
};

const char *__asan_default_options(void);
const char *__asan_default_options(void)
{
	return "quarantine_size_mb=8:malloc_context_size=12:detect_stack_use_after_return=1";
}

const char *__ubsan_default_options(void);
const char *__ubsan_default_options(void)
{
	return "print_stacktrace=1:halt_on_error=1:abort_on_error=1";
}

static void say_where(void)
{
	dprintf(STDOUT_FILENO, "not ok hostile: %s\n", at);
}

static void take_abort(int signal)
{
	__sanitizer_print_stack_trace();
	say_where();
	_exit(1);
}

static void take_tick(int signal)
{
	static uint64_t last = UINT64_MAX;

	if (last == serial) {
		dprintf(STDOUT_FILENO, "# an input takes more than %d s\n", HANG_SECS);
		take_abort(signal);
	}
	last = serial;
}

static void watch(void)
{
	const struct itimerval every = { { HANG_SECS, 0 }, { HANG_SECS, 0 } };

	__sanitizer_set_death_callback(say_where);
	signal(SIGABRT, take_abort);
	signal(SIGVTALRM, take_tick);
	setitimer(ITIMER_VIRTUAL, &every, NULL);
}

static void fail(const char *why, size_t bytes)
{
	printf("# %s: %zu bytes\n", why, bytes);
	fflush(stdout);
	take_abort(0);
}

/* what libc and libpcap keep for themselves they keep once */
static void check_memory(struct run *run, size_t used)
{
	const size_t now = __sanitizer_get_current_allocated_bytes();

	if (run->base && now > run->base)
		fail("leaked", now - run->base);
	if (run->base && used - run->base > MEMORY_BYTES)
		fail("too much memory", used - run->base);
	if (run->base && used - run->base > run->most)
		run->most = used - run->base;
}

static void read_input(struct run *run, const uint8_t *bytes, size_t len, unsigned int way)
{
	/* of its own and exactly so long */
	uint8_t *copy = malloc(len);
	size_t used;

	memcpy(copy, bytes, len);
	used = reader_read(&run->reader, copy, len, way);
	free(copy);
	serial++;
	check_memory(run, used);
}

static void warm_up(struct run *run)
{
	const struct seed *s = &run->seeds.seed[0];
	unsigned int way;

	for (way = 0; way < READER_WAYS; way++)
		read_input(run, s->bytes, s->len, way);
	run->base = __sanitizer_get_current_allocated_bytes();
	run->reader = (struct reader){ .img = &run->table.img };
}

static double seconds(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec + t.tv_nsec / 1e9;
}

static void report(struct run *run, const char *what, double since)
{
	const struct reader *r = &run->reader;
	struct rusage u;

	getrusage(RUSAGE_SELF, &u);
	printf("# %" PRIu64 " inputs in %.0f s, %" PRIu64 " refused, %" PRIu64 " frames, %" PRIu64 " packets, %" PRIu64
	       " connections, %" PRIu64 " named, %" PRIu64 " frames extracted\n", r->inputs, seconds() - since,
	       r->refused, r->frames, r->packets, r->connections, r->named, r->extracted);
	printf("# at most %zu KiB for an input, %ld MiB resident\n", run->most >> 10, u.ru_maxrss >> 10);
	printf("ok %s (%" PRIu64 " inputs)\n", what, r->inputs);
	fflush(stdout);
	run->reader = (struct reader){ .img = &run->table.img };
	run->most = 0;
}

static void read_cuts(struct run *run)
{
	const double since = seconds();
	size_t i, len, k = 0;

	for (i = 0; i < run->seeds.count; i++) {
		const struct seed *s = &run->seeds.seed[i];

		for (len = 1; len <= s->len && len <= CUT_BYTES; len++) {
			if (k++ % run->step)
				continue;
			snprintf(at, sizeof(at), "%s, the first %zu bytes", s->name, len);
			read_input(run, s->bytes, len, 0);
		}
		/* and all of it */
		snprintf(at, sizeof(at), "%s", s->name);
		read_input(run, s->bytes, s->len, READER_EXTRACTS);
	}
	report(run, "cut", since);
}

static void read_mutants(struct run *run)
{
	const double since = seconds();
	static struct mutant m;
	unsigned int way;
	uint64_t i;

	for (i = run->first; i < run->first + run->inputs; i++) {
		snprintf(at, sizeof(at), "input %" PRIu64 " of seed %" PRIu64 "; alone: -c 0 -n 1 -f %" PRIu64 " -s %"
			 PRIu64, i, run->seed, i, run->seed);
		mutate(&m, &run->seeds, run->seed, i, &way);
		read_input(run, m.bytes, m.len, way);
	}
	report(run, "mutated", since);
}

static int write_mutant(const struct run *run)
{
	FILE *out = fopen(run->write, "wb");
	static struct mutant m;
	unsigned int way;

	mutate(&m, &run->seeds, run->seed, run->first, &way);
	if (!out || fwrite(m.bytes, 1, m.len, out) != m.len || fclose(out)) {
		perror(run->write);
		return 2;
	}
	return 0;
}

static int usage(void)
{
	fprintf(stderr, "usage: hostile [-n INPUTS] [-f FIRST] [-s SEED] [-c STEP] [-d DIR]... [-w FILE]\n");
	return 2;
}

static int run_all(struct run *run)
{
	static const char *const dirs[] = { "defs" };

	if (!table_compile(&run->table, dirs, 1))
		return 2;
	run->reader.img = &run->table.img;
	watch();
	warm_up(run);
	if (run->step)
		read_cuts(run);
	if (run->inputs)
		read_mutants(run);
	return 0;
}

int main(int argc, char **argv)
{
	struct run run = { .inputs = 10000, .seed = 1, .step = 1 };
	int opt, status;

	seeds_add_links(&run.seeds);
	if (!seeds_add_dialogues(&run.seeds, "tests/defs")) {
		fprintf(stderr, "hostile: no tests/defs here; it is run from the project's directory\n");
		return 2;
	}
	while ((opt = getopt(argc, argv, "n:f:s:c:d:w:")) >= 0)
		switch (opt) {
		case 'n': run.inputs = strtoull(optarg, NULL, 0); break;
		case 'f': run.first = strtoull(optarg, NULL, 0); break;
		case 's': run.seed = strtoull(optarg, NULL, 0); break;
		case 'c': run.step = strtoull(optarg, NULL, 0); break;
		case 'd': seeds_add_files(&run.seeds, optarg, FILE_BYTES); break;
		case 'w': run.write = optarg; break;
		default: return usage();
		}
	printf("# %zu captures to begin with\n", run.seeds.count);
	fflush(stdout);
	status = run.write ? write_mutant(&run) : run_all(&run);
	table_fini(&run.table);
	seeds_fini(&run.seeds);
	return status;
}
