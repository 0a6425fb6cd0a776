/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef L7_KERNEL_STATS_H
#define L7_KERNEL_STATS_H

#include <linux/percpu.h>
#include <linux/types.h>
#include "core/stat.h"

struct l7_stats {
	u64 count[L7_STAT_MAX];
};

#define l7_stats_add(stats, stat, n) this_cpu_add((stats)->count[stat], n)
#define l7_stats_inc(stats, stat) l7_stats_add(stats, stat, 1)

/**
 * l7_stats_sum() - one counter over all CPUs
 */
u64 l7_stats_sum(const struct l7_stats __percpu *stats, enum l7_stat stat);

#endif
