// SPDX-License-Identifier: GPL-2.0-only
/*
 * users.bpf.c - who holds programs: a file that lists all programs of the kernel and how often each is referred to
 *
 * Nothing else tells whether a rule still uses its program; one is to be unloaded only if none does.
 */
#include "bpf/host.h"
#include <bpf/bpf_core_read.h>
#include <bpf/bpf_tracing.h>

#define __core __attribute__((preserve_access_index))

struct seq_file;

struct bpf_iter_meta {
	struct seq_file *seq;
} __core;

typedef struct {
	s64 counter;
} atomic64_t;

struct bpf_prog_aux {
	atomic64_t refcnt;
	u32 id;
} __core;

struct bpf_prog {
	struct bpf_prog_aux *aux;
} __core;

struct bpf_iter__bpf_prog {
	struct bpf_iter_meta *meta;
	struct bpf_prog *prog;
} __core;

char license_[] SEC("license") = "GPL";

/* One line for each: number, references. One of these is the walk over the programs itself. */
SEC("iter/bpf_prog")
int users(struct bpf_iter__bpf_prog *ctx)
{
	struct seq_file *seq = ctx->meta->seq;
	struct bpf_prog *prog = ctx->prog;

	if (prog)
		BPF_SEQ_PRINTF(seq, "%u %llu\n", prog->aux->id, prog->aux->refcnt.counter - 1);
	return 0;
}
