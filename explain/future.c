// SPDX-License-Identifier: GPL-2.0-only
/*
 * future.c - what a group's automaton can still report from a state on
 */

#include "explain/future.h"

#include <stdio.h>
#include <stdlib.h>

#define START (L7_FUTURE_NEVER - 1)	/* where the search begins: the state itself may be reached again */
#define ANY_WIDTH 128			/* so many bytes would do: which one is shown would say nothing */
#define MOST_SHOWN 48			/* bytes of a witness */

/* one search */
struct search {
	struct l7_future *f;
	const struct l7_image_group *group;
	uint8_t byte[256];	/* [nclasses] of each class the one that is shown, the best of them first */
	uint32_t *queue;
	uint32_t *depth;	/* [nstates] bytes to a row */
	uint32_t head, tail;
};

/* the smaller, the better it reads */
static unsigned int rank(unsigned int byte)
{
	if (byte >= 'a' && byte <= 'z')
		return 0;
	if (byte >= 'A' && byte <= 'Z')
		return 1;
	if (byte >= '0' && byte <= '9')
		return 2;
	if (byte > ' ' && byte <= '~')
		return 3;
	return byte == ' ' ? 4 : byte == '\r' || byte == '\n' ? 5 : 6;
}

static void choose_bytes(struct search *s)
{
	bool chosen[256] = { false };
	unsigned int n = 0, r, byte;

	for (r = 0; r <= 6; r++)
		for (byte = 0; byte < 256; byte++) {
			if (rank(byte) != r || chosen[s->group->class[byte]])
				continue;
			chosen[s->group->class[byte]] = true;
			s->byte[n++] = byte;
		}
}

/* see uapi/layer7_image.h; in units of 16 bytes */
static uint32_t next_state(const struct l7_image *img, uint32_t group, uint32_t state, uint8_t byte)
{
	const struct l7_image_group *g = &img->groups[group];
	const uint16_t *row = img->cells[group] + 8 * (size_t)state, *pair;

	if (g->kind == L7_GROUP_DENSE)
		return row[g->class[byte]];
	pair = img->cells[group] + 8 * (size_t)g->nstates + 2 * ((row[4] | (size_t)row[5] << 16) + g->class[byte]);
	return pair[0] == state ? pair[1] : row[0];
}

/* the number of the set, 0: nothing */
static uint32_t set_now(const struct l7_image *img, uint32_t group, uint32_t state)
{
	const struct l7_image_group *g = &img->groups[group];
	const uint16_t *row = img->cells[group] + 8 * (size_t)state;

	return state < g->event ? 0 : row[g->kind == L7_GROUP_DENSE ? g->nclasses : 1];
}

static uint32_t set_at_end(const struct l7_image *img, uint32_t group, uint32_t state)
{
	const struct l7_image_group *g = &img->groups[group];
	const uint16_t *row = img->cells[group] + 8 * (size_t)state;

	return state < g->end ? 0 : row[g->kind == L7_GROUP_DENSE ? g->nclasses + 1 : 2];
}

static bool has(const struct l7_image *img, uint32_t set, uint32_t pattern)
{
	return img->sets[(size_t)set * img->head->words + pattern / 64] >> pattern % 64 & 1;
}

static void note(struct search *s, uint32_t set, uint32_t row)
{
	const struct l7_image *img = s->f->img;
	uint32_t word;

	for (word = 0; word < img->head->words; word++) {
		uint64_t left = img->sets[(size_t)set * img->head->words + word];

		for (; left; left &= left - 1) {
			const uint32_t pattern = word * 64 + l7_host_ffs64(left);

			if (s->f->goal[pattern] != L7_FUTURE_NEVER)
				continue;
			s->f->goal[pattern] = row;
			s->f->distance[pattern] = s->depth[row];
		}
	}
}

/* all rows that one byte leads to */
static void expand(struct search *s, uint32_t state, uint32_t from, uint32_t depth)
{
	const struct l7_image *img = s->f->img;
	unsigned int i;

	for (i = 0; i < s->group->nclasses; i++) {
		const uint32_t next = next_state(img, s->f->group, state, s->byte[i]), row = next / s->group->pitch;

		if (!next || s->f->from[row] != L7_FUTURE_NEVER)
			continue;
		s->f->from[row] = from;
		s->f->by[row] = s->byte[i];
		s->depth[row] = depth;
		s->queue[s->tail++] = row;
		note(s, set_now(img, s->f->group, next), row);
		note(s, set_at_end(img, s->f->group, next), row);
	}
}

static void search(struct search *s)
{
	expand(s, s->f->start, START, 1);
	while (s->head < s->tail) {
		const uint32_t row = s->queue[s->head++];

		expand(s, row * s->group->pitch, row, s->depth[row] + 1);
	}
}

int l7_future_find(struct l7_future *f, const struct l7_image *img, uint32_t group, uint32_t state)
{
	const struct l7_image_group *g = &img->groups[group];
	struct search s = { .f = f, .group = g };
	const uint32_t npatterns = img->head->npatterns;
	bool ok;

	*f = (struct l7_future){ .img = img, .group = group, .start = state };
	if (state % g->pitch || state / g->pitch >= g->nstates)
		return -EINVAL;
	f->from = malloc(g->nstates * sizeof(*f->from));
	f->by = malloc(g->nstates);
	f->goal = malloc(npatterns * sizeof(*f->goal));
	f->distance = malloc(npatterns * sizeof(*f->distance));
	s.queue = malloc(g->nstates * sizeof(*s.queue));
	s.depth = malloc(g->nstates * sizeof(*s.depth));
	ok = f->from && f->by && f->goal && f->distance && s.queue && s.depth;
	if (ok) {
		memset(f->from, 0xff, g->nstates * sizeof(*f->from));
		memset(f->goal, 0xff, npatterns * sizeof(*f->goal));
		choose_bytes(&s);
		if (state)
			search(&s);
	}
	free(s.queue);
	free(s.depth);
	if (!ok)
		l7_future_fini(f);
	return ok ? 0 : -ENOMEM;
}

void l7_future_fini(struct l7_future *f)
{
	free(f->from);
	free(f->by);
	free(f->goal);
	free(f->distance);
	*f = (struct l7_future){ 0 };
}

uint32_t l7_future_distance(const struct l7_future *f, uint32_t pattern)
{
	return f->goal[pattern] == L7_FUTURE_NEVER ? L7_FUTURE_NEVER : f->distance[pattern];
}

static uint16_t width(const struct l7_future *f, uint32_t state, uint32_t next)
{
	unsigned int byte;
	uint16_t n = 0;

	for (byte = 0; byte < 256; byte++)
		n += next_state(f->img, f->group, state, byte) == next;
	return n;
}

int l7_future_witness(const struct l7_future *f, uint32_t pattern, struct l7_witness *w)
{
	const uint32_t pitch = f->img->groups[f->group].pitch;
	uint32_t row = f->goal[pattern], at = f->distance[pattern];

	*w = (struct l7_witness){ .length = at };
	w->byte = malloc(at);
	w->width = malloc(at * sizeof(*w->width));
	if (!w->byte || !w->width) {
		l7_witness_fini(w);
		return -ENOMEM;
	}
	w->end = !has(f->img, set_now(f->img, f->group, row * pitch), pattern);
	while (at--) {
		const uint32_t from = f->from[row] == START ? f->start : f->from[row] * pitch;

		w->byte[at] = f->by[row];
		w->width[at] = width(f, from, row * pitch);
		row = f->from[row];
	}
	return 0;
}

void l7_witness_fini(struct l7_witness *w)
{
	free(w->byte);
	free(w->width);
	*w = (struct l7_witness){ 0 };
}

int l7_witness_set(struct l7_witness *w, uint32_t at, uint8_t byte, uint8_t mask)
{
	const uint32_t length = at < w->length ? w->length : at + 1;
	uint8_t *bytes = realloc(w->byte, length);
	uint16_t *widths = realloc(w->width, length * sizeof(*widths));
	uint16_t others = 256 >> __builtin_popcount(mask);

	if (bytes)
		w->byte = bytes;
	if (widths)
		w->width = widths;
	if (!bytes || !widths)
		return -ENOMEM;
	for (; w->length < length; w->length++) {
		bytes[w->length] = 'a';
		widths[w->length] = 256;
	}
	if (widths[at] <= others)
		return 0;
	bytes[at] = (bytes[at] & ~mask) | (byte & mask);
	widths[at] = others;
	return 0;
}

static void put_byte(uint8_t byte, FILE *out)
{
	switch (byte) {
	case '\r': fputs("\\r", out); break;
	case '\n': fputs("\\n", out); break;
	case '\t': fputs("\\t", out); break;
	case '\\':
	case '"': fprintf(out, "\\%c", byte); break;
	default: fprintf(out, byte < ' ' || byte > '~' ? "\\x%02x" : "%c", byte);
	}
}

/* bytes that are of one kind, any or shown, in a row; Return: where the next begin */
static uint32_t put_run(const struct l7_witness *w, uint32_t from, uint32_t most, FILE *out)
{
	const bool any = w->width[from] >= ANY_WIDTH;
	uint32_t to = from;

	while (to < most && (w->width[to] >= ANY_WIDTH) == any)
		to++;
	if (any && to - from == 1)
		fputs("any byte", out);
	else if (any)
		fprintf(out, "any %u bytes", to - from);
	else
		fputc('"', out);
	for (; !any && from < to; from++)
		put_byte(w->byte[from], out);
	if (!any)
		fputc('"', out);
	return to;
}

char *l7_witness_text(const struct l7_witness *w)
{
	const uint32_t most = w->length < MOST_SHOWN ? w->length : MOST_SHOWN;
	char *text = NULL;
	uint32_t i = 0;
	size_t size;
	FILE *out = open_memstream(&text, &size);

	if (!out)
		return NULL;
	while (i < most) {
		i = put_run(w, i, most, out);
		if (i < most)
			fputs(", ", out);
	}
	if (most < w->length)
		fprintf(out, " and %u bytes more", w->length - most);
	if (w->end)
		fputs(", then the end of the packet", out);
	fclose(out);
	return text;
}
