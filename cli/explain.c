// SPDX-License-Identifier: GPL-2.0-only
/*
 * explain.c - `l7 explain`: why a connection is what it is
 */

#include "cli/explain.h"

#include <getopt.h>
#include <inttypes.h>
#include <stdio.h>
#include <unistd.h>

#include "cli/command.h"

static const char help[] =
	"usage: l7 explain [OPTION...] FILE [CONNECTION]\n"
	"       l7 explain [-jv] [-d DIR]... CONNECTION\n"
	"       l7 explain [-j] --all\n"
	"Says why a connection is what it is. Of a capture (pcap, pcapng; - is standard\n"
	"input): what became of each packet, where the definition matched or why none\n"
	"did, and what those that still could were waiting for. Without a file, of the\n"
	"running system: what the module and conntrack know of the connection.\n"
	"\n"
	"CONNECTION is any of these words, all of which must fit; if several connections\n"
	"do, they are listed.\n"
	L7_WANTED_HELP
	"\n"
	"  -a, --all           list all connections of the running system, with the\n"
	"                      reason of those that have no name\n"
	"  -j, --json          print JSON\n"
	"  -v, --verbose       all definitions that could still match, not only those\n"
	"                      that have come some way\n"
	"\n"
	"of a capture:\n"
	L7_READING_HELP
	"\n"
	"Exit status: 0 explained, 1 there is no such connection, 2 wrong usage or\n"
	"failure.\n"
	"\n"
	"examples:\n"
	"  l7 explain capture.pcap             which connections are there?\n"
	"  l7 explain capture.pcap '#12'\n"
	"  l7 explain capture.pcap tcp 10.0.0.1:4000 10.0.0.2:80\n"
	"  l7 explain --numpackets 99 --maxdatalen 65536 capture.pcap :4000\n"
	"  l7 explain tcp 10.0.0.1:4000\n"
	"  l7 explain -j capture.pcap '#12' | jq '.waiting[].name'\n";

static const struct option options[] = {
	{ "all", no_argument, NULL, 'a' },
	{ "json", no_argument, NULL, 'j' },
	{ "verbose", no_argument, NULL, 'v' },
	L7_READING_LONG_OPTIONS,
	{ NULL, 0, NULL, 0 },
};

static int read_options(struct l7_explain *e, int argc, char **argv)
{
	int opt;

	while ((opt = getopt_long(argc, argv, "ajv" L7_READING_OPTIONS, options, NULL)) >= 0) {
		if (opt == 'a')
			e->all = true;
		else if (opt == 'j')
			e->json = true;
		else if (opt == 'v')
			e->verbose = true;
		else if (l7_reading_option(&e->reading, opt, optarg))
			return -1;
	}
	return 0;
}

static void complain(const char *word)
{
	if (*word == '#')
		fprintf(stderr, "l7 explain: \"%s\": connections of a capture have the numbers from #1 on\n", word);
	else if (*word == ':')
		fprintf(stderr, "l7 explain: \"%s\": a port is a number from 0 to 65535\n", word);
	else
		fprintf(stderr, "l7 explain: \"%s\" is no part of a connection: say tcp or udp, ADDRESS, ADDRESS:PORT, "
			":PORT, or #NUMBER\n", word);
}

/* what begins as no file's name does, but as a part of a connection */
static bool is_part(const char *word)
{
	struct l7_wanted ignored = { 0 };

	return *word == '#' || *word == ':' || l7_wanted_add(&ignored, word);
}

/* what names a file is one, else it is the first word of a connection */
static const char *read_words(struct l7_explain *e, char **words)
{
	const char *path = NULL;

	if (*words && (!access(*words, F_OK) || !is_part(*words)))
		path = *words++;
	for (; *words; words++)
		if (!l7_wanted_add(&e->wanted, *words)) {
			complain(*words);
			return NULL;
		}
	return path ? path : "";
}

static int run(int argc, char **argv)
{
	struct l7_explain e = { .json = false };
	int status = L7_EXIT_FAILURE;
	const char *path = NULL;

	l7_reading_init(&e.reading, argv[0]);
	if (!read_options(&e, argc, argv))
		path = read_words(&e, argv + optind);
	if (!path || (!*path && !e.all && optind == argc)) {
		if (path)
			fprintf(stderr, "l7 explain: needs a capture, a connection, or --all\n");
		l7_command_usage(argv[0]);
	} else if (*path && e.all) {
		fprintf(stderr, "l7 explain: --all is for the running system; `l7 explain %s` lists a capture's "
			"connections\n", path);
	} else if (!*path && e.wanted.number) {
		fprintf(stderr, "l7 explain: #%" PRIu64 " is a connection of a capture: which file?\n", e.wanted.number);
	} else {
		status = *path ? l7_explain_capture(&e, path) : l7_explain_live(&e);
	}
	l7_reading_close(&e.reading);
	return status;
}

const struct l7_command l7_command_explain = {
	.name = "explain",
	.summary = "say why a connection is what it is, in a capture or on this machine",
	.help = help,
	.run = run,
};
