// SPDX-License-Identifier: GPL-2.0-only
/*
 * What libbpf says becomes the end of an error, in one line, and nothing else of it is seen
 */

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <bpf/libbpf.h>
#include <cmocka.h>

#include "client/pinned_log.h"

static libbpf_print_fn_t sink;

/* As libbpf would say it */
static void say(enum libbpf_print_level level, const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	sink(level, fmt, args);
	va_end(args);
}

static int begin(void **state)
{
	l7_pinned_log_begin();
	sink = libbpf_set_print(NULL);	/* what was set */
	libbpf_set_print(sink);
	return 0;
}

static void without_words(void **state)
{
	struct l7_client c;

	assert_int_equal(l7_pinned_log_fail(&c, -EINVAL, "the thing"), -EINVAL);
	assert_string_equal(c.error, "the thing: Invalid argument");
}

static void the_end_of_a_verifier_log(void **state)
{
	struct l7_client c;

	say(LIBBPF_WARN, "libbpf: prog 'classify': BPF program load failed: Permission denied\n");
	say(LIBBPF_WARN, "libbpf: prog '%s': -- BEGIN PROG LOAD LOG --\n%s-- END PROG LOAD LOG --\n", "classify",
	    "0: (b7) r0 = 0\n1: (61) r6 = *(u32 *)(r8 +0)\nR8 unbounded memory access\nprocessed 2 insns (limit 1000000)\n");
	say(LIBBPF_WARN, "libbpf: prog 'classify': failed to load: -13\n");
	say(LIBBPF_WARN, "libbpf: failed to load object 'classify'\n");
	say(LIBBPF_DEBUG, "libbpf: nobody wants to know\n");
	l7_pinned_log_fail(&c, -EACCES, "BPF classifier");
	assert_string_equal(c.error, "BPF classifier: Permission denied: 0: (b7) r0 = 0; 1: (61) r6 = *(u32 *)(r8 +0); "
			    "R8 unbounded memory access");
}

/* A log of megabytes: its end is kept. */
static void a_long_log(void **state)
{
	struct l7_client c;

	for (int i = 0; i < 100000; i++)
		say(LIBBPF_WARN, "%d: (b7) r0 = 0\n", i);
	l7_pinned_log_fail(&c, -E2BIG, "it");
	assert_non_null(strstr(c.error, ": 99997: (b7) r0 = 0; 99998: (b7) r0 = 0; 99999: (b7) r0 = 0"));
	say(LIBBPF_WARN, "%020000d\n", 7);
	l7_pinned_log_fail(&c, -E2BIG, "it");
	assert_true(strlen(c.error) < L7_CLIENT_ERROR_SIZE);
}

static void each_attempt_has_its_own(void **state)
{
	struct l7_client c;

	say(LIBBPF_WARN, "libbpf: from before\n");
	l7_pinned_log_begin();
	say(LIBBPF_WARN, "libbpf: what is new\n");
	l7_pinned_log_fail(&c, -ENOMEM, "it");
	assert_string_equal(c.error, "it: Cannot allocate memory: what is new");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(without_words, begin),
		cmocka_unit_test_setup(the_end_of_a_verifier_log, begin),
		cmocka_unit_test_setup(a_long_log, begin),
		cmocka_unit_test_setup(each_attempt_has_its_own, begin),
	};

	return cmocka_run_group_tests_name("log", tests, NULL, NULL);
}
