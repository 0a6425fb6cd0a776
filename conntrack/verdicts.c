// SPDX-License-Identifier: GPL-2.0-only
/*
 * verdicts.c - verdicts of connections on the route without a module
 */

#include "conntrack/verdicts.h"

#include <arpa/inet.h>
#include <bpf/bpf.h>
#include <errno.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#define ROOM_MIN 256	/* verdicts */
#define BATCH 4096	/* elements that are read at a time; a bucket of the map must fit in */

/** struct batch - some elements of the map */
struct batch {
	uint64_t key[BATCH];
	struct l7_bpf_verdict value[BATCH];
};

static uint32_t own_namespace(void)
{
	struct stat st;

	return stat("/proc/self/ns/net", &st) ? 0 : st.st_ino;
}

static void forget(struct l7_verdicts *v)
{
	l7_index_fini(&v->index);
	v->count = 0;
}

void l7_verdicts_fini(struct l7_verdicts *v)
{
	forget(v);
	free(v->item);
	free(v->key);
	*v = (struct l7_verdicts) { 0 };
}

static bool has_tuple_numbers(const struct l7_bpf_verdict *verdict)
{
	return l7_ct_has_ports(verdict->protocol) || verdict->protocol == IPPROTO_ICMP ||
	       verdict->protocol == IPPROTO_ICMPV6;
}

void l7_verdicts_ct(struct l7_ct *ct, const struct l7_bpf_verdict *verdict)
{
	const size_t n = verdict->family == AF_INET ? 4 : 16;

	*ct = (struct l7_ct) {
		.word = verdict->word, .labelled = true, .zone = verdict->zone, .family = verdict->family,
		.transport = verdict->protocol, .has_ports = l7_ct_has_ports(verdict->protocol),
	};
	memcpy(ct->source, verdict->src, n);
	memcpy(ct->target, verdict->dst, n);
	if (has_tuple_numbers(verdict)) {
		ct->port[0] = ntohs(verdict->sport);
		ct->port[1] = ntohs(verdict->dport);
	}
}

static int make_room(struct l7_verdicts *v)
{
	const size_t room = v->room ? v->room + v->room / 2 : ROOM_MIN;
	struct l7_bpf_verdict *item;
	uint64_t *key;

	if (v->count < v->room)
		return 0;
	item = reallocarray(v->item, room, sizeof(*item));
	if (item)
		v->item = item;
	key = reallocarray(v->key, room, sizeof(*key));
	if (key)
		v->key = key;
	if (!item || !key)
		return -ENOMEM;
	v->room = room;
	return 0;
}

int l7_verdicts_add(struct l7_verdicts *v, uint64_t key, const struct l7_bpf_verdict *verdict)
{
	struct l7_ct ct;
	uint64_t tuple;
	uint32_t *place;

	if (verdict->netns != v->netns)
		return 0;
	if (make_room(v))
		return -ENOMEM;
	l7_verdicts_ct(&ct, verdict);
	tuple = l7_ct_tuple_key(&ct);
	place = l7_index_get(&v->index, tuple);
	if ((!place || v->item[*place].born <= verdict->born) && l7_index_set(&v->index, tuple, v->count))
		return -ENOMEM;
	v->item[v->count] = *verdict;
	v->key[v->count++] = key;
	return 0;
}

static int add_batch(struct l7_verdicts *v, const struct batch *b, size_t n)
{
	int err = 0;

	for (size_t i = 0; i < n && !err; i++)
		err = l7_verdicts_add(v, b->key[i], &b->value[i]);
	return err;
}

static int read_all(struct l7_verdicts *v, int fd, struct batch *b)
{
	int err = 0, end = 0;
	uint32_t at;

	for (bool first = true; !err && !end; first = false) {
		uint32_t n = BATCH;

		end = bpf_map_lookup_batch(fd, first ? NULL : &at, &at, b->key, b->value, &n, NULL);
		if (!end || end == -ENOENT)	/* the end; what was left is there */
			err = add_batch(v, b, n);
	}
	return end && end != -ENOENT ? end : err;
}

/* How many the map has room for; 0: it is another version's, and can't be read */
static uint32_t capacity_of(int fd)
{
	struct bpf_map_info info = { 0 };
	uint32_t size = sizeof(info);

	if (fd < 0 || bpf_obj_get_info_by_fd(fd, &info, &size) || info.key_size != sizeof(uint64_t) ||
	    info.value_size != sizeof(struct l7_bpf_verdict))
		return 0;
	return info.max_entries;
}

int l7_verdicts_read(struct l7_verdicts *v)
{
	const int fd = bpf_obj_get(L7_BPF_DIR "/verdicts");
	struct batch *b = fd < 0 ? NULL : malloc(sizeof(*b));
	int err = fd < 0 ? fd : b ? 0 : -ENOMEM;

	forget(v);
	v->there = fd >= 0;
	v->capacity = capacity_of(fd);
	v->netns = own_namespace();
	if (!err)
		err = v->capacity ? read_all(v, fd, b) : -EPROTO;
	if (err)
		forget(v);
	free(b);
	if (fd >= 0)
		close(fd);
	return err;
}

static uint32_t word_of(const struct l7_verdicts *v, uint64_t tuple)
{
	const uint32_t *place = l7_index_get(&v->index, tuple);

	return place ? v->item[*place].word : 0;
}

void l7_verdicts_tell(const struct l7_verdicts *v, struct l7_ct *ct)
{
	if (!ct->word)
		ct->word = word_of(v, l7_ct_tuple_key(ct));
	if (!ct->word && ct->master)
		ct->word = word_of(v, ct->master);
	ct->labelled |= v->there || ct->word;
}

/* An address is used again, but not at the same time; never 0. */
static uint64_t mark_of(uint64_t key, const struct l7_bpf_verdict *verdict)
{
	uint64_t mark = (key ^ verdict->born * 0x9e3779b97f4a7c15u) * 0xff51afd7ed558ccdu;

	mark ^= mark >> 32;
	return mark ? mark : 1;
}

static int compare_born(const void *one, const void *other)
{
	const struct l7_bpf_verdict *const *a = one, *const *b = other;

	return (*a)->born < (*b)->born ? -1 : (*a)->born > (*b)->born;
}

int l7_verdicts_fresh(const struct l7_verdicts *v, struct l7_index *known,
		      void (*each)(const struct l7_bpf_verdict *verdict, void *data), void *data)
{
	const struct l7_bpf_verdict **fresh = each ? malloc((v->count + 1) * sizeof(*fresh)) : NULL;
	struct l7_index now = { 0 };
	int err = each && !fresh ? -ENOMEM : 0;
	size_t count = 0;

	for (size_t i = 0; i < v->count; i++) {
		const struct l7_bpf_verdict *item = &v->item[i];
		const uint64_t mark = mark_of(v->key[i], item);
		const uint32_t *before = l7_index_get(known, mark);

		if (!(item->word & L7_LABEL_DECIDED))
			continue;
		if (fresh && (!before || *before != item->word))
			fresh[count++] = item;
		if (l7_index_set(&now, mark, item->word))
			err = -ENOMEM;
	}
	if (count)
		qsort(fresh, count, sizeof(*fresh), compare_born);
	for (size_t i = 0; i < count; i++)
		each(fresh[i], data);
	free(fresh);
	l7_index_fini(known);
	*known = now;
	return err;
}
