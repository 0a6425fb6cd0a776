/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef L7_REPORT_FIGURE_H
#define L7_REPORT_FIGURE_H

/*
 * figure.h - numbers as people read them: three digits that count, a unit; UTF-8, blanks before units do not break
 */

#include <stdint.h>

#define L7_FIGURE_SIZE 64

/** struct l7_figure - a text, so that a line can have several of them */
struct l7_figure {
	char text[L7_FIGURE_SIZE];
};

/** l7_figure_count() - 1,234,567 */
struct l7_figure l7_figure_count(uint64_t n);

/** l7_figure_connections() - 1 connection, 1,234 connections */
struct l7_figure l7_figure_connections(uint64_t n);

/** l7_figure_bytes() - 999 B, 1.23 MB, by powers of 1000 */
struct l7_figure l7_figure_bytes(uint64_t bytes);

/** l7_figure_rate() - 1.23 Mbit/s, of bytes in nanoseconds; "-" if these are 0 */
struct l7_figure l7_figure_rate(uint64_t bytes, uint64_t ns);

/** l7_figure_share() - 12.3 %, < 0.1 %, > 99.9 %: nothing and all are said only of nothing and all; "-" of nothing */
struct l7_figure l7_figure_share(uint64_t part, uint64_t all);

/** l7_figure_duration() - 0.5 ms, 12.3 s, 3 min 20 s, 2 h 5 min, 3 d 4 h, of nanoseconds */
struct l7_figure l7_figure_duration(uint64_t ns);

/** l7_figure_mean() - 1.2, - if @count is 0 */
struct l7_figure l7_figure_mean(uint64_t sum, uint64_t count);

/** l7_figure_time() - as strftime(3), of nanoseconds since 1970, in the local time zone */
struct l7_figure l7_figure_time(uint64_t ns, const char *format);

#endif
