/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef L7_CLIENT_CLIENT_H
#define L7_CLIENT_CLIENT_H

/*
 * client.h - the generic netlink family "layer7" (uapi/layer7.h), from user space
 *
 * Every function that talks to the kernel returns 0 or a negative errno; then l7_client.error says in words what
 * went wrong and, where there is something, what to do.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define L7_CLIENT_ERROR_SIZE 512 /* bytes, NUL included */

struct mnl_socket;
struct l7_label;

/**
 * struct l7_client - a connection to the module, for the network namespace it was opened in
 * @nl:     NULL: not open
 * @buf:    one message, either way
 * @version: of the family that the module has, L7_GENL_VERSION if it is one of ours
 * @error:  what the last failure was, without newline
 */
struct l7_client {
	struct mnl_socket *nl;
	char *buf;
	uint32_t seq;
	uint32_t version;
	uint16_t family;
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
 * l7_client_open() - find the module, loading it if need be
 *
 * Asking for the family makes the kernel load xt_layer7 by its alias; where that does not help, modprobe is run.
 * Return: 0; -ENOENT if there is no module; other negative errno. Nothing to close after a failure.
 */
int l7_client_open(struct l7_client *c);

void l7_client_close(struct l7_client *c);

int l7_client_state_get(struct l7_client *c, struct l7_state *state);

/** l7_client_on_set() - whether all definitions take part, without any rule (`l7 on`) */
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

/** l7_client_unload() - remove the namespace's table; -EBUSY while rules use it */
int l7_client_unload(struct l7_client *c);

#endif
