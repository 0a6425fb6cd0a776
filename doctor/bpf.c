// SPDX-License-Identifier: GPL-2.0-only
/*
 * bpf.c - can BPF programs inspect where there is no module, do they, and will they after a boot
 */

#include <dirent.h>
#include <errno.h>
#include <glob.h>
#include <stdlib.h>
#include <string.h>

#include "bpf/layout.h"
#include "doctor/doctor.h"

#define KERNEL_MAJOR 6		/* bpf_rdonly_cast() came with 6.2 */
#define KERNEL_MINOR 2

static const char check[] = "bpf";

/* --- what the kernel must have */

static void examine_version(const struct l7_host *h, struct l7_remarks *r)
{
	unsigned int major = 0, minor = 0;

	sscanf(h->release, "%u.%u", &major, &minor);
	if (major > KERNEL_MAJOR || (major == KERNEL_MAJOR && minor >= KERNEL_MINOR))
		return;
	l7_remarks_add(r, L7_LEVEL_ERROR, check,
		       l7_text("kernel %u.%u is too old for BPF programs in place of the module", major, minor),
		       l7_text("They need %u.%u: it is the first that lets them see conntrack's entries.", KERNEL_MAJOR,
			       KERNEL_MINOR),
		       l7_text("apt-get install linux-image-amd64   # a newer one, then boot it; or the module, see above"));
}

static void examine_types(const struct l7_host *h, struct l7_remarks *r)
{
	if (!l7_host_has(h, "/sys/kernel/btf/vmlinux"))
		l7_remarks_add(r, L7_LEVEL_ERROR, check,
			       l7_text("this kernel has no type information (/sys/kernel/btf/vmlinux)"),
			       l7_text("BPF programs find what they read of a connection by it. Distributions' kernels have "
				       "it; one's own needs CONFIG_DEBUG_INFO_BTF."),
			       l7_text("apt-get install linux-image-amd64   # then boot it"));
}

/* Calls into the kernel are compiled code's only. The setting can be seen in the initial network namespace alone. */
static void examine_compiler(const struct l7_host *h, struct l7_remarks *r)
{
	unsigned long on = 1;

	l7_host_number(h, "/proc/sys/net/core/bpf_jit_enable", &on);
	if (!on)
		l7_remarks_add(r, L7_LEVEL_ERROR, check, l7_text("the kernel's compiler for BPF is off"),
			       l7_text("The kernel refuses to load programs like these without it."),
			       l7_text("sysctl net.core.bpf_jit_enable=1"));
}

static void examine_lockdown(const struct l7_host *h, struct l7_remarks *r)
{
	char *lockdown = l7_host_text(h, "/sys/kernel/security/lockdown");

	if (lockdown && strstr(lockdown, "[confidentiality]"))
		l7_remarks_add(r, L7_LEVEL_WARNING, check, l7_text("the kernel is locked down for confidentiality"),
			       l7_text("That keeps BPF programs from reading the kernel's memory. If they can't be loaded, "
				       "this is why; \"integrity\" lets them."),
			       l7_text("reboot   # with lockdown=integrity on the kernel's command line"));
	free(lockdown);
}

static bool has_line(const struct l7_host *h, const char *path, const char *line)
{
	char *text = l7_host_text(h, path), *rest, *at;
	bool found = false;

	for (at = text ? strtok_r(text, "\n", &rest) : NULL; at && !found; at = strtok_r(NULL, "\n", &rest))
		found = !strcmp(at, line);
	free(text);
	return found;
}

static bool has_file(const struct l7_host *h, const char *pattern)
{
	char full[L7_HOST_PATH_SIZE];
	glob_t g;
	bool found = !glob(l7_host_path(h, full, pattern, h->release), 0, NULL, &g);

	globfree(&g);
	return found;
}

/* A match that is built in or loaded is in the list, if iptables-legacy is; one that could be loaded has a file. */
static bool has_match(const struct l7_host *h)
{
	char builtin[L7_HOST_PATH_SIZE];

	snprintf(builtin, sizeof(builtin), "/lib/modules/%s/modules.builtin", h->release);
	return has_line(h, "/proc/net/ip_tables_matches", "bpf") || l7_host_has(h, "/sys/module/xt_bpf") ||
	       has_file(h, "/lib/modules/%s/kernel/net/netfilter/xt_bpf.ko*") ||
	       has_line(h, builtin, "kernel/net/netfilter/xt_bpf.ko");
}

/* Without a list and without files, there is nothing to tell it by. */
static void examine_match(const struct l7_host *h, struct l7_remarks *r)
{
	if (has_match(h) || (!l7_host_has(h, "/proc/net/ip_tables_matches") &&
			     !has_file(h, "/lib/modules/%s/modules.builtin")))
		return;
	l7_remarks_add(r, L7_LEVEL_ERROR, check, l7_text("this kernel has no match \"bpf\" (xt_bpf)"),
		       l7_text("Rules reach BPF programs through it."),
		       l7_text("apt-get install linux-image-amd64   # a kernel that has it, then boot it"));
}

/* --- what is loaded */

static bool is_mounted(const struct l7_host *h)
{
	char *mounts = l7_host_text(h, "/proc/self/mounts");
	const bool found = mounts && strstr(mounts, " " L7_BPF_DIR " bpf ");

	free(mounts);
	return found;
}

static size_t count_files(const struct l7_host *h, const char *directory)
{
	char path[L7_HOST_PATH_SIZE];
	DIR *dir = opendir(l7_host_path(h, path, L7_BPF_DIR "/%s", directory));
	const struct dirent *entry;
	size_t count = 0;

	while (dir && (entry = readdir(dir)))
		count += *entry->d_name != '.';
	if (dir)
		closedir(dir);
	return count;
}

static size_t count_programs(const struct l7_host *h)
{
	static const char *const directories[] = { "is", "not", "packet", "not-packet" };
	size_t count = 0;

	for (size_t i = 0; i < sizeof(directories) / sizeof(directories[0]); i++)
		count += count_files(h, directories[i]);
	return count;
}

static const struct l7_packet_rule *naming_rule(const struct l7_rules *rules)
{
	for (size_t i = 0; i < rules->count; i++)
		if (rules->rule[i].proto)
			return &rules->rule[i];
	return NULL;
}

/* A namespace of mounts that was made before the first load, or without /run, doesn't see what is pinned. */
static void complain_unseen(const struct l7_packet_rule *rule, struct l7_remarks *r)
{
	l7_remarks_add(r, L7_LEVEL_WARNING, check,
		       l7_text("rules use BPF programs, but " L7_BPF_DIR " is not there to be seen: %s", rule->text),
		       l7_text("They go on as they are. Their verdicts can't be shown, and their definitions not be changed "
			       "from here. In a container that is so; elsewhere somebody has unmounted it, and rules must "
			       "be entered anew."),
		       l7_text("iptables-save >rules && l7 load && iptables-restore <rules   # not in a container"));
}

static void examine_room(const struct l7_host *h, struct l7_remarks *r)
{
	const uint32_t room = h->answers.verdicts;
	unsigned long max = 0;

	l7_host_number(h, "/proc/sys/net/netfilter/nf_conntrack_max", &max);
	if (!room || room >= max)
		return;
	l7_remarks_add(r, L7_LEVEL_WARNING, check,
		       l7_text("there is room for %u verdicts, and conntrack for %lu connections", room, max),
		       l7_text("Where there are more than the first, those that were silent longest lose their verdict and "
			       "are unknown. The room is made at the first load, after which nf_conntrack_max was raised; "
			       "all rules must go before it can be made anew."),
		       l7_text("iptables-save >rules\niptables-save | grep -v layer7 | iptables-restore   # ip6tables too\n"
			       "l7 unload && l7 load && iptables-restore <rules"));
}

/* client/tracking.h; somebody may have flushed the tables of nft */
static void examine_tracking(const struct l7_host *h, struct l7_remarks *r)
{
	const bool runs = h->traffic.connections > 0;

	if (!h->rules.nft_read || h->rules.tracking || !naming_rule(&h->rules))
		return;
	l7_remarks_add(r, runs ? L7_LEVEL_NOTE : L7_LEVEL_WARNING, check,
		       l7_text("nftables' table inet layer7 is gone, which keeps connection tracking running"),
		       l7_text("Unlike the module's rules, those of BPF programs don't do that themselves. Without it they see "
			       "connections only as long as another rule needs tracking%s.", runs ? ", as one does now" : ""),
		       l7_text("nft 'table inet layer7 { chain tracking { ct state invalid; }; }'"));
}

static void examine_loaded(const struct l7_host *h, struct l7_remarks *r)
{
	const struct l7_packet_rule *rule = naming_rule(&h->rules);

	if (!is_mounted(h)) {
		if (rule)
			complain_unseen(rule, r);
		else
			l7_remarks_fine(r, check, "the kernel has what is needed; the first rule, or `l7 load`, loads the "
					"programs");
		return;
	}
	examine_room(h, r);
	examine_tracking(h, r);
	l7_remarks_fine(r, check, "%s at " L7_BPF_DIR ", generation %u; programs of rules: %zu",
			l7_host_has(h, L7_BPF_DIR "/classify") ? "a classifier" : "no classifier",
			h->answers.table.state.generation, count_programs(h));
}

/* --- after the next boot */

/* Return: -1: nobody to ask */
static int is_enabled(const struct l7_host *h)
{
	const char *const argv[] = { "systemctl", "is-enabled", "layer7.service", NULL };
	struct l7_child_output said = { 0 };
	int status = h->run(h->data, argv, &said);
	const int enabled = status < 0 ? -1 : said.out && !strncmp(said.out, "enabled", strlen("enabled"));

	l7_child_output_fini(&said);
	return enabled;
}

static void examine_boot(const struct l7_host *h, struct l7_remarks *r)
{
	const int enabled = is_enabled(h);

	if (enabled > 0)
		l7_remarks_fine(r, check, "layer7.service loads the definitions at boot");
	else if (!enabled && naming_rule(&h->rules))
		l7_remarks_add(r, L7_LEVEL_NOTE, check, l7_text("layer7.service is not enabled"),
			       l7_text("BPF programs are gone after a boot. Rules that are restored load their definitions "
				       "themselves, in several steps; the service loads all of them before."),
			       l7_text("systemctl enable layer7.service"));
}

void l7_bpf_examine(const struct l7_host *h, struct l7_remarks *r)
{
	const size_t before = r->count;

	if (h->answers.route == L7_ROUTE_MODULE) {
		if (!h->answers.error && is_mounted(h) && count_programs(h))
			l7_remarks_add(r, L7_LEVEL_NOTE, check, l7_text("BPF programs are there beside the module"),
				       l7_text("Rules that were entered before the module was loaded use them, and are not "
					       "listed or loaded for by `l7'. Enter them again, and all use the module."),
				       l7_text("iptables-save >rules && iptables-restore <rules"));
		return;
	}
	examine_version(h, r);
	examine_types(h, r);
	examine_compiler(h, r);
	examine_match(h, r);
	if (!l7_host_has(h, L7_BPF_DIR "/classify"))
		examine_lockdown(h, r);
	if (!h->answers.error && r->count == before) {
		examine_loaded(h, r);
		examine_boot(h, r);
	} else if (h->answers.error == -ENOENT && r->count == before) {
		l7_remarks_add(r, L7_LEVEL_ERROR, check, l7_text("BPF programs can't be used here: %s", h->answers.said),
			       l7_text("The kernel seems to have what they need."), l7_text("l7 load   # may say more"));
	}
}
