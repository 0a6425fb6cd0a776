// SPDX-License-Identifier: GPL-2.0-only
/*
 * explain_answer.c - what there is to say of a connection of a capture
 */

#include "cli/explain_answer.h"

#include <inttypes.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>

#include "cli/colour.h"
#include "cli/command.h"
#include "cli/tracked.h"
#include "client/reason.h"

#define SECOND 1000000000ull

static const char *const sides[] = { "client", "server" };

struct l7_ct l7_answer_ct(const struct l7_capture_tuple *t)
{
	struct l7_ct ct = { .family = t->family, .transport = t->proto, .port = { t->sport, t->dport },
			    .has_ports = t->proto == IPPROTO_TCP || t->proto == IPPROTO_UDP };

	memcpy(ct.source, t->src, sizeof(ct.source));
	memcpy(ct.target, t->dst, sizeof(ct.target));
	return ct;
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
static void print_packets(const struct l7_answer *a)
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
		printf("  and behind the verdict %" PRIu64 " packet%s, with %" PRIu64 " bytes of payload\n", s->after,
		       s->after > 1 ? "s" : "", s->after_size);
}

/* the definitions that match at the packet of the verdict, as the engine sees them */
static void match_again(struct l7_answer *a)
{
	const struct l7_image *img = &a->compiled->img;
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

static void tell_also(struct l7_answer *a)
{
	const struct l7_image *img = &a->compiled->img;
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

static void suggest_more(struct l7_answer *a)
{
	l7_words_add(&a->words, "  l7 explain --numpackets %d --maxdatalen %d %s '#%" PRIu64 "'", L7_NUMPACKETS_MAX,
		     L7_MAXDATALEN_MAX, a->path, a->story->number);
}

static void tell_reason(struct l7_answer *a)
{
	const struct l7_classify *cl = a->classify;
	const struct l7_story *s = a->story;

	switch (s->verdict.reason) {
	case L7_REASON_PACKETS:
		l7_words_add(&a->words, "Nothing matched in the first %u packets, handshake and empty ones included, so the "
			     "inspection ended. Would more of it help? This shows it:", cl->max_packets);
		suggest_more(a);
		break;
	case L7_REASON_BYTES:
		l7_words_add(&a->words, "Nothing matched in the first %u bytes of payload, so the inspection ended. Would "
			     "more of it help? This shows it:", cl->max_bytes);
		suggest_more(a);
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

static void tell_unset(struct l7_answer *a)
{
	const struct l7_story *s = a->story;

	if (!s->talk.count)
		l7_words_add(&a->words, "It carried no payload, so there was nothing to tell it by.");
	else if (s->closed)
		l7_words_add(&a->words, "It ended before anything had matched, and before a limit was reached.");
	else
		l7_words_add(&a->words, "The capture ends while it is still under inspection: %u of %u packets, %u of %u "
			     "bytes.", s->verdict.packets, a->classify->max_packets,
			     s->has_flow ? s->flow.bytes : 0, a->classify->max_bytes);
}

static void tell_oddities(struct l7_answer *a)
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
	if (s->verdict.state != L7_CLASSIFY_DECIDED && s->has_flow && s->flow.nheld)
		l7_words_add(&a->words, "%u segment%s for one that is missing.", s->flow.nheld,
			     s->flow.nheld > 1 ? "s wait" : " waits");
}

/* what there is to say, from what was seen */
static int think(struct l7_answer *a)
{
	const struct l7_compiled *c = a->compiled;
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

int l7_answer_make(struct l7_answer *a, const struct l7_compiled *compiled, const struct l7_classify *classify,
		    const char *path, const struct l7_story *story)
{
	*a = (struct l7_answer){ .compiled = compiled, .classify = classify, .path = path, .story = story,
				  .ct = l7_answer_ct(&story->talk.tuple) };
	return think(a);
}

void l7_answer_fini(struct l7_answer *a)
{
	l7_words_fini(&a->words);
	l7_near_fini(&a->matched);
	l7_near_fini(&a->near);
	if (a->has_outlook)
		l7_outlook_fini(&a->outlook);
}

static void print_title(const struct l7_answer *a)
{
	const struct l7_story *s = a->story;
	const char *verdict = l7_classified_label(a->classify, &s->verdict);
	char source[L7_CT_ENDPOINT_SIZE], target[L7_CT_ENDPOINT_SIZE], name[L7_CT_TRANSPORT_SIZE];

	printf("%s%s %s > %s%s: ", l7_colour(stdout, L7_COLOUR_BOLD), l7_ct_transport(a->ct.transport, name),
	       l7_ct_endpoint(&a->ct, 0, sizeof(source), source), l7_ct_endpoint(&a->ct, 1, sizeof(target), target),
	       l7_colour(stdout, L7_COLOUR_PLAIN));
	printf("%s%s%s", l7_colour(stdout, s->verdict.state == L7_CLASSIFY_DECIDED ? L7_COLOUR_GREEN : L7_COLOUR_YELLOW),
	       verdict, l7_colour(stdout, L7_COLOUR_PLAIN));
	if (s->verdict.state == L7_CLASSIFY_DECIDED)
		printf(", at payload %zu", s->talk.count);
	printf("\n  connection #%" PRIu64 " of ", s->number);
	l7_output_name(a->path, stdout);
	printf(", %.3f seconds\n  packets: %" PRIu64 " from the client (%" PRIu64 " bytes), %" PRIu64
	       " from the server (%" PRIu64 " bytes)\n", (double)(int64_t)(s->last - s->packet[0].time) / SECOND,
	       s->packets[0], s->bytes[0], s->packets[1], s->bytes[1]);
}

static void heading(const char *text)
{
	printf("\n%s%s%s\n", l7_colour(stdout, L7_COLOUR_BOLD), text, l7_colour(stdout, L7_COLOUR_PLAIN));
}

void l7_answer_text(const struct l7_answer *a, bool verbose)
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
		l7_outlook_text(&a->outlook, verbose);
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

int l7_answer_json(const struct l7_answer *a)
{
	const struct l7_story *s = a->story;
	json_t *root = l7_tracked_json_ends(&a->ct), *also = json_array();
	const char *verdict = l7_classified_label(a->classify, &s->verdict), *reason = l7_reason_name(s->verdict.reason);
	uint32_t i;
	int err;

	for (i = 0; i < a->nalso; i++)
		json_array_append_new(also, json_string(a->compiled->img.defs[a->also[i]].name));
	err = json_object_update_new(root, json_pack("{s:o, s:I, s:s, s:s, s:b}", "file", l7_output_json_pattern(a->path),
						     "number", (json_int_t)s->number, "verdict", verdict, "reason",
						     reason, "begun", s->talk.begun)) ||
	      json_object_update_new(root, json_pack("{s:o, s:I, s:o, s:o, s:o}", "packets", json_packets(s),
						     "packets_later", (json_int_t)s->after, "matched",
						     l7_near_json(&a->matched, &s->talk), "also", also, "remarks",
						     l7_words_json(&a->words))) ||
	      json_object_update_new(root, json_pack("{s:o, s:o}", "waiting",
						     a->has_outlook ? l7_outlook_json(&a->outlook) : json_array(),
						     "closest", l7_near_json(&a->near, &s->talk)));
	if (err) {
		json_decref(root);
		root = NULL;
	}
	return l7_output_json(root);
}
