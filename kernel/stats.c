// SPDX-License-Identifier: GPL-2.0-only
#include "kernel/stats.h"

u64 l7_stats_sum(const struct l7_stats __percpu *stats, enum l7_stat stat)
{
	u64 sum = 0;
	int cpu;

	for_each_possible_cpu(cpu)
		sum += per_cpu_ptr(stats, cpu)->count[stat];
	return sum;
}
