// SPDX-License-Identifier: GPL-2.0-only
/*
 * listing.c - connections with their verdicts, one after the other
 */

#include "cli/listing.h"

#include <arpa/inet.h>
#include <inttypes.h>
#include <libgen.h>
#include <stdlib.h>
#include <string.h>

#include "capture/tuple.h"
#include "cli/colour.h"
#include "cli/output.h"
#include "cli/tracked.h"
#include "client/reason.h"

#define SECOND UINT64_C(1000000000)

int l7_format_parse(const char *name, enum l7_format *format)
{
	static const char *const names[] = { "table", "tsv", "json" };

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (!strcmp(name, names[i])) {
			*format = i;
			return 0;
		}
	return -1;
}

static const char *verdict(const struct l7_listing *l, const struct l7_connection *c)
{
	const struct l7_classify cl = { .img = &l->compiled->img };

	return l7_classified_label(&cl, &c->verdict);
}

void l7_listing_begin(const struct l7_listing *l)
{
	switch (l->format) {
	case L7_FORMAT_TABLE:
		printf("%s%-6s %-21s %-21s %-12s %6s %8s%s\n", l7_colour(stdout, L7_COLOUR_BOLD), "PROTO", "SOURCE",
		       "DESTINATION", "PROTOCOL", "PKTS", "BYTES", l7_colour(stdout, L7_COLOUR_PLAIN));
		break;
	case L7_FORMAT_TSV:
		puts("capture\tproto\tsrc\tsport\tdst\tdport\tlabel\tvlan\treason\tbegun\tseconds\tpackets\tbytes\t"
		     "reply_packets\treply_bytes\tdecided_packets\tdecided_bytes");
		break;
	case L7_FORMAT_JSON:
		l7_output_json_begin(json_object(), "connections");
		break;
	}
}

static void print_heading(const char *capture)
{
	fputs(l7_colour(stdout, L7_COLOUR_DIM), stdout);
	l7_output_name(capture, stdout);
	printf(":%s\n", l7_colour(stdout, L7_COLOUR_PLAIN));
}

void l7_listing_heading(struct l7_listing *l, const char *capture, bool several)
{
	l->capture = capture;
	if (l->format == L7_FORMAT_TABLE && several)
		print_heading(capture);
}

static void print_row(const struct l7_listing *l, const struct l7_connection *c)
{
	const char *before = c->verdict.state == L7_CLASSIFY_DECIDED ? "" : l7_colour(stdout, L7_COLOUR_DIM);
	char src[L7_TUPLE_END_SIZE], dst[L7_TUPLE_END_SIZE];

	l7_tuple_end(&c->tuple, false, src);
	l7_tuple_end(&c->tuple, true, dst);
	printf("%-6s %-21s %-21s %s%-12s%s %6" PRIu64 " %8" PRIu64 "\n", l7_tuple_transport(c->tuple.proto), src, dst, before,
	       verdict(l, c), *before ? l7_colour(stdout, L7_COLOUR_PLAIN) : "", c->packets[0] + c->packets[1],
	       c->bytes[0] + c->bytes[1]);
}

static void print_values(const struct l7_listing *l, const struct l7_connection *c)
{
	const struct l7_classified *v = &c->verdict;
	const uint64_t lasted = c->seen - c->begun;
	char src[INET6_ADDRSTRLEN], dst[INET6_ADDRSTRLEN], *copy = strdup(l->capture);

	l7_output_name(copy ? basename(copy) : "", stdout);
	printf("\t%s\t%s\t%u\t%s\t%u\t%s\t%u\t%s\t", l7_tuple_transport(c->tuple.proto),
	       inet_ntop(c->tuple.family, c->tuple.src, src, sizeof(src)), c->tuple.sport,
	       inet_ntop(c->tuple.family, c->tuple.dst, dst, sizeof(dst)), c->tuple.dport,
	       v->state == L7_CLASSIFY_UNSET ? "-" : verdict(l, c), c->tuple.vlan, l7_reason_name(v->reason));
	printf("%" PRIu64 ".%09" PRIu64 "\t%" PRIu64 ".%09" PRIu64 "\t", c->begun / SECOND, c->begun % SECOND,
	       lasted / SECOND, lasted % SECOND);
	printf("%" PRIu64 "\t%" PRIu64 "\t%" PRIu64 "\t%" PRIu64 "\t%u\t%u\n", c->packets[0] + c->packets[1],
	       c->bytes[0] + c->bytes[1], c->packets[1], c->bytes[1], v->payloads, v->bytes);
	free(copy);
}

static json_t *json_connection(const struct l7_listing *l, const struct l7_connection *c)
{
	const struct l7_classified *v = &c->verdict;
	char src[INET6_ADDRSTRLEN], dst[INET6_ADDRSTRLEN];
	json_t *out;

	inet_ntop(c->tuple.family, c->tuple.src, src, sizeof(src));
	inet_ntop(c->tuple.family, c->tuple.dst, dst, sizeof(dst));
	out = json_pack("{s:o, s:s, s:s, s:i, s:s, s:i, s:i, s:s, s:f, s:f, s:o, s:o, s:i, s:i}", "capture",
			l7_output_json_pattern(l->capture), "proto", l7_tuple_transport(c->tuple.proto), "src", src,
			"sport", c->tuple.sport, "dst", dst, "dport", c->tuple.dport, "vlan", c->tuple.vlan,
			"verdict", verdict(l, c), "begun", c->begun / 1e9, "seconds", (c->seen - c->begun) / 1e9,
			"packets", l7_tracked_json_pair(c->packets), "bytes", l7_tracked_json_pair(c->bytes),
			"decided_packets", (int)v->payloads, "decided_bytes", (int)v->bytes);
	if (v->state == L7_CLASSIFY_UNKNOWN)
		json_object_set_new(out, "reason", json_string(l7_reason_name(v->reason)));
	return out;
}

void l7_listing_print(struct l7_listing *l, const struct l7_connection *c)
{
	/* it was said once, or will be at the end */
	if (ferror(stdout))
		return;
	switch (l->format) {
	case L7_FORMAT_TABLE:
		print_row(l, c);
		break;
	case L7_FORMAT_TSV:
		print_values(l, c);
		break;
	case L7_FORMAT_JSON:
		l7_output_json_element(json_connection(l, c), !l->count);
		break;
	}
	l->count++;
}

void l7_listing_end(const struct l7_listing *l)
{
	if (l->format == L7_FORMAT_JSON)
		l7_output_json_end();
}
