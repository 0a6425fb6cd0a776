// SPDX-License-Identifier: GPL-2.0-only
/*
 * pinned.c - what client.h offers, out of what is pinned
 */

#include "client/pinned.h"

#include <bpf/bpf.h>
#include <bpf/libbpf.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/utsname.h>
#include <time.h>
#include <unistd.h>

#include "client/lock.h"
#include "client/pinned_flows.h"
#include "client/pinned_fs.h"
#include "client/pinned_maps.h"
#include "client/pinned_rules.h"
#include "client/pinned_table.h"
#include "client/pinned_users.h"
#include "client/tracking.h"
#include "core/stat.h"

#define MAXFLOWS_MAX (1u << 20)
#define LETTING_GO_TRIES 25

static bool is_too_old(const char *release)
{
	unsigned int major = 0, minor = 0;

	return sscanf(release, "%u.%u", &major, &minor) == 2 && (major < 6 || (major == 6 && minor < 2));
}

/* Cheap questions only; what else can be missing is said when something is loaded. */
static int open_pinned(struct l7_client *c)
{
	struct utsname name;
	int fd;

	if (!uname(&name) && is_too_old(name.release))
		return l7_client_fail(c, -ENOENT, "kernel %s is older than 6.2", name.release);
	if (access("/sys/kernel/btf/vmlinux", F_OK))
		return l7_client_fail(c, -ENOENT, "the kernel has no type information (CONFIG_DEBUG_INFO_BTF)");
	fd = l7_pinned_fs_get("settings");
	if (fd >= 0)
		close(fd);
	if (fd == -ENOSYS)
		return l7_client_fail(c, -ENOENT, "the kernel has no BPF (CONFIG_BPF_SYSCALL)");
	if (fd == -EPERM || fd == -EACCES || geteuid())
		return l7_client_fail_errno(c, -EPERM, "layer7 by BPF");
	return 0;
}

static void close_pinned(struct l7_client *c)
{
}

static int state_get(struct l7_client *c, struct l7_state *state)
{
	struct l7_bpf_settings settings = {
		.numpackets = L7_NUMPACKETS_DEFAULT, .maxdatalen = L7_MAXDATALEN_DEFAULT,
		.maxflows = L7_BPF_MAXFLOWS_DEFAULT,
	};
	struct l7_pinned_table t;
	int err = l7_pinned_fs_there() ? l7_pinned_settings_get(c, &settings) : 0;

	if (err)
		return err;
	*state = (struct l7_state) {
		.generation = settings.generation,
		.hooked = l7_users_any(true),
		.size = settings.size,
		.numpackets = settings.numpackets,
		.maxdatalen = settings.maxdatalen,
		.flows = l7_pinned_flows_count(),
		.flows_max = settings.maxflows,
	};
	if (!settings.generation)
		return 0;
	err = l7_pinned_table_open(c, &t);
	if (err)
		return err;
	state->definitions = t.image.head->ndefs;
	state->groups = t.image.head->ngroups;
	l7_pinned_table_close(&t);
	return 0;
}

static int on_set(struct l7_client *c, bool on)
{
	if (!on)
		return 0;
	return l7_client_fail(c, -EOPNOTSUPP, "without the module, connections are inspected where rules are, and only "
			      "iptables rules can ask: `iptables -t mangle -A PREROUTING -m layer7 --l7proto NAME -j "
			      "CONNMARK --set-mark N` gives them a mark that nft and tc can read");
}

static int each_definition(const struct l7_pinned_table *t, int (*each)(const struct l7_loaded *def, void *data),
			   void *data)
{
	const struct l7_image_def *def = l7_windows_defs(&t->image);
	uint32_t rules[L7_MAX_DEFS];
	int err = l7_pinned_rules_count(t, rules);

	for (uint32_t i = 0; !err && i < t->image.head->ndefs; i++) {
		struct l7_loaded loaded = {
			.name = def[i].name,
			.pattern = l7_windows_text(&t->image, &def[i]),
			.digest = def[i].digest,
			.rules = rules[i],
			.number = def[i].number,
			.rank = def[i].rank,
		};

		bpf_map_lookup_elem(t->decided, &i, &loaded.decided);
		err = each(&loaded, data);
	}
	return err;
}

static int definitions(struct l7_client *c, int (*each)(const struct l7_loaded *def, void *data), void *data)
{
	struct l7_pinned_table t;
	int err;

	*c->error = '\0';
	err = l7_pinned_table_open(c, &t);
	if (err)
		return err == -ENOENT ? 0 : err;
	err = each_definition(&t, each, data);
	l7_pinned_table_close(&t);
	return err && !*c->error ? l7_client_fail_errno(c, err, "layer7 definitions") : err;
}

static int stats(struct l7_client *c, int (*each)(const char *name, uint64_t count, void *data), void *data)
{
	const int cpus = libbpf_num_possible_cpus(), fd = l7_pinned_fs_get("stats");
	uint64_t *value = cpus > 0 ? calloc(cpus, sizeof(*value)) : NULL;
	int err = value ? 0 : -ENOMEM;

	for (uint32_t i = 0; !err && i < L7_STAT_MAX; i++) {
		uint64_t sum = 0;

		if (fd >= 0 && !bpf_map_lookup_elem(fd, &i, value))
			for (int cpu = 0; cpu < cpus; cpu++)
				sum += value[cpu];
		err = each(l7_stat_name(i), sum, data);
	}
	if (fd >= 0)
		close(fd);
	if (!value)
		l7_client_fail_errno(c, err, "layer7 counters");
	free(value);
	return err;
}

static int load(struct l7_client *c, const void *image, size_t size, const uint32_t *generation,
		const struct l7_label *label, size_t nlabels)
{
	return l7_pinned_table_load(c, image, size, generation);
}

static bool is_within(uint32_t value, uint32_t min, uint32_t max)
{
	return !value || (value >= min && value <= max);
}

static int limits_set(struct l7_client *c, const struct l7_limits *limits)
{
	if (!is_within(limits->numpackets, L7_NUMPACKETS_MIN, L7_NUMPACKETS_MAX))
		return l7_client_fail(c, -ERANGE, "numpackets is %d to %d", L7_NUMPACKETS_MIN, L7_NUMPACKETS_MAX);
	if (!is_within(limits->maxdatalen, L7_MAXDATALEN_MIN, L7_MAXDATALEN_MAX))
		return l7_client_fail(c, -ERANGE, "maxdatalen is %d to %d bytes", L7_MAXDATALEN_MIN,
				      L7_MAXDATALEN_MAX);
	if (!is_within(limits->maxflows, 1, MAXFLOWS_MAX))
		return l7_client_fail(c, -ERANGE, "maxflows is 1 to %u without the module", MAXFLOWS_MAX);
	c->limits = *limits;
	return 0;
}

/* A rule that was deleted lets its program go a moment later. */
static bool is_used(void)
{
	const struct timespec moment = { .tv_nsec = 20000000 };

	for (int i = 0; i < LETTING_GO_TRIES; i++) {
		if (!l7_users_any(false))
			return false;
		nanosleep(&moment, NULL);
	}
	return true;
}

static int unload(struct l7_client *c)
{
	int lock = l7_lock(), err;

	if (!l7_pinned_fs_there()) {
		l7_pinned_fs_clear(c); /* of a load that failed half-way */
		err = l7_client_fail(c, -ENOENT, "layer7 table: there is no table");
	} else if (is_used()) {
		err = l7_client_fail(c, -EBUSY, "layer7 table: a rule uses it, in this network namespace or another one");
	} else {
		l7_tracking_drop(); /* what it can't do here does no harm where it is */
		l7_pinned_table_disarm();
		err = l7_pinned_fs_clear(c);
	}
	l7_unlock(lock);
	return err;
}

const struct l7_route_ops l7_route_pinned = {
	.open = open_pinned,
	.close = close_pinned,
	.state_get = state_get,
	.on_set = on_set,
	.definitions = definitions,
	.stats = stats,
	.connections = l7_pinned_flows_each,
	.load = load,
	.limits_set = limits_set,
	.rule_pin = l7_pinned_rules_pin,
	.unload = unload,
};
