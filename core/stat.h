/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef L7_CORE_STAT_H
#define L7_CORE_STAT_H

/*
 * The counters of a host: of a network namespace where it is the module. Each connection that is looked at is counted once in
 * L7_STAT_CONNECTIONS and ends in one of decided, unknown_* or ended_unset.
 */
enum l7_stat {
	L7_STAT_PACKETS,		/* packets that added bytes to a sequence */
	L7_STAT_BYTES,			/* payload bytes walked, NULs included */
	L7_STAT_CONNECTIONS,		/* connections put under inspection */
	L7_STAT_DECIDED,		/* connections named */
	L7_STAT_INHERITED,		/* children that were given their master's verdict */
	L7_STAT_RETRANSMITTED,		/* segments passed over: all of it was seen before */
	L7_STAT_AHEAD,			/* segments that had to wait for their turn */
	L7_STAT_NO_LABEL_ROOM,		/* packets of connections older than the first rule: no label */
	L7_STAT_ENDED_UNSET,		/* connections that ended, or were removed, before a verdict */
	L7_STAT_UNKNOWN_PACKETS,	/* given up: numpackets reached */
	L7_STAT_UNKNOWN_BYTES,		/* given up: maxdatalen reached */
	L7_STAT_UNKNOWN_NOT_BEGUN,	/* not inspected: the beginning was not seen */
	L7_STAT_UNKNOWN_PROTOCOL,	/* not inspected: neither TCP, UDP nor ICMP */
	L7_STAT_UNKNOWN_NO_TABLE,	/* not inspected: no table is loaded */
	L7_STAT_UNKNOWN_TABLE_FULL,	/* not inspected: maxflows connections are under inspection */
	L7_STAT_UNKNOWN_NO_MEMORY,	/* given up: allocation failed */
	L7_STAT_UNKNOWN_GAP,		/* given up: too much waits for a missing segment */
	L7_STAT_UNKNOWN_IDLE,		/* given up: L7_CONN_IDLE_SECS without a packet */
	L7_STAT_MAX
};

/**
 * l7_stat_name() - the word that stands for a counter in netlink and `l7 stats`
 */
const char *l7_stat_name(enum l7_stat stat);

#endif
