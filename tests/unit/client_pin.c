// SPDX-License-Identifier: GPL-2.0-only
/*
 * Where programs of rules are pinned: every name that a definition can have, and back
 */

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "compiler/language.h"
#include "client/pin.h"

static void check_path(const struct l7_pin *pin, const char *want)
{
	char path[L7_PIN_PATH_SIZE], again[L7_PIN_PATH_SIZE];
	struct l7_pin read;

	l7_pin_path(pin, path);
	if (want)
		assert_string_equal(path, want);
	assert_true(l7_pin_parse(path, &read));
	assert_string_equal(read.name, pin->name);
	assert_int_equal(read.dir, pin->dir);
	assert_int_equal(read.flags, pin->flags);
	l7_pin_path(&read, again);
	assert_string_equal(again, path);
}

static void questions_have_directories(void **state)
{
	check_path(&(struct l7_pin) { .name = "http" }, "/run/layer7/is/http");
	check_path(&(struct l7_pin) { .name = "http", .flags = L7_BPF_RULE_INVERT }, "/run/layer7/not/http");
	check_path(&(struct l7_pin) { .name = "http", .flags = L7_BPF_RULE_PKT }, "/run/layer7/packet/http");
	check_path(&(struct l7_pin) { .name = "http", .flags = L7_BPF_RULE_PKT | L7_BPF_RULE_INVERT },
		   "/run/layer7/not-packet/http");
	check_path(&(struct l7_pin) { .name = "unset", .flags = L7_BPF_RULE_INVERT }, "/run/layer7/not/unset");
}

static void directories_tell_apart(void **state)
{
	char own[L7_PIN_PATH_SIZE], other[L7_PIN_PATH_SIZE];
	struct l7_pin pin = { .name = "http", .dir = l7_pin_dir("/etc/own") };

	assert_int_equal(l7_pin_dir(""), 0);
	assert_int_not_equal(pin.dir, 0);
	check_path(&pin, NULL);
	l7_pin_path(&pin, own);
	pin.dir = l7_pin_dir("/etc/own/");
	l7_pin_path(&pin, other);
	assert_string_not_equal(own, other);
	check_path(&(struct l7_pin) { .name = "x", .dir = 0xa }, "/run/layer7/is/x:0000000a");
}

static void what_a_bpf_file_system_refuses_is_escaped(void **state)
{
	check_path(&(struct l7_pin) { .name = "h.323" }, "/run/layer7/is/h%2e323");
	check_path(&(struct l7_pin) { .name = "50%:x" }, "/run/layer7/is/50%25%3ax");
	check_path(&(struct l7_pin) { .name = "a\"b'c$d`e\\f" }, NULL);
}

/* Also the longest, all of it escaped */
static void every_name_there_can_be(void **state)
{
	struct l7_pin pin = { .dir = 0xffffffff, .flags = L7_BPF_RULE_PKT | L7_BPF_RULE_INVERT };
	char path[L7_PIN_PATH_SIZE];

	for (int c = 1; c < 256; c++) {
		pin.name[0] = 'x';
		pin.name[1] = c;
		pin.name[2] = '\0';
		if (l7_name_fault(pin.name))
			continue;
		check_path(&pin, NULL);
		l7_pin_path(&pin, path);
		assert_null(strchr(path, '.'));
		assert_null(strchr(strrchr(path, '/'), ' '));
	}
	memset(pin.name, '~', L7_NAME_SIZE - 1);
	pin.name[L7_NAME_SIZE - 1] = '\0';
	l7_pin_path(&pin, path);
	assert_true(strlen(path) < L7_PIN_PATH_SIZE);
	check_path(&pin, NULL);
}

static void other_paths_are_not_ours(void **state)
{
	static const char *const paths[] = {
		"", "/", "/run/layer7", "/run/layer7/", "/run/layer7/is", "/run/layer7/is/", "/run/layer7/has/http",
		"/sys/fs/bpf/http", "/run/layer7/verdicts", "/run/layer7/is/a/b", "/run/layer7/is/a.b",
		"/run/layer7/is/%61", "/run/layer7/is/%2E", "/run/layer7/is/%2", "/run/layer7/is/%", "/run/layer7/is/%2f",
		"/run/layer7/is/%0a", "/run/layer7/is/http:", "/run/layer7/is/http:1234567", "/run/layer7/is/http:123456789",
		"/run/layer7/is/http:ABCDEF01", "/run/layer7/is/http:00000000", "/run/layer7/is/:12345678",
		"/run/layer7/is/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "/run/layer7/is//http", "run/layer7/is/http",
	};
	struct l7_pin pin;

	for (size_t i = 0; i < sizeof(paths) / sizeof(paths[0]); i++)
		if (l7_pin_parse(paths[i], &pin))
			fail_msg("%s is taken for the path of \"%s\"", paths[i], pin.name);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(questions_have_directories),
		cmocka_unit_test(directories_tell_apart),
		cmocka_unit_test(what_a_bpf_file_system_refuses_is_escaped),
		cmocka_unit_test(every_name_there_can_be),
		cmocka_unit_test(other_paths_are_not_ours),
	};

	return cmocka_run_group_tests_name("pin", tests, NULL, NULL);
}
