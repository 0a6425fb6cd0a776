// SPDX-License-Identifier: GPL-2.0-only
#include "compiler/dfa.h"

#include <errno.h>
#include <stdlib.h>

#include "compiler/vector.h"

/*
 * Partition refinement after Hopcroft, in the form that Valmari gave it: states and transitions are partitioned in turn,
 * and a block that was split has its smaller half looked at again. O(m log m) for m transitions; those to the dead state
 * are left out.
 *
 *   elem  | 7 2 | 9 1 4 | 3 ...      one run per block: first[b] .. past[b], the marked ones in front
 *   where   element -> its place in elem        block   element -> its block
 */
struct range {
	uint32_t first;
	uint32_t past;
	uint32_t marked;
};

struct partition {
	uint32_t *elem;
	uint32_t *where;
	uint32_t *block;
	struct range *range;
	size_t range_room;
	uint32_t nblocks;
	uint32_t *touched;
	size_t touched_room;
	uint32_t ntouched;
	bool no_memory;
};

struct minimiser {
	struct l7_dfa *dfa;
	struct partition states;
	struct partition moves;	/* a move is the index of a cell of dfa->next that isn't 0 */
	uint32_t *enter;	/* the moves into a state: enter[into[s] .. into[s + 1] - 1] */
	uint32_t *into;
};

static bool init(struct partition *p, size_t elements)
{
	p->elem = calloc(elements, sizeof(uint32_t));
	p->where = calloc(elements, sizeof(uint32_t));
	p->block = calloc(elements, sizeof(uint32_t));
	return p->elem && p->where && p->block;
}

static void fini(struct partition *p)
{
	free(p->elem);
	free(p->where);
	free(p->block);
	free(p->range);
	free(p->touched);
}

static void put(struct partition *p, uint32_t element, uint32_t block)
{
	struct range *r = &p->range[block];

	p->elem[r->past] = element;
	p->where[element] = r->past++;
	p->block[element] = block;
}

static bool new_block(struct partition *p, uint32_t first, uint32_t past)
{
	if (!l7_vector_reserve(&p->range, &p->range_room, p->nblocks + 1, sizeof(*p->range)) ||
	    !l7_vector_reserve(&p->touched, &p->touched_room, p->nblocks + 1, sizeof(*p->touched))) {
		p->no_memory = true;
		return false;
	}
	p->range[p->nblocks++] = (struct range){ first, past, 0 };
	return true;
}

static void mark(struct partition *p, uint32_t element)
{
	struct range *r = &p->range[p->block[element]];
	const uint32_t here = p->where[element], there = r->first + r->marked;

	p->elem[here] = p->elem[there];
	p->where[p->elem[here]] = here;
	p->elem[there] = element;
	p->where[element] = there;
	if (!r->marked++)
		p->touched[p->ntouched++] = p->block[element];
}

/* part the marked from the unmarked in every block that has both; the smaller half becomes the new block */
static void split(struct partition *p)
{
	while (p->ntouched) {
		const uint32_t old = p->touched[--p->ntouched];
		const struct range r = p->range[old];
		const uint32_t middle = r.first + r.marked;
		const bool front = r.marked <= r.past - middle;
		uint32_t i;

		p->range[old].marked = 0;
		if (middle == r.past || !new_block(p, front ? r.first : middle, front ? middle : r.past))
			continue;
		if (front)
			p->range[old].first = middle;
		else
			p->range[old].past = middle;
		for (i = p->range[p->nblocks - 1].first; i < p->range[p->nblocks - 1].past; i++)
			p->block[p->elem[i]] = p->nblocks - 1;
	}
}

static int compare_out(const void *a, const void *b, void *out)
{
	const uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
	const uint32_t *o = out;

	return o[x] != o[y] ? (o[x] < o[y] ? -1 : 1) : x < y ? -1 : x > y;
}

/* one block for each output */
static void first_states(struct minimiser *m)
{
	struct partition *p = &m->states;
	const uint32_t n = m->dfa->nstates;
	uint32_t i;

	for (i = 0; i < n; i++)
		p->elem[i] = i;
	qsort_r(p->elem, n, sizeof(uint32_t), compare_out, m->dfa->out);
	for (i = 0; i < n; i++) {
		if ((!i || m->dfa->out[p->elem[i]] != m->dfa->out[p->elem[i - 1]]) && !new_block(p, i, i))
			return;
		p->where[p->elem[i]] = i;
		p->block[p->elem[i]] = p->nblocks - 1;
		p->range[p->nblocks - 1].past = i + 1;
	}
}

/* one block for each class of bytes */
static void first_moves(struct minimiser *m)
{
	struct partition *p = &m->moves;
	const struct l7_dfa *dfa = m->dfa;
	uint32_t filled = 0, c, s;

	for (c = 0; c < dfa->nclasses; c++) {
		if (!new_block(p, filled, filled))
			return;
		for (s = 0; s < dfa->nstates; s++)
			if (dfa->next[(size_t)s * dfa->nclasses + c])
				put(p, s * dfa->nclasses + c, p->nblocks - 1);
		filled = p->range[p->nblocks - 1].past;
		if (p->range[p->nblocks - 1].first == filled)
			p->nblocks--;
	}
}

static void list_entries(struct minimiser *m)
{
	const struct l7_dfa *dfa = m->dfa;
	const size_t cells = (size_t)dfa->nstates * dfa->nclasses;
	size_t i;

	for (i = 0; i < cells; i++)
		m->into[dfa->next[i]]++;
	m->into[0] = 0;
	for (i = 1; i <= dfa->nstates; i++)
		m->into[i] += m->into[i - 1];
	for (i = cells; i-- > 0;)
		if (dfa->next[i])
			m->enter[--m->into[dfa->next[i]]] = i;
}

static void refine(struct minimiser *m)
{
	struct partition *states = &m->states, *moves = &m->moves;
	uint32_t b = 1, c, i, j;

	for (c = 0; c < moves->nblocks; c++) {
		for (i = moves->range[c].first; i < moves->range[c].past; i++)
			mark(states, moves->elem[i] / m->dfa->nclasses);
		split(states);
		for (; b < states->nblocks && !states->no_memory; b++) {
			for (i = states->range[b].first; i < states->range[b].past; i++)
				for (j = m->into[states->elem[i]]; j < m->into[states->elem[i] + 1]; j++)
					mark(moves, m->enter[j]);
			split(moves);
		}
		if (states->no_memory || moves->no_memory)
			return;
	}
}

/* blocks become states, in the order of the first old state of each, so the dead one stays 0 */
static int rebuild(struct minimiser *m)
{
	struct l7_dfa *dfa = m->dfa;
	const uint32_t k = dfa->nclasses;
	uint32_t *renamed = malloc(m->states.nblocks * sizeof(*renamed));
	uint32_t s, c, kept = 0;

	if (!renamed)
		return -ENOMEM;
	for (s = 0; s < m->states.nblocks; s++)
		renamed[s] = UINT32_MAX;
	for (s = 0; s < dfa->nstates; s++) {
		uint32_t *id = &renamed[m->states.block[s]];

		if (*id != UINT32_MAX)
			continue;
		*id = kept;
		for (c = 0; c < k; c++)
			dfa->next[(size_t)kept * k + c] = dfa->next[(size_t)s * k + c];
		dfa->out[kept++] = dfa->out[s];
	}
	for (s = 0; s < kept; s++)
		for (c = 0; c < k; c++) {
			uint16_t *next = &dfa->next[(size_t)s * k + c];

			*next = renamed[m->states.block[*next]];
		}
	dfa->start = renamed[m->states.block[dfa->start]];
	dfa->nstates = kept;
	free(renamed);
	return 0;
}

int l7_dfa_minimise(struct l7_dfa *dfa)
{
	struct minimiser m = { .dfa = dfa };
	const size_t cells = (size_t)dfa->nstates * dfa->nclasses;
	int err = -ENOMEM;

	m.enter = calloc(cells, sizeof(uint32_t));
	m.into = calloc(dfa->nstates + 2, sizeof(uint32_t));
	if (m.enter && m.into && init(&m.states, dfa->nstates) && init(&m.moves, cells)) {
		first_states(&m);
		first_moves(&m);
		list_entries(&m);
		if (!m.states.no_memory && !m.moves.no_memory)
			refine(&m);
		if (!m.states.no_memory && !m.moves.no_memory)
			err = rebuild(&m);
	}
	fini(&m.states);
	fini(&m.moves);
	free(m.enter);
	free(m.into);
	return err;
}
