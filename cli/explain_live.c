// SPDX-License-Identifier: GPL-2.0-only
/*
 * explain_live.c - `l7 explain CONNECTION': what the kernel knows of it
 */

#include <errno.h>
#include <inttypes.h>
#include <linux/netfilter/nf_conntrack_common.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "cli/colour.h"
#include "cli/command.h"
#include "cli/explain.h"
#include "cli/explain_outlook.h"
#include "cli/explain_situation.h"
#include "cli/tracked.h"
#include "conntrack/feed.h"
#include "client/reason.h"
#include "client/search.h"

#define TRIES_MAX 3	/* if the connection goes on between two questions */

/* connections of conntrack that are meant */
struct search {
	const struct l7_wanted *wanted;
	struct l7_ct *ct;
	size_t count;
	size_t room;
	bool no_memory;
};

static void take_ct(const struct l7_ct *ct, void *data)
{
	struct search *s = data;

	if (!l7_wanted_has(s->wanted, ct, 0))
		return;
	if (s->count == s->room) {
		struct l7_ct *grown = reallocarray(s->ct, 2 * s->room + 1, sizeof(*grown));

		s->no_memory |= !grown;
		if (!grown)
			return;
		s->ct = grown;
		s->room = 2 * s->room + 1;
	}
	s->ct[s->count++] = *ct;
}

static int find(struct search *s)
{
	struct l7_feed feed;
	int err = l7_feed_open(&feed);

	s->count = 0;
	if (!err)
		err = l7_feed_dump(&feed, take_ct, s);
	if (err)
		fprintf(stderr, "l7 explain: %s\n", feed.error);
	l7_feed_close(&feed);
	if (!err && s->no_memory)
		fprintf(stderr, "l7 explain: out of memory\n");
	return err || s->no_memory ? -1 : 0;
}

/* it is one connection that takes this entry of those under inspection */
struct entry {
	const struct l7_ct *ct;
	struct l7_situation *to;
};

static bool is_same(const struct l7_ct *ct, const struct l7_inspected *in)
{
	const size_t n = in->family == AF_INET ? 4 : 16;

	if (in->id)
		return in->id == ct->id && in->zone == ct->zone;
	return in->family == ct->family && in->protocol == ct->transport && in->sport == ct->port[0] &&
	       in->dport == ct->port[1] && in->zone == ct->zone && !memcmp(in->src, ct->source, n) &&
	       !memcmp(in->dst, ct->target, n);
}

/* what core/ keeps of a flow, put together again */
static void copy_flow(struct l7_flow *f, const struct l7_inspected *in)
{
	size_t i, dir;

	*f = (struct l7_flow){ .groups = in->groups, .bytes = in->bytes, .nheld = in->held, .opener = in->opener };
	for (i = 0; i < in->nfound && i < L7_SET_WORDS; i++)
		f->done[i] = in->found[i];
	for (dir = 0; dir < 2; dir++) {
		const struct l7_inspected_dir *d = &in->dir[dir];

		f->packets[dir] = d->packets;
		f->size[dir] = d->bytes;
		f->fed[dir] = d->nhead < L7_STREAM_HEAD_BYTES ? d->nhead : L7_STREAM_HEAD_BYTES;
		memcpy(f->head[dir], d->head ? d->head : (const uint8_t *)"", f->fed[dir]);
		for (i = 0; i < d->nstates && i < L7_MAX_GROUPS; i++)
			f->state[dir][i] = d->state[i];
	}
	for (i = 0; i < in->nwaits && i < L7_FLOW_MAX_WAITS; i++)
		f->wait[f->nwaits++] = (struct l7_wait){ in->wait[i].pattern, in->wait[i].dir, in->wait[i].count,
							 in->wait[i].value };
}

static int take_inspected(const struct l7_inspected *in, void *data)
{
	struct entry *e = data;
	size_t i;

	if (!is_same(e->ct, in))
		return 0;
	e->to->inspected = true;
	e->to->generation = in->generation;
	e->to->packets = in->packets;
	e->to->idle_secs = in->idle_secs;
	copy_flow(&e->to->flow, in);
	for (i = 0; i < in->nnow && i < L7_DEF_WORDS; i++)
		e->to->now[i] = in->now[i];
	return 0;
}

/* the answers of what inspects; without them, or the right to ask, the verdict has to do */
static void ask(struct l7_situation *s, const struct l7_ct *ct)
{
	struct l7_client *c = &s->names->table.client;
	struct entry e = { ct, s };
	int err;

	s->ct = ct;
	s->inspected = false;
	memset(s->now, 0, sizeof(s->now));
	s->asked = s->names->answers && !l7_client_state_get(c, &s->state);
	if (!s->asked)
		return;
	err = l7_client_connections(c, take_inspected, &e);
	s->too_old = err == -EOPNOTSUPP;
}

/* opened, and there is no entry: it has got its verdict, or gone, between the questions */
static bool has_moved_on(const struct l7_situation *s)
{
	return s->asked && !s->too_old && s->ct->labelled && !(s->ct->word & L7_LABEL_DECIDED) &&
	       s->ct->word & L7_LABEL_OPENED && !s->inspected;
}

/* definitions that could get the verdict: with `l7 on' all, else those that rules name */
static bool *taking_part(const struct l7_situation *s, const struct l7_compiled *c)
{
	const struct l7_table *t = &s->names->table;
	bool *part = calloc(c->img.head->ndefs, sizeof(*part));
	uint32_t i;

	for (i = 0; part && i < c->img.head->ndefs; i++)
		part[i] = s->state.on || t->rules[c->def[i] - t->loaded.def];
	return part;
}

/*
 * The states that it tells are those of its image, which is compiled once more: equal definitions make equal
 * bytes. An image that another version has compiled is of another size, as good as always.
 */
static int look_ahead(struct l7_situation *s, struct l7_compiled *c, struct l7_outlook *outlook)
{
	char cache[L7_SEARCH_CACHE_SIZE];
	const struct l7_compile_options how = { .cache_dir = l7_search_cache_dir(cache) };
	struct l7_diags ignored = { 0 };
	bool *part = NULL;
	int err;

	if (!s->inspected || s->generation != s->names->table.generation)
		return -ENOENT;
	c->defs = s->names->table.loaded;	/* borrowed */
	err = l7_compiled_make(c, &how, &ignored) || c->blob.size != s->state.size ||
	      c->img.head->ngroups != s->state.groups ? -ENOENT : 0;
	l7_diags_fini(&ignored);
	if (!err)
		part = taking_part(s, c);
	if (part)
		err = l7_outlook_make(outlook, &c->img, &s->flow, part);
	free(part);
	s->image = err ? NULL : &c->img;
	return err;
}

static void print_title(const struct l7_situation *s)
{
	const struct l7_ct *ct = s->ct;
	char source[L7_CT_ENDPOINT_SIZE], target[L7_CT_ENDPOINT_SIZE], name[L7_CT_TRANSPORT_SIZE];
	const bool named = l7_ct_verdict(ct) == L7_CT_NAMED;

	printf("%s%s %s > %s%s: ", l7_colour(stdout, L7_COLOUR_BOLD), l7_ct_transport(ct->transport, name),
	       l7_ct_endpoint(ct, 0, sizeof(source), source), l7_ct_endpoint(ct, 1, sizeof(target), target),
	       l7_colour(stdout, L7_COLOUR_PLAIN));
	printf("%s%s%s\n", l7_colour(stdout, named ? L7_COLOUR_GREEN : L7_COLOUR_YELLOW), s->verdict,
	       l7_colour(stdout, L7_COLOUR_PLAIN));
	printf("  conntrack: %s\n", l7_ct_state(ct));
	if (ct->counted)
		printf("  packets: %" PRIu64 " from the client (%" PRIu64 " bytes), %" PRIu64 " from the server (%" PRIu64
		       " bytes)\n", ct->packets[L7_CT_UP], ct->bytes[L7_CT_UP], ct->packets[L7_CT_DOWN],
		       ct->bytes[L7_CT_DOWN]);
	if (s->inspected)
		printf("  inspection: %u of %u packets, %u of %u bytes, the last %u seconds ago\n", s->packets,
		       s->state.numpackets, s->flow.bytes, s->state.maxdatalen, s->idle_secs);
}

static json_t *json_head(const struct l7_ct *ct, const char *verdict)
{
	json_t *head = l7_tracked_json_ends(ct);

	json_object_update_new(head, json_pack("{s:s, s:s, s:s}", "verdict", verdict, "reason", l7_situation_short(ct),
					       "state", l7_ct_state(ct)));
	return head;
}

static int print_json(const struct l7_situation *s, const struct l7_words *words, const struct l7_outlook *outlook)
{
	json_t *root = json_head(s->ct, s->verdict), *one;

	json_object_update_new(root, json_pack("{s:o}", "remarks", l7_words_json(words)));
	if (s->inspected) {
		one = json_pack("{s:I, s:I, s:I, s:I, s:I, s:I}", "packets", (json_int_t)s->packets, "packets_max",
				(json_int_t)s->state.numpackets, "bytes", (json_int_t)s->flow.bytes, "bytes_max",
				(json_int_t)s->state.maxdatalen, "idle", (json_int_t)s->idle_secs, "held",
				(json_int_t)s->flow.nheld);
		json_object_set_new(root, "inspection", one);
	}
	if (outlook)
		json_object_set_new(root, "waiting", l7_outlook_json(outlook));
	return l7_output_json(root);
}

static int explain(struct l7_explain *e, struct l7_situation *s)
{
	struct l7_compiled compiled = { .def = NULL };
	struct l7_outlook outlook;
	struct l7_words words = { 0 };
	const bool ahead = !look_ahead(s, &compiled, &outlook);
	int status = L7_EXIT_YES;

	l7_situation_tell(s, &words);
	if (e->json) {
		status = print_json(s, &words, ahead ? &outlook : NULL);
	} else {
		print_title(s);
		printf("\n");
		l7_words_print(&words);
		if (ahead) {
			printf("\n%sWhat can still match, for example%s\n", l7_colour(stdout, L7_COLOUR_BOLD),
			       l7_colour(stdout, L7_COLOUR_PLAIN));
			l7_outlook_text(&outlook, e->verbose);
		}
	}
	l7_words_fini(&words);
	if (ahead)
		l7_outlook_fini(&outlook);
	compiled.defs = (struct l7_defs){ 0 };
	l7_compiled_fini(&compiled);
	return status;
}

static void list_text(const struct search *s, struct l7_names *names)
{
	size_t i;

	printf("%s%-5s %-21s %-21s %-12s %s%s\n", l7_colour(stdout, L7_COLOUR_BOLD), "PROTO", "SOURCE", "TARGET", "VERDICT",
	       "WHY", l7_colour(stdout, L7_COLOUR_PLAIN));
	for (i = 0; i < s->count; i++) {
		const struct l7_ct *ct = &s->ct[i];
		char source[L7_CT_ENDPOINT_SIZE], target[L7_CT_ENDPOINT_SIZE], name[L7_CT_TRANSPORT_SIZE];

		printf("%-5s %-21s %-21s %-12s %s\n", l7_ct_transport(ct->transport, name),
		       l7_ct_endpoint(ct, 0, 21, source), l7_ct_endpoint(ct, 1, 21, target), l7_names_verdict(names, ct),
		       l7_situation_short(ct));
	}
}

static int list_json(const struct search *s, struct l7_names *names)
{
	json_t *list = json_array();
	size_t i;

	for (i = 0; list && i < s->count; i++)
		json_array_append_new(list, json_head(&s->ct[i], l7_names_verdict(names, &s->ct[i])));
	return l7_output_json(json_pack("{s:o}", "connections", list));
}

static int list(const struct l7_explain *e, const struct search *s, struct l7_names *names)
{
	if (!l7_names_inspects(names))
		fprintf(stderr, "l7 explain: no packet is inspected here, so new connections get no names; `l7 doctor` "
			"says why\n");
	if (e->json)
		return list_json(s, names);
	list_text(s, names);
	if (!e->all)
		printf("\n%zu connections are meant: say more of one, such as both ports, and it is explained\n", s->count);
	return L7_EXIT_YES;
}

static int none(const struct l7_explain *e, struct l7_names *names)
{
	const struct search nothing = { .wanted = &e->wanted };

	if (e->json && list_json(&nothing, names))
		return L7_EXIT_FAILURE;
	fprintf(stderr, e->all ? "l7 explain: conntrack has no connections in this network namespace\n" :
		"l7 explain: conntrack has no such connection in this network namespace; it forgets those that are over, "
		"and knows none that raw's NOTRACK has exempted; `l7 explain --all` lists what there is\n");
	return L7_EXIT_NO;
}

int l7_explain_live(struct l7_explain *e)
{
	struct search s = { .wanted = &e->wanted };
	struct l7_names names = { 0 };
	struct l7_situation situation = { .names = &names };
	int status = L7_EXIT_FAILURE, tries = TRIES_MAX;

	if (l7_names_init(&names, l7_selection_dirs(&e->reading.selection)))
		fprintf(stderr, "l7 explain: out of memory\n");
	else if (!find(&s))
		status = L7_EXIT_YES;
	if (!status)
		l7_names_ask(&names);
	while (!status && s.count == 1 && !e->all) {
		ask(&situation, &s.ct[0]);
		if (!has_moved_on(&situation) || !--tries)
			break;
		if (find(&s))
			status = L7_EXIT_FAILURE;
	}
	if (!status && !s.count) {
		status = none(e, &names);
	} else if (!status && (e->all || s.count > 1)) {
		status = list(e, &s, &names);
	} else if (!status) {
		situation.verdict = l7_names_verdict(&names, &s.ct[0]);
		status = explain(e, &situation);
	}
	free(s.ct);
	l7_names_fini(&names);
	return status;
}
