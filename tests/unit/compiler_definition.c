// SPDX-License-Identifier: GPL-2.0-only
/*
 * Definition files and directories: what is read, what is refused and where, which file of a name is found.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <errno.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "compiler/libl7.h"
#include "uapi/layer7_image.h"

static char dir[] = "/tmp/l7-test-XXXXXX";

static int make_dir(void **unused)
{
	return mkdtemp(dir) ? chdir(dir) : -1;
}

static int remove_one(const char *path, const struct stat *st, int flag, struct FTW *where)
{
	return remove(path);
}

static int remove_dir(void **unused)
{
	return nftw(dir, remove_one, 8, FTW_DEPTH | FTW_PHYS);
}

static void write_bytes(const char *path, const char *bytes, size_t size)
{
	FILE *out = fopen(path, "w");

	assert_non_null(out);
	assert_int_equal(fwrite(bytes, 1, size, out), size);
	assert_int_equal(fclose(out), 0);
}

static void write_text(const char *path, const char *text)
{
	write_bytes(path, text, strlen(text));
}

static void check_read(const char *text, const char *pattern, unsigned int line)
{
	struct l7_defs defs = { 0 };
	struct l7_diags d = { 0 };
	struct l7_def *def;

	write_text("foo.pat", text);
	def = l7_defs_read_file(&defs, "foo.pat", &d);
	assert_int_equal(d.count, 0);
	assert_non_null(def);
	assert_string_equal(def->name, "foo");
	assert_string_equal(def->text, pattern);
	assert_string_equal(def->file, "foo.pat");
	assert_int_equal(def->line, line);
	assert_int_equal(def->number, 0);
	assert_int_equal(def->rank, L7_RANK_DEFAULT);
	l7_defs_fini(&defs);
	l7_diags_fini(&d);
}

static void reads(void **unused)
{
	check_read("foo\n^bar\n", "^bar", 2);
	check_read("foo\n^bar", "^bar", 2);
	check_read("# comment\n\n#foo\nfoo # the name\n# more\n\n^bar\n", "^bar", 7);
	check_read("foo\n^bar \n", "^bar ", 2);
	check_read("foo\n ^bar\t\n", " ^bar\t", 2);
	check_read("foo\r\n^bar\n", "^bar", 2);
	check_read("  \nfoo\n^bar\nuserspace pattern=^baz\nuserspace flags=REG_EXTENDED\n(\n", "^bar", 3);
	check_read("foo\n \n", " ", 2);
	check_read("foo\n\\x41\xff[\\x80-\xfe]\n", "\\x41\xff[\\x80-\xfe]", 2);
}

static void check_refused(const char *path, const char *text, unsigned int line, unsigned int column, const char *says)
{
	struct l7_defs defs = { 0 };
	struct l7_diags d = { 0 };

	if (text)
		write_text(path, text);
	assert_null(l7_defs_read_file(&defs, path, &d));
	assert_int_equal(defs.count, 0);
	assert_int_equal(d.errors, 1);
	assert_string_equal(d.diag[d.count - 1].text, says);
	assert_string_equal(d.diag[d.count - 1].file, path);
	assert_int_equal(d.diag[d.count - 1].line, line);
	assert_int_equal(d.diag[d.count - 1].column, column);
	l7_diags_fini(&d);
}

static void refuses(void **unused)
{
	check_refused("foo.pat", "", 0, 0, "no definition here; the first line that is not a comment is "
		      "`protocol foo', patterns follow");
	check_refused("foo.pat", "# foo\n\n", 0, 0, "no definition here; the first line that is not a comment is "
		      "`protocol foo', patterns follow");
	check_refused("foo.pat", "foo\n", 1, 0, "the expression is missing; write it in the line after the name");
	check_refused("foo.pat", "\nbar baz\nx\n", 2, 1, "the name `bar' is not that of the file; write foo here, or "
		      "call the file bar.pat");
	check_refused("foo.pat", "foo\nab(c\n", 2, 3, "`(' without `)'; add the `)', or write \\( for the character "
		      "itself");
	check_refused("none.pat", NULL, 0, 0, "No such file or directory");
	check_refused(".", NULL, 0, 0, "a definition file is called NAME.pat");
	check_refused("foo.txt", "foo\nx\n", 0, 0, "a definition file is called NAME.pat");
	check_refused("unset.pat", "unset\n.\n", 1, 1, "`unset' can't name a definition: this name is that of a state, "
		      "not of a protocol; choose another name here and for the file");
	check_refused("-x.pat", "-x\n.\n", 1, 1, "`-x' can't name a definition: a name begins with a letter or a "
		      "digit; choose another name here and for the file");
	check_refused("a23456789012345678901234567890123.pat", "a23456789012345678901234567890123\nx\n", 1, 1,
		      "`a23456789012345678901234567890123' can't name a definition: a name has at most 31 characters; "
		      "choose another name here and for the file");
	mkdir("dir.pat", 0755);
	check_refused("dir.pat", NULL, 0, 0, "Is a directory");
}

static void refuses_bytes(void **unused)
{
	struct l7_defs defs = { 0 };
	struct l7_diags d = { 0 };
	char *big = calloc(1, (1 << 20) + 1);

	write_bytes("foo.pat", "foo\na\0b\n", 8);
	assert_null(l7_defs_read_file(&defs, "foo.pat", &d));
	assert_string_equal(d.diag[0].text, "not a text file (it has a NUL byte in it); write bytes that are not text "
			    "as \\xHH");
	assert_non_null(big);
	memset(big, '#', (1 << 20) + 1);
	write_bytes("foo.pat", big, (1 << 20) + 1);
	assert_null(l7_defs_read_file(&defs, "foo.pat", &d));
	assert_string_equal(d.diag[1].text, "longer than 1 MiB; a definition is a name and an expression");
	memcpy(big, "foo\n", 4);
	write_bytes("foo.pat", big, 4 + L7_PATTERN_MAX_BYTES);
	assert_null(l7_defs_read_file(&defs, "foo.pat", &d));
	assert_int_equal(d.errors, 3);
	free(big);
	l7_diags_fini(&d);
}

static void warns(void **unused)
{
	struct l7_defs defs = { 0 };
	struct l7_diags d = { 0 };
	struct l7_def *def;

	write_text("foo.pat", "foo\r\na\\x2eb\r\n");
	def = l7_defs_read_file(&defs, "foo.pat", &d);
	assert_non_null(def);
	assert_string_equal(def->text, "a\\x2eb\r");
	assert_int_equal(d.errors, 0);
	assert_int_equal(d.count, 2);
	assert_int_equal(d.diag[0].column, 7);
	assert_string_equal(d.diag[0].text, "the expression ends in a carriage return and requires it to be in the "
			    "payload; save the file with Unix line ends");
	assert_int_equal(d.diag[1].column, 2);
	l7_defs_fini(&defs);
	l7_diags_fini(&d);
}

static void directories(void **unused)
{
	static const char *const in_order[] = { "one", "two", "three", "zwei" };
	const char *const dirs[] = { "t/none", "t/b", "t/a", NULL };
	struct l7_defs defs = { 0 };
	struct l7_diags d = { 0 };
	char *path;
	size_t i;

	mkdir("t", 0755);
	mkdir("t/a", 0755);
	mkdir("t/a/extra", 0755);
	mkdir("t/a/extra/deep", 0755);
	mkdir("t/a/protocols", 0755);
	mkdir("t/b", 0755);
	write_text("t/a/two.pat", "two\n2\n");
	write_text("t/a/one.pat", "one\n1\n");
	write_text("t/a/unset.pat", "unset\n.\n");
	write_text("t/a/README", "two\nx\n");
	write_text("t/a/bad.pat", "bad\n(\n");
	write_text("t/a/extra/one.pat", "one\nhidden\n");
	write_text("t/a/extra/three.pat", "three\n3\n");
	write_text("t/a/extra/deep/four.pat", "four\n4\n");
	write_text("t/a/protocols/zwei.pat", "zwei\n2\n");
	write_text("t/b/three.pat", "three\nb\n");
	assert_int_equal(l7_defs_read_dir(&defs, "t/none", &d), -1);
	assert_int_equal(errno, ENOENT);
	assert_int_equal(l7_defs_read_dir(&defs, "t/a", &d), 4);
	assert_int_equal(d.errors, 1);
	for (i = 0; i < defs.count; i++)
		assert_string_equal(defs.def[i].name, in_order[i]);
	assert_int_equal(l7_defs_read_dir(&defs, "t/b", &d), 0);
	path = l7_defs_find_file(dirs, "three");
	assert_string_equal(path, "t/b/three.pat");
	free(path);
	path = l7_defs_find_file(dirs, "zwei");
	assert_string_equal(path, "t/a/protocols/zwei.pat");
	free(path);
	assert_null(l7_defs_find_file(dirs, "four"));
	assert_null(l7_defs_find_file(dirs, "../a/one"));
	assert_int_equal(errno, ENOENT);
	l7_defs_fini(&defs);
	l7_diags_fini(&d);
}

static void adding(void **unused)
{
	struct l7_defs defs = { 0 };
	struct l7_diags d = { 0 };

	assert_non_null(l7_defs_add(&defs, "foo", "a", 0, 5, &d));
	assert_non_null(l7_defs_add(&defs, "foo", "b", 0, 5, &d));
	assert_non_null(l7_defs_add(&defs, "foo", "a", 0, 5, &d));
	assert_int_equal(defs.count, 2);
	assert_true(defs.def[0].digest == 0xcc0e71afa419e9bcull);
	assert_null(l7_defs_add(&defs, "a b", "a", 0, 5, &d));
	assert_null(l7_defs_add(&defs, "", "a", 0, 5, &d));
	assert_null(l7_defs_add(&defs, "a/b", "a", 0, 5, &d));
	assert_null(l7_defs_add(&defs, "unknown", "a", 0, 5, &d));
	assert_null(l7_defs_add(&defs, "foo", "c", 0xffff, 5, &d));
	assert_int_equal(defs.count, 2);
	assert_int_equal(d.errors, 5);
	l7_defs_fini(&defs);
	l7_diags_fini(&d);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads),
		cmocka_unit_test(refuses),
		cmocka_unit_test(refuses_bytes),
		cmocka_unit_test(warns),
		cmocka_unit_test(directories),
		cmocka_unit_test(adding),
	};

	return cmocka_run_group_tests(tests, make_dir, remove_dir);
}
