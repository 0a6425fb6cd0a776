/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef TESTS_UNIT_PROOF_H
#define TESTS_UNIT_PROOF_H

/*
 * proof.h - patterns to reckon with, and the engine itself as their slow twin: it is shown every payload there is over a
 * few bytes
 */

#include "prove/matcher.h"
#include "core/flow.h"

static const uint8_t toy_alphabet[] = { 'a', 'b', 0, 3 };

#define TOY_BYTES sizeof(toy_alphabet)

/** struct toy - one definition, as the analysis has it and as an image */
struct toy {
	struct l7_defs defs;
	struct l7_program program;
	struct l7_units units;
	struct l7_matchers matchers;
	struct l7_blob blob;
	struct l7_image img;
	char text[4352];
};

/* @lines: pattern lines, or a classic expression */
static void toy_init(struct toy *t, const char *lines)
{
	struct l7_diags d = { 0 };
	uint32_t i;
	int err = 0;

	*t = (struct toy){ 0 };
	snprintf(t->text, sizeof(t->text), "%s%s", strchr(lines, '\n') ? "protocol toy\n" : "", lines);
	err |= !l7_defs_add(&t->defs, "toy", t->text, 0, L7_RANK_DEFAULT, &d);
	err = err || l7_compile(&t->defs, NULL, &t->blob, NULL, &d) || l7_program_build(&t->program, &t->defs, &d);
	for (i = 0; !err && i < t->program.npatterns; i++)
		err = l7_units_add(&t->units, &t->program, i, 5000, &d);
	if (err) {
		fprintf(stderr, "%s\n", t->text);
		l7_diags_print(&d, stderr);
	}
	assert_int_equal(err, 0);
	assert_int_equal(l7_matchers_build(&t->matchers, &t->program, &t->units), 0);
	assert_int_equal(l7_image_verify(t->blob.bytes, t->blob.size, &t->img, NULL), 0);
	l7_diags_fini(&d);
}

static void toy_fini(struct toy *t)
{
	l7_matchers_fini(&t->matchers);
	l7_units_fini(&t->units);
	l7_program_fini(&t->program);
	l7_blob_fini(&t->blob);
	l7_defs_fini(&t->defs);
}

/* the transport of its first pattern */
static enum l7_transport toy_transport(const struct toy *t)
{
	return t->program.pattern[0].scope == L7_SCOPE_DATAGRAM ? L7_TRANSPORT_UDP : L7_TRANSPORT_TCP;
}

/* whether packets of one direction, all @size bytes, match */
static inline bool toy_matches(const struct toy *t, const uint8_t *bytes, uint32_t size, unsigned int packets)
{
	uint64_t now[L7_DEF_WORDS];
	struct l7_flow f;
	bool matches = false;

	l7_flow_init(&f, &t->img, ~0u, toy_transport(t));
	for (; packets && size && !matches; packets--, bytes += size)
		matches = l7_flow_take(&f, &t->img, L7_DIR_ORIGINAL, 2048, bytes, size, now);
	return matches;
}

/* the @index-th string of @length bytes of the alphabet */
static inline void toy_string(uint8_t *bytes, uint32_t length, unsigned long index)
{
	while (length--) {
		bytes[length] = toy_alphabet[index % TOY_BYTES];
		index /= TOY_BYTES;
	}
}

static inline unsigned long toy_strings(uint32_t length)
{
	unsigned long n = 1;

	while (length--)
		n *= TOY_BYTES;
	return n;
}

/* a random expression: pieces of bytes of the alphabet, behind @at */
static inline char *toy_expression(char *at, unsigned int depth)
{
	static const char *const piece[] = { "a", "b", "\\x00", ".", "[ab]", "[^a]", "\\x03", "a+", ".*", "[b\\x03]?" };
	unsigned int n = rand() % 3 + 1;

	while (n--) {
		if (depth && !(rand() % 3)) {
			*at++ = '(';
			at = toy_expression(at, depth - 1);
			*at++ = '|';
			at = toy_expression(at, depth - 1);
			*at++ = ')';
		} else {
			at = stpcpy(at, piece[rand() % (sizeof(piece) / sizeof(*piece))]);
		}
	}
	*at = '\0';
	return at;
}

/* a random line of conditions and expression */
static inline void toy_line(char *line, const char *head)
{
	static const char *const condition[] = {
		" size 3", " size 2..4", " size ..5", " u8@0 = size", " u8@1 = 3", " u8@1 != 97", " u16@1 = size",
		" u16le@1 >= 770", " u8@2 & 0x61 = 0x61", " u8@0 * 2 <= size + 1", " u8@1 + 1 < size", " u16@0 > 3",
		" u24le@0 < 196707", " u24@1 != 3", " u8@3 & 1 = 1", " u16@2 & 0xff01 <= size - 1", " u16le@0 * 3 = size + 3",
		" u32@0 <= 0x61620000",
	};
	unsigned int n = rand() % 3;
	char *at = stpcpy(line, head);

	while (n--)
		at = stpcpy(at, condition[rand() % (sizeof(condition) / sizeof(*condition))]);
	at = stpcpy(at, rand() % 4 ? ": ^" : ": ");
	at = toy_expression(at, 2);
	strcpy(at, rand() % 4 ? "\n" : "$\n");
}

#endif
