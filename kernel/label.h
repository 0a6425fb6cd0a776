/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef L7_KERNEL_LABEL_H
#define L7_KERNEL_LABEL_H

#include <net/netfilter/nf_conntrack_ecache.h>
#include <net/netfilter/nf_conntrack_labels.h>
#include "kernel/table.h"

/**
 * l7_label_word() - the verdict word of a connection's label, see uapi/layer7.h
 * @labels: of the connection
 */
static inline u32 *l7_label_word(struct nf_conn_labels *labels)
{
	return (u32 *)labels->bits + L7_LABEL_WORD;
}

/** l7_label_decided() - does the connection have its verdict */
static inline bool l7_label_decided(struct nf_conn_labels *labels)
{
	return READ_ONCE(*l7_label_word(labels)) & L7_LABEL_DECIDED;
}

/**
 * l7_label_mark() - change the bits of an undecided connection's word, without an event
 * @clear: bits to clear
 * @set:   bits to set
 *
 * Does nothing once the word says DECIDED. Context: any.
 */
void l7_label_mark(struct nf_conn_labels *labels, u32 clear, u32 set);

/**
 * l7_label_decide() - write the verdict, with the event that conntrack sends for a changed label
 * @ct:      has a label
 * @verdict: protocol number; for "unknown" enum l7_reason << L7_LABEL_REASON_SHIFT
 * @bits:    the administrator's bits that go with the verdict; all others keep their value (may be NULL)
 * @done:    likewise, for any verdict (may be NULL)
 *
 * The first verdict is the last, whichever CPU writes it. Context: any.
 * Return: false if there was one.
 */
bool l7_label_decide(struct nf_conn *ct, u32 verdict, const struct l7_bits *bits, const struct l7_bits *done);

#endif
