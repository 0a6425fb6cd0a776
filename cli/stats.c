// SPDX-License-Identifier: GPL-2.0-only
/*
 * stats.c - `l7 stats`: what the module is doing, and why connections have no name
 */

#include <getopt.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "cli/command.h"
#include "cli/output.h"
#include "client/client.h"

static const char help[] =
	"usage: l7 stats [-j]\n"
	"Shows the state of this network namespace and its counters since the module was\n"
	"loaded; on the route without a module, those of all network namespaces. A\n"
	"connection that is inspected is counted once under \"connections\" and ends as\n"
	"decided, unknown_... or ended_unset. Below stands how many connections each of\n"
	"the definitions loaded has named.\n"
	"\n"
	"  -j, --json          print JSON\n"
	"\n"
	"examples:\n"
	"  l7 stats\n"
	"  watch -d l7 stats\n"
	"  l7 stats -j | jq .counters.unknown_packets\n";

static const struct option options[] = {
	{ "json", no_argument, NULL, 'j' },
	{ NULL, 0, NULL, 0 },
};

/* What a counter says; those of a newer module are shown without. */
static const struct {
	const char *name;
	const char *text;
} meanings[] = {
	{ "packets", "packets that added payload" },
	{ "bytes", "bytes of payload inspected" },
	{ "connections", "connections put under inspection" },
	{ "decided", "named" },
	{ "inherited", "opened by another connection: given its name" },
	{ "retransmitted", "TCP segments passed over, seen before" },
	{ "ahead", "TCP segments that waited for their turn" },
	{ "no_label_room", "packets of connections older than the first rule: not inspected" },
	{ "ended_unset", "ended while they were inspected" },
	{ "unknown_packets", "given up: numpackets reached" },
	{ "unknown_bytes", "given up: maxdatalen reached" },
	{ "unknown_not_begun", "not inspected: their beginning was not seen" },
	{ "unknown_protocol", "not inspected: neither TCP, UDP nor ICMP" },
	{ "unknown_no_table", "not inspected: no definitions are loaded" },
	{ "unknown_table_full", "not inspected: too many under inspection (maxflows)" },
	{ "unknown_no_memory", "given up: no memory" },
	{ "unknown_gap", "given up: too much waited for a missing TCP segment" },
	{ "unknown_idle", "given up: idle for too long" },
};

static const char *meaning(const char *name)
{
	for (size_t i = 0; i < sizeof(meanings) / sizeof(meanings[0]); i++)
		if (!strcmp(meanings[i].name, name))
			return meanings[i].text;
	return "";
}

static bool is_module(const struct l7_client *c)
{
	return c->route == L7_ROUTE_MODULE;
}

static void print_state(const struct l7_client *c, const struct l7_state *s)
{
	const char *idle = is_module(c) ? "no, no rule asks for it and `l7 on` was not said" :
					  "no, no rule asks for it";

	printf("route: %s\n", is_module(c) ? "module" : "BPF, as there is no module; all network namespaces together");
	printf("inspecting: %s%s", s->hooked ? "yes" : idle,
	       s->on ? " (l7 on: all definitions)" : s->hooked ? " (what rules name)" : "");
	printf("; up to %" PRIu32 " packets or %" PRIu32 " bytes of a connection\n", s->numpackets, s->maxdatalen);
	if (s->generation)
		printf("table: generation %" PRIu32 ", %" PRIu32 " definitions in %" PRIu32 " groups, %" PRIu32
		       " bytes%s\n", s->generation, s->definitions, s->groups, s->size,
		       s->inherited ? ", of the initial network namespace" : "");
	else
		printf("table: none\n");
	printf("under inspection: %" PRIu32 " connections, at most %" PRIu32 "\n\n", s->flows, s->flows_max);
}

static int print_counter(const char *name, uint64_t count, void *data)
{
	printf("%-20s %14" PRIu64 "  %s\n", name, count, meaning(name));
	return 0;
}

/** struct verdicts - a dump of definitions on its way to the terminal: nothing is said of those that decided nothing */
struct verdicts {
	bool any;
};

static int print_verdicts(const struct l7_loaded *def, void *data)
{
	struct verdicts *v = data;

	if (!def->decided)
		return 0;
	if (!v->any)
		printf("\ndecided, by name:\n");
	v->any = true;
	printf("%-20s %14" PRIu64 "\n", def->name, def->decided);
	return 0;
}

/* Two definitions of one name count as one. */
static int add_verdicts(const struct l7_loaded *def, void *data)
{
	json_int_t before = json_integer_value(json_object_get(data, def->name));

	json_object_set_new(data, def->name, json_integer(before + def->decided));
	return 0;
}

static int add_counter(const char *name, uint64_t count, void *data)
{
	json_object_set_new(data, name, json_integer(count));
	return 0;
}

static json_t *json_state(const struct l7_client *c, const struct l7_state *s)
{
	return json_pack("{s:s, s:I, s:b, s:b, s:b, s:I, s:I, s:I, s:I, s:I, s:I, s:I}", "route",
			 is_module(c) ? "module" : "bpf", "generation", (json_int_t)s->generation,
			 "inherited", s->inherited, "on", s->on, "inspecting", s->hooked, "bytes",
			 (json_int_t)s->size, "definitions", (json_int_t)s->definitions, "groups",
			 (json_int_t)s->groups, "numpackets", (json_int_t)s->numpackets, "maxdatalen",
			 (json_int_t)s->maxdatalen, "flows", (json_int_t)s->flows, "flows_max",
			 (json_int_t)s->flows_max);
}

static int show_text(struct l7_client *c)
{
	struct verdicts verdicts = { 0 };
	struct l7_state state;
	int err = l7_client_state_get(c, &state);

	if (err)
		return err;
	print_state(c, &state);
	err = l7_client_stats(c, print_counter, NULL);
	return err ? err : l7_client_definitions(c, print_verdicts, &verdicts);
}

static int show_json(struct l7_client *c, int *status)
{
	json_t *counters = json_object(), *decided = json_object();
	struct l7_state state;
	int err = l7_client_state_get(c, &state);

	if (!err)
		err = l7_client_stats(c, add_counter, counters);
	if (!err)
		err = l7_client_definitions(c, add_verdicts, decided);
	if (!err)
		*status = l7_output_json(json_pack("{s:o, s:O, s:O}", "state", json_state(c, &state), "counters",
						   counters, "decided", decided));
	json_decref(counters);
	json_decref(decided);
	return err;
}

static int run(int argc, char **argv)
{
	int opt, err, status = L7_EXIT_YES;
	struct l7_client client;
	bool json = false;

	while ((opt = getopt_long(argc, argv, "j", options, NULL)) >= 0) {
		if (opt != 'j')
			return l7_command_usage(argv[0]);
		json = true;
	}
	if (optind < argc) {
		fprintf(stderr, "l7 stats: \"%s\" is not understood here\n", argv[optind]);
		return l7_command_usage(argv[0]);
	}
	err = l7_client_open(&client);
	if (!err)
		err = json ? show_json(&client, &status) : show_text(&client);
	if (err)
		fprintf(stderr, "l7 stats: %s\n", client.error);
	l7_client_close(&client);
	return err ? L7_EXIT_FAILURE : status;
}

const struct l7_command l7_command_stats = {
	.name = "stats",
	.summary = "state and counters, and why connections have no name",
	.help = help,
	.run = run,
};
