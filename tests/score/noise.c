// SPDX-License-Identifier: GPL-2.0-only
/*
 * noise.c - how many connections of bytes that mean nothing are given a name
 *
 * usage: noise IMAGE FLOWS
 *
 * FLOWS connections of each kind, ten packets each, half of them over tcp:
 *
 *   random      uniformly random bytes, sizes of all kinds
 *   framed      encrypted behind a length field, of two or four bytes, either order
 *   session     encrypted behind an identifier that stays the same, some with a counter
 *   printable   random printable text
 *
 * The seed is fixed: the same table gives the same answer. Prints the number and the names for each kind; exit status 1
 * if more than one in 100,000 was named.
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/flow.h"
#include "tests/oracle/table.h"
#include "uapi/layer7.h"

#define PACKETS 10
#define PAYLOAD_MAX 1460
#define MOST_PER_MILLION 10

static uint64_t state = 0x9e3779b97f4a7c15ull;

/* xorshift64*, Vigna 2016 */
static uint64_t draw(void)
{
	state ^= state >> 12;
	state ^= state << 25;
	state ^= state >> 27;
	return state * 0x2545f4914f6cdd1dull;
}

static unsigned int roll(unsigned int sides)
{
	return (draw() >> 32) * sides >> 32;
}

static void fill(uint8_t *p, size_t len)
{
	uint64_t word;

	for (; len >= sizeof(word); p += sizeof(word), len -= sizeof(word)) {
		word = draw();
		memcpy(p, &word, sizeof(word));
	}
	word = draw();
	memcpy(p, &word, len);
}

/* sizes of control messages, of voice, of full packets, and any */
static size_t size_of_packet(void)
{
	static const uint16_t usual[] = { 8, 12, 16, 20, 24, 28, 32, 40, 48, 64, 92, 100, 108, 128, 148, 172, 256, 300, 512, 576,
					  1024, 1200, 1350, 1400, 1448, 1460 };

	return roll(3) ? usual[roll(sizeof(usual) / sizeof(usual[0]))] : 1 + roll(PAYLOAD_MAX);
}

/**
 * struct conversation - what its packets have in common
 * @width:   of the length field, or bytes of the identifier
 * @little:  the length field's order
 * @inside:  the length counts itself
 * @counter: follows the identifier
 */
struct conversation {
	unsigned int width;
	bool little;
	bool inside;
	bool counter;
	uint8_t id[2][16];
	uint32_t sent[2];
};

static void begin(struct conversation *c)
{
	memset(c, 0, sizeof(*c));
	c->width = roll(2) ? 2 : 4;
	c->little = roll(2);
	c->inside = roll(2);
	c->counter = roll(2);
	fill(c->id[0], sizeof(c->id[0]));
	fill(c->id[1], sizeof(c->id[1]));
}

static void put_number(uint8_t *p, unsigned int width, bool little, uint32_t n)
{
	unsigned int i;

	for (i = 0; i < width; i++)
		p[little ? i : width - 1 - i] = n >> 8 * i;
}

static void dress_random(struct conversation *c, unsigned int dir, uint8_t *p, size_t len)
{
}

static void dress_framed(struct conversation *c, unsigned int dir, uint8_t *p, size_t len)
{
	if (len > c->width)
		put_number(p, c->width, c->little, c->inside ? len : len - c->width);
}

static void dress_session(struct conversation *c, unsigned int dir, uint8_t *p, size_t len)
{
	const unsigned int width = c->width * 2;

	if (len < width + 4)
		return;
	memcpy(p, c->id[dir], width);
	if (c->counter)
		put_number(p + width, 4, c->little, c->sent[dir]++);
}

static void dress_printable(struct conversation *c, unsigned int dir, uint8_t *p, size_t len)
{
	while (len--)
		p[len] = ' ' + p[len] % 95;
}

static const struct kind {
	const char *name;
	void (*dress)(struct conversation *c, unsigned int dir, uint8_t *p, size_t len);
} kinds[] = {
	{ "random", dress_random },
	{ "framed", dress_framed },
	{ "session", dress_session },
	{ "printable", dress_printable },
};

/* the definition that a connection of nothing is taken for; -1: none */
static int one_flow(const struct l7_image *img, const struct kind *kind)
{
	const bool tcp = roll(2);
	struct conversation c;
	struct l7_flow flow;
	unsigned int i, k;

	begin(&c);
	l7_flow_init(&flow, img, L7_ALL_GROUPS, tcp ? L7_TRANSPORT_TCP : L7_TRANSPORT_UDP);
	for (i = 0; i < PACKETS && !l7_flow_over(&flow, i, PACKETS, L7_MAXDATALEN_DEFAULT); i++) {
		uint8_t payload[PAYLOAD_MAX];
		uint64_t now[L7_DEF_WORDS];
		const unsigned int dir = i ? roll(2) : 0;
		const size_t len = size_of_packet();

		fill(payload, len);
		kind->dress(&c, dir, payload, len);
		if (!l7_flow_take(&flow, img, dir, L7_MAXDATALEN_DEFAULT, payload, len, now))
			continue;
		for (k = 0; !now[k]; k++)
			;
		return k * 64 + __builtin_ctzll(now[k]);
	}
	return -1;
}

static bool run(const struct l7_image *img, const struct kind *kind, unsigned long flows)
{
	unsigned long *named = calloc(img->head->ndefs, sizeof(*named)), total = 0, i;

	for (i = 0; i < flows; i++) {
		const int def = one_flow(img, kind);

		if (def >= 0) {
			named[def]++;
			total++;
		}
	}
	printf("%-10s %lu of %lu named", kind->name, total, flows);
	for (i = 0; i < img->head->ndefs; i++)
		if (named[i])
			printf(" %s:%lu", img->defs[i].name, named[i]);
	putchar('\n');
	free(named);
	return total * 1000000 <= flows * MOST_PER_MILLION;
}

int main(int argc, char **argv)
{
	const unsigned long flows = argc == 3 ? strtoul(argv[2], NULL, 10) : 0;
	struct table table = { 0 };
	bool good = true;
	size_t i;

	if (!flows) {
		fputs("usage: noise IMAGE FLOWS\n", stderr);
		return 2;
	}
	if (!table_read(&table, argv[1]))
		return 2;
	for (i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		good &= run(&table.img, &kinds[i], flows);
	table_fini(&table);
	return good ? 0 : 1;
}
