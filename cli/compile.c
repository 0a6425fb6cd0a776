// SPDX-License-Identifier: GPL-2.0-only
/*
 * compile.c - `l7 compile`: checks definitions and makes an image of them
 */

#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <string.h>

#include "cli/command.h"
#include "cli/outfile.h"
#include "cli/selection.h"
#include "client/search.h"

static const char help[] =
	"usage: l7 compile [-d DIR]... [-o FILE] [NAME...]\n"
	"Compiles definitions and says what became of them; without -o nothing is kept,\n"
	"so it is a check.\n"
	"\n"
	"  -d, --dir DIR       read DIR and the directories in it, not the default ones;\n"
	"                      may be given more than once: where two have a definition\n"
	"                      of the same name, the first wins\n"
	"  -o, --output FILE   write the image to FILE, for `l7 load -i FILE`; - is\n"
	"                      standard output\n"
	"\n"
	"Without NAME all definitions take part. Exit status: 0 compiled; 2 something is\n"
	"wrong with a definition, or with the usage.\n"
	"\n"
	"examples:\n"
	"  l7 compile                        are all definitions on this machine good?\n"
	"  l7 compile -d . mine              is mine.pat, which I am writing?\n"
	"  l7 compile -o all.img && scp all.img router:\n";

static const struct option options[] = {
	{ "dir", required_argument, NULL, 'd' },
	{ "output", required_argument, NULL, 'o' },
	{ NULL, 0, NULL, 0 },
};

static int write_image(const char *path, const struct l7_blob *blob)
{
	struct l7_outfile f;

	if (!l7_outfile_open(&f, path) && !l7_outfile_close(&f, fwrite(blob->bytes, blob->size, 1, f.out) == 1))
		return 0;
	fprintf(stderr, "l7 compile: %s: %s\n", path, strerror(errno));
	return -1;
}

static void print_report(const struct l7_defs *defs, const struct l7_compile_report *r, const char *output)
{
	FILE *out = output && !strcmp(output, "-") ? stderr : stdout;

	fprintf(out, "definitions  %zu\n", defs->count);
	fprintf(out, "groups       %u\n", r->groups);
	fprintf(out, "states       %u\n", r->states);
	fprintf(out, "bytes        %zu\n", r->bytes);
	fprintf(out, "time         %.3f s%s\n", r->seconds, r->cached ? ", from the cache" : "");
	if (output)
		fprintf(out, "written to   %s\n", output);
}

static int compile(const struct l7_selection *selection, const char *output)
{
	char cache[L7_SEARCH_CACHE_SIZE];
	struct l7_compile_options how = { .cache_dir = l7_search_cache_dir(cache) };
	struct l7_compile_report report = { 0 };
	struct l7_defs defs = { 0 };
	struct l7_diags diags = { 0 };
	struct l7_blob blob = { 0 };
	int status = L7_EXIT_FAILURE;

	if (!l7_selection_read(selection, &defs, &diags) && !l7_compile(&defs, &how, &blob, &report, &diags))
		status = output && write_image(output, &blob) ? L7_EXIT_FAILURE : L7_EXIT_YES;
	l7_diags_print(&diags, stderr);
	if (status == L7_EXIT_YES)
		print_report(&defs, &report, output);
	l7_blob_fini(&blob);
	l7_diags_fini(&diags);
	l7_defs_fini(&defs);
	return status;
}

static int run(int argc, char **argv)
{
	struct l7_selection selection = { 0 };
	const char *output = NULL;
	int opt;

	while ((opt = getopt_long(argc, argv, "d:o:", options, NULL)) >= 0) {
		if (opt == 'o')
			output = optarg;
		else if (opt != 'd' || l7_selection_add_dir(&selection, optarg))
			return l7_command_usage(argv[0]);
	}
	selection.names = argv + optind;
	selection.nnames = argc - optind;
	return compile(&selection, output);
}

const struct l7_command l7_command_compile = {
	.name = "compile",
	.summary = "check definitions, make an image of them",
	.help = help,
	.run = run,
};
