// SPDX-License-Identifier: GPL-2.0-only
/*
 * figure.c - numbers as people read them
 */

#include "report/figure.h"

#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#define SECOND UINT64_C(1000000000)
#define NBSP "\u00a0"

struct l7_figure l7_figure_count(uint64_t n)
{
	char digits[24];
	struct l7_figure f;
	const int len = snprintf(digits, sizeof(digits), "%" PRIu64, n);
	char *to = f.text;

	for (int i = 0; i < len; i++) {
		if (i && (len - i) % 3 == 0)
			*to++ = ',';
		*to++ = digits[i];
	}
	*to = '\0';
	return f;
}

struct l7_figure l7_figure_connections(uint64_t n)
{
	struct l7_figure f;

	snprintf(f.text, sizeof(f.text), "%.32s connection%s", l7_figure_count(n).text, n == 1 ? "" : "s");
	return f;
}

/* what would be rounded up to 1000 is one of the next unit */
static struct l7_figure scaled(double value, const char *const *unit)
{
	const bool whole = value < 1000;
	struct l7_figure f;

	while (value >= 999.5 && unit[1]) {
		value /= 1000;
		unit++;
	}
	snprintf(f.text, sizeof(f.text), "%.*f" NBSP "%s", whole || value >= 99.95 ? 0 : value >= 9.995 ? 1 : 2, value, *unit);
	return f;
}

struct l7_figure l7_figure_bytes(uint64_t bytes)
{
	static const char *const units[] = { "B", "kB", "MB", "GB", "TB", "PB", "EB", NULL };

	return scaled(bytes, units);
}

struct l7_figure l7_figure_rate(uint64_t bytes, uint64_t ns)
{
	static const char *const units[] = { "bit/s", "kbit/s", "Mbit/s", "Gbit/s", "Tbit/s", "Pbit/s", "Ebit/s", NULL };

	return ns ? scaled(8.0 * bytes / ns * SECOND, units) : (struct l7_figure){ "–" };
}

struct l7_figure l7_figure_share(uint64_t part, uint64_t all)
{
	const double percent = all ? 100.0 * part / all : 0;
	struct l7_figure f;

	if (!all)
		return (struct l7_figure){ "–" };
	if (part && percent < 0.1)
		return (struct l7_figure){ "<" NBSP "0.1" NBSP "%" };
	if (part < all && percent > 99.9)
		return (struct l7_figure){ ">" NBSP "99.9" NBSP "%" };
	snprintf(f.text, sizeof(f.text), part && part < all ? "%.1f" NBSP "%%" : "%.0f" NBSP "%%", percent);
	return f;
}

static struct l7_figure two_units(uint64_t n, unsigned int one, const char *big, const char *small)
{
	struct l7_figure f;

	if (n % one)
		snprintf(f.text, sizeof(f.text), "%" PRIu64 NBSP "%s %" PRIu64 NBSP "%s", n / one, big, n % one, small);
	else
		snprintf(f.text, sizeof(f.text), "%" PRIu64 NBSP "%s", n / one, big);
	return f;
}

/* without zeros at its end */
static struct l7_figure brief(double value, const char *unit)
{
	struct l7_figure f;

	snprintf(f.text, sizeof(f.text), "%.3g" NBSP "%s", value, unit);
	return f;
}

struct l7_figure l7_figure_duration(uint64_t ns)
{
	const uint64_t s = (ns + SECOND / 2) / SECOND;

	if (ns < 999500)
		return brief(ns / 1e3, "µs");
	if (ns < 999500000)
		return brief(ns / 1e6, "ms");
	if (s < 60)
		return brief(ns / 1e9, "s");
	if (s < 3600)
		return two_units(s, 60, "min", "s");
	if (s < 86400)
		return two_units((s + 30) / 60, 60, "h", "min");
	return two_units((s + 1800) / 3600, 24, "d", "h");
}

struct l7_figure l7_figure_mean(uint64_t sum, uint64_t count)
{
	const double mean = count ? (double)sum / count : 0;
	struct l7_figure f = { "–" };

	if (count && mean >= 999.5)
		return l7_figure_count(mean + 0.5);
	if (count)
		snprintf(f.text, sizeof(f.text), "%.*f", mean < 99.95 ? 1 : 0, mean);
	return f;
}

struct l7_figure l7_figure_time(uint64_t ns, const char *format)
{
	const time_t seconds = ns / SECOND;
	struct l7_figure f = { "" };
	struct tm tm;

	if (!localtime_r(&seconds, &tm) || !strftime(f.text, sizeof(f.text), format, &tm))
		strcpy(f.text, "–");
	return f;
}
