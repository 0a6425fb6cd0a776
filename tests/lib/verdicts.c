// SPDX-License-Identifier: GPL-2.0-only
/*
 * verdicts.c - `l7 classify -o tsv` by way of the library, but for what verdicts have cost
 *
 *   verdicts [-t THREADS [-s]] [-d DIR | -i IMAGE] CAPTURE...
 *
 *   -t  all threads do the same with one classifier, and must come to the same
 *   -s  each opens one of its own
 *
 * Exit status: 0; 1 they did not; 2 usage, or definitions that are wrong.
 */

#include <arpa/inet.h>
#include <inttypes.h>
#include <libgen.h>
#include <netinet/in.h>
#include <pcap/pcap.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "lib/libl7.h"

#define SECOND UINT64_C(1000000000)
#define MAX_THREADS 16

/** struct task - for all threads; @shared: NULL: each opens its own; @begun: all have their trackers */
struct task {
	struct libl7_classifier *shared;
	const char *image;
	const char *dir;
	char **path;
	int count;
	pthread_barrier_t begun;
};

/** struct reader - a thread; @text: comes of it, @size bytes */
struct reader {
	struct task *task;
	const char *capture;
	FILE *out;
	char *text;
	size_t size;
};

static const char *proto_name(int protocol)
{
	switch (protocol) {
	case IPPROTO_TCP: return "tcp";
	case IPPROTO_UDP: return "udp";
	case IPPROTO_ICMP: return "icmp";
	}
	return "icmpv6";
}

static void print_end(FILE *out, const struct libl7_connection *c, enum libl7_side side)
{
	char text[INET6_ADDRSTRLEN];

	fprintf(out, "%s\t%u\t", inet_ntop(libl7_connection_family(c), libl7_connection_address(c, side), text, sizeof(text)),
		libl7_connection_port(c, side));
}

static void print(void *ctx, enum libl7_event event, struct libl7_connection *c)
{
	const uint64_t begun = libl7_connection_begun(c), lasted = libl7_connection_seen(c) - begun;
	struct reader *r = ctx;

	fprintf(r->out, "%s\t%s\t", r->capture, proto_name(libl7_connection_protocol(c)));
	print_end(r->out, c, LIBL7_CLIENT);
	print_end(r->out, c, LIBL7_SERVER);
	fprintf(r->out, "%s\t%u\t%s\t",
		libl7_connection_state(c) == LIBL7_UNSET ? "-" : libl7_connection_name(c), libl7_connection_vlan(c),
		libl7_connection_reason(c));
	fprintf(r->out, "%" PRIu64 ".%09" PRIu64 "\t%" PRIu64 ".%09" PRIu64 "\t", begun / SECOND, begun % SECOND,
		lasted / SECOND, lasted % SECOND);
	fprintf(r->out, "%" PRIu64 "\t%" PRIu64 "\t%" PRIu64 "\t%" PRIu64 "\n",
		libl7_connection_packets(c, LIBL7_CLIENT) + libl7_connection_packets(c, LIBL7_SERVER),
		libl7_connection_bytes(c, LIBL7_CLIENT) + libl7_connection_bytes(c, LIBL7_SERVER),
		libl7_connection_packets(c, LIBL7_SERVER), libl7_connection_bytes(c, LIBL7_SERVER));
}

static void read_file(struct reader *r, struct libl7_tracker *t, const char *path)
{
	char error[PCAP_ERRBUF_SIZE], copy[4096];
	pcap_t *in = pcap_open_offline_with_tstamp_precision(path, PCAP_TSTAMP_PRECISION_NANO, error);
	struct pcap_pkthdr *head;
	const u_char *bytes;

	if (!in) {
		fprintf(stderr, "verdicts: %s\n", error);
		return;
	}
	snprintf(copy, sizeof(copy), "%s", path);
	r->capture = basename(copy);
	while (pcap_next_ex(in, &head, &bytes) == 1)
		libl7_tracker_frame(t, pcap_datalink(in), bytes, head->caplen, head->len,
				    head->ts.tv_sec * SECOND + head->ts.tv_usec);
	libl7_tracker_end(t);
	pcap_close(in);
}

static struct libl7_classifier *open_classifier(const struct task *task)
{
	const char *const dirs[] = { task->dir, NULL };
	struct libl7_classifier *classifier;
	char error[2048];

	if (task->image)
		classifier = libl7_open_image(task->image, error, sizeof(error));
	else
		classifier = libl7_open(task->dir ? dirs : NULL, NULL, NULL, error, sizeof(error));
	fputs(error, stderr);
	return classifier;
}

static void *run(void *reader)
{
	struct reader *r = reader;
	struct task *task = r->task;
	struct libl7_classifier *own = task->shared ? NULL : open_classifier(task);
	struct libl7_classifier *classifier = own ? own : task->shared;
	struct libl7_tracker *t = classifier ? libl7_tracker_new(classifier, LIBL7_EVENT_END, print, r) : NULL;
	int i;

	pthread_barrier_wait(&task->begun);
	r->out = open_memstream(&r->text, &r->size);
	for (i = 0; t && r->out && i < task->count; i++)
		read_file(r, t, task->path[i]);
	if (r->out)
		fclose(r->out);
	libl7_tracker_free(t);
	libl7_close(own);
	return NULL;
}

static int compare(struct reader *r, int threads)
{
	int i, status = r[0].size ? 0 : 2;

	for (i = 1; i < threads && !status; i++)
		if (r[i].size != r[0].size || memcmp(r[i].text, r[0].text, r[0].size)) {
			fprintf(stderr, "verdicts: thread %d came to other results than the first\n", i + 1);
			status = 1;
		}
	if (!status)
		fwrite(r[0].text, 1, r[0].size, stdout);
	for (i = 0; i < threads; i++)
		free(r[i].text);
	return status;
}

static int run_all(struct task *task, int threads)
{
	struct reader reader[MAX_THREADS] = { { .size = 0 } };
	pthread_t id[MAX_THREADS];
	int i;

	pthread_barrier_init(&task->begun, NULL, threads + 1);
	for (i = 0; i < threads; i++) {
		reader[i].task = task;
		pthread_create(&id[i], NULL, run, &reader[i]);
	}
	pthread_barrier_wait(&task->begun);
	/* from now on their trackers alone hold it */
	libl7_close(task->shared);
	for (i = 0; i < threads; i++)
		pthread_join(id[i], NULL);
	pthread_barrier_destroy(&task->begun);
	return compare(reader, threads);
}

int main(int argc, char **argv)
{
	struct task task = { .shared = NULL };
	bool separate = false;
	int threads = 1, opt;

	while ((opt = getopt(argc, argv, "d:i:st:")) >= 0) {
		switch (opt) {
		case 'd': task.dir = optarg; break;
		case 'i': task.image = optarg; break;
		case 's': separate = true; break;
		case 't': threads = atoi(optarg); break;
		default: return 2;
		}
	}
	if (optind == argc || threads < 1 || threads > MAX_THREADS)
		return 2;
	task.path = argv + optind;
	task.count = argc - optind;
	if (!separate) {
		task.shared = open_classifier(&task);
		if (!task.shared)
			return 2;
	}
	return run_all(&task, threads);
}
