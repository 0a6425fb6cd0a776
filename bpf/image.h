/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef L7_BPF_IMAGE_H
#define L7_BPF_IMAGE_H

/*
 * image.h - an image in a map, reached as core/ wants to reach it
 *
 * Head and groups are in the program's read-only data, where the verifier knows them; the rest is in windows (layout.h).
 */

#include "bpf/layout.h"

const volatile struct l7_image_head table_head;
const volatile struct l7_image_group table_groups[L7_BPF_GROUPS];
const volatile u32 generation;
const volatile u32 flow_bound;

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1);
	__uint(key_size, sizeof(u32));
	__uint(value_size, L7_BPF_WINDOW_BYTES);
	__uint(map_flags, BPF_F_MMAPABLE | BPF_F_RDONLY_PROG);
} image SEC(".maps");

/* what stands at an offset of the image, L7_BPF_REACH_BYTES of it; NULL: there is no such place, which never happens */
static __always_inline const void *l7_image_at(u32 offset)
{
	const u32 window = offset >> L7_BPF_WINDOW_SHIFT;
	const u8 *bytes = bpf_map_lookup_elem(&image, &window);

	if (!bytes)
		return NULL;
	asm volatile("" : "+r"(offset));
	return bytes + (offset & (L7_BPF_WINDOW_STRIDE - 1));
}

static __always_inline u32 l7_image_words(const struct l7_image *img)
{
	return table_head.words;
}

static __always_inline u32 l7_image_ngroups(const struct l7_image *img)
{
	return table_head.ngroups;
}

/* its address is taken, so that its members are loaded and not taken for the zeros that the object file has */
static __always_inline const struct l7_image_group *l7_image_group(const struct l7_image *img, u32 g)
{
	const struct l7_image_group *group = (const struct l7_image_group *)&table_groups[l7_host_index(g, L7_BPF_GROUPS)];

	asm volatile("" : "+r"(group));
	return group;
}

/* a pattern that matches nothing: has no part that can be found */
const struct l7_image_pattern no_pattern;
const struct l7_image_condition no_condition;

static __always_inline const struct l7_image_pattern *l7_image_pattern(const struct l7_image *img, u32 index)
{
	const struct l7_image_pattern *p = l7_image_at(table_head.patterns + index * sizeof(*p));

	return p ? p : &no_pattern;
}

static __always_inline const struct l7_image_condition *l7_image_condition(const struct l7_image *img, u32 index)
{
	const struct l7_image_condition *c = l7_image_at(table_head.conditions + index * sizeof(*c));

	return c ? c : &no_condition;
}

/** l7_image_def() - one of the definitions; NULL: there is none with that index */
static __always_inline const struct l7_image_def *l7_image_def(u32 index)
{
	return index < table_head.ndefs ? l7_image_at(table_head.defs + index * sizeof(struct l7_image_def)) : NULL;
}

#endif
