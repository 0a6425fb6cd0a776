// SPDX-License-Identifier: GPL-2.0-only
#include "tests/hostile/seeds.h"

#include <dirent.h>
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "capture/script.h"
#include "tests/captures/packet.h"
#include "tests/unit/frames.h"
#include "tests/unit/links.h"

#define PCAP_MAGIC 0xa1b2c3d4
#define PCAP_MAGIC_NANO 0xa1b23c4d
#define SNAPLEN 262144

/* of the same content, each of these */
enum form {
	FORM_PCAP,
	FORM_PCAP_NANO,
	FORM_PCAP_SWAPPED,
	FORM_PCAPNG,
	FORMS,
};

/** struct file - being written; @frames, @interfaces: so far */
struct file {
	enum form form;
	uint8_t *bytes;
	size_t len;
	uint32_t frames, interfaces;
};

static void put(struct file *f, const void *p, size_t len)
{
	f->bytes = realloc(f->bytes, f->len + len);
	if (!f->bytes)
		abort();
	memcpy(f->bytes + f->len, p, len);
	f->len += len;
}

static void put32(struct file *f, uint32_t v)
{
	v = f->form == FORM_PCAP_SWAPPED ? __builtin_bswap32(v) : v;
	put(f, &v, sizeof(v));
}

/* what pcap_datalink() calls otherwise than files do */
static uint32_t file_type(int dlt)
{
	return dlt == DLT_RAW ? 101 : dlt == DLT_ATM_RFC1483 ? 100 : dlt == DLT_ATM_CLIP ? 106 : dlt;
}

static void put16(struct file *f, uint16_t v)
{
	v = f->form == FORM_PCAP_SWAPPED ? __builtin_bswap16(v) : v;
	put(f, &v, sizeof(v));
}

/* pcapng: frames from here on are of it; with its unit of time and an offset */
static void put_interface(struct file *f, int dlt)
{
	put32(f, 1);
	put32(f, 44);
	put16(f, file_type(dlt));
	put16(f, 0);
	put32(f, SNAPLEN);
	put16(f, 9);
	put16(f, 1);
	put32(f, f->interfaces % 2 ? 9 : 0x80 | 20);
	put16(f, 14);
	put16(f, 8);
	put32(f, f->interfaces);
	put32(f, 0);
	put32(f, 0);
	put32(f, 44);
	f->interfaces++;
}

static struct file begin(enum form form, int dlt)
{
	struct file f = { .form = form };

	if (form == FORM_PCAPNG) {
		put32(&f, 0x0a0d0d0a);
		put32(&f, 28);
		put32(&f, 0x1a2b3c4d);
		put16(&f, 1);
		put16(&f, 0);
		put32(&f, ~0u);
		put32(&f, ~0u);
		put32(&f, 28);
		put_interface(&f, dlt);
		return f;
	}
	put32(&f, form == FORM_PCAP_NANO ? PCAP_MAGIC_NANO : PCAP_MAGIC);
	put16(&f, 2);
	put16(&f, 4);
	put32(&f, 0);
	put32(&f, 0);
	put32(&f, SNAPLEN);
	put32(&f, file_type(dlt));
	return f;
}

static void put_frame(struct file *f, const void *bytes, size_t len)
{
	const size_t padded = (len + 3) & ~3ul;

	f->frames++;
	if (f->form == FORM_PCAPNG) {
		put32(f, 6);
		put32(f, 32 + padded);
		put32(f, f->interfaces - 1);
		put32(f, 0x58000);
		put32(f, f->frames * 1000);
		put32(f, len);
		put32(f, len);
		put(f, bytes, len);
		put(f, "\0\0\0", padded - len);
		put32(f, 32 + padded);
		return;
	}
	put32(f, 1700000000 + f->frames / 10);
	put32(f, f->frames * 1000);
	put32(f, len);
	put32(f, len);
	put(f, bytes, len);
}

static void keep(struct seeds *s, const char *name, uint8_t *bytes, size_t len)
{
	s->seed = reallocarray(s->seed, s->count + 1, sizeof(*s->seed));
	if (!s->seed)
		abort();
	s->seed[s->count++] = (struct seed){ strdup(name), bytes, len };
}

/* the headers of links[@i] around packets: a datagram, its fragments, one in tunnels, one of IPv6, more fragments */
static void put_packets(struct file *f, size_t i)
{
	const struct frame inner = datagram("payload"), other = datagram("GET / HTTP/1.1\r\nHost: a.example\r\n\r\n");
	struct frame part = ipv4(IPPROTO_UDP, inner.p + 20, 8, 0, true);
	struct frame rest = ipv4(IPPROTO_UDP, inner.p + 28, 7, 8, false);
	struct frame vxlan = { .len = 0 }, six = udp(1000, 53, "\0\1\1\0\0\1\0\0\0\0\0\0\1a\0\0\1\0\1", 19), out;
	struct frame nested = part, last = other;
	const struct frame *packet[] = { &inner, &part, &rest, &other, &vxlan, &six, &nested, &last };
	size_t k;

	add_hex(&vxlan, "08000000 00000100 020000000001 020000000002 0800 @", &other);
	vxlan = udp(5, 4789, vxlan.p, vxlan.len);
	vxlan = ipv4(IPPROTO_UDP, vxlan.p, vxlan.len, 0, false);
	six = ipv6(IPPROTO_UDP, six.p, six.len);
	/* fragments in fragments; the end of some datagrams is missing */
	add(&nested, "\0\0\0", -nested.len & 7);
	nested = ipv4(IPPROTO_IPIP, nested.p, nested.len, 0, i % 2);
	last = ipv4(IPPROTO_UDP, other.p + 20, 24, 0, true);
	for (k = 0; k < sizeof(packet) / sizeof(packet[0]); k++) {
		out.len = 0;
		add_hex(&out, links[i].hex, packet[k]);
		put_frame(f, out.p, out.len);
	}
}

/* pcapng: an interface for each, three to a file */
static void add_mixed(struct seeds *s)
{
	const size_t count = sizeof(links) / sizeof(links[0]);
	char name[64];
	size_t i;

	for (i = 0; i + 2 < count; i += 3) {
		struct file f = begin(FORM_PCAPNG, links[i].dlt);

		put_packets(&f, i);
		put_interface(&f, links[i + 1].dlt);
		put_packets(&f, i + 1);
		put_interface(&f, links[i + 2].dlt);
		put_packets(&f, i + 2);
		snprintf(name, sizeof(name), "link types, headers %zu to %zu", i, i + 2);
		keep(s, name, f.bytes, f.len);
	}
}

void seeds_add_links(struct seeds *s)
{
	char name[64];
	size_t i;

	add_mixed(s);
	for (i = 0; i < sizeof(links) / sizeof(links[0]); i++) {
		const enum form form = i % FORMS;
		struct file f = begin(form, links[i].dlt);

		put_packets(&f, i);
		snprintf(name, sizeof(name), "link type %d, header %zu, form %d", links[i].dlt, i, form);
		keep(s, name, f.bytes, f.len);
	}
}

static void put_packet(void *ctx, const struct l7_capture_packet *pkt, bool reply)
{
	static const uint8_t head[14] = { 2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 2, 8, 0 };
	static uint8_t frame[sizeof(head) + PACKET_MAX_BYTES];

	memcpy(frame, head, sizeof(head));
	put_frame(ctx, frame, sizeof(head) + packet_write(frame + sizeof(head), pkt));
}

size_t seeds_add_dialogues(struct seeds *s, const char *dir)
{
	const size_t before = s->count;
	char pattern[4096], error[512];
	glob_t found = { 0 };
	size_t i;

	snprintf(pattern, sizeof(pattern), "%s/*/*.flow", dir);
	glob(pattern, 0, NULL, &found);
	for (i = 0; i < found.gl_pathc; i++) {
		struct l7_script script = { 0 };
		struct file f = begin(i % FORMS, DLT_EN10MB);

		if (!l7_script_read(&script, found.gl_pathv[i], error, sizeof(error))) {
			fprintf(stderr, "%s\n", error);
			abort();
		}
		l7_script_play(&script, put_packet, &f);
		l7_script_fini(&script);
		keep(s, found.gl_pathv[i], f.bytes, f.len);
	}
	globfree(&found);
	return s->count - before;
}

static int is_visible(const struct dirent *entry)
{
	return entry->d_name[0] != '.';
}

size_t seeds_add_files(struct seeds *s, const char *dir, size_t max)
{
	const size_t before = s->count;
	struct dirent **entry;
	int n = scandir(dir, &entry, is_visible, alphasort), i;

	for (i = 0; i < n; i++) {
		char path[4096];
		uint8_t *bytes = malloc(max);
		FILE *in;
		size_t len;

		snprintf(path, sizeof(path), "%s/%s", dir, entry[i]->d_name);
		in = fopen(path, "rb");
		len = in && bytes ? fread(bytes, 1, max, in) : 0;
		if (in)
			fclose(in);
		if (len)
			keep(s, path, realloc(bytes, len), len);
		else
			free(bytes);
		free(entry[i]);
	}
	if (n >= 0)
		free(entry);
	return s->count - before;
}

void seeds_fini(struct seeds *s)
{
	size_t i;

	for (i = 0; i < s->count; i++) {
		free((void *)s->seed[i].name);
		free(s->seed[i].bytes);
	}
	free(s->seed);
}
