/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef ORACLE_FLOWS_H
#define ORACLE_FLOWS_H

/*
 * flows.h - the packet lists that all engines are given
 *
 * A list is cut to the limits of inspection when it is made, so that an engine need know nothing of them. Only @raw has
 * the last packet whole: what core/ is given, to cut by itself.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define FLOW_MAX_PACKETS 10	/* with payload */
#define FLOW_MAX_BYTES 2048	/* of the sequence: bytes that are not NUL */

/**
 * struct flow - one connection's payload
 * @name:  for messages
 * @raw:   payload bytes of all packets
 * @raw_end: where each packet's payload ends in @raw
 * @text:  the sequence: @raw without NUL bytes
 * @text_end: length of the sequence after each packet; a packet that adds nothing has that of its predecessor
 * @reply: of each packet: not sent by the side that was heard first
 * @udp:   else tcp; means something for those of captures only
 */
struct flow {
	char *name;
	uint8_t *raw;
	uint8_t *text;
	size_t raw_end[FLOW_MAX_PACKETS];
	size_t text_end[FLOW_MAX_PACKETS];
	bool reply[FLOW_MAX_PACKETS];
	bool udp;
	unsigned int packets;
};

/** struct flows - zero-initialise, release with flows_free() */
struct flows {
	struct flow *flow;
	size_t count;
};

/**
 * flows_add() - append an empty flow
 * @name: copied
 *
 * Return: the flow, borrowed until the next add.
 */
struct flow *flows_add(struct flows *flows, const char *name);

/**
 * flow_add_packet() - append a packet's payload (copied)
 *
 * Return: false if a limit has been reached, so that this packet was not, or not wholly, taken.
 */
bool flow_add_packet(struct flow *f, const uint8_t *p, size_t len);

/** flow_adds() - is packet @k one after which expressions are tried */
static inline bool flow_adds(const struct flow *f, unsigned int k)
{
	return f->text_end[k] > (k ? f->text_end[k - 1] : 0);
}

void flows_free(struct flows *flows);

/**
 * flows_read_samples() - the payload samples in a directory: NAME-N is the payload of the first N packets
 *
 * Return: flows added; -1 if there is no such directory.
 */
int flows_read_samples(struct flows *flows, const char *dir);

/**
 * flows_read_captures() - the TCP and UDP connections of all captures in a directory, retransmissions left out
 *
 * Return: flows added; -1 if there is no such directory.
 */
int flows_read_captures(struct flows *flows, const char *dir);

#endif
