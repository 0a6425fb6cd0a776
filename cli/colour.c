// SPDX-License-Identifier: GPL-2.0-only
/*
 * colour.c - colour where it helps to see
 */

#include "cli/colour.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* https://no-color.org: present and not empty; a terminal that calls itself dumb has none */
static bool is_wanted(FILE *out)
{
	const char *never = getenv("NO_COLOR"), *term = getenv("TERM");

	return !(never && *never) && term && strcmp(term, "dumb") && isatty(fileno(out));
}

const char *l7_colour(FILE *out, enum l7_colour colour)
{
	static const char *const escape[] = {
		[L7_COLOUR_PLAIN] = "\033[0m", [L7_COLOUR_BOLD] = "\033[1m", [L7_COLOUR_DIM] = "\033[2m",
		[L7_COLOUR_RED] = "\033[31m", [L7_COLOUR_GREEN] = "\033[32m", [L7_COLOUR_YELLOW] = "\033[33m",
		[L7_COLOUR_BLUE] = "\033[34m",
	};

	return is_wanted(out) ? escape[colour] : "";
}
