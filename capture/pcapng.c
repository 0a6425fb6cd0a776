// SPDX-License-Identifier: GPL-2.0-only
#include "capture/pcapng.h"

#include <byteswap.h>
#include <stdlib.h>
#include <string.h>

#include "capture/link.h"

#define BLOCK_MAX_BYTES (16u << 20)	/* longer ones are damage; libpcap says so too */
#define CAPTURED_MAX_BYTES 262144
#define INTERFACES_MAX 4096
#define ORDER 0x1a2b3c4d
#define SECOND 1000000000ull

static const char cut_off[] = "the file is cut off in a block, at byte";

enum block {
	BLOCK_SECTION = 0x0a0d0d0a,
	BLOCK_INTERFACE = 1,
	BLOCK_PACKET_OLD = 2,
	BLOCK_PACKET_SIMPLE = 3,
	BLOCK_PACKET = 6,
};

enum option {
	OPTION_END = 0,
	OPTION_UNIT = 9,
	OPTION_OFFSET = 14,
};

/**
 * struct interface
 * @kind:    link type and snap length, not open
 * @program: @filtered: what lets its frames pass
 * @unit:    of time: 10 to the power of minus it, with bit 7 set 2 to that of the rest
 * @offset:  of time, seconds
 */
struct interface {
	pcap_t *kind;
	struct bpf_program program;
	bool filtered;
	uint8_t unit;
	int64_t offset;
};

/**
 * struct l7_pcapng
 * @swapped: the section's numbers are in the other byte order
 * @block:   [len] the body of the last block, @room for as many
 * @at:      bytes of the file so far
 * @time:    of the last frame that had one, nanoseconds
 * @unread:  the block is to be looked at still
 */
struct l7_pcapng {
	FILE *in;
	bool swapped;
	const char *filter;
	struct interface *interface;
	size_t count;
	uint8_t *block;
	size_t len, room;
	uint32_t type;
	uint64_t at;
	uint64_t time;
	bool unread;
};

static uint16_t get16(const struct l7_pcapng *ng, const uint8_t *p)
{
	uint16_t v;

	memcpy(&v, p, sizeof(v));
	return ng->swapped ? bswap_16(v) : v;
}

static uint32_t get32(const struct l7_pcapng *ng, const uint8_t *p)
{
	uint32_t v;

	memcpy(&v, p, sizeof(v));
	return ng->swapped ? bswap_32(v) : v;
}

static uint64_t get64(const struct l7_pcapng *ng, const uint8_t *p)
{
	uint64_t v;

	memcpy(&v, p, sizeof(v));
	return ng->swapped ? bswap_64(v) : v;
}

static int complain(const struct l7_pcapng *ng, const char *what, char *error)
{
	snprintf(error, PCAP_ERRBUF_SIZE, "%s %llu", what, (unsigned long long)ng->at);
	return -1;
}

static bool read_bytes(struct l7_pcapng *ng, void *p, size_t len)
{
	const size_t got = fread(p, 1, len, ng->in);

	ng->at += got;
	return got == len;
}

bool l7_pcapng_is(FILE *in)
{
	uint8_t magic[4];
	size_t got = fread(magic, 1, sizeof(magic), in), i;
	const bool is = got == sizeof(magic) && !memcmp(magic, "\x0a\x0d\x0d\x0a", sizeof(magic));

	for (i = got; i--;)
		ungetc(magic[i], in);
	return is;
}

static void drop_interfaces(struct l7_pcapng *ng)
{
	size_t i;

	for (i = 0; i < ng->count; i++) {
		if (ng->interface[i].filtered)
			pcap_freecode(&ng->interface[i].program);
		pcap_close(ng->interface[i].kind);
	}
	ng->count = 0;
}

static bool make_room(struct l7_pcapng *ng, size_t len)
{
	uint8_t *grown;

	if (len <= ng->room)
		return true;
	grown = realloc(ng->block, len);
	if (!grown)
		return false;
	ng->block = grown;
	ng->room = len;
	return true;
}

/* a section's length comes before what tells the order of its bytes, which is read with it */
static int read_head(struct l7_pcapng *ng, uint32_t *length, char *error)
{
	const uint64_t began = ng->at;
	uint8_t head[12];

	if (!read_bytes(ng, head, 8))
		return ng->at == began && feof(ng->in) ? 0 : complain(ng, cut_off, error);
	memcpy(&ng->type, head, 4);
	ng->len = 0;
	if (ng->type == BLOCK_SECTION) {
		if (!read_bytes(ng, head + 8, 4))
			return complain(ng, cut_off, error);
		ng->swapped = false;
		ng->swapped = get32(ng, head + 8) != ORDER;
		if (get32(ng, head + 8) != ORDER)
			return complain(ng, "a section is of no byte order, at byte", error);
		ng->len = 4;
	}
	ng->type = get32(ng, head);
	*length = get32(ng, head + 4);
	return 1;
}

/* its body; what is behind it is its length once more */
static int read_block(struct l7_pcapng *ng, char *error)
{
	uint32_t length = 0;
	size_t rest;
	int got = read_head(ng, &length, error);

	if (got <= 0)
		return got;
	if (length < 12 + ng->len || length % 4 || length > BLOCK_MAX_BYTES)
		return complain(ng, "a block is of impossible length, before byte", error);
	rest = length - 8 - ng->len;
	if (!make_room(ng, rest))
		return complain(ng, "no memory for the block before byte", error);
	if (!read_bytes(ng, ng->block, rest))
		return complain(ng, cut_off, error);
	ng->len = rest - 4;
	if (get32(ng, ng->block + ng->len) != length)
		return complain(ng, "a block ends with another length than it begins with, before byte", error);
	return 1;
}

/* where files have other numbers than libpcap here; the rest are the same */
static int link_type(unsigned int type)
{
	switch (type) {
	case 100: return DLT_ATM_RFC1483;
	case 101: return DLT_RAW;
	case 106: return DLT_ATM_CLIP;
	}
	return type;
}

static void read_options(const struct l7_pcapng *ng, struct interface *i, size_t at)
{
	unsigned int code, length;

	while (ng->len - at >= 4) {
		code = get16(ng, ng->block + at);
		length = get16(ng, ng->block + at + 2);
		at += 4;
		if (code == OPTION_END || length > ng->len - at)
			return;
		if (code == OPTION_UNIT && length == 1)
			i->unit = ng->block[at];
		if (code == OPTION_OFFSET && length == 8)
			i->offset = get64(ng, ng->block + at);
		at += (length + 3) & ~3u;
		if (at > ng->len)
			return;
	}
}

/* of what nothing is found in, all passes: frames keep their numbers */
static int compile(const struct l7_pcapng *ng, struct interface *i, char *error)
{
	if (!l7_link_is_known(pcap_datalink(i->kind)))
		return 0;
	if (pcap_compile(i->kind, &i->program, ng->filter, 1, PCAP_NETMASK_UNKNOWN)) {
		snprintf(error, PCAP_ERRBUF_SIZE, "%s", pcap_geterr(i->kind));
		return -1;
	}
	i->filtered = true;
	return 0;
}

static int add_interface(struct l7_pcapng *ng, char *error)
{
	struct interface i = { .unit = 6 }, *grown;

	if (ng->len < 8)
		return complain(ng, "an interface's block is too short, before byte", error);
	if (ng->count == INTERFACES_MAX)
		return complain(ng, "too many interfaces, before byte", error);
	grown = reallocarray(ng->interface, ng->count + 1, sizeof(*grown));
	if (grown)
		ng->interface = grown;
	read_options(ng, &i, 8);
	i.kind = grown ? pcap_open_dead_with_tstamp_precision(link_type(get16(ng, ng->block)), CAPTURED_MAX_BYTES,
							      PCAP_TSTAMP_PRECISION_NANO) : NULL;
	if (!i.kind)
		return complain(ng, "no memory for an interface, before byte", error);
	ng->interface[ng->count++] = i;
	return ng->filter ? compile(ng, &ng->interface[ng->count - 1], error) : 0;
}

static uint64_t power(uint64_t base, unsigned int n)
{
	uint64_t v = 1;

	while (n--)
		v *= base;
	return v;
}

static uint64_t nanoseconds(const struct interface *i, uint64_t time)
{
	const unsigned int n = i->unit & 0x7f;
	uint64_t ns;

	if (i->unit & 0x80)
		ns = n < 64 ? (unsigned __int128)time * SECOND >> n : 0;
	else if (n <= 9)
		ns = time * power(10, 9 - n);
	else
		ns = n - 9 < 20 ? time / power(10, n - 9) : 0;
	return ns + (uint64_t)i->offset * SECOND;
}

/* @at: where its bytes begin in the block */
static int set_frame(struct l7_pcapng *ng, struct l7_pcapng_frame *f, uint32_t interface, size_t at, uint32_t captured,
		     uint32_t sent, char *error)
{
	if (interface >= ng->count)
		return complain(ng, "a frame is of an interface that the section has not, before byte", error);
	if (at > ng->len || captured > ng->len - at || captured > CAPTURED_MAX_BYTES)
		return complain(ng, "a frame is longer than its block, before byte", error);
	f->head.ts.tv_sec = ng->time / SECOND;
	f->head.ts.tv_usec = ng->time % SECOND;
	f->head.caplen = captured;
	f->head.len = sent;
	f->bytes = ng->block + at;
	f->kind = ng->interface[interface].kind;
	return 1;
}

/* @interface: number; then time in two halves, captured and sent bytes, these */
static int take_packet(struct l7_pcapng *ng, struct l7_pcapng_frame *f, uint32_t interface, char *error)
{
	const uint8_t *p = ng->block;
	uint64_t time;

	if (ng->len < 20)
		return complain(ng, "a frame's block is too short, before byte", error);
	time = (uint64_t)get32(ng, p + 4) << 32 | get32(ng, p + 8);
	if (interface < ng->count)
		ng->time = nanoseconds(&ng->interface[interface], time);
	return set_frame(ng, f, interface, 20, get32(ng, p + 12), get32(ng, p + 16), error);
}

/* of the first interface, without a time: that of the frame before */
static int take_simple(struct l7_pcapng *ng, struct l7_pcapng_frame *f, char *error)
{
	uint32_t sent;
	size_t captured;

	if (ng->len < 4)
		return complain(ng, "a frame's block is too short, before byte", error);
	sent = get32(ng, ng->block);
	captured = ng->len - 4;
	return set_frame(ng, f, 0, 4, captured < sent ? captured : sent, sent, error);
}

/* Return: 1: it is a frame; 0: it is none; -1 */
static int take_block(struct l7_pcapng *ng, struct l7_pcapng_frame *f, char *error)
{
	switch (ng->type) {
	case BLOCK_SECTION:
		drop_interfaces(ng);
		return 0;
	case BLOCK_INTERFACE:
		return add_interface(ng, error);
	case BLOCK_PACKET_OLD:
		return take_packet(ng, f, ng->len < 2 ? 0 : get16(ng, ng->block), error);
	case BLOCK_PACKET:
		return take_packet(ng, f, ng->len < 4 ? 0 : get32(ng, ng->block), error);
	case BLOCK_PACKET_SIMPLE:
		return take_simple(ng, f, error);
	}
	return 0;
}

static bool passes(const struct l7_pcapng *ng, const struct l7_pcapng_frame *f)
{
	size_t i = 0;

	if (!ng->filter)
		return true;
	while (ng->interface[i].kind != f->kind)
		i++;
	return !ng->interface[i].filtered || pcap_offline_filter(&ng->interface[i].program, &f->head, f->bytes);
}

int l7_pcapng_read(struct l7_pcapng *ng, struct l7_pcapng_frame *f, char *error)
{
	int got = 1;

	while (got > 0) {
		got = ng->unread ? 1 : read_block(ng, error);
		ng->unread = false;
		if (got <= 0)
			return got;
		got = take_block(ng, f, error);
		if (got > 0 && passes(ng, f))
			return 1;
		got = got < 0 ? -1 : 1;
	}
	return got;
}

static bool is_frame(uint32_t type)
{
	return type == BLOCK_PACKET || type == BLOCK_PACKET_OLD || type == BLOCK_PACKET_SIMPLE;
}

struct l7_pcapng *l7_pcapng_open(FILE *in, char *error)
{
	struct l7_pcapng *ng = calloc(1, sizeof(*ng));
	struct l7_pcapng_frame none;
	int got = ng ? 1 : -1;

	if (!ng) {
		snprintf(error, PCAP_ERRBUF_SIZE, "out of memory");
		return NULL;
	}
	ng->in = in;
	while (got > 0) {
		got = read_block(ng, error);
		if (got > 0 && is_frame(ng->type)) {
			ng->unread = true;
			return ng;
		}
		if (got > 0 && take_block(ng, &none, error) < 0)
			got = -1;
	}
	if (!got)
		return ng;
	l7_pcapng_close(ng);
	return NULL;
}

pcap_t *l7_pcapng_kind(const struct l7_pcapng *ng, size_t interface)
{
	return interface < ng->count ? ng->interface[interface].kind : NULL;
}

int l7_pcapng_filter(struct l7_pcapng *ng, const char *expression, char *error)
{
	size_t i;

	ng->filter = expression;
	for (i = 0; i < ng->count; i++)
		if (compile(ng, &ng->interface[i], error))
			return -1;
	return 0;
}

void l7_pcapng_close(struct l7_pcapng *ng)
{
	if (!ng)
		return;
	drop_interfaces(ng);
	free(ng->interface);
	free(ng->block);
	free(ng);
}
