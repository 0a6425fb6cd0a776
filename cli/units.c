// SPDX-License-Identifier: GPL-2.0-only
/*
 * units.c - numbers that fit a narrow column
 */

#include "cli/units.h"

#include <inttypes.h>
#include <stdio.h>

const char *l7_units_count(uint64_t n, char buf[L7_UNITS_SIZE])
{
	const char *unit = "kMGTPE";
	uint64_t one = 1000;

	if (n < 10000) {
		snprintf(buf, L7_UNITS_SIZE, "%u", (unsigned int)n);
		return buf;
	}
	for (; unit[1] && n / one >= 1000; unit++)
		one *= 1000;
	/* at most 999.9 of them: these fit */
	const unsigned int whole = n / one, hundredths = n % one / (one / 100);

	if (whole >= 100)
		snprintf(buf, L7_UNITS_SIZE, "%u%c", whole % 1000, *unit);
	else if (whole >= 10)
		snprintf(buf, L7_UNITS_SIZE, "%u.%u%c", whole, hundredths / 10 % 10, *unit);
	else
		snprintf(buf, L7_UNITS_SIZE, "%u.%02u%c", whole, hundredths % 100, *unit);
	return buf;
}

const char *l7_units_seconds(uint64_t seconds, char buf[L7_UNITS_SIZE])
{
	static const struct {
		uint64_t one;
		uint64_t below;
		char letter;
	} units[] = { { 1, 120, 's' }, { 60, 7200, 'm' }, { 3600, 172800, 'h' }, { 86400, 86400 * 10000ull, 'd' } };

	for (unsigned int i = 0; i < 4; i++)
		if (seconds < units[i].below) {
			snprintf(buf, L7_UNITS_SIZE, "%u%c", (unsigned int)(seconds / units[i].one) % 10000, units[i].letter);
			return buf;
		}
	snprintf(buf, L7_UNITS_SIZE, "long");
	return buf;
}
