// SPDX-License-Identifier: GPL-2.0-only
/* messages of ctnetlink to connections, labels to verdicts, ends to text */

#include <arpa/inet.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <libmnl/libmnl.h>
#include <libnetfilter_conntrack/libnetfilter_conntrack.h>
#include <libnetfilter_conntrack/libnetfilter_conntrack_tcp.h>

#include <cmocka.h>

#include "conntrack/ct.h"
#include "uapi/layer7.h"

static enum l7_ct_verdict verdict_of(uint32_t word)
{
	return l7_ct_verdict(&(struct l7_ct){ .labelled = true, .word = word });
}

static void reads_labels(void **state)
{
	assert_int_equal(verdict_of(0), L7_CT_NOT_INSPECTED);
	assert_int_equal(verdict_of(1u << L7_LABEL_EPOCH_SHIFT), L7_CT_UNSET);
	assert_int_equal(verdict_of(3u << L7_LABEL_EPOCH_SHIFT | L7_LABEL_OPENED | L7_LABEL_TENTATIVE), L7_CT_UNSET);
	assert_int_equal(verdict_of(L7_LABEL_DECIDED), L7_CT_UNKNOWN);
	assert_int_equal(verdict_of(L7_LABEL_DECIDED | L7_REASON_GAP << L7_LABEL_REASON_SHIFT), L7_CT_UNKNOWN);
	assert_int_equal(verdict_of(L7_LABEL_DECIDED | 1), L7_CT_NAMED);
	assert_int_equal(verdict_of(L7_LABEL_DECIDED | 40000), L7_CT_NAMED);
}

static void set_label(struct nf_conntrack *ct, uint32_t word)
{
	struct nfct_bitmask *label = nfct_bitmask_new(127);

	nfct_bitmask_set_bit(label, 3);
	for (unsigned int bit = 0; bit < 32; bit++)
		if (word >> bit & 1)
			nfct_bitmask_set_bit(label, 96 + bit);
	nfct_set_attr(ct, ATTR_CONNLABELS, label);
}

/* As the kernel writes it, the counters included, which the library doesn't write. */
static const struct nlmsghdr *message(char *buf, struct nf_conntrack *ct, bool counters)
{
	static const int type[] = { CTA_COUNTERS_ORIG, CTA_COUNTERS_REPLY };
	struct nlmsghdr *nlh = mnl_nlmsg_put_header(buf);
	struct nfgenmsg *nfg;

	nlh->nlmsg_type = NFNL_SUBSYS_CTNETLINK << 8 | IPCTNL_MSG_CT_NEW;
	nfg = mnl_nlmsg_put_extra_header(nlh, sizeof(*nfg));
	nfg->nfgen_family = nfct_get_attr_u8(ct, ATTR_L3PROTO);
	assert_int_equal(nfct_nlmsg_build(nlh, ct), 0);
	for (int i = 0; counters && i < 2; i++) {
		struct nlattr *nest = mnl_attr_nest_start(nlh, type[i]);

		mnl_attr_put_u64(nlh, CTA_COUNTERS_PACKETS, htobe64(10 + i));
		mnl_attr_put_u64(nlh, CTA_COUNTERS_BYTES, htobe64((1ull << 40) + i));
		mnl_attr_nest_end(nlh, nest);
	}
	mnl_attr_put_u32(nlh, CTA_ID, htonl(77));
	return nlh;
}

static void reads_tcp_over_ipv4(void **state)
{
	struct nf_conntrack *from = nfct_new();
	char buf[8192], text[L7_CT_ENDPOINT_SIZE];
	struct l7_ct ct;

	nfct_set_attr_u8(from, ATTR_L3PROTO, AF_INET);
	nfct_set_attr_u32(from, ATTR_IPV4_SRC, inet_addr("192.0.2.1"));
	nfct_set_attr_u32(from, ATTR_IPV4_DST, inet_addr("198.51.100.255"));
	nfct_set_attr_u8(from, ATTR_L4PROTO, IPPROTO_TCP);
	nfct_set_attr_u16(from, ATTR_PORT_SRC, htons(40000));
	nfct_set_attr_u16(from, ATTR_PORT_DST, htons(80));
	nfct_setobjopt(from, NFCT_SOPT_SETUP_REPLY);
	nfct_set_attr_u8(from, ATTR_TCP_STATE, TCP_CONNTRACK_ESTABLISHED);
	nfct_set_attr_u32(from, ATTR_TIMEOUT, 300);
	nfct_set_attr_u32(from, ATTR_MARK, 0x30);
	nfct_set_attr_u16(from, ATTR_ZONE, 5);
	set_label(from, L7_LABEL_DECIDED | 1);
	assert_int_equal(l7_ct_parse(&ct, message(buf, from, true)), 0);
	assert_string_equal(l7_ct_endpoint(&ct, 0, 21, text), "192.0.2.1:40000");
	assert_string_equal(l7_ct_endpoint(&ct, 1, 21, text), "198.51.100.255:80");
	assert_string_equal(l7_ct_state(&ct), "established");
	assert_int_equal(ct.transport, IPPROTO_TCP);
	assert_int_equal(ct.timeout, 300);
	assert_int_equal(ct.mark, 0x30);
	assert_int_equal(ct.zone, 5);
	assert_int_equal(ct.id, 77);
	assert_true(ct.labelled && ct.counted);
	assert_int_equal(ct.word, L7_LABEL_DECIDED | 1);
	assert_int_equal(ct.packets[L7_CT_DOWN], 11);
	assert_int_equal(ct.bytes[L7_CT_UP], 1ull << 40);
	nfct_destroy(from);
}

static void reads_what_has_neither_label_nor_counters(void **state)
{
	struct nf_conntrack *from = nfct_new();
	char buf[8192], text[L7_CT_ENDPOINT_SIZE];
	struct in6_addr source, target;
	struct l7_ct ct;

	inet_pton(AF_INET6, "2001:db8:85a3:1234:5678:8a2e:370:7334", &source);
	inet_pton(AF_INET6, "2001:db8::1", &target);
	nfct_set_attr_u8(from, ATTR_L3PROTO, AF_INET6);
	nfct_set_attr(from, ATTR_IPV6_SRC, &source);
	nfct_set_attr(from, ATTR_IPV6_DST, &target);
	nfct_set_attr_u8(from, ATTR_L4PROTO, IPPROTO_ICMPV6);
	nfct_set_attr_u8(from, ATTR_ICMP_TYPE, 128);
	nfct_set_attr_u8(from, ATTR_ICMP_CODE, 0);
	nfct_set_attr_u16(from, ATTR_ICMP_ID, htons(9));
	nfct_setobjopt(from, NFCT_SOPT_SETUP_REPLY);
	assert_int_equal(l7_ct_parse(&ct, message(buf, from, false)), 0);
	assert_false(ct.labelled || ct.counted || ct.has_ports);
	assert_int_equal(l7_ct_verdict(&ct), L7_CT_NOT_INSPECTED);
	assert_int_equal(ct.port[0], 9);
	assert_int_equal(ct.port[1], 128 << 8);
	assert_string_equal(l7_ct_endpoint(&ct, 0, 47, text), "2001:db8:85a3:1234:5678:8a2e:370:7334");
	assert_string_equal(l7_ct_endpoint(&ct, 1, 21, text), "2001:db8::1");
	nfct_destroy(from);
}

static void cuts_addresses_in_the_middle(void **state)
{
	struct l7_ct ct = { .family = AF_INET6, .has_ports = true, .port = { 65535, 1 } };
	char text[L7_CT_ENDPOINT_SIZE];

	inet_pton(AF_INET6, "2001:db8:85a3:1234:5678:8a2e:370:7334", ct.source);
	inet_pton(AF_INET6, "::1", ct.target);
	assert_string_equal(l7_ct_endpoint(&ct, 0, 47, text), "[2001:db8:85a3:1234:5678:8a2e:370:7334]:65535");
	assert_string_equal(l7_ct_endpoint(&ct, 0, 21, text), "[2001:..0:7334]:65535");
	assert_string_equal(l7_ct_endpoint(&ct, 1, 21, text), "[::1]:1");
	for (size_t width = 16; width < 50; width++) {
		l7_ct_endpoint(&ct, 0, width, text);
		assert_int_equal(strlen(text), width < 45 ? width : 45);
		assert_string_equal(text + strlen(text) - 7, "]:65535");
	}
}

static void names_transports(void **state)
{
	char text[L7_CT_TRANSPORT_SIZE];

	assert_string_equal(l7_ct_transport(IPPROTO_UDP, text), "udp");
	assert_string_equal(l7_ct_transport(253, text), "253");
	assert_int_equal(l7_ct_transport_number("sctp"), IPPROTO_SCTP);
	assert_int_equal(l7_ct_transport_number("253"), 253);
	assert_int_equal(l7_ct_transport_number("256"), -1);
	assert_int_equal(l7_ct_transport_number("tpc"), -1);
	assert_int_equal(l7_ct_transport_number(""), -1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_labels),
		cmocka_unit_test(reads_tcp_over_ipv4),
		cmocka_unit_test(reads_what_has_neither_label_nor_counters),
		cmocka_unit_test(cuts_addresses_in_the_middle),
		cmocka_unit_test(names_transports),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
