// SPDX-License-Identifier: GPL-2.0-only
#include "compiler/emit.h"

#include <errno.h>
#include <string.h>

#include "compiler/vector.h"

#define ALIGN16(x) (((size_t)(x) + 15) & ~(size_t)15)

/* from here on the sparse form is considered */
#define DENSE_LARGE_BYTES (128u << 10)
#define FINITE_LARGE_BYTES (16u << 10) /* a finite automaton takes few steps, so they may be slower ones */

/* places tried for a row's pairs before they go behind all others */
#define MAX_TRIES 1024

/* an automaton on its way into the image */
struct table {
	const struct l7_dfa *dfa;
	uint32_t nclasses;
	uint32_t nstates;	/* >= 2 */
	uint32_t *order;	/* [dfa->nstates] row number of a state */
	uint32_t end;		/* rows before these two kinds */
	uint32_t event;
	bool sparse;
	uint32_t npairs;
	uint32_t pitch;
	uint16_t *pairs;	/* [2 * npairs] if sparse */
	size_t pairs_room;
	uint32_t *base;		/* [nstates] by row if sparse */
	uint16_t *common;	/* [dfa->nstates] default next of a state if sparse */
};

/* plain states, then those that match at the end, then those that match at once; within each the order of finding */
static int order_states(struct table *t)
{
	const struct l7_dfa *dfa = t->dfa;
	uint32_t row = 0, s;
	int kind;

	t->order = calloc(dfa->nstates, sizeof(*t->order));
	if (!t->order)
		return -ENOMEM;
	for (kind = 0; kind < 3; kind++) {
		for (s = 0; s < dfa->nstates; s++) {
			const uint32_t out = dfa->out[s];

			if ((L7_OUT_SET_NOW(out) ? 2 : L7_OUT_SET_END(out) ? 1 : 0) == kind)
				t->order[s] = row++;
		}
		if (kind == 0)
			t->end = row;
		else if (kind == 1)
			t->event = row;
	}
	return 0;
}

/* the most frequent next state of a row; runs are long, so few candidates are counted */
static uint16_t most_frequent(const uint16_t *row, uint32_t nclasses, uint32_t *count)
{
	uint16_t found = 0;
	uint32_t c, e;

	*count = 0;
	for (c = 0; c < nclasses; c++) {
		uint32_t n = 0;

		if (c && row[c] == row[c - 1])
			continue;
		for (e = c; e < nclasses; e++)
			n += row[e] == row[c];
		if (n > *count) {
			*count = n;
			found = row[c];
		}
	}
	return found;
}

/* from what size of the dense form on the sparse one is considered, and how much smaller it must be */
static bool may_be_sparse(const struct l7_dfa *dfa, uint32_t scope, size_t dense, size_t *most)
{
	*most = dense / 4;
	if (dense > L7_EMIT_DENSE_MAX_BYTES) {
		*most = SIZE_MAX;
		return true;
	}
	if (scope == L7_SCOPE_MERGED)
		return dense >= DENSE_LARGE_BYTES;
	/* what may go on for the whole of a stream must be quick */
	*most = dense / 2;
	return dfa->finite && dense >= FINITE_LARGE_BYTES;
}

bool l7_emit_is_sparse(const struct l7_dfa *dfa, uint32_t scope)
{
	const size_t dense = l7_emit_dense_bytes(dfa->nstates, dfa->nclasses);
	size_t sparse = 0, most;
	uint32_t s, count;

	if (!may_be_sparse(dfa, scope, dense, &most))
		return false;
	for (s = 0; s < dfa->nstates; s++) {
		most_frequent(dfa->next + (size_t)s * dfa->nclasses, dfa->nclasses, &count);
		sparse += 16 + 4 * (dfa->nclasses - count);
	}
	return sparse < most;
}

/* a row's exceptions: classes, and where they lead */
static uint32_t list_exceptions(const struct table *t, uint32_t s, uint8_t *class, uint16_t *to)
{
	const struct l7_dfa *dfa = t->dfa;
	const uint16_t *row = dfa->next + (size_t)s * dfa->nclasses;
	uint32_t count = 0, c;

	for (c = 0; c < dfa->nclasses; c++)
		if (row[c] != t->common[s]) {
			class[count] = c;
			to[count++] = t->order[row[c]];
		}
	return count;
}

static bool is_free(const struct table *t, uint32_t base, const uint8_t *class, uint32_t count)
{
	uint32_t i;

	for (i = 0; i < count; i++)
		if (base + class[i] < t->npairs && t->pairs[2 * (base + class[i])])
			return false;
	return true;
}

/* pairs are packed like combs pushed into each other: a row's fall into gaps that others left */
static int pack_row(struct table *t, uint32_t s, uint32_t *floor)
{
	uint8_t class[256];
	uint16_t to[256];
	const uint32_t count = list_exceptions(t, s, class, to);
	uint32_t base = *floor, tries = 0, i;

	if (!count)
		return 0;
	while (!is_free(t, base, class, count))
		if (++tries < MAX_TRIES)
			base++;
		else
			base = t->npairs;
	if (tries >= MAX_TRIES)
		*floor += MAX_TRIES / 2;
	if (base + t->nclasses > t->npairs) {
		const uint32_t need = base + t->nclasses;

		if (need > L7_IMAGE_MAX_BYTES / 4)
			return -E2BIG;
		if (!l7_vector_reserve(&t->pairs, &t->pairs_room, need, 2 * sizeof(uint16_t)))
			return -ENOMEM;
		memset(t->pairs + 2 * t->npairs, 0, (need - t->npairs) * 2 * sizeof(uint16_t));
		t->npairs = need;
	}
	for (i = 0; i < count; i++) {
		t->pairs[2 * (base + class[i])] = t->order[s];
		t->pairs[2 * (base + class[i]) + 1] = to[i];
	}
	t->base[t->order[s]] = base;
	return 0;
}

static int pack(struct table *t)
{
	uint32_t floor = 0, s;
	int err = 0;

	t->base = calloc(t->nstates, sizeof(*t->base));
	if (!t->base || !l7_vector_reserve(&t->pairs, &t->pairs_room, t->nclasses, 2 * sizeof(uint16_t)))
		return -ENOMEM;
	memset(t->pairs, 0, t->nclasses * 2 * sizeof(uint16_t));
	t->npairs = t->nclasses;
	for (s = 1; !err && s < t->dfa->nstates; s++)
		err = pack_row(t, s, &floor);
	return err;
}

static int plan(struct table *t, const struct l7_dfa *dfa, uint32_t scope)
{
	uint32_t s, count;
	int err;

	*t = (struct table){ .dfa = dfa, .nclasses = dfa->nclasses, .nstates = dfa->nstates, .pitch = 1 };
	if (t->nstates < 2)
		t->nstates = 2;
	err = order_states(t);
	if (err)
		return err;
	t->sparse = l7_emit_is_sparse(dfa, scope);
	if (!t->sparse) {
		t->pitch = (t->nclasses + 2 + 7) / 8;
		return 0;
	}
	t->common = calloc(dfa->nstates, sizeof(*t->common));
	if (!t->common)
		return -ENOMEM;
	for (s = 0; s < dfa->nstates; s++)
		t->common[s] = most_frequent(dfa->next + (size_t)s * dfa->nclasses, dfa->nclasses, &count);
	return pack(t);
}

static size_t table_bytes(const struct table *t)
{
	return (size_t)t->nstates * t->pitch * 16 + (size_t)t->npairs * 4;
}

static void write_dense(const struct table *t, uint16_t *cells)
{
	const struct l7_dfa *dfa = t->dfa;
	uint32_t s, c;

	for (s = 0; s < dfa->nstates; s++) {
		const uint32_t place = t->order[s] * t->pitch;
		const uint16_t *from = dfa->next + (size_t)s * dfa->nclasses;
		uint16_t *row = cells + 8 * (size_t)place;

		for (c = 0; c < dfa->nclasses; c++)
			row[c] = t->order[from[c]] * t->pitch;
		row[c++] = L7_OUT_SET_NOW(dfa->out[s]);
		row[c] = L7_OUT_SET_END(dfa->out[s]);
	}
}

static void write_sparse(const struct table *t, uint16_t *cells)
{
	uint32_t s;

	for (s = 1; s < t->dfa->nstates; s++) {
		const uint32_t place = t->order[s];
		uint16_t *row = cells + 8 * (size_t)place;

		row[0] = t->order[t->common[s]];
		row[1] = L7_OUT_SET_NOW(t->dfa->out[s]);
		row[2] = L7_OUT_SET_END(t->dfa->out[s]);
		row[4] = t->base[place] & 0xffff;
		row[5] = t->base[place] >> 16;
	}
	memcpy(cells + 8 * (size_t)t->nstates, t->pairs, (size_t)t->npairs * 4);
}

static void write_group(const struct table *t, uint32_t scope, uint8_t *image, uint32_t at,
			struct l7_image_group *group)
{
	uint32_t byte;

	group->cells = at;
	group->nstates = t->nstates;
	group->npairs = t->npairs;
	group->scope = scope;
	group->kind = t->sparse ? L7_GROUP_SPARSE : L7_GROUP_DENSE;
	group->pitch = t->pitch;
	group->nclasses = t->nclasses;
	group->start = t->order[t->dfa->start] * t->pitch;
	group->end = t->end * t->pitch;
	group->event = t->event * t->pitch;
	for (byte = 0; byte < 256; byte++)
		group->class[byte] = t->dfa->class[byte];
	if (t->sparse)
		write_sparse(t, (uint16_t *)(image + at));
	else
		write_dense(t, (uint16_t *)(image + at));
}

static void write_defs(const struct l7_program *program, const struct l7_image_head *head,
		       const struct l7_emit_group *groups, uint8_t *image)
{
	struct l7_image_def *out = (struct l7_image_def *)(image + head->defs);
	uint32_t i, g, text = 0;

	for (i = 0; i < head->ndefs; i++, out++) {
		const struct l7_def *def = program->def[i];

		memcpy(out->name, def->name, strlen(def->name));
		out->digest = def->digest;
		out->number = def->number;
		out->rank = def->rank;
		out->text = text;
		for (g = 0; g < head->ngroups; g++)
			out->groups |= (uint32_t)(groups[g].defs[i / 64] >> i % 64 & 1) << g;
		strcpy((char *)image + head->text + text, def->text);
		text += strlen(def->text) + 1;
	}
}

static size_t text_bytes(const struct l7_program *program)
{
	size_t bytes = 0;
	uint32_t i;

	for (i = 0; i < program->ndefs; i++)
		bytes += strlen(program->def[i]->text) + 1;
	return bytes;
}

static uint32_t reserve(size_t *at, size_t bytes)
{
	const size_t here = *at;

	*at = ALIGN16(here + bytes);
	return here;
}

/* places of all parts, in the order in which they stand; cells of group g begin at @cells[g] */
static size_t lay_out(struct l7_image_head *head, const struct table *tables, size_t text, size_t *cells)
{
	size_t at = ALIGN16(sizeof(*head));
	uint32_t g;

	head->defs = reserve(&at, head->ndefs * sizeof(struct l7_image_def));
	head->patterns = reserve(&at, head->npatterns * sizeof(struct l7_image_pattern));
	head->conditions = reserve(&at, head->nconditions * sizeof(struct l7_image_condition));
	head->aliases = reserve(&at, head->naliases * sizeof(struct l7_image_alias));
	head->groups = reserve(&at, head->ngroups * sizeof(struct l7_image_group));
	head->sets = reserve(&at, (size_t)head->nsets * head->words * sizeof(uint64_t));
	for (g = 0; g < head->ngroups; g++) {
		cells[g] = at;
		at = ALIGN16(at + table_bytes(&tables[g]));
	}
	head->text = reserve(&at, text);
	head->text_bytes = text;
	return at;
}

static int write_image(const struct l7_program *program, struct l7_image_head *head,
		       const struct l7_emit_group *groups, const struct table *tables, const struct l7_sets *sets,
		       struct l7_blob *out)
{
	size_t cells[L7_MAX_GROUPS];
	const size_t size = lay_out(head, tables, text_bytes(program), cells);
	uint8_t *image;
	uint32_t g;

	if (size > L7_IMAGE_MAX_BYTES)
		return -E2BIG;
	image = aligned_alloc(16, size);
	if (!image)
		return -ENOMEM;
	memset(image, 0, size);
	head->size = size;
	memcpy(image, head, sizeof(*head));
	write_defs(program, head, groups, image);
	memcpy(image + head->patterns, program->pattern, head->npatterns * sizeof(*program->pattern));
	memcpy(image + head->conditions, program->condition, head->nconditions * sizeof(*program->condition));
	memcpy(image + head->aliases, program->alias, head->naliases * sizeof(*program->alias));
	memcpy(image + head->sets, sets->bits, (size_t)sets->count * sets->words * sizeof(uint64_t));
	for (g = 0; g < head->ngroups; g++)
		write_group(&tables[g], groups[g].scope, image, cells[g],
			    (struct l7_image_group *)(image + head->groups) + g);
	*out = (struct l7_blob){ image, size };
	return 0;
}

int l7_emit(const struct l7_program *program, const struct l7_emit_group *groups, uint32_t ngroups,
	    const struct l7_sets *sets, struct l7_blob *out)
{
	struct l7_image_head head = {
		.magic = L7_IMAGE_MAGIC,
		.version = L7_IMAGE_VERSION,
		.ndefs = program->ndefs,
		.npatterns = program->npatterns,
		.nconditions = program->nconditions,
		.naliases = program->naliases,
		.ngroups = ngroups,
		.nsets = sets->count,
		.words = sets->words,
	};
	struct table table[L7_MAX_GROUPS] = { { 0 } };
	uint32_t g;
	int err = 0;

	for (g = 0; !err && g < ngroups; g++)
		err = plan(&table[g], &groups[g].dfa, groups[g].scope);
	if (!err)
		err = write_image(program, &head, groups, table, sets, out);
	for (g = 0; g < ngroups; g++) {
		free(table[g].order);
		free(table[g].pairs);
		free(table[g].base);
		free(table[g].common);
	}
	return err;
}
