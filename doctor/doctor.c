// SPDX-License-Identifier: GPL-2.0-only
/*
 * doctor.c - the order of the checks
 */

#include <errno.h>

#include "doctor/doctor.h"

static void examine_unseen(const struct l7_host *h, struct l7_remarks *r)
{
	if (h->answers.error && h->answers.error != -ENOENT)
		l7_remarks_unseen(r, "what is loaded");
	if (h->answers.error ? h->answers.error != -ENOENT : l7_host_inspects(h) && !h->traffic.read)
		l7_remarks_unseen(r, "connections");
	if (!h->is_root)
		l7_remarks_unseen(r, "rules");
}

void l7_doctor_examine(const struct l7_host *h, struct l7_remarks *r)
{
	l7_module_examine(h, r);
	l7_bpf_examine(h, r);
	l7_extension_examine(h, r);
	l7_files_examine(h, r);
	l7_loaded_examine(h, r);
	l7_labels_examine(h, r);
	l7_inspection_examine(h, r);
	l7_tracking_examine(h, r);
	l7_offload_examine(h, r);
	l7_traffic_examine(h, r);
	l7_counters_examine(h, r);
	l7_kernel_examine(h, r);
	examine_unseen(h, r);
}
