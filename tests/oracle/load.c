// SPDX-License-Identifier: GPL-2.0-only
/* load.c - packet lists out of payload samples and captures */

#include <glob.h>
#include <libgen.h>
#include <netinet/in.h>
#include <pcap/pcap.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "capture/connection.h"
#include "tests/oracle/flows.h"

struct bytes {
	uint8_t *p;
	size_t len;
};

static bool is_dir(const char *path)
{
	struct stat st;

	return !stat(path, &st) && S_ISDIR(st.st_mode);
}

static struct bytes slurp(const char *path)
{
	FILE *in = fopen(path, "rb");
	struct bytes b = { malloc(1 << 16), 0 };

	if (in) {
		b.len = fread(b.p, 1, 1 << 16, in);
		fclose(in);
	}
	return b;
}

/* the sample tool put a line end behind some files, which the next one does not continue */
static size_t common(const struct bytes *shorter, const struct bytes *longer)
{
	size_t n = shorter->len;

	if (n <= longer->len && !memcmp(shorter->p, longer->p, n))
		return n;
	return n && n - 1 <= longer->len ? n - 1 : 0;
}

static void read_sample(struct flows *flows, const char *first)
{
	char *stem = strdup(first), path[4096], name[4096];
	struct bytes seen = { NULL, 0 }, now = slurp(first);
	struct flow *f;
	size_t from;
	int k;

	if (strlen(stem) > 2 && !strcmp(stem + strlen(stem) - 2, "-1"))
		stem[strlen(stem) - 2] = 0;
	snprintf(name, sizeof(name), "%s", stem);
	f = flows_add(flows, basename(name));
	flow_add_packet(f, now.p, now.len);
	for (k = 2;; k++) {
		struct stat st;

		snprintf(path, sizeof(path), "%s-%d", stem, k);
		if (stat(path, &st))
			break;
		free(seen.p);
		seen = now;
		now = slurp(path);
		from = common(&seen, &now);
		flow_add_packet(f, now.p + from, now.len - from);
	}
	free(seen.p);
	free(now.p);
	free(stem);
}

/* NAME-1 begins a sample; so does a file without number */
static bool is_first(const char *path)
{
	const char *minus = strrchr(path, '-');

	return minus && (!strcmp(minus, "-1") || minus[1 + strspn(minus + 1, "0123456789")]);
}

int flows_read_samples(struct flows *flows, const char *dir)
{
	size_t before = flows->count, i;
	char pattern[4096];
	glob_t found;

	if (!is_dir(dir))
		return -1;
	snprintf(pattern, sizeof(pattern), "%s/*", dir);
	if (!glob(pattern, 0, NULL, &found)) {
		for (i = 0; i < found.gl_pathc; i++)
			if (is_first(found.gl_pathv[i]))
				read_sample(flows, found.gl_pathv[i]);
		globfree(&found);
	}
	return flows->count - before;
}

/* @first: index in @flows of the capture's first connection; @next: per flow and direction, where TCP goes on */
struct reader {
	struct flows *flows;
	struct l7_connections connections;
	const char *capture;
	size_t first;
	uint32_t (*next)[2];
};

static void take_packet(void *ctx, const struct l7_capture_packet *pkt)
{
	struct reader *r = ctx;
	const bool tcp = pkt->tuple.proto == IPPROTO_TCP;
	const uint64_t known = r->connections.begun;
	struct l7_connection *c;
	enum l7_dir dir;
	size_t i, past = 0;
	struct flow *f;
	char name[256];

	if (!pkt->len || (!tcp && pkt->tuple.proto != IPPROTO_UDP))
		return;
	c = l7_connections_take(&r->connections, pkt, &dir);
	i = c->number - 1;
	if (i == known) {
		snprintf(name, sizeof(name), "%s#%zu", r->capture, i);
		flows_add(r->flows, name);
		r->next = realloc(r->next, (i + 1) * sizeof(*r->next));
		memset(r->next[i], 0, sizeof(r->next[i]));
	}
	if (tcp && r->next[i][dir] && (int32_t)(pkt->seq - r->next[i][dir]) < 0)
		past = r->next[i][dir] - pkt->seq;
	if (past >= pkt->len)
		return;
	r->next[i][dir] = pkt->seq + pkt->len;
	f = &r->flows->flow[r->first + i];
	f->udp = !tcp;
	if (f->packets < FLOW_MAX_PACKETS)
		f->reply[f->packets] = dir == L7_DIR_REPLY;
	flow_add_packet(f, pkt->payload + past, pkt->len - past);
}

int flows_read_captures(struct flows *flows, const char *dir)
{
	size_t before = flows->count, i;
	char pattern[4096], error[PCAP_ERRBUF_SIZE];
	glob_t found;

	if (!is_dir(dir))
		return -1;
	snprintf(pattern, sizeof(pattern), "%s/*", dir);
	if (glob(pattern, 0, NULL, &found))
		return 0;
	for (i = 0; i < found.gl_pathc; i++) {
		struct reader r = { .flows = flows, .first = flows->count };
		char *path = strdup(found.gl_pathv[i]);

		r.capture = basename(path);
		l7_capture_read(found.gl_pathv[i], false, take_packet, &r, error);
		l7_connections_fini(&r.connections);
		free(r.next);
		free(path);
	}
	globfree(&found);
	return flows->count - before;
}
