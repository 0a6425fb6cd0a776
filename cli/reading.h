/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef L7_CLI_READING_H
#define L7_CLI_READING_H

/*
 * reading.h - captures and interfaces read by a subcommand: definitions, frames, connections with their verdicts
 */

#include "capture/source.h"
#include "capture/tracker.h"
#include "cli/progress.h"
#include "cli/selection.h"
#include "compiler/compiled.h"

/**
 * struct l7_reading - init with l7_reading_init(), release with l7_reading_close()
 * @name:     of the subcommand
 * @compiled: the definitions
 * @tracker:  its callbacks are the subcommand's to set, between l7_reading_open() and l7_reading_file()
 * @filter:   of pcap-filter(7) (NULL: none)
 * @tunnels:  look into them
 * @source:   of the frame at hand
 * @frames:   read, of all files
 */
struct l7_reading {
	const char *name;
	struct l7_selection selection;
	struct l7_compiled compiled;
	struct l7_tracker tracker;
	const char *filter;
	bool tunnels;
	struct l7_source source;
	struct l7_progress progress;
	uint64_t frames;
};

/** L7_READING_OPTIONS - what l7_reading_option() understands, for getopt_long(): a part of the optstring, and options */
#define L7_READING_OPTIONS "d:f:ST"
#define L7_READING_LONG_OPTIONS \
	{ "dir", required_argument, NULL, 'd' }, \
	{ "filter", required_argument, NULL, 'f' }, \
	{ "strict", no_argument, NULL, 'S' }, \
	{ "no-tunnels", no_argument, NULL, 'T' }, \
	{ "idle", required_argument, NULL, L7_READING_IDLE }, \
	{ "max-connections", required_argument, NULL, L7_READING_MAX_CONNECTIONS }, \
	{ "maxdatalen", required_argument, NULL, L7_READING_MAXDATALEN }, \
	{ "numpackets", required_argument, NULL, L7_READING_NUMPACKETS }

enum {
	L7_READING_IDLE = 0x100,
	L7_READING_MAX_CONNECTIONS,
	L7_READING_MAXDATALEN,
	L7_READING_NUMPACKETS,
};

/** L7_READING_HELP - their part of a help text */
#define L7_READING_HELP \
	"  -d, --dir DIR       read the definitions in DIR and the directories in it, not\n" \
	"                      the default ones\n" \
	"  -f, --filter EXPR   look only at frames that EXPR (see pcap-filter(7)) lets\n" \
	"                      pass\n" \
	"  -S, --strict        as the module does: a TCP connection whose beginning is\n" \
	"                      not seen is unknown\n" \
	"  -T, --no-tunnels    do not look into GRE, IP in IP, VXLAN, GTP-U and the like\n" \
	"      --numpackets N, --maxdatalen N\n" \
	"                      give up after N packets (10), N bytes (2048) of a\n" \
	"                      connection\n" \
	"      --idle SECONDS  end a connection that has had no packet for so long (TCP\n" \
	"                      1800, others 180)\n" \
	"      --max-connections N\n" \
	"                      beyond so many open ones end the one idle for longest\n" \
	"                      (1000000)\n"

void l7_reading_init(struct l7_reading *r, const char *name);

/** l7_reading_option() - take an option of getopt_long(); Return: 0; -1: not one of these, or wrong, which was said */
int l7_reading_option(struct l7_reading *r, int opt, const char *arg);

/**
 * l7_reading_keeps() - that a file to be written is none of those to be read
 * @option: that it was given with, for the message
 *
 * Return: false if it is, which was said.
 */
bool l7_reading_keeps(const struct l7_reading *r, const char *option, const char *output, char *const *paths, size_t n);

/** l7_reading_open() - compile the definitions; Return: 0; -1, and it was said why */
int l7_reading_open(struct l7_reading *r);

/**
 * l7_reading_file() - hand a file's packets to the tracker, and end its connections
 * @path: "-": standard input
 *
 * A file that is damaged is counted up to there.
 * Return: 0; -1, and it was said why.
 */
int l7_reading_file(struct l7_reading *r, const char *path);

/** l7_reading_live() - the same for an interface, until l7_interrupt_seen() */
int l7_reading_live(struct l7_reading *r, const char *interface);

void l7_reading_close(struct l7_reading *r);

#endif
