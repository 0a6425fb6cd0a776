// SPDX-License-Identifier: GPL-2.0-only
/*
 * explain_capture.c - `l7 explain FILE': a connection of a capture, packet by packet
 */

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "cli/command.h"
#include "cli/explain.h"
#include "cli/explain_answer.h"
#include "cli/listing.h"
#include "cli/tracked.h"
#include "client/reason.h"

#define MATCHES_MAX 500	/* connections that are listed */

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

static bool is_meant(const struct search *s, const struct l7_connection *c)
{
	const struct l7_ct ct = l7_answer_ct(&c->tuple);

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

static int list_json(const struct search *s, const char *path)
{
	json_t *list = json_array();
	size_t i;

	for (i = 0; list && i < s->nlisted; i++) {
		const struct l7_connection *c = &s->match[i];
		const struct l7_ct ct = l7_answer_ct(&c->tuple);
		json_t *one = l7_tracked_json_ends(&ct);

		json_object_update_new(one, json_pack("{s:I, s:s, s:s, s:I}", "number", (json_int_t)c->number, "verdict",
						      l7_classified_label(&s->e->reading.tracker.classify, &c->verdict),
						      "reason", l7_reason_name(c->verdict.reason), "packets",
						      (json_int_t)(c->packets[0] + c->packets[1])));
		json_array_append_new(list, one);
	}
	return l7_output_json(json_pack("{s:o, s:I, s:o}", "file", l7_output_json_pattern(path), "matches",
					(json_int_t)s->matches, "connections", list));
}

static int explain(struct search *s, const char *path)
{
	struct l7_explain *e = s->e;
	struct l7_answer a;
	int status = L7_EXIT_YES;

	if (l7_answer_make(&a, &e->reading.compiled, &e->reading.tracker.classify, path, &s->story)) {
		fprintf(stderr, "l7 explain: out of memory\n");
		status = L7_EXIT_FAILURE;
	} else if (e->json) {
		status = l7_answer_json(&a);
	} else {
		l7_answer_text(&a, e->verbose);
	}
	l7_answer_fini(&a);
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
		fprintf(stderr, "l7 explain: %s has no such connection; `l7 explain %s` lists those that it has\n", path,
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
	int err, status = L7_EXIT_FAILURE;

	t->classify.noted = l7_notes_take;
	t->classify.ctx = &s.notes;
	t->packet = take_packet;
	t->ctx = &s;
	t->connections.ended = take_end;
	t->connections.ctx = &s;
	if (s.match && !l7_reading_open(&e->reading)) {
		err = l7_reading_file(&e->reading, path);
		/* a file that is damaged is explained up to there */
		if (!err || s.matches)
			status = answer(&s, path);
		if (err)
			status = L7_EXIT_FAILURE;
	}
	l7_story_fini(&s.story);
	l7_notes_fini(&s.notes);
	free(s.match);
	return status;
}
