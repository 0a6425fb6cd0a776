/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef L7_BPF_HOST_H
#define L7_BPF_HOST_H

/* host.h - what core/host.h promises, in a BPF program */

#include <stdbool.h>
#include <stddef.h>
#include <linux/types.h>
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

typedef __u8 u8;
typedef __u16 u16;
typedef __u32 u32;
typedef __u64 u64;
typedef __s32 s32;
typedef __s64 s64;

#define ENOENT 2
#define L7_CORE static __always_inline
#define L7_APART __noinline
#define l7_host_breathe() ((void)0)
#define likely(x) __builtin_expect(!!(x), 1)
#define unlikely(x) __builtin_expect(!!(x), 0)
#define memset __builtin_memset
#define memcpy __builtin_memcpy

#define l7_host_loop(n, body, ctx) bpf_loop(n, body, ctx, 0)

/* hidden from the compiler, which would otherwise leave the bound out where it knows it, and the verifier does not */
#define l7_host_index(i, size)				\
	({						\
		u32 index_ = (i);			\
							\
		asm volatile("" : "+r"(index_));	\
		index_ & ((size) - 1);			\
	})

#define l7_host_forget(place) (*(volatile typeof(place) *)&(place))

/* there is no instruction that counts zeros */
static __always_inline u32 l7_host_ffs64(u64 x)
{
	u32 n = 0;

	if (!(x & 0xffffffff)) {
		n += 32;
		x >>= 32;
	}
	if (!(x & 0xffff)) {
		n += 16;
		x >>= 16;
	}
	if (!(x & 0xff)) {
		n += 8;
		x >>= 8;
	}
	if (!(x & 0xf)) {
		n += 4;
		x >>= 4;
	}
	if (!(x & 3)) {
		n += 2;
		x >>= 2;
	}
	return n + !(x & 1);
}

#endif
