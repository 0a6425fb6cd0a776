// SPDX-License-Identifier: GPL-2.0-only
/* connlabel.conf: what is taken from it, and what is refused with which words */

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "client/labels.h"

/** struct fixture - two files, three definitions, and what reading them gave */
struct fixture {
	char path[2][32];
	const char *files[3];
	struct l7_defs defs;
	struct l7_labels labels;
	struct l7_diags diags;
	int result;
};

static void write_file(char *path, const char *text)
{
	int fd;

	strcpy(path, "/tmp/labels.XXXXXX");
	fd = mkstemp(path);
	assert_true(fd >= 0);
	assert_int_equal(write(fd, text, strlen(text)), strlen(text));
	close(fd);
}

static void read_labels(struct fixture *f, const char *first, const char *second)
{
	const char *names[] = { "http", "tls", "done-deal" };

	memset(f, 0, sizeof(*f));
	for (unsigned int i = 0; i < 3; i++)
		assert_non_null(l7_defs_add(&f->defs, names[i], "^x", i + 1, L7_RANK_DEFAULT, &f->diags));
	write_file(f->path[0], first);
	f->files[0] = f->path[0];
	if (second) {
		write_file(f->path[1], second);
		f->files[1] = f->path[1];
	}
	assert_non_null(l7_defs_add(&f->defs, "chat", "protocol chat\ngroup talk web\nalias jabber\ntcp: ^x\n", 4,
				    L7_RANK_DEFAULT, &f->diags));
	assert_non_null(l7_defs_add(&f->defs, "call", "protocol call\ngroup talk\nalias web\nudp: ^x\n", 5,
				    L7_RANK_DEFAULT, &f->diags));
	f->result = l7_labels_read(&f->labels, f->files, &f->defs, &f->diags);
	unlink(f->path[0]);
	if (second)
		unlink(f->path[1]);
}

static void release(struct fixture *f)
{
	l7_labels_fini(&f->labels);
	l7_defs_fini(&f->defs);
	l7_diags_fini(&f->diags);
}

static void expect(const struct fixture *f, size_t i, uint16_t number, bool any, uint8_t bit)
{
	assert_true(i < f->labels.count);
	assert_int_equal(f->labels.label[i].number, number);
	assert_int_equal(f->labels.label[i].any, any);
	assert_int_equal(f->labels.label[i].bit, bit);
}

static void maps_names_to_bits(void **state)
{
	struct fixture f;

	read_labels(&f, "# comment\n\n0 l7-http\n 7\tl7-tls # more\n0x5f l7-done\n9 l7-unknown\n10 l7-done-deal", NULL);
	assert_int_equal(f.result, 0);
	assert_int_equal(f.labels.count, 5);
	expect(&f, 0, 1, false, 0);
	expect(&f, 1, 2, false, 7);
	expect(&f, 2, 0, true, 95);
	expect(&f, 3, 0, false, 9);
	expect(&f, 4, 3, false, 10);
	release(&f);
}

/* an alias goes before a group of the same name */
static void maps_aliases_and_groups(void **state)
{
	struct fixture f;

	read_labels(&f, "1 l7-jabber\n2 l7-talk\n3 l7-web\n", NULL);
	assert_int_equal(f.result, 0);
	assert_int_equal(f.labels.count, 4);
	expect(&f, 0, 4, false, 1);
	expect(&f, 1, 4, false, 2);
	expect(&f, 2, 5, false, 2);
	expect(&f, 3, 5, false, 3);
	release(&f);
}

static void passes_over_others(void **state)
{
	struct fixture f;

	read_labels(&f, "127 customer\nnonsense\nx y\n3 l7-notloaded\n4 l7-\n5\n#6 l7-http\n", NULL);
	assert_int_equal(f.result, 0);
	assert_int_equal(f.labels.count, 0);
	assert_int_equal(f.diags.count, 0);
	release(&f);
}

static void takes_twice_named_once(void **state)
{
	struct fixture f;

	read_labels(&f, "1 l7-http\n2 l7-tls\n", "2 l7-tls\r\n1 l7-http\n3 l7-http\n");
	assert_int_equal(f.result, 0);
	assert_int_equal(f.labels.count, 3);
	expect(&f, 2, 1, false, 3);
	release(&f);
}

static void refuses_bits_of_the_verdict(void **state)
{
	struct fixture f;

	read_labels(&f, "95 l7-http\n96 l7-tls\n", NULL);
	assert_int_equal(f.result, -1);
	assert_int_equal(f.diags.errors, 1);
	assert_int_equal(f.diags.diag[0].line, 2);
	assert_int_equal(f.diags.diag[0].column, 1);
	assert_non_null(strstr(f.diags.diag[0].text, "below 96"));
	release(&f);
}

static void refuses_what_is_no_bit(void **state)
{
	static const char *const lines[] = {
		"128 l7-http\n", "-1 l7-http\n", "1x l7-http\n", "one l7-http\n", "99999999999999999999 l7-http\n",
	};

	for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++) {
		struct fixture f;

		read_labels(&f, lines[i], NULL);
		assert_int_equal(f.result, -1);
		assert_int_equal(f.diags.errors, 1);
		release(&f);
	}
}

static void needs_no_file(void **state)
{
	const char *const files[] = { "/nonexistent/connlabel.conf", "/dev/null/connlabel.conf", NULL };
	struct l7_labels labels = { 0 };
	struct l7_diags diags = { 0 };
	struct l7_defs defs = { 0 };

	assert_int_equal(l7_labels_read(&labels, files, &defs, &diags), 0);
	assert_int_equal(labels.count, 0);
	assert_int_equal(diags.count, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(maps_names_to_bits),
		cmocka_unit_test(maps_aliases_and_groups),
		cmocka_unit_test(passes_over_others),
		cmocka_unit_test(takes_twice_named_once),
		cmocka_unit_test(refuses_bits_of_the_verdict),
		cmocka_unit_test(refuses_what_is_no_bit),
		cmocka_unit_test(needs_no_file),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
