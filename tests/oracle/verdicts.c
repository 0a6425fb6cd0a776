// SPDX-License-Identifier: GPL-2.0-only
/*
 * verdicts.c - what the connections of captures are, in a table that score.py and the replay test read
 *
 * Columns: capture proto src sport dst dport label packets, in the direction of the connection's first packet; packets are
 * those with payload that were looked at.
 */

#include <arpa/inet.h>
#include <libgen.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "capture/classify.h"
#include "capture/connection.h"
#include "tests/oracle/table.h"
#include "uapi/layer7.h"

#define DIRS_MAX 16

/**
 * struct reading - a capture being read
 * @state: of each of @connections
 */
struct reading {
	struct l7_classify cl;
	struct l7_connections connections;
	struct l7_classified *state;
};

static void take_packet(void *ctx, const struct l7_capture_packet *pkt)
{
	struct reading *r = ctx;
	const size_t count = r->connections.count;
	bool reply;
	size_t i = l7_connections_find(&r->connections, pkt, &reply);

	if (i == count) {
		r->state = realloc(r->state, (i + 1) * sizeof(*r->state));
		memset(&r->state[i], 0, sizeof(r->state[i]));
	}
	l7_classify_packet(&r->cl, &r->state[i], pkt, reply ? L7_DIR_REPLY : L7_DIR_ORIGINAL);
}

static const char *proto_name(uint8_t proto)
{
	return proto == IPPROTO_TCP ? "tcp" : proto == IPPROTO_UDP ? "udp" : proto == IPPROTO_ICMP ? "icmp" : "icmpv6";
}

static void print(const struct reading *r, const char *capture, size_t i)
{
	const struct l7_capture_tuple *t = &r->connections.item[i].tuple;
	char src[INET6_ADDRSTRLEN], dst[INET6_ADDRSTRLEN];

	printf("%s\t%s\t%s\t%u\t%s\t%u\t%s\t%u\n", capture, proto_name(t->proto),
	       inet_ntop(t->family, t->src, src, sizeof(src)), t->sport,
	       inet_ntop(t->family, t->dst, dst, sizeof(dst)), t->dport, l7_classified_label(&r->cl, &r->state[i]),
	       r->state[i].open ? l7_flow_packets(&r->state[i].flow) : 0);
}

static bool read_one(const struct l7_classify *cl, bool tunnels, const char *path)
{
	struct reading r = { .cl = *cl };
	char error[L7_CAPTURE_ERROR_SIZE], *copy;
	size_t i;

	if (l7_capture_read(path, tunnels, take_packet, &r, error)) {
		fprintf(stderr, "%s\n", error);
		return false;
	}
	copy = strdup(path);
	for (i = 0; i < r.connections.count; i++) {
		print(&r, basename(copy), i);
		l7_classified_fini(&r.state[i]);
	}
	free(copy);
	free(r.state);
	l7_connections_fini(&r.connections);
	return true;
}

static int usage(void)
{
	fputs("usage: verdicts [-mt] [-d DIR]... CAPTURE...\n"
	      "       verdicts [-mt] -i IMAGE CAPTURE...\n"
	      "  -d  definitions; may be repeated, the first that has a name wins (default: defs)\n"
	      "  -i  a compiled table instead\n"
	      "  -m  inspect TCP connections too whose SYN is not in the capture\n"
	      "  -t  look into tunnels\n", stderr);
	return 2;
}

int main(int argc, char **argv)
{
	struct l7_classify cl = { .max_packets = L7_NUMPACKETS_DEFAULT, .max_bytes = L7_MAXDATALEN_DEFAULT };
	const char *dirs[DIRS_MAX] = { "defs" }, *image = NULL;
	struct table table = { 0 };
	size_t count = 0;
	bool tunnels = false;
	int opt, status = 0;

	while ((opt = getopt(argc, argv, "md:i:t")) != -1) {
		if (opt == 'm')
			cl.midstream = true;
		else if (opt == 't')
			tunnels = true;
		else if (opt == 'd' && count < DIRS_MAX)
			dirs[count++] = optarg;
		else if (opt == 'i')
			image = optarg;
		else
			return usage();
	}
	if (optind == argc || (image && count))
		return usage();
	if (!(image ? table_read(&table, image) : table_compile(&table, dirs, count ? count : 1)))
		return 2;
	cl.img = &table.img;
	puts("capture\tproto\tsrc\tsport\tdst\tdport\tlabel\tpackets");
	for (; optind < argc; optind++)
		if (!read_one(&cl, tunnels, argv[optind]))
			status = 2;
	table_fini(&table);
	return status;
}
