/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef L7_CLI_TRACKED_H
#define L7_CLI_TRACKED_H

/*
 * tracked.h - how connections of the running system are shown
 */

#include <jansson.h>

#include "conntrack/names.h"

/** l7_tracked_json_ends() - proto, src and dst, sport and dport where there are ports: as in all JSON of connections */
json_t *l7_tracked_json_ends(const struct l7_ct *ct);

/** l7_tracked_json() - a connection: verdict, ends, state, counters (null if it is not counted) */
json_t *l7_tracked_json(struct l7_names *names, const struct l7_ct *ct);

/** l7_tracked_json_pair() - { "up": ..., "down": ... } */
json_t *l7_tracked_json_pair(const uint64_t value[L7_CT_DIRECTIONS]);

#define L7_TRACKED_TIME_SIZE 40	/* bytes, NUL included */

/** l7_tracked_time() - date and time after RFC 3339, microseconds and zone included; Return: @buf */
const char *l7_tracked_time(char buf[L7_TRACKED_TIME_SIZE]);

/** l7_tracked_width() - columns that a line of text on stdout may have: COLUMNS, the terminal's; 0: no limit */
size_t l7_tracked_width(void);

#endif
