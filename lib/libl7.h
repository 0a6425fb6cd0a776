/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef LIBL7_H
#define LIBL7_H

/*
 * libl7.h - names connections by what is said in them, as the kernel module of layer7 does; see libl7(3)
 *
 *   definitions ──> classifier ──┬──> connection: payload, piece by piece ──> its state
 *                                └──> tracker: frames ──> connections ──> events
 *
 * The library prints nothing, ends no process, handles no signal and keeps no state beside the objects below. A
 * classifier never changes: any number of threads may use it. A connection or a tracker is used by one thread at a
 * time. Any function that returns a pointer returns NULL where there is no memory.
 */

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define LIBL7_VERSION_MAJOR 0
#define LIBL7_VERSION_MINOR 1
#define LIBL7_VERSION_PATCH 0
#define LIBL7_VERSION (LIBL7_VERSION_MAJOR << 16 | LIBL7_VERSION_MINOR << 8 | LIBL7_VERSION_PATCH)

/** libl7_version() - LIBL7_VERSION of the library that is there when the program runs */
uint32_t libl7_version(void);

/*
 * Classifier: a set of definitions, compiled
 */

struct libl7_classifier;

/**
 * libl7_open() - read definitions and compile them
 * @dirs:  where NAME.pat is looked for, the first that has a name wins; NULL-terminated. NULL: where the l7 tool looks
 * @names: of the definitions wanted; NULL-terminated. NULL: all that are there. Neither list may be empty
 * @cache: directory in which is kept what takes long to find. NULL: the l7 tool's, which is made if it is missing:
 *         /var/cache/layer7 of root, layer7 in $XDG_CACHE_HOME or ~/.cache of others; "": none
 * @error: gets what is wrong, a line for each place: file:line:column: error: text. After success it has warnings, or
 *         is empty. (may be NULL)
 * @size:  bytes at @error; what is longer is cut
 *
 * Return: to be closed with libl7_close(); NULL: @error says why.
 */
struct libl7_classifier *libl7_open(const char *const *dirs, const char *const *names, const char *cache, char *error,
				    size_t size);

/** libl7_open_image() - the same out of a file that `l7 compile -o PATH` made, which takes milliseconds */
struct libl7_classifier *libl7_open_image(const char *path, char *error, size_t size);

/**
 * libl7_close() - give up a classifier (may be NULL)
 *
 * Its connections and trackers may go on; it is freed with the last of them. What the functions on definitions have
 * returned is valid until then.
 */
void libl7_close(struct libl7_classifier *classifier);

/*
 * Definition: a protocol
 */

struct libl7_definition;

/** libl7_definition_count() - how many the classifier has */
size_t libl7_definition_count(const struct libl7_classifier *classifier);

/** libl7_definition_at() - by index, in the order in which they win where several match; Return: NULL: not so many */
const struct libl7_definition *libl7_definition_at(const struct libl7_classifier *classifier, size_t index);

/** libl7_definition_find() - by name or, where none has it, by another name of it; Return: NULL: there is none */
const struct libl7_definition *libl7_definition_find(const struct libl7_classifier *classifier, const char *name);

const char *libl7_definition_name(const struct libl7_definition *definition);

/** libl7_definition_number() - 1..65534: the same in all versions, that of connections' labels */
unsigned int libl7_definition_number(const struct libl7_definition *definition);

/** libl7_definition_about() - a line of text; "" if there is none, as in an image */
const char *libl7_definition_about(const struct libl7_definition *definition);

/** libl7_definition_group() - such as p2p; Return: NULL: it is in no more than @index groups */
const char *libl7_definition_group(const struct libl7_definition *definition, size_t index);

/** libl7_definition_alias() - another name; Return: NULL: there are no more than @index */
const char *libl7_definition_alias(const struct libl7_definition *definition, size_t index);

/*
 * Connection
 */

struct libl7_connection;

enum libl7_state {
	LIBL7_UNSET = 0,	/* not known yet */
	LIBL7_UNKNOWN = 1,	/* inspection has ended without a match */
	LIBL7_DECIDED = 2	/* it is one of the definitions */
};

/** enum libl7_side - of a connection: the one that opened it (of a tracker's: sent its first packet), and the other */
enum libl7_side {
	LIBL7_CLIENT = 0,
	LIBL7_SERVER = 1
};

/** enum libl7_option - of connections and trackers; (T): of trackers alone */
enum libl7_option {
	LIBL7_OPTION_PACKETS = 1,	/* of a connection, after which it is unknown: 1 to 99; 10 */
	LIBL7_OPTION_BYTES = 2,		/* likewise, of payload: 1 to 65536; 2048 */
	LIBL7_OPTION_MIDSTREAM = 3,	/* (T) 0: a TCP connection whose beginning is not seen is unknown; 1 */
	LIBL7_OPTION_TUNNELS = 4,	/* (T) 0: don't look into GRE, IP in IP, VXLAN, GTP-U and the like; 1 */
	LIBL7_OPTION_CONNECTIONS = 5,	/* (T) open at a time, beyond it the one idle for longest is ended; 1000000 */
	LIBL7_OPTION_IDLE = 6		/* (T) seconds without a packet after which one is ended; TCP 1800, others 180 */
};

/**
 * libl7_connection_new() - a connection whose payload the program has
 * @protocol: IPPROTO_TCP, IPPROTO_UDP, IPPROTO_ICMP or IPPROTO_ICMPV6
 *
 * Return: to be freed with libl7_connection_free(); NULL with errno EPROTONOSUPPORT: another protocol; ENOMEM.
 */
struct libl7_connection *libl7_connection_new(struct libl7_classifier *classifier, int protocol);
void libl7_connection_free(struct libl7_connection *c);

/** libl7_connection_set() - change an option; Return: 0; -1 with errno EINVAL: there is no such option or value */
int libl7_connection_set(struct libl7_connection *c, enum libl7_option option, uint64_t value);

/**
 * libl7_connection_feed() - the next payload
 * @from:  who sent it
 * @bytes: of TCP, in order; a call counts as a packet. Of UDP, a datagram. (may be NULL if @len is 0)
 *
 * It is not kept. Once the answer is not LIBL7_UNSET it stays as it is, and calls cost nothing. Where there is no
 * memory the connection is unknown. Of no effect on a tracker's connection.
 */
enum libl7_state libl7_connection_feed(struct libl7_connection *c, enum libl7_side from, const void *bytes, size_t len);

enum libl7_state libl7_connection_state(const struct libl7_connection *c);

/** libl7_connection_name() - of its definition; or "unset", "unknown" */
const char *libl7_connection_name(const struct libl7_connection *c);

/** libl7_connection_definition() - NULL unless decided */
const struct libl7_definition *libl7_connection_definition(const struct libl7_connection *c);

/** libl7_connection_reason() - why it is unknown, in a word: "packets", "bytes", …, see libl7(3); "" if it isn't */
const char *libl7_connection_reason(const struct libl7_connection *c);

/** libl7_connection_packets() - that one side sent: of a tracker's, all; else the calls of libl7_connection_feed() */
uint64_t libl7_connection_packets(const struct libl7_connection *c, enum libl7_side from);

/** libl7_connection_bytes() - that one side sent: of a tracker's, IP packets; else payload */
uint64_t libl7_connection_bytes(const struct libl7_connection *c, enum libl7_side from);

/** libl7_connection_protocol() - IPPROTO_* */
int libl7_connection_protocol(const struct libl7_connection *c);

/*
 * Of a tracker's connection; of another one, these say nothing: 0, NULL
 */

/** libl7_connection_number() - 1-based, in the order of first packets: no two of a tracker have the same */
uint64_t libl7_connection_number(const struct libl7_connection *c);

/** libl7_connection_begun() - time of the first packet, as the frame had it, libl7_connection_seen() of the last one */
uint64_t libl7_connection_begun(const struct libl7_connection *c);
uint64_t libl7_connection_seen(const struct libl7_connection *c);

/** libl7_connection_family() - AF_INET or AF_INET6 */
int libl7_connection_family(const struct libl7_connection *c);

/** libl7_connection_address() - of a side, for inet_ntop(3); valid as long as @c */
const void *libl7_connection_address(const struct libl7_connection *c, enum libl7_side side);

/** libl7_connection_port() - of a side; of ICMP, the identifier of an echo */
unsigned int libl7_connection_port(const struct libl7_connection *c, enum libl7_side side);

/** libl7_connection_vlan() - the innermost tag, 0: none */
unsigned int libl7_connection_vlan(const struct libl7_connection *c);

/*
 * Of any connection
 */

/** libl7_connection_set_user() - keep a pointer of the program's with it, for libl7_connection_user(); NULL at first */
void libl7_connection_set_user(struct libl7_connection *c, void *user);
void *libl7_connection_user(const struct libl7_connection *c);

/*
 * Tracker: out of frames it makes connections
 */

struct libl7_tracker;

/** enum libl7_event - what a tracker tells; bits, so that several can be asked for */
enum libl7_event {
	LIBL7_EVENT_PACKET = 1,		/* one was counted and classified */
	LIBL7_EVENT_VERDICT = 2,	/* with it, the connection is no longer unset */
	LIBL7_EVENT_END = 4		/* it is over: closed or idle for long, too many open, or libl7_tracker_end() */
};

/** enum libl7_counter - what a tracker counts */
enum libl7_counter {
	LIBL7_COUNTER_OPEN = 1,		/* connections, now */
	LIBL7_COUNTER_BEGUN = 2,	/* so far */
	LIBL7_COUNTER_PRESSED = 3,	/* of these, ended because too many were open */
	LIBL7_COUNTER_LOST = 4		/* packets for whose connection there was no memory */
};

/** Link types, as libpcap's pcap_datalink() has them (DLT_*): Ethernet, an IP packet. Others are understood too */
#define LIBL7_LINK_ETHERNET 1
#define LIBL7_LINK_IP 12

/**
 * libl7_tracker_new()
 * @events: bits of enum libl7_event
 * @event:  is told of them. The connection is lent for the call; the tracker is not to be touched in it. (may be NULL)
 * @ctx:    for @event
 *
 * Return: to be freed with libl7_tracker_free().
 */
struct libl7_tracker *libl7_tracker_new(struct libl7_classifier *classifier, unsigned int events,
					void (*event)(void *ctx, enum libl7_event event, struct libl7_connection *c),
					void *ctx);

/** libl7_tracker_free() - without further events */
void libl7_tracker_free(struct libl7_tracker *t);

/** libl7_tracker_set() - as libl7_connection_set() */
int libl7_tracker_set(struct libl7_tracker *t, enum libl7_option option, uint64_t value);

/**
 * libl7_tracker_frame() - the next frame, from wherever
 * @link:  what it begins with: LIBL7_LINK_*, DLT_*
 * @len:   bytes that are there
 * @sent:  bytes that it had on the wire; what can't be is not believed
 * @nanoseconds: when, since any moment, the same for all; connections get old by it
 *
 * Return: how many packets of connections were in it (none, or several, of a tunnel); -1 with errno EPROTONOSUPPORT:
 * no IP is found behind @link; ENOMEM: some could not be counted.
 */
int libl7_tracker_frame(struct libl7_tracker *t, int link, const void *bytes, size_t len, size_t sent,
			uint64_t nanoseconds);

/** libl7_tracker_end() - for now there are no more frames: all connections end, in the order in which they began */
void libl7_tracker_end(struct libl7_tracker *t);

/** libl7_tracker_counter() - 0 for one that there isn't */
uint64_t libl7_tracker_counter(const struct libl7_tracker *t, enum libl7_counter counter);

#ifdef __cplusplus
}
#endif

#endif
