// SPDX-License-Identifier: GPL-2.0-only
/*
 * objects.c - the files that clang has made, byte for byte
 */

#include "bpf/objects.h"

/* L7_BPF_OBJECTS: their directory, with a slash behind it */
#define EMBED(symbol, file)						\
	__asm__(".pushsection .rodata\n"				\
		".balign 16\n"						\
		".globl l7_embedded_" #symbol ", l7_embedded_" #symbol "_end\n"		\
		".hidden l7_embedded_" #symbol ", l7_embedded_" #symbol "_end\n"	\
		"l7_embedded_" #symbol ":\n"				\
		".incbin \"" L7_BPF_OBJECTS file "\"\n"			\
		"l7_embedded_" #symbol "_end:\n"			\
		".popsection\n");					\
	extern const char l7_embedded_##symbol[];			\
	extern const char l7_embedded_##symbol##_end[]

EMBED(classify, "classify.bpf.o");
EMBED(rule, "rule.bpf.o");
EMBED(users, "users.bpf.o");

const struct l7_bpf_object l7_bpf_classify = {
	.name = "classify", .bytes = l7_embedded_classify, .end = l7_embedded_classify_end,
};

const struct l7_bpf_object l7_bpf_rule = {
	.name = "rule", .bytes = l7_embedded_rule, .end = l7_embedded_rule_end,
};

const struct l7_bpf_object l7_bpf_users = {
	.name = "users", .bytes = l7_embedded_users, .end = l7_embedded_users_end,
};
