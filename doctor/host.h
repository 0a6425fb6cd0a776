/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef L7_DOCTOR_HOST_H
#define L7_DOCTOR_HOST_H

/*
 * host.h - all that the checks see of a machine
 *
 *   files below a root ─────────┐
 *   programs ───────────────────┼──> struct l7_host ──> l7_doctor_examine() ──> struct l7_remarks
 *   what inspects, conntrack ───┘
 *
 * A test gives a root and a runner of its own and fills in what the kernel would have said.
 */

#include "conntrack/ct.h"
#include "doctor/child.h"
#include "doctor/remark.h"
#include "client/search.h"
#include "client/table.h"

#define L7_HOST_PATH_SIZE 512 /* bytes, NUL included */

/** struct l7_counter - see `l7 stats` */
struct l7_counter {
	char name[32];
	uint64_t count;
};

#define L7_HOST_COUNTERS 64

/**
 * struct l7_answers - what the module said, or what is pinned for BPF programs
 * @error:    0; negative errno: -ENOENT there is neither, -EPERM we may not ask
 * @route:    which of the two it is; after an error, which would be tried
 * @said:     what the failure was
 * @protocol: version of the module's netlink family; 0: not known
 * @verdicts: room in the map of verdicts; 0: not known
 */
struct l7_answers {
	int error;
	enum l7_route route;
	char said[L7_CLIENT_ERROR_SIZE];
	uint32_t protocol;
	uint32_t verdicts;
	struct l7_table table;
	struct l7_counter counter[L7_HOST_COUNTERS];
	size_t ncounters;
};

/**
 * struct l7_traffic - the connections that conntrack knows, summed up
 * @read:        it was asked, and answered
 * @connections: TCP, UDP and ICMP
 * @unlabelled:  of those, without a label that the inspection has touched
 * @offloaded:   in a flowtable
 * @hidden:      of those, under inspection, which will see no more of them
 * @tcp:         TCP connections past their handshake
 * @one_sided:   of those, nothing of the answering side was ever seen
 * @unanswered:  TCP connections whose SYN nobody has answered, as far as was seen
 */
struct l7_traffic {
	bool read;
	unsigned long connections;
	unsigned long unlabelled;
	unsigned long offloaded;
	unsigned long hidden;
	unsigned long tcp;
	unsigned long one_sided;
	unsigned long unanswered;
};

/**
 * struct l7_files - the definitions on disk
 * @defs:     as `l7 load` would read them
 * @diags:    what is wrong with them
 * @shadowed: names of a directory that one before it has too
 */
struct l7_files {
	struct l7_defs defs;
	struct l7_diags diags;
	struct l7_roster shadowed;
};

/**
 * struct l7_packet_rule - what a rule of iptables has to do with layer7
 * @text:    as iptables-save prints it
 * @proto:   of --l7proto (NULL: none)
 * @dir:     of --l7dir (NULL: none)
 * @label:   of -m connlabel (NULL: none)
 * @helper:  of -j CT --helper (NULL: none)
 * @notrack: -j CT --notrack or -j NOTRACK
 * @always:  without any condition
 */
struct l7_packet_rule {
	char *text;
	char *proto;
	char *dir;
	char *label;
	char *helper;
	bool notrack;
	bool always;
};

/**
 * struct l7_rules - rules of iptables and nft, as far as they matter
 * @read:     iptables was asked; @nft_read: nft was
 * @rule:     [count] of iptables
 * @hides:    chain of nft with a rule that hands connections to a flowtable, whatever the verdict (NULL: none)
 * @by_mark:  likewise, that asks for a mark
 * @labels:   chain with a rule that asks for a label l7-NAME (NULL: none)
 * @notrack:  chain with a rule `notrack` without a condition (NULL: none); @notrack_some: with one
 * @tracking: nft has the table that keeps connection tracking running for rules without the module
 * @helpers:  nft names conntrack helpers, "a,b," (NULL: none)
 */
struct l7_rules {
	bool read;
	bool nft_read;
	bool tracking;
	struct l7_packet_rule *rule;
	size_t count;
	char *hides;
	char *by_mark;
	char *labels;
	char *notrack;
	char *notrack_some;
	char *helpers;
};

/**
 * struct l7_host - release with l7_host_fini()
 * @root:    "" or a directory that stands for /
 * @release: of the running kernel
 * @is_root: may look at everything
 * @dirs:    of definitions, NULL-terminated, without @root
 * @cache:   where groupings are remembered ("": nowhere)
 * @run:     as l7_child_run(), with @data
 */
struct l7_host {
	const char *root;
	char release[72];
	bool is_root;
	const char *const *dirs;
	char cache[L7_SEARCH_CACHE_SIZE];
	int (*run)(void *data, const char *const argv[], struct l7_child_output *said);
	void *data;
	struct l7_answers answers;
	struct l7_traffic traffic;
	struct l7_files files;
	struct l7_rules rules;
};

/** l7_host_init() - the machine that we are on, nothing looked at yet */
void l7_host_init(struct l7_host *h, const char *const *dirs);

void l7_host_fini(struct l7_host *h);

/** l7_host_ask() - ask what inspects, and conntrack; without the right to it says so in @h */
void l7_host_ask(struct l7_host *h);

/** l7_host_read() - read definitions and rules, by @root and @run */
void l7_host_read(struct l7_host *h);

/** l7_host_inspects() - what inspects was asked, and looks at packets */
bool l7_host_inspects(const struct l7_host *h);

/** l7_host_has_bpf() - the route without a module serves here, or would as soon as somebody asks */
bool l7_host_has_bpf(const struct l7_host *h);

/** l7_host_counter() - Return: 0 too if there is no such counter */
uint64_t l7_host_counter(const struct l7_host *h, const char *name);

/** l7_host_path() - @root before a path that @fmt makes; Return: @path */
const char *l7_host_path(const struct l7_host *h, char path[L7_HOST_PATH_SIZE], const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));

/** l7_host_has() - whether a file or directory is there */
bool l7_host_has(const struct l7_host *h, const char *path);

/** l7_host_text() - a small file's text without the white space at its end; Return: to be freed; NULL with errno */
char *l7_host_text(const struct l7_host *h, const char *path);

/** l7_host_number() - a file that holds a number; Return: false if it can't be read or holds something else */
bool l7_host_number(const struct l7_host *h, const char *path, unsigned long *number);

/** l7_host_conntrack_stat() - a column of /proc/net/stat/nf_conntrack over all CPUs; Return: 0 too if there is none */
uint64_t l7_host_conntrack_stat(const struct l7_host *h, const char *name);

/** l7_traffic_add() - count a connection */
void l7_traffic_add(struct l7_traffic *t, const struct l7_ct *ct);

/** l7_files_read() - read the directories' definitions */
void l7_files_read(struct l7_files *f, const struct l7_host *h);
void l7_files_fini(struct l7_files *f);

/** l7_rules_read() - ask iptables and nft, where they are */
void l7_rules_read(struct l7_rules *r, const struct l7_host *h);
void l7_rules_fini(struct l7_rules *r);

#endif
