/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef L7_CLI_COLOUR_H
#define L7_CLI_COLOUR_H

/*
 * colour.h - colour where it helps to see: on a terminal only, and never with NO_COLOR in the environment
 */

#include <stdio.h>

enum l7_colour {
	L7_COLOUR_PLAIN,	/* ends what another began */
	L7_COLOUR_BOLD,
	L7_COLOUR_DIM,
	L7_COLOUR_RED,
	L7_COLOUR_GREEN,
	L7_COLOUR_YELLOW,
	L7_COLOUR_BLUE,
};

/** l7_colour() - what to print before coloured text, or after it; Return: "" where there is to be no colour */
const char *l7_colour(FILE *out, enum l7_colour colour);

#endif
