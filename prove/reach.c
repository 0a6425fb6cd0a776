// SPDX-License-Identifier: GPL-2.0-only
#include "prove/reach.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "prove/deadend.h"
#include "compiler/language.h"
#include "prove/overlap.h"

/* one definition's patterns */
struct scene {
	const struct l7_matchers *m;
	const struct l7_def *def;
	uint32_t first;
	uint32_t count;
	struct l7_findings *findings;
};

static int report(const struct scene *s, unsigned int line, const char *text, unsigned int number)
{
	const struct l7_finding_at at = { .name = "unreachable", .def = s->def, .line = line };

	return l7_findings_add(s->findings, &at, NULL, 0, text, number);
}

/* 1: nothing matches it, 0: something does or nobody knows */
static int is_void(const struct l7_matcher *m)
{
	struct l7_overlap some;
	int err = l7_overlap_find(m, m, false, &some);
	const bool none = some.answer == L7_OVERLAP_NONE;

	l7_overlap_fini(&some);
	return err ? err : none;
}

/* 1: some other pattern matches what this one does; of two that are alike the first stays */
static int is_covered(const struct scene *s, uint32_t index, uint32_t *by)
{
	const struct l7_matcher *inner = &s->m->matcher[index];
	uint32_t i;

	for (i = s->first; i < s->first + s->count; i++) {
		const struct l7_matcher *outer = &s->m->matcher[i];
		struct l7_overlap there = { 0 }, back = { 0 };
		int err, yes;

		if (outer->pattern->first == inner->pattern->first)
			continue;
		err = l7_overlap_covers(outer, inner, &there);
		if (!err && there.answer == L7_OVERLAP_FOUND && i > index)
			err = l7_overlap_covers(inner, outer, &back);
		yes = there.answer == L7_OVERLAP_FOUND && back.answer == L7_OVERLAP_NONE;
		l7_overlap_fini(&there);
		l7_overlap_fini(&back);
		*by = i;
		if (err || yes)
			return err ? err : 1;
	}
	return 0;
}

/* a pattern line makes one pattern for each transport: it is of no use if none of them is */
static int judge_line(const struct scene *s, const struct l7_pattern *written)
{
	uint32_t voids = 0, covered = 0, all = 0, by = 0, i;

	for (i = s->first; i < s->first + s->count; i++) {
		int is;

		if (s->m->program->written[i] != written)
			continue;
		all++;
		is = is_void(&s->m->matcher[i]);
		voids += is > 0;
		if (!is) {
			is = is_covered(s, i, &by);
			covered += is > 0;
		}
		if (is < 0)
			return is;
	}
	if (voids == all)
		return report(s, written->line, "no payload of up to %u bytes can match this pattern: its expression or its "
			      "conditions contradict each other", L7_OVERLAP_SIZES);
	if (voids + covered == all)
		return report(s, written->line, "the pattern of line %u matches all that this one does",
			      s->m->program->written[by]->line);
	return 0;
}

static int report_end(const struct scene *s, const struct l7_pattern *p, const struct l7_dead_end *end)
{
	const struct l7_finding_at at = { .name = "unreachable", .def = s->def, .line = p->line };
	const char *why = end->never ? "can never match" : "adds nothing: the others match all that it does";
	size_t length;
	const char *text = l7_dead_end_text(p->expression, l7_pattern_dialect(p) == L7_DIALECT_V8, end, &length);

	if (text)
		return l7_findings_add(s->findings, &at, NULL, 0, "the alternative `%.*s' (column %zu) %s", (int)length,
				       text, p->column + (text - p->expression) + 1, why);
	return l7_findings_add(s->findings, &at, NULL, 0, "alternative %u of choice %u %s", end->alternative + 1,
			       end->choice + 1, why);
}

/* the expression as it was written, not as it was lowered */
static int judge_expression(const struct scene *s, const struct l7_pattern *p)
{
	const struct l7_place place = { .line = p->line };
	struct l7_dead_ends ends = { 0 };
	struct l7_regex re = { 0 };
	struct l7_diags d = { 0 };
	size_t i;
	int err = l7_regex_parse(&re, l7_pattern_dialect(p), p->expression, &place, false, &d) ? -ENOMEM : 0;

	if (!err)
		err = l7_dead_ends_find(&ends, &re);
	for (i = 0; !err && i < ends.count; i++)
		err = report_end(s, p, &ends.end[i]);
	l7_dead_ends_fini(&ends);
	l7_regex_fini(&re);
	l7_diags_fini(&d);
	return err;
}

int l7_reach_of_def(const struct l7_matchers *m, uint32_t first, uint32_t count, struct l7_findings *findings)
{
	const struct scene s = { .m = m, .def = m->program->def[m->matcher[first].pattern->def], .first = first,
				 .count = count, .findings = findings };
	size_t i;
	int err = 0;

	for (i = 0; !err && i < s.def->npatterns; i++) {
		err = judge_line(&s, &s.def->pattern[i]);
		if (!err)
			err = judge_expression(&s, &s.def->pattern[i]);
	}
	return err;
}
