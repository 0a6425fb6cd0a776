/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef L7_CLI_COMMAND_H
#define L7_CLI_COMMAND_H

/*
 * command.h - what a subcommand is: one object each, listed in l7.c
 */

#include "compiler/compiler.h"

/** enum - exit status of every subcommand */
enum {
	L7_EXIT_YES = 0,
	L7_EXIT_NO = 1,		/* or: findings */
	L7_EXIT_FAILURE = 2,	/* usage errors too */
};

/**
 * struct l7_command - a subcommand
 * @name:    as typed
 * @summary: a line for the overview, no full stop
 * @help:    what `l7 NAME --help` prints, examples at its end
 * @run:     argv[0] is the name, options are read with getopt_long(); returns an exit status
 */
struct l7_command {
	const char *name;
	const char *summary;
	const char *help;
	int (*run)(int argc, char **argv);
};

extern const struct l7_command l7_command_check;
extern const struct l7_command l7_command_classify;
extern const struct l7_command l7_command_compile;
extern const struct l7_command l7_command_doctor;
extern const struct l7_command l7_command_explain;
extern const struct l7_command l7_command_list;
extern const struct l7_command l7_command_load;
extern const struct l7_command l7_command_monitor;
extern const struct l7_command l7_command_off;
extern const struct l7_command l7_command_on;
extern const struct l7_command l7_command_report_page;
extern const struct l7_command l7_command_show;
extern const struct l7_command l7_command_stats;
extern const struct l7_command l7_command_test;
extern const struct l7_command l7_command_top;
extern const struct l7_command l7_command_unload;

/** l7_command_usage() - say on stderr how to get help with a subcommand; Return: L7_EXIT_FAILURE */
int l7_command_usage(const char *name);

/** l7_command_report() - print diagnostics, release them; Return: L7_EXIT_FAILURE if there was an error, else L7_EXIT_YES */
int l7_command_report(struct l7_diags *d);

#endif
