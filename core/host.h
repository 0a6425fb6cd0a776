/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef L7_CORE_HOST_H
#define L7_CORE_HOST_H

/*
 * host.h - the one place where core/ learns whether it lives in the kernel, in a BPF program or in user space
 *
 * core/ allocates nothing, locks nothing, logs nothing and knows no clock. What it needs from its host: fixed
 * width types, errno values, memory functions, the lowest bit of a word, and a place to breathe in the one loop that
 * runs in process context for long (image verification).
 *
 * The BPF verifier follows every turn of a loop and wants to see that an index is within its array. So loops with much
 * in them are written as l7_host_loop(), whose body it looks at once, and indices that come from memory as
 * l7_host_index(); elsewhere both are nothing.
 */

#ifdef __KERNEL__
#include <linux/bitops.h>
#include <linux/errno.h>
#include <linux/sched.h>
#include <linux/string.h>
#include <linux/types.h>
#define l7_host_breathe() cond_resched()
#define l7_host_ffs64(x) __ffs64(x)
#elif defined(__bpf__)
#include "bpf/host.h"
#else
#include <errno.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
typedef uint8_t u8;
typedef uint16_t u16;
typedef uint32_t u32;
typedef uint64_t u64;
typedef int32_t s32;
typedef int64_t s64;
#define l7_host_breathe() ((void)0)
#define l7_host_ffs64(x) __builtin_ctzll(x)
#ifndef __always_inline
#define __always_inline inline __attribute__((always_inline))
#endif
#define likely(x) __builtin_expect(!!(x), 1)
#define unlikely(x) __builtin_expect(!!(x), 0)
#endif

/* before what core/ offers: a BPF program takes it in as a part of itself */
#ifndef L7_CORE
#define L7_CORE
#endif

/* before a function whose paths the BPF verifier is to forget when it returns */
#ifndef L7_APART
#define L7_APART
#endif

/** l7_host_loop() - body(i, ctx) for i = 0, 1, ... while it returns 0, at most @n times; `long body(u32 i, void *ctx)` */
#ifndef l7_host_loop
#define l7_host_loop(n, body, ctx)								\
	do {											\
		u32 turn_;									\
												\
		for (turn_ = 0; turn_ < (n) && !body(turn_, ctx); turn_++)			\
			;									\
	} while (0)
#endif

/** l7_host_index() - @i, which is less than @size, a power of two */
#ifndef l7_host_index
#define l7_host_index(i, size) (i)
#endif

/** l7_host_forget() - what is in @place, which is not on the stack; the BPF verifier forgets what it knew of it */
#ifndef l7_host_forget
#define l7_host_forget(place) (place)
#endif

#endif
