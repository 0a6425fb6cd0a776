// SPDX-License-Identifier: GPL-2.0-only
/*
 * frames.c - the stack of the classifier where the kernel rounds each frame up to 32 bytes, as it does before 6.9
 *
 *   frames OBJECT     exit status 0 it fits, 1 it does not
 *
 * This kernel rounds to 16 if it compiles programs, so loading here does not show it. All calls are followed, with the
 * lowest byte below the frame pointer that each function names.
 */

#include <bpf/libbpf.h>
#include <linux/bpf.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "tests/bpf/host.h"

#define STACK_BYTES 512
#define ROUND_BYTES 32
#define FRAMES_MAX 8
#define FUNCTIONS_MAX 256

struct code {
	const struct bpf_insn *insn;
	size_t count;
	size_t start[FUNCTIONS_MAX];
	size_t nstarts;
};

/* The function that an instruction calls or hands on; -1: none */
static long target_of(const struct code *c, size_t at)
{
	const struct bpf_insn *in = &c->insn[at];
	const bool calls = in->code == (BPF_JMP | BPF_CALL) && in->src_reg == BPF_PSEUDO_CALL;
	const bool names = in->code == (BPF_LD | BPF_IMM | BPF_DW) && in->src_reg == BPF_PSEUDO_FUNC;

	return calls || names ? (long)at + in->imm + 1 : -1;
}

static void find_functions(struct code *c)
{
	bool is_start[c->count];

	for (size_t i = 0; i < c->count; i++)
		is_start[i] = !i;
	for (size_t i = 0; i < c->count; i++)
		if (target_of(c, i) >= 0)
			is_start[target_of(c, i)] = true;
	for (size_t i = 0; i < c->count && c->nstarts < FUNCTIONS_MAX; i++)
		if (is_start[i])
			c->start[c->nstarts++] = i;
}

static size_t end_of(const struct code *c, size_t start)
{
	for (size_t i = 0; i < c->nstarts; i++)
		if (c->start[i] > start)
			return c->start[i];
	return c->count;
}

/* Bytes that an instruction reaches down from the frame pointer: by an access, or by an address that is made of it */
static int reach_of(const struct bpf_insn *in)
{
	const int class = BPF_CLASS(in->code);
	const bool copies = in->code == (BPF_ALU64 | BPF_MOV | BPF_X) && in->src_reg == BPF_REG_10;

	if (class == BPF_LDX && in->src_reg == BPF_REG_10)
		return -in->off;
	if ((class == BPF_STX || class == BPF_ST) && in->dst_reg == BPF_REG_10)
		return -in->off;
	if (copies && in[1].code == (BPF_ALU64 | BPF_ADD | BPF_K) && in[1].dst_reg == in->dst_reg)
		return -in[1].imm;
	return 0;
}

static int frame_of(const struct code *c, size_t start)
{
	int deepest = 1;

	for (size_t i = start; i + 1 < end_of(c, start); i++)
		if (reach_of(&c->insn[i]) > deepest)
			deepest = reach_of(&c->insn[i]);
	return (deepest + ROUND_BYTES - 1) / ROUND_BYTES * ROUND_BYTES;
}

/* Of the deepest chain of calls from here on; more than STACK_BYTES if it has too many frames */
static int stack_of(const struct code *c, size_t start, int frames)
{
	int deepest = 0;

	if (frames > FRAMES_MAX)
		return STACK_BYTES + 1;
	for (size_t i = start; i < end_of(c, start); i++) {
		const long target = target_of(c, i);
		const int below = target < 0 ? 0 : stack_of(c, target, frames + 1);

		if (below > deepest)
			deepest = below;
	}
	return frame_of(c, start) + deepest;
}

int main(int argc, char **argv)
{
	const char *why = host_lacks();
	const struct bpf_program *prog;
	struct bpf_object *obj;
	struct code code = { 0 };
	int bytes;

	if (argc != 2 || why) {
		printf("skip frames # %s\n", why ? why : "usage: frames OBJECT");
		return argc != 2;
	}
	obj = bpf_object__open_file(argv[1], NULL);
	prog = obj ? bpf_object__find_program_by_name(obj, "classify") : NULL;
	if (!prog || bpf_object__load(obj)) {
		printf("not ok frames # %s does not load\n", argv[1]);
		return 1;
	}
	code.insn = bpf_program__insns(prog);
	code.count = bpf_program__insn_cnt(prog);
	find_functions(&code);
	bytes = stack_of(&code, 0, 1);
	printf("%s frames: %d bytes of stack in %zu functions, %d are allowed\n", bytes > STACK_BYTES ? "not ok" : "ok",
	       bytes, code.nstarts, STACK_BYTES);
	bpf_object__close(obj);
	return bytes > STACK_BYTES;
}
