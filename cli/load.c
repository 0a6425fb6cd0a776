// SPDX-License-Identifier: GPL-2.0-only
/*
 * load.c - `l7 load`, `unload`, `on`, `off`: what the kernel works with
 */

#include <ctype.h>
#include <errno.h>
#include <getopt.h>
#include <stdlib.h>
#include <string.h>

#include "cli/command.h"
#include "cli/selection.h"
#include "compiler/stored.h"
#include "client/table.h"

static const char load_help[] =
	"usage: l7 load [-q] [LIMIT]... [-d DIR]... [NAME...]\n"
	"       l7 load [-q] [LIMIT]... -i FILE\n"
	"Puts definitions in force in this network namespace in place of those that were,\n"
	"under traffic: rules stay, connections already decided keep their verdict. Says\n"
	"what has changed.\n"
	"\n"
	"  -d, --dir DIR       read DIR and the directories in it, not the default ones;\n"
	"                      may be given more than once: where two have a definition\n"
	"                      of the same name, the first wins\n"
	"  -i, --image FILE    load what `l7 compile -o FILE` has made\n"
	"  -q, --quiet         do not say what has changed\n"
	"\n"
	"Limits, only on the route without a module, for all network namespaces and until\n"
	"they are given anew; the module has them in other places (xt_layer7(8)):\n"
	"      --numpackets N  look at the first N packets of a connection, 1 to 99 (10)\n"
	"      --maxdatalen N  or at N bytes of its payload, 1 to 65536 (2048)\n"
	"      --maxflows N    inspect N connections at a time, 1 to 1048576 (8192);\n"
	"                      another N makes those that are being inspected unknown\n"
	"\n"
	"Without NAME all definitions are loaded. A definition that a rule uses is never\n"
	"lost: if its name is not among the new ones it stays. Connection labels are read\n"
	"again too (xt_layer7(8), LABELS). Needs root. Nothing is loaded if there is\n"
	"anything wrong. Exit status: 0 loaded, 2 not.\n"
	"\n"
	"examples:\n"
	"  l7 load                           after definitions were upgraded or edited\n"
	"  l7 load http tls dns && l7 on     these only, for nftables and accounting\n"
	"  l7 load -d /root/new -d /usr/share/l7-protocols\n";

enum {
	O_NUMPACKETS = 256,
	O_MAXDATALEN,
	O_MAXFLOWS,
};

static const struct option load_options[] = {
	{ "dir", required_argument, NULL, 'd' },
	{ "image", required_argument, NULL, 'i' },
	{ "quiet", no_argument, NULL, 'q' },
	{ "numpackets", required_argument, NULL, O_NUMPACKETS },
	{ "maxdatalen", required_argument, NULL, O_MAXDATALEN },
	{ "maxflows", required_argument, NULL, O_MAXFLOWS },
	{ NULL, 0, NULL, 0 },
};

enum change {
	ADDED,
	CHANGED,
	REMOVED,
	KEPT,
};

static const char *const change_names[] = {
	[ADDED] = "added",
	[CHANGED] = "changed",
	[REMOVED] = "removed",
	[KEPT] = "kept, rules use it",
};

/* Whether @defs has a definition of @name; with @digest: that very one. */
static bool has(const struct l7_defs *defs, const char *name, const uint64_t *digest)
{
	for (size_t i = 0; i < defs->count; i++)
		if (!strcmp(defs->def[i].name, name) && (!digest || defs->def[i].digest == *digest))
			return true;
	return false;
}

static bool underwent(enum change change, const struct l7_defs *before, const struct l7_defs *now,
		      const struct l7_def *def, bool from_file)
{
	switch (change) {
	case ADDED:
		return !has(before, def->name, NULL);
	case CHANGED:
		return has(before, def->name, NULL) && !has(before, def->name, &def->digest);
	case REMOVED:
		return !has(now, def->name, NULL);
	case KEPT:
		return !from_file;
	}
	return false;
}

/* One line, `added: a, b`; nothing if there is none. Return: whether there was one. */
static bool print_change(enum change change, const struct l7_defs *before, const struct l7_defs *now, size_t nread)
{
	const struct l7_defs *all = change == REMOVED ? before : now;
	bool any = false;

	for (size_t i = 0; i < all->count; i++) {
		const struct l7_def *def = &all->def[i];

		if (!underwent(change, before, now, def, change == REMOVED || i < nread))
			continue;
		printf("%s%s", any ? ", " : "", any ? "" : change_names[change]);
		printf("%s%s", any ? "" : ": ", def->name);
		any = true;
	}
	if (any)
		putchar('\n');
	return any;
}

/* @nread: as many of @now were asked for; those behind stay because rules use them. */
static void print_changes(const struct l7_defs *before, const struct l7_defs *now, size_t nread)
{
	bool any = false;

	for (enum change change = ADDED; change <= KEPT; change++)
		any |= print_change(change, before, now, nread);
	if (!any)
		printf("the same as before\n");
}

/**
 * struct order - what is to be loaded, and how
 * @image: (may be NULL) a file; else @selection
 */
struct order {
	struct l7_selection selection;
	const char *image;
	struct l7_limits limits;
	bool quiet;
};

static const char *route_name(const struct l7_table *t)
{
	return t->client.route == L7_ROUTE_MODULE ? "module" : "BPF";
}

static int open_table(struct l7_table *t, const struct order *o, struct l7_diags *d)
{
	int err = l7_table_open(t, d);

	if (!err) {
		err = l7_client_limits_set(&t->client, &o->limits);
		if (err)
			l7_diags_add(d, L7_ERROR, NULL, 0, 0, NULL, "%s", t->client.error);
	}
	return err;
}

static int load_selection(struct l7_table *t, const struct order *o, struct l7_diags *d)
{
	struct l7_compile_report report = { 0 };
	struct l7_defs defs = { 0 };
	size_t nread;
	int err = l7_selection_read(&o->selection, &defs, d);

	nread = defs.count;
	if (!err)
		err = open_table(t, o, d);
	if (!err)
		err = l7_table_replace(t, &defs, &report, d);
	if (!err && !o->quiet) {
		printf("definitions: %zu, groups: %u, bytes: %zu, route: %s\n", defs.count, report.groups, report.bytes,
		       route_name(t));
		print_changes(&t->loaded, &defs, nread);
	}
	l7_defs_fini(&defs);
	return err;
}

static int load_image(struct l7_table *t, const struct order *o, struct l7_diags *d)
{
	struct l7_defs defs = { 0 };
	struct l7_blob blob = { 0 };
	int err = l7_stored_read(o->image, &blob, d);

	if (!err)
		err = open_table(t, o, d);
	if (!err)
		err = l7_table_replace_image(t, o->image, &blob, &defs, d);
	if (!err && !o->quiet) {
		printf("definitions: %zu, bytes: %zu, route: %s\n", defs.count, blob.size, route_name(t));
		print_changes(&t->loaded, &defs, defs.count);
	}
	l7_blob_fini(&blob);
	l7_defs_fini(&defs);
	return err;
}

/* Where an option's number goes; NULL: it is none of the limits */
static uint32_t *limit_of(struct l7_limits *limits, int opt)
{
	switch (opt) {
	case O_NUMPACKETS: return &limits->numpackets;
	case O_MAXDATALEN: return &limits->maxdatalen;
	case O_MAXFLOWS: return &limits->maxflows;
	}
	return NULL;
}

/* @limit: set to the number in @text, which is not 0: that would be none. What range it has, its route knows. */
static int read_limit(const char *text, uint32_t *limit)
{
	char *end;
	unsigned long number;

	errno = 0;
	number = strtoul(text, &end, 10);
	if (!isdigit((unsigned char)*text) || *end || errno || !number || number > UINT32_MAX) {
		fprintf(stderr, "l7 load: \"%s\" is no number that a limit can have\n", text);
		return -1;
	}
	*limit = number;
	return 0;
}

/* One option; Return: 0; -1 if it is wrong. */
static int take_option(struct order *o, int opt)
{
	uint32_t *limit = limit_of(&o->limits, opt);

	if (limit)
		return read_limit(optarg, limit);
	switch (opt) {
	case 'd':
		return l7_selection_add_dir(&o->selection, optarg);
	case 'i':
		o->image = optarg;
		return 0;
	case 'q':
		o->quiet = true;
		return 0;
	}
	return -1;
}

static int run_load(int argc, char **argv)
{
	struct l7_diags diags = { 0 };
	struct l7_table table = { 0 };
	struct order order = { 0 };
	int opt, err;

	while ((opt = getopt_long(argc, argv, "d:i:q", load_options, NULL)) >= 0)
		if (take_option(&order, opt))
			return l7_command_usage(argv[0]);
	order.selection.names = argv + optind;
	order.selection.nnames = argc - optind;
	if (order.image && (order.selection.nnames || order.selection.ndirs)) {
		fprintf(stderr, "l7 load: an image is loaded as it is, without -d and names\n");
		return l7_command_usage(argv[0]);
	}
	err = order.image ? load_image(&table, &order, &diags) : load_selection(&table, &order, &diags);
	l7_table_close(&table);
	l7_command_report(&diags);
	return err ? L7_EXIT_FAILURE : L7_EXIT_YES;
}

const struct l7_command l7_command_load = {
	.name = "load",
	.summary = "put definitions in force, in place of those that are",
	.help = load_help,
	.run = run_load,
};

/* For subcommands that take neither option nor argument and ask the module one thing. */
static int ask(int argc, char **argv, int (*question)(struct l7_client *c))
{
	struct l7_client client;
	int err;

	if (argc > 1) {
		fprintf(stderr, "l7 %s: \"%s\" is not understood here\n", argv[0], argv[1]);
		return l7_command_usage(argv[0]);
	}
	err = l7_client_open(&client);
	if (!err)
		err = question(&client);
	if (err)
		fprintf(stderr, "l7 %s: %s\n", argv[0], client.error);
	l7_client_close(&client);
	return err ? L7_EXIT_FAILURE : L7_EXIT_YES;
}

static int unload(struct l7_client *c)
{
	int err = l7_client_unload(c);

	if (err == -EBUSY)
		strncat(c->error, " (`l7 list` shows which definitions rules use)", sizeof(c->error) - strlen(c->error) - 1);
	return err;
}

static int run_unload(int argc, char **argv)
{
	return ask(argc, argv, unload);
}

const struct l7_command l7_command_unload = {
	.name = "unload",
	.summary = "remove all definitions",
	.help = "usage: l7 unload\n"
		"Removes the table of this network namespace; one other than the initial is then\n"
		"served by that one's. Refused while rules use it. Connections keep their\n"
		"verdicts. On the route without a module there is one table, for all network\n"
		"namespaces; it goes with all that was pinned, verdicts too. Needs root.\n",
	.run = run_unload,
};

static int turn_on(struct l7_client *c)
{
	return l7_client_on_set(c, true);
}

static int run_on(int argc, char **argv)
{
	return ask(argc, argv, turn_on);
}

const struct l7_command l7_command_on = {
	.name = "on",
	.summary = "inspect without any iptables rule, for nftables and tc",
	.help = "usage: l7 on\n"
		"Inspects all connections of this network namespace though no iptables rule asks\n"
		"for it. All loaded definitions take part; the verdict is in the connection's\n"
		"label (xt_layer7(8), LABELS). Needs root.\n"
		"\n"
		"examples:\n"
		"  echo '3 l7-tls' >>/etc/connlabel.conf && l7 load && l7 on\n"
		"  nft add rule inet filter forward ct label l7-tls counter\n",
	.run = run_on,
};

static int turn_off(struct l7_client *c)
{
	return l7_client_on_set(c, false);
}

static int run_off(int argc, char **argv)
{
	return ask(argc, argv, turn_off);
}

const struct l7_command l7_command_off = {
	.name = "off",
	.summary = "undo `l7 on`",
	.help = "usage: l7 off\n"
		"Inspects only what iptables rules ask for, nothing if there are none. Needs\n"
		"root.\n",
	.run = run_off,
};
