// SPDX-License-Identifier: GPL-2.0-only
/*
 * nft.c - follows a packet without a verdict through the rule set of nft
 *
 * libnftables-json(5) is what is read here.
 */

#include "doctor/nft.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "doctor/remark.h"

#define PACKET_MAX_BYTES 65536 /* one that GRO has put together */

/** enum asks - what a rule wants to know of a packet that may be without a verdict */
enum asks {
	ASKS_NOTHING,	/* that would keep it out */
	ASKS_MARK,	/* which may mean a verdict */
	ASKS_VERDICT,
};

/** struct chain - @open: a packet without a verdict gets there; @by_mark: if it has a mark */
struct chain {
	const char *family;
	const char *table;
	const char *name;
	bool base;
	bool open;
	bool by_mark;
};

/** struct ruleset - all chains, and rules in their order */
struct ruleset {
	struct l7_rules *found;
	uint32_t numpackets;
	json_t *items;
	struct chain *chain;
	size_t nchains;
	bool changed;
};

static const char *text_of(const json_t *object, const char *key)
{
	const char *text = json_string_value(json_object_get(object, key));

	return text ? text : "";
}

static void keep(char **place, const struct chain *c)
{
	if (!*place)
		*place = l7_text("chain %s %s %s", c->family, c->table, c->name);
}

/* Find {"ct": {"key": KEY}} or the like anywhere in an operand. */
static bool has_key(json_t *operand, const char *of, const char *key)
{
	json_t *value;
	const char *name;
	size_t i;

	if (json_is_object(operand) && !strcmp(text_of(json_object_get(operand, of), "key"), key))
		return true;
	json_object_foreach(operand, name, value)
		if (has_key(value, of, key))
			return true;
	json_array_foreach(operand, i, value)
		if (has_key(value, of, key))
			return true;
	return false;
}

static bool is_negative(const json_t *match)
{
	return !strcmp(text_of(match, "op"), "!=");
}

/* `ct packets > 20': by then inspection is over */
static bool comes_late(const struct ruleset *set, const json_t *match)
{
	const json_int_t least = json_integer_value(json_object_get(match, "right"));
	json_t *left = json_object_get(match, "left");

	if (*text_of(match, "op") != '>')
		return false;
	return (has_key(left, "ct", "packets") && least >= set->numpackets) ||
	       (has_key(left, "ct", "bytes") && least >= (json_int_t)set->numpackets * PACKET_MAX_BYTES);
}

static enum asks ask_match(const struct ruleset *set, const json_t *match)
{
	json_t *left = json_object_get(match, "left");

	if (comes_late(set, match))
		return ASKS_VERDICT;
	if (is_negative(match))
		return ASKS_NOTHING;
	if (has_key(left, "ct", "label"))
		return ASKS_VERDICT;
	return has_key(left, "ct", "mark") || has_key(left, "meta", "mark") ? ASKS_MARK : ASKS_NOTHING;
}

static enum asks ask_rule(const struct ruleset *set, const json_t *expr)
{
	enum asks most = ASKS_NOTHING;
	json_t *statement;
	size_t i;

	json_array_foreach(expr, i, statement) {
		const json_t *match = json_object_get(statement, "match");
		enum asks asks = match ? ask_match(set, match) : ASKS_NOTHING;

		most = asks > most ? asks : most;
	}
	return most;
}

/* `ct label != l7-done accept', and nothing else asked: behind it there are verdicts only */
static bool lets_go_without_verdict(const json_t *expr)
{
	static const char *const ends[] = { "accept", "drop", "return", "reject", "goto" };
	size_t matches = 0, i;
	bool label = false;
	json_t *statement;

	json_array_foreach(expr, i, statement) {
		const json_t *match = json_object_get(statement, "match");

		matches += match != NULL;
		label |= match && is_negative(match) && has_key(json_object_get(match, "left"), "ct", "label");
	}
	for (size_t k = 0; k < sizeof(ends) / sizeof(ends[0]); k++)
		json_array_foreach(expr, i, statement)
			if (label && matches == 1 && json_object_get(statement, ends[k]))
				return true;
	return false;
}

static void open_chain(struct ruleset *set, const struct chain *from, const char *name, bool by_mark)
{
	for (size_t i = 0; i < set->nchains; i++) {
		struct chain *c = &set->chain[i];

		if (strcmp(c->family, from->family) || strcmp(c->table, from->table) || c->base ||
		    (name && strcmp(c->name, name)))
			continue;
		set->changed |= by_mark ? !c->by_mark : !c->open;
		c->by_mark |= by_mark;
		c->open |= !by_mark;
	}
}

/* Open what a rule leads to: by name, or by a map whose elements were not listed: any chain of the table. */
static void follow(struct ruleset *set, const struct chain *from, json_t *value, bool by_mark)
{
	const char *key;
	json_t *member;
	size_t i;

	json_object_foreach(value, key, member) {
		if (!strcmp(key, "jump") || !strcmp(key, "goto"))
			open_chain(set, from, text_of(member, "target"), by_mark);
		else if (!strcmp(key, "vmap") && json_is_string(json_object_get(member, "data")))
			open_chain(set, from, NULL, by_mark);
		else
			follow(set, from, member, by_mark);
	}
	json_array_foreach(value, i, member)
		follow(set, from, member, by_mark);
}

static bool is_in(const json_t *rule, const struct chain *c)
{
	return rule && !strcmp(text_of(rule, "family"), c->family) && !strcmp(text_of(rule, "table"), c->table) &&
	       !strcmp(text_of(rule, "chain"), c->name);
}

static bool has_statement(const json_t *expr, const char *name)
{
	json_t *statement;
	size_t i;

	json_array_foreach(expr, i, statement)
		if (json_object_get(statement, name))
			return true;
	return false;
}

/* What an undecided packet meets in a chain, to its end or to where it is let go. */
static void walk(struct ruleset *set, const struct chain *c, bool marked)
{
	json_t *item;
	size_t i;

	json_array_foreach(set->items, i, item) {
		const json_t *rule = json_object_get(item, "rule");
		json_t *expr = json_object_get(rule, "expr");
		enum asks asks;

		if (!is_in(rule, c))
			continue;
		if (lets_go_without_verdict(expr))
			return;
		asks = ask_rule(set, expr);
		if (asks == ASKS_VERDICT)
			continue;
		if (has_statement(expr, "flow"))
			keep(marked || asks == ASKS_MARK ? &set->found->by_mark : &set->found->hides, c);
		follow(set, c, expr, marked || asks == ASKS_MARK);
	}
}

static void find_flows(struct ruleset *set)
{
	do {
		set->changed = false;
		for (size_t i = 0; i < set->nchains; i++) {
			if (set->chain[i].open)
				walk(set, &set->chain[i], false);
			if (set->chain[i].by_mark)
				walk(set, &set->chain[i], true);
		}
	} while (set->changed);
}

/* A label of ours, by its name or, where no file names it, by its bit or the word of the verdict. */
static bool asks_for_our_label(const json_t *expr)
{
	json_t *statement;
	size_t i;

	json_array_foreach(expr, i, statement) {
		const json_t *match = json_object_get(statement, "match");

		if (match && has_key(json_object_get(match, "left"), "ct", "label") &&
		    !strncmp(text_of(match, "right"), "l7-", strlen("l7-")))
			return true;
	}
	return false;
}

static void take_helper(struct l7_rules *found, const char *type)
{
	char *more = l7_text("%s%s,", found->helpers ? found->helpers : "", type);

	if (!more)
		return;
	free(found->helpers);
	found->helpers = more;
}

static void take_rule(struct l7_rules *found, const json_t *rule)
{
	const json_t *expr = json_object_get(rule, "expr");
	const struct chain c = {
		.family = text_of(rule, "family"), .table = text_of(rule, "table"), .name = text_of(rule, "chain"),
	};

	if (asks_for_our_label(expr))
		keep(&found->labels, &c);
	if (has_statement(expr, "notrack"))
		keep(has_statement(expr, "match") ? &found->notrack_some : &found->notrack, &c);
}

static void take_item(struct ruleset *set, const json_t *item)
{
	const json_t *chain = json_object_get(item, "chain"), *rule = json_object_get(item, "rule");
	const json_t *helper = json_object_get(item, "ct helper"), *table = json_object_get(item, "table");
	struct chain *more;

	if (rule)
		take_rule(set->found, rule);
	if (table && !strcmp(text_of(table, "family"), "inet") && !strcmp(text_of(table, "name"), "layer7"))
		set->found->tracking = true;
	if (helper)
		take_helper(set->found, text_of(helper, "type"));
	more = chain ? reallocarray(set->chain, set->nchains + 1, sizeof(*more)) : NULL;
	if (!more)
		return;
	set->chain = more;
	more[set->nchains++] = (struct chain) {
		.family = text_of(chain, "family"), .table = text_of(chain, "table"), .name = text_of(chain, "name"),
		.base = json_object_get(chain, "hook"), .open = json_object_get(chain, "hook"),
	};
}

void l7_nft_read(struct l7_rules *rules, const char *text, uint32_t numpackets)
{
	json_t *root = json_loads(text, 0, NULL), *item;
	struct ruleset set = { .found = rules, .numpackets = numpackets, .items = json_object_get(root, "nftables") };
	size_t i;

	rules->nft_read = root;
	json_array_foreach(set.items, i, item)
		take_item(&set, item);
	find_flows(&set);
	free(set.chain);
	json_decref(root);
}
