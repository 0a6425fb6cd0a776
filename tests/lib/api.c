// SPDX-License-Identifier: GPL-2.0-only
/*
 * The library by its public functions: what each promises in lib/libl7.h. Run from the top of the tree; definitions
 * are made in a directory of their own, and those of defs/ meet their cases (tests/defs).
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include <errno.h>
#include <glob.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "capture/script.h"
#include "compiler/compiled.h"
#include "lib/libl7.h"
#include "tests/captures/packet.h"

#define SECOND 1000000000ull

static char dir[] = "/tmp/libl7-XXXXXX";
static char cache[64], bad[64], image[64], garbage[64];
static const char *const dirs[] = { dir, NULL };
static const char *const bad_dirs[] = { bad, NULL };

static void write_file(const char *where, const char *name, const void *text, size_t size)
{
	char path[256];
	FILE *out;

	snprintf(path, sizeof(path), "%s/%s", where, name);
	out = fopen(path, "w");
	assert_non_null(out);
	assert_int_equal(fwrite(text, 1, size, out), size);
	assert_int_equal(fclose(out), 0);
}

static void write_definition(const char *where, const char *name, const char *text)
{
	write_file(where, name, text, strlen(text));
}

static void make_dir(char *path, size_t size, const char *name)
{
	snprintf(path, size, "%s/.%s", dir, name);
	assert_int_equal(mkdir(path, 0700), 0);
}

/* as `l7 compile -o' does */
static void write_image(void)
{
	struct l7_compiled c = { .def = NULL };
	struct l7_diags d = { 0 };

	assert_true(l7_defs_read_dir(&c.defs, dir, &d) > 0);
	assert_int_equal(l7_compiled_make(&c, NULL, &d), 0);
	write_file(dir, ".image", c.blob.bytes, c.blob.size);
	write_file(dir, ".garbage", c.blob.bytes, c.blob.size / 2);
	l7_compiled_fini(&c);
	l7_diags_fini(&d);
}

static int set_up(void **state)
{
	assert_non_null(mkdtemp(dir));
	make_dir(cache, sizeof(cache), "cache");
	make_dir(bad, sizeof(bad), "bad");
	write_definition(dir, "hello.pat", "protocol hello\nabout greets\ngroup p2p\ngroup voip\nalias hi hey\n"
			 "tcp client: ^hello [a-z]+\\n\n");
	write_definition(dir, "answer.pat", "protocol answer\nnumber 40000\ntcp server: ^answer\n");
	write_definition(dir, "gram.pat", "protocol gram\nudp size 4: ^gram\nudp packets 2 same u8@1: ^x\n");
	write_definition(dir, "old.pat", "old\n^classic$\n");
	write_definition(bad, "wrong.pat", "protocol wrong\ntcp: ^a(b\n");
	write_definition(bad, "wrong2.pat", "protocol wrong2\ntcp: ^[\n");
	write_image();
	snprintf(image, sizeof(image), "%s/.image", dir);
	snprintf(garbage, sizeof(garbage), "%s/.garbage", dir);
	return 0;
}

static int tear_down(void **state)
{
	char command[128];

	snprintf(command, sizeof(command), "rm -r %s", dir);
	return system(command);
}

static struct libl7_classifier *open_all(void)
{
	char error[1000];
	struct libl7_classifier *cl = libl7_open(dirs, NULL, cache, error, sizeof(error));

	if (!cl)
		fail_msg("%s", error);
	assert_string_equal(error, "");
	return cl;
}

static void test_version(void **state)
{
	char text[32];

	snprintf(text, sizeof(text), "%d.%d.%d", LIBL7_VERSION_MAJOR, LIBL7_VERSION_MINOR, LIBL7_VERSION_PATCH);
	assert_string_equal(text, L7_VERSION);
	assert_int_equal(libl7_version(), LIBL7_VERSION);
}

/* what programs have been compiled with */
static void test_values_stay(void **state)
{
	assert_true(LIBL7_UNSET == 0 && LIBL7_UNKNOWN == 1 && LIBL7_DECIDED == 2);
	assert_true(LIBL7_CLIENT == 0 && LIBL7_SERVER == 1);
	assert_true(LIBL7_OPTION_PACKETS == 1 && LIBL7_OPTION_BYTES == 2 && LIBL7_OPTION_MIDSTREAM == 3);
	assert_true(LIBL7_OPTION_TUNNELS == 4 && LIBL7_OPTION_CONNECTIONS == 5 && LIBL7_OPTION_IDLE == 6);
	assert_true(LIBL7_EVENT_PACKET == 1 && LIBL7_EVENT_VERDICT == 2 && LIBL7_EVENT_END == 4);
	assert_true(LIBL7_COUNTER_OPEN == 1 && LIBL7_COUNTER_BEGUN == 2 && LIBL7_COUNTER_PRESSED == 3);
	assert_true(LIBL7_COUNTER_LOST == 4 && LIBL7_LINK_ETHERNET == 1 && LIBL7_LINK_IP == 12);
}

static void test_open_refuses(void **state)
{
	static const char *const nowhere[] = { "/nonexistent", NULL };
	static const char *const helo[] = { "helo", NULL };
	char error[1000], one[1], ten[10];
	char *second;

	assert_null(libl7_open(bad_dirs, NULL, "", error, sizeof(error)));
	assert_non_null(strstr(error, "/.bad/wrong.pat:2:"));
	assert_non_null(strstr(error, " error: "));
	second = strstr(error, "/.bad/wrong2.pat:2:");
	assert_non_null(second);
	assert_null(libl7_open(nowhere, NULL, "", error, sizeof(error)));
	assert_non_null(strstr(error, "/nonexistent: error: No such file"));
	assert_null(libl7_open(dirs, helo, "", error, sizeof(error)));
	assert_non_null(strstr(error, "did you mean hello?"));
	assert_null(libl7_open(nowhere, NULL, "", ten, sizeof(ten)));
	assert_string_equal(ten, "/nonexist");
	assert_null(libl7_open(nowhere, NULL, "", one, sizeof(one)));
	assert_string_equal(one, "");
	one[0] = 'x';
	assert_null(libl7_open(nowhere, NULL, "", one, 0));
	assert_int_equal(one[0], 'x');
	assert_null(libl7_open(nowhere, NULL, "", NULL, 0));
	libl7_close(NULL);
}

/* only NULL stands for all: a list that a program has filtered may come out empty */
static void test_open_empty_lists(void **state)
{
	static const char *const none[] = { NULL };
	char error[1000];

	assert_null(libl7_open(dirs, none, "", error, sizeof(error)));
	assert_string_equal(error, "error: the list of names is empty: NULL instead of a list stands for all definitions\n");
	assert_null(libl7_open(none, NULL, "", error, sizeof(error)));
	assert_string_equal(error, "error: the list of directories is empty: NULL instead of a list stands for those where "
			    "the l7 tool looks\n");
	assert_null(libl7_open(NULL, none, NULL, NULL, 0));
}

static void test_open_names(void **state)
{
	static const char *const names[] = { "hey", "gram", NULL };
	struct libl7_classifier *cl = libl7_open(dirs, names, "", NULL, 0);

	assert_non_null(cl);
	assert_int_equal(libl7_definition_count(cl), 2);
	assert_non_null(libl7_definition_find(cl, "hello"));
	assert_null(libl7_definition_find(cl, "old"));
	libl7_close(cl);
}

/* what is no error is said after success */
static void test_open_warns(void **state)
{
	static const char *const odd[] = { "odd", NULL };
	char error[1000];
	struct libl7_classifier *cl;

	write_definition(bad, "odd.pat", "odd\n^odd\r\n");
	cl = libl7_open(bad_dirs, odd, "", error, sizeof(error));
	assert_non_null(cl);
	assert_non_null(strstr(error, "/.bad/odd.pat:2:5: warning: "));
	libl7_close(cl);
}

/* nothing is written but the cache, and that only where it is wanted */
static void test_open_caches(void **state)
{
	char pattern[128];
	glob_t found;

	snprintf(pattern, sizeof(pattern), "%s/*", cache);
	libl7_close(libl7_open(dirs, NULL, "", NULL, 0));
	assert_int_equal(glob(pattern, 0, NULL, &found), GLOB_NOMATCH);
	libl7_close(open_all());
	assert_int_equal(glob(pattern, 0, NULL, &found), 0);
	globfree(&found);
	libl7_close(open_all());
}

/* In a child that isn't root: nobody's, if we are. Return: of waitpid(). */
static int open_as_user(const char *home, const char *xdg)
{
	pid_t child = fork();
	int status = -1;

	if (!child) {
		if (!geteuid() && (chmod(dir, 0755) || chmod(home, 0777) || setgid(65534) || setuid(65534)))
			_exit(2);
		setenv("HOME", home, 1);
		setenv("XDG_CACHE_HOME", xdg, 1);
		_exit(!libl7_open(dirs, NULL, NULL, NULL, 0));
	}
	assert_true(child > 0);
	assert_int_equal(waitpid(child, &status, 0), child);
	return status;
}

static size_t count_files(const char *where, const char *below)
{
	char pattern[128];
	size_t count;
	glob_t found;

	snprintf(pattern, sizeof(pattern), "%s/%s/*", where, below);
	count = glob(pattern, 0, NULL, &found) ? 0 : found.gl_pathc;
	globfree(&found);
	return count;
}

/* a user's cache is the user's own, made if it is missing; nothing is there but what belongs to it */
static void test_open_caches_of_user(void **state)
{
	char home[64], xdg[80];

	make_dir(home, sizeof(home), "home");
	snprintf(xdg, sizeof(xdg), "%s/xdg", home);
	assert_int_equal(open_as_user(home, "relative"), 0);
	assert_true(count_files(home, ".cache/layer7") > 0);
	assert_int_equal(count_files(home, ""), 0);
	assert_int_equal(open_as_user(home, xdg), 0);
	assert_true(count_files(xdg, "layer7") > 0);
	assert_int_equal(count_files(home, ""), 1);
}

static void check_definitions(const struct libl7_classifier *cl, const char *about)
{
	const struct libl7_definition *d = libl7_definition_find(cl, "hello");
	size_t i;

	assert_int_equal(libl7_definition_count(cl), 4);
	for (i = 0; i < 4; i++)
		assert_ptr_equal(libl7_definition_find(cl, libl7_definition_name(libl7_definition_at(cl, i))),
				 libl7_definition_at(cl, i));
	assert_null(libl7_definition_at(cl, 4));
	assert_null(libl7_definition_at(cl, SIZE_MAX));
	assert_null(libl7_definition_find(cl, "nothing"));
	assert_null(libl7_definition_find(cl, ""));
	assert_ptr_equal(libl7_definition_find(cl, "hi"), d);
	assert_string_equal(libl7_definition_name(d), "hello");
	assert_string_equal(libl7_definition_about(d), about);
	assert_string_equal(libl7_definition_group(d, 0), "p2p");
	assert_string_equal(libl7_definition_group(d, 1), "voip");
	assert_null(libl7_definition_group(d, 2));
	assert_string_equal(libl7_definition_alias(d, 1), "hey");
	assert_null(libl7_definition_alias(d, 2));
	assert_true(libl7_definition_number(d) >= 0x8000);
	d = libl7_definition_find(cl, "answer");
	assert_int_equal(libl7_definition_number(d), 40000);
	assert_string_equal(libl7_definition_about(d), "");
	assert_null(libl7_definition_group(d, 0));
}

static void test_definitions(void **state)
{
	struct libl7_classifier *cl = open_all();

	check_definitions(cl, "greets");
	libl7_close(cl);
}

static void test_image(void **state)
{
	char error[1000];
	struct libl7_classifier *cl = libl7_open_image(image, error, sizeof(error));
	struct libl7_connection *c;

	assert_string_equal(error, "");
	assert_non_null(cl);
	check_definitions(cl, "");
	c = libl7_connection_new(cl, IPPROTO_TCP);
	assert_int_equal(libl7_connection_feed(c, LIBL7_SERVER, "answer", 6), LIBL7_DECIDED);
	assert_string_equal(libl7_connection_name(c), "answer");
	libl7_connection_free(c);
	libl7_close(cl);
	assert_null(libl7_open_image(garbage, error, sizeof(error)));
	assert_non_null(strstr(error, garbage));
	assert_null(libl7_open_image("/nonexistent", error, sizeof(error)));
	assert_string_equal(error, "/nonexistent: error: No such file or directory\n");
	assert_null(libl7_open_image("/", error, sizeof(error)));
	assert_null(libl7_open_image("README.md", error, sizeof(error)));
	assert_non_null(strstr(error, "README.md: error: "));
}

static void test_feed_tcp(void **state)
{
	struct libl7_classifier *cl = open_all();
	struct libl7_connection *c = libl7_connection_new(cl, IPPROTO_TCP);
	int user;

	/* the connection holds it */
	libl7_close(cl);
	assert_int_equal(libl7_connection_state(c), LIBL7_UNSET);
	assert_string_equal(libl7_connection_name(c), "unset");
	assert_null(libl7_connection_definition(c));
	assert_null(libl7_connection_user(c));
	libl7_connection_set_user(c, &user);
	assert_int_equal(libl7_connection_feed(c, LIBL7_CLIENT, "hel", 3), LIBL7_UNSET);
	assert_int_equal(libl7_connection_feed(c, LIBL7_SERVER, "220 ready\r\n", 11), LIBL7_UNSET);
	assert_int_equal(libl7_connection_feed(c, LIBL7_CLIENT, "lo world", 8), LIBL7_UNSET);
	assert_int_equal(libl7_connection_feed(c, LIBL7_CLIENT, NULL, 0), LIBL7_UNSET);
	assert_int_equal(libl7_connection_feed(c, LIBL7_CLIENT, "\nand more", 9), LIBL7_DECIDED);
	assert_int_equal(libl7_connection_feed(c, LIBL7_SERVER, "answer", 6), LIBL7_DECIDED);
	assert_int_equal(libl7_connection_state(c), LIBL7_DECIDED);
	assert_string_equal(libl7_connection_name(c), "hello");
	assert_string_equal(libl7_connection_reason(c), "");
	assert_string_equal(libl7_definition_name(libl7_connection_definition(c)), "hello");
	assert_int_equal(libl7_connection_packets(c, LIBL7_CLIENT), 4);
	assert_int_equal(libl7_connection_bytes(c, LIBL7_CLIENT), 20);
	assert_int_equal(libl7_connection_packets(c, LIBL7_SERVER), 2);
	assert_int_equal(libl7_connection_bytes(c, LIBL7_SERVER), 17);
	assert_int_equal(libl7_connection_protocol(c), IPPROTO_TCP);
	assert_ptr_equal(libl7_connection_user(c), &user);
	assert_null(libl7_connection_address(c, LIBL7_CLIENT));
	assert_int_equal(libl7_connection_family(c), 0);
	assert_int_equal(libl7_connection_number(c), 0);
	libl7_connection_free(c);
	libl7_connection_free(NULL);
}

static void test_feed_udp(void **state)
{
	struct libl7_classifier *cl = open_all();
	struct libl7_connection *c = libl7_connection_new(cl, IPPROTO_UDP);

	assert_int_equal(libl7_connection_feed(c, LIBL7_CLIENT, "gram!", 5), LIBL7_UNSET);
	assert_int_equal(libl7_connection_feed(c, LIBL7_CLIENT, "x1", 2), LIBL7_UNSET);
	assert_int_equal(libl7_connection_feed(c, LIBL7_CLIENT, "x2", 2), LIBL7_UNSET);
	assert_int_equal(libl7_connection_feed(c, LIBL7_SERVER, "gram", 4), LIBL7_DECIDED);
	libl7_connection_free(c);
	c = libl7_connection_new(cl, IPPROTO_ICMPV6);
	assert_int_equal(libl7_connection_feed(c, LIBL7_CLIENT, "classic", 7), LIBL7_DECIDED);
	libl7_connection_free(c);
	assert_null(libl7_connection_new(cl, IPPROTO_SCTP));
	assert_int_equal(errno, EPROTONOSUPPORT);
	libl7_close(cl);
}

static void test_feed_limits(void **state)
{
	struct libl7_classifier *cl = open_all();
	struct libl7_connection *c = libl7_connection_new(cl, IPPROTO_TCP);
	static char much[100000];
	unsigned int i;

	for (i = 1; i <= 10; i++)
		assert_int_equal(libl7_connection_feed(c, LIBL7_CLIENT, "z", 1), LIBL7_UNSET);
	assert_int_equal(libl7_connection_feed(c, LIBL7_CLIENT, "z", 1), LIBL7_UNKNOWN);
	assert_string_equal(libl7_connection_name(c), "unknown");
	assert_string_equal(libl7_connection_reason(c), "packets");
	assert_null(libl7_connection_definition(c));
	libl7_connection_free(c);

	c = libl7_connection_new(cl, IPPROTO_UDP);
	assert_int_equal(libl7_connection_set(c, LIBL7_OPTION_PACKETS, 2), 0);
	assert_int_equal(libl7_connection_feed(c, LIBL7_CLIENT, "z", 1), LIBL7_UNSET);
	assert_int_equal(libl7_connection_feed(c, LIBL7_CLIENT, "z", 1), LIBL7_UNSET);
	assert_int_equal(libl7_connection_feed(c, LIBL7_CLIENT, "gram", 4), LIBL7_UNKNOWN);
	libl7_connection_free(c);

	memset(much, 'z', sizeof(much));
	c = libl7_connection_new(cl, IPPROTO_TCP);
	assert_int_equal(libl7_connection_set(c, LIBL7_OPTION_BYTES, 3000), 0);
	assert_int_equal(libl7_connection_feed(c, LIBL7_SERVER, much, 2999), LIBL7_UNSET);
	assert_int_equal(libl7_connection_feed(c, LIBL7_SERVER, much, sizeof(much)), LIBL7_UNSET);
	assert_int_equal(libl7_connection_feed(c, LIBL7_CLIENT, "hello you\n", 10), LIBL7_UNKNOWN);
	assert_string_equal(libl7_connection_reason(c), "bytes");

	errno = 0;
	assert_int_equal(libl7_connection_set(c, LIBL7_OPTION_PACKETS, 0), -1);
	assert_int_equal(errno, EINVAL);
	assert_int_equal(libl7_connection_set(c, LIBL7_OPTION_PACKETS, 100), -1);
	assert_int_equal(libl7_connection_set(c, LIBL7_OPTION_PACKETS, (1ull << 32) + 1), -1);
	assert_int_equal(libl7_connection_set(c, LIBL7_OPTION_BYTES, 65537), -1);
	assert_int_equal(libl7_connection_set(c, LIBL7_OPTION_TUNNELS, 1), -1);
	assert_int_equal(libl7_connection_set(c, (enum libl7_option)77, 1), -1);
	libl7_connection_free(c);
	libl7_close(cl);
}

/* then bytes are not looked at: there are none behind this pointer */
static void test_feed_after_verdict(void **state)
{
	struct libl7_classifier *cl = open_all();
	struct libl7_connection *c = libl7_connection_new(cl, IPPROTO_TCP);

	assert_int_equal(libl7_connection_feed(c, LIBL7_SERVER, "answer", 6), LIBL7_DECIDED);
	assert_int_equal(libl7_connection_feed(c, LIBL7_SERVER, (const void *)1, SIZE_MAX), LIBL7_DECIDED);
	assert_int_equal(libl7_connection_packets(c, LIBL7_SERVER), 2);
	libl7_connection_free(c);
	libl7_close(cl);
}

/** struct cases - those of tests/defs */
struct cases {
	struct libl7_classifier *cl;
	unsigned int ok, bad;
};

static void run_case(struct cases *all, const char *path)
{
	struct l7_script s = { 0 };
	struct libl7_connection *c;
	char error[512];
	const char *name;
	size_t i;

	if (!l7_script_read(&s, path, error, sizeof(error)))
		fail_msg("%s", error);
	c = libl7_connection_new(all->cl, s.tcp ? IPPROTO_TCP : IPPROTO_UDP);
	for (i = 0; i < s.count; i++)
		libl7_connection_feed(c, s.piece[i].reply ? LIBL7_SERVER : LIBL7_CLIENT, s.piece[i].bytes, s.piece[i].len);
	name = libl7_connection_state(c) == LIBL7_DECIDED ? libl7_connection_name(c) : "unknown";
	if (strcmp(name, s.expect)) {
		print_error("%s: saw %s, wanted %s\n", path, name, s.expect);
		all->bad++;
	} else {
		all->ok++;
	}
	libl7_connection_free(c);
	l7_script_fini(&s);
}

static void test_cases(void **state)
{
	static const char *const ours[] = { "defs", NULL };
	char error[1000];
	struct cases all = { .cl = libl7_open(ours, NULL, NULL, error, sizeof(error)) };
	glob_t found;
	size_t i;

	if (!all.cl)
		fail_msg("%s", error);
	assert_int_equal(glob("tests/defs/*/*.flow", 0, NULL, &found), 0);
	for (i = 0; i < found.gl_pathc; i++)
		run_case(&all, found.gl_pathv[i]);
	globfree(&found);
	libl7_close(all.cl);
	assert_int_equal(all.bad, 0);
	assert_true(all.ok > 1000);
}

/** struct seen - what a tracker told: P, V, E and the connection's number each, with its name behind V and E */
struct seen {
	char text[1000];
	struct libl7_tracker *t;
	uint64_t now;
};

static void take_event(void *ctx, enum libl7_event event, struct libl7_connection *c)
{
	const unsigned long long number = libl7_connection_number(c);
	struct seen *seen = ctx;
	const size_t used = strlen(seen->text), room = sizeof(seen->text) - used;

	if (event == LIBL7_EVENT_PACKET)
		snprintf(seen->text + used, room, "P%llu ", number);
	else
		snprintf(seen->text + used, room, "%c%llu:%s ", event == LIBL7_EVENT_VERDICT ? 'V' : 'E', number,
			 libl7_connection_name(c));
	/* it is lent, and not the program's to feed or to free */
	assert_int_equal(libl7_connection_feed(c, LIBL7_CLIENT, "hello you\n", 10), libl7_connection_state(c));
	assert_int_equal(libl7_connection_set(c, LIBL7_OPTION_PACKETS, 5), -1);
	libl7_connection_free(c);
}

static void expect_seen(struct seen *seen, const char *text)
{
	assert_string_equal(seen->text, text);
	seen->text[0] = '\0';
}

static struct l7_capture_packet packet(uint8_t proto, uint16_t sport, uint16_t dport, const char *payload)
{
	struct l7_capture_packet pkt = { .tuple = { .family = AF_INET, .proto = proto, .sport = sport, .dport = dport,
						    .src = { 192, 0, 2, 1 }, .dst = { 192, 0, 2, 2 } },
					 .payload = (const uint8_t *)payload, .len = strlen(payload) };

	pkt.wire_len = pkt.len;
	return pkt;
}

static int put(struct seen *seen, const struct l7_capture_packet *pkt)
{
	uint8_t frame[PACKET_MAX_BYTES];
	const size_t len = packet_write(frame, pkt);

	return libl7_tracker_frame(seen->t, LIBL7_LINK_IP, frame, len, len, seen->now);
}

static int put_udp(struct seen *seen, uint16_t port, const char *payload)
{
	const struct l7_capture_packet pkt = packet(IPPROTO_UDP, port, 53, payload);

	return put(seen, &pkt);
}

static int put_tcp(struct seen *seen, uint16_t port, uint8_t flags, uint32_t seq, const char *payload)
{
	struct l7_capture_packet pkt = packet(IPPROTO_TCP, port, 80, payload);

	pkt.flags = flags;
	pkt.seq = seq;
	pkt.ack = flags & L7_TCP_ACK;
	return put(seen, &pkt);
}

static struct libl7_tracker *begin(struct seen *seen, unsigned int events)
{
	struct libl7_classifier *cl = open_all();

	seen->t = libl7_tracker_new(cl, events, take_event, seen);
	assert_non_null(seen->t);
	libl7_close(cl);
	return seen->t;
}

static void test_events(void **state)
{
	struct seen seen = { .now = SECOND };
	struct libl7_tracker *t = begin(&seen, LIBL7_EVENT_PACKET | LIBL7_EVENT_VERDICT | LIBL7_EVENT_END);

	assert_int_equal(put_tcp(&seen, 1000, L7_TCP_SYN, 99, ""), 1);
	assert_int_equal(put_tcp(&seen, 1000, L7_TCP_ACK, 100, ""), 1);
	assert_int_equal(put_udp(&seen, 1001, "gram"), 1);
	expect_seen(&seen, "P1 P1 P2 V2:gram ");
	/* the second segment comes first */
	assert_int_equal(put_tcp(&seen, 1000, L7_TCP_ACK, 104, "o you\n"), 1);
	assert_int_equal(put_tcp(&seen, 1000, L7_TCP_ACK, 100, "hell"), 1);
	assert_int_equal(put_tcp(&seen, 1000, L7_TCP_ACK, 110, "more"), 1);
	assert_int_equal(put_udp(&seen, 1002, "what"), 1);
	expect_seen(&seen, "P1 P1 V1:hello P1 P3 ");
	assert_int_equal(libl7_tracker_counter(t, LIBL7_COUNTER_OPEN), 3);
	libl7_tracker_end(t);
	expect_seen(&seen, "E1:hello E2:gram E3:unset ");
	assert_int_equal(libl7_tracker_counter(t, LIBL7_COUNTER_OPEN), 0);
	assert_int_equal(put_udp(&seen, 1001, "x"), 1);
	assert_int_equal(libl7_tracker_counter(t, LIBL7_COUNTER_BEGUN), 4);
	assert_int_equal(libl7_tracker_counter(t, (enum libl7_counter)99), 0);
	expect_seen(&seen, "P4 ");
	libl7_tracker_free(t);
	expect_seen(&seen, "");
	libl7_tracker_free(NULL);
}

static void test_some_events(void **state)
{
	struct libl7_classifier *cl = open_all();
	struct seen seen = { .now = 0 };
	struct libl7_tracker *t = begin(&seen, LIBL7_EVENT_END), *silent = libl7_tracker_new(cl, ~0u, NULL, NULL);

	put_udp(&seen, 1, "gram");
	expect_seen(&seen, "");
	libl7_tracker_end(t);
	expect_seen(&seen, "E1:gram ");
	libl7_tracker_free(t);
	seen.t = silent;
	assert_int_equal(put_udp(&seen, 1, "gram"), 1);
	libl7_tracker_end(silent);
	libl7_tracker_free(silent);
	libl7_close(cl);
}

static void test_midstream(void **state)
{
	struct seen seen = { .now = 0 };
	struct libl7_tracker *t = begin(&seen, LIBL7_EVENT_VERDICT);

	put_tcp(&seen, 1, L7_TCP_ACK, 5, "hello you\n");
	expect_seen(&seen, "V1:hello ");
	assert_int_equal(libl7_tracker_set(t, LIBL7_OPTION_MIDSTREAM, 0), 0);
	put_tcp(&seen, 2, L7_TCP_ACK, 5, "hello you\n");
	put_tcp(&seen, 2, L7_TCP_ACK, 15, "hello you\n");
	expect_seen(&seen, "V2:unknown ");
	libl7_tracker_free(t);
}

static void test_bounds(void **state)
{
	struct seen seen = { .now = 0 };
	struct libl7_tracker *t = begin(&seen, LIBL7_EVENT_END);

	assert_int_equal(libl7_tracker_set(t, LIBL7_OPTION_CONNECTIONS, 2), 0);
	assert_int_equal(libl7_tracker_set(t, LIBL7_OPTION_IDLE, 60), 0);
	put_udp(&seen, 1, "one");
	seen.now += 2 * SECOND;
	put_udp(&seen, 2, "two");
	seen.now += 2 * SECOND;
	put_udp(&seen, 1, "one");
	seen.now += 2 * SECOND;
	put_udp(&seen, 3, "three");
	expect_seen(&seen, "E2:unset ");
	assert_int_equal(libl7_tracker_counter(t, LIBL7_COUNTER_PRESSED), 1);
	assert_int_equal(libl7_tracker_counter(t, LIBL7_COUNTER_OPEN), 2);
	seen.now += 70 * SECOND;
	put_udp(&seen, 4, "four");
	expect_seen(&seen, "E1:unset E3:unset ");
	assert_int_equal(libl7_tracker_counter(t, LIBL7_COUNTER_PRESSED), 1);
	assert_int_equal(libl7_tracker_counter(t, LIBL7_COUNTER_LOST), 0);
	assert_int_equal(libl7_tracker_set(t, LIBL7_OPTION_IDLE, 0), -1);
	assert_int_equal(libl7_tracker_set(t, LIBL7_OPTION_IDLE, 1ull << 62), -1);
	assert_int_equal(libl7_tracker_set(t, LIBL7_OPTION_CONNECTIONS, 0), -1);
	assert_int_equal(libl7_tracker_set(t, LIBL7_OPTION_CONNECTIONS, UINT64_MAX), -1);
	assert_int_equal(libl7_tracker_set(t, LIBL7_OPTION_MIDSTREAM, 2), -1);
	assert_int_equal(libl7_tracker_set(t, LIBL7_OPTION_TUNNELS, 2), -1);
	assert_int_equal(libl7_tracker_set(t, (enum libl7_option)0, 1), -1);
	assert_int_equal(errno, EINVAL);
	assert_int_equal(libl7_tracker_set(t, LIBL7_OPTION_PACKETS, 99), 0);
	libl7_tracker_free(t);
}

#define AHEAD_BYTES 60000

static void count_gaps(void *ctx, enum libl7_event event, struct libl7_connection *c)
{
	unsigned int *gaps = ctx;

	*gaps += !strcmp(libl7_connection_reason(c), "gap");
}

/* as many segments as a connection may hold, all of them ahead of their turn */
static void hold(struct seen *seen, unsigned int connections)
{
	static char much[AHEAD_BYTES + 1];
	unsigned int i, k;

	memset(much, 'z', AHEAD_BYTES);
	for (i = 0; i < connections; i++) {
		put_tcp(seen, 1 + i, L7_TCP_SYN, 99, "");
		put_tcp(seen, 1 + i, L7_TCP_ACK, 100, "");
		for (k = 0; k < 8; k++)
			put_tcp(seen, 1 + i, L7_TCP_ACK, 101 + k * AHEAD_BYTES, much);
	}
}

/* what waits is bounded, 64 MiB, of a tracker; what other ones hold doesn't count, nor what has ended */
static void test_held(void **state)
{
	const unsigned int whole = (64u << 20) / AHEAD_BYTES / 8;
	struct libl7_classifier *cl = open_all();
	unsigned int gaps = 0, other_gaps = 0, round;
	struct seen seen = { .t = libl7_tracker_new(cl, LIBL7_EVENT_VERDICT, count_gaps, &gaps) };
	struct seen other = { .t = libl7_tracker_new(cl, LIBL7_EVENT_VERDICT, count_gaps, &other_gaps) };

	for (round = 1; round < 3; round++) {
		hold(&seen, whole + 5);
		assert_int_equal(gaps, round * 5);
		hold(&other, 5);
		libl7_tracker_end(seen.t);
	}
	assert_int_equal(other_gaps, 0);
	libl7_tracker_free(seen.t);
	libl7_tracker_free(other.t);
	libl7_close(cl);
}

/* IP in IP: the outer header is the inner one's, with another protocol */
static void test_tunnels(void **state)
{
	const struct l7_capture_packet pkt = packet(IPPROTO_UDP, 7, 8, "gram");
	uint8_t frame[20 + PACKET_MAX_BYTES];
	const size_t inner = packet_write(frame + 20, &pkt);
	struct seen seen = { .now = 0 };
	struct libl7_tracker *t = begin(&seen, LIBL7_EVENT_VERDICT);

	memcpy(frame, frame + 20, 20);
	frame[2] = (inner + 20) >> 8;
	frame[3] = inner + 20;
	frame[9] = IPPROTO_IPIP;
	assert_int_equal(libl7_tracker_frame(t, LIBL7_LINK_IP, frame, inner + 20, inner + 20, 0), 1);
	expect_seen(&seen, "V1:gram ");
	assert_int_equal(libl7_tracker_set(t, LIBL7_OPTION_TUNNELS, 0), 0);
	assert_int_equal(libl7_tracker_frame(t, LIBL7_LINK_IP, frame, inner + 20, inner + 20, 0), 0);
	libl7_tracker_free(t);
}

/* one that waits for its rest when the tracker goes must go with it */
static void test_fragments(void **state)
{
	const struct l7_capture_packet pkt = packet(IPPROTO_UDP, 7, 8, "a datagram in two fragments");
	uint8_t frame[PACKET_MAX_BYTES];
	const size_t len = packet_write(frame, &pkt);
	struct seen seen = { .now = 0 };
	struct libl7_tracker *t = begin(&seen, LIBL7_EVENT_PACKET | LIBL7_EVENT_END);

	frame[2] = 0;
	frame[3] = 20 + 16;
	frame[6] = 0x20;
	frame[7] = 0;
	assert_int_equal(libl7_tracker_frame(t, LIBL7_LINK_IP, frame, 36, 36, 0), 0);
	memmove(frame + 20, frame + 36, len - 36);
	frame[3] = len - 16;
	frame[6] = 0;
	frame[7] = 2;
	assert_int_equal(libl7_tracker_frame(t, LIBL7_LINK_IP, frame, len - 16, len - 16, 0), 1);
	expect_seen(&seen, "P1 ");
	frame[4] ^= 1;
	assert_int_equal(libl7_tracker_frame(t, LIBL7_LINK_IP, frame, len - 16, len - 16, 0), 0);
	libl7_tracker_free(t);
}

static void check_ends(void *ctx, enum libl7_event event, struct libl7_connection *c)
{
	static const uint8_t client[] = { 192, 0, 2, 1 }, server[] = { 192, 0, 2, 2 };
	unsigned int *count = ctx;

	assert_int_equal(libl7_connection_family(c), AF_INET);
	assert_memory_equal(libl7_connection_address(c, LIBL7_CLIENT), client, 4);
	assert_memory_equal(libl7_connection_address(c, LIBL7_SERVER), server, 4);
	assert_int_equal(libl7_connection_port(c, LIBL7_CLIENT), 1234);
	assert_int_equal(libl7_connection_port(c, LIBL7_SERVER), 53);
	assert_int_equal(libl7_connection_vlan(c), 77);
	assert_int_equal(libl7_connection_protocol(c), IPPROTO_UDP);
	assert_int_equal(libl7_connection_begun(c), 5);
	assert_int_equal(libl7_connection_seen(c), event == LIBL7_EVENT_END ? 9 : 5);
	assert_int_equal(libl7_connection_packets(c, LIBL7_CLIENT), event == LIBL7_EVENT_END ? 2 : 1);
	assert_int_equal(libl7_connection_packets(c, LIBL7_SERVER), 0);
	assert_int_equal(libl7_connection_bytes(c, LIBL7_CLIENT), event == LIBL7_EVENT_END ? 64 : 32);
	if (event == LIBL7_EVENT_VERDICT)
		libl7_connection_set_user(c, count);
	assert_ptr_equal(libl7_connection_user(c), count);
	++*count;
}

static void test_frames(void **state)
{
	static const uint8_t head[] = "\2\0\0\0\0\1\2\0\0\0\0\2\x81\0\0\x4d\x08";
	const struct l7_capture_packet pkt = packet(IPPROTO_UDP, 1234, 53, "gram");
	struct libl7_classifier *cl = open_all();
	unsigned int count = 0;
	struct libl7_tracker *t = libl7_tracker_new(cl, LIBL7_EVENT_VERDICT | LIBL7_EVENT_END, check_ends, &count);
	uint8_t frame[sizeof(head) + PACKET_MAX_BYTES];
	const size_t len = sizeof(head) + packet_write(frame + sizeof(head), &pkt);
	size_t i;

	memcpy(frame, head, sizeof(head));
	assert_int_equal(libl7_tracker_frame(t, LIBL7_LINK_ETHERNET, frame, len, len, 5), 1);
	/* @sent less than there is: there is no less */
	assert_int_equal(libl7_tracker_frame(t, LIBL7_LINK_ETHERNET, frame, len, 0, 9), 1);
	libl7_tracker_end(t);
	assert_int_equal(count, 2);
	errno = 0;
	assert_int_equal(libl7_tracker_frame(t, 0x7fff, frame, len, len, 0), -1);
	assert_int_equal(errno, EPROTONOSUPPORT);
	assert_int_equal(libl7_tracker_frame(t, LIBL7_LINK_ETHERNET, NULL, 0, 0, 0), 0);
	for (i = 0; i < len - 12; i++)
		assert_int_equal(libl7_tracker_frame(t, LIBL7_LINK_ETHERNET, frame, i, len, 0), 0);
	libl7_tracker_free(t);
	libl7_close(cl);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_version),
		cmocka_unit_test(test_values_stay),
		cmocka_unit_test(test_open_refuses),
		cmocka_unit_test(test_open_names),
		cmocka_unit_test(test_open_warns),
		cmocka_unit_test(test_open_caches),
		cmocka_unit_test(test_open_caches_of_user),
		cmocka_unit_test(test_open_empty_lists),
		cmocka_unit_test(test_definitions),
		cmocka_unit_test(test_image),
		cmocka_unit_test(test_feed_tcp),
		cmocka_unit_test(test_feed_udp),
		cmocka_unit_test(test_feed_limits),
		cmocka_unit_test(test_feed_after_verdict),
		cmocka_unit_test(test_cases),
		cmocka_unit_test(test_events),
		cmocka_unit_test(test_some_events),
		cmocka_unit_test(test_midstream),
		cmocka_unit_test(test_bounds),
		cmocka_unit_test(test_held),
		cmocka_unit_test(test_tunnels),
		cmocka_unit_test(test_fragments),
		cmocka_unit_test(test_frames),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
