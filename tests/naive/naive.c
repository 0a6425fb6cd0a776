// SPDX-License-Identifier: GPL-2.0-only
#include "tests/naive/naive.h"

#include <stdlib.h>
#include <string.h>

struct subject {
	const uint8_t *bytes;
	size_t have;
	size_t size;
};

/* a pattern as written, for one transport */
struct one {
	const struct l7_pattern *p;
	void *expression;
	unsigned int def;
	unsigned int group;	/* patterns with the same number must all be found */
	bool udp;
	bool matched[2];
	bool found;
	unsigned int count[2];
	uint64_t value[2];
};

struct naive {
	const struct naive_matcher *matcher;
	struct one *one;
	size_t count;
	bool udp;
	size_t room;
	uint8_t *stream[2];
	size_t have[2];
	size_t size[2];
	unsigned int packets[2];
	enum l7_dir opener;
};

static void add_one(struct naive *n, const struct l7_pattern *p, unsigned int def, bool udp, unsigned int group)
{
	n->one = realloc(n->one, (n->count + 1) * sizeof(*n->one));
	n->one[n->count++] = (struct one){ .p = p, .expression = n->matcher->compile(p), .def = def, .udp = udp,
					   .group = group };
}

struct naive *naive_new(const struct l7_defs *defs, const struct naive_matcher *matcher)
{
	struct naive *n = calloc(1, sizeof(*n));
	unsigned int group = 0;
	size_t i, k;
	int udp;

	n->matcher = matcher;
	for (i = 0; i < defs->count; i++)
		for (udp = 0; udp < 2; udp++)
			for (k = 0; k < defs->def[i].npatterns; k++) {
				const struct l7_pattern *p = &defs->def[i].pattern[k];

				group += !p->more;
				if (p->over & (udp ? L7_OVER_UDP : L7_OVER_TCP))
					add_one(n, p, i, udp, group);
			}
	return n;
}

void naive_free(struct naive *n)
{
	while (n->count)
		n->matcher->free(n->one[--n->count].expression);
	free(n->one);
	free(n->stream[0]);
	free(n->stream[1]);
	free(n);
}

void naive_begin(struct naive *n, bool udp, size_t max_bytes)
{
	size_t i;

	for (i = 0; i < n->count; i++) {
		struct one *o = &n->one[i];

		memset(o->matched, 0, sizeof(o->matched));
		memset(o->count, 0, sizeof(o->count));
		o->found = false;
	}
	n->udp = udp;
	n->room = max_bytes;
	for (i = 0; i < 2; i++)
		n->have[i] = n->size[i] = n->packets[i] = 0;
}

static bool field_of(const struct subject *s, unsigned int offset, unsigned int width, bool little, uint64_t *value)
{
	unsigned int i;

	*value = 0;
	if (offset + width > s->have)
		return false;
	for (i = 0; i < width; i++)
		*value = *value << 8 | s->bytes[little ? offset + width - 1 - i : offset + i];
	return true;
}

static bool condition_holds(const struct l7_image_condition *c, const struct subject *s)
{
	int64_t left, right = c->value + (c->flags & L7_CONDITION_SIZE ? (int64_t)s->size : 0);
	uint64_t field;

	if (!field_of(s, c->offset, c->width, c->flags & L7_CONDITION_LITTLE, &field))
		return false;
	left = (int64_t)(field & c->mask) * c->factor;
	switch (c->op) {
	case L7_OP_EQ: return left == right;
	case L7_OP_NE: return left != right;
	case L7_OP_LT: return left < right;
	case L7_OP_GT: return left > right;
	case L7_OP_LE: return left <= right;
	case L7_OP_GE: return left >= right;
	}
	return false;
}

static bool conditions_hold(const struct l7_pattern *p, const struct subject *s)
{
	size_t i;

	for (i = 0; i < p->nconditions; i++)
		if (!condition_holds(&p->condition[i], s))
			return false;
	return true;
}

static bool is_from(const struct naive *n, enum l7_dir dir, uint8_t who)
{
	return who == L7_WHO_EITHER || (who == L7_WHO_CLIENT && dir == L7_DIR_ORIGINAL) ||
	       (who == L7_WHO_SERVER && dir == L7_DIR_REPLY) || (who == L7_WHO_OPENER && dir == n->opener) ||
	       (who == L7_WHO_ANSWERER && dir != n->opener);
}

static bool is_last_of_many(struct one *o, enum l7_dir dir, const struct subject *s)
{
	uint64_t value;

	if (!field_of(s, o->p->same_offset, o->p->same_width, false, &value))
		return false;
	o->count[dir] = o->count[dir] && o->value[dir] == value ? o->count[dir] + 1 : 1;
	o->value[dir] = value;
	return o->count[dir] >= o->p->packets;
}

static void take_one(struct naive *n, struct one *o, enum l7_dir dir, const struct subject *packet)
{
	const bool stream = !o->udp && !o->p->segment;
	const struct subject s = stream ? (struct subject){ n->stream[dir], n->have[dir], n->size[dir] } : *packet;

	if (!is_from(n, dir, o->p->who))
		return;
	if (!stream)
		o->matched[dir] = false;
	if (o->p->flags & L7_PATTERN_FIRST && n->packets[dir] != 1)
		return;
	if (!o->matched[dir])
		o->matched[dir] = s.have && n->matcher->matches(o->expression, s.bytes, s.have);
	if (!o->matched[dir] || !conditions_hold(o->p, &s))
		return;
	o->found |= o->p->packets == 1 || is_last_of_many(o, dir, &s);
}

static bool has_all_parts(const struct naive *n, size_t from)
{
	size_t i;

	for (i = from; i < n->count && n->one[i].group == n->one[from].group; i++)
		if (!n->one[i].found)
			return false;
	return true;
}

/* the beginning of @p that is still looked at */
static size_t cut(struct naive *n, const uint8_t *p, size_t len)
{
	size_t i;

	for (i = 0; i < len && (!p[i] || n->room); i++)
		n->room -= p[i] != 0;
	return i;
}

void naive_packet(struct naive *n, enum l7_dir dir, const uint8_t *p, size_t len, uint64_t *now)
{
	struct subject packet = { p, 0, len };
	size_t i;

	memset(now, 0, L7_DEF_WORDS * sizeof(*now));
	if (!n->packets[0] && !n->packets[1])
		n->opener = dir;
	packet.have = n->room ? cut(n, p, len) : 0;
	n->stream[dir] = realloc(n->stream[dir], n->have[dir] + packet.have + 1);
	memcpy(n->stream[dir] + n->have[dir], p, packet.have);
	n->have[dir] += packet.have;
	n->size[dir] += len;
	n->packets[dir]++;
	if (!packet.have)
		return;
	for (i = 0; i < n->count; i++)
		if (n->one[i].udp == n->udp && !n->one[i].found)
			take_one(n, &n->one[i], dir, &packet);
	for (i = 0; i < n->count; i++)
		if (n->one[i].udp == n->udp && !n->one[i].p->more && has_all_parts(n, i))
			now[n->one[i].def / 64] |= 1ull << n->one[i].def % 64;
}
