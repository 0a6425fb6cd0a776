// SPDX-License-Identifier: GPL-2.0-only
/* texts.c - every short expression there is */

#include <stdlib.h>
#include <string.h>

#include "compiler/compiler.h"
#include "core/flow.h"
#include "tests/oracle/texts.h"
#include "tests/oracle/twin.h"

#define STRING_BYTES 3
#define SHOWN_MAX 10
#define TEXT_MAX 8

static const char letters[] = "aB.^$|()*+?[]-\\";
/* what expressions of these letters can tell apart: two letters, one of them in either case, and members of brackets */
static const uint8_t subject_letters[] = { 'a', 'A', 'b', ']', '-', '\\', '\n' };

#define STRINGS 343	/* of STRING_BYTES out of subject_letters */

struct totals {
	size_t taken, refused, matches, bad;
};

static void nth_string(unsigned int n, uint8_t *out)
{
	unsigned int i;

	for (i = 0; i < STRING_BYTES; i++, n /= sizeof(subject_letters))
		out[i] = subject_letters[n % sizeof(subject_letters)];
}

static bool walk_whole(const struct l7_image *img, const uint8_t *s)
{
	u64 now[L7_DEF_WORDS];
	struct l7_flow f;

	l7_flow_init(&f, img, L7_ALL_GROUPS, L7_TRANSPORT_OTHER);
	return l7_flow_take(&f, img, L7_DIR_ORIGINAL, STRING_BYTES, s, STRING_BYTES, now);
}

/* byte by byte: the number of packets it takes, STRING_BYTES + 1 if all are not enough */
static unsigned int walk_cut(const struct l7_image *img, const uint8_t *s)
{
	u64 now[L7_DEF_WORDS];
	struct l7_flow f;
	unsigned int k;

	l7_flow_init(&f, img, L7_ALL_GROUPS, L7_TRANSPORT_OTHER);
	for (k = 1; k <= STRING_BYTES; k++) {
		if (l7_flow_take(&f, img, L7_DIR_ORIGINAL, STRING_BYTES, s + k - 1, 1, now))
			break;
	}
	return k;
}

static unsigned int twin_cut(const struct v8_regex *re, const uint8_t *s)
{
	unsigned int k;

	for (k = 1; k <= STRING_BYTES && !twin_matches(re, s, k); k++)
		;
	return k;
}

static void differs(struct totals *t, const char *text, const char *what)
{
	if (t->bad++ < SHOWN_MAX)
		printf("# expression %s: %s\n", text, what);
}

static void compare(struct totals *t, const char *text, const struct v8_regex *re, const struct l7_image *img)
{
	uint8_t s[STRING_BYTES];
	unsigned int n;

	for (n = 0; n < STRINGS; n++) {
		nth_string(n, s);
		if (walk_cut(img, s) != twin_cut(re, s) || walk_whole(img, s) != twin_matches(re, s, STRING_BYTES)) {
			differs(t, text, "walk and twin differ");
			return;
		}
		t->matches += twin_matches(re, s, STRING_BYTES);
	}
}

static void check_text(struct totals *t, const char *text)
{
	struct v8_regex *re = v8_parse(text);
	struct l7_diags diags = { 0 };
	struct l7_blob blob = { 0 };
	struct l7_defs defs = { 0 };
	struct l7_image img;
	bool taken = l7_defs_add(&defs, "text", text, 0, L7_RANK_DEFAULT, &diags) &&
		     !l7_compile(&defs, NULL, &blob, NULL, &diags);

	t->taken += taken;
	t->refused += !taken;
	if (taken != !re->error)
		differs(t, text, taken ? re->error : "refused by the compiler only");
	else if (taken && l7_image_verify(blob.bytes, blob.size, &img, NULL))
		differs(t, text, "makes a bad table");
	else if (taken)
		compare(t, text, re, &img);
	l7_blob_fini(&blob);
	l7_defs_fini(&defs);
	l7_diags_fini(&diags);
	v8_free(re);
}

static void check_all(struct totals *t, char *text, unsigned int at, unsigned int length)
{
	const char *letter;

	if (at == length) {
		check_text(t, text);
		return;
	}
	for (letter = letters; *letter; letter++) {
		text[at] = *letter;
		check_all(t, text, at + 1, length);
	}
}

bool texts_check(unsigned int length)
{
	char text[TEXT_MAX + 1] = "";
	struct totals t = { 0 };
	unsigned int n;

	for (n = 1; n <= length && n <= TEXT_MAX; n++)
		check_all(&t, text, 0, n);
	printf("%s walk = twin for every expression of up to %u characters: %zu taken, %zu refused, %zu matches, "
	       "%zu differences\n", t.bad ? "not ok" : "ok", length, t.taken, t.refused, t.matches, t.bad);
	return !t.bad;
}
