/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef L7_CLIENT_LABELS_H
#define L7_CLIENT_LABELS_H

/*
 * labels.h - connection labels that the administrator has named for layer7
 *
 * connlabel.conf gives names to the bits of a connection's label, one `bit name` per line. A name that begins with
 * `l7-` asks for that bit to be set together with a verdict:
 *
 *   l7-NAME      the protocol NAME (or that with this alias)
 *   l7-GROUP     any protocol of the group, such as p2p or voip
 *   l7-done      any verdict, "unknown" too
 *   l7-unknown   inspection ended without a match
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "compiler/compiler.h"

/**
 * struct l7_label - a bit and what sets it
 * @number: protocol number, 0: unknown
 * @any:    any verdict; @number is 0
 * @bit:    < L7_LABEL_USER_BITS
 */
struct l7_label {
	uint16_t number;
	bool any;
	uint8_t bit;
};

/** struct l7_labels - zero-initialise, release with l7_labels_fini(); no two elements are equal */
struct l7_labels {
	struct l7_label *label;
	size_t count;
};

void l7_labels_fini(struct l7_labels *labels);

/**
 * l7_labels_read() - the labels of connlabel.conf for the protocols of a table
 * @files: NULL-terminated; one that does not exist is passed over, a bit that two of them name is taken once
 * @defs:  with their numbers; labels of protocols that are not among them are passed over
 *
 * Return: 0; -1 with errors in @d: a bit that can't be used, a file that can't be read.
 */
int l7_labels_read(struct l7_labels *labels, const char *const *files, const struct l7_defs *defs,
		   struct l7_diags *d);

/** l7_labels_files - where nft and where iptables and conntrack look for the names of labels */
extern const char *const l7_labels_files[];

#endif
