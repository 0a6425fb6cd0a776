// SPDX-License-Identifier: GPL-2.0-only
/*
 * route.c - which route serves: what everything else depends on
 */

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "doctor/doctor.h"

/* What the check of the module has found against it. */
static const char *why_no_module(const struct l7_remarks *r)
{
	for (size_t i = 0; i < r->count; i++)
		if (!strcmp(r->remark[i].check, "module") && r->remark[i].level != L7_LEVEL_FINE)
			return r->remark[i].what;
	return "the module is not loaded";
}

char *l7_route_text(const struct l7_host *h, const struct l7_remarks *r)
{
	char *version, *text;

	if (h->answers.error == -ENOENT)
		return l7_text("none: neither the module nor BPF programs can inspect here, see below");
	if (h->answers.route == L7_ROUTE_BPF)
		return l7_text("BPF, no module: %s", why_no_module(r));
	version = l7_host_text(h, "/sys/module/xt_layer7/version");
	text = l7_text("the module xt_layer7%s%s", version ? " " : "", version ? version : "");
	free(version);
	return text;
}
