/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef L7_CLIENT_PINNED_PROGRAM_H
#define L7_CLIENT_PINNED_PROGRAM_H

/*
 * pinned_program.h - the program of a rule
 *
 * libbpf reads all type information of the kernel for every object that it loads. iptables-restore enters hundreds of
 * rules: the first program of a process is loaded by libbpf, the others are copies of it with another question.
 */

#include "bpf/layout.h"
#include "client/client.h"

/** l7_pinned_program_load() - Return: its descriptor, to be closed; negative errno with words in @c */
int l7_pinned_program_load(struct l7_client *c, const struct l7_bpf_ask *ask);

#endif
