// SPDX-License-Identifier: GPL-2.0-only
/* verdicts of the BPF programs' map, and the connections of conntrack that they belong to */

#include <arpa/inet.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "conntrack/verdicts.h"
#include "uapi/layer7.h"

#define HERE 4026531840u	/* an inode number */
#define ELSEWHERE 4026532000u
#define HTTP (L7_LABEL_DECIDED | 1)
#define TLS (L7_LABEL_DECIDED | 2)

/* @sport, @dport: host byte order */
static struct l7_bpf_verdict made(uint32_t word, uint64_t born, uint8_t protocol, const char *src, uint16_t sport,
				  const char *dst, uint16_t dport)
{
	struct l7_bpf_verdict v = {
		.word = word, .born = born, .netns = HERE, .protocol = protocol, .sport = htons(sport),
		.dport = htons(dport), .family = strchr(src, ':') ? AF_INET6 : AF_INET,
	};

	assert_int_equal(inet_pton(v.family, src, v.src), 1);
	assert_int_equal(inet_pton(v.family, dst, v.dst), 1);
	return v;
}

static struct l7_ct connection(uint8_t transport, const char *src, uint16_t sport, const char *dst, uint16_t dport)
{
	struct l7_ct ct = {
		.id = 7, .transport = transport, .port = { sport, dport }, .has_ports = l7_ct_has_ports(transport),
		.family = strchr(src, ':') ? AF_INET6 : AF_INET,
	};

	assert_int_equal(inet_pton(ct.family, src, ct.source), 1);
	assert_int_equal(inet_pton(ct.family, dst, ct.target), 1);
	return ct;
}

static uint32_t told(const struct l7_verdicts *v, struct l7_ct ct)
{
	l7_verdicts_tell(v, &ct);
	assert_int_equal(ct.labelled, !!ct.word);
	return ct.word;
}

static void add(struct l7_verdicts *v, struct l7_bpf_verdict verdict)
{
	assert_int_equal(l7_verdicts_add(v, 0xffff888000000000u + v->count, &verdict), 0);
}

static void joins_by_tuple(void **state)
{
	struct l7_verdicts v = { .netns = HERE };
	struct l7_bpf_verdict zoned = made(TLS, 1, IPPROTO_TCP, "10.0.0.1", 4000, "10.0.0.2", 80);
	struct l7_bpf_verdict other = made(TLS, 9, IPPROTO_UDP, "10.0.0.1", 5000, "10.0.0.2", 53);
	struct l7_ct ct = connection(IPPROTO_TCP, "10.0.0.1", 4000, "10.0.0.2", 80);

	zoned.zone = 3;
	other.netns = ELSEWHERE;
	add(&v, made(HTTP, 1, IPPROTO_TCP, "10.0.0.1", 4000, "10.0.0.2", 80));
	add(&v, zoned);
	add(&v, other);
	add(&v, made(TLS, 1, IPPROTO_TCP, "2001:db8::1", 4000, "2001:db8::2", 443));
	add(&v, made(0, 1, IPPROTO_TCP, "10.0.0.9", 4000, "10.0.0.2", 80));
	assert_int_equal(v.count, 4);
	assert_int_equal(told(&v, ct), HTTP);
	ct.id = 8;
	assert_int_equal(told(&v, ct), HTTP);
	ct.zone = 3;
	assert_int_equal(told(&v, ct), TLS);
	ct.zone = 4;
	assert_int_equal(told(&v, ct), 0);
	assert_int_equal(told(&v, connection(IPPROTO_TCP, "10.0.0.2", 80, "10.0.0.1", 4000)), 0);
	assert_int_equal(told(&v, connection(IPPROTO_UDP, "10.0.0.1", 4000, "10.0.0.2", 80)), 0);
	assert_int_equal(told(&v, connection(IPPROTO_UDP, "10.0.0.1", 5000, "10.0.0.2", 53)), 0);
	assert_int_equal(told(&v, connection(IPPROTO_TCP, "2001:db8::1", 4000, "2001:db8::2", 443)), TLS);
	assert_int_equal(told(&v, connection(IPPROTO_TCP, "10.0.0.9", 4000, "10.0.0.2", 80)), 0);
	l7_verdicts_fini(&v);
}

/* of ICMP the identifier, type and code; of others what the programs put there means nothing */
static void without_ports(void **state)
{
	struct l7_verdicts v = { .netns = HERE };

	add(&v, made(L7_LABEL_DECIDED, 1, IPPROTO_ICMP, "10.0.0.1", 77, "10.0.0.2", 8 << 8));
	add(&v, made(L7_LABEL_DECIDED, 1, IPPROTO_GRE, "10.0.0.1", 1234, "10.0.0.2", 5678));
	assert_int_equal(told(&v, connection(IPPROTO_ICMP, "10.0.0.1", 77, "10.0.0.2", 8 << 8)), L7_LABEL_DECIDED);
	assert_int_equal(told(&v, connection(IPPROTO_ICMP, "10.0.0.1", 78, "10.0.0.2", 8 << 8)), 0);
	assert_int_equal(told(&v, connection(IPPROTO_GRE, "10.0.0.1", 0, "10.0.0.2", 0)), L7_LABEL_DECIDED);
	l7_verdicts_fini(&v);
}

/* connections that are over stay in the map, in no order */
static void youngest_counts(void **state)
{
	struct l7_verdicts v = { .netns = HERE };
	const struct l7_ct ct = connection(IPPROTO_TCP, "10.0.0.1", 4000, "10.0.0.2", 80);

	add(&v, made(HTTP, 20, IPPROTO_TCP, "10.0.0.1", 4000, "10.0.0.2", 80));
	add(&v, made(TLS, 30, IPPROTO_TCP, "10.0.0.1", 4000, "10.0.0.2", 80));
	add(&v, made(HTTP, 10, IPPROTO_TCP, "10.0.0.1", 4000, "10.0.0.2", 80));
	assert_int_equal(told(&v, ct), TLS);
	l7_verdicts_fini(&v);
}

static void children_have_their_masters(void **state)
{
	struct l7_verdicts v = { .netns = HERE };
	const struct l7_ct master = connection(IPPROTO_TCP, "10.0.0.1", 4000, "10.0.0.2", 21);
	struct l7_ct child = connection(IPPROTO_TCP, "10.0.0.2", 20, "10.0.0.1", 5000);

	add(&v, made(HTTP, 1, IPPROTO_TCP, "10.0.0.1", 4000, "10.0.0.2", 21));
	assert_int_equal(told(&v, child), 0);
	child.master = l7_ct_tuple_key(&master);
	assert_int_equal(told(&v, child), HTTP);
	l7_verdicts_fini(&v);
}

static void label_comes_first(void **state)
{
	struct l7_verdicts v = { .netns = HERE };
	struct l7_ct ct = connection(IPPROTO_TCP, "10.0.0.1", 4000, "10.0.0.2", 80);

	add(&v, made(HTTP, 1, IPPROTO_TCP, "10.0.0.1", 4000, "10.0.0.2", 80));
	ct.labelled = true;
	assert_int_equal(told(&v, ct), HTTP);
	ct.word = TLS;
	assert_int_equal(told(&v, ct), TLS);
	l7_verdicts_fini(&v);
}

/* struct told - how many, and when the last one was opened */
struct told {
	unsigned int count;
	uint64_t born;
};

static void count_word(const struct l7_bpf_verdict *verdict, void *data)
{
	struct told *t = data;

	assert_true(verdict->word & L7_LABEL_DECIDED);
	assert_true(verdict->born >= t->born);
	t->born = verdict->born;
	t->count++;
}

static unsigned int count_fresh(const struct l7_verdicts *v, struct l7_index *known)
{
	struct told t = { 0 };

	assert_int_equal(l7_verdicts_fresh(v, known, count_word, &t), 0);
	return t.count;
}

static void tells_of_each_once(void **state)
{
	struct l7_verdicts v = { .netns = HERE };
	struct l7_index known = { 0 };

	add(&v, made(HTTP, 1, IPPROTO_TCP, "10.0.0.1", 4000, "10.0.0.2", 80));
	assert_int_equal(l7_verdicts_fresh(&v, &known, NULL, NULL), 0);
	assert_int_equal(count_fresh(&v, &known), 0);
	add(&v, made(L7_LABEL_OPENED, 2, IPPROTO_TCP, "10.0.0.1", 4001, "10.0.0.2", 80));
	assert_int_equal(count_fresh(&v, &known), 0);
	v.item[1].word = TLS;
	assert_int_equal(count_fresh(&v, &known), 1);
	assert_int_equal(count_fresh(&v, &known), 0);
	v.item[0].born = 3; /* another connection, with the same verdict at the same address */
	assert_int_equal(count_fresh(&v, &known), 1);
	v.count = 0;
	assert_int_equal(count_fresh(&v, &known), 0);
	v.count = 2;
	assert_int_equal(count_fresh(&v, &known), 2);
	l7_index_fini(&known);
	l7_verdicts_fini(&v);
}

static void many(void **state)
{
	struct l7_verdicts v = { .netns = HERE };

	for (uint32_t i = 0; i < 70000; i++)
		add(&v, made(L7_LABEL_DECIDED | (i % 500 + 1), i, IPPROTO_UDP, i < 60000 ? "10.0.0.1" : "10.0.0.3",
			     i % 60000, "10.0.0.2", 53));
	for (uint32_t i = 0; i < 70000; i++)
		assert_int_equal(told(&v, connection(IPPROTO_UDP, i < 60000 ? "10.0.0.1" : "10.0.0.3", i % 60000,
						     "10.0.0.2", 53)), L7_LABEL_DECIDED | (i % 500 + 1));
	l7_verdicts_fini(&v);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(joins_by_tuple), cmocka_unit_test(without_ports), cmocka_unit_test(youngest_counts),
		cmocka_unit_test(children_have_their_masters), cmocka_unit_test(label_comes_first),
		cmocka_unit_test(tells_of_each_once), cmocka_unit_test(many),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
