// SPDX-License-Identifier: GPL-2.0-only
/* Rules that name a pinned program: what was asked comes back from them, and other people's are not taken for ours. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "iptables/pinned.h"

static struct xt_layer7_info ask(uint32_t flags, const char *name, const char *dir)
{
	struct xt_layer7_info info = { .flags = flags };

	snprintf(info.name, sizeof(info.name), "%s", name);
	snprintf(info.dir, sizeof(info.dir), "%s", dir);
	return info;
}

static struct xt_bpf_info_v1 rule_for(const struct xt_layer7_info *info)
{
	char path[L7_PIN_PATH_SIZE];
	struct xt_bpf_info_v1 rule;
	struct l7_pin pin;

	memset(&rule, 0xff, sizeof(rule));
	l7_pinned_ask(info, &pin);
	l7_pin_path(&pin, path);
	assert_true(strlen(path) < sizeof(path));
	l7_pinned_write(&rule, path, info->dir);
	return rule;
}

static void comes_back(const struct xt_layer7_info *asked, const char *path)
{
	struct xt_bpf_info_v1 rule = rule_for(asked), again = rule_for(asked);
	struct xt_layer7_info got;

	if (path)
		assert_string_equal(rule.path, path);
	assert_memory_equal(&rule, &again, sizeof(rule));
	assert_true(l7_pinned_read(&got, &rule));
	assert_memory_equal(&got, asked, sizeof(got));
}

static void what_was_asked_comes_back(void **state)
{
	const struct xt_layer7_info asked[] = {
		ask(0, "http", ""),
		ask(XT_LAYER7_INVERT, "ssh", ""),
		ask(XT_LAYER7_PKT, "dns", ""),
		ask(XT_LAYER7_INVERT | XT_LAYER7_PKT, "tls1.3", ""),
		ask(0, "unset", ""),
		ask(0, "moo", "/etc/own"),
	};
	const char *const path[] = {
		"/run/layer7/is/http", "/run/layer7/not/ssh", "/run/layer7/packet/dns",
		"/run/layer7/not-packet/tls1%2e3", "/run/layer7/is/unset", NULL,
	};

	for (size_t i = 0; i < sizeof(asked) / sizeof(asked[0]); i++)
		comes_back(&asked[i], path[i]);
}

static void the_longest_fits(void **state)
{
	struct xt_layer7_info asked = ask(XT_LAYER7_INVERT | XT_LAYER7_PKT, "", "");

	memset(asked.name, '.', sizeof(asked.name) - 1);
	memset(asked.dir, 'x', sizeof(asked.dir) - 1);
	comes_back(&asked, NULL);
}

/* iptables -C and -D compare rules byte by byte; the definition may have been edited meanwhile. */
static void the_digest_does_not_matter(void **state)
{
	struct xt_layer7_info one = ask(0, "moo", "/etc/own"), two = one, elsewhere = ask(0, "moo", "/etc/own/");
	struct xt_bpf_info_v1 a, b, c;

	one.digest = 1;
	two.digest = 2;
	a = rule_for(&one);
	b = rule_for(&two);
	c = rule_for(&elsewhere);
	assert_memory_equal(&a, &b, sizeof(a));
	assert_string_not_equal(a.path, c.path);
}

static void not_ours(const struct xt_bpf_info_v1 *rule)
{
	struct xt_layer7_info info;

	assert_false(l7_pinned_read(&info, rule));
}

static void others_are_not_ours(void **state)
{
	static const char *const paths[] = {
		"", "/sys/fs/bpf/theirs", "/run/layer7", "/run/layer7/", "/run/layer7/verdicts",
		"/run/layer7/is", "/run/layer7/is/", "/run/layer7/isnt/http", "/run/layer7/is/tls1.3",
		"/run/layer7/is/a/b", "/run/layer7/is/%41", "/run/layer7/is/%2E", "/run/layer7/is/%2",
		"/run/layer7/is/%0a", "/run/layer7/is/moo:", "/run/layer7/is/moo:00000000",
		"/run/layer7/is/moo:0123456", "/run/layer7/is/moo:0123456G", "/run/layer7/is/moo:01234567",
		"/run/layer7/is/a-name-that-is-longer-than-31-bytes",
	};
	struct xt_bpf_info_v1 rule = { .mode = XT_BPF_MODE_BYTECODE };

	not_ours(&rule);
	for (size_t i = 0; i < sizeof(paths) / sizeof(paths[0]); i++) {
		l7_pinned_write(&rule, paths[i], "");
		not_ours(&rule);
	}
	memset(&rule, '/', sizeof(rule));
	rule.mode = XT_BPF_MODE_PATH_PINNED;
	not_ours(&rule);
}

/* Whatever byte of ours is another one: either it asks for something else, or it is not ours. */
static void each_byte_counts(void **state)
{
	const struct xt_layer7_info asked = ask(0, "moo", "/etc/own");
	const struct xt_bpf_info_v1 ours = rule_for(&asked);

	for (size_t i = 0; i < offsetof(struct xt_bpf_info_v1, filter); i++) {
		struct xt_bpf_info_v1 rule = ours;
		struct xt_layer7_info got;

		((char *)&rule)[i] ^= 1;
		if (l7_pinned_read(&got, &rule))
			assert_memory_not_equal(&got, &asked, sizeof(got));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_was_asked_comes_back),
		cmocka_unit_test(the_longest_fits),
		cmocka_unit_test(the_digest_does_not_matter),
		cmocka_unit_test(others_are_not_ours),
		cmocka_unit_test(each_byte_counts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
