// SPDX-License-Identifier: GPL-2.0-only
/*
 * libxt_layer7.c - `-m layer7` in iptables and ip6tables, both back ends
 *
 * When a rule is entered, the definition that it names is looked up, parsed, and compiled and loaded where the kernel
 * does not have it yet. What is wrong is said on the terminal, and then there is no rule.
 *
 * Where the module serves, the rule is one of its match "layer7". Else it is one of xt_bpf that names a pinned program;
 * such rules are listed by libipt_bpf.c.
 */

#include <errno.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <xtables.h>

#include "iptables/pinned.h"
#include "iptables/show.h"
#include "iptables/version.h"
#include "client/pin.h"
#include "client/search.h"
#include "client/table.h"
#include "client/tracking.h"
#include "uapi/xt_layer7.h"

#define TRIES_MAX 8 /* if others replace the table between a definition's loading and its rule */

static const char version[] __attribute__((used)) = L7_EXTENSION_MARK L7_VERSION;

enum {
	O_L7DIR,
	O_L7PROTO,
	O_L7PKT,
};

static const struct xt_option_entry options[] = {
	{ .name = "l7dir", .id = O_L7DIR, .type = XTTYPE_STRING },
	{ .name = "l7proto", .id = O_L7PROTO, .type = XTTYPE_STRING, .flags = XTOPT_INVERT },
	{ .name = "l7pkt", .id = O_L7PKT, .type = XTTYPE_NONE },
	XTOPT_TABLEEND,
};

/*
 * The kernel's table, open from the first rule that needs it until the process ends: iptables-restore enters
 * hundreds of rules.
 */
static struct l7_table table;

/* chosen when this file is loaded: what iptables then allocates for a rule depends on it */
static enum l7_route route;

static void help(void)
{
	printf("layer7 match options:\n"
	       "  --l7dir DIR            look for definitions in DIR first, then in\n"
	       "                         %s and %s\n"
	       "[!] --l7proto NAME       the connection is classified as NAME (`l7 list -a` shows all);\n"
	       "                         unset: still being inspected; unknown: inspected in vain\n"
	       "  --l7pkt                judge this packet alone, not its connection\n"
	       "Example: count the DNS that passes, whatever port it uses\n"
	       "  iptables -t mangle -A POSTROUTING -m layer7 --l7proto dns\n",
	       l7_search_dirs[0], l7_search_dirs[1]);
}

/* Fill a fixed, zeroed field; what does not fit is an error, never cut. */
static void store(char *field, size_t size, const char *option, const char *value)
{
	if (!*value)
		xtables_error(PARAMETER_PROBLEM, "layer7: --%s needs a value", option);
	if (strlen(value) >= size)
		xtables_error(PARAMETER_PROBLEM, "layer7: --%s \"%s\" is too long, %zu bytes are allowed", option,
			      value, size - 1);
	memset(field, 0, size);
	memcpy(field, value, strlen(value));
}

static void parse(struct xt_option_call *cb)
{
	struct xt_layer7_info *info = cb->udata;

	xtables_option_parse(cb);
	switch (cb->entry->id) {
	case O_L7DIR:
		store(info->dir, sizeof(info->dir), "l7dir", cb->arg);
		break;
	case O_L7PROTO:
		store(info->name, sizeof(info->name), "l7proto", cb->arg);
		if (strchr(cb->arg, '/') || cb->arg[0] == '.')
			xtables_error(PARAMETER_PROBLEM, "layer7: \"%s\" is not the name of a protocol; where its file "
				      "is, --l7dir says", cb->arg);
		if (cb->invert)
			info->flags |= XT_LAYER7_INVERT;
		break;
	case O_L7PKT:
		info->flags |= XT_LAYER7_PKT;
		break;
	}
}

static int table_open(struct l7_diags *d)
{
	return l7_client_is_open(&table.client) ? 0 : l7_table_open(&table, d);
}

/* Read the definition from its file, see that the kernel has it. Return: 0; -1 with errors in @d. */
static int settle_file(struct xt_layer7_info *info, const char *path, const char *const *dirs, struct l7_diags *d)
{
	struct l7_defs defs = { 0 };
	const struct l7_def *def = l7_defs_read_file(&defs, path, d);
	int err = -1;

	if (def && !table_open(d))
		err = l7_table_add(&table, def, dirs, d);
	if (!err)
		info->digest = def->digest;
	l7_defs_fini(&defs);
	return err;
}

/* There is no file: what has been loaded (`l7 load -d`, an image) serves as well. */
static int settle_loaded(struct xt_layer7_info *info, const char *const *dirs, struct l7_diags *d)
{
	struct l7_diags ignored = { 0 };
	const struct l7_def *def = NULL;

	if (!table_open(&ignored))
		def = l7_table_find(&table, info->name, &ignored);
	l7_diags_fini(&ignored);
	if (!def) {
		l7_search_complain(dirs, info->name, d);
		return -1;
	}
	info->digest = def->digest;
	return 0;
}

static int settle(struct xt_layer7_info *info, struct l7_diags *d)
{
	const char *dirs[4] = { info->dir, l7_search_dirs[0], l7_search_dirs[1], NULL };
	const char *const *from = *info->dir ? dirs : dirs + 1;
	char *path = l7_defs_find_file(from, info->name);
	int err = path ? settle_file(info, path, from, d) : settle_loaded(info, from, d);

	free(path);
	return err;
}

/* The two states need no definition, only what inspects. */
static int settle_state(const struct xt_layer7_info *info, struct l7_diags *d)
{
	if (info->flags & XT_LAYER7_PKT)
		xtables_error(PARAMETER_PROBLEM, "layer7: \"%s\" is said of a connection, so --l7pkt can't go with it",
			      info->name);
	return table_open(d);
}

/* No module, and the other route's rules can't be entered; if it lacks more than that, that comes first. */
static int lack_bpf_match(struct l7_diags *d)
{
	if (!table_open(d))
		l7_diags_add(d, L7_ERROR, NULL, 0, 0, NULL, "there is neither the layer7 module nor the match \"bpf\", "
			     "in this kernel (xt_bpf) or for this iptables (libxt_bpf.so): `l7 doctor` says more");
	return -1;
}

/* Make the rule, which is zero, in the module's form. */
static int enter_module(void *rule, struct xt_layer7_info *info, struct l7_diags *d)
{
	int err;

	if (route != L7_ROUTE_MODULE)
		return lack_bpf_match(d);
	err = l7_pin_is_state(info->name) ? settle_state(info, d) : settle(info, d);
	memcpy(rule, info, sizeof(*info));
	return err;
}

/* The module's rules make connection tracking run; xt_bpf's do not. Once in a process is enough. */
static void keep_tracking(struct l7_diags *d)
{
	static bool kept;
	int err = kept ? 0 : l7_tracking_keep();

	kept = true;
	if (err)
		l7_diags_add(d, L7_WARNING, NULL, 0, 0, NULL, "no table of nftables can be made (%s), so connection "
			     "tracking runs in this network namespace only if some rule needs it, such as "
			     "-m conntrack --ctstate INVALID", strerror(-err));
}

/* Make the rule in xt_bpf's form, and the program that it names. */
static int enter_pinned(void *rule, struct xt_layer7_info *info, struct l7_diags *d)
{
	char path[L7_PIN_PATH_SIZE];
	struct l7_pin pin;
	int err = -EAGAIN;

	for (int i = 0; i < TRIES_MAX && err == -EAGAIN; i++) {
		if (l7_pin_is_state(info->name) ? settle_state(info, d) : settle(info, d))
			return -1;
		l7_pinned_ask(info, &pin);
		err = l7_client_rule_pin(&table.client, &pin, path);
	}
	if (err) {
		l7_diags_add(d, L7_ERROR, NULL, 0, 0, NULL, "%s", table.client.error);
		return err;
	}
	l7_pinned_write(rule, path, info->dir);
	keep_tracking(d);
	return 0;
}

static void check(struct xt_fcheck_call *cb, int (*enter)(void *rule, struct xt_layer7_info *info, struct l7_diags *d))
{
	struct xt_layer7_info *info = cb->udata;
	struct l7_diags diags = { 0 };
	int err;

	if (!*info->name)
		xtables_error(PARAMETER_PROBLEM, "layer7: which protocol? --l7proto NAME says it");
	err = enter(cb->data, info, &diags);
	l7_diags_print(&diags, stderr);
	l7_diags_fini(&diags);
	if (err)
		xtables_error(PARAMETER_PROBLEM, "layer7: can't match \"%s\", see above; no rule was entered",
			      info->name);
}

static void check_module(struct xt_fcheck_call *cb)
{
	check(cb, enter_module);
}

static void check_pinned(struct xt_fcheck_call *cb)
{
	check(cb, enter_pinned);
}

static void print(const void *ip, const struct xt_entry_match *match, int numeric)
{
	l7_show_list((const void *)match->data);
}

static void save(const void *ip, const struct xt_entry_match *match)
{
	l7_show_save((const void *)match->data);
}

/* Two registrations, not one for all families: arptables and ebtables must not offer it. */
#define BOTH_FAMILIES(form) { form(NFPROTO_IPV4), form(NFPROTO_IPV6) }

/* what is typed is collected in udata, as the rule may have another form */
#define TYPED(nfproto)                                                                 \
	.version = XTABLES_VERSION,                                                    \
	.name = "layer7",                                                              \
	.family = nfproto,                                                             \
	.udata_size = sizeof(struct xt_layer7_info),                                   \
	.help = help,                                                                  \
	.x6_parse = parse,                                                             \
	.x6_options = options

#define OF_MODULE(nfproto)                                                             \
	{                                                                              \
		TYPED(nfproto),                                                        \
		.revision = 0,                                                         \
		.size = XT_ALIGN(sizeof(struct xt_layer7_info)),                       \
		.userspacesize = offsetof(struct xt_layer7_info, digest),              \
		.x6_fcheck = check_module,                                             \
		.print = print,                                                        \
		.save = save,                                                          \
	}

#define PINNED(nfproto)                                                                \
	{                                                                              \
		TYPED(nfproto),                                                        \
		.real_name = "bpf",                                                    \
		.ext_flags = XTABLES_EXT_ALIAS,                                        \
		.revision = L7_PINNED_REVISION,                                        \
		.size = XT_ALIGN(sizeof(struct xt_bpf_info_v1)),                       \
		.userspacesize = offsetof(struct xt_bpf_info_v1, filter),              \
		.x6_fcheck = check_pinned,                                             \
	}

static struct xtables_match of_module[] = BOTH_FAMILIES(OF_MODULE);
static struct xtables_match pinned[] = BOTH_FAMILIES(PINNED);

/*
 * iptables refuses a match that the kernel lacks in words that help nobody, if its revision is not 0. Then the module's
 * is offered, and who enters a rule is told what is missing.
 */
static bool kernel_has_bpf_match(void)
{
	return xtables_find_match_revision("bpf", XTF_TRY_LOAD, NULL, L7_PINNED_REVISION);
}

static void __attribute__((constructor)) register_matches(void)
{
	route = l7_client_route();
	if (route == L7_ROUTE_BPF && kernel_has_bpf_match())
		xtables_register_matches(pinned, sizeof(pinned) / sizeof(pinned[0]));
	else
		xtables_register_matches(of_module, sizeof(of_module) / sizeof(of_module[0]));
}
