// SPDX-License-Identifier: GPL-2.0-only
/* filters: what they let through, and what is said of those that are wrong; names of numbers */

#include <arpa/inet.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "conntrack/filter.h"
#include "uapi/layer7.h"

static struct l7_names names;

static struct l7_ct connection(uint32_t word, uint8_t transport, const char *source, const char *target)
{
	struct l7_ct ct = {
		.word = word,
		.family = strchr(source, ':') ? AF_INET6 : AF_INET,
		.transport = transport,
		.has_ports = transport != IPPROTO_ICMP,
		.port = { 40000, 443 },
		.mark = 0x12,
		.zone = 7,
	};

	inet_pton(ct.family, source, ct.source);
	inet_pton(ct.family, target, ct.target);
	return ct;
}

static bool lets(const char *text, const struct l7_ct *ct)
{
	struct l7_filter filter = { 0 };
	struct l7_diags diags = { 0 };
	bool match;

	if (l7_filter_parse(&filter, text, &names, &diags))
		fail_msg("%s: %s", text, diags.diag[0].text);
	match = l7_filter_match(&filter, &names, ct);
	l7_filter_fini(&filter);
	l7_diags_fini(&diags);
	return match;
}

static void asks_for_verdicts(void **state)
{
	const struct l7_ct http = connection(L7_LABEL_DECIDED | 1, IPPROTO_TCP, "10.1.2.3", "192.0.2.1");
	const struct l7_ct unknown = connection(L7_LABEL_DECIDED, IPPROTO_TCP, "10.1.2.3", "192.0.2.1");
	const struct l7_ct unset = connection(L7_LABEL_OPENED, IPPROTO_TCP, "10.1.2.3", "192.0.2.1");
	const struct l7_ct none = connection(0, IPPROTO_TCP, "10.1.2.3", "192.0.2.1");
	const struct l7_ct *all[] = { &http, &unknown, &unset, &none };
	static const struct {
		const char *text;
		const char *lets; /* one letter per connection */
	} cases[] = {
		{ "", "yyyy" },		       { "proto=http", "ynnn" },     { "proto=www", "ynnn" },
		{ "proto=unknown", "nynn" },   { "proto=unset", "nnyn" },    { "proto=-", "nnny" },
		{ "proto!=http", "nyyy" },     { "proto=http,-", "ynny" },   { "proto!=http,unset", "nyny" },
		{ "proto=tls", "nnnn" },       { "proto=#40000", "nnnn" },   { "group=web", "ynnn" },
		{ "group=plain", "ynnn" },     { "group!=web", "nyyy" },     { "group=secret", "nnnn" },
		{ "proto=http group=secret", "nnnn" }, { " proto=http  group=web ", "ynnn" },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		for (size_t j = 0; j < 4; j++)
			if (lets(cases[i].text, all[j]) != (cases[i].lets[j] == 'y'))
				fail_msg("\"%s\", connection %zu: wanted %c", cases[i].text, j, cases[i].lets[j]);
}

static void asks_for_ends(void **state)
{
	const struct l7_ct four = connection(0, IPPROTO_TCP, "10.1.2.3", "192.0.2.1");
	const struct l7_ct six = connection(0, IPPROTO_UDP, "2001:db8:0:8000::1", "2001:db8::1");
	const struct l7_ct icmp = connection(0, IPPROTO_ICMP, "10.1.2.3", "0.0.0.0");
	static const struct {
		const char *text;
		const char *lets;
	} cases[] = {
		{ "host=10.1.2.3", "yny" },	 { "host=192.0.2.1", "ynn" },	   { "src=192.0.2.1", "nnn" },
		{ "dst=192.0.2.1", "ynn" },	 { "host=10.0.0.0/8", "yny" },	   { "host=10.1.2.0/31", "nnn" },
		{ "host=10.1.2.2/31", "yny" },	 { "host=10.1.2.0/23", "yny" },	   { "host=0.0.0.0/0", "yny" },
		{ "host=::/0", "nyn" },		 { "src=2001:db8::/49", "nnn" },   { "src=2001:db8::/48", "nyn" },
		{ "dst=2001:db8::/49", "nyn" },	 { "host!=10.0.0.0/8", "nyn" },	   { "host=192.0.2.1,2001:db8::1", "yyn" },
		{ "port=443", "yyn" },		 { "port=40000", "yyn" },	   { "sport=443", "nnn" },
		{ "dport=443", "yyn" },		 { "port=400-450", "yyn" },	   { "port=444-39999", "nnn" },
		{ "port!=443", "nny" },		 { "port=0", "nnn" },		   { "transport=tcp", "ynn" },
		{ "transport=17", "nyn" },	 { "transport=icmp,tcp", "yny" },  { "mark=18", "yyy" },
		{ "mark=0x12", "yyy" },		 { "mark=0x10/0xf0", "yyy" },	   { "mark=0x12/0xf0", "nnn" },
		{ "mark!=1", "yyy" },		 { "zone=7", "yyy" },		   { "zone=0", "nnn" },
		{ "host=10.1.2.3 port=443", "ynn" },
	};
	const struct l7_ct *all[] = { &four, &six, &icmp };

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		for (size_t j = 0; j < 3; j++)
			if (lets(cases[i].text, all[j]) != (cases[i].lets[j] == 'y'))
				fail_msg("\"%s\", connection %zu: wanted %c", cases[i].text, j, cases[i].lets[j]);
}

static void says_what_is_possible(void **state)
{
	static const struct {
		const char *text;
		const char *said;
	} cases[] = {
		{ "http", "with one of the keys proto, group, host" },
		{ "htpp=x", "has no such key" },
		{ "=x", "has no such key" },
		{ "proto", "is not understood" },
		{ "proto!x", "is not understood" },
		{ "proto=htp", "did you mean http" },
		{ "proto=", "not a value" },
		{ "proto=http,,tls", "not a value" },
		{ "group=webb", "there are plain, secret, web" },
		{ "host=10.1.2", "such as 192.0.2.1" },
		{ "host=10.1.2.3.4.5.6.7.8.9.10.11.12.13.14.15.16.17.18.19.20", "such as 192.0.2.1" },
		{ "host=10.1.2.3/33", "0 to 32 bits" },
		{ "host=10.1.2.3/", "0 to 32 bits" },
		{ "host=::/129", "0 to 128 bits" },
		{ "port=65536", "0 to 65535" },
		{ "port=2-1", "a range such as" },
		{ "port=1-", "a range such as" },
		{ "port=+1", "0 to 65535" },
		{ "transport=tpc", "tcp, udp, icmp" },
		{ "mark=0x", "a mark, such as" },
		{ "mark=4294967296", "a mark, such as" },
		{ "zone=65536", "a zone" },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct l7_filter filter = { 0 };
		struct l7_diags diags = { 0 };

		if (!l7_filter_parse(&filter, cases[i].text, &names, &diags))
			fail_msg("%s: taken", cases[i].text);
		if (!strstr(diags.diag[0].text, cases[i].said))
			fail_msg("%s: wanted \"%s\", got \"%s\"", cases[i].text, cases[i].said, diags.diag[0].text);
		l7_filter_fini(&filter);
		l7_diags_fini(&diags);
	}
}

static void keeps_what_it_was_after_an_error(void **state)
{
	struct l7_filter filter = { 0 };
	struct l7_diags diags = { 0 };
	char *text;

	assert_int_equal(l7_filter_parse(&filter, "proto=http  port!=1", &names, &diags), 0);
	assert_int_equal(l7_filter_parse(&filter, "port=2 port=x", &names, &diags), -1);
	text = l7_filter_text(&filter);
	assert_string_equal(text, "proto=http port!=1");
	free(text);
	assert_int_equal(l7_filter_parse(&filter, "", &names, &diags), 0);
	assert_int_equal(filter.count, 0);
	l7_filter_fini(&filter);
	l7_diags_fini(&diags);
}

static const char *named(uint32_t word)
{
	return l7_names_verdict(&names, &(struct l7_ct){ .word = word });
}

static void names_verdicts(void **state)
{
	assert_string_equal(named(L7_LABEL_DECIDED | 1), "http");
	/* no definition of it here: the registry's */
	assert_string_equal(named(L7_LABEL_DECIDED | 4), "ssh");
	assert_int_equal(l7_names_groups(&names, 4)->count, 0);
	assert_int_equal(l7_names_number(&names, "ssh"), 4);
	assert_string_equal(named(L7_LABEL_DECIDED | 40000), "#40000");
	assert_string_equal(named(L7_LABEL_DECIDED), "unknown");
	assert_string_equal(named(L7_LABEL_OPENED), "unset");
	assert_string_equal(named(0), "-");
	assert_int_equal(l7_names_groups(&names, 1)->count, 2);
	assert_int_equal(l7_names_number(&names, "www"), 1);
	assert_int_equal(l7_names_number(&names, "nothing"), 0);
}

static void write_file(const char *dir, const char *name, const char *text)
{
	char path[128];
	FILE *out;

	snprintf(path, sizeof(path), "%s/%s", dir, name);
	out = fopen(path, "w");
	assert_non_null(out);
	fputs(text, out);
	fclose(out);
}

static int set_up(void **state)
{
	static char dir[] = "/tmp/l7-filter.XXXXXX";
	const char *dirs[] = { dir, NULL };
	char path[128];

	assert_non_null(mkdtemp(dir));
	write_file(dir, "http.pat", "protocol http\ngroup web plain\nalias www\ntcp: ^GET\n");
	write_file(dir, "tls.pat", "protocol tls\ngroup web secret\ntcp: ^\\x16\n");
	assert_int_equal(l7_names_init(&names, dirs), 0);
	snprintf(path, sizeof(path), "%s/http.pat", dir);
	unlink(path);
	snprintf(path, sizeof(path), "%s/tls.pat", dir);
	unlink(path);
	return rmdir(dir);
}

static int tear_down(void **state)
{
	l7_names_fini(&names);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(asks_for_verdicts),
		cmocka_unit_test(asks_for_ends),
		cmocka_unit_test(says_what_is_possible),
		cmocka_unit_test(keeps_what_it_was_after_an_error),
		cmocka_unit_test(names_verdicts),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
