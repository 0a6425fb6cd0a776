// SPDX-License-Identifier: GPL-2.0-only
/*
 * What a connection's patterns still wait for: random patterns, random beginnings; then every continuation there is,
 * up to some length and over one byte of each class, is shown to the engine, which must agree on what can still match
 * and on how many bytes it takes. Continuations that are given as an example are walked.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "explain/prospect.h"
#include "tests/unit/proof.h"

#define ROUNDS 2000
#define BYTES 4		/* of a continuation */

/* one byte of each class of a group */
static uint32_t class_bytes(const struct l7_image_group *g, uint8_t *byte)
{
	bool seen[256] = { false };
	uint32_t n = 0, i;

	for (i = 0; i < 256; i++)
		if (!seen[g->class[i]]) {
			seen[g->class[i]] = true;
			byte[n++] = i;
		}
	return n;
}

/* whether a group reports a pattern behind the last of these bytes */
static bool reports(const struct l7_image *img, uint32_t group, uint16_t from, const uint8_t *p, size_t len,
		    uint32_t pattern, bool *only_at_end)
{
	uint16_t state[L7_MAX_GROUPS] = { 0 };
	uint64_t before[L7_SET_WORDS] = { 0 }, now[L7_SET_WORDS] = { 0 }, end[L7_SET_WORDS] = { 0 };

	state[group] = from;
	l7_walk(img, state, p, len - 1, before);
	l7_walk(img, state, p + len - 1, 1, now);
	l7_walk_end(img, state, end);
	*only_at_end = !(now[pattern / 64] >> pattern % 64 & 1);
	return (now[pattern / 64] | end[pattern / 64]) >> pattern % 64 & 1;
}

/* bytes of the shortest continuation that a pattern is reported behind, L7_FUTURE_NEVER: none of up to BYTES */
static uint32_t slow_distance(const struct l7_image *img, uint32_t group, uint16_t from, uint32_t pattern)
{
	uint8_t byte[256], text[BYTES];
	const uint32_t n = class_bytes(&img->groups[group], byte);
	uint32_t length, i;
	bool end;

	for (length = 1; length <= BYTES; length++) {
		unsigned long number, left, all = 1;

		for (i = 0; i < length; i++)
			all *= n;
		for (number = 0; number < all; number++) {
			for (i = 0, left = number; i < length; i++, left /= n)
				text[i] = byte[left % n];
			if (reports(img, group, from, text, length, pattern, &end))
				return length;
		}
	}
	return L7_FUTURE_NEVER;
}

static void check_witness(const struct l7_future *f, uint32_t pattern)
{
	struct l7_witness w;
	bool end;

	assert_int_equal(l7_future_witness(f, pattern, &w), 0);
	assert_int_equal(w.length, l7_future_distance(f, pattern));
	assert_true(reports(f->img, f->group, f->start, w.byte, w.length, pattern, &end));
	assert_int_equal(end, w.end);
	l7_witness_fini(&w);
}

static void check_group(const struct toy *t, uint32_t group, uint16_t from)
{
	struct l7_future f;
	uint32_t i;

	assert_int_equal(l7_future_find(&f, &t->img, group, from), 0);
	for (i = 0; i < t->img.head->npatterns; i++) {
		const uint32_t fast = l7_future_distance(&f, i), slow = slow_distance(&t->img, group, from, i);

		if (slow == L7_FUTURE_NEVER ? fast <= BYTES : fast != slow) {
			print_error("%s: group %u, state %u, pattern %u: %u bytes, wanted %u\n", t->text, group, from, i,
				    fast, slow);
			fail();
		}
		if (fast != L7_FUTURE_NEVER)
			check_witness(&f, i);
	}
	l7_future_fini(&f);
}

/* each pattern of a group from each state on the way to it; how many there are */
static uint32_t check_long(const struct toy *t, uint32_t group)
{
	struct l7_future f;
	uint32_t i, n, patterns = 0;

	assert_int_equal(l7_future_find(&f, &t->img, group, t->img.groups[group].start), 0);
	for (i = 0; i < t->img.head->npatterns; i++) {
		uint16_t state[L7_MAX_GROUPS] = { 0 };
		uint64_t hits[L7_SET_WORDS] = { 0 };
		struct l7_future later;
		struct l7_witness w;

		if (l7_future_distance(&f, i) == L7_FUTURE_NEVER)
			continue;
		patterns++;
		check_witness(&f, i);
		assert_int_equal(l7_future_witness(&f, i, &w), 0);
		state[group] = t->img.groups[group].start;
		for (n = 0; n + 1 < w.length; n++) {
			l7_walk(&t->img, state, w.byte + n, 1, hits);
			assert_int_equal(l7_future_find(&later, &t->img, group, state[group]), 0);
			assert_int_equal(l7_future_distance(&later, i), w.length - n - 1);
			l7_future_fini(&later);
		}
		l7_witness_fini(&w);
	}
	l7_future_fini(&f);
	return patterns;
}

/* a beginning of a few packets, none of which matched; false: one did */
static bool begin(const struct toy *t, struct l7_flow *f)
{
	uint64_t now[L7_DEF_WORDS];
	uint8_t bytes[3];
	int packets = rand() % 3;

	l7_flow_init(f, &t->img, ~0u, toy_transport(t));
	while (packets--) {
		const uint32_t length = rand() % 3 + 1;

		toy_string(bytes, length, rand());
		if (l7_flow_take(f, &t->img, rand() % 2, 2048, bytes, length, now))
			return false;
	}
	return true;
}

/* whether some packet of up to BYTES bytes makes the toy match */
static bool may_match(const struct toy *t, const struct l7_flow *f)
{
	uint64_t now[L7_DEF_WORDS];
	uint8_t bytes[BYTES];
	uint32_t length;
	int dir;

	for (dir = L7_DIR_ORIGINAL; dir <= L7_DIR_REPLY; dir++)
		for (length = 1; length <= BYTES; length++) {
			unsigned long i;

			for (i = 0; i < toy_strings(length); i++) {
				struct l7_flow copy = *f;

				toy_string(bytes, length, i);
				if (l7_flow_take(&copy, &t->img, dir, 2048, bytes, length, now))
					return true;
			}
		}
	return false;
}

/* conditions that an example can satisfy, which are not at odds with the expression */
static bool has_example(const struct toy *t, const struct l7_flow *f)
{
	const struct l7_image_pattern *pattern = &t->img.patterns[0];
	uint32_t i;

	for (i = 0; i < pattern->nconditions; i++) {
		const struct l7_image_condition *c = &t->img.conditions[pattern->condition + i];

		if (c->op != L7_OP_EQ || c->flags & L7_CONDITION_SIZE || c->factor != 1)
			return false;
	}
	return pattern->parts == 1 && pattern->packets == 1 && (!pattern->nconditions || may_match(t, f));
}

static unsigned int examples_given, examples_right;

/* one pattern: the example must do what it says; of those with conditions, most */
static void check_example(const struct toy *t, const struct l7_flow *f, const struct l7_prospect *p)
{
	bool right;

	const struct l7_image_pattern *pattern = &t->img.patterns[0];
	uint64_t now[L7_DEF_WORDS];
	struct l7_flow copy = *f;

	if (!p->witness.length || !has_example(t, f))
		return;
	/* nobody has spoken yet: the first to do so is no answerer */
	if (pattern->who == L7_WHO_ANSWERER && !l7_flow_packets(f))
		return;
	assert_int_equal(p->missing, p->witness.length);
	right = l7_flow_take(&copy, &t->img, p->dir & 1 ? L7_DIR_ORIGINAL : L7_DIR_REPLY, 2048, p->witness.byte,
			     p->witness.length, now);
	if (!right && !pattern->nconditions) {
		print_error("%s: the example does not match\n", t->text);
		fail();
	}
	examples_given += !!pattern->nconditions;
	examples_right += pattern->nconditions && right;
}

static void check_prospects(const struct toy *t, const struct l7_flow *f)
{
	struct l7_prospects all;
	bool alive = false;
	uint32_t i;

	assert_int_equal(l7_prospects_find(&all, &t->img, f), 0);
	for (i = 0; i < t->img.head->npatterns; i++)
		alive |= l7_prospects_is_alive(&all, i);
	if (!alive && may_match(t, f)) {
		print_error("%s: nothing is said to be alive, and it can match\n", t->text);
		fail();
	}
	check_example(t, f, &all.of[0]);
	l7_prospects_fini(&all);
}

static void check_toy(const struct toy *t)
{
	struct l7_flow f;
	uint32_t g;

	if (!begin(t, &f))
		return;
	for (g = 0; g < t->img.head->ngroups; g++) {
		check_group(t, g, f.state[0][g]);
		check_group(t, g, t->img.groups[g].start);
	}
	check_prospects(t, &f);
}

static void test_random(void **state)
{
	static const char *const head[] = { "tcp", "tcp client", "tcp server", "tcp opener", "tcp segment", "udp",
					    "udp answerer", "udp first" };
	char line[400];
	struct toy t;
	int i;

	srand(1);
	for (i = 0; i < ROUNDS; i++) {
		toy_line(line, head[rand() % (sizeof(head) / sizeof(*head))]);
		toy_init(&t, line);
		check_toy(&t);
		toy_fini(&t);
	}
	print_message("%u of %u examples with conditions match\n", examples_right, examples_given);
	assert_true(examples_given > 50 && examples_right > examples_given * 3 / 4);
}

/* several parts, packets and groups, with what is said of each pattern */
struct example {
	const char *lines;
	struct { int dir; const char *bytes; uint32_t len; } packet[4];
	int state[3];
	const char *text[3];	/* of the witness */
};

#define SAYS(dir, text) { dir, text, sizeof(text) - 1 }

static const struct example examples[] = {
	{ "tcp client: ^GET [^ ]+ HTTP/1\n", { SAYS(0, "GET /index") }, { L7_PROSPECT_OPEN }, { "\" HTTP/1\"" } },
	{ "tcp client: ^GET [^ ]+ HTTP/1\n", { SAYS(0, "GOT") }, { L7_PROSPECT_DEAD }, { NULL } },
	{ "tcp client: ^GET [^ ]+ HTTP/1\n", { SAYS(1, "GOT") }, { L7_PROSPECT_OPEN }, { "\"GET \", any byte, \" HTTP/1\"" } },
	{ "tcp: ^a...b$\n", { SAYS(1, "a") }, { L7_PROSPECT_OPEN }, { "any 3 bytes, \"b\", then the end of the packet" } },
	{ "tcp client: ^a\nand server: ^b\n", { SAYS(0, "a") }, { L7_PROSPECT_FOUND, L7_PROSPECT_OPEN }, { NULL, "\"b\"" } },
	{ "tcp client u16@0 = size: ^\\x00\n", { SAYS(0, "\0\3") }, { L7_PROSPECT_CONDITION }, { NULL } },
	{ "tcp client u16@0 = size: ^\\x00\n", { SAYS(0, "\0\3abcd") }, { L7_PROSPECT_REFUTED }, { NULL } },
	{ "tcp client u8@1 = 9: ^\\x00.*x\n", { SAYS(0, "\0\3abcd") }, { L7_PROSPECT_REFUTED }, { NULL } },
	{ "tcp server: ^220 ready\n", { SAYS(0, "x") }, { L7_PROSPECT_OPEN }, { "\"220 ready\"" } },
	{ "tcp server: ^220 ready\n", { SAYS(1, "220 r") }, { L7_PROSPECT_CONDITION }, { "\"eady\"" } },
	{ "tcp server: ^220 ready\n", { SAYS(1, "220 w") }, { L7_PROSPECT_REFUTED }, { NULL } },
	{ "tcp u8@4 & 0xf0 = 0x30: ^\\x01\n", { SAYS(1, "\1") }, { L7_PROSPECT_OPEN }, { "any 3 bytes, \"0\"" } },
	{ "udp u16le@2 = 0x4241: ^\\x01\n", { SAYS(1, "x") }, { L7_PROSPECT_OPEN }, { "\"\\x01\", any byte, \"AB\"" } },
	{ "udp packets 3 same u16@1: ^\\x80\n", { SAYS(0, "\x80\1\2"), SAYS(0, "\x80\1\2") }, { L7_PROSPECT_PACKETS },
	  { NULL } },
	{ "udp client first: ^\\x80\n", { SAYS(0, "a") }, { L7_PROSPECT_PASSED }, { NULL } },
	{ "udp: ^a\ntcp: ^b\n", { SAYS(0, "x") }, { L7_PROSPECT_OPEN, L7_PROSPECT_ABSENT }, { "\"a\"", NULL } },
};

static void test_examples(void **state)
{
	const struct example *e;
	uint64_t now[L7_DEF_WORDS];
	int i;

	for (e = examples; e < examples + sizeof(examples) / sizeof(*examples); e++) {
		struct l7_prospects all;
		struct l7_flow f;
		struct toy t;

		toy_init(&t, e->lines);
		l7_flow_init(&f, &t.img, ~0u, toy_transport(&t));
		for (i = 0; i < 4 && e->packet[i].bytes; i++)
			l7_flow_take(&f, &t.img, e->packet[i].dir, 2048, (const u8 *)e->packet[i].bytes, e->packet[i].len,
				     now);
		assert_int_equal(l7_prospects_find(&all, &t.img, &f), 0);
		for (i = 0; i < (int)t.img.head->npatterns && i < 3; i++) {
			char *text = l7_witness_text(&all.of[i].witness);

			if ((int)all.of[i].state != e->state[i])
				print_error("%spattern %d: state %d, wanted %d\n", e->lines, i, all.of[i].state, e->state[i]);
			assert_int_equal(all.of[i].state, e->state[i]);
			if (e->text[i])
				assert_string_equal(text, e->text[i]);
			free(text);
		}
		l7_prospects_fini(&all);
		toy_fini(&t);
	}
}

/* rows that hardly differ have another form */
static void test_sparse(void **state)
{
	char lines[4096] = "", *at = lines;
	uint32_t patterns = 0, g;
	struct toy t;
	int i;

	for (i = 0; i < 40; i++)
		at += sprintf(at, "tcp: ^%c%c(some|other)-long-word%d[0-9]end\n", 'a' + i % 26, 'a' + i % 7, i);
	toy_init(&t, lines);
	for (g = 0; g < t.img.head->ngroups; g++) {
		assert_int_equal(t.img.groups[g].kind, L7_GROUP_SPARSE);
		patterns += check_long(&t, g);
	}
	assert_int_equal(patterns, t.img.head->npatterns);
	toy_fini(&t);
}

static void test_no_such_state(void **state)
{
	struct l7_prospects all;
	struct l7_future future;
	struct l7_flow f;
	struct toy t;

	toy_init(&t, "tcp: ^ab\n");
	assert_int_equal(l7_future_find(&future, &t.img, 0, 65535), -EINVAL);
	l7_flow_init(&f, &t.img, ~0u, L7_TRANSPORT_TCP);
	f.state[1][0] = 65535;
	assert_int_equal(l7_prospects_find(&all, &t.img, &f), -EINVAL);
	toy_fini(&t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_examples),
		cmocka_unit_test(test_random),
		cmocka_unit_test(test_sparse),
		cmocka_unit_test(test_no_such_state),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
