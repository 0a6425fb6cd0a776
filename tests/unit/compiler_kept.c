// SPDX-License-Identifier: GPL-2.0-only
/*
 * Images that are remembered: found again, and not believed when anything about them is wrong.
 */
#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "compiler/kept.h"

#define MAX_STATES 20000
#define MANY 6	/* images, more than are kept */

static char dir[] = "/tmp/l7-test-XXXXXX";

/* a program, and an image of it that is large enough to be worth keeping */
struct subject {
	struct l7_defs defs;
	struct l7_program program;
	struct l7_blob image;
};

static void make(struct subject *s, const char *name)
{
	struct l7_diags diags = { 0 };

	*s = (struct subject){ .image = { 0 } };
	assert_non_null(l7_defs_add(&s->defs, name, "x.............y", 0, 100, &diags));
	assert_int_equal(l7_compile(&s->defs, NULL, &s->image, NULL, &diags), 0);
	assert_int_equal(l7_program_build(&s->program, &s->defs, &diags), 0);
	l7_diags_fini(&diags);
}

static void release(struct subject *s)
{
	l7_program_fini(&s->program);
	l7_blob_fini(&s->image);
	l7_defs_fini(&s->defs);
}

static bool loads(const struct subject *s, unsigned int max_states)
{
	struct l7_blob found = { 0 };
	struct l7_image img;

	if (!l7_kept_load(dir, &s->program, max_states, &found, &img))
		return false;
	assert_int_equal(found.size, s->image.size);
	assert_memory_equal(found.bytes, s->image.bytes, found.size);
	assert_ptr_equal(img.head, found.bytes);
	l7_blob_fini(&found);
	return true;
}

/* the path of the last file that is there; returns how many there are */
static unsigned int find(char *path, size_t size)
{
	DIR *d = opendir(dir);
	unsigned int count = 0;
	struct dirent *entry;

	while ((entry = readdir(d)))
		if (*entry->d_name != '.') {
			snprintf(path, size, "%s/%s", dir, entry->d_name);
			count++;
		}
	closedir(d);
	return count;
}

static void remove_all(void)
{
	char path[4096];

	while (find(path, sizeof(path)))
		unlink(path);
}

static int begin(void **unused)
{
	return mkdtemp(dir) ? 0 : -1;
}

static int end(void **unused)
{
	remove_all();
	return rmdir(dir);
}

static void change_byte(const char *path, long offset)
{
	FILE *f = fopen(path, "r+");
	int byte;

	fseek(f, offset, offset < 0 ? SEEK_END : SEEK_SET);
	byte = getc(f);
	fseek(f, -1, SEEK_CUR);
	putc(byte ^ 1, f);
	fclose(f);
}

static void found_again(void **unused)
{
	struct subject s, other;

	make(&s, "a");
	make(&other, "b");
	assert_false(loads(&s, MAX_STATES));
	l7_kept_store(dir, &s.program, MAX_STATES, &s.image);
	assert_true(loads(&s, MAX_STATES));
	assert_false(loads(&s, MAX_STATES - 1));
	assert_false(loads(&other, MAX_STATES));
	remove_all();
	release(&s);
	release(&other);
}

static void not_believed(void **unused)
{
	static const long at[] = { 0, 9, 17, 25, 32, 100, 40000, -1 };
	char path[4096];
	struct subject s;
	size_t i;

	make(&s, "a");
	for (i = 0; i < sizeof(at) / sizeof(at[0]); i++) {
		l7_kept_store(dir, &s.program, MAX_STATES, &s.image);
		assert_int_equal(find(path, sizeof(path)), 1);
		change_byte(path, at[i]);
		assert_false(loads(&s, MAX_STATES));
	}
	l7_kept_store(dir, &s.program, MAX_STATES, &s.image);
	assert_int_equal(truncate(path, s.image.size), 0);
	assert_false(loads(&s, MAX_STATES));
	l7_kept_store(dir, &s.program, MAX_STATES, &s.image);
	chmod(path, 0666);
	assert_false(loads(&s, MAX_STATES));
	chmod(path, 0644);
	assert_true(loads(&s, MAX_STATES));
	chmod(dir, 0777);
	assert_false(loads(&s, MAX_STATES));
	chmod(dir, 0700);
	remove_all();
	release(&s);
}

/* under the name that another program's image would have */
static void of_other_definitions(void **unused)
{
	char mine[4096], path[4096];
	struct subject s, other;

	make(&s, "a");
	make(&other, "b");
	l7_kept_store(dir, &other.program, MAX_STATES, &other.image);
	find(mine, sizeof(mine));
	remove_all();
	l7_kept_store(dir, &s.program, MAX_STATES, &s.image);
	find(path, sizeof(path));
	assert_int_equal(rename(path, mine), 0);
	assert_false(loads(&other, MAX_STATES));
	remove_all();
	release(&s);
	release(&other);
}

static void bounded(void **unused)
{
	char path[4096], name[2] = "a";
	struct subject s;
	int i;

	for (i = 0; i < MANY; i++, (*name)++) {
		make(&s, name);
		l7_kept_store(dir, &s.program, MAX_STATES, &s.image);
		release(&s);
	}
	assert_int_equal(find(path, sizeof(path)), 4);
	remove_all();
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(found_again),
		cmocka_unit_test(not_believed),
		cmocka_unit_test(of_other_definitions),
		cmocka_unit_test(bounded),
	};

	return cmocka_run_group_tests(tests, begin, end);
}
