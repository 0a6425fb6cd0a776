// SPDX-License-Identifier: GPL-2.0-only
/*
 * pinned.c - rules that name a pinned program, made and read
 */

#include "iptables/pinned.h"

#include <stddef.h>
#include <string.h>

_Static_assert(L7_PIN_PATH_SIZE + XT_LAYER7_DIR_SIZE <= XT_BPF_PATH_MAX, "path and --l7dir fit into a rule");
_Static_assert(XT_LAYER7_INVERT == L7_BPF_RULE_INVERT && XT_LAYER7_PKT == L7_BPF_RULE_PKT, "flags are the same");
_Static_assert(sizeof(((struct l7_pin *)NULL)->name) == sizeof(((struct xt_layer7_info *)NULL)->name),
	       "names have the same room");

void l7_pinned_ask(const struct xt_layer7_info *info, struct l7_pin *pin)
{
	*pin = (struct l7_pin) { .digest = info->digest, .dir = l7_pin_dir(info->dir), .flags = info->flags };
	memcpy(pin->name, info->name, sizeof(pin->name));
}

void l7_pinned_write(struct xt_bpf_info_v1 *rule, const char *path, const char *dir)
{
	memset(rule, 0, sizeof(*rule));
	rule->mode = XT_BPF_MODE_PATH_PINNED;
	strcpy(rule->path, path);
	strcpy(rule->path + strlen(path) + 1, dir);
}

bool l7_pinned_read(struct xt_layer7_info *info, const struct xt_bpf_info_v1 *rule)
{
	const char *nul = memchr(rule->path, '\0', L7_PIN_PATH_SIZE);
	char path[L7_PIN_PATH_SIZE];
	struct xt_bpf_info_v1 again;
	struct l7_pin pin;

	if (rule->mode != XT_BPF_MODE_PATH_PINNED || !nul || !memchr(nul + 1, '\0', XT_LAYER7_DIR_SIZE) ||
	    !l7_pin_parse(rule->path, &pin) || pin.dir != l7_pin_dir(nul + 1))
		return false;
	l7_pin_path(&pin, path);
	l7_pinned_write(&again, path, nul + 1);
	if (memcmp(&again, rule, offsetof(struct xt_bpf_info_v1, filter)))
		return false;
	*info = (struct xt_layer7_info) { .flags = pin.flags };
	memcpy(info->name, pin.name, sizeof(info->name));
	strcpy(info->dir, nul + 1);
	return true;
}
