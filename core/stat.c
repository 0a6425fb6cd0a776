// SPDX-License-Identifier: GPL-2.0-only
#include "core/stat.h"

static const char *const names[L7_STAT_MAX] = {
	[L7_STAT_PACKETS] = "packets",
	[L7_STAT_BYTES] = "bytes",
	[L7_STAT_CONNECTIONS] = "connections",
	[L7_STAT_DECIDED] = "decided",
	[L7_STAT_INHERITED] = "inherited",
	[L7_STAT_RETRANSMITTED] = "retransmitted",
	[L7_STAT_AHEAD] = "ahead",
	[L7_STAT_NO_LABEL_ROOM] = "no_label_room",
	[L7_STAT_ENDED_UNSET] = "ended_unset",
	[L7_STAT_UNKNOWN_PACKETS] = "unknown_packets",
	[L7_STAT_UNKNOWN_BYTES] = "unknown_bytes",
	[L7_STAT_UNKNOWN_NOT_BEGUN] = "unknown_not_begun",
	[L7_STAT_UNKNOWN_PROTOCOL] = "unknown_protocol",
	[L7_STAT_UNKNOWN_NO_TABLE] = "unknown_no_table",
	[L7_STAT_UNKNOWN_TABLE_FULL] = "unknown_table_full",
	[L7_STAT_UNKNOWN_NO_MEMORY] = "unknown_no_memory",
	[L7_STAT_UNKNOWN_GAP] = "unknown_gap",
	[L7_STAT_UNKNOWN_IDLE] = "unknown_idle",
};

const char *l7_stat_name(enum l7_stat stat)
{
	return names[stat];
}
