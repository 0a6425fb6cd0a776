// SPDX-License-Identifier: GPL-2.0-only
/*
 * trial_report.c - what became of a definition's patterns in a conversation
 */

#include "cli/trial_report.h"

#include <arpa/inet.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "capture/tuple.h"

#define COLUMNS_BEFORE 44	/* of payload, around the place that is pointed at: all fits 80 */
#define COLUMNS_BEHIND 24
#define COLUMNS_TEXT 72		/* to the end of what stands beside a caret */
#define PATTERN_BYTES 160	/* of a pattern's line, unless all is wanted */
#define ESCAPE_BYTES 5

static const char *const sides[] = { "client", "server" };

/* how a byte is shown; Return: how many columns it takes */
static int escape(uint8_t byte, char text[ESCAPE_BYTES])
{
	switch (byte) {
	case '\r': return sprintf(text, "\\r");
	case '\n': return sprintf(text, "\\n");
	case '\t': return sprintf(text, "\\t");
	case '\\': return sprintf(text, "\\\\");
	}
	return sprintf(text, byte < ' ' || byte > '~' ? "\\x%02x" : "%c", byte);
}

/* as written: the text's last lines are the patterns. To be freed */
static char *pattern_text(const struct l7_def *def, size_t index)
{
	const char *line = def->text, *at;
	size_t lines = 1;

	for (at = def->text; (at = strchr(at, '\n')) && at[1]; at++)
		lines++;
	for (index += lines > def->npatterns ? lines - def->npatterns : 0; index; index--)
		line += strcspn(line, "\n") + 1;
	return strndup(line, strcspn(line, "\n"));
}

static void print_head(const struct l7_trial_report *r)
{
	const struct l7_conversation *c = r->c;
	char src[L7_TUPLE_END_SIZE], dst[L7_TUPLE_END_SIZE];

	l7_output_name(r->path, stdout);
	if (!c->frame) {
		printf(": as %s, from the %s\n", l7_tuple_transport(c->tuple.proto), sides[c->server]);
		return;
	}
	l7_tuple_end(&c->tuple, false, src);
	l7_tuple_end(&c->tuple, true, dst);
	printf(": %s %s > %s, from frame %" PRIu64 " on\n", l7_tuple_transport(c->tuple.proto), src, dst, c->frame);
	if (!c->begun)
		puts("  it begins in the middle, and the module would leave it at that: unknown");
}

/* bytes of a packet around number @at (1-based; 0 is as 1), a caret below; the caret's column is left to the caller */
static int print_bytes(const struct l7_said *said, size_t at)
{
	size_t from = at ? at - 1 : 0, to = from;
	int columns = 0, caret = 0, behind = 0;
	char text[ESCAPE_BYTES];

	while (from && (columns += escape(said->bytes[from - 1], text)) <= COLUMNS_BEFORE)
		from--;
	while (to < said->len && (behind += escape(said->bytes[to], text)) <= COLUMNS_BEHIND)
		to++;
	if (from)
		caret += printf("... ");
	for (; from < to; from++) {
		const int n = escape(said->bytes[from], text);

		fputs(text, stdout);
		if (from + 1 < at)
			caret += n;
	}
	puts(to < said->len || said->len < said->size ? " ..." : "");
	return caret;
}

static void print_place(const struct l7_trial_report *r, const struct l7_attempt *a)
{
	const struct l7_said *said = &r->c->said[a->said];
	char next[ESCAPE_BYTES], text[COLUMNS_TEXT + 1];
	int caret, len;

	printf("    ");
	caret = print_bytes(said, a->byte);
	if (a->next >= 0)
		escape(a->next, next);
	if (a->state == L7_TRACE_MATCHED)
		len = snprintf(text, sizeof(text), "matches here (after byte %zu of packet %zu, %s)", a->byte, a->said + 1,
			       sides[said->dir]);
	else if (a->state == L7_TRACE_OPEN)
		len = snprintf(text, sizeof(text), "still open at the end (byte %zu of packet %zu, %s)", a->byte, a->said + 1,
			       sides[said->dir]);
	else if (a->reach)
		len = snprintf(text, sizeof(text), "dies behind this (byte %zu of packet %zu, %s): \"%s\" can't follow", a->byte,
			       a->said + 1, sides[said->dir], next);
	else
		len = snprintf(text, sizeof(text), "dies here (byte 1 of packet %zu, %s): \"%s\" can't be the first", a->said + 1,
			       sides[said->dir], next);
	/* on the side of the caret where there is room; else below */
	if (caret + 2 + len <= COLUMNS_TEXT)
		printf("    %*s^ %s\n", caret, "", text);
	else if (len < caret)
		printf("    %*s ^\n", caret - 1, text);
	else
		printf("    %*s^\n    %s\n", caret, "", text);
}

static void print_measure(const struct l7_measure *m)
{
	char *text = l7_measure_text(m->condition);
	int64_t left, right;

	l7_measure_sides(m, &left, &right);
	if (m->there)
		printf("    %s: %" PRId64 " %s %" PRId64 " %s\n", text, left, l7_measure_sign(m->condition), right,
		       m->holds ? "holds" : "does not hold");
	else
		printf("    %s: there are not so many bytes\n", text);
	free(text);
}

static void print_attempt(const struct l7_trial_report *r, const struct l7_trial *t, const struct l7_attempt *a)
{
	size_t i;

	print_place(r, a);
	if (a->state != L7_TRACE_MATCHED)
		return;
	for (i = 0; i < a->nmeasures; i++)
		print_measure(&a->measure[i]);
	if (t->pattern->same_width && a->valued)
		printf("    the field that is to be the same: %u\n", a->value);
}

/* which attempts tell the story: the best one, or all packets that count */
static bool is_told(const struct l7_trial_report *r, const struct l7_trial *t, const struct l7_attempt *a)
{
	if (r->all || a == l7_trial_best(t))
		return true;
	return t->pattern->packets > 1 && a->state == L7_TRACE_MATCHED;
}

static void print_trial(const struct l7_trial_report *r, size_t index)
{
	const struct l7_trial *t = &r->trial[index];
	char *text = pattern_text(r->def, index);
	const bool cut = text && !r->all && strlen(text) > PATTERN_BYTES;
	size_t i;

	if (cut)
		text[PATTERN_BYTES] = 0;
	printf("  %s:%u: ", r->def->file, t->pattern->line);
	l7_output_pattern(text ? text : "", stdout);
	puts(cut ? " ..." : "");
	free(text);
	if (!t->count)
		puts("    nothing was sent that this is for");
	for (i = 0; i < t->count; i++)
		if (is_told(r, t, &t->attempt[i]))
			print_attempt(r, t, &t->attempt[i]);
	if (t->count && t->pattern->packets > 1)
		printf("    holds in %u of the %d packets that are wanted\n", t->times, t->pattern->packets);
}

void l7_trial_report_patterns(const struct l7_trial_report *r)
{
	size_t i;

	for (i = 0; i < r->def->npatterns; i++)
		if (r->shown[i])
			print_trial(r, i);
}

void l7_trial_report_text(const struct l7_trial_report *r)
{
	print_head(r);
	l7_trial_report_patterns(r);
	if (r->c->matched)
		printf("  verdict: %s, at packet %zu\n\n", r->def->name, r->c->count);
	else
		puts("  verdict: unknown\n");
}

static json_t *json_measures(const struct l7_attempt *a)
{
	json_t *list = json_array();
	size_t i;

	for (i = 0; i < a->nmeasures; i++) {
		const struct l7_measure *m = &a->measure[i];
		char *text = l7_measure_text(m->condition);
		int64_t left, right;
		json_t *one;

		l7_measure_sides(m, &left, &right);
		one = json_pack("{s:s, s:b}", "condition", text ? text : "", "holds", m->holds);
		if (one && m->there) {
			json_object_set_new(one, "left", json_integer(left));
			json_object_set_new(one, "right", json_integer(right));
		}
		json_array_append_new(list, one);
		free(text);
	}
	return list;
}

static json_t *json_attempt(const struct l7_trial_report *r, const struct l7_attempt *a)
{
	static const char *const states[] = { [L7_TRACE_OPEN] = "open", [L7_TRACE_MATCHED] = "matched",
					      [L7_TRACE_DEAD] = "died" };
	const struct l7_said *said = &r->c->said[a->said];
	json_t *one = json_pack("{s:s, s:I, s:I, s:I, s:s, s:b}", "expression", states[a->state],
				"packet", (json_int_t)a->said + 1, "byte", (json_int_t)a->byte,
				"bytes", (json_int_t)a->reach, "from", sides[said->dir], "holds", a->holds);

	if (one && a->state == L7_TRACE_MATCHED)
		json_object_set_new(one, "conditions", json_measures(a));
	if (one && a->next >= 0)
		json_object_set_new(one, "next", json_integer(a->next));
	if (one && a->valued)
		json_object_set_new(one, "same", json_integer(a->value));
	return one;
}

static json_t *json_trial(const struct l7_trial_report *r, size_t index)
{
	const struct l7_trial *t = &r->trial[index];
	char *text = pattern_text(r->def, index);
	json_t *list = json_array();
	size_t i;

	for (i = 0; i < t->count; i++)
		if (is_told(r, t, &t->attempt[i]))
			json_array_append_new(list, json_attempt(r, &t->attempt[i]));
	list = json_pack("{s:i, s:o, s:b, s:b, s:i, s:i, s:o}", "line", t->pattern->line,
			 "pattern", l7_output_json_pattern(text ? text : ""), "and", t->pattern->more,
			 "found", t->found, "packets", (int)t->times, "packets_wanted", t->pattern->packets,
			 "attempts", list);
	free(text);
	return list;
}

json_t *l7_trial_report_json_patterns(const struct l7_trial_report *r)
{
	json_t *list = json_array();
	size_t i;

	for (i = 0; list && i < r->def->npatterns; i++)
		if (r->shown[i])
			json_array_append_new(list, json_trial(r, i));
	return list;
}

json_t *l7_trial_report_json(const struct l7_trial_report *r)
{
	const struct l7_conversation *c = r->c;
	char src[INET6_ADDRSTRLEN], dst[INET6_ADDRSTRLEN];
	json_t *one;

	one = json_pack("{s:o, s:s, s:b, s:b, s:I, s:o}", "file", l7_output_json_pattern(r->path), "proto",
			l7_tuple_transport(c->tuple.proto), "begun", c->begun, "matched", c->matched, "packets",
			(json_int_t)c->count, "patterns", l7_trial_report_json_patterns(r));
	if (!one)
		return NULL;
	if (!c->frame) {
		json_object_set_new(one, "from", json_string(sides[c->server]));
		return one;
	}
	inet_ntop(c->tuple.family, c->tuple.src, src, sizeof(src));
	inet_ntop(c->tuple.family, c->tuple.dst, dst, sizeof(dst));
	json_object_update_new(one, json_pack("{s:s, s:i, s:s, s:i, s:I}", "src", src, "sport", c->tuple.sport,
					      "dst", dst, "dport", c->tuple.dport, "frame", (json_int_t)c->frame));
	return one;
}
