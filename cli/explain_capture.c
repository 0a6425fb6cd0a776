// SPDX-License-Identifier: GPL-2.0-only
/*
 * explain_capture.c - `l7 explain FILE': a connection of a capture, packet by packet
 */

#include <inttypes.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>

#include "cli/colour.h"
#include "cli/command.h"
#include "cli/explain.h"
#include "cli/explain_near.h"
#include "cli/explain_outlook.h"
#include "cli/explain_story.h"
#include "cli/explain_words.h"
#include "cli/listing.h"
#include "netlink/reason.h"

#define MATCHES_MAX 500	/* connections that are listed */
#define SECOND 1000000000ull

static const char *const sides[] = { "client", "server" };

/**
 * struct search - a capture being read
 * @matches: connections that are meant; the first of them is told in @story, as long as it is the only one
 * @match:   [nlisted] those that are listed
 */
struct search {
	struct l7_explain *e;
	struct l7_notes notes;
	struct l7_story story;
	uint64_t matches;
	struct l7_connection *match;
	size_t nlisted;
	bool no_memory;
};

/**
 * struct account - what there is to say of a connection
 * @also: [nalso] definitions that match as well, by index
 */
struct account {
	const struct l7_explain *e;
	const char *path;
	const struct l7_story *story;
	struct l7_ct ct;
	struct l7_words words;
	struct l7_near matched;
	struct l7_near near;
	struct l7_outlook outlook;
	bool has_outlook;
	uint32_t also[L7_MAX_DEFS];
	uint32_t nalso;
};

static struct l7_ct ct_of(const struct l7_capture_tuple *t)
{
	struct l7_ct ct = { .family = t->family, .transport = t->proto, .port = { t->sport, t->dport },
			    .has_ports = t->proto == IPPROTO_TCP || t->proto == IPPROTO_UDP };

	memcpy(ct.source, t->src, sizeof(ct.source));
	memcpy(ct.target, t->dst, sizeof(ct.target));
	return ct;
}

static bool is_meant(const struct search *s, const struct l7_connection *c)
{
	const struct l7_ct ct = ct_of(&c->tuple);

	return l7_wanted_has(&s->e->wanted, &ct, c->number);
}

static void take_packet(void *ctx, struct l7_connection *c, const struct l7_capture_packet *pkt, enum l7_dir dir)
{
	struct search *s = ctx;

	if (is_meant(s, c)) {
		if (c->packets[0] + c->packets[1] == 1)
			s->matches++;
		if (s->matches == 1)
			s->no_memory |= l7_story_add(&s->story, c, pkt, dir, &s->notes);
	}
	s->notes.count = 0;
	s->notes.nbytes = 0;
}

static void take_end(void *ctx, struct l7_connection *c)
{
	struct search *s = ctx;

	if (!is_meant(s, c) || s->nlisted == MATCHES_MAX)
		return;
	s->match[s->nlisted] = *c;
	s->match[s->nlisted++].verdict.flow = NULL;
}

static void list_text(const struct search *s, const char *path)
{
	struct l7_listing l = { .format = L7_FORMAT_TABLE, .compiled = &s->e->reading.compiled, .capture = path };
	size_t i;

	printf("%-6s ", "NUMBER");
	l7_listing_begin(&l);
	for (i = 0; i < s->nlisted; i++) {
		printf("#%-5" PRIu64 " ", s->match[i].number);
		l7_listing_print(&l, &s->match[i]);
	}
	if (s->matches > s->nlisted)
		printf("and %" PRIu64 " more\n", s->matches - s->nlisted);
	printf("\nWhich one? `l7 explain %s '#%" PRIu64 "'`, or by its addresses and ports\n", path, s->match[0].number);
}

static json_t *json_ends(const struct l7_ct *ct)
{
	char source[L7_CT_ENDPOINT_SIZE], target[L7_CT_ENDPOINT_SIZE], name[L7_CT_TRANSPORT_SIZE];

	return json_pack("{s:s, s:s, s:s}", "transport", l7_ct_transport(ct->transport, name),
			 "source", l7_ct_endpoint(ct, 0, L7_CT_ENDPOINT_SIZE, source),
			 "target", l7_ct_endpoint(ct, 1, L7_CT_ENDPOINT_SIZE, target));
}

static int list_json(const struct search *s, const char *path)
{
	json_t *list = json_array();
	size_t i;

	for (i = 0; list && i < s->nlisted; i++) {
		const struct l7_connection *c = &s->match[i];
		const struct l7_ct ct = ct_of(&c->tuple);
		json_t *one = json_ends(&ct);

		json_object_update_new(one, json_pack("{s:I, s:s, s:s, s:I}", "number", (json_int_t)c->number, "verdict",
						      l7_classified_label(&s->e->reading.tracker.classify, &c->verdict),
						      "reason", l7_reason_name(c->verdict.reason), "packets",
						      (json_int_t)(c->packets[0] + c->packets[1])));
		json_array_append_new(list, one);
	}
	return l7_output_json(json_pack("{s:s, s:I, s:o}", "file", path, "matches", (json_int_t)s->matches,
					"connections", list));
}

static const char *fate_text(const struct l7_story_packet *p, char *text, size_t size)
{
	static const char *const words[] = {
		[L7_FATE_INSPECTED] = "inspected", [L7_FATE_EMPTY] = "no payload",
		[L7_FATE_SEEN] = "sent again: passed over", [L7_FATE_AHEAD] = "ahead of its turn: waits",
		[L7_FATE_GIVEN_UP] = "given up: not looked at", [L7_FATE_LATER] = "behind the verdict",
	};

	snprintf(text, size, "%s", words[p->fate]);
	if (p->fate == L7_FATE_INSPECTED && p->fresh < p->size)
		snprintf(text, size, "inspected, the %u bytes that are new", p->fresh);
	if (p->waited)
		snprintf(text + strlen(text), size - strlen(text), ", with %u that waited", p->waited);
	if (p->cut)
		snprintf(text + strlen(text), size - strlen(text), ", cut by the capture");
	return text;
}

static const char *flags_text(const struct l7_story_packet *p)
{
	const bool ack = p->flags & L7_TCP_ACK;

	if (p->flags & L7_TCP_SYN)
		return ack ? "SYN-ACK" : "SYN";
	if (p->flags & L7_TCP_RST)
		return "RST";
	return p->flags & L7_TCP_FIN ? "FIN" : ack ? "ACK" : "";
}

/* numbers of inspected payload are those of `l7 test' and of what is told below */
static void print_packets(const struct account *a)
{
	const struct l7_story *s = a->story;
	uint32_t next = 1;
	char text[96], number[24];
	size_t i;

	printf("\n%s%7s %8s %10s %-6s %-7s %6s  %s%s\n", l7_colour(stdout, L7_COLOUR_BOLD), "PAYLOAD", "FRAME", "SECONDS",
	       "FROM", "FLAGS", "BYTES", "WHAT BECAME OF IT", l7_colour(stdout, L7_COLOUR_PLAIN));
	for (i = 0; i < s->count; i++) {
		const struct l7_story_packet *p = &s->packet[i];
		const double at = (double)(int64_t)(p->time - s->packet[0].time) / SECOND;

		strcpy(number, "");
		if (p->fate == L7_FATE_INSPECTED && p->waited)
			snprintf(number, sizeof(number), "%u-%u", next, next + p->waited);
		else if (p->fate == L7_FATE_INSPECTED)
			snprintf(number, sizeof(number), "%u", next);
		next += (p->fate == L7_FATE_INSPECTED) + p->waited;
		printf("%7s %8" PRIu64 " %10.6f %-6s %-7s %6u  %s\n", number, p->frame, at, sides[p->dir], flags_text(p),
		       p->size, fate_text(p, text, sizeof(text)));
	}
	if (s->after)
		printf("  and %" PRIu64 " packets with %" PRIu64 " bytes of payload behind the verdict\n", s->after,
		       s->after_size);
}

/* the definitions that match at the packet of the verdict, as the engine sees them */
static void match_again(struct account *a)
{
	const struct l7_image *img = &a->e->reading.compiled.img;
	const struct l7_conversation *talk = &a->story->talk;
	const uint8_t proto = talk->tuple.proto;
	uint64_t now[L7_DEF_WORDS] = { 0 };
	struct l7_flow f;
	size_t i;
	uint32_t def;

	l7_flow_init(&f, img, L7_ALL_GROUPS, proto == IPPROTO_TCP ? L7_TRANSPORT_TCP :
		     proto == IPPROTO_UDP ? L7_TRANSPORT_UDP : L7_TRANSPORT_OTHER);
	for (i = 0; i < talk->count; i++) {
		const struct l7_said *said = &talk->said[i];
		struct l7_packet pkt;

		l7_flow_begin(&f, img, &pkt, said->dir, said->size);
		l7_flow_feed(&f, img, &pkt, UINT32_MAX, said->bytes, said->len);
		l7_flow_close(&f, img, &pkt, now);
	}
	for (def = 0; def < img->head->ndefs; def++)
		if (now[def / 64] >> def % 64 & 1 && def != a->story->verdict.def)
			a->also[a->nalso++] = def;
}

static void tell_also(struct account *a)
{
	const struct l7_image *img = &a->e->reading.compiled.img;
	const uint16_t rank = img->defs[a->story->verdict.def].rank;
	char *list = NULL;
	size_t size;
	FILE *out = open_memstream(&list, &size);
	uint32_t i;

	if (!out)
		return;
	for (i = 0; i < a->nalso; i++)
		fprintf(out, "%s%s (rank %u)", i ? ", " : "", img->defs[a->also[i]].name, img->defs[a->also[i]].rank);
	fclose(out);
	l7_words_add(&a->words, "At the same packet %s matched too. Of several, the one with the smallest rank gets the "
		     "connection, here %s with %u; of equal ranks the first by name. With rules instead of `l7 on', the "
		     "first rule that asks for one of them decides.", list, img->defs[a->story->verdict.def].name, rank);
	free(list);
}

static void tell_reason(struct account *a)
{
	const struct l7_classify *cl = &a->e->reading.tracker.classify;
	const struct l7_story *s = a->story;

	switch (s->verdict.reason) {
	case L7_REASON_PACKETS:
		l7_words_add(&a->words, "Nothing matched in the first %u packets, handshake and empty ones included, so the "
			     "inspection ended. Would more of it help? This shows it:", cl->max_packets);
		l7_words_add(&a->words, "  l7 explain --numpackets %d --maxdatalen %d %s '#%" PRIu64 "'", L7_NUMPACKETS_MAX,
			     L7_MAXDATALEN_MAX, a->path, s->number);
		break;
	case L7_REASON_BYTES:
		l7_words_add(&a->words, "Nothing matched in the first %u bytes of payload, so the inspection ended. Would "
			     "more of it help? This shows it:", cl->max_bytes);
		l7_words_add(&a->words, "  l7 explain --numpackets %d --maxdatalen %d %s '#%" PRIu64 "'", L7_NUMPACKETS_MAX,
			     L7_MAXDATALEN_MAX, a->path, s->number);
		break;
	case L7_REASON_NOT_BEGUN:
		l7_words_add(&a->words, "The capture does not have the beginning of this TCP connection, and the middle is "
			     "not guessed at. Without --strict it is looked at all the same.");
		break;
	case L7_REASON_GAP:
		l7_words_add(&a->words, "More than %d segments came ahead of one that is missing: the capture has lost it, or "
			     "the network.", L7_FLOW_MAX_HELD);
		break;
	default:
		l7_words_add(&a->words, "The inspection ended: %s.", l7_reason_text(s->verdict.reason));
	}
}

static void tell_unset(struct account *a)
{
	const struct l7_story *s = a->story;

	if (!s->talk.count)
		l7_words_add(&a->words, "It carried no payload, so there was nothing to tell it by.");
	else if (s->closed)
		l7_words_add(&a->words, "It ended before anything had matched, and before a limit was reached.");
	else
		l7_words_add(&a->words, "The capture ends while it is still under inspection: %u of %u packets, %u of %u "
			     "bytes.", s->verdict.packets, a->e->reading.tracker.classify.max_packets,
			     s->has_flow ? s->flow.bytes : 0, a->e->reading.tracker.classify.max_bytes);
}

static void tell_oddities(struct account *a)
{
	const struct l7_story *s = a->story;
	unsigned int cut = 0;
	size_t i;

	for (i = 0; i < s->count; i++)
		cut += s->packet[i].cut != 0;
	if (!s->talk.begun && s->verdict.reason != L7_REASON_NOT_BEGUN)
		l7_words_add(&a->words, "Its first packet here is no SYN, so its beginning is missing. The module would leave "
			     "it at that: unknown.");
	if (!s->packets[L7_DIR_ORIGINAL] || !s->packets[L7_DIR_REPLY])
		l7_words_add(&a->words, "Only the %s's packets are here. What the %s says can't be inspected, neither here "
			     "nor on a router that sees one direction alone.", sides[!s->packets[L7_DIR_ORIGINAL]],
			     sides[!!s->packets[L7_DIR_ORIGINAL]]);
	if (cut)
		l7_words_add(&a->words, "%u of these packets %s cut short when they were captured (tcpdump -s 0 keeps them "
			     "whole).", cut, cut > 1 ? "were" : "was");
	if (s->has_flow && s->flow.nheld)
		l7_words_add(&a->words, "%u segment%s for one that is missing.", s->flow.nheld,
			     s->flow.nheld > 1 ? "s wait" : " waits");
}

/* what there is to say, from what was seen */
static int think(struct account *a)
{
	const struct l7_compiled *c = &a->e->reading.compiled;
	const struct l7_story *s = a->story;
	int err = 0;

	if (s->verdict.state == L7_CLASSIFY_DECIDED) {
		err = l7_near_matched(&a->matched, c->def[s->verdict.def], &s->talk);
		match_again(a);
		if (a->nalso)
			tell_also(a);
	} else {
		if (s->verdict.state == L7_CLASSIFY_UNKNOWN)
			tell_reason(a);
		else
			tell_unset(a);
		if (s->has_flow) {
			err = l7_outlook_make(&a->outlook, &c->img, &s->flow, NULL);
			a->has_outlook = !err;
		}
		if (!err)
			err = l7_near_find(&a->near, c, &s->talk);
	}
	tell_oddities(a);
	return err;
}

static void print_title(const struct account *a)
{
	const struct l7_story *s = a->story;
	const char *verdict = l7_classified_label(&a->e->reading.tracker.classify, &s->verdict);
	char source[L7_CT_ENDPOINT_SIZE], target[L7_CT_ENDPOINT_SIZE], name[L7_CT_TRANSPORT_SIZE];
	const char *reason = l7_reason_text(s->verdict.reason);

	printf("%s%s %s > %s%s: ", l7_colour(stdout, L7_COLOUR_BOLD), l7_ct_transport(a->ct.transport, name),
	       l7_ct_endpoint(&a->ct, 0, sizeof(source), source), l7_ct_endpoint(&a->ct, 1, sizeof(target), target),
	       l7_colour(stdout, L7_COLOUR_PLAIN));
	printf("%s%s%s%s%s", l7_colour(stdout, s->verdict.state == L7_CLASSIFY_DECIDED ? L7_COLOUR_GREEN : L7_COLOUR_YELLOW),
	       verdict, *reason ? ": " : "", reason, l7_colour(stdout, L7_COLOUR_PLAIN));
	if (s->verdict.state == L7_CLASSIFY_DECIDED)
		printf(", at payload %zu", s->talk.count);
	printf("\n  connection #%" PRIu64 " of %s, %" PRIu64 " packets and %" PRIu64 " bytes from the client,\n"
	       "  %" PRIu64 " and %" PRIu64 " from the server, in %.3f seconds\n", s->number, a->path, s->packets[0],
	       s->bytes[0], s->packets[1], s->bytes[1], (double)(s->last - s->packet[0].time) / SECOND);
}

static void heading(const char *text)
{
	printf("\n%s%s%s\n", l7_colour(stdout, L7_COLOUR_BOLD), text, l7_colour(stdout, L7_COLOUR_PLAIN));
}

static void print_account(const struct account *a)
{
	print_title(a);
	print_packets(a);
	if (a->matched.count) {
		heading("Where it matched");
		l7_near_text(&a->matched, &a->story->talk);
	}
	if (a->words.count) {
		heading(a->matched.count ? "Besides" : "Why it has no name");
		l7_words_print(&a->words);
	}
	if (a->has_outlook) {
		heading("What could still have matched, for example");
		l7_outlook_text(&a->outlook, a->e->verbose);
	}
	if (a->near.count) {
		heading("What came closest");
		l7_near_text(&a->near, &a->story->talk);
	}
}

static json_t *json_packets(const struct l7_story *s)
{
	static const char *const fates[] = {
		[L7_FATE_INSPECTED] = "inspected", [L7_FATE_EMPTY] = "empty", [L7_FATE_SEEN] = "seen",
		[L7_FATE_AHEAD] = "ahead", [L7_FATE_GIVEN_UP] = "given-up", [L7_FATE_LATER] = "later",
	};
	json_t *list = json_array();
	size_t i;

	for (i = 0; list && i < s->count; i++) {
		const struct l7_story_packet *p = &s->packet[i];

		json_array_append_new(list, json_pack("{s:I, s:f, s:s, s:s, s:I, s:s, s:I, s:I, s:I}", "frame",
						      (json_int_t)p->frame, "time", (double)p->time / SECOND, "from",
						      sides[p->dir], "flags", flags_text(p), "bytes", (json_int_t)p->size,
						      "fate", fates[p->fate], "inspected", (json_int_t)p->fresh, "released",
						      (json_int_t)p->waited, "cut", (json_int_t)p->cut));
	}
	return list;
}

static int print_json(const struct account *a)
{
	const struct l7_story *s = a->story;
	json_t *root = json_ends(&a->ct), *also = json_array();
	uint32_t i;

	for (i = 0; i < a->nalso; i++)
		json_array_append_new(also, json_string(a->e->reading.compiled.img.defs[a->also[i]].name));
	json_object_update_new(root, json_pack("{s:s, s:I, s:s, s:s, s:b}", "file", a->path, "number",
					       (json_int_t)s->number, "verdict",
					       l7_classified_label(&a->e->reading.tracker.classify, &s->verdict), "reason",
					       l7_reason_name(s->verdict.reason), "begun", s->talk.begun));
	json_object_update_new(root, json_pack("{s:o, s:I, s:o, s:o, s:o}", "packets", json_packets(s), "packets_later",
					       (json_int_t)s->after, "matched", l7_near_json(&a->matched, &s->talk),
					       "also", also, "remarks", l7_words_json(&a->words)));
	json_object_update_new(root, json_pack("{s:o, s:o}", "waiting",
					       a->has_outlook ? l7_outlook_json(&a->outlook) : json_array(), "closest",
					       l7_near_json(&a->near, &s->talk)));
	return l7_output_json(root);
}

static int explain(struct search *s, const char *path)
{
	struct account a = { .e = s->e, .path = path, .story = &s->story, .ct = ct_of(&s->story.talk.tuple) };
	int status = L7_EXIT_YES;

	if (think(&a)) {
		fprintf(stderr, "l7 explain: out of memory\n");
		status = L7_EXIT_FAILURE;
	} else if (s->e->json) {
		status = print_json(&a);
	} else {
		print_account(&a);
	}
	l7_words_fini(&a.words);
	l7_near_fini(&a.matched);
	l7_near_fini(&a.near);
	if (a.has_outlook)
		l7_outlook_fini(&a.outlook);
	return status;
}

static int answer(struct search *s, const char *path)
{
	if (s->no_memory) {
		fprintf(stderr, "l7 explain: out of memory\n");
		return L7_EXIT_FAILURE;
	}
	if (s->matches == 1)
		return explain(s, path);
	if (!s->matches) {
		fprintf(stderr, "l7 explain: %s has no such connection; `l7 classify %s` lists those that it has\n", path,
			path);
		return L7_EXIT_NO;
	}
	if (s->e->json)
		return list_json(s, path);
	list_text(s, path);
	return L7_EXIT_YES;
}

int l7_explain_capture(struct l7_explain *e, const char *path)
{
	struct search s = { .e = e, .match = calloc(MATCHES_MAX, sizeof(*s.match)) };
	struct l7_tracker *t = &e->reading.tracker;
	int status = L7_EXIT_FAILURE;

	t->classify.noted = l7_notes_take;
	t->classify.ctx = &s.notes;
	t->packet = take_packet;
	t->ctx = &s;
	t->connections.ended = take_end;
	t->connections.ctx = &s;
	/* a file that is damaged is explained up to there */
	if (s.match && !l7_reading_open(&e->reading) && (!l7_reading_file(&e->reading, path) || s.matches))
		status = answer(&s, path);
	l7_story_fini(&s.story);
	l7_notes_fini(&s.notes);
	free(s.match);
	return status;
}
