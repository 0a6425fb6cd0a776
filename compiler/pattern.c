// SPDX-License-Identifier: GPL-2.0-only
/*
 * pattern.c - pattern lines
 *
 *	udp client size 20.. u16@2 + 4 = size: ^\x01[\x00-\x1f]
 *	--- ------ -------- -----------------  ----------------
 *	 over who        conditions               expression
 */
#include "compiler/language.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

struct parser {
	struct l7_pattern *p;
	const char *line;
	const char *at;
	const char *token;	/* the word or number taken last */
	const struct l7_place *place;
	struct l7_diags *diags;
};

static int fail_at(struct parser *s, const char *at, const char *text)
{
	l7_diags_add(s->diags, L7_ERROR, s->place->file, s->place->line, at - s->line + 1, s->line, "%s%s%s",
		     s->place->file || !s->place->name ? "" : s->place->name,
		     s->place->file || !s->place->name ? "" : ": ", text);
	return -1;
}

static int fail(struct parser *s, const char *text)
{
	return fail_at(s, s->at, text);
}

static void skip_blanks(struct parser *s)
{
	s->at += strspn(s->at, " \t");
}

/* take @word if it stands here, whole */
static bool take_word(struct parser *s, const char *word)
{
	const size_t length = strlen(word);

	skip_blanks(s);
	if (strncmp(s->at, word, length) || isalnum((unsigned char)s->at[length]) || s->at[length] == '@')
		return false;
	s->token = s->at;
	s->at += length;
	return true;
}

static bool take_sign(struct parser *s, const char *sign)
{
	skip_blanks(s);
	if (strncmp(s->at, sign, strlen(sign)))
		return false;
	s->at += strlen(sign);
	return true;
}

/* a decimal or 0x number up to @most */
static int take_number(struct parser *s, uint64_t most, uint64_t *value)
{
	char *end;

	skip_blanks(s);
	if (!isdigit((unsigned char)*s->at))
		return fail(s, "a number is wanted here");
	*value = strtoull(s->at, &end, s->at[0] == '0' && (s->at[1] | 0x20) == 'x' ? 16 : 10);
	if (*value > most)
		return fail(s, "the number is too great for its place");
	s->token = s->at;
	s->at = end;
	return 0;
}

static int add_condition(struct parser *s, const struct l7_image_condition *c)
{
	struct l7_pattern *p = s->p;
	struct l7_image_condition *grown;

	if (p->nconditions == UINT8_MAX)
		return fail(s, "more conditions than a pattern can have, 255");
	grown = reallocarray(p->condition, p->nconditions + 1, sizeof(*grown));
	if (!grown)
		return fail(s, "out of memory");
	p->condition = grown;
	grown[p->nconditions++] = *c;
	return 0;
}

/* nothing on the left: 0 op size - bytes */
static int add_size(struct parser *s, enum l7_op op, uint64_t bytes)
{
	const struct l7_image_condition c = { .op = op, .flags = L7_CONDITION_SIZE, .mask = UINT32_MAX, .factor = 1,
					      .value = -(int64_t)bytes };

	return add_condition(s, &c);
}

/* `size 148`, `size 20..512`, `size 20..`, `size ..512`; payloads have at most 64 KiB, streams are cut long before */
static int take_size(struct parser *s)
{
	uint64_t least = 0, most = UINT32_MAX;
	const char *begin;
	bool range;

	skip_blanks(s);
	begin = s->at;
	if (*s->at != '.' && take_number(s, UINT32_MAX, &least))
		return -1;
	range = !strncmp(s->at, "..", 2);
	if (!range && *begin != '.')
		return add_size(s, L7_OP_EQ, least);
	if (*begin == '.' && (!range || !isdigit((unsigned char)begin[2])))
		return fail(s, "a size is N, N..M, N.. or ..M bytes");
	s->at += 2;
	if (isdigit((unsigned char)*s->at) && take_number(s, UINT32_MAX, &most))
		return -1;
	if (most < least)
		return fail_at(s, begin, "the smaller size comes first");
	if (least && add_size(s, L7_OP_LE, least))
		return -1;
	return most == UINT32_MAX ? 0 : add_size(s, L7_OP_GE, most);
}

/* `u16le@4`: width, order and offset */
static int take_field(struct parser *s, struct l7_image_condition *c)
{
	static const struct {
		const char *name;
		uint8_t width;
	} kinds[] = { { "u8", 1 }, { "u16le", 2 }, { "u24le", 3 }, { "u32le", 4 }, { "u16", 2 }, { "u24", 3 },
		      { "u32", 4 } };
	const char *begin;
	uint64_t offset;
	size_t i;

	skip_blanks(s);
	begin = s->at;
	for (i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (!strncmp(s->at, kinds[i].name, strlen(kinds[i].name)) && s->at[strlen(kinds[i].name)] == '@')
			break;
	if (i == sizeof(kinds) / sizeof(kinds[0]))
		return fail(s, "a field is wanted here: u8, u16, u24, u32, u16le, u24le or u32le, an @ and its offset");
	s->at += strlen(kinds[i].name) + 1;
	if (take_number(s, L7_PACKET_HEAD_BYTES, &offset))
		return -1;
	if (offset + kinds[i].width > L7_PACKET_HEAD_BYTES)
		return fail_at(s, begin, "the field lies too far in: it must end within the first 256 bytes");
	c->width = kinds[i].width;
	c->offset = offset;
	if (kinds[i].name[strlen(kinds[i].name) - 1] == 'e')
		c->flags |= L7_CONDITION_LITTLE;
	return 0;
}

/* `& MASK`, `* N`, `+ N` or `- N`, in this order; what is added on the left is taken off on the right */
static int take_arithmetic(struct parser *s, struct l7_image_condition *c)
{
	uint64_t n;

	c->mask = UINT32_MAX;
	c->factor = 1;
	if (take_sign(s, "&")) {
		if (take_number(s, UINT32_MAX, &n))
			return -1;
		if (!n)
			return fail_at(s, s->token, "a mask of 0 leaves nothing of the field");
		c->mask = n;
	}
	if (take_sign(s, "*")) {
		if (take_number(s, L7_CONDITION_MAX_FACTOR, &n))
			return -1;
		if (!n)
			return fail_at(s, s->token, "0 times the field is nothing");
		c->factor = n;
	}
	if (take_sign(s, "+")) {
		if (take_number(s, UINT32_MAX, &n))
			return -1;
		c->value -= n;
	} else if (take_sign(s, "-")) {
		if (take_number(s, UINT32_MAX, &n))
			return -1;
		c->value += n;
	}
	return 0;
}

static int take_op(struct parser *s, struct l7_image_condition *c)
{
	static const struct {
		const char *sign;
		enum l7_op op;
	} ops[] = { { "<=", L7_OP_LE }, { ">=", L7_OP_GE }, { "!=", L7_OP_NE }, { "=", L7_OP_EQ }, { "<", L7_OP_LT },
		    { ">", L7_OP_GT } };
	size_t i;

	for (i = 0; i < sizeof(ops) / sizeof(ops[0]); i++)
		if (take_sign(s, ops[i].sign)) {
			c->op = ops[i].op;
			return 0;
		}
	return fail(s, "a comparison is wanted here: =, !=, <, >, <= or >=");
}

/* a number, or `size`, with something added or taken off */
static int take_value(struct parser *s, struct l7_image_condition *c)
{
	uint64_t n;
	bool minus;

	if (!take_word(s, "size")) {
		if (take_number(s, UINT32_MAX, &n))
			return -1;
		c->value += n;
		return 0;
	}
	c->flags |= L7_CONDITION_SIZE;
	minus = take_sign(s, "-");
	if (!minus && !take_sign(s, "+"))
		return 0;
	if (take_number(s, UINT32_MAX, &n))
		return -1;
	c->value += minus ? -(int64_t)n : (int64_t)n;
	return 0;
}

static int take_condition(struct parser *s)
{
	struct l7_image_condition c = { 0 };

	if (take_field(s, &c) || take_arithmetic(s, &c) || take_op(s, &c) || take_value(s, &c))
		return -1;
	return add_condition(s, &c);
}

static int take_packets(struct parser *s)
{
	uint64_t n;

	if (s->p->packets > 1)
		return fail_at(s, s->token, "`packets' stands once in a pattern");
	if (take_number(s, UINT32_MAX, &n))
		return -1;
	if (n < 2 || n > L7_MAX_PACKETS)
		return fail_at(s, s->token, "a pattern can be wanted in 2 to 9 packets");
	s->p->packets = n;
	return 0;
}

static int take_same(struct parser *s)
{
	struct l7_image_condition c = { 0 };

	if (s->p->same_width)
		return fail_at(s, s->token, "`same' stands once in a pattern");
	if (take_field(s, &c))
		return -1;
	s->p->same_offset = c.offset;
	s->p->same_width = c.width;
	return 0;
}

static int set_who(struct parser *s, enum l7_who who)
{
	if (s->p->who)
		return fail_at(s, s->token, "one side was named already; write two patterns for both");
	s->p->who = who;
	return 0;
}

/* one of the words between the transport and the colon */
static int take_word_or_condition(struct parser *s)
{
	if (take_word(s, "client"))
		return set_who(s, L7_WHO_CLIENT);
	if (take_word(s, "server"))
		return set_who(s, L7_WHO_SERVER);
	if (take_word(s, "opener"))
		return set_who(s, L7_WHO_OPENER);
	if (take_word(s, "answerer"))
		return set_who(s, L7_WHO_ANSWERER);
	if (take_word(s, "packets"))
		return take_packets(s);
	if (take_word(s, "same"))
		return take_same(s);
	if (take_word(s, "size"))
		return take_size(s);
	if (take_word(s, "first"))
		s->p->flags |= L7_PATTERN_FIRST;
	else if (take_word(s, "segment"))
		s->p->segment = true;
	else if (take_word(s, "nocase"))
		s->p->nocase = true;
	else if (*s->at == 'u' && isdigit((unsigned char)s->at[1]))
		return take_condition(s);
	else
		return fail(s, "not a word that may stand here. These may: client, server, opener, answerer, first, "
			    "segment, nocase, packets N, same FIELD, size N..M, a comparison such as u16@2 = size; then a "
			    "colon, a blank and the expression");
	return 0;
}

static int take_transport(struct parser *s, const struct l7_pattern *previous)
{
	if (take_word(s, "tcp+udp")) {
		s->p->over = L7_OVER_TCP | L7_OVER_UDP;
	} else if (take_word(s, "tcp")) {
		s->p->over = L7_OVER_TCP;
	} else if (take_word(s, "udp")) {
		s->p->over = L7_OVER_UDP;
	} else if (take_word(s, "and")) {
		if (!previous)
			return fail_at(s, s->line, "`and' belongs to the pattern in the line before, and there is none");
		s->p->over = previous->over;
		s->p->more = true;
	} else {
		return fail(s, "a pattern begins with tcp, udp, tcp+udp or and");
	}
	return 0;
}

static unsigned int reach(const struct l7_pattern *p)
{
	return p->over & L7_OVER_TCP && !p->segment ? L7_STREAM_HEAD_BYTES : L7_PACKET_HEAD_BYTES;
}

/* what only the whole line can tell */
static int check(struct parser *s)
{
	const struct l7_pattern *p = s->p;
	size_t i;

	if (p->segment && p->over & L7_OVER_UDP)
		return fail_at(s, s->line, "`segment' is for tcp: udp is matched packet by packet anyway");
	if (p->flags & L7_PATTERN_FIRST && p->over & L7_OVER_TCP && !p->segment)
		return fail_at(s, s->line, "`first' means the first packet, and a tcp stream is matched from its beginning "
			       "anyway: leave it out, or write `segment' too");
	if (p->packets > 1 && p->over & L7_OVER_TCP && !p->segment)
		return fail_at(s, s->line, "`packets' counts packets, and a tcp stream has none: write `segment' too");
	if (p->packets > 1 && p->flags & L7_PATTERN_FIRST)
		return fail_at(s, s->line, "`first' means one packet of a direction and `packets' several: leave one out");
	if (p->same_width && p->packets == 1)
		return fail_at(s, s->line, "`same' compares packets: say in how many with `packets N'");
	for (i = 0; i < p->nconditions; i++)
		if (p->condition[i].offset + p->condition[i].width > reach(p))
			return fail_at(s, s->line, "a field of a tcp stream must end within its first 32 bytes; with "
				       "`segment' within 256 of a packet");
	return 0;
}

int l7_pattern_parse(struct l7_pattern *p, const char *line, const struct l7_pattern *previous,
		     const struct l7_place *place, struct l7_diags *d)
{
	struct parser s = { p, line, line, line, place, d };

	*p = (struct l7_pattern){ .packets = 1, .line = place->line };
	if (take_transport(&s, previous))
		return -1;
	skip_blanks(&s);
	while (*s.at != ':') {
		if (!*s.at)
			return fail(&s, "the expression is missing; write it behind a colon and a blank");
		if (take_word_or_condition(&s))
			return -1;
		skip_blanks(&s);
	}
	if (s.at[1] != ' ')
		return fail(&s, "one blank is wanted behind the colon; the expression begins right after it");
	p->column = s.at + 2 - line;
	p->expression = strdup(s.at + 2);
	if (!p->expression)
		return fail(&s, "out of memory");
	return check(&s);
}

void l7_pattern_fini(struct l7_pattern *p)
{
	free(p->expression);
	free(p->condition);
	*p = (struct l7_pattern){ 0 };
}

enum l7_dialect l7_pattern_dialect(const struct l7_pattern *p)
{
	return !p->over ? L7_DIALECT_V8 : p->nocase ? L7_DIALECT_L7_NOCASE : L7_DIALECT_L7;
}
