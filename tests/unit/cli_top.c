// SPDX-License-Identifier: GPL-2.0-only
/* rows of l7 top: what they add up to, how they are sorted, that they fit */

#include <arpa/inet.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "cli/top_rows.c"

#include "cli/top_text.c"
#include "cli/units.c"

#define SECOND 1000000000ull

static struct l7_top top;

static void add_connection(uint32_t id, uint32_t word, const char *source, uint64_t up, uint64_t down)
{
	struct l7_ct ct = {
		.id = id,
		.word = word,
		.family = strchr(source, ':') ? AF_INET6 : AF_INET,
		.transport = IPPROTO_TCP,
		.has_ports = true,
		.port = { 65000 + id % 500, 65001 },
		.counted = true,
		.bytes = { up, down },
		.packets = { up / 100, down / 100 },
		.timeout = 1000 - id,
	};

	inet_pton(ct.family, source, ct.source);
	inet_pton(ct.family, source, ct.target);
	l7_sample_add(&top.sample, &ct);
}

#define HTTP (L7_LABEL_DECIDED | 1)
#define TLS (L7_LABEL_DECIDED | 2)
#define MQTT (L7_LABEL_DECIDED | 21)
#define LONG_IPV6 "2001:1db8:1111:2222:3333:4444:5555:6666"

/* two samples, @factor times as much in the second; four seconds apart */
static void take_samples(uint64_t factor)
{
	l7_sample_fini(&top.sample);
	for (uint64_t round = 1; round <= factor; round += factor - 1) {
		l7_sample_begin(&top.sample, round == 1 ? 4 * SECOND : 8 * SECOND);
		add_connection(1, HTTP, "10.0.0.1", 1000 * round, 100 * round);
		add_connection(2, HTTP, LONG_IPV6, 2000 * round, 0);
		add_connection(3, TLS, "10.0.0.3", 500 * round, 70000 * round);
		add_connection(4, MQTT, "10.0.0.4", 10 * round, 10 * round);
		add_connection(5, L7_LABEL_DECIDED, "255.255.255.255", 300 * round, 0);
		add_connection(6, L7_LABEL_OPENED, "10.0.0.6", 0, 0);
		add_connection(7, 0, "10.0.0.7", 100 * round, 100 * round);
		assert_int_equal(l7_sample_end(&top.sample), 0);
	}
	top.delay = 4 * SECOND;
}

static void arrange(enum l7_top_by by, enum l7_top_sort sort, const char *filter)
{
	struct l7_diags diags = { 0 };

	top.by = by;
	top.sort = sort;
	assert_int_equal(l7_filter_parse(&top.filter, filter, &top.names, &diags), 0);
	assert_int_equal(l7_top_arrange(&top), 0);
}

/* the rows' names, a blank behind each */
static void expect_rows(const char *wanted)
{
	char names[256] = "";

	for (size_t i = 0; i < top.nrows; i++) {
		strcat(names, top.row[i].name);
		strcat(names, " ");
	}
	assert_string_equal(names, wanted);
}

static const struct l7_top_row *row(const char *name)
{
	for (size_t i = 0; i < top.nrows; i++)
		if (!strcmp(top.row[i].name, name))
			return &top.row[i];
	fail_msg("no row %s", name);
	return NULL;
}

static void sorts(void **state)
{
	take_samples(2);
	arrange(L7_TOP_CONNECTIONS, L7_TOP_RATE, "");
	expect_rows("tls http http unknown - mqtt unset ");
	arrange(L7_TOP_CONNECTIONS, L7_TOP_TIMEOUT, "");
	expect_rows("http http tls mqtt unknown unset - ");
	arrange(L7_TOP_CONNECTIONS, L7_TOP_NAME, "");
	expect_rows("- http http mqtt tls unknown unset ");
	assert_int_equal(top.row[1].bytes, 4000);
	arrange(L7_TOP_CONNECTIONS, L7_TOP_BYTES, "proto!=tls port=65001");
	expect_rows("http http unknown - mqtt unset ");
	assert_int_equal(top.total.connections, 6);
	assert_int_equal(top.verdicts[L7_CT_NAMED], 3);
	arrange(L7_TOP_PROTOCOLS, L7_TOP_PACKETS, "proto=http,-");
	expect_rows("http - ");
}

static void adds_up(void **state)
{
	take_samples(2);
	arrange(L7_TOP_PROTOCOLS, L7_TOP_RATE, "");
	expect_rows("tls http unknown - mqtt unset ");
	assert_int_equal(row("http")->connections, 2);
	assert_int_equal(row("http")->bytes, 6200);
	assert_int_equal(row("http")->now[L7_CT_UP], 3000);
	assert_int_equal(row("http")->now[L7_CT_DOWN], 100);
	assert_int_equal(row("http")->packets_now, 31);
	assert_int_equal(row("http")->timeout, 999);
	assert_int_equal(l7_top_rate(&top, row("http")->now[L7_CT_UP]), 750);
	/* http is of two groups, mqtt has none that is known here */
	arrange(L7_TOP_GROUPS, L7_TOP_RATE, "");
	expect_rows("web secret plain unknown - (none) unset ");
	assert_int_equal(row("web")->connections, 3);
	assert_int_equal(row("web")->bytes, 147200);
	assert_int_equal(row("plain")->bytes, 6200);
	assert_int_equal(row("(none)")->connections, 1);
	assert_int_equal(top.total.connections, 7);
	assert_int_equal(top.total.now[L7_CT_DOWN], 70210);
}

/* Return: columns of the longest of all lines */
static size_t widest(size_t width)
{
	struct l7_top_layout layout;
	char line[L7_TOP_LINE_SIZE];
	size_t longest;

	l7_top_layout(&top, width, &layout);
	l7_top_heading(&top, &layout, line);
	longest = strlen(line);
	for (size_t i = 0; i < top.nrows; i++) {
		l7_top_line(&top, &layout, &top.row[i], line);
		longest = strlen(line) > longest ? strlen(line) : longest;
	}
	return longest;
}

static void fits(void **state)
{
	char line[L7_TOP_LINE_SIZE];

	/* figures as long as they get */
	take_samples(123456789012ull);
	for (enum l7_top_by by = L7_TOP_CONNECTIONS; by <= L7_TOP_GROUPS; by++)
		for (size_t width = 75; width < 300; width++) {
			arrange(by, L7_TOP_TIMEOUT, "port!=1");
			assert_true(widest(width) <= width);
		}
	for (int bytes = 0; bytes < 2; bytes++)
		for (int i = 0; i < L7_TOP_SUMMARY_LINES; i++) {
			top.in_bytes = bytes;
			l7_top_summary(&top, i, line);
			assert_true(strlen(line) <= 80);
		}
	top.in_bytes = false;
}

static void cuts_nothing_without_a_width(void **state)
{
	struct l7_top_layout layout;
	char line[L7_TOP_LINE_SIZE];

	take_samples(2);
	arrange(L7_TOP_CONNECTIONS, L7_TOP_RATE, "host=" LONG_IPV6);
	l7_top_layout(&top, 0, &layout);
	l7_top_line(&top, &layout, &top.row[0], line);
	assert_non_null(strstr(line, "[" LONG_IPV6 "]:65002 [" LONG_IPV6 "]:65001 "));
	/* four seconds, 2000 bytes, in bits */
	assert_non_null(strstr(line, "  4000     0  4000 "));
}

static void says_what_is_not_known(void **state)
{
	struct l7_top_layout layout;
	char line[L7_TOP_LINE_SIZE];
	struct l7_ct ct = { .id = 1, .family = AF_INET, .transport = IPPROTO_UDP, .has_ports = true };

	l7_sample_fini(&top.sample);
	l7_sample_begin(&top.sample, SECOND);
	l7_sample_add(&top.sample, &ct);
	l7_sample_end(&top.sample);
	arrange(L7_TOP_CONNECTIONS, L7_TOP_RATE, "");
	l7_top_layout(&top, 80, &layout);
	l7_top_line(&top, &layout, &top.row[0], line);
	assert_non_null(strstr(line, " -     -     -"));
	assert_true(l7_top_notice(&top, line));
	assert_non_null(strstr(line, "nf_conntrack_acct=1"));
	top.accounting = true;
	assert_true(l7_top_notice(&top, line));
	assert_non_null(strstr(line, "1 began before accounting"));
	top.accounting = false;
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
	static char dir[] = "/tmp/l7-top.XXXXXX";
	const char *dirs[] = { dir, NULL };
	char path[128];

	assert_non_null(mkdtemp(dir));
	write_file(dir, "http.pat", "protocol http\ngroup web plain\ntcp: ^GET\n");
	write_file(dir, "tls.pat", "protocol tls\ngroup web secret\ntcp: ^\\x16\n");
	write_file(dir, "mqtt.pat", "protocol mqtt\ntcp: ^\\x10\n");
	assert_int_equal(l7_names_init(&top.names, dirs), 0);
	for (int i = 0; i < 3; i++) {
		snprintf(path, sizeof(path), "%s/%s.pat", dir, (const char *[]){ "http", "tls", "mqtt" }[i]);
		unlink(path);
	}
	return rmdir(dir);
}

static int tear_down(void **state)
{
	l7_sample_fini(&top.sample);
	l7_filter_fini(&top.filter);
	l7_names_fini(&top.names);
	free(top.row);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sorts),
		cmocka_unit_test(adds_up),
		cmocka_unit_test(fits),
		cmocka_unit_test(cuts_nothing_without_a_width),
		cmocka_unit_test(says_what_is_not_known),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
