/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef L7_KERNEL_TABLE_H
#define L7_KERNEL_TABLE_H

#include <linux/netlink.h>
#include <linux/refcount.h>
#include "core/image.h"
#include "uapi/layer7.h"

/**
 * struct l7_bits - label bits that the administrator named: words 0 to 2 of the label
 */
struct l7_bits {
	u32 word[L7_LABEL_WORD];
};

/**
 * struct l7_table - a verified image in kernel memory, immutable
 * @generation: differs from that of every other table since the module was loaded, never 0
 * @bits_done:  set with any verdict
 * @bits_unknown: set with the verdict "unknown"
 * @bits_def:   [ndefs], set with the verdict for a definition's protocol
 *
 * Held by the view of each namespace it serves, by connections under inspection and by its owner namespace.
 */
struct l7_table {
	refcount_t ref;
	u32 generation;
	struct l7_image img;
	void *bytes;
	struct l7_bits bits_done;
	struct l7_bits bits_unknown;
	struct l7_bits bits_def[];
};

/**
 * l7_table_new() - verify an image and make a table of it
 * @bytes:  from kvmalloc; the table's if the answer is not an error, else still the caller's
 * @size:   bytes
 * @labels: L7_A_LABELS, validated by policy (may be NULL)
 * @extack: says what is wrong
 *
 * Context: process. Return: the table with one reference, or ERR_PTR.
 */
struct l7_table *l7_table_new(void *bytes, u32 size, const struct nlattr *labels,
			      struct netlink_ext_ack *extack);

static inline struct l7_table *l7_table_get(struct l7_table *t)
{
	refcount_inc(&t->ref);
	return t;
}

/**
 * l7_table_put() - let go; the last one frees
 * Context: any but hard interrupt.
 */
void l7_table_put(struct l7_table *t);

#endif
