/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef BENCH_TABLES_H
#define BENCH_TABLES_H

#include <stdbool.h>

#include "tests/oracle/flows.h"

/**
 * bench_tables() - our definitions beside the classic ones, both as the module walks them
 * @flows: of captures
 *
 * Prints CPU time per connection until it is named or the limits are reached, automata still alive after some bytes, and
 * sizes. Return: false if a table can't be made.
 */
bool bench_tables(const struct flows *flows);

#endif
