/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef L7_CLI_EXPLAIN_WANTED_H
#define L7_CLI_EXPLAIN_WANTED_H

/*
 * explain_wanted.h - which connection is to be explained, as it is typed: `tcp 10.0.0.1:4000 10.0.0.2:80', or a part
 */

#include "conntrack/ct.h"

#define L7_WANTED_MAX_ENDS 8

/** L7_WANTED_HELP - the words, for a help text */
#define L7_WANTED_HELP \
	"  tcp, udp, icmp ...  the transport\n" \
	"  10.0.0.1:4000       an end; so are 10.0.0.1.4000 and [2001:db8::1]:4000\n" \
	"  10.0.0.1  :4000     an address, or a port, of either end; \"port 4000\" will do\n" \
	"  #12                 the twelfth connection of a capture\n"

/** struct l7_wanted_end - one of the ends must be so */
struct l7_wanted_end {
	bool has_address;
	bool has_port;
	uint8_t family;
	uint8_t address[16];
	uint16_t port;
};

/**
 * struct l7_wanted - zero-initialise: any connection
 * @transport: IPPROTO_*, if @has_transport
 * @number:    of the capture's connections, 1-based, 0: any
 */
struct l7_wanted {
	bool has_transport;
	uint8_t transport;
	uint64_t number;
	struct l7_wanted_end end[L7_WANTED_MAX_ENDS];
	size_t nends;
};

/** l7_wanted_add() - one more word; Return: false: it is none, or one too many */
bool l7_wanted_add(struct l7_wanted *w, const char *word);

/** l7_wanted_has() - whether a connection is meant; @number: of the capture's, else 0 */
bool l7_wanted_has(const struct l7_wanted *w, const struct l7_ct *ct, uint64_t number);

#endif
