// SPDX-License-Identifier: GPL-2.0-only
/*
 * explain_outlook.c - which definitions can still match a connection, and what they wait for
 */

#include "cli/explain_outlook.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "cli/colour.h"

#define LINES_MAX 12		/* definitions, unless all are wanted */
#define FOUND_WEIGHT 1000	/* a part that is found counts as so many bytes */

/* how far a pattern and what belongs to it have come */
static uint32_t progress(const struct l7_prospects *all, uint32_t first)
{
	uint32_t sum = 0, i;

	for (i = first; i < first + all->img->patterns[first].parts; i++) {
		const struct l7_prospect *p = &all->of[i];

		if (p->state == L7_PROSPECT_FOUND || p->state == L7_PROSPECT_PACKETS || p->state == L7_PROSPECT_CONDITION)
			sum += FOUND_WEIGHT;
		else
			sum += p->gained;
	}
	return sum;
}

static void judge(struct l7_outlook *o, uint32_t *best)
{
	uint32_t i;

	for (i = 0; i < o->img->head->npatterns; i++) {
		const struct l7_image_pattern *p = &o->img->patterns[i];
		uint32_t far;

		if (p->first != i || !l7_prospects_is_alive(&o->prospects, i))
			continue;
		far = progress(&o->prospects, i) + 1;
		if (far <= best[p->def])
			continue;
		best[p->def] = far;
		o->alive[p->def] = true;
		o->chain[p->def] = i;
	}
}

/* the farthest first; of equals, as in the table */
static void sort(struct l7_outlook *o, const uint32_t *best, const bool *taking_part)
{
	uint32_t def, at;

	for (def = 0; def < o->img->head->ndefs; def++) {
		o->alive[def] = o->alive[def] && (!taking_part || taking_part[def]);
		if (!o->alive[def])
			continue;
		for (at = o->nalive++; at && best[o->order[at - 1]] < best[def]; at--)
			o->order[at] = o->order[at - 1];
		o->order[at] = def;
		o->begun += best[def] > 1;
	}
}

int l7_outlook_make(struct l7_outlook *o, const struct l7_image *img, const struct l7_flow *flow,
		    const bool *taking_part)
{
	const uint32_t n = img->head->ndefs;
	uint32_t *best = calloc(n, sizeof(*best));
	int err;

	*o = (struct l7_outlook){ .img = img, .flow = flow };
	o->alive = calloc(n, sizeof(*o->alive));
	o->chain = calloc(n, sizeof(*o->chain));
	o->order = calloc(n, sizeof(*o->order));
	err = best && o->alive && o->chain && o->order ? l7_prospects_find(&o->prospects, img, flow) : -ENOMEM;
	if (!err) {
		judge(o, best);
		sort(o, best, taking_part);
	}
	free(best);
	if (err)
		l7_outlook_fini(o);
	return err;
}

void l7_outlook_fini(struct l7_outlook *o)
{
	l7_prospects_fini(&o->prospects);
	free(o->alive);
	free(o->chain);
	free(o->order);
	*o = (struct l7_outlook){ 0 };
}

static const char *side(const struct l7_prospect *p)
{
	return p->dir == 1 << L7_DIR_ORIGINAL ? "client" : p->dir == 1 << L7_DIR_REPLY ? "server" : "either side";
}

static void print_condition(const struct l7_measure *m, FILE *out)
{
	char *text = l7_measure_text(m->condition);
	int64_t left, right;

	l7_measure_sides(m, &left, &right);
	fprintf(out, "%s", text ? text : "");
	if (m->there)
		fprintf(out, " (so far %" PRId64 " %s %" PRId64 ")", left, l7_measure_sign(m->condition), right);
	free(text);
}

/* what one pattern lacks */
static void print_lack(const struct l7_outlook *o, uint32_t pattern, FILE *out)
{
	const struct l7_prospect *p = &o->prospects.of[pattern];
	char *text;

	switch (p->state) {
	case L7_PROSPECT_PACKETS:
		fprintf(out, "more packets of the kind: %u of %u", p->packets, o->img->patterns[pattern].packets);
		break;
	case L7_PROSPECT_CONDITION:
		if (!p->witness.length) {
			fputs("more payload until ", out);
			print_condition(&p->measure, out);
			break;
		}
		/* fall through */
	default:
		text = l7_witness_text(&p->witness);
		fprintf(out, "%s", text ? text : "");
		free(text);
	}
	fprintf(out, " (%s)", side(p));
}

/* all that a definition's best pattern and its other parts lack; to be freed */
static char *lacks(const struct l7_outlook *o, uint32_t def)
{
	const uint32_t first = o->chain[def];
	const char *between = "";
	char *text = NULL;
	size_t size;
	FILE *out = open_memstream(&text, &size);
	uint32_t i;

	if (!out)
		return NULL;
	for (i = first; i < first + o->img->patterns[first].parts; i++) {
		if (o->prospects.of[i].state == L7_PROSPECT_FOUND)
			continue;
		fputs(between, out);
		print_lack(o, i, out);
		between = " and ";
	}
	fclose(out);
	return text;
}

static void print_def(const struct l7_outlook *o, uint32_t def)
{
	char *text = lacks(o, def);

	printf("  %s%-18s%s waits for %s\n", l7_colour(stdout, L7_COLOUR_BOLD), o->img->defs[def].name,
	       l7_colour(stdout, L7_COLOUR_PLAIN), text && *text ? text : "a rule");
	free(text);
}

static bool is_datagrams(const struct l7_outlook *o)
{
	uint32_t g;

	for (g = 0; g < o->img->head->ngroups; g++)
		if (o->flow->groups >> g & 1 && o->img->groups[g].scope == L7_SCOPE_DATAGRAM)
			return true;
	return false;
}

/* of those that have not come any way: what they are waiting for */
static const char *what_others_do(const struct l7_outlook *o)
{
	if (is_datagrams(o))
		return "looking at each datagram anew";
	if (o->flow->packets[L7_DIR_ORIGINAL] && o->flow->packets[L7_DIR_REPLY])
		return "looking for something anywhere in the payload";
	if (o->flow->packets[L7_DIR_ORIGINAL])
		return "waiting for the server, who has said nothing yet, or looking anywhere";
	if (o->flow->packets[L7_DIR_REPLY])
		return "waiting for the client, who has said nothing yet, or looking anywhere";
	return "waiting for the first payload";
}

static void print_others(const struct l7_outlook *o)
{
	const uint32_t n = o->nalive - o->begun;

	if (n)
		printf("  %s%u definition%s, %s\n", o->begun ? "and " : "", n, n > 1 ? "s" : "", what_others_do(o));
}

void l7_outlook_text(const struct l7_outlook *o, bool all)
{
	uint32_t most = all ? o->nalive : o->begun < LINES_MAX ? o->begun : LINES_MAX, i;

	for (i = 0; i < most; i++)
		print_def(o, o->order[i]);
	if (most < o->begun)
		printf("  and %u more that have come some way (-v lists them)\n", o->begun - most);
	if (!all)
		print_others(o);
	if (!o->nalive)
		puts("  none");
}

static json_t *json_part(const struct l7_outlook *o, uint32_t pattern)
{
	static const char *const states[] = {
		[L7_PROSPECT_FOUND] = "found", [L7_PROSPECT_PACKETS] = "packets", [L7_PROSPECT_CONDITION] = "condition",
		[L7_PROSPECT_OPEN] = "open",
	};
	const struct l7_prospect *p = &o->prospects.of[pattern];
	json_t *one = json_pack("{s:s}", "state", states[p->state]);
	char *text = NULL;

	if (!one || p->state == L7_PROSPECT_FOUND)
		return one;
	json_object_set_new(one, "side", json_string(side(p)));
	if (p->state == L7_PROSPECT_PACKETS)
		json_object_update_new(one, json_pack("{s:i, s:i}", "packets", (int)p->packets, "packets_wanted",
						      o->img->patterns[pattern].packets));
	if (p->state == L7_PROSPECT_CONDITION)
		text = l7_measure_text(p->measure.condition);
	if (text)
		json_object_set_new(one, "condition", json_string(text));
	free(text);
	if (!p->witness.length)
		return one;
	text = l7_witness_text(&p->witness);
	json_object_update_new(one, json_pack("{s:s, s:i, s:i}", "waits_for", text ? text : "", "bytes_missing",
					      (int)p->missing, "bytes_gained", (int)p->gained));
	free(text);
	return one;
}

json_t *l7_outlook_json(const struct l7_outlook *o)
{
	json_t *list = json_array();
	uint32_t i, part;

	for (i = 0; list && i < o->nalive; i++) {
		const uint32_t def = o->order[i], first = o->chain[def];
		json_t *parts = json_array();

		for (part = first; part < first + o->img->patterns[first].parts; part++)
			json_array_append_new(parts, json_part(o, part));
		json_array_append_new(list, json_pack("{s:s, s:b, s:o}", "name", o->img->defs[def].name, "begun",
						      i < o->begun, "parts", parts));
	}
	return list;
}
