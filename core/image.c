// SPDX-License-Identifier: GPL-2.0-only
#include "core/image.h"

/* every so many cells, or bytes of text, the verifier lets others run */
#define BREATHE_CELLS 16384

struct check {
	const u8 *bytes;
	size_t size;
	const struct l7_image_head *head;
	const char **why;
};

static int refuse(const struct check *c, int err, const char *why)
{
	if (c->why)
		*c->why = why;
	return err;
}

/* @n things of @each bytes at @at lie within the image, aligned */
static bool fits(const struct check *c, u32 at, u64 n, u32 each)
{
	return at % 16 == 0 && at <= c->size && n * each <= c->size - at;
}

static bool is_zero(const u32 *word, size_t n)
{
	while (n--)
		if (word[n])
			return false;
	return true;
}

static int check_head(const struct check *c)
{
	const struct l7_image_head *h = c->head;

	if (c->size < sizeof(*h) || (uintptr_t)c->bytes % 16)
		return refuse(c, -EINVAL, "image: too short for its head, or not aligned");
	if (h->magic != L7_IMAGE_MAGIC)
		return refuse(c, -EPROTONOSUPPORT, "image: not an image of this machine's byte order");
	if (h->version != L7_IMAGE_VERSION)
		return refuse(c, -EPROTONOSUPPORT, "image: made by another version of the compiler");
	if (h->size != c->size)
		return refuse(c, -EINVAL, "image: size differs from what its head says");
	if (h->size > L7_IMAGE_MAX_BYTES)
		return refuse(c, -E2BIG, "image: too large");
	if (!h->ndefs || h->ndefs > L7_MAX_DEFS)
		return refuse(c, -E2BIG, "image: number of definitions");
	if (!h->ngroups || h->ngroups > L7_MAX_GROUPS)
		return refuse(c, -E2BIG, "image: number of groups");
	if (!h->npatterns || h->npatterns > L7_MAX_PATTERNS)
		return refuse(c, -E2BIG, "image: number of patterns");
	if (h->nconditions > L7_MAX_CONDITIONS || h->naliases > L7_MAX_ALIASES)
		return refuse(c, -E2BIG, "image: number of conditions or aliases");
	if (!h->nsets || h->nsets > 65535 || h->words != (h->npatterns + 63) / 64)
		return refuse(c, -EINVAL, "image: number or width of sets");
	if (!is_zero(h->reserved, 2))
		return refuse(c, -EINVAL, "image: reserved words are not zero");
	if (!fits(c, h->defs, h->ndefs, sizeof(struct l7_image_def)) ||
	    !fits(c, h->patterns, h->npatterns, sizeof(struct l7_image_pattern)) ||
	    !fits(c, h->conditions, h->nconditions, sizeof(struct l7_image_condition)) ||
	    !fits(c, h->aliases, h->naliases, sizeof(struct l7_image_alias)) ||
	    !fits(c, h->groups, h->ngroups, sizeof(struct l7_image_group)) ||
	    !fits(c, h->sets, (u64)h->nsets * h->words, sizeof(u64)) ||
	    !fits(c, h->text, h->text_bytes, 1))
		return refuse(c, -EINVAL, "image: a part lies outside");
	if (!h->text_bytes || c->bytes[h->text + h->text_bytes - 1])
		return refuse(c, -EINVAL, "image: text is not terminated");
	return 0;
}

/* a name is a printable word of ASCII: it is shown in logs, lists and rules */
static bool name_ok(const char *name)
{
	size_t i;

	for (i = 0; i < L7_NAME_SIZE && name[i]; i++)
		if (name[i] <= ' ' || name[i] > '~' || name[i] == '/')
			return false;
	if (!i || i == L7_NAME_SIZE)
		return false;
	for (; i < L7_NAME_SIZE; i++)
		if (name[i])
			return false;
	return true;
}

/* the whole text is scanned once: a definition's is as long as the run up to the next NUL */
static int check_text(const struct check *c, const char *text)
{
	u32 i, run = 0;

	for (i = 0; i < c->head->text_bytes; i++) {
		run = text[i] ? run + 1 : 0;
		if (run >= L7_PATTERN_MAX_BYTES)
			return refuse(c, -E2BIG, "image: a definition's text is too long");
		if (i % BREATHE_CELLS == 0)
			l7_host_breathe();
	}
	return 0;
}

static int check_defs(const struct check *c, const struct l7_image_def *def)
{
	const u32 all_groups = (1u << c->head->ngroups) - 1;
	u32 i;

	for (i = 0; i < c->head->ndefs; i++, def++) {
		if (!name_ok(def->name))
			return refuse(c, -EINVAL, "definition: bad name");
		if (!def->number || def->number > L7_NUMBER_USER_MAX)
			return refuse(c, -EINVAL, "definition: bad protocol number");
		if (def->text >= c->head->text_bytes)
			return refuse(c, -EINVAL, "definition: text lies outside");
		if (def->groups & ~all_groups)
			return refuse(c, -EINVAL, "definition: in a group that is not there");
		if (!is_zero(def->reserved, 3))
			return refuse(c, -EINVAL, "definition: reserved words are not zero");
	}
	return 0;
}

static int check_aliases(const struct check *c, const struct l7_image_alias *alias)
{
	u32 i;

	for (i = 0; i < c->head->naliases; i++, alias++)
		if (!name_ok(alias->name) || alias->def >= c->head->ndefs || !is_zero(alias->reserved, 3))
			return refuse(c, -EINVAL, "alias: bad name or definition");
	return 0;
}

/* how far into its subject a pattern's fields may reach */
static u32 reach(u8 scope)
{
	switch (scope) {
	case L7_SCOPE_STREAM:
		return L7_STREAM_HEAD_BYTES;
	case L7_SCOPE_SEGMENT:
	case L7_SCOPE_DATAGRAM:
		return L7_PACKET_HEAD_BYTES;
	}
	return 0;
}

static bool is_plain(const struct l7_image_pattern *p)
{
	return p->parts == 1 && p->who == L7_WHO_EITHER && !p->flags && !p->nconditions && p->packets == 1 &&
	       !p->same_width;
}

static int check_pattern(const struct check *c, const struct l7_image_pattern *p)
{
	if (p->def >= c->head->ndefs)
		return refuse(c, -EINVAL, "pattern: of a definition that is not there");
	if (p->scope < L7_SCOPE_MERGED || p->scope > L7_SCOPE_DATAGRAM || p->who > L7_WHO_ANSWERER ||
	    p->flags & ~L7_PATTERN_FIRST || p->reserved[0] || p->reserved[1])
		return refuse(c, -EINVAL, "pattern: bad scope, side or flags");
	if (p->scope == L7_SCOPE_MERGED && !is_plain(p))
		return refuse(c, -EINVAL, "pattern: a classic one with conditions");
	if (p->scope == L7_SCOPE_STREAM && p->flags)
		return refuse(c, -EINVAL, "pattern: first packet of a stream");
	if (!p->packets || p->packets > (p->scope == L7_SCOPE_STREAM ? 1 : L7_MAX_PACKETS))
		return refuse(c, -EINVAL, "pattern: number of packets");
	if (p->same_width > 4 || p->same_offset + p->same_width > L7_PACKET_HEAD_BYTES)
		return refuse(c, -EINVAL, "pattern: field lies too far in");
	if (p->condition + p->nconditions > c->head->nconditions)
		return refuse(c, -EINVAL, "pattern: conditions that are not there");
	return 0;
}

/* parts stand together and agree on what they are parts of */
static int check_parts(const struct check *c, const struct l7_image_pattern *patterns, u32 i)
{
	const struct l7_image_pattern *p = &patterns[i], *first = &patterns[p->first];
	u32 k;

	if (!p->parts || p->parts > L7_MAX_PARTS || p->first > i || i >= p->first + p->parts ||
	    p->first + p->parts > c->head->npatterns)
		return refuse(c, -EINVAL, "pattern: not among its parts");
	if (first->first != p->first || first->parts != p->parts || first->def != p->def)
		return refuse(c, -EINVAL, "pattern: parts of different ones");
	for (k = 1; p == first && k < p->parts; k++)
		if (p[k].first != i)
			return refuse(c, -EINVAL, "pattern: parts of different ones");
	return 0;
}

static int check_condition(const struct check *c, const struct l7_image_condition *cond, u32 most)
{
	if (cond->width > 4 || cond->offset + cond->width > most)
		return refuse(c, -EINVAL, "condition: field lies too far in");
	if (cond->op > L7_OP_GE || cond->flags & ~(L7_CONDITION_LITTLE | L7_CONDITION_SIZE) || cond->reserved)
		return refuse(c, -EINVAL, "condition: bad comparison or flags");
	if (!cond->mask || !cond->factor || cond->factor > L7_CONDITION_MAX_FACTOR ||
	    cond->value > L7_CONDITION_MAX_VALUE || cond->value < -L7_CONDITION_MAX_VALUE)
		return refuse(c, -EINVAL, "condition: number out of range");
	return 0;
}

/* at most 255 conditions for each of L7_MAX_PATTERNS: bounded, though patterns may share them */
static int check_patterns(const struct check *c, const struct l7_image_pattern *patterns,
			  const struct l7_image_condition *conditions)
{
	u32 i, k;
	int err;

	for (i = 0; i < c->head->npatterns; i++) {
		const struct l7_image_pattern *p = &patterns[i];

		err = check_pattern(c, p);
		if (!err)
			err = check_parts(c, patterns, i);
		for (k = 0; !err && k < p->nconditions; k++)
			err = check_condition(c, &conditions[p->condition + k], reach(p->scope));
		if (err)
			return err;
		l7_host_breathe();
	}
	return 0;
}

static int check_sets(const struct check *c, const u64 *set)
{
	const u32 words = c->head->words, tail = c->head->npatterns % 64;
	const u64 outside = tail ? ~0ull << tail : 0;
	u32 i;

	for (i = 0; i < words; i++)
		if (set[i])
			return refuse(c, -EINVAL, "sets: the first is not empty");
	for (i = 0; i < c->head->nsets; i++)
		if (set[(size_t)i * words + words - 1] & outside)
			return refuse(c, -EINVAL, "sets: a pattern that is not there");
	return 0;
}

static int check_group(const struct check *c, const struct l7_image_group *g)
{
	const u32 least = g->kind == L7_GROUP_DENSE ? (g->nclasses + 2 + 7) / 8 : 1;
	u64 limit;
	u32 i;

	if (g->kind != L7_GROUP_DENSE && g->kind != L7_GROUP_SPARSE)
		return refuse(c, -EINVAL, "group: unknown kind");
	if (g->scope < L7_SCOPE_MERGED || g->scope > L7_SCOPE_DATAGRAM)
		return refuse(c, -EINVAL, "group: unknown scope");
	if (!g->nclasses || g->nclasses > 256)
		return refuse(c, -EINVAL, "group: number of byte classes");
	for (i = 0; i < 256; i++)
		if (g->class[i] >= g->nclasses)
			return refuse(c, -EINVAL, "group: byte class out of range");
	limit = (u64)g->nstates * g->pitch;
	if (g->nstates < 2 || g->pitch < least || g->pitch > 64 || limit > 65536)
		return refuse(c, -EINVAL, "group: number or size of rows");
	if (g->kind == L7_GROUP_SPARSE && (g->pitch != 1 || g->npairs < g->nclasses))
		return refuse(c, -EINVAL, "group: shape of a sparse one");
	if (g->kind == L7_GROUP_DENSE && g->npairs)
		return refuse(c, -EINVAL, "group: pairs in a dense one");
	if (!fits(c, g->cells, limit * 16 + (u64)g->npairs * 4, 1))
		return refuse(c, -EINVAL, "group: cells lie outside");
	if (g->start >= limit || g->start % g->pitch || g->end < g->pitch || g->end > g->event ||
	    g->event > limit || g->end % g->pitch || g->event % g->pitch)
		return refuse(c, -EINVAL, "group: order of its states");
	if (!is_zero(g->reserved, 2))
		return refuse(c, -EINVAL, "group: reserved words are not zero");
	return 0;
}

static bool state_ok(const struct l7_image_group *g, u32 state)
{
	return state < g->nstates * g->pitch && state % g->pitch == 0;
}

static int check_dense(const struct check *c, const struct l7_image_group *g, const u16 *cells)
{
	u32 i, j, seen = 0;

	for (i = 0; i < g->nstates; i++, cells += 8 * g->pitch) {
		for (j = 0; j < g->nclasses; j++) {
			if (!state_ok(g, cells[j]) || (!i && cells[j]))
				return refuse(c, -EINVAL, "cells: next state out of range");
			if (++seen % BREATHE_CELLS == 0)
				l7_host_breathe();
		}
		if (cells[j] >= c->head->nsets || cells[j + 1] >= c->head->nsets)
			return refuse(c, -EINVAL, "cells: set out of range");
	}
	return 0;
}

static int check_sparse(const struct check *c, const struct l7_image_group *g, const u16 *cells)
{
	u32 i;

	for (i = 0; i < g->nstates; i++, cells += 8) {
		const u32 base = cells[4] | (u32)cells[5] << 16;

		if (!state_ok(g, cells[0]) || (!i && cells[0]))
			return refuse(c, -EINVAL, "rows: next state out of range");
		if (cells[1] >= c->head->nsets || cells[2] >= c->head->nsets)
			return refuse(c, -EINVAL, "rows: set out of range");
		if (base > g->npairs - g->nclasses)
			return refuse(c, -EINVAL, "rows: base out of range");
		if (i % BREATHE_CELLS == 0)
			l7_host_breathe();
	}
	for (i = 0; i < g->npairs; i++, cells += 2) {
		if (!state_ok(g, cells[1]) || (!cells[0] && cells[1]))
			return refuse(c, -EINVAL, "pairs: next state out of range");
		if (i % BREATHE_CELLS == 0)
			l7_host_breathe();
	}
	return 0;
}

int l7_image_verify(const void *bytes, size_t size, struct l7_image *img, const char **why)
{
	const struct check c = { bytes, size, bytes, why };
	struct l7_image view = { .head = bytes };
	int err = check_head(&c);
	u32 i;

	if (err)
		return err;
	view.defs = (const void *)(c.bytes + c.head->defs);
	view.patterns = (const void *)(c.bytes + c.head->patterns);
	view.conditions = (const void *)(c.bytes + c.head->conditions);
	view.aliases = (const void *)(c.bytes + c.head->aliases);
	view.groups = (const void *)(c.bytes + c.head->groups);
	view.sets = (const void *)(c.bytes + c.head->sets);
	view.text = (const void *)(c.bytes + c.head->text);
	err = check_text(&c, view.text);
	if (!err)
		err = check_defs(&c, view.defs);
	if (!err)
		err = check_aliases(&c, view.aliases);
	if (!err)
		err = check_patterns(&c, view.patterns, view.conditions);
	if (!err)
		err = check_sets(&c, view.sets);
	for (i = 0; !err && i < c.head->ngroups; i++) {
		const struct l7_image_group *g = &view.groups[i];

		err = check_group(&c, g);
		if (err)
			break;
		view.cells[i] = (const void *)(c.bytes + g->cells);
		err = g->kind == L7_GROUP_DENSE ? check_dense(&c, g, view.cells[i]) :
						  check_sparse(&c, g, view.cells[i]);
	}
	if (!err)
		*img = view;
	return err;
}

int l7_image_find(const struct l7_image *img, u16 number, u64 digest)
{
	int found = -ENOENT;
	u32 i;

	for (i = 0; i < img->head->ndefs; i++) {
		if (img->defs[i].number != number)
			continue;
		if (img->defs[i].digest == digest)
			return i;
		if (found < 0)
			found = i;
	}
	return found;
}

int l7_image_lookup(const struct l7_image *img, const char *name)
{
	u32 i;

	for (i = 0; i < img->head->ndefs; i++)
		if (!strcmp(img->defs[i].name, name))
			return i;
	for (i = 0; i < img->head->naliases; i++)
		if (!strcmp(img->aliases[i].name, name))
			return img->aliases[i].def;
	return -ENOENT;
}
