/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef L7_BPF_OBJECTS_H
#define L7_BPF_OBJECTS_H

/*
 * objects.h - the compiled BPF programs, as they lie in the programs that load them
 */

/** struct l7_bpf_object - an ELF file, from @bytes to @end */
struct l7_bpf_object {
	const char *name;
	const char *bytes;
	const char *end;
};

extern const struct l7_bpf_object l7_bpf_classify;
extern const struct l7_bpf_object l7_bpf_rule;
extern const struct l7_bpf_object l7_bpf_users;

#endif
