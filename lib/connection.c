// SPDX-License-Identifier: GPL-2.0-only
/*
 * connection.c - a connection's payload to its verdict
 */

#include "lib/connection.h"

#include <errno.h>
#include <netinet/in.h>
#include <stdlib.h>

#include "capture/dialogue.h"
#include "client/reason.h"

#define SAY_MAX_BYTES (1u << 30) /* in one packet: sequence numbers have to tell it from what was before */

/**
 * struct l7_talk - a connection of the program's own
 * @handshake: packets that the dialogue began with: they have no calls of libl7_connection_feed()
 */
struct l7_talk {
	struct libl7_connection connection;
	struct libl7_classifier *classifier;
	struct l7_classify classify;
	struct l7_connection it;
	struct l7_dialogue dialogue;
	uint32_t handshake;
};

static void take_packet(void *ctx, const struct l7_capture_packet *pkt, bool reply)
{
	struct l7_talk *talk = ctx;

	l7_classify_packet(&talk->classify, &talk->it.verdict, pkt, reply ? L7_DIR_REPLY : L7_DIR_ORIGINAL);
}

static bool is_known(int protocol)
{
	return protocol == IPPROTO_TCP || protocol == IPPROTO_UDP || protocol == IPPROTO_ICMP ||
	       protocol == IPPROTO_ICMPV6;
}

struct libl7_connection *libl7_connection_new(struct libl7_classifier *classifier, int protocol)
{
	struct l7_talk *talk;

	if (!is_known(protocol)) {
		errno = EPROTONOSUPPORT;
		return NULL;
	}
	talk = calloc(1, sizeof(*talk));
	if (!talk)
		return NULL;
	talk->classifier = l7_classifier_get(classifier);
	talk->handshake = protocol == IPPROTO_TCP ? L7_DIALOGUE_HANDSHAKE : 0;
	talk->classify = (struct l7_classify){ .img = &classifier->compiled.img,
					       .max_packets = L7_NUMPACKETS_DEFAULT + talk->handshake,
					       .max_bytes = L7_MAXDATALEN_DEFAULT };
	talk->it.tuple.proto = protocol;
	talk->dialogue = (struct l7_dialogue){ .each = take_packet, .ctx = talk };
	talk->connection = (struct libl7_connection){ classifier, &talk->classify, &talk->it, talk };
	return &talk->connection;
}

void libl7_connection_free(struct libl7_connection *c)
{
	struct l7_talk *talk = c ? c->talk : NULL;

	if (!talk)
		return;
	l7_classified_fini(&talk->it.verdict);
	l7_classifier_put(talk->classifier);
	free(talk);
}

static int refuse(void)
{
	errno = EINVAL;
	return -1;
}

int l7_limit_set(struct l7_classify *cl, enum libl7_option option, uint64_t value, uint32_t handshake)
{
	switch (option) {
	case LIBL7_OPTION_PACKETS:
		if (value < L7_NUMPACKETS_MIN || value > L7_NUMPACKETS_MAX)
			return refuse();
		cl->max_packets = value + handshake;
		return 0;
	case LIBL7_OPTION_BYTES:
		if (value < L7_MAXDATALEN_MIN || value > L7_MAXDATALEN_MAX)
			return refuse();
		cl->max_bytes = value;
		return 0;
	default:
		return refuse();
	}
}

int libl7_connection_set(struct libl7_connection *c, enum libl7_option option, uint64_t value)
{
	return c->talk ? l7_limit_set(&c->talk->classify, option, value, c->talk->handshake) : refuse();
}

static enum l7_dir dir_of(enum libl7_side side)
{
	return side == LIBL7_CLIENT ? L7_DIR_ORIGINAL : L7_DIR_REPLY;
}

enum libl7_state libl7_connection_feed(struct libl7_connection *c, enum libl7_side from, const void *bytes, size_t len)
{
	const enum l7_dir dir = dir_of(from);
	struct l7_talk *talk = c->talk;
	const uint8_t *p = bytes;
	size_t some;

	if (!talk)
		return libl7_connection_state(c);
	talk->it.packets[dir]++;
	talk->it.bytes[dir] += len;
	if (!talk->it.verdict.packets && talk->it.verdict.state == L7_CLASSIFY_UNSET)
		l7_dialogue_begin(&talk->dialogue, talk->it.tuple.proto);
	while (talk->it.verdict.state == L7_CLASSIFY_UNSET) {
		some = len < SAY_MAX_BYTES ? len : SAY_MAX_BYTES;
		l7_dialogue_say(&talk->dialogue, dir == L7_DIR_REPLY, p, some);
		if (some == len)
			break;
		p += some;
		len -= some;
	}
	return libl7_connection_state(c);
}

enum libl7_state libl7_connection_state(const struct libl7_connection *c)
{
	switch (c->it->verdict.state) {
	case L7_CLASSIFY_UNSET: break;
	case L7_CLASSIFY_UNKNOWN: return LIBL7_UNKNOWN;
	case L7_CLASSIFY_DECIDED: return LIBL7_DECIDED;
	}
	return LIBL7_UNSET;
}

const char *libl7_connection_name(const struct libl7_connection *c)
{
	return l7_classified_label(c->classify, &c->it->verdict);
}

const struct libl7_definition *libl7_connection_definition(const struct libl7_connection *c)
{
	const struct l7_classified *v = &c->it->verdict;

	return v->state == L7_CLASSIFY_DECIDED ? libl7_definition_at(c->classifier, v->def) : NULL;
}

const char *libl7_connection_reason(const struct libl7_connection *c)
{
	return l7_reason_name(c->it->verdict.reason);
}

uint64_t libl7_connection_packets(const struct libl7_connection *c, enum libl7_side from)
{
	return c->it->packets[dir_of(from)];
}

uint64_t libl7_connection_bytes(const struct libl7_connection *c, enum libl7_side from)
{
	return c->it->bytes[dir_of(from)];
}

int libl7_connection_protocol(const struct libl7_connection *c)
{
	return c->it->tuple.proto;
}

uint64_t libl7_connection_number(const struct libl7_connection *c)
{
	return c->it->number;
}

uint64_t libl7_connection_begun(const struct libl7_connection *c)
{
	return c->it->begun;
}

uint64_t libl7_connection_seen(const struct libl7_connection *c)
{
	return c->it->seen;
}

int libl7_connection_family(const struct libl7_connection *c)
{
	return c->it->tuple.family;
}

const void *libl7_connection_address(const struct libl7_connection *c, enum libl7_side side)
{
	const struct l7_capture_tuple *t = &c->it->tuple;

	return !t->family ? NULL : side == LIBL7_CLIENT ? t->src : t->dst;
}

unsigned int libl7_connection_port(const struct libl7_connection *c, enum libl7_side side)
{
	return side == LIBL7_CLIENT ? c->it->tuple.sport : c->it->tuple.dport;
}

unsigned int libl7_connection_vlan(const struct libl7_connection *c)
{
	return c->it->tuple.vlan;
}

void libl7_connection_set_user(struct libl7_connection *c, void *user)
{
	c->it->data = user;
}

void *libl7_connection_user(const struct libl7_connection *c)
{
	return c->it->data;
}
