/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef L7_CLI_UNITS_H
#define L7_CLI_UNITS_H

/*
 * units.h - numbers that fit a narrow column
 */

#include <stdint.h>

#define L7_UNITS_SIZE 8	/* bytes, NUL included */

/**
 * l7_units_count() - 9999, 12.3k, 456k, 7.89M, ...: four characters and a power of 1000; digits that have no room are cut off
 *
 * Return: @buf, at most 5 characters.
 */
const char *l7_units_count(uint64_t n, char buf[L7_UNITS_SIZE]);

/** l7_units_seconds() - 59s, 119m, 47h, 365d; Return: @buf, at most 5 characters up to 9999 days */
const char *l7_units_seconds(uint64_t seconds, char buf[L7_UNITS_SIZE]);

#endif
