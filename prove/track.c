// SPDX-License-Identifier: GPL-2.0-only
#include "prove/track.h"

#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "compiler/product.h"
#include "compiler/vector.h"

#define SLOTS 16
#define SLOT_SHIFT(slot) (32 + 2 * (slot))
#define NONE UINT32_MAX

/* text first, so that examples can be read */
static void order_bytes(uint8_t *order)
{
	unsigned int n = 0, pass, b;

	for (pass = 0; pass < 3; pass++)
		for (b = 0; b < 256; b++)
			if (pass == (b < 128 && isalnum(b) ? 0 : b >= ' ' && b <= '~' ? 1 : 2))
				order[n++] = b;
}

void l7_track_init(struct l7_track *t, const struct l7_dfa *first, const struct l7_dfa *second, const double *weight)
{
	unsigned int i;

	t->dfa[0] = first;
	t->dfa[1] = second;
	t->ndfas = second ? 2 : 1;
	memset(t->spared, 0, sizeof(t->spared));
	memset(t->loops, 0, sizeof(t->loops));
	for (i = 0; i < 256; i++)
		t->weight[i] = weight ? weight[i] : 1;
	memcpy(t->class, first->class, sizeof(t->class));
	t->nclasses = first->nclasses;
	if (second)
		t->nclasses = l7_product_classes(t->class, t->nclasses, second->class);
	memset(t->kinds, 0, sizeof(t->kinds));
	order_bytes(t->order);
	l7_track_clear(t);
}

void l7_track_fini(struct l7_track *t)
{
	size_t i;

	for (i = 0; i <= L7_PACKET_HEAD_BYTES; i++)
		free(t->kinds[i]);
}

void l7_track_clear(struct l7_track *t)
{
	t->ncompares = 0;
	t->past = 0;
}

/* a slot that no comparison has whose field lies over this one's */
static int free_slot(const struct l7_track *t, const struct l7_compare *c)
{
	uint32_t taken = 0, i;

	for (i = 0; i < t->ncompares; i++) {
		const struct l7_compare *other = &t->compare[i];

		if (other->offset < c->offset + c->width && c->offset < other->offset + other->width)
			taken |= 1u << t->slot[i];
	}
	return taken == (1u << SLOTS) - 1 ? -E2BIG : __builtin_ctz(~taken);
}

int l7_track_conditions(struct l7_track *t, const struct l7_image_condition *condition, uint32_t count, uint32_t size)
{
	uint32_t i;

	for (i = 0; i < count; i++) {
		struct l7_compare *c = &t->compare[t->ncompares];
		int slot;

		if (!condition[i].width)
			continue;
		if (condition[i].offset + condition[i].width > (int64_t)size)
			return -EDOM;
		if (t->ncompares == L7_TRACK_COMPARES)
			return -E2BIG;
		switch (l7_compare_init(c, &condition[i], size)) {
		case L7_TRUTH_NEVER:
			return -EDOM;
		case L7_TRUTH_ALWAYS:
			continue;
		case L7_TRUTH_DEPENDS:
			break;
		}
		slot = free_slot(t, c);
		if (slot < 0)
			return slot;
		t->slot[t->ncompares++] = slot;
		if (c->offset + c->width > (int)t->past)
			t->past = c->offset + c->width;
	}
	return 0;
}

/* what tells a byte from another: its classes, and how it compares */
static void sign_bytes(const struct l7_track *t, uint32_t at, const struct l7_kinds *kinds, uint64_t *sign)
{
	uint32_t i, byte;

	for (byte = 0; byte < 256; byte++)
		sign[byte] = t->class[byte];
	for (i = 0; i < kinds->nopen; i++) {
		const struct l7_compare *c = &t->compare[kinds->open[i]];

		for (byte = 0; byte < 256; byte++)
			sign[byte] = sign[byte] << 2 | l7_compare_byte(c, at - c->offset, byte);
	}
}

static void begin_kind(const struct l7_track *t, uint32_t at, struct l7_kinds *kinds, uint8_t byte)
{
	struct l7_kind *k = &kinds->kind[kinds->count++];
	uint32_t i;

	k->byte = byte;
	k->count = 0;
	k->weight = 0;
	for (i = 0; i < t->ndfas; i++)
		k->class[i] = t->dfa[i]->class[byte];
	for (i = 0; i < kinds->nopen; i++) {
		const struct l7_compare *c = &t->compare[kinds->open[i]];

		k->order[i] = l7_compare_byte(c, at - c->offset, byte);
	}
}

static void sort_bytes(const struct l7_track *t, uint32_t at, struct l7_kinds *kinds)
{
	uint16_t table[1024] = { 0 };
	uint64_t sign[256], known[256];
	uint32_t i;

	kinds->count = 0;
	sign_bytes(t, at, kinds, sign);
	for (i = 0; i < 256; i++) {
		const uint8_t byte = t->order[i];
		uint32_t h = sign[byte] * 0x9e3779b97f4a7c15ull >> 54;

		if (!(t->weight[byte] > 0))
			continue;
		while (table[h] && known[table[h] - 1] != sign[byte])
			h = (h + 1) % 1024;
		if (!table[h]) {
			known[kinds->count] = sign[byte];
			begin_kind(t, at, kinds, byte);
			table[h] = kinds->count;
		}
		kinds->kind[table[h] - 1].count++;
		kinds->kind[table[h] - 1].weight += t->weight[byte];
	}
}

/* the comparisons that are open, and whether they are those of @kinds already */
static bool list_open(const struct l7_track *t, uint32_t at, struct l7_kinds *kinds)
{
	bool same = true;
	uint32_t n = 0, i;

	for (i = 0; i < t->ncompares; i++) {
		const struct l7_compare *c = &t->compare[i];
		uint8_t mask, want;

		if (at < c->offset || at >= (uint32_t)c->offset + c->width)
			continue;
		mask = c->mask[at - c->offset];
		want = c->want[at - c->offset];
		same &= n < kinds->nopen && kinds->open[n] == i && kinds->want[n][0] == mask &&
			kinds->want[n][1] == want;
		kinds->open[n] = i;
		kinds->want[n][0] = mask;
		kinds->want[n++][1] = want;
	}
	same &= n == kinds->nopen;
	kinds->nopen = n;
	return same;
}

const struct l7_kinds *l7_track_kinds(struct l7_track *t, uint32_t at)
{
	struct l7_kinds **kinds = &t->kinds[at < t->past ? at : L7_PACKET_HEAD_BYTES];
	const bool fresh = !*kinds;

	if (fresh)
		*kinds = calloc(1, sizeof(**kinds));
	if (*kinds && (!list_open(t, at, *kinds) || fresh))
		sort_bytes(t, at, *kinds);
	return *kinds;
}

/* one of two has matched, and the other is where it might have been before */
static bool is_done_with(const struct l7_track *t, uint32_t first, uint32_t second)
{
	const bool one = first && first == t->matched[0], other = second && second == t->matched[1];

	return one != other && (one ? t->loops[1][second] : t->loops[0][first]);
}

uint64_t l7_track_next(const struct l7_track *t, uint32_t at, const struct l7_kinds *kinds, const struct l7_kind *kind,
		       uint64_t key)
{
	uint64_t next = key & ~0xffffffffull;
	uint32_t i;

	for (i = 0; i < t->ndfas; i++) {
		const struct l7_dfa *dfa = t->dfa[i];
		const uint64_t to = dfa->next[(size_t)L7_TRACK_STATE(key, i) * dfa->nclasses + kind->class[i]];

		if (!to && !t->spared[i])
			return L7_SPOT_NONE;
		next |= to << 16 * i;
	}
	if (t->loops[0] && is_done_with(t, L7_TRACK_STATE(next, 0), L7_TRACK_STATE(next, 1)))
		return L7_SPOT_NONE;
	for (i = 0; i < kinds->nopen; i++) {
		const struct l7_compare *c = &t->compare[kinds->open[i]];
		const unsigned int shift = SLOT_SHIFT(t->slot[kinds->open[i]]);
		enum l7_order state = next >> shift & 3;

		state = l7_compare_step(c, state, at - c->offset, kind->order[i]);
		if (state == L7_ORDER_FAILS)
			return L7_SPOT_NONE;
		if (at + 1 == (uint32_t)c->offset + c->width)
			state = L7_ORDER_EQUAL;
		next = (next & ~(3ull << shift)) | (uint64_t)state << shift;
	}
	return next;
}

static uint32_t bucket_of(const struct l7_layer *layer, uint64_t key)
{
	key *= 0x9e3779b97f4a7c15ull;
	return key >> 32 & layer->mask;
}

static int rehash(struct l7_layer *layer, uint32_t size)
{
	uint32_t *bucket = malloc(size * sizeof(*bucket));
	size_t i;

	if (!bucket)
		return -ENOMEM;
	free(layer->bucket);
	layer->bucket = bucket;
	layer->mask = size - 1;
	memset(bucket, 0xff, size * sizeof(*bucket));
	for (i = 0; i < layer->count; i++) {
		uint32_t at = bucket_of(layer, layer->spot[i].key);

		while (bucket[at] != NONE)
			at = (at + 1) & layer->mask;
		bucket[at] = i;
	}
	return 0;
}

void l7_layer_empty(struct l7_layer *layer)
{
	layer->count = 0;
	if (layer->bucket)
		memset(layer->bucket, 0xff, (layer->mask + 1) * sizeof(*layer->bucket));
}

int l7_layer_add(struct l7_layer *layer, const struct l7_spot *spot)
{
	uint32_t at;

	if (!layer->bucket || 2 * layer->count > layer->mask) {
		const int err = rehash(layer, layer->bucket ? 4 * (layer->mask + 1) : 64);

		if (err)
			return err;
	}
	for (at = bucket_of(layer, spot->key); layer->bucket[at] != NONE; at = (at + 1) & layer->mask)
		if (layer->spot[layer->bucket[at]].key == spot->key) {
			layer->spot[layer->bucket[at]].weight += spot->weight;
			return 0;
		}
	if (!l7_vector_reserve(&layer->spot, &layer->room, layer->count + 1, sizeof(*spot)))
		return -ENOMEM;
	layer->bucket[at] = layer->count;
	layer->spot[layer->count++] = *spot;
	return 1;
}

static bool has(const struct l7_layer *layer, uint64_t key)
{
	uint32_t at;

	for (at = bucket_of(layer, key); layer->bucket[at] != NONE; at = (at + 1) & layer->mask)
		if (layer->spot[layer->bucket[at]].key == key)
			return true;
	return false;
}

bool l7_layer_is_like(const struct l7_layer *a, const struct l7_layer *b)
{
	size_t i;

	if (a->count != b->count)
		return false;
	for (i = 0; i < a->count; i++)
		if (a->spot[i].key != b->spot[i].key && !has(b, a->spot[i].key))
			return false;
	return true;
}

int l7_layer_set(struct l7_layer *layer, uint64_t key)
{
	l7_layer_empty(layer);
	return l7_layer_add(layer, &(struct l7_spot){ .key = key, .weight = 1, .from = NONE }) < 0 ? -ENOMEM : 0;
}

int l7_layer_begin(struct l7_layer *layer, const struct l7_track *t)
{
	uint64_t key = 0;
	uint32_t i;

	l7_layer_empty(layer);
	for (i = 0; i < t->ndfas; i++) {
		if (!t->dfa[i]->start && !t->spared[i])
			return 0;
		key |= (uint64_t)t->dfa[i]->start << 16 * i;
	}
	return l7_layer_set(layer, key);
}

int l7_layer_copy(struct l7_layer *to, const struct l7_layer *from)
{
	size_t i;
	int err = 0;

	l7_layer_empty(to);
	for (i = 0; err >= 0 && i < from->count; i++)
		err = l7_layer_add(to, &from->spot[i]);
	return err < 0 ? err : 0;
}

int l7_track_step(struct l7_track *t, uint32_t at, const struct l7_layer *from, struct l7_layer *to)
{
	const struct l7_kinds *kinds = l7_track_kinds(t, at);
	uint32_t i, k;

	l7_layer_empty(to);
	for (i = 0; kinds && i < from->count; i++)
		for (k = 0; k < kinds->count; k++) {
			const struct l7_kind *kind = &kinds->kind[k];
			const struct l7_spot spot = {
				.key = l7_track_next(t, at, kinds, kind, from->spot[i].key),
				.weight = from->spot[i].weight * kind->weight, .from = i, .byte = kind->byte,
			};

			if (spot.key != L7_SPOT_NONE && l7_layer_add(to, &spot) < 0)
				return -ENOMEM;
		}
	return kinds ? 0 : -ENOMEM;
}

void l7_layer_fini(struct l7_layer *layer)
{
	free(layer->spot);
	free(layer->bucket);
	*layer = (struct l7_layer){ 0 };
}
