// SPDX-License-Identifier: GPL-2.0-only
/* l7 doctor: which rule sets of nft hide connections from inspection */

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "doctor/nft.h"

/* as nft 1.0.6 prints it */
#define AT "\"family\": \"inet\", \"table\": \"t\", "
#define BASE(name) "{\"chain\": {" AT "\"name\": \"" name "\", \"type\": \"filter\", \"hook\": \"forward\", \"prio\": 0}}, "
#define CHAIN(name) "{\"chain\": {" AT "\"name\": \"" name "\"}}, "
#define RULE(chain, expr) "{\"rule\": {" AT "\"chain\": \"" chain "\", \"expr\": [" expr "]}}, "
#define LABEL(op, name) "{\"match\": {\"op\": \"" op "\", \"left\": {\"ct\": {\"key\": \"label\"}}, \"right\": \"" name "\"}}"
#define MARK "{\"match\": {\"op\": \"==\", \"left\": {\"&\": [{\"ct\": {\"key\": \"mark\"}}, 255]}, \"right\": 4}}"
#define PORT "{\"match\": {\"op\": \"==\", \"left\": {\"payload\": {\"protocol\": \"tcp\", \"field\": \"dport\"}}, \"right\": 80}}"
#define MANY(key, n) "{\"match\": {\"op\": \">\", \"left\": {\"ct\": {\"key\": \"" key "\"}}, \"right\": " n "}}"
#define FLOW "{\"flow\": {\"op\": \"add\", \"flowtable\": \"@fast\"}}"
#define ACCEPT "{\"accept\": null}"
#define JUMP(to) "{\"jump\": {\"target\": \"" to "\"}}"
#define VMAP(key, to) "{\"vmap\": {\"key\": {\"ct\": {\"key\": \"" key "\"}}, \"data\": " to "}}"
#define SET(to) "{\"set\": [[\"established\", " JUMP(to) "]]}"

static void expect(const char *items, const char *hides, const char *by_mark)
{
	struct l7_rules rules = { 0 };
	char text[8192];

	snprintf(text, sizeof(text), "{\"nftables\": [%s{\"metainfo\": {}}]}", items);
	l7_nft_read(&rules, text, 10);
	assert_true(rules.nft_read);
	if (hides)
		assert_string_equal(rules.hides, hides);
	else
		assert_null(rules.hides);
	if (by_mark)
		assert_string_equal(rules.by_mark, by_mark);
	else
		assert_null(rules.by_mark);
	l7_rules_fini(&rules);
}

#define HIDES(items) expect(items, "chain inet t f", NULL)
#define HIDES_IN(items, chain) expect(items, "chain inet t " chain, NULL)
#define WELL(items) expect(items, NULL, NULL)

static void one_rule(void **state)
{
	HIDES(BASE("f") RULE("f", FLOW));
	HIDES(BASE("f") RULE("f", PORT ", " FLOW));
	WELL(BASE("f") RULE("f", LABEL("in", "l7-done") ", " PORT ", " FLOW));
	HIDES(BASE("f") RULE("f", LABEL("!=", "l7-done") ", " FLOW));
	expect(BASE("f") RULE("f", MARK ", " FLOW), NULL, "chain inet t f");
	WELL(BASE("f") RULE("f", MARK ", " LABEL("in", "l7-http") ", " FLOW));
}

static void late(void **state)
{
	WELL(BASE("f") RULE("f", MANY("packets", "20") ", " FLOW));
	HIDES(BASE("f") RULE("f", MANY("packets", "4") ", " FLOW));
	HIDES(BASE("f") RULE("f", MANY("bytes", "10000") ", " FLOW));
	WELL(BASE("f") RULE("f", MANY("bytes", "1000000") ", " FLOW));
}

static void earlier_rule(void **state)
{
	WELL(BASE("f") RULE("f", LABEL("!=", "l7-done") ", " ACCEPT) RULE("f", FLOW));
	HIDES(BASE("f") RULE("f", FLOW) RULE("f", LABEL("!=", "l7-done") ", " ACCEPT));
	HIDES(BASE("f") RULE("f", PORT ", " LABEL("!=", "l7-done") ", " ACCEPT) RULE("f", FLOW));
	HIDES(BASE("f") RULE("f", LABEL("in", "l7-done") ", " ACCEPT) RULE("f", FLOW));
}

static void jumps(void **state)
{
	WELL(BASE("f") CHAIN("g") RULE("f", LABEL("in", "l7-done") ", " JUMP("g")) RULE("g", FLOW));
	HIDES_IN(BASE("f") CHAIN("g") RULE("f", PORT ", " JUMP("g")) RULE("g", FLOW), "g");
	HIDES_IN(CHAIN("g") RULE("g", JUMP("h")) CHAIN("h") RULE("h", FLOW) BASE("f") RULE("f", JUMP("g")), "h");
	expect(BASE("f") CHAIN("g") RULE("f", MARK ", " JUMP("g")) RULE("g", FLOW), NULL, "chain inet t g");
	/* nobody gets there */
	WELL(BASE("f") CHAIN("g") RULE("g", FLOW));
	/* round in circles */
	WELL(BASE("f") CHAIN("g") RULE("f", JUMP("g")) RULE("g", JUMP("g")));
}

static void maps(void **state)
{
	HIDES_IN(BASE("f") CHAIN("g") RULE("f", VMAP("state", SET("g"))) RULE("g", FLOW), "g");
	HIDES_IN(BASE("f") CHAIN("g") RULE("f", VMAP("state", "\"@m\"")) RULE("g", FLOW), "g");
	WELL(BASE("f") CHAIN("g") RULE("f", LABEL("in", "l7-done") ", " VMAP("state", "\"@m\"")) RULE("g", FLOW));
}

static void other_table(void **state)
{
	/* a chain of that name, elsewhere */
	WELL(BASE("f") RULE("f", JUMP("g")) CHAIN("g")
	     "{\"chain\": {\"family\": \"ip\", \"table\": \"u\", \"name\": \"g\"}}, "
	     "{\"rule\": {\"family\": \"ip\", \"table\": \"u\", \"chain\": \"g\", \"expr\": [" FLOW "]}}, ");
}

static void others(void **state)
{
	struct l7_rules rules = { 0 };

	l7_nft_read(&rules, "{\"nftables\": [" BASE("f") RULE("f", LABEL("in", "l7-tls") ", " ACCEPT)
		    RULE("f", PORT ", {\"notrack\": null}") CHAIN("g") RULE("g", "{\"notrack\": null}")
		    "{\"rule\": {" AT "\"chain\": \"f\"}}, "
		    "{\"ct helper\": {" AT "\"name\": \"h\", \"type\": \"irc\"}}]}", 10);
	assert_string_equal(rules.labels, "chain inet t f");
	assert_string_equal(rules.notrack_some, "chain inet t f");
	assert_string_equal(rules.notrack, "chain inet t g");
	assert_string_equal(rules.helpers, "irc,");
	l7_rules_fini(&rules);
	l7_nft_read(&rules, "not JSON", 10);
	assert_false(rules.nft_read);
	l7_rules_fini(&rules);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(one_rule), cmocka_unit_test(late), cmocka_unit_test(earlier_rule), cmocka_unit_test(jumps),
		cmocka_unit_test(maps), cmocka_unit_test(other_table), cmocka_unit_test(others),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
