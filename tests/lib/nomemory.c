// SPDX-License-Identifier: GPL-2.0-only
/*
 * nomemory.c - the library where memory gives out
 *
 * Everything is done once, counting allocations (libc's own with them); then again and again, each time with another
 * one that fails, alone or with all behind it. Whatever is answered must be right or say that there is no memory;
 * nothing may stay allocated.
 */

#include <errno.h>
#include <malloc.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include "lib/libl7.h"
#include "tests/captures/packet.h"

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *p, size_t size);
void *__libc_memalign(size_t align, size_t size);
void __libc_free(void *p);

/*
 * @count:  allocations so far
 * @fail:   the one that fails, 1-based; 0: none
 * @for_ever: and all behind it
 * @live:   blocks that are not freed
 */
static struct {
	unsigned long count;
	unsigned long fail;
	int for_ever;
	long live;
} memory;

static int gives_out(void)
{
	memory.count++;
	if (!memory.fail || (memory.for_ever ? memory.count < memory.fail : memory.count != memory.fail))
		return 0;
	errno = ENOMEM;
	return 1;
}

static void *counted(void *p)
{
	memory.live += p != NULL;
	return p;
}

void *malloc(size_t size)
{
	return gives_out() ? NULL : counted(__libc_malloc(size));
}

void *calloc(size_t count, size_t size)
{
	return gives_out() ? NULL : counted(__libc_calloc(count, size));
}

void *realloc(void *p, size_t size)
{
	void *moved = gives_out() ? NULL : __libc_realloc(p, size);

	memory.live += !p && moved;
	return moved;
}

void *memalign(size_t align, size_t size)
{
	return gives_out() ? NULL : counted(__libc_memalign(align, size));
}

void *aligned_alloc(size_t align, size_t size)
{
	return memalign(align, size);
}

int posix_memalign(void **p, size_t align, size_t size)
{
	void *made = memalign(align, size);

	if (!made)
		return ENOMEM;
	*p = made;
	return 0;
}

void free(void *p)
{
	memory.live -= p != NULL;
	__libc_free(p);
}

static char dir[] = "/tmp/libl7-XXXXXX";
static char cache[64], image[64];
static unsigned int failures;
static int full;	/* whether an answer said that there is no memory */

/* without stdio, which allocates */
static void wrong(const char *what)
{
	char text[200];
	int n = snprintf(text, sizeof(text), "not ok %s where allocation %lu fails%s\n", what, memory.fail,
			 memory.for_ever ? " and all behind it" : "");

	failures++;
	if (write(STDOUT_FILENO, text, n) < 0)
		_exit(2);
}

static void expect(int good, const char *what)
{
	if (!good)
		wrong(what);
}

static void write_file(const char *name, const char *text)
{
	char path[128];
	FILE *out;

	snprintf(path, sizeof(path), "%s/%s", dir, name);
	out = fopen(path, "w");
	if (!out || fputs(text, out) < 0 || fclose(out))
		exit(2);
}

/* an answer that may be wrong for want of memory, if the connection says so */
static void check(const struct libl7_connection *c, const char *name)
{
	const int lost = !strcmp(libl7_connection_reason(c), "no-memory");

	expect(lost || !strcmp(libl7_connection_name(c), name), name);
	expect(!lost || memory.fail, "no-memory");
	full |= lost;
}

static void talk(struct libl7_classifier *cl)
{
	struct libl7_connection *c = libl7_connection_new(cl, IPPROTO_TCP);

	full |= !c;
	if (!c)
		return;
	libl7_connection_feed(c, LIBL7_CLIENT, "hel", 3);
	libl7_connection_feed(c, LIBL7_CLIENT, "lo world\n", 9);
	check(c, "hello");
	libl7_connection_free(c);
}

static struct l7_capture_packet packet(uint8_t proto, uint16_t sport, uint32_t seq, const char *payload)
{
	struct l7_capture_packet pkt = { .tuple = { .family = AF_INET, .proto = proto, .sport = sport, .dport = 80,
						    .src = { 192, 0, 2, 1 }, .dst = { 192, 0, 2, 2 } },
					 .payload = (const uint8_t *)payload, .len = strlen(payload),
					 .flags = L7_TCP_ACK, .seq = seq };

	pkt.wire_len = pkt.len;
	return pkt;
}

static void put(struct libl7_tracker *t, const struct l7_capture_packet *pkt)
{
	uint8_t frame[PACKET_MAX_BYTES];
	const size_t len = packet_write(frame, pkt);
	const int got = libl7_tracker_frame(t, LIBL7_LINK_IP, frame, len, len, 0);

	expect(got == 1 || (got == -1 && errno == ENOMEM && memory.fail), "a frame's answer");
	full |= got != 1;
}

/* in two fragments */
static void put_fragments(struct libl7_tracker *t, const struct l7_capture_packet *pkt)
{
	uint8_t frame[PACKET_MAX_BYTES];
	const size_t len = packet_write(frame, pkt);
	int got;

	frame[2] = 0;
	frame[3] = 20 + 16;
	frame[6] = 0x20;
	frame[7] = 0;
	got = libl7_tracker_frame(t, LIBL7_LINK_IP, frame, 36, 36, 0);
	memmove(frame + 20, frame + 36, len - 36);
	frame[3] = len - 16;
	frame[6] = 0;
	frame[7] = 2;
	got = libl7_tracker_frame(t, LIBL7_LINK_IP, frame, len - 16, len - 16, 0);
	expect(got == 1 || memory.fail, "a datagram in fragments");
	full |= got != 1;
}

static void take_end(void *ctx, enum libl7_event event, struct libl7_connection *c)
{
	unsigned int *ended = ctx;

	if (event != LIBL7_EVENT_END)
		return;
	++*ended;
	/* of one whose first packets are lost, less is known */
	if (!full)
		check(c, libl7_connection_protocol(c) == IPPROTO_TCP ? "hello" : "unset");
}

static void track(struct libl7_classifier *cl)
{
	const struct l7_capture_packet tcp[] = {
		packet(IPPROTO_TCP, 1, 100, ""),
		/* held until the next one is there */
		packet(IPPROTO_TCP, 1, 105, " you\n"),
		packet(IPPROTO_TCP, 1, 100, "hello"),
	};
	const struct l7_capture_packet udp = packet(IPPROTO_UDP, 2, 0, "a datagram in two fragments");
	unsigned int ended = 0;
	struct libl7_tracker *t = libl7_tracker_new(cl, LIBL7_EVENT_VERDICT | LIBL7_EVENT_END, take_end, &ended);
	size_t i;

	full |= !t;
	if (!t)
		return;
	for (i = 0; i < sizeof(tcp) / sizeof(*tcp); i++)
		put(t, &tcp[i]);
	put_fragments(t, &udp);
	libl7_tracker_end(t);
	expect(ended == 2 || memory.fail, "connections that end");
	expect(ended == libl7_tracker_counter(t, LIBL7_COUNTER_BEGUN), "each connection that ends");
	libl7_tracker_free(t);
}

static void use(struct libl7_classifier *cl, const char *error)
{
	full |= !cl;
	expect(cl || *error, "an error's text");
	expect(cl || memory.fail, "a classifier");
	if (!cl)
		return;
	expect(libl7_definition_count(cl) == 3, "the number of definitions");
	expect(libl7_definition_find(cl, "hi") == libl7_definition_find(cl, "hello"), "a definition by alias");
	talk(cl);
	track(cl);
	libl7_close(cl);
}

static void open_dir(const char *where)
{
	const char *const dirs[] = { dir, NULL };
	char error[500];

	use(libl7_open(dirs, NULL, where, error, sizeof(error)), error);
}

static void open_names(void)
{
	const char *const dirs[] = { dir, NULL }, *const names[] = { "hi", "gram", "old", NULL };
	char error[500];

	use(libl7_open(dirs, names, "", error, sizeof(error)), error);
}

static void open_image(void)
{
	char error[500];

	use(libl7_open_image(image, error, sizeof(error)), error);
}

/* of ours, a few that are made in many ways; nothing is said on their verdicts here */
static void open_ours(void)
{
	const char *const dirs[] = { "defs", NULL };
	const char *const names[] = { "bittorrent", "dns", "http", "quic", "rtp", "sip", "tls", NULL };
	char error[500];
	struct libl7_classifier *cl = libl7_open(dirs, names, "", error, sizeof(error));

	full |= !cl;
	expect(cl || (memory.fail && *error), "a classifier");
	expect(!cl || libl7_definition_count(cl) == 7, "the number of definitions");
	libl7_close(cl);
}

/* one that is refused in any case */
static void open_wrong(void)
{
	char path[128], error[500];
	const char *const dirs[] = { path, NULL };
	struct libl7_classifier *cl;

	snprintf(path, sizeof(path), "%s/.bad", dir);
	cl = libl7_open(dirs, NULL, "", error, sizeof(error));
	expect(!cl, "a definition that is wrong");
	expect(*error, "an error's text");
	libl7_close(cl);
}

static void do_uncached(void) { open_dir(""); }
static void do_cached(void) { open_dir(cache); }

/* with every @step-th allocation failing, until there are no more of them */
static void try_all(const char *name, unsigned int step, void (*what)(void))
{
	unsigned long n, most;
	long before;

	memory.fail = 0;
	what();		/* whatever libc keeps, it has after this */
	before = memory.live;
	memory.count = 0;
	what();
	most = memory.count;
	expect(memory.live == before, "a leak");
	for (n = 1; n <= most; n += step)
		for (memory.for_ever = 0; memory.for_ever < 2; memory.for_ever++) {
			full = 0;
			memory.count = 0;
			memory.fail = n;
			what();
			expect(memory.live == before, "a leak");
			memory.live = before;
		}
	memory.fail = 0;
	printf("%s %s, %lu allocations\n", failures ? "not ok" : "ok", name, most);
}

static void make_files(void)
{
	if (!mkdtemp(dir))
		exit(2);
	snprintf(cache, sizeof(cache), "%s/.cache", dir);
	snprintf(image, sizeof(image), "%s/.image", dir);
	write_file("hello.pat", "protocol hello\nabout greets\ngroup p2p\nalias hi hey\ntcp client: ^hello [a-z]+\\n\n"
		   "tcp server: ^220 (foo|bar)\nand client: ^user\n");
	write_file("gram.pat", "protocol gram\nudp size 4: ^gram\nudp packets 2 same u8@1: ^x\n");
	write_file("old.pat", "old\n^classic$\n");
}

int main(int argc, char **argv)
{
	char command[300];

	make_files();
	snprintf(command, sizeof(command), "mkdir %s/.bad %s && %s compile -d %s -o %s >/dev/null", dir, cache,
		 argc > 1 ? argv[1] : "l7", dir, image);
	if (system(command))
		return 2;
	write_file(".bad/wrong.pat", "protocol wrong\ntcp: ^a(b\n");
	try_all("open", 1, do_uncached);
	try_all("open with a cache", 1, do_cached);
	try_all("open by names", 1, open_names);
	try_all("open an image", 1, open_image);
	try_all("open what is wrong", 1, open_wrong);
	try_all("open some of defs/", argc > 2 ? atoi(argv[2]) : 61, open_ours);
	snprintf(command, sizeof(command), "rm -r %s", dir);
	return system(command) || failures;
}
