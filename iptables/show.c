// SPDX-License-Identifier: GPL-2.0-only
/*
 * show.c - what iptables prints of a rule
 */

#include "iptables/show.h"

#include <stdio.h>
#include <string.h>
#include <xtables.h>

void l7_show_list(const struct xt_layer7_info *info)
{
	printf(" LAYER7 l7proto %s%s", info->flags & XT_LAYER7_INVERT ? "!" : "", info->name);
	if (info->flags & XT_LAYER7_PKT)
		printf(" l7pkt");
	if (*info->dir)
		printf(" l7dir %s", info->dir);
}

/* iptables quotes more than it must; a path is nearly always better without. */
static void save_value(const char *value)
{
	static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_./-";

	if (value[strspn(value, plain)])
		xtables_save_string(value);
	else
		printf(" %s", value);
}

void l7_show_save(const struct xt_layer7_info *info)
{
	if (*info->dir) {
		printf(" --l7dir");
		save_value(info->dir);
	}
	printf("%s --l7proto", info->flags & XT_LAYER7_INVERT ? " !" : "");
	save_value(info->name);
	if (info->flags & XT_LAYER7_PKT)
		printf(" --l7pkt");
}
