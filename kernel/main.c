// SPDX-License-Identifier: GPL-2.0-only
/*
 * xt_layer7 - classify connections by what they say
 *
 *   netlink ─> table ─> net ─> hook ─> conn ─> label <─ match
 *
 * Definitions arrive compiled, over netlink (netlink.c), are verified (table.c) and put in force in a network
 * namespace (net.c). A hook looks at each packet once (hook.c), keeps what it needs about connections that are not
 * decided (conn.c) and writes the verdict into the connection's label (label.c). A rule only reads it (match.c).
 */
#include <linux/module.h>
#include <net/genetlink.h>
#include "kernel/conn.h"
#include "kernel/match.h"
#include "kernel/net.h"
#include "kernel/netlink.h"

unsigned int l7_maxdatalen __read_mostly = L7_MAXDATALEN_DEFAULT;
module_param_named(maxdatalen, l7_maxdatalen, uint, 0444);
MODULE_PARM_DESC(maxdatalen, "bytes of a connection to look at (default 2048, 1 to 65536)");

unsigned int l7_maxflows __read_mostly = 65536;
module_param_named(maxflows, l7_maxflows, uint, 0444);
MODULE_PARM_DESC(maxflows, "connections under inspection at a time, beyond it they go uninspected (default 65536)");

static void clamp_maxdatalen(void)
{
	const unsigned int value = l7_maxdatalen;

	l7_maxdatalen = clamp_t(unsigned int, value, L7_MAXDATALEN_MIN, L7_MAXDATALEN_MAX);
	if (l7_maxdatalen != value)
		pr_warn("maxdatalen can't be %u: set to %u (%d to %d)\n", value, l7_maxdatalen, L7_MAXDATALEN_MIN,
			L7_MAXDATALEN_MAX);
}

static int __init layer7_init(void)
{
	int err;

	clamp_maxdatalen();
	err = l7_conn_cache_init();
	if (err)
		return err;
	err = l7_net_init();
	if (err)
		goto fini_cache;
	err = l7_netlink_init();
	if (err)
		goto fini_net;
	err = l7_match_init();
	if (err)
		goto fini_netlink;
	return 0;

fini_netlink:
	l7_netlink_fini();
fini_net:
	l7_net_fini();
fini_cache:
	l7_conn_cache_fini();
	return err;
}

static void __exit layer7_exit(void)
{
	l7_match_fini();
	l7_netlink_fini();
	l7_net_fini();
	l7_conn_cache_fini();
}

module_init(layer7_init);
module_exit(layer7_exit);
MODULE_LICENSE("GPL");
MODULE_VERSION("0.1.0"); /* as VERSION in the Makefile: l7 doctor compares them */
MODULE_DESCRIPTION("Xtables: classify connections by what they say");
MODULE_ALIAS("ipt_layer7");
MODULE_ALIAS("ip6t_layer7");
MODULE_ALIAS_GENL_FAMILY("layer7");
