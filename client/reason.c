// SPDX-License-Identifier: GPL-2.0-only
/*
 * reason.c - words for why a connection is "unknown"
 */

#include "client/reason.h"

static const struct {
	const char *name;
	const char *text;
} words[__L7_REASON_MAX] = {
	[L7_REASON_NONE] = { "", "" },
	[L7_REASON_PACKETS] = { "packets", "nothing matched in the first packets (numpackets)" },
	[L7_REASON_BYTES] = { "bytes", "nothing matched in the first bytes (maxdatalen)" },
	[L7_REASON_NOT_BEGUN] = { "not-begun", "its beginning was not seen" },
	[L7_REASON_PROTOCOL] = { "protocol", "it is neither TCP, UDP nor ICMP" },
	[L7_REASON_NO_TABLE] = { "no-table", "no definitions were loaded" },
	[L7_REASON_TABLE_FULL] = { "table-full", "too many connections were under inspection (maxflows)" },
	[L7_REASON_NO_MEMORY] = { "no-memory", "there was no memory" },
	[L7_REASON_GAP] = { "gap", "too much waited for a TCP segment that did not come" },
	[L7_REASON_IDLE] = { "idle", "it was idle for too long while it was inspected" },
	[L7_REASON_INTERRUPTED] = { "interrupted", "inspection was switched off while it was inspected" },
	[L7_REASON_MASTER] = { "master", "the connection that opened it is unknown" },
};

const char *l7_reason_name(unsigned int reason)
{
	return reason < __L7_REASON_MAX && words[reason].name ? words[reason].name : "";
}

const char *l7_reason_text(unsigned int reason)
{
	return reason < __L7_REASON_MAX && words[reason].text ? words[reason].text : "";
}
