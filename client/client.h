/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef L7_CLIENT_CLIENT_H
#define L7_CLIENT_CLIENT_H

/*
 * client.h - what inspects connections in the kernel, from user space
 *
 *   l7_client ─(struct l7_route_ops)─> module.c   the module: generic netlink family "layer7" (uapi/layer7.h)
 *                                      pinned.c   no module: BPF programs and maps (bpf/layout.h)
 *
 * Those who ask need not know which of the two it is. Every function that talks to the kernel returns 0 or a negative
 * errno; then l7_client.error says in words what went wrong and, where there is something, what to do.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define L7_CLIENT_ERROR_SIZE 512 /* bytes, NUL included */

struct mnl_socket;
struct l7_label;
struct l7_pin;
struct l7_route_ops;

enum l7_route {
	L7_ROUTE_MODULE,
	L7_ROUTE_BPF,
};

/** struct l7_limits - how far connections are looked at; 0: as it is */
struct l7_limits {
	uint32_t numpackets;
	uint32_t maxdatalen;	/* bytes */
	uint32_t maxflows;
};

/**
 * struct l7_client - what inspects, for the network namespace it was opened in
 * @ops:    NULL: not open
 * @route:  which one it is
 * @nl:     module: the socket
 * @buf:    module: one message, either way
 * @version: module: of its family, L7_GENL_VERSION if it is one of ours
 * @limits: BPF: that come into force with the next table
 * @error:  what the last failure was, without newline
 */
struct l7_client {
	const struct l7_route_ops *ops;
	enum l7_route route;
	struct mnl_socket *nl;
	char *buf;
	uint32_t seq;
	uint32_t version;
	uint16_t family;
	struct l7_limits limits;
	char error[L7_CLIENT_ERROR_SIZE];
};

/** struct l7_state - see STATE_GET in uapi/layer7.h */
struct l7_state {
	uint32_t generation;
	bool inherited;
	bool on;
	bool hooked;
	uint32_t size;
	uint32_t definitions;
	uint32_t groups;
	uint32_t numpackets;
	uint32_t maxdatalen;
	uint32_t flows;
	uint32_t flows_max;
};

/** struct l7_loaded - a definition in the table in force; the strings are borrowed for the time of the callback */
struct l7_loaded {
	const char *name;
	const char *pattern;
	uint64_t digest;
	uint64_t decided;
	uint32_t rules;
	uint16_t number;
	uint16_t rank;
};

/** struct l7_inspected_dir - what one direction of a connection under inspection has sent */
struct l7_inspected_dir {
	uint32_t packets;		/* with payload */
	uint32_t bytes;			/* of payload */
	const uint16_t *state;		/* [nstates] of the groups of the image */
	size_t nstates;
	const uint8_t *head;		/* [nhead] the first bytes */
	size_t nhead;
};

/** struct l7_inspected_wait - an expression that has matched, in a pattern that is not found yet */
struct l7_inspected_wait {
	uint16_t pattern;		/* of the image */
	uint8_t dir;			/* 1: the reply direction */
	uint32_t count;			/* packets it held in; 0: its conditions do not hold yet */
	uint32_t value;			/* of the field that must be the same in all of them */
};

/**
 * struct l7_inspected - a connection under inspection, see CONNECTION_GET in uapi/layer7.h; what it points to is
 * borrowed for the time of the callback
 * @id:    as struct nf_conntrack's ATTR_ID; 0: not known
 * @src:   4 bytes of it with @family AF_INET, else 16
 * @found: bitmap of patterns, [nfound] words
 * @now:   bitmap of definitions, [nnow] words
 * @dir:   original, reply
 * @wait:  [nwaits]
 */
struct l7_inspected {
	uint32_t id;
	uint8_t family;
	uint8_t protocol;
	uint8_t src[16];
	uint8_t dst[16];
	uint16_t sport;
	uint16_t dport;
	uint16_t zone;
	uint32_t generation;
	uint32_t packets;
	uint32_t idle_secs;
	uint32_t bytes;
	uint8_t held;
	uint8_t opener;
	uint32_t groups;
	const uint64_t *found;
	size_t nfound;
	const uint64_t *now;
	size_t nnow;
	struct l7_inspected_dir dir[2];
	const struct l7_inspected_wait *wait;
	size_t nwaits;
};

/**
 * l7_client_route() - which route l7_client_open() would take
 *
 * The module where it is loaded; BPF where something is pinned for it: a running system stays with what it has; the
 * module where it can be loaded, which this does; else BPF, whether this kernel can serve it or not. Cheap, and
 * creates nothing.
 */
enum l7_route l7_client_route(void);

/**
 * l7_client_open() - find what inspects, loading the module if need be
 *
 * Asking for the family makes the kernel load xt_layer7 by its alias; where that does not help, modprobe is run. BPF
 * programs and maps are first made by l7_client_load() and l7_client_rule_pin().
 * Return: 0; -ENOENT if there is neither module nor BPF; other negative errno. Nothing to close after a failure.
 */
int l7_client_open(struct l7_client *c);

static inline bool l7_client_is_open(const struct l7_client *c)
{
	return c->ops;
}

void l7_client_close(struct l7_client *c);

int l7_client_state_get(struct l7_client *c, struct l7_state *state);

/**
 * l7_client_on_set() - whether all definitions take part, without any rule (`l7 on`)
 *
 * Return: -EOPNOTSUPP on the route without a module, which inspects where rules are.
 */
int l7_client_on_set(struct l7_client *c, bool on);

/**
 * l7_client_definitions() - the definitions of the table in force, in its order
 * @each: called for each; a negative errno from it ends the dump's result, c->error is then its to fill
 *
 * Return: -EINTR if the table was replaced meanwhile (ask again).
 */
int l7_client_definitions(struct l7_client *c, int (*each)(const struct l7_loaded *def, void *data), void *data);

/** l7_client_stats() - the namespace's counters; returns as l7_client_definitions() does */
int l7_client_stats(struct l7_client *c, int (*each)(const char *name, uint64_t count, void *data), void *data);

/**
 * l7_client_connections() - the connections under inspection in this network namespace
 * @each: as for l7_client_definitions()
 *
 * Return: -EOPNOTSUPP if the module is older than this tool; -EINTR if one may have been left out, or come twice,
 * because their number has changed much meanwhile: what was given to @each is right, and those who need all ask again.
 */
int l7_client_connections(struct l7_client *c, int (*each)(const struct l7_inspected *conn, void *data), void *data);

/**
 * l7_client_load() - put an image in force
 * @image:      bytes of it
 * @size:       how many
 * @generation: which table it replaces (NULL: whichever is in force)
 * @label:      label bits to set with verdicts
 * @nlabels:    how many
 *
 * Return: -EAGAIN if the table in force is not @generation any more, or somebody else is loading one.
 */
int l7_client_load(struct l7_client *c, const void *image, size_t size, const uint32_t *generation,
		   const struct l7_label *label, size_t nlabels);

/**
 * l7_client_limits_set() - how far connections are looked at
 *
 * In force with the next l7_client_load(), for all network namespaces. With another maxflows what is under inspection
 * then ends as unknown.
 * Return: -ERANGE; -EOPNOTSUPP with the module, which has them set elsewhere.
 */
int l7_client_limits_set(struct l7_client *c, const struct l7_limits *limits);

/**
 * l7_client_rule_pin() - the program that a rule refers to, on the route without a module
 * @pin:  what the rule asks for; the table in force holds its definition
 * @path: [L7_PIN_PATH_SIZE] filled in
 *
 * Made if it is not there yet. Not for callers that hold the lock of client/lock.h.
 * Return: 0; -EAGAIN if the table in force has no such definition (any more): l7_table_add() again;
 * -EOPNOTSUPP with the module.
 */
int l7_client_rule_pin(struct l7_client *c, const struct l7_pin *pin, char *path);

/**
 * l7_client_unload() - remove the namespace's table; with BPF, where all namespaces have one: everything
 *
 * Return: -EBUSY while rules use it; with BPF those of all network namespaces.
 */
int l7_client_unload(struct l7_client *c);

#endif
