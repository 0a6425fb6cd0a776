// SPDX-License-Identifier: GPL-2.0-only
/*
 * core/image.c and core/walk.c: a good image passes; each single-field lie that could make the walk read outside is
 * refused; the walk says what a slow twin says that looks one lane, one byte at a time at the documented layout.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <cmocka.h>
#include "compiler/libl7.h"
#include "core/walk.h"

static struct l7_blob blob;

/* dense and sparse groups, more than one set of lanes, end matches */
static int setup(void **state)
{
	struct l7_defs defs = { 0 };
	struct l7_diags diags = { 0 };
	char many[16384], *at = many;
	unsigned int i;

	at += sprintf(at, "^(");
	for (i = 1; i < 256; i++)
		if (!strchr("()|*+?.[]^$\\", i))
			at += sprintf(at, "%s\\x%02x.?.?.?.?.?.?.?.?\\x%02x", at[-1] == '(' ? "" : "|", i, i);
	strcpy(at, ")");
	l7_defs_add(&defs, "sparse", many, 1, 1, &diags);
	l7_defs_add(&defs, "http", "^(get|post) .*http/1\\.[01]", 2, 2, &diags);
	l7_defs_add(&defs, "end", "a.c$|^b+$", 3, 3, &diags);
	l7_defs_add(&defs, "loose", "needle|[0-9]+x", 4, 4, &diags);
	l7_defs_add(&defs, "wide", "^.?.?.?.?[\x80-\xff][a-f]", 5, 5, &diags);
	if (l7_compile(&defs, NULL, &blob, NULL, &diags)) {
		l7_diags_print(&diags, stderr);
		return -1;
	}
	l7_defs_fini(&defs);
	l7_diags_fini(&diags);
	return 0;
}

static int teardown(void **state)
{
	l7_blob_fini(&blob);
	return 0;
}

static void test_good(void **state)
{
	struct l7_image img;
	const char *why = NULL;

	assert_int_equal(l7_image_verify(blob.bytes, blob.size, &img, &why), 0);
	assert_null(why);
	assert_int_equal(l7_image_find(&img, 2, 0), 1);
	assert_int_equal(l7_image_find(&img, 2, img.defs[1].digest), 1);
	assert_int_equal(l7_image_find(&img, 99, 0), -ENOENT);
}

static void *copy(void)
{
	void *p = aligned_alloc(16, (blob.size + 15) & ~15ull);

	memcpy(p, blob.bytes, blob.size);
	return p;
}

static void test_cut(void **state)
{
	struct l7_image img;
	const char *why;
	size_t size;

	for (size = 0; size < blob.size; size += size < 4096 ? 1 : 997)
		assert_int_not_equal(l7_image_verify(blob.bytes, size, &img, &why), 0);
}

/* each word of head, definitions' numbers and groups' shape set to extremes: refused, or walked within bounds */
static void test_lies(void **state)
{
	static const u32 lies[] = { 0, 1, 7, 255, 256, 257, 65535, 65536, 65537, 0x7fffffff, 0x80000000, 0xffffffff };
	static const u8 payload[] = "get / http/1.0 needle 99x \xff\xfe\x01\x02 a c";
	const struct l7_image_head *head = blob.bytes;
	const size_t words = (head->groups + head->ngroups * sizeof(struct l7_image_group)) / 4;
	size_t i, j, refused = 0;

	for (i = 0; i < words; i++) {
		for (j = 0; j < sizeof(lies) / sizeof(lies[0]); j++) {
			u32 *bytes = copy();
			u16 state_of[L7_MAX_GROUPS];
			u64 hits[L7_SET_WORDS];
			struct l7_image img;
			const char *why = NULL;

			bytes[i] = lies[j];
			if (l7_image_verify(bytes, blob.size, &img, &why)) {
				assert_non_null(why);
				refused++;
			} else {
				l7_walk_start(&img, L7_ALL_GROUPS, state_of);
				l7_walk(&img, state_of, payload, sizeof(payload), hits);
				l7_walk_end(&img, state_of, hits);
			}
			free(bytes);
		}
	}
	assert_true(refused > words);
}

/* one lane, one byte, straight from the layout */
static u32 twin_step(const struct l7_image *img, u32 g, u32 state, u8 byte)
{
	const struct l7_image_group *group = &img->groups[g];
	const u16 *row = img->cells[g] + 8 * state, *pair;

	if (group->kind == L7_GROUP_DENSE)
		return row[group->class[byte]];
	pair = img->cells[g] + 8 * group->nstates + 2 * (row[4] + 65536 * row[5] + group->class[byte]);
	return pair[0] == state ? pair[1] : row[0];
}

static void twin_add(const struct l7_image *img, u32 set, u64 *hits)
{
	u32 i;

	for (i = 0; i < img->head->ndefs; i++)
		if (img->sets[set * img->head->words + i / 64] >> i % 64 & 1)
			hits[i / 64] |= 1ull << i % 64;
}

static void twin(const struct l7_image *img, const u8 *p, size_t len, u16 *state, u64 *hits)
{
	u32 g;

	for (g = 0; g < img->head->ngroups; g++) {
		const struct l7_image_group *group = &img->groups[g];
		const u16 *row;
		size_t i;

		for (i = 0; i < len; i++) {
			state[g] = twin_step(img, g, state[g], p[i]);
			row = img->cells[g] + 8 * state[g];
			if (state[g] >= group->event)
				twin_add(img, group->kind == L7_GROUP_DENSE ? row[group->nclasses] : row[1], hits);
		}
		row = img->cells[g] + 8 * state[g];
		if (state[g] >= group->end)
			twin_add(img, group->kind == L7_GROUP_DENSE ? row[group->nclasses + 1] : row[2], hits);
	}
}

static void test_twin(void **state)
{
	static const char *const words[] = { "get ", "http/1.0", "needle", "a", "b", "c", "\1", "\2", "\xff", "99x", "e" };
	struct l7_image img;
	unsigned int seed = 7, round, matched = 0;

	assert_int_equal(l7_image_verify(blob.bytes, blob.size, &img, NULL), 0);
	for (round = 0; round < 20000; round++) {
		u16 ours[L7_MAX_GROUPS], slow[L7_MAX_GROUPS];
		u64 our_hits[L7_SET_WORDS] = { 0 }, slow_hits[L7_SET_WORDS] = { 0 };
		u8 payload[300];
		size_t len = 0, cut;

		while (len < 200 && rand_r(&seed) % 12) {
			const char *word = words[rand_r(&seed) % 11];

			if (rand_r(&seed) % 3)
				len = stpcpy((char *)payload + len, word) - (char *)payload;
			else
				payload[len++] = rand_r(&seed);
		}
		cut = len ? rand_r(&seed) % len : 0;
		l7_walk_start(&img, L7_ALL_GROUPS, ours);
		memcpy(slow, ours, sizeof(slow));
		l7_walk(&img, ours, payload, cut, our_hits);
		l7_walk_end(&img, ours, our_hits);
		l7_walk(&img, ours, payload + cut, len - cut, our_hits);
		l7_walk_end(&img, ours, our_hits);
		twin(&img, payload, cut, slow, slow_hits);
		twin(&img, payload + cut, len - cut, slow, slow_hits);
		assert_memory_equal(ours, slow, img.head->ngroups * sizeof(*ours));
		assert_int_equal(our_hits[0], slow_hits[0]);
		matched |= our_hits[0];
	}
	assert_int_equal(matched, 0x1f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_good),
		cmocka_unit_test(test_cut),
		cmocka_unit_test(test_lies),
		cmocka_unit_test(test_twin),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
