// SPDX-License-Identifier: GPL-2.0-only
/*
 * program.c - BPF programs behind `-m bpf`: those that do nothing, and how long others take
 */

#include <bpf/bpf.h>
#include <linux/bpf.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "tests/bench/gateway/load.h"

int load_program(char **arg)
{
	struct bpf_insn nothing[] = {
		{ .code = BPF_ALU64 | BPF_MOV | BPF_K, .dst_reg = BPF_REG_0, .imm = 0 },
		{ .code = BPF_JMP | BPF_EXIT },
	};

	for (; *arg; arg++) {
		int fd = bpf_prog_load(BPF_PROG_TYPE_SOCKET_FILTER, "nothing", "GPL", nothing, 2, NULL);

		if (fd < 0)
			load_die("bpf_prog_load");
		if (bpf_obj_pin(fd, *arg))
			load_die(*arg);
		close(fd);
	}
	return 0;
}

/**
 * struct cost - of all programs together
 */
struct cost {
	unsigned long long ns;
	unsigned long long runs;
};

static struct cost add_up(char **path)
{
	struct cost sum = { 0 };

	for (; *path; path++) {
		struct bpf_prog_info info = { 0 };
		__u32 size = sizeof(info);
		int fd = bpf_obj_get(*path);

		if (fd < 0 || bpf_obj_get_info_by_fd(fd, &info, &size))
			load_die(*path);
		sum.ns += info.run_time_ns;
		sum.runs += info.run_cnt;
		close(fd);
	}
	return sum;
}

/* The kernel measures as long as the descriptor of bpf_enable_stats() is open: nothing to be put back. */
int load_watch(char **arg)
{
	struct cost before, after;

	if (bpf_enable_stats(BPF_STATS_RUN_TIME) < 0)
		load_die("bpf_enable_stats");
	before = add_up(arg);
	puts("ready");
	fflush(stdout);
	while (getchar() != EOF)
		;
	after = add_up(arg);
	printf("ns=%llu runs=%llu\n", after.ns - before.ns, after.runs - before.runs);
	return 0;
}
