/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef L7_CORE_IMAGE_H
#define L7_CORE_IMAGE_H

#include "core/host.h"
#include "uapi/layer7_image.h"

/** l7_image_compare() - a condition's comparison; @op: enum l7_op */
static inline bool l7_image_compare(u8 op, s64 left, s64 right)
{
	switch (op) {
	case L7_OP_EQ: return left == right;
	case L7_OP_NE: return left != right;
	case L7_OP_LT: return left < right;
	case L7_OP_GT: return left > right;
	case L7_OP_LE: return left <= right;
	case L7_OP_GE: return left >= right;
	}
	return false;
}

/**
 * struct l7_image - a verified image, ready to be walked
 *
 * A view: it points into the caller's bytes, which must stay as they are for as long as it is used. Only
 * l7_image_verify() makes one; all that struct l7_image_head and its parts promise holds for it.
 */
struct l7_image {
	const struct l7_image_head *head;
	const struct l7_image_def *defs;	/* [head->ndefs] */
	const struct l7_image_pattern *patterns;	/* [head->npatterns] */
	const struct l7_image_condition *conditions;	/* [head->nconditions] */
	const struct l7_image_alias *aliases;	/* [head->naliases] */
	const struct l7_image_group *groups;	/* [head->ngroups] */
	const u64 *sets;			/* [head->nsets][head->words] */
	const char *text;			/* [head->text_bytes] */
	const u16 *cells[L7_MAX_GROUPS];	/* of each group */
};

/*
 * What is walked through and judged by is reached through these: a BPF program has no pointers into an image, it has
 * functions of the same names (bpf/image.h).
 */
#ifndef __bpf__
static inline u32 l7_image_words(const struct l7_image *img)
{
	return img->head->words;
}

static inline u32 l7_image_ngroups(const struct l7_image *img)
{
	return img->head->ngroups;
}

static inline const struct l7_image_group *l7_image_group(const struct l7_image *img, u32 g)
{
	return &img->groups[g];
}

static inline const struct l7_image_pattern *l7_image_pattern(const struct l7_image *img, u32 index)
{
	return &img->patterns[index];
}

static inline const struct l7_image_condition *l7_image_condition(const struct l7_image *img, u32 index)
{
	return &img->conditions[index];
}
#endif

/**
 * l7_image_verify() - decide whether bytes are an image that is safe to walk
 * @bytes: aligned to 16
 * @size:  bytes
 * @img:   filled in if the answer is 0
 * @why:   set to a constant text that says what is wrong, if it is not (may be NULL)
 *
 * Any byte string is either refused or safe: no later function checks anything again. Each check is made
 * for each image; the image can't say that one may be skipped. Linear in @size, constant stack.
 * Context: may sleep.
 * Return: 0; -EINVAL what is said is wrong; -EPROTONOSUPPORT another version or byte order; -E2BIG
 * beyond a limit.
 */
int l7_image_verify(const void *bytes, size_t size, struct l7_image *img, const char **why);

/**
 * l7_image_find() - look a definition up
 * @img:    verified
 * @number: protocol number
 * @digest: which of the definitions with that number
 *
 * Return: its index; if none has @digest, the first with @number; -ENOENT if there is none.
 */
int l7_image_find(const struct l7_image *img, u16 number, u64 digest);

/**
 * l7_image_lookup() - look a definition up by name or, where none has it, by alias
 * @name: NUL-terminated
 *
 * Return: index of the first in table order; -ENOENT if there is none.
 */
int l7_image_lookup(const struct l7_image *img, const char *name);

#endif
