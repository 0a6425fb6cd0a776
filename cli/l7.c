// SPDX-License-Identifier: GPL-2.0-only
/*
 * l7.c - `l7 SUBCOMMAND ...`
 */

#include <stdio.h>
#include <string.h>

#include "cli/command.h"

static int run_help(int argc, char **argv);
static int run_version(int argc, char **argv);

static const struct l7_command command_help = {
	.name = "help",
	.summary = "explain a subcommand",
	.help = "usage: l7 help [SUBCOMMAND]\n",
	.run = run_help,
};

static const struct l7_command command_version = {
	.name = "version",
	.summary = "print the version",
	.help = "usage: l7 version\n",
	.run = run_version,
};

static const struct l7_command *const commands[] = {
	&l7_command_list,
	&l7_command_show,
	&l7_command_stats,
	&l7_command_top,
	&l7_command_monitor,
	&l7_command_load,
	&l7_command_unload,
	&l7_command_on,
	&l7_command_off,
	&l7_command_classify,
	&l7_command_report_page,
	&l7_command_explain,
	&l7_command_compile,
	&l7_command_test,
	&l7_command_check,
	&l7_command_doctor,
	&command_help,
	&command_version,
};

#define NCOMMANDS (sizeof(commands) / sizeof(commands[0]))

static void overview(FILE *out)
{
	fprintf(out, "usage: l7 SUBCOMMAND [OPTION...] [ARGUMENT...]\n"
		     "Names the application protocol of connections, in the kernel, by what they\n"
		     "carry.\n\n");
	for (size_t i = 0; i < NCOMMANDS; i++)
		fprintf(out, "  %-10s%s\n", commands[i]->name, commands[i]->summary);
	fprintf(out, "\n`l7 SUBCOMMAND --help` explains one of them, with examples; l7(8) all of them,\n"
		     "xt_layer7(8) the iptables match, l7-definition(5) how to describe a protocol of\n"
		     "your own.\n"
		     "Exit status: 0 yes, 1 no, 2 wrong usage or failure.\n");
}

static const struct l7_command *find(const char *name)
{
	for (size_t i = 0; i < NCOMMANDS; i++)
		if (!strcmp(commands[i]->name, name))
			return commands[i];
	return NULL;
}

static int unheard_of(const char *name)
{
	fprintf(stderr, "l7: there is no subcommand \"%s\"; `l7 --help` lists them\n", name);
	return L7_EXIT_FAILURE;
}

static int run_help(int argc, char **argv)
{
	const struct l7_command *command = argc > 1 ? find(argv[1]) : NULL;

	if (argc > 1 && !command)
		return unheard_of(argv[1]);
	if (command)
		fputs(command->help, stdout);
	else
		overview(stdout);
	return L7_EXIT_YES;
}

static int run_version(int argc, char **argv)
{
	if (argc > 1) {
		fprintf(stderr, "l7 version: \"%s\" is not understood here\n", argv[1]);
		return l7_command_usage(argv[0]);
	}
	printf("l7 %s\n", L7_VERSION);
	return L7_EXIT_YES;
}

int l7_command_usage(const char *name)
{
	fprintf(stderr, "`l7 %s --help` explains how it is used\n", name);
	return L7_EXIT_FAILURE;
}

int l7_command_report(struct l7_diags *d)
{
	int status = d->errors ? L7_EXIT_FAILURE : L7_EXIT_YES;

	l7_diags_print(d, stderr);
	l7_diags_fini(d);
	return status;
}

/* `--help` anywhere before `--` asks for help, whatever else is said. */
static bool wants_help(int argc, char **argv)
{
	for (int i = 1; i < argc && strcmp(argv[i], "--"); i++)
		if (!strcmp(argv[i], "--help") || !strcmp(argv[i], "-h"))
			return true;
	return false;
}

int main(int argc, char **argv)
{
	const struct l7_command *command;
	int status;

	if (argc < 2) {
		overview(stderr);
		return L7_EXIT_FAILURE;
	}
	if (!strcmp(argv[1], "--help") || !strcmp(argv[1], "-h"))
		argv[1] = "help";
	if (!strcmp(argv[1], "--version") || !strcmp(argv[1], "-V"))
		argv[1] = "version";
	command = find(argv[1]);
	if (!command)
		return unheard_of(argv[1]);
	if (wants_help(argc - 1, argv + 1)) {
		fputs(command->help, stdout);
		status = L7_EXIT_YES;
	} else {
		status = command->run(argc - 1, argv + 1);
	}
	if (fflush(stdout)) {
		perror("l7: standard output");
		return L7_EXIT_FAILURE;
	}
	if (ferror(stdout)) {
		fprintf(stderr, "l7: standard output: not all could be written\n");
		return L7_EXIT_FAILURE;
	}
	return status;
}
