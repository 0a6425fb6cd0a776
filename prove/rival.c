// SPDX-License-Identifier: GPL-2.0-only
#include "prove/rival.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "prove/chance.h"
#include "prove/overlap.h"

/* @from[d] .. @from[d + 1] are the patterns of definition d; @sample a shortest payload of each */
struct arena {
	const struct l7_matchers *m;
	uint32_t *from;
	struct l7_overlap *sample;
	double share_max;
	struct l7_findings *findings;
};

/* two definitions, and the patterns of theirs that have the largest share in common; @winner comes first in the table */
struct duel {
	uint32_t winner;
	uint32_t loser;
	struct l7_overlap meet;
	uint32_t pattern[2];
	double share;
	bool undecided;
};

static const struct l7_def *def_of(const struct arena *a, uint32_t def)
{
	return a->m->program->def[def];
}

static unsigned int line_of(const struct arena *a, uint32_t pattern)
{
	return a->m->program->written[pattern]->line;
}

static const struct l7_matcher *matcher(const struct arena *a, uint32_t pattern)
{
	return &a->m->matcher[pattern];
}

/* can all parts that were put on one side of a connection be there: are they of that side, and of one payload */
static bool fit_together(const struct arena *a, const uint32_t *part, uint32_t count)
{
	uint32_t i, k;

	for (i = 0; i < count; i++)
		for (k = 0; k < i; k++) {
			const struct l7_matcher *x = matcher(a, part[i]), *y = matcher(a, part[k]);
			struct l7_overlap o;
			bool none;

			if (x->pattern->scope != L7_SCOPE_STREAM || y->pattern->scope != L7_SCOPE_STREAM)
				continue;
			if (l7_overlap_find(x, y, false, &o))
				return true;
			none = o.answer == L7_OVERLAP_NONE;
			l7_overlap_fini(&o);
			if (none)
				return false;
		}
	return true;
}

/* the other side's, where one side is known */
static bool sides_agree(const struct arena *a, const uint32_t *part, uint32_t count, uint32_t there)
{
	uint8_t initiator = 0, opener = 0;	/* bit d: on side d */
	uint32_t i;

	for (i = 0; i < count; i++) {
		const uint8_t who = matcher(a, part[i])->pattern->who, side = 1 << (there >> i & 1);

		if (who == L7_WHO_CLIENT || who == L7_WHO_SERVER)
			initiator |= who == L7_WHO_CLIENT ? side : 3 - side;
		if (who == L7_WHO_OPENER || who == L7_WHO_ANSWERER)
			opener |= who == L7_WHO_OPENER ? side : 3 - side;
	}
	return initiator != 3 && opener != 3;
}

static bool fit_sides(const struct arena *a, const uint32_t *part, uint32_t count, uint32_t there)
{
	uint32_t on[2][2 * L7_MAX_PARTS], n[2] = { 0 }, i, side;

	for (i = 0; i < count; i++) {
		side = there >> i & 1;
		on[side][n[side]++] = part[i];
	}
	return fit_together(a, on[0], n[0]) && fit_together(a, on[1], n[1]);
}

/* can a connection have all parts of both, @one and @other in the same payload */
static bool can_meet(const struct arena *a, uint32_t one, uint32_t other)
{
	const struct l7_image_pattern *x = matcher(a, one)->pattern, *y = matcher(a, other)->pattern;
	uint32_t part[2 * L7_MAX_PARTS], count = 0, i, there, at[2];

	if (x->parts + y->parts == 2)
		return true;
	for (i = 0; i < x->parts; i++)
		part[count++] = x->first + i;
	for (i = 0; i < y->parts; i++)
		part[count++] = y->first + i;
	at[0] = one - x->first;
	at[1] = x->parts + other - y->first;
	/* bit i: part i is on the second side; the two that meet are on the first */
	for (there = 0; there < 1u << count; there++)
		if (!(there >> at[0] & 1) && !(there >> at[1] & 1) && sides_agree(a, part, count, there) &&
		    fit_sides(a, part, count, there))
			return true;
	return false;
}

/* at the size of the shortest payload, and at some more; nobody asks where ranks differ */
static int find_share(const struct arena *a, uint32_t one, uint32_t other, uint32_t size, double *share)
{
	const struct l7_def *x = def_of(a, matcher(a, one)->pattern->def), *y = def_of(a, matcher(a, other)->pattern->def);
	uint32_t times;
	double found;
	int err = 0;

	*share = 0;
	for (times = 0; !err && x->rank == y->rank && times < 3; times++, size *= 2) {
		err = l7_chance_of_both(matcher(a, one), matcher(a, other), size, &found);
		if (!err && found > *share)
			*share = found;
	}
	return err;
}

static int compare_patterns(const struct arena *a, struct duel *d, uint32_t one, uint32_t other)
{
	struct l7_overlap found;
	double share;
	int err = l7_overlap_find(matcher(a, one), matcher(a, other), true, &found);

	if (err || found.answer == L7_OVERLAP_NONE)
		return err;
	d->undecided |= found.answer == L7_OVERLAP_UNDECIDED;
	if (found.answer == L7_OVERLAP_FOUND && can_meet(a, one, other)) {
		err = find_share(a, one, other, found.size, &share);
		if (!err && (d->meet.answer != L7_OVERLAP_FOUND || share > d->share)) {
			l7_overlap_fini(&d->meet);
			d->meet = found;
			d->share = share;
			d->pattern[0] = one;
			d->pattern[1] = other;
			return 0;
		}
	}
	l7_overlap_fini(&found);
	return err;
}

/* 1: what @inner matches, some pattern of definition @def matches too */
static int is_covered(const struct arena *a, uint32_t def, uint32_t inner, uint32_t *by)
{
	const struct l7_overlap *sample = &a->sample[inner];
	uint32_t i;

	if (sample->answer != L7_OVERLAP_FOUND)
		return 0;
	for (i = a->from[def]; i < a->from[def + 1]; i++) {
		struct l7_overlap o;
		bool yes;

		if (matcher(a, i)->pattern->scope != matcher(a, inner)->pattern->scope ||
		    !l7_matcher_accepts(matcher(a, i), sample->payload, sample->size))
			continue;
		if (l7_overlap_covers(matcher(a, i), matcher(a, inner), &o))
			return -ENOMEM;
		yes = o.answer == L7_OVERLAP_FOUND;
		l7_overlap_fini(&o);
		*by = i;
		if (yes)
			return 1;
	}
	return 0;
}

/* how many of a definition's patterns (parts count as one) another one covers; @one: one of them */
static int count_covered(const struct arena *a, uint32_t inner, uint32_t outer, uint32_t *all, uint32_t one[2])
{
	int covered = 0;
	uint32_t i, k, by;

	*all = 0;
	for (i = a->from[inner]; i < a->from[inner + 1]; i += matcher(a, i)->pattern->parts) {
		int is = 0;

		(*all)++;
		for (k = 0; !is && k < matcher(a, i)->pattern->parts; k++) {
			is = is_covered(a, outer, i + k, &by);
			if (is < 0)
				return is;
			if (is) {
				one[0] = i + k;
				one[1] = by;
			}
		}
		covered += is;
	}
	return covered;
}

static int report_shadow(const struct arena *a, const struct duel *d, const uint32_t one[2])
{
	const struct l7_def *winner = def_of(a, d->winner), *loser = def_of(a, d->loser);
	const struct l7_finding_at at = { .name = "shadow", .def = loser, .other = winner, .line = line_of(a, one[0]) };

	return l7_findings_add(a->findings, &at, a->sample[one[0]].payload, a->sample[one[0]].size,
			       "whatever it matches, %s (rank %u) matches at the same packet or before, and wins; give it "
			       "a rank below %u", winner->name, winner->rank, winner->rank);
}

/* an overlap, @pattern of the one and of the other */
static int report_overlap(const struct arena *a, uint32_t def, uint32_t other, const uint32_t pattern[2],
			  const struct l7_overlap *payload, const char *how, double share)
{
	const struct l7_def *x = def_of(a, def), *y = def_of(a, other);
	const struct l7_finding_at at = { .name = "overlap", .def = x, .other = y, .line = line_of(a, pattern[0]),
					  .note = x->rank != y->rank || share < a->share_max };

	if (x->rank != y->rank)
		return l7_findings_add(a->findings, &at, payload->payload, payload->size, "%s (line %u) matches %s; rank "
				       "%u goes before %u", y->name, line_of(a, pattern[1]), how,
				       x->rank < y->rank ? x->rank : y->rank, x->rank < y->rank ? y->rank : x->rank);
	if (at.note)
		return l7_findings_add(a->findings, &at, payload->payload, payload->size, "%s (line %u) matches %s, where "
				       "the rest is random with a chance of %.2g", y->name, line_of(a, pattern[1]), how,
				       share);
	return l7_findings_add(a->findings, &at, payload->payload, payload->size, "%s (line %u) matches %s (a share of "
			       "%.2g), and both have rank %u; give one of them another", y->name,
			       line_of(a, pattern[1]), how, share, x->rank);
}

static int report_undecided(const struct arena *a, const struct duel *d)
{
	const struct l7_finding_at at = { .name = "overlap", .def = def_of(a, d->winner), .other = def_of(a, d->loser),
					  .line = def_of(a, d->winner)->line, .note = true };

	return l7_findings_add(a->findings, &at, NULL, 0, "not decided whether %s can match the same payload",
			       at.other->name);
}

/* with equal ranks it is enough that some pattern is covered */
static int judge_equals(const struct arena *a, struct duel *d)
{
	uint32_t all, one[2];
	int covered = count_covered(a, d->loser, d->winner, &all, one);

	if (covered > 0) {
		const uint32_t pattern[2] = { one[1], one[0] };

		return report_overlap(a, d->winner, d->loser, pattern, &a->sample[one[0]], covered == (int)all ?
				      "nothing that this one doesn't" : "some payload, by a pattern of which this one "
				      "matches all", 1);
	}
	if (!covered)
		covered = count_covered(a, d->winner, d->loser, &all, one);
	if (covered > 0)
		return report_overlap(a, d->winner, d->loser, one, &a->sample[one[0]], covered == (int)all ?
				      "all that this one does" : "all that this pattern does", 1);
	if (covered < 0)
		return covered;
	if (d->meet.answer == L7_OVERLAP_FOUND)
		return report_overlap(a, d->winner, d->loser, d->pattern, &d->meet, "too", d->share);
	return d->undecided ? report_undecided(a, d) : 0;
}

static int judge(const struct arena *a, struct duel *d)
{
	uint32_t all, one[2];
	int covered;

	if (def_of(a, d->winner)->rank == def_of(a, d->loser)->rank)
		return judge_equals(a, d);
	covered = count_covered(a, d->loser, d->winner, &all, one);
	if (covered < 0)
		return covered;
	if (covered && covered == (int)all)
		return report_shadow(a, d, one);
	if (d->meet.answer == L7_OVERLAP_FOUND)
		return report_overlap(a, d->winner, d->loser, d->pattern, &d->meet, "too", d->share);
	return d->undecided ? report_undecided(a, d) : 0;
}

static int fight(const struct arena *a, uint32_t winner, uint32_t loser)
{
	struct duel d = { .winner = winner, .loser = loser };
	uint32_t i, k;
	int err = 0;

	for (i = a->from[winner]; !err && i < a->from[winner + 1]; i++)
		for (k = a->from[loser]; !err && k < a->from[loser + 1]; k++)
			err = compare_patterns(a, &d, i, k);
	if (!err)
		err = judge(a, &d);
	l7_overlap_fini(&d.meet);
	return err;
}

static int prepare(struct arena *a)
{
	const struct l7_matchers *m = a->m;
	uint32_t def = 0, i;
	int err = 0;

	a->from = calloc(m->program->ndefs + 1, sizeof(*a->from));
	a->sample = calloc(m->count + 1, sizeof(*a->sample));
	if (!a->from || !a->sample)
		return -ENOMEM;
	for (i = 0; !err && i < m->count; i++) {
		while (def < m->matcher[i].pattern->def)
			a->from[++def] = i;
		err = l7_overlap_find(&m->matcher[i], &m->matcher[i], false, &a->sample[i]);
	}
	while (def < m->program->ndefs)
		a->from[++def] = m->count;
	return err;
}

int l7_rivals_find(const struct l7_matchers *m, double share_max, struct l7_findings *findings)
{
	struct arena a = { .m = m, .share_max = share_max, .findings = findings };
	uint32_t i, k;
	int err = prepare(&a);

	for (i = 0; i < m->program->ndefs; i++)
		for (k = i + 1; !err && k < m->program->ndefs; k++)
			if (strcmp(def_of(&a, i)->name, def_of(&a, k)->name))
				err = fight(&a, i, k);
	for (i = 0; a.sample && i < m->count; i++)
		l7_overlap_fini(&a.sample[i]);
	free(a.sample);
	free(a.from);
	return err;
}
