// SPDX-License-Identifier: GPL-2.0-only
#include "compiler/lane.h"

#include <errno.h>
#include <string.h>

#include "compiler/emit.h"
#include "compiler/product.h"
#include "compiler/vector.h"

/* a row of a finite automaton, which is written in the sparse form, and its few exceptions, about */
#define FINITE_ROW_BYTES 32u

size_t l7_lane_rows_bytes(const struct l7_dfa *dfa, size_t nstates, uint32_t nclasses)
{
	return dfa->finite ? nstates * FINITE_ROW_BYTES : l7_emit_dense_bytes(nstates, nclasses);
}

void l7_meter_fini(struct l7_meter *m)
{
	free(m->pair);
	free(m->bucket);
	*m = (struct l7_meter){ 0 };
}

void l7_shared_put(struct l7_shared *s)
{
	if (!s || --s->references)
		return;
	l7_dfa_fini(&s->unit.dfa);
	free(s);
}

static int rehash(struct l7_meter *m)
{
	const uint32_t size = m->mask ? 2 * (m->mask + 1) : 1024;
	uint32_t *bucket = calloc(size, sizeof(*bucket));
	uint32_t i;

	if (!bucket)
		return -ENOMEM;
	free(m->bucket);
	m->bucket = bucket;
	m->mask = size - 1;
	for (i = 0; i < m->count; i++) {
		uint32_t at = (m->pair[i].base * 0x9e3779b1u ^ m->pair[i].unit * 0x85ebca6bu) >> 7;

		while (bucket[at & m->mask])
			at++;
		bucket[at & m->mask] = i + 1;
	}
	return 0;
}

/* forget all pairs, in time that depends on how many there are */
static void clear(struct l7_meter *m)
{
	if (m->bucket)
		memset(m->bucket, 0, (m->mask + 1) * sizeof(*m->bucket));
	m->count = 0;
}

static int visit(struct l7_meter *m, uint32_t base, uint32_t unit)
{
	uint32_t at = (base * 0x9e3779b1u ^ unit * 0x85ebca6bu) >> 7;

	if (2 * (m->count + 1) > m->mask && rehash(m))
		return -ENOMEM;
	for (; m->bucket[at & m->mask]; at++) {
		const struct l7_meter_pair *seen = &m->pair[m->bucket[at & m->mask] - 1];

		if (seen->base == base && seen->unit == unit)
			return 0;
	}
	if (!l7_vector_reserve(&m->pair, &m->room, m->count + 1, sizeof(*m->pair)))
		return -ENOMEM;
	m->pair[m->count++] = (struct l7_meter_pair){ base, unit };
	m->bucket[at & m->mask] = m->count;
	return 0;
}

/* classes in which either automaton moves differently: which class of each they are */
static uint32_t combine(const struct l7_dfa *a, const struct l7_dfa *b, uint8_t (*both)[2])
{
	uint8_t class[256];
	uint32_t n, byte;

	memcpy(class, a->class, 256);
	n = l7_product_classes(class, a->nclasses, b->class);
	for (byte = 0; byte < 256; byte++) {
		both[class[byte]][0] = a->class[byte];
		both[class[byte]][1] = b->class[byte];
	}
	return n;
}

uint32_t l7_lane_classes(const struct l7_lane *lane, const struct l7_unit *unit)
{
	uint8_t both[256][2];

	return combine(&lane->base->unit.dfa, &unit->dfa, both);
}

int64_t l7_lane_growth(struct l7_meter *m, const struct l7_lane *lane, const struct l7_unit *unit, size_t limit)
{
	const struct l7_dfa *base = &lane->base->unit.dfa, *dfa = &unit->dfa;
	const uint32_t idle = dfa->anchored ? 0 : dfa->start;
	uint8_t both[256][2];
	const uint32_t n = combine(base, dfa, both);
	uint32_t seeds, i, c;
	int err;

	clear(m);
	err = visit(m, base->start, dfa->start);
	for (i = 1; !err && !dfa->anchored && i < base->nstates; i++)
		err = visit(m, i, idle);
	seeds = m->count;
	for (i = 0; !err && i < m->count && m->count - seeds <= limit; i++) {
		const struct l7_meter_pair p = m->pair[i];
		const uint16_t *base_row = base->next + (size_t)p.base * base->nclasses;
		const uint16_t *row = dfa->next + (size_t)p.unit * dfa->nclasses;
		struct l7_meter_pair last = { 0, idle };

		for (c = 0; !err && c < n; c++) {
			const struct l7_meter_pair to = { base_row[both[c][0]], row[both[c][1]] };

			if (to.unit == idle || (to.unit == last.unit && to.base == last.base))
				continue;
			last = to;
			err = visit(m, to.base, to.unit);
		}
	}
	m->steps += (uint64_t)i * n + seeds;
	return err ? err : (int64_t)(m->count - seeds);
}

int l7_shared_new(struct l7_meter *m, const struct l7_unit *const *units, uint32_t count, unsigned int max_states,
		       struct l7_shared **out)
{
	struct l7_shared *made = calloc(1, sizeof(*made));
	int err;

	if (!made)
		return -ENOMEM;
	made->references = 1;
	made->unit.scope = units[0]->scope;
	err = l7_product_build(&made->unit.dfa, units, count, NULL, max_states);
	if (err) {
		l7_shared_put(made);
		return err;
	}
	m->steps += 4ull * made->unit.dfa.nstates * made->unit.dfa.nclasses;
	*out = made;
	return 0;
}

int l7_lane_extend(struct l7_meter *m, struct l7_lane *lane, const struct l7_unit *unit)
{
	const struct l7_unit *const both[2] = { &lane->base->unit, unit };
	struct l7_shared *made;
	const int err = l7_shared_new(m, both, 2, L7_DFA_MAX_STATES, &made);

	if (err)
		return err;
	l7_shared_put(lane->base);
	lane->base = made;
	return 0;
}

int l7_lane_open(struct l7_meter *m, struct l7_lane *lane, const struct l7_unit *const *units, uint32_t count)
{
	const int err = l7_shared_new(m, units, count, L7_DFA_MAX_STATES, &lane->base);
	const struct l7_unit *unit;

	if (err)
		return err;
	unit = &lane->base->unit;
	lane->closed = !unit->dfa.finite && l7_emit_is_sparse(&unit->dfa, unit->scope);
	return 0;
}
