// SPDX-License-Identifier: GPL-2.0-only
/*
 * libipt_bpf.c - rules of the route without a module are listed and saved as what was typed, `-m layer7`
 *
 * To the kernel they are rules of xt_bpf, so iptables looks for the extension "bpf". It tries libipt_bpf.so (for IPv6
 * libip6t_bpf.so, the same file) before its own libxt_bpf.so; this one loads that, and changes nothing but the words
 * for rules that are ours.
 */

#include <dlfcn.h>
#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <linux/netfilter/xt_bpf.h>
#include <xtables.h>

#include "iptables/pinned.h"
#include "iptables/show.h"

/* iptables' own words, for all other rules */
static void (*print_other)(const void *ip, const struct xt_entry_match *match, int numeric);
static void (*save_other)(const void *ip, const struct xt_entry_match *match);

static bool ours(struct xt_layer7_info *info, const struct xt_entry_match *match)
{
	return match->u.user.revision == L7_PINNED_REVISION && l7_pinned_read(info, (const void *)match->data);
}

static const char *alias(const struct xt_entry_match *match)
{
	struct xt_layer7_info info;

	return ours(&info, match) ? "layer7" : "bpf";
}

static void print(const void *ip, const struct xt_entry_match *match, int numeric)
{
	struct xt_layer7_info info;

	if (ours(&info, match))
		l7_show_list(&info);
	else
		print_other(ip, match, numeric);
}

static void save(const void *ip, const struct xt_entry_match *match)
{
	struct xt_layer7_info info;

	if (ours(&info, match))
		l7_show_save(&info);
	else
		save_other(ip, match);
}

/* Load the extension from the first of @dirs, separated by colons, that has it. */
static bool load_from(const char *dirs)
{
	char path[PATH_MAX];

	while (*dirs) {
		int len = strcspn(dirs, ":");

		snprintf(path, sizeof(path), "%.*s/libxt_bpf.so", len, dirs);
		if (dlopen(path, RTLD_NOW))
			return true;
		dirs += len + (dirs[len] == ':');
	}
	return false;
}

/* Where iptables was told to look for extensions; else beside this file. */
static bool load_original(void)
{
	const char *told = secure_getenv("XTABLES_LIBDIR");
	char self[PATH_MAX];
	char *slash;
	Dl_info info;

	if (told && load_from(told))
		return true;
	if (!dladdr((void *)load_original, &info) || strlen(info.dli_fname) >= sizeof(self))
		return false;
	strcpy(self, info.dli_fname);
	slash = strrchr(self, '/');
	if (!slash)
		return false;
	*slash = '\0';
	return load_from(self);
}

static void __attribute__((constructor)) take_over(void)
{
	struct xtables_match *original;

	if (!load_original()) {
		fprintf(stderr, "layer7: libipt_bpf.so finds no libxt_bpf.so of iptables beside it\n");
		return;
	}
	/* NULL where the kernel has no such matches: iptables says that itself */
	original = xtables_find_match_revision("bpf", XTF_DONT_LOAD, NULL, L7_PINNED_REVISION);
	if (!original)
		return;
	print_other = original->print;
	save_other = original->save;
	original->print = print;
	original->save = save;
	original->alias = alias;
}
