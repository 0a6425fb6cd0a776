// SPDX-License-Identifier: GPL-2.0-only
/*
 * Payload that two patterns match, and patterns that match all that another does, against the engine that is shown
 * every payload over an alphabet of four bytes: what is said to match must match, what is said not to be must not be
 * there.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "prove/overlap.h"
#include "prove/rival.h"
#include "tests/unit/proof.h"

#define ROUNDS 600
#define BYTES 5

static bool matches(const struct toy *t, const struct l7_overlap *o)
{
	return toy_matches(t, o->payload, o->size, 1);
}

static void complain(const struct toy *a, const struct toy *b, const char *what, const uint8_t *bytes, uint32_t size)
{
	fprintf(stderr, "%s%s%s:", a->text, b->text, what);
	while (size--)
		fprintf(stderr, " %02x", *bytes++);
	fputc('\n', stderr);
	fail();
}

/* the shortest string that @a matches and @b does as @want says; 0: there is none */
static uint32_t search(const struct toy *a, const struct toy *b, bool want, uint8_t *bytes)
{
	for (uint32_t size = 1; size <= BYTES; size++)
		for (unsigned long i = 0; i < toy_strings(size); i++) {
			toy_string(bytes, size, i);
			if (toy_matches(a, bytes, size, 1) && toy_matches(b, bytes, size, 1) == want)
				return size;
		}
	return 0;
}

static void check_find(const struct toy *a, const struct toy *b)
{
	uint8_t bytes[BYTES];
	const uint32_t least = search(a, b, true, bytes);
	struct l7_overlap o;

	assert_int_equal(l7_overlap_find(&a->matchers.matcher[0], &b->matchers.matcher[0], false, &o), 0);
	assert_int_not_equal(o.answer, L7_OVERLAP_UNDECIDED);
	if (least && (o.answer == L7_OVERLAP_NONE || o.size > least))
		complain(a, b, "overlap missed", bytes, least);
	if (o.answer == L7_OVERLAP_FOUND && (!matches(a, &o) || !matches(b, &o)))
		complain(a, b, "no overlap", o.payload, o.size);
	l7_overlap_fini(&o);
}

static void check_covers(const struct toy *outer, const struct toy *inner)
{
	uint8_t bytes[BYTES];
	const uint32_t left = search(inner, outer, false, bytes);
	struct l7_overlap o;

	assert_int_equal(l7_overlap_covers(&outer->matchers.matcher[0], &inner->matchers.matcher[0], &o), 0);
	assert_int_not_equal(o.answer, L7_OVERLAP_UNDECIDED);
	if (left && o.answer == L7_OVERLAP_FOUND)
		complain(outer, inner, "said to be covered", bytes, left);
	if (o.payload && (!matches(inner, &o) || matches(outer, &o)))
		complain(outer, inner, "no proof that it is not covered", o.payload, o.size);
	l7_overlap_fini(&o);
}

static void check_accepts(const struct toy *t)
{
	uint8_t bytes[BYTES];

	for (uint32_t size = 1; size <= BYTES; size++)
		for (unsigned long i = 0; i < toy_strings(size); i++) {
			toy_string(bytes, size, i);
			if (l7_matcher_accepts(&t->matchers.matcher[0], bytes, size) !=
			    toy_matches(t, bytes, size, 1))
				complain(t, t, "accepted, or not", bytes, size);
		}
}

static void test_random_pairs(void **state)
{
	char line[512];
	struct toy a, b;

	srand(1);
	for (unsigned int i = 0; i < ROUNDS; i++) {
		const char *head = i % 2 ? "udp" : "tcp";

		toy_line(line, head);
		toy_init(&a, line);
		toy_line(line, head);
		toy_init(&b, line);
		check_find(&a, &b);
		check_covers(&a, &b);
		check_covers(&b, &a);
		check_accepts(&a);
		toy_fini(&a);
		toy_fini(&b);
	}
}

static void check_state_loops(const struct l7_machine *m, uint32_t s)
{
	const struct l7_dfa *dfa = &m->dfa;
	bool *reached = calloc(dfa->nstates, sizeof(*reached)), grown = true;

	for (uint32_t c = 0; c < dfa->nclasses; c++)
		reached[dfa->next[(size_t)s * dfa->nclasses + c]] = true;
	while (grown) {
		grown = false;
		for (uint32_t i = 0; i < dfa->nstates; i++)
			for (uint32_t c = 0; reached[i] && c < dfa->nclasses; c++) {
				bool *to = &reached[dfa->next[(size_t)i * dfa->nclasses + c]];

				grown |= !*to;
				*to = true;
			}
	}
	assert_int_equal(reached[s], m->loops[s]);
	free(reached);
}

/* a state loops if it is among those that it leads to */
static void test_loops(void **state)
{
	char line[512];
	struct toy t;

	srand(2);
	for (unsigned int i = 0; i < 200; i++) {
		toy_line(line, "udp");
		toy_init(&t, line);
		for (uint32_t k = 0; k < t.matchers.matcher[0].nmachines; k++)
			for (uint32_t s = 1; s < t.matchers.matcher[0].machine[k].dfa.nstates; s++)
				check_state_loops(&t.matchers.matcher[0].machine[k], s);
		toy_fini(&t);
	}
}

static enum l7_overlap_answer joined(const char *one, const char *other)
{
	enum l7_overlap_answer answer;
	struct l7_overlap o;
	struct toy a, b;

	toy_init(&a, one);
	toy_init(&b, other);
	assert_int_equal(l7_overlap_find(&a.matchers.matcher[0], &b.matchers.matcher[0], true, &o), 0);
	answer = o.answer;
	if (answer == L7_OVERLAP_FOUND)
		assert_true(matches(&a, &o) && matches(&b, &o));
	l7_overlap_fini(&o);
	toy_fini(&a);
	toy_fini(&b);
	return answer;
}

static void test_joined(void **state)
{
	/* one name, then the other */
	assert_int_equal(joined("tcp: ^x.*name\n", "tcp: ^x.*other\n"), L7_OVERLAP_NONE);
	assert_int_equal(joined("tcp: ^x.*name\n", "tcp: ^x.*ame\n"), L7_OVERLAP_FOUND);
	assert_int_equal(joined("tcp: ^x.*name\n", "tcp: ^xna\n"), L7_OVERLAP_NONE);
	assert_int_equal(joined("tcp: ^ab\n", "tcp: ^abc\n"), L7_OVERLAP_FOUND);
	assert_int_equal(joined("udp: ^ab\n", "tcp: ^ab\n"), L7_OVERLAP_NONE);
	assert_int_equal(joined("tcp client: ^ab\n", "tcp server: ^ab\n"), L7_OVERLAP_NONE);
	assert_int_equal(joined("tcp client: ^ab\n", "tcp opener: ^ab\n"), L7_OVERLAP_FOUND);
}

static size_t count(const struct l7_findings *f, const char *name, bool note)
{
	size_t n = 0;

	for (size_t i = 0; i < f->count; i++)
		n += !strcmp(f->finding[i].name, name) && f->finding[i].note == note;
	return n;
}

/* definitions `one' and `two' */
static struct l7_findings rivals(const char *one, const char *two, struct toy *t)
{
	struct l7_findings findings = { 0 };
	struct l7_diags d = { 0 };
	char text[512];

	*t = (struct toy){ 0 };
	snprintf(text, sizeof(text), "protocol one\n%s", one);
	assert_non_null(l7_defs_add(&t->defs, "one", text, 0, strstr(one, "rank 5") ? 5 : 100, &d));
	snprintf(text, sizeof(text), "protocol two\n%s", two);
	assert_non_null(l7_defs_add(&t->defs, "two", text, 0, 100, &d));
	assert_int_equal(l7_program_build(&t->program, &t->defs, &d), 0);
	for (uint32_t i = 0; i < t->program.npatterns; i++)
		assert_int_equal(l7_units_add(&t->units, &t->program, i, 5000, &d), 0);
	assert_int_equal(l7_matchers_build(&t->matchers, &t->program, &t->units), 0);
	assert_int_equal(l7_rivals_find(&t->matchers, 1e-4, &findings), 0);
	l7_diags_fini(&d);
	return findings;
}

static void expect_rivals(const char *one, const char *two, size_t overlaps, size_t shadows, size_t notes)
{
	struct toy t;
	struct l7_findings f = rivals(one, two, &t);

	if (count(&f, "overlap", false) != overlaps || count(&f, "shadow", false) != shadows ||
	    count(&f, "overlap", true) != notes) {
		fprintf(stderr, "%s%s", one, two);
		for (size_t i = 0; i < f.count; i++)
			fprintf(stderr, "%s: %s\n", f.finding[i].name, f.finding[i].text);
		fail();
	}
	l7_findings_fini(&f);
	toy_fini(&t);
}

static void test_rivals(void **state)
{
	expect_rivals("udp: ^ab\n", "udp: ^cd\n", 0, 0, 0);
	expect_rivals("udp: ^ab\n", "udp: ^a[b-d]\n", 1, 0, 0);
	/* the smaller rank wins: that is what it is for, unless nothing is left for the other */
	expect_rivals("rank 5\nudp: ^ab\n", "udp: ^a[b-d]\n", 0, 0, 1);
	expect_rivals("rank 5\nudp: ^a[b-d]\n", "udp: ^ab\n", 0, 1, 0);
	expect_rivals("rank 5\nudp: ^a[b-d]\n", "udp: ^ab\nudp: ^x\n", 0, 0, 1);
	expect_rivals("rank 5\nudp: ^a\n", "udp size 7: ^ab\n", 0, 1, 0);
	expect_rivals("rank 5\nudp size 7: ^a\n", "udp: ^ab\n", 0, 0, 1);
	expect_rivals("rank 5\nudp size 5..: ^a\n", "udp u16@2 = 7 u8@4 = 1: ^ab\n", 0, 1, 0);
	expect_rivals("rank 5\nudp client: ^a\n", "udp: ^ab\n", 0, 0, 1);
	expect_rivals("rank 5\nudp packets 2: ^a\n", "udp: ^ab\n", 0, 0, 1);
	expect_rivals("rank 5\nudp: ^a\n", "udp packets 2: ^ab\n", 0, 1, 0);
	/* both want the same of a payload only by chance */
	expect_rivals("udp: ^abc\n", "udp u24@3 = 5: ^.\n", 0, 0, 1);
	/* a search in what the other matches */
	expect_rivals("tcp: ^get \n", "tcp: ^get .*name\n", 1, 0, 0);
	/* what else they want is never in one connection */
	expect_rivals("tcp: ^ab\nand: ^cd\n", "tcp: ^ab\nand: ^ef\n", 0, 0, 0);
	expect_rivals("tcp: ^ab\nand: ^cd\n", "tcp: ^ab\nand: ^c\n", 1, 0, 0);
	expect_rivals("tcp client: ^ab\nand server: ^cd\n", "tcp server: ^ab\nand client: ^cd\n", 0, 0, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_random_pairs),
		cmocka_unit_test(test_loops),
		cmocka_unit_test(test_joined),
		cmocka_unit_test(test_rivals),
	};

	return cmocka_run_group_tests_name("compiler_overlap", tests, NULL, NULL);
}
