// SPDX-License-Identifier: GPL-2.0-only
/*
 * kernel.c - has the kernel itself had an accident
 */

#include "doctor/doctor.h"

#define TAINT_DIE (1ul << 7)	/* Documentation/admin-guide/tainted-kernels.rst: an oops or BUG */

void l7_kernel_examine(const struct l7_host *h, struct l7_remarks *r)
{
	unsigned long taint;

	if (!l7_host_number(h, "/proc/sys/kernel/tainted", &taint))
		return;
	if (taint & TAINT_DIE)
		l7_remarks_add(r, L7_LEVEL_NOTE, "kernel", l7_text("the kernel has had an oops since it was booted"),
			       l7_text("Whoever caused it, what it was at then may be stuck. If xt_layer7 stands in "
				       "the trace, please report it."),
			       l7_text("dmesg | grep -A 30 Oops"));
	else
		l7_remarks_fine(r, "kernel", "%s, no oops so far", h->release);
}
