// SPDX-License-Identifier: GPL-2.0-only
#include "prove/chance.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "prove/overlap.h"
#include "prove/track.h"
#include "compiler/vector.h"

/* different ways in which a field's bytes can move the places before it */
#define MAX_WAYS 4096
#define MAX_SPOTS 512

/* for payload that two patterns match: places together */
#define MAX_MEETINGS 100000

static double smaller(double a, double b)
{
	return a < b ? a : b;
}

static double power(double base, unsigned int exponent)
{
	double result = 1;

	while (exponent--)
		result *= base;
	return result;
}

struct edge {
	uint16_t to;
	double weight;
};

/* one machine of a pattern */
struct reckoner {
	const struct l7_matcher *m;
	const struct l7_dfa *dfa;
	struct l7_track track;
	struct l7_layer prefix;		/* after the first @split bytes */
	struct l7_layer layer[2];
	uint32_t split;			/* nothing before depends on the size */
	struct edge *edge;
	uint32_t *row;			/* [nstates + 1] where a state's edges begin */
	double *tail;			/* [nstates] the chance to match @left bytes further on */
	double *spare;
	uint32_t left;
	bool steady;			/* more bytes don't change it any more */
	bool bound;
};

void l7_alphabet_weights(enum l7_alphabet alphabet, double *weight)
{
	unsigned int i;

	for (i = 0; i < 256; i++)
		weight[i] = alphabet == L7_ALPHABET_RANDOM ? 1 / 256.0 : i >= ' ' && i <= '~' ? 1 / 95.0 : 0;
}

/* classes that lead a state to the same become one edge */
static int make_edges(struct reckoner *r)
{
	const struct l7_dfa *dfa = r->dfa;
	double class[256] = { 0 };
	uint32_t s, c, n = 0, i;

	r->edge = malloc(((size_t)dfa->nstates * dfa->nclasses + 1) * sizeof(*r->edge));
	r->row = malloc((dfa->nstates + 1) * sizeof(*r->row));
	if (!r->edge || !r->row)
		return -ENOMEM;
	for (i = 0; i < 256; i++)
		class[dfa->class[i]] += r->track.weight[i];
	for (s = 0; s < dfa->nstates; s++) {
		r->row[s] = n;
		for (c = 0; c < dfa->nclasses; c++) {
			const uint16_t to = dfa->next[(size_t)s * dfa->nclasses + c];

			if (!to || !(class[c] > 0))
				continue;
			for (i = r->row[s]; i < n && r->edge[i].to != to; i++)
				;
			if (i == n)
				r->edge[n++] = (struct edge){ to, 0 };
			r->edge[i].weight += class[c];
		}
	}
	r->row[s] = n;
	return 0;
}

static int make_tail(struct reckoner *r)
{
	uint32_t s;

	r->tail = malloc(r->dfa->nstates * sizeof(*r->tail));
	r->spare = malloc(r->dfa->nstates * sizeof(*r->spare));
	if (!r->tail || !r->spare)
		return -ENOMEM;
	for (s = 0; s < r->dfa->nstates; s++)
		r->tail[s] = r->dfa->out[s] != 0;
	return 0;
}

/* one more byte */
static void lengthen_tail(struct reckoner *r)
{
	double *was = r->tail;
	uint32_t s, i;

	r->left++;
	if (r->steady)
		return;
	for (s = 0; s < r->dfa->nstates; s++) {
		double sum = 0;

		for (i = r->row[s]; i < r->row[s + 1]; i++)
			sum += r->edge[i].weight * was[r->edge[i].to];
		r->spare[s] = r->dfa->out[s] & L7_OUT_NOW ? 1 : sum;
	}
	r->tail = r->spare;
	r->spare = was;
	r->steady = !memcmp(r->tail, r->spare, r->dfa->nstates * sizeof(*r->tail));
}

/* the conditions as they are at a size; 0, -EDOM: it can't match */
static int set_size(struct reckoner *r, uint32_t size)
{
	const int err = l7_track_conditions((l7_track_clear(&r->track), &r->track), r->m->condition,
					    r->m->pattern->nconditions, size);

	r->bound |= err == -E2BIG;
	return err == -EDOM ? err : 0;
}

/* where the first field is that is compared with the size, and no other lies across */
static uint32_t find_split(const struct l7_matcher *m)
{
	uint32_t split = m->past, i;
	bool again = true;

	for (i = 0; i < m->pattern->nconditions; i++)
		if (l7_compare_uses_size(&m->condition[i]) && m->condition[i].offset < split)
			split = m->condition[i].offset;
	while (again) {
		again = false;
		for (i = 0; i < m->pattern->nconditions; i++) {
			const struct l7_image_condition *c = &m->condition[i];

			if (c->offset < split && split < (uint32_t)c->offset + c->width) {
				split = c->offset;
				again = true;
			}
		}
	}
	return split;
}

/* from @layer[0] on, which stands @at bytes in, to byte @to; the result is @layer[0] again */
static int go(struct reckoner *r, uint32_t at, uint32_t to)
{
	int err = 0;

	for (; !err && at < to && r->layer[0].count; at++) {
		struct l7_layer was = r->layer[0];

		err = l7_track_step(&r->track, at, &r->layer[0], &r->layer[1]);
		r->layer[0] = r->layer[1];
		r->layer[1] = was;
	}
	return err;
}

static double sum_up(const struct reckoner *r)
{
	double sum = 0;
	size_t i;

	for (i = 0; i < r->layer[0].count; i++)
		sum += r->layer[0].spot[i].weight * r->tail[L7_TRACK_STATE(r->layer[0].spot[i].key, 0)];
	return sum;
}

/*
 * `same`: that n packets match and have equal fields is the sum over all values of (chance of value and match)^n. Values
 * that move each of the places before the field to the same places behind it are taken together: a way.
 */
struct ways {
	struct l7_layer before;		/* places in front of the field */
	uint64_t *to;			/* [count][before.count] L7_SPOT_NONE: not followed */
	double *values;			/* [count] how many bytes lead this way */
	size_t to_room;
	size_t values_room;
	size_t count;
};

static int add_way(struct ways *w, const uint64_t *to, double values)
{
	const size_t width = w->before.count;
	size_t i;

	for (i = 0; i < w->count; i++)
		if (!memcmp(w->to + i * width, to, width * sizeof(*to))) {
			w->values[i] += values;
			return 0;
		}
	if (w->count == MAX_WAYS)
		return -E2BIG;
	if (!l7_vector_reserve(&w->to, &w->to_room, (w->count + 1) * width, sizeof(*to)) ||
	    !l7_vector_reserve(&w->values, &w->values_room, w->count + 1, sizeof(*w->values)))
		return -ENOMEM;
	memcpy(w->to + w->count * width, to, width * sizeof(*to));
	w->values[w->count++] = values;
	return 0;
}

static void fini_ways(struct ways *w)
{
	free(w->to);
	free(w->values);
	*w = (struct ways){ .before = w->before };
}

/* all ways go on by a byte of the field */
static int step_ways(struct reckoner *r, uint32_t at, struct ways *w)
{
	struct ways next = { .before = w->before };
	const size_t width = w->before.count;
	uint64_t to[MAX_SPOTS];
	const struct l7_kinds *kinds = l7_track_kinds(&r->track, at);
	int err = kinds ? 0 : -ENOMEM;
	size_t i, k, s;

	for (i = 0; !err && i < w->count; i++)
		for (k = 0; !err && k < kinds->count; k++) {
			for (s = 0; s < width; s++) {
				const uint64_t key = w->to[i * width + s];

				to[s] = key == L7_SPOT_NONE ? key : l7_track_next(&r->track, at, kinds,
										  &kinds->kind[k], key);
			}
			err = add_way(&next, to, w->values[i] * kinds->kind[k].count);
		}
	fini_ways(w);
	*w = next;
	return err;
}

/* the chance to match from a place behind the field on */
static int chance_from(struct reckoner *r, uint32_t at, uint64_t key, double *chance)
{
	int err = key == L7_SPOT_NONE ? 0 : l7_layer_set(&r->layer[0], key);

	*chance = 0;
	if (err || key == L7_SPOT_NONE)
		return err;
	err = go(r, at, r->m->past);
	if (!err)
		*chance = sum_up(r);
	return err;
}

static int sum_ways(struct reckoner *r, const struct ways *w, double *sum)
{
	const struct l7_image_pattern *p = r->m->pattern;
	const uint32_t behind = p->same_offset + p->same_width;
	double values = 0, one, match;
	size_t i, s;
	int err = 0;

	for (i = 0; i < 256; i++)
		values += r->track.weight[i] > 0;
	one = 1 / power(values, p->same_width);	/* the chance of a value */
	*sum = 0;
	for (i = 0; !err && i < w->count; i++) {
		match = 0;
		for (s = 0; !err && s < w->before.count; s++) {
			double chance;

			err = chance_from(r, behind, w->to[i * w->before.count + s], &chance);
			match += w->before.spot[s].weight * chance;
		}
		*sum += w->values[i] * power(one * match, p->packets);
	}
	return err;
}

static int chance_of_same(struct reckoner *r, double *chance)
{
	const struct l7_image_pattern *p = r->m->pattern;
	uint64_t to[MAX_SPOTS];
	struct ways w = { 0 };
	uint32_t at;
	size_t i;
	int err = l7_layer_begin(&r->layer[0], &r->track);

	if (!err)
		err = go(r, 0, p->same_offset);
	if (!err)
		err = l7_layer_copy(&w.before, &r->layer[0]);
	if (!err && w.before.count > MAX_SPOTS)
		err = -E2BIG;
	for (i = 0; !err && i < w.before.count; i++)
		to[i] = w.before.spot[i].key;
	if (!err)
		err = add_way(&w, to, 1);
	for (at = p->same_offset; !err && at < p->same_offset + (uint32_t)p->same_width; at++)
		err = step_ways(r, at, &w);
	if (!err)
		err = sum_ways(r, &w, chance);
	fini_ways(&w);
	l7_layer_fini(&w.before);
	return err;
}

/* all packets match, whatever the field: what `same` takes off is not known */
static int chance_of_any(struct reckoner *r, double *chance)
{
	int err = l7_layer_copy(&r->layer[0], &r->prefix);

	if (!err)
		err = go(r, r->split, r->m->past);
	if (!err)
		*chance = power(sum_up(r), r->m->pattern->packets);
	return err;
}

static int chance_at(struct reckoner *r, uint32_t size, double *chance)
{
	int err = set_size(r, size);

	*chance = 0;
	if (err)
		return 0;
	if (r->m->pattern->same_width) {
		err = chance_of_same(r, chance);
		if (err != -E2BIG)
			return err;
		r->bound = true;
	}
	return chance_of_any(r, chance);
}

static int reckon_sizes(struct reckoner *r, double *chance)
{
	double last = -1;
	uint32_t size;
	int err = 0;

	for (size = 1; !err && size <= L7_CHANCE_SIZES; size++) {
		double now = 0;

		while (size >= r->m->past && r->left < size - r->m->past) {
			lengthen_tail(r);
			if (!r->steady || r->m->by_size)
				last = -1;
		}
		if (!l7_matcher_fits(r->m, size))
			continue;
		if (last < 0)
			err = chance_at(r, size, &now);
		else
			now = last;
		last = r->steady && !r->m->by_size ? now : -1;
		chance[size] = smaller(1, chance[size] + now);
	}
	return err;
}

/* what no size changes, at a size that fits */
static int reckon_prefix(struct reckoner *r)
{
	uint32_t size = r->m->past;
	int err;

	while (size <= L7_CHANCE_SIZES && !l7_matcher_fits(r->m, size))
		size++;
	r->split = find_split(r->m);
	if (set_size(r, size))
		r->split = 0;
	err = l7_layer_begin(&r->layer[0], &r->track);
	if (!err)
		err = go(r, 0, r->split);
	return err ? err : l7_layer_copy(&r->prefix, &r->layer[0]);
}

static int reckon(const struct l7_matcher *m, const struct l7_machine *machine, const double *weight, double *chance,
		  bool *bound)
{
	struct reckoner *r = calloc(1, sizeof(*r));
	int err;

	if (!r)
		return -ENOMEM;
	r->m = m;
	r->dfa = &machine->dfa;
	l7_track_init(&r->track, r->dfa, NULL, weight);
	err = make_edges(r);
	if (!err)
		err = make_tail(r);
	if (!err)
		err = reckon_prefix(r);
	if (!err)
		err = reckon_sizes(r, chance);
	*bound |= r->bound;
	l7_track_fini(&r->track);
	l7_layer_fini(&r->prefix);
	l7_layer_fini(&r->layer[0]);
	l7_layer_fini(&r->layer[1]);
	free(r->edge);
	free(r->row);
	free(r->tail);
	free(r->spare);
	free(r);
	return err;
}

int l7_chance_of_pattern(const struct l7_matcher *m, const double *weight, double *chance, bool *bound)
{
	uint32_t i;
	int err = 0;

	memset(chance, 0, (L7_CHANCE_SIZES + 1) * sizeof(*chance));
	for (i = 0; !err && i < m->nmachines; i++)
		err = reckon(m, &m->machine[i], weight, chance, bound);
	*bound |= m->nmachines > 1;
	return err;
}

static double worst_of(const double *chance, uint32_t *size)
{
	uint32_t i;

	*size = 1;
	for (i = 2; i <= L7_CHANCE_SIZES; i++)
		if (chance[i] > chance[*size])
			*size = i;
	return chance[*size];
}

static double average_of(const double *chance)
{
	double sum = 0;
	uint32_t i;

	for (i = 1; i <= L7_CHANCE_PACKET; i++)
		sum += chance[i];
	return sum / L7_CHANCE_PACKET;
}

/* the chances of a definition while they are added up */
struct account {
	const struct l7_matchers *m;
	double weight[256];
	double by_size[3][L7_CHANCE_SIZES + 1];	/* of merged sequences, over tcp, over udp */
	double others[3];			/* of what needs packets of several sizes */
	double others_average[3];
	double most;				/* of a pattern */
	struct l7_chance *out;
};

static unsigned int transport_of(const struct l7_image_pattern *p)
{
	return p->scope == L7_SCOPE_MERGED ? 0 : p->scope == L7_SCOPE_DATAGRAM ? 2 : 1;
}

static void note_most(struct account *a, uint32_t pattern, double chance)
{
	if (chance <= a->most && a->most > 0)
		return;
	a->most = chance;
	a->out->pattern = pattern;
}

static int add_single(struct account *a, uint32_t pattern)
{
	double *sum = a->by_size[transport_of(a->m->matcher[pattern].pattern)], chance[L7_CHANCE_SIZES + 1];
	uint32_t size, i;
	int err = l7_chance_of_pattern(&a->m->matcher[pattern], a->weight, chance, &a->out->bound);

	if (err)
		return err;
	for (i = 1; i <= L7_CHANCE_SIZES; i++)
		sum[i] = smaller(1, sum[i] + chance[i]);
	note_most(a, pattern, worst_of(chance, &size));
	return 0;
}

/* parts that one payload can match: the least likely of those is a bound for all of them together */
static int share(const struct account *a, uint32_t first, uint32_t parts, bool (*shared)[L7_MAX_PARTS])
{
	uint32_t i, k;
	int err = 0;

	for (i = 0; !err && i < parts; i++)
		for (k = 0; !err && k < i; k++) {
			struct l7_overlap o;

			err = l7_overlap_find(&a->m->matcher[first + i], &a->m->matcher[first + k], false, &o);
			shared[i][k] = shared[k][i] = o.answer != L7_OVERLAP_NONE;
			l7_overlap_fini(&o);
		}
	return err;
}

static double join(const double *chance, uint32_t parts, bool (*shared)[L7_MAX_PARTS], bool *bound)
{
	bool taken[L7_MAX_PARTS] = { 0 };
	double product = 1, least;
	uint32_t i, k, grown;

	for (i = 0; i < parts; i++) {
		if (taken[i])
			continue;
		least = chance[i];
		/* all that hang together with this part, at one or more removes */
		for (grown = 1, taken[i] = true; grown;)
			for (grown = 0, k = i + 1; k < parts; k++) {
				uint32_t other;

				for (other = i; !taken[k] && other < parts; other++)
					if (taken[other] && shared[k][other]) {
						taken[k] = *bound = true;
						least = smaller(least, chance[k]);
						grown = 1;
					}
			}
		product *= least;
	}
	return product;
}

static int add_parts(struct account *a, uint32_t first, uint32_t parts)
{
	const unsigned int transport = transport_of(a->m->matcher[first].pattern);
	double worst[L7_MAX_PARTS], average[L7_MAX_PARTS], chance[L7_CHANCE_SIZES + 1], joined;
	bool shared[L7_MAX_PARTS][L7_MAX_PARTS] = { 0 };
	uint32_t size, i;
	int err = 0;

	for (i = 0; !err && i < parts; i++) {
		err = l7_chance_of_pattern(&a->m->matcher[first + i], a->weight, chance, &a->out->bound);
		if (!err) {
			worst[i] = worst_of(chance, &size);
			average[i] = average_of(chance);
		}
	}
	if (!err)
		err = share(a, first, parts, shared);
	if (err)
		return err;
	joined = join(worst, parts, shared, &a->out->bound);
	a->others[transport] += joined;
	a->others_average[transport] += join(average, parts, shared, &a->out->bound);
	note_most(a, first, joined);
	return 0;
}

/* the transport that is worse; what is classic is over both */
static void settle(struct account *a)
{
	struct l7_chance *out = a->out;
	unsigned int i;

	out->worst = -1;
	for (i = 0; i < 3; i++) {
		uint32_t size;
		const double by_size = worst_of(a->by_size[i], &size), chance = smaller(1, by_size + a->others[i]);

		if (chance <= out->worst)
			continue;
		out->worst = chance;
		out->size = a->others[i] > by_size || !(chance > 0) ? 0 : size;
		out->average = smaller(1, average_of(a->by_size[i]) + a->others_average[i]);
	}
}

int l7_chance_of_def(const struct l7_matchers *m, uint32_t first, uint32_t count, enum l7_alphabet alphabet,
		     struct l7_chance *chance)
{
	struct account *a = calloc(1, sizeof(*a));
	uint32_t i, ways[3] = { 0 };
	int err = 0;

	if (!a)
		return -ENOMEM;
	*chance = (struct l7_chance){ .pattern = first };
	a->m = m;
	a->out = chance;
	l7_alphabet_weights(alphabet, a->weight);
	for (i = first; !err && i < first + count; i += m->matcher[i].pattern->parts) {
		const struct l7_image_pattern *p = m->matcher[i].pattern;

		err = p->parts == 1 ? add_single(a, i) : add_parts(a, i, p->parts);
		ways[transport_of(p)]++;
	}
	for (i = 0; i < 3; i++)
		chance->bound |= ways[i] > 1;
	settle(a);
	chance->bound &= chance->worst > 0;
	free(a);
	return err;
}

/* two machines, or one, at one size */
struct meeting {
	const struct l7_matcher *m[2];
	const struct l7_machine *machine[2];
	uint32_t count;
	uint32_t size;
	struct l7_track track;
	struct l7_layer layer[2];
};

static bool both_match(const struct meeting *m, uint64_t key)
{
	uint32_t i;

	for (i = 0; i < m->count; i++)
		if (!l7_machine_matches(m->machine[i], L7_TRACK_STATE(key, i)))
			return false;
	return true;
}

/* no place is left that more bytes change */
static bool is_settled(const struct meeting *m)
{
	size_t i;
	uint32_t k;

	for (i = 0; i < m->layer[0].count; i++)
		for (k = 0; k < m->count; k++)
			if (L7_TRACK_STATE(m->layer[0].spot[i].key, k) != m->machine[k]->matched)
				return false;
	return true;
}

static int walk_meeting(struct meeting *m, double *chance)
{
	size_t spots = 0, i;
	uint32_t at;
	int err = l7_layer_begin(&m->layer[0], &m->track);

	for (at = 0; !err && at < m->size && (at < m->track.past || !is_settled(m)); at++) {
		const struct l7_layer was = m->layer[0];

		err = l7_track_step(&m->track, at, &m->layer[0], &m->layer[1]);
		m->layer[0] = m->layer[1];
		m->layer[1] = was;
		spots += m->layer[0].count;
		if (spots > MAX_MEETINGS)
			err = -E2BIG;
	}
	for (i = 0; !err && i < m->layer[0].count; i++)
		if (both_match(m, m->layer[0].spot[i].key))
			*chance += m->layer[0].spot[i].weight;
	return err;
}

/* adds up in @chance */
static int meet(const struct l7_matcher *a, const struct l7_machine *first, const struct l7_matcher *b,
		const struct l7_machine *second, uint32_t size, double *chance)
{
	struct meeting *m = calloc(1, sizeof(*m));
	double weight[256];
	uint32_t i;
	int err = 0;

	if (!m)
		return -ENOMEM;
	*m = (struct meeting){ .m = { a, b }, .machine = { first, second }, .count = second ? 2 : 1, .size = size };
	l7_alphabet_weights(L7_ALPHABET_RANDOM, weight);
	l7_track_init(&m->track, &first->dfa, second ? &second->dfa : NULL, weight);
	for (i = 0; !err && i < m->count; i++)
		err = l7_matcher_fits(m->m[i], size) ? l7_track_conditions(&m->track, m->m[i]->condition,
									   m->m[i]->pattern->nconditions, size) : -EDOM;
	if (!err)
		err = walk_meeting(m, chance);
	l7_track_fini(&m->track);
	l7_layer_fini(&m->layer[0]);
	l7_layer_fini(&m->layer[1]);
	free(m);
	return err == -EDOM ? 0 : err;
}

int l7_chance_of_both(const struct l7_matcher *a, const struct l7_matcher *b, uint32_t size, double *share)
{
	double both = 0, one = 0, other = 0;
	uint32_t i, k;
	int err = 0;

	for (i = 0; !err && i < a->nmachines; i++)
		for (k = 0; !err && k < b->nmachines; k++)
			err = meet(a, &a->machine[i], b, &b->machine[k], size, &both);
	for (i = 0; !err && i < a->nmachines; i++)
		err = meet(a, &a->machine[i], NULL, NULL, size, &one);
	for (i = 0; !err && i < b->nmachines; i++)
		err = meet(b, &b->machine[i], NULL, NULL, size, &other);
	*share = err ? 1 : both > 0 ? smaller(1, both / smaller(one, other)) : 0;
	return err == -E2BIG ? 0 : err;
}
