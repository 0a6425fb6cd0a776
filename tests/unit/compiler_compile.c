// SPDX-License-Identifier: GPL-2.0-only
/*
 * Whole compilations: limits, numbers, order, the cache, no memory, the classic definitions.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "compiler/compiler.h"
#include "core/walk.h"

#define CLASSIC "../shared/classic"
#define OWN "defs"

/* of what the classic protocols may cost */
#define CLASSIC_MAX_GROUPS 12
#define CLASSIC_MAX_BYTES (2u << 20)

static void add(struct l7_defs *defs, const char *name, const char *pattern, uint16_t number, uint16_t rank)
{
	struct l7_diags d = { 0 };

	assert_non_null(l7_defs_add(defs, name, pattern, number, rank, &d));
}

/* compile and verify; the blob is the caller's */
static struct l7_image compile(struct l7_defs *defs, const struct l7_compile_options *options, struct l7_blob *blob,
			       struct l7_compile_report *report)
{
	struct l7_diags d = { 0 };
	struct l7_image img;
	const char *why = "";
	const int err = l7_compile(defs, options, blob, report, &d);

	l7_diags_print(&d, stderr);
	assert_int_equal(err, 0);
	if (l7_image_verify(blob->bytes, blob->size, &img, &why))
		fail_msg("%s", why);
	l7_diags_fini(&d);
	return img;
}

static void check_refused(struct l7_defs *defs, const struct l7_compile_options *options, const char *says)
{
	struct l7_blob blob = { 0 };
	struct l7_diags d = { 0 };

	assert_int_equal(l7_compile(defs, options, &blob, NULL, &d), -1);
	assert_null(blob.bytes);
	assert_true(d.errors > 0);
	assert_string_equal(d.diag[0].text, says);
	l7_diags_fini(&d);
	l7_defs_fini(defs);
}

static void refusals(void **unused)
{
	const struct l7_compile_options small = { .max_states = 100 };
	struct l7_defs defs = { 0 };
	char name[16];
	int i;

	check_refused(&defs, NULL, "no definitions to compile");
	for (i = 0; i <= L7_MAX_DEFS; i++) {
		snprintf(name, sizeof(name), "d%d", i);
		add(&defs, name, "a", 0, 1);
	}
	check_refused(&defs, NULL, "1025 definitions; at most 1024 fit into one table");
	add(&defs, "foo", "a(b", 0, 1);
	check_refused(&defs, NULL, "foo: `(' without `)'; add the `)', or write \\( for the character itself");
	add(&defs, "foo", "a......b", 0, 1);
	check_refused(&defs, &small, "the expression of foo needs too large an automaton (more than 100 states, or too "
		      "many ways through them); make it less general: fewer `.*', `.+' or runs of `.?' before something "
		      "specific, a `^' in front, or several definitions");
}

static void too_much(void **unused)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyz";
	struct l7_defs defs = { 0 };
	struct l7_blob blob = { 0 };
	struct l7_diags d = { 0 };
	int i;

	for (i = 0; i < 300; i++) {
		char name[16], pattern[64];

		snprintf(name, sizeof(name), "d%d", i);
		snprintf(pattern, sizeof(pattern), "%c%c%c.*%c%c%c.*%c%c", letters[i % 26], letters[i / 26],
			 letters[i % 7], letters[i % 11], letters[i % 13], letters[i % 17], letters[i % 19],
			 letters[i % 23]);
		add(&defs, name, pattern, 0, 1);
	}
	assert_int_equal(l7_compile(&defs, NULL, &blob, NULL, &d), -1);
	assert_string_equal(d.diag[0].text, "these definitions are too much for one table of 24 groups; those that cost "
			    "most: d100, d101, d102, d103. Leave some out, or make them less general: fewer `.*', a `^' in "
			    "front");
	l7_diags_fini(&d);
	l7_defs_fini(&defs);
}

static void order_and_numbers(void **unused)
{
	static const char *const order[] = { "zzz", "aaa", "mine", "mine", "http", "other" };
	struct l7_defs defs = { 0 };
	struct l7_blob blob;
	struct l7_image img;
	uint32_t i;

	add(&defs, "other", "a", 0, 300);
	add(&defs, "http", "b", 0, 200);
	add(&defs, "mine", "c", 0, 100);
	add(&defs, "mine", "d", 0x9000, 100);
	add(&defs, "zzz", "e", 0, 50);
	add(&defs, "aaa", "f", 0x8000, 100);
	img = compile(&defs, NULL, &blob, NULL);
	assert_int_equal(img.head->ndefs, 6);
	for (i = 0; i < 6; i++)
		assert_string_equal(img.defs[i].name, order[i]);
	assert_true(img.defs[2].digest < img.defs[3].digest);
	assert_int_equal(img.defs[2].number, 0x9000);
	assert_int_equal(img.defs[3].number, 0x9000);
	assert_int_equal(img.defs[4].number, l7_registry_number("http"));
	assert_int_equal(img.defs[1].number, 0x8000);
	assert_in_range(img.defs[0].number, L7_NUMBER_USER_MIN, L7_NUMBER_USER_MAX);
	assert_int_equal(defs.def[4].number, img.defs[0].number);
	l7_blob_fini(&blob);

	/* a hashed number steps aside for one that is given, whatever the order */
	i = defs.def[4].number;
	l7_defs_fini(&defs);
	add(&defs, "zzz", "e", 0, 50);
	add(&defs, "aaa", "f", i, 100);
	img = compile(&defs, NULL, &blob, NULL);
	assert_int_equal(defs.def[0].number, i == L7_NUMBER_USER_MAX ? L7_NUMBER_USER_MIN : i + 1);
	l7_blob_fini(&blob);
	l7_defs_fini(&defs);

	add(&defs, "foo", "a", 0x8123, 1);
	add(&defs, "bar", "b", 0x8123, 1);
	check_refused(&defs, NULL, "bar and foo have the same protocol number, 33059; rename one of them");
	add(&defs, "foo", "a", 0x8123, 1);
	add(&defs, "foo", "b", 0x8124, 1);
	check_refused(&defs, NULL, defs.def[0].digest < defs.def[1].digest ?
		      "foo has two protocol numbers, 33059 and 33060; a name has one" :
		      "foo has two protocol numbers, 33060 and 33059; a name has one");
}

/* what can never match still is a definition of the image */
static void never(void **unused)
{
	struct l7_defs defs = { 0 };
	struct l7_compile_report report;
	uint16_t state[L7_MAX_GROUPS];
	struct l7_blob blob;
	struct l7_image img;
	uint64_t hits = 0;

	add(&defs, "foo", "a^b", 0, 1);
	add(&defs, "bar", "^$", 0, 1);
	img = compile(&defs, NULL, &blob, &report);
	assert_int_equal(report.groups, 1);
	assert_int_equal(img.defs[0].groups, 0);
	l7_walk_start(&img, ~0u, state);
	l7_walk(&img, state, (const u8 *)"ab", 2, &hits);
	l7_walk_end(&img, state, &hits);
	assert_true(!hits);
	l7_blob_fini(&blob);
	l7_defs_fini(&defs);
}

static char cache[] = "/tmp/l7-test-XXXXXX";

static int make_cache(void **unused)
{
	return mkdtemp(cache) ? 0 : -1;
}

/* call @each with the path of every file in the cache; returns how many there are */
static unsigned int each_file(void (*each)(const char *path))
{
	DIR *dir = opendir(cache);
	unsigned int count = 0;
	struct dirent *entry;
	char path[512];

	while (dir && (entry = readdir(dir))) {
		if (entry->d_name[0] == '.')
			continue;
		snprintf(path, sizeof(path), "%s/%s", cache, entry->d_name);
		count++;
		if (each)
			each(path);
	}
	if (dir)
		closedir(dir);
	return count;
}

static void remove_file(const char *path)
{
	unlink(path);
}

static int remove_cache(void **unused)
{
	each_file(remove_file);
	return rmdir(cache);
}

static const char *damage;

static void damage_file(const char *path)
{
	FILE *out = fopen(path, "w");

	assert_non_null(out);
	fputs(damage, out);
	fclose(out);
}

/* all units of both kinds into one group, and sizes that aren't true */
static void scramble_file(const char *path)
{
	char text[4096], *at;
	FILE *file = fopen(path, "r+");
	size_t size;

	assert_non_null(file);
	size = fread(text, 1, sizeof(text) - 1, file);
	text[size] = '\0';
	for (at = strchr(text, '\n'); at && at[1]; at = strchr(at + 1, '\n'))
		at[18] = at[19] == '\n' ? '0' : at[18];
	rewind(file);
	fwrite(text, 1, size, file);
	fclose(file);
}

static void some_definitions(struct l7_defs *defs)
{
	add(defs, "a", "^get [ -~]*foo|^post .*bar", 0, 1);
	add(defs, "b", "user.*agent.*x", 0, 1);
	add(defs, "c", "^\\x01..\\x02", 0, 1);
	add(defs, "d", "abc$|^x", 0, 1);
	add(defs, "e", "[0-9]+\\.[0-9]+ ftp.*y", 0, 1);
	add(defs, "f", "^http.*z.*y", 0, 1);
	add(defs, "g", "^h.*z.?.?.?y", 0, 1);
	add(defs, "h", "^q.*z.?.?.?y", 0, 1);
}

static void caching(void **unused)
{
	static const char *const damages[] = {
		"", "\n", "layer7", "layer7 grouping 1 5 0\n", "layer7 grouping 1 5 0\n0000000000000001 99\n",
		"layer7 grouping 99999999999999999999 1 1\n",
	};
	const struct l7_compile_options options = { .cache_dir = cache };
	struct l7_compile_report report;
	struct l7_blob cold, warm;
	struct l7_defs defs = { 0 };
	const size_t n = sizeof(damages) / sizeof(damages[0]);
	size_t i;

	some_definitions(&defs);
	compile(&defs, &options, &cold, &report);
	assert_false(report.cached);
	assert_int_equal(each_file(NULL), 1);
	for (i = 0; i < n + 2; i++) {
		compile(&defs, &options, &warm, &report);
		assert_int_equal(report.cached, i == 0);
		assert_int_equal(warm.size, cold.size);
		assert_memory_equal(warm.bytes, cold.bytes, cold.size);
		l7_blob_fini(&warm);
		damage = i < n ? damages[i] : NULL;
		if (i <= n)
			each_file(damage ? damage_file : scramble_file);
	}
	compile(&defs, &options, &warm, &report);
	assert_true(report.cached);
	l7_blob_fini(&warm);

	/* one more is placed into what is there */
	add(&defs, "i", "^abcdef", 0, 1);
	compile(&defs, &options, &warm, &report);
	assert_true(report.cached);
	assert_int_equal(each_file(NULL), 2);
	l7_blob_fini(&warm);
	l7_blob_fini(&cold);
	l7_defs_fini(&defs);
}

static void cache_is_bounded(void **unused)
{
	const struct l7_compile_options options = { .cache_dir = cache };
	struct l7_blob blob;
	int i;

	for (i = 0; i < 40; i++) {
		struct l7_defs defs = { 0 };
		char pattern[16];

		snprintf(pattern, sizeof(pattern), "a%db", i);
		add(&defs, "foo", pattern, 0, 1);
		compile(&defs, &options, &blob, NULL);
		l7_blob_fini(&blob);
		l7_defs_fini(&defs);
	}
	assert_in_range(each_file(NULL), 1, 32);
}

static void cache_cannot_be_written(void **unused)
{
	const struct l7_compile_options options = { .cache_dir = "/proc/none/such" };
	struct l7_compile_report report;
	struct l7_defs defs = { 0 };
	struct l7_blob blob;

	some_definitions(&defs);
	compile(&defs, &options, &blob, &report);
	assert_false(report.cached);
	l7_blob_fini(&blob);
	l7_defs_fini(&defs);
}

/* glibc's own, behind the ones that fail below */
void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *old, size_t size);
void *__libc_memalign(size_t alignment, size_t size);
void __libc_free(void *block);

static long until_failure = -1;	/* allocations; negative: none fails */
static long live;		/* blocks that wait to be freed */

static bool fails(void)
{
	if (until_failure < 0)
		return false;
	if (until_failure)
		until_failure--;
	else
		errno = ENOMEM;
	return !until_failure;
}

static void *count(void *block)
{
	live += block != NULL;
	return block;
}

void *malloc(size_t size)
{
	return fails() ? NULL : count(__libc_malloc(size));
}

void *calloc(size_t n, size_t size)
{
	return fails() ? NULL : count(__libc_calloc(n, size));
}

void *realloc(void *old, size_t size)
{
	if (fails())
		return NULL;
	return old ? __libc_realloc(old, size) : count(__libc_malloc(size));
}

void *reallocarray(void *old, size_t n, size_t size)
{
	return realloc(old, n * size);
}

void *aligned_alloc(size_t alignment, size_t size)
{
	return fails() ? NULL : count(__libc_memalign(alignment, size));
}

void free(void *block)
{
	live -= block != NULL;
	__libc_free(block);
}

/* from the n-th allocation on nothing is given: an error, or the same image, and never a crash */
static void no_memory(void **unused)
{
	struct l7_defs defs = { 0 };
	struct l7_blob good, blob = { 0 };
	long n;

	some_definitions(&defs);
	compile(&defs, NULL, &good, NULL);
	for (n = 1;; n += 1 + n / 50) {
		const long before = live;
		struct l7_diags d = { 0 };
		int err;

		until_failure = n;
		err = l7_compile(&defs, NULL, &blob, NULL, &d);
		until_failure = -1;
		assert_int_equal(err != 0, d.errors != 0);
		l7_diags_fini(&d);
		assert_int_equal(live, before + !err);
		if (!err)
			break;
		assert_null(blob.bytes);
	}
	assert_int_equal(blob.size, good.size);
	assert_memory_equal(blob.bytes, good.bytes, good.size);
	l7_blob_fini(&blob);
	l7_blob_fini(&good);
	l7_defs_fini(&defs);
}

static bool read_dir(struct l7_defs *defs, const char *path)
{
	struct l7_diags d = { 0 };
	const int count = l7_defs_read_dir(defs, path, &d);

	l7_diags_print(&d, stderr);
	assert_int_equal(d.errors, 0);
	l7_diags_fini(&d);
	return count > 0;
}

static void show(const char *what, const struct l7_defs *defs, const struct l7_compile_report *r)
{
	print_message("%s: %zu definitions, %u groups, %u states, %zu bytes, %.3f s%s\n", what, defs->count, r->groups,
		      r->states, r->bytes, r->seconds, r->cached ? " cached" : "");
}

static void own(void **unused)
{
	struct l7_compile_report report;
	struct l7_defs defs = { 0 };
	struct l7_blob blob;

	if (!read_dir(&defs, OWN))
		skip();
	compile(&defs, NULL, &blob, &report);
	show(OWN, &defs, &report);
	l7_blob_fini(&blob);
	l7_defs_fini(&defs);
}

static void classic_protocols(void **unused)
{
	const struct l7_compile_options options = { .cache_dir = cache };
	struct l7_compile_report report;
	struct l7_blob first, second;
	struct l7_defs defs = { 0 };

	if (!read_dir(&defs, CLASSIC "/protocols")) {
		print_message(CLASSIC " is not here\n");
		skip();
	}
	compile(&defs, &options, &first, &report);
	show("classic protocols", &defs, &report);
	assert_in_range(report.groups, 1, CLASSIC_MAX_GROUPS);
	assert_in_range(report.bytes, 1, CLASSIC_MAX_BYTES);
	compile(&defs, &options, &second, &report);
	show("classic protocols", &defs, &report);
	assert_true(report.cached);
	assert_int_equal(first.size, second.size);
	assert_memory_equal(first.bytes, second.bytes, first.size);
	l7_blob_fini(&second);
	compile(&defs, NULL, &second, &report);
	assert_int_equal(first.size, second.size);
	assert_memory_equal(first.bytes, second.bytes, first.size);
	l7_blob_fini(&second);
	l7_blob_fini(&first);
	l7_defs_fini(&defs);
}

static void classic_alone(void **unused)
{
	struct l7_defs defs = { 0 };
	struct l7_blob blob;
	size_t i;

	if (!read_dir(&defs, CLASSIC))
		skip();
	compile(&defs, NULL, &blob, NULL);
	l7_blob_fini(&blob);
	assert_int_equal(defs.count, 144);
	for (i = 0; i < defs.count; i++) {
		struct l7_defs one = { &defs.def[i], 1 };

		compile(&one, NULL, &blob, NULL);
		l7_blob_fini(&blob);
	}
	l7_defs_fini(&defs);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(refusals),
		cmocka_unit_test(too_much),
		cmocka_unit_test(order_and_numbers),
		cmocka_unit_test(never),
		cmocka_unit_test_setup_teardown(caching, make_cache, remove_cache),
		cmocka_unit_test(cache_cannot_be_written),
		cmocka_unit_test(no_memory),
		cmocka_unit_test(own),
		cmocka_unit_test(classic_alone),
	};
	const struct CMUnitTest more[] = {
		cmocka_unit_test(cache_is_bounded),
		cmocka_unit_test(classic_protocols),
	};
	const int failed = cmocka_run_group_tests(tests, NULL, NULL);

	strcpy(cache, "/tmp/l7-test-XXXXXX");
	return failed + cmocka_run_group_tests(more, make_cache, remove_cache);
}
