/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef L7_REPORT_REPORT_H
#define L7_REPORT_REPORT_H

/*
 * report.h - what captures carried, added up while they are read
 *
 *   packet, its connection ─> opening.h: what waits for the verdict ─┐
 *   connection that ends ───> account (by protocol), hitters.h, ... ─┼─> struct l7_report ─> page.h, JSON
 *                                                     series.h <─────┘
 *
 * A row is a protocol: its definition's index in the image, or one of two more, for unknown and for unset. Bytes are
 * those of IP packets. Packets that carry another packet of the capture are not counted, as that one is.
 */

#include "capture/account.h"
#include "compiler/compiled.h"
#include "report/hitters.h"
#include "report/opening.h"
#include "report/series.h"
#include "report/spread.h"

#define L7_REPORT_TOP 20		/* connections that are kept as the biggest */
#define L7_REPORT_HITTERS 32768		/* hosts that are known at a time, and servers of unknown connections */

/** struct l7_latency - what it took to decide connections; @time: microseconds since the first packet */
struct l7_latency {
	struct l7_spread packets;
	struct l7_spread bytes;
	struct l7_spread time;
};

/** struct l7_big - a connection, by direction; see struct l7_connection */
struct l7_big {
	struct l7_capture_tuple tuple;
	uint64_t begun;
	uint64_t seen;
	uint64_t packets[2];
	uint64_t bytes[2];
	size_t row;
};

/**
 * struct l7_sample - of the unknown connections of a server, the biggest; the @more of a hitter
 * @bytes:  that it moved
 * @reason: enum l7_reason
 */
struct l7_sample {
	uint64_t bytes;
	unsigned int reason;
	struct l7_said_first said;
};

/**
 * struct l7_report - init with l7_report_init(), release with l7_report_fini()
 * @compiled:  the definitions (borrowed)
 * @rows:      protocols, unknown, unset
 * @account:   [rows]
 * @latency:   [rows], NULL where nothing was decided
 * @group:     [rows] index of a row's group in @groups
 * @groups:    names of the definitions' first groups, "other" for those without, "unknown", "unset"
 * @begun:     time of the first packet and @ended of the last one, nanoseconds since 1970; of no meaning without packets
 * @series:    bytes over time
 * @reasons:   unknown connections by enum l7_reason
 * @hosts:     all ends of connections
 * @servers:   whom unknown connections were opened to, their @more is a struct l7_sample
 * @big:       [bigs] the connections that moved most bytes, most first
 * @packets, @bytes, @time: of payload and microseconds that verdicts took, see struct l7_latency
 * @no_memory: something could not be kept
 */
struct l7_report {
	const struct l7_compiled *compiled;
	size_t rows;
	struct l7_account *account;
	struct l7_latency **latency;
	unsigned int *group;
	const char **groups;
	unsigned int ngroups;
	uint64_t begun;
	uint64_t ended;
	struct l7_series series;
	struct l7_account reasons[__L7_REASON_MAX];
	struct l7_hitters hosts;
	struct l7_hitters servers;
	struct l7_big big[L7_REPORT_TOP];
	unsigned int bigs;
	struct l7_bars packets, bytes, time;
	bool no_memory;
};

/** l7_report_init() - Return: 0; -1: no memory */
int l7_report_init(struct l7_report *r, const struct l7_compiled *compiled);

/** l7_report_packet() - to be struct l7_tracker's @packet; the connection's @data is the report's; @report: struct l7_report */
void l7_report_packet(void *report, struct l7_connection *c, const struct l7_capture_packet *pkt, enum l7_dir dir);

/** l7_report_ended() - to be struct l7_connections' @ended */
void l7_report_ended(void *report, struct l7_connection *c);

/** l7_report_finish() - all connections have ended: put hosts and servers in order */
void l7_report_finish(struct l7_report *r);

/** l7_report_total() - of all rows */
struct l7_account l7_report_total(const struct l7_report *r);

/** l7_report_row_name() - "tls", "unknown", "unset" */
const char *l7_report_row_name(const struct l7_report *r, size_t row);

static inline size_t l7_report_unknown(const struct l7_report *r)
{
	return r->rows - 2;
}

static inline size_t l7_report_unset(const struct l7_report *r)
{
	return r->rows - 1;
}

void l7_report_fini(struct l7_report *r);

#endif
