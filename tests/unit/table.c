// SPDX-License-Identifier: GPL-2.0-only
/*
 * Which definitions end up in the kernel: client/table.c against a kernel that is three functions (the linker's
 * --wrap puts them in place of the client's).
 */

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/image.h"
#include "client/table.h"

#define LOADED_MAX 16

/* The kernel: an image in force, rules that use its definitions, somebody else who replaces it now and then. */
static struct {
	void *image;
	size_t size;
	uint32_t generation;
	uint32_t rules[LOADED_MAX];
	unsigned int dumps;
	unsigned int loads;
	unsigned int interruptions;	/* loads yet to be answered with EAGAIN */
} kernel;

int __wrap_l7_client_state_get(struct l7_client *c, struct l7_state *state);
int __wrap_l7_client_definitions(struct l7_client *c, int (*each)(const struct l7_loaded *, void *), void *data);
int __wrap_l7_client_load(struct l7_client *c, const void *image, size_t size, const uint32_t *generation,
			  const void *label, size_t nlabels);

static struct l7_image view(void)
{
	struct l7_image img;

	assert_int_equal(l7_image_verify(kernel.image, kernel.size, &img, NULL), 0);
	return img;
}

int __wrap_l7_client_state_get(struct l7_client *c, struct l7_state *state)
{
	*state = (struct l7_state) { .generation = kernel.generation };
	return 0;
}

int __wrap_l7_client_definitions(struct l7_client *c, int (*each)(const struct l7_loaded *, void *), void *data)
{
	struct l7_image img;

	kernel.dumps++;
	if (!kernel.image)
		return 0;
	img = view();
	for (unsigned int i = 0; i < img.head->ndefs; i++) {
		const struct l7_image_def *def = &img.defs[i];
		struct l7_loaded loaded = {
			.name = def->name, .pattern = img.text + def->text, .digest = def->digest,
			.rules = kernel.rules[i], .number = def->number, .rank = def->rank,
		};
		int err = each(&loaded, data);

		if (err)
			return err;
	}
	return 0;
}

int __wrap_l7_client_load(struct l7_client *c, const void *image, size_t size, const uint32_t *generation,
			  const void *label, size_t nlabels)
{
	if (kernel.interruptions) {
		kernel.interruptions--;
		kernel.generation++;
		return -EAGAIN;
	}
	assert_int_equal(*generation, kernel.generation);
	free(kernel.image);
	assert_int_equal(posix_memalign(&kernel.image, 16, size), 0);
	memcpy(kernel.image, image, size);
	kernel.size = size;
	kernel.generation++;
	kernel.loads++;
	memset(kernel.rules, 0, sizeof(kernel.rules));
	return 0;
}

/* Where a definition stands in the kernel, -1 if it does not. */
static int place(const char *name, const char *pattern)
{
	struct l7_image img = view();

	for (unsigned int i = 0; i < img.head->ndefs; i++)
		if (!strcmp(img.defs[i].name, name) && !strcmp(img.text + img.defs[i].text, pattern))
			return i;
	return -1;
}

static unsigned int number(const char *name, const char *pattern)
{
	int i = place(name, pattern);

	assert_true(i >= 0);
	return view().defs[i].number;
}

static void add_from(struct l7_table *t, const char *name, const char *pattern, const char *const *dirs)
{
	struct l7_diags diags = { 0 };
	struct l7_defs defs = { 0 };
	struct l7_def *def = l7_defs_add(&defs, name, pattern, 0, L7_RANK_DEFAULT, &diags);

	assert_non_null(def);
	assert_int_equal(l7_table_add(t, def, dirs, &diags), 0);
	assert_int_equal(diags.errors, 0);
	l7_defs_fini(&defs);
}

static void add(struct l7_table *t, const char *name, const char *pattern)
{
	add_from(t, name, pattern, NULL);
}

static void replace(struct l7_table *t, const char *name, const char *pattern)
{
	struct l7_diags diags = { 0 };
	struct l7_defs defs = { 0 };

	assert_non_null(l7_defs_add(&defs, name, pattern, 0, L7_RANK_DEFAULT, &diags));
	assert_int_equal(l7_table_replace(t, &defs, NULL, &diags), 0);
	l7_defs_fini(&defs);
}

static int setup(void **state)
{
	memset(&kernel, 0, sizeof(kernel));
	*state = calloc(1, sizeof(struct l7_table));
	return *state ? 0 : -1;
}

static int teardown(void **state)
{
	l7_table_close(*state);
	free(*state);
	free(kernel.image);
	return 0;
}

static void adds_to_what_is_loaded(void **state)
{
	add(*state, "one", "^1");
	add(*state, "two", "^2");
	assert_true(place("one", "^1") >= 0);
	assert_true(place("two", "^2") >= 0);
	assert_int_equal(kernel.loads, 2);
}

static void loads_nothing_twice(void **state)
{
	unsigned int dumps;

	add(*state, "one", "^1");
	add(*state, "one", "^1");
	dumps = kernel.dumps;
	add(*state, "one", "^1");
	assert_int_equal(kernel.loads, 1);
	assert_int_equal(kernel.dumps, dumps);
}

static void put_file(const char *dir, const char *name, const char *pattern)
{
	char path[128];
	FILE *f;

	snprintf(path, sizeof(path), "%s/%s.pat", dir, name);
	f = fopen(path, "w");
	assert_non_null(f);
	fprintf(f, "%s\n%s\n", name, pattern);
	fclose(f);
}

/* who asks for many gets all there are, but for what is broken; it is one table then */
static void many_bring_the_rest_along(void **state)
{
	char dir[] = "/tmp/l7-table-XXXXXX";
	const char *const dirs[] = { dir, NULL };
	const char *const few[] = { "a", "b", "c", "d", "e", "f" };
	char command[64];

	assert_non_null(mkdtemp(dir));
	put_file(dir, "g", "^g");
	put_file(dir, "a", "^another a");
	put_file(dir, "broken", "(");
	for (int i = 0; i < 6; i++) {
		add_from(*state, few[i], "^x", dirs);
		assert_int_equal(place("g", "^g") >= 0, i >= 4);
	}
	assert_int_equal(place("a", "^another a"), -1);
	assert_int_equal(kernel.loads, 6);
	add_from(*state, "g", "^g", dirs);
	assert_int_equal(kernel.loads, 6);
	snprintf(command, sizeof(command), "rm -r %s", dir);
	assert_int_equal(system(command), 0);
}

static void notices_what_others_do(void **state)
{
	struct l7_table other = { 0 };

	add(*state, "one", "^1");
	replace(&other, "two", "^2");
	add(*state, "one", "^1");
	assert_true(place("one", "^1") >= 0);
	assert_true(place("two", "^2") >= 0);
	l7_table_close(&other);
}

static void starts_again_if_interrupted(void **state)
{
	kernel.interruptions = 3;
	add(*state, "one", "^1");
	assert_int_equal(kernel.loads, 1);
}

static void gives_up_at_last(void **state)
{
	struct l7_diags diags = { 0 };
	struct l7_defs defs = { 0 };

	kernel.interruptions = 1000;
	assert_non_null(l7_defs_add(&defs, "one", "^1", 0, L7_RANK_DEFAULT, &diags));
	assert_int_equal(l7_table_replace(*state, &defs, NULL, &diags), -1);
	assert_int_equal(diags.errors, 1);
	l7_defs_fini(&defs);
	l7_diags_fini(&diags);
}

static void upgrade_replaces_what_no_rule_uses(void **state)
{
	struct l7_table later = { 0 };

	add(*state, "one", "^1");
	add(&later, "one", "^1 or more");
	assert_int_equal(place("one", "^1"), -1);
	assert_true(place("one", "^1 or more") >= 0);
	l7_table_close(&later);
}

static void upgrade_keeps_what_a_rule_uses(void **state)
{
	struct l7_table later = { 0 };

	add(*state, "one", "^1");
	kernel.rules[place("one", "^1")] = 1;
	add(&later, "one", "^1 or more");
	assert_int_equal(number("one", "^1"), number("one", "^1 or more"));
	l7_table_close(&later);
}

/* iptables-restore: both rules are entered after the second was read */
static void one_process_may_ask_for_both(void **state)
{
	add(*state, "one", "^1");
	add(*state, "one", "^1 or more");
	assert_true(place("one", "^1") >= 0);
	assert_true(place("one", "^1 or more") >= 0);
}

static void replacing_keeps_what_rules_use(void **state)
{
	add(*state, "one", "^1");
	add(*state, "two", "^2");
	kernel.rules[place("two", "^2")] = 1;
	replace(*state, "three", "^3");
	assert_int_equal(place("one", "^1"), -1);
	assert_true(place("two", "^2") >= 0);
	assert_true(place("three", "^3") >= 0);
}

static void replacing_keeps_numbers(void **state)
{
	unsigned int before;

	add(*state, "mine", "^1");
	before = number("mine", "^1");
	replace(*state, "mine", "^2");
	assert_int_equal(place("mine", "^1"), -1);
	assert_int_equal(number("mine", "^2"), before);
}

static void image_must_have_what_rules_use(void **state)
{
	struct l7_diags diags = { 0 };
	struct l7_defs defs = { 0 }, held = { 0 };
	struct l7_blob blob = { 0 };

	add(*state, "one", "^1");
	kernel.rules[0] = 1;
	assert_non_null(l7_defs_add(&defs, "two", "^2", 0, L7_RANK_DEFAULT, &diags));
	assert_int_equal(l7_compile(&defs, NULL, &blob, NULL, &diags), 0);
	assert_int_equal(l7_table_replace_image(*state, "file", &blob, &held, &diags), -1);
	assert_int_equal(diags.errors, 1);
	assert_int_equal(kernel.loads, 1);
	l7_defs_fini(&defs);
	l7_defs_fini(&held);
	l7_diags_fini(&diags);
	l7_blob_fini(&blob);
}

static void refuses_what_is_no_image(void **state)
{
	static _Alignas(16) char junk[64];
	const struct l7_blob blob = { junk, sizeof(junk) };
	struct l7_diags diags = { 0 };
	struct l7_defs held = { 0 };

	assert_int_equal(l7_table_replace_image(*state, "file", &blob, &held, &diags), -1);
	assert_int_equal(diags.errors, 1);
	assert_int_equal(kernel.loads, 0);
	l7_diags_fini(&diags);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(adds_to_what_is_loaded),
		TEST(loads_nothing_twice),
		TEST(many_bring_the_rest_along),
		TEST(notices_what_others_do),
		TEST(starts_again_if_interrupted),
		TEST(gives_up_at_last),
		TEST(upgrade_replaces_what_no_rule_uses),
		TEST(upgrade_keeps_what_a_rule_uses),
		TEST(one_process_may_ask_for_both),
		TEST(replacing_keeps_what_rules_use),
		TEST(replacing_keeps_numbers),
		TEST(image_must_have_what_rules_use),
		TEST(refuses_what_is_no_image),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
