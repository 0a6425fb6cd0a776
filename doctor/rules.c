// SPDX-License-Identifier: GPL-2.0-only
/*
 * rules.c - what rules of iptables have to do with layer7
 */

#include <stdlib.h>
#include <string.h>

#include "client/pin.h"
#include "doctor/doctor.h"
#include "doctor/nft.h"

static void release(struct l7_packet_rule *rule)
{
	free(rule->text);
	free(rule->proto);
	free(rule->dir);
	free(rule->label);
	free(rule->helper);
}

void l7_rules_fini(struct l7_rules *r)
{
	for (size_t i = 0; i < r->count; i++)
		release(&r->rule[i]);
	free(r->rule);
	free(r->hides);
	free(r->by_mark);
	free(r->labels);
	free(r->notrack);
	free(r->notrack_some);
	free(r->helpers);
	*r = (struct l7_rules) { 0 };
}

/* Cut the next word out of a line, out of its quotes too. Return: to be freed; NULL at the end */
static char *next_word(const char **line)
{
	const char *p = *line + strspn(*line, " ");
	const bool quoted = *p == '"';
	char *word, *w;

	if (!*p)
		return NULL;
	p += quoted;
	word = w = malloc(strlen(p) + 1);
	for (; word && *p && *p != (quoted ? '"' : ' '); p++) {
		if (quoted && *p == '\\' && p[1])
			p++;
		*w++ = *p;
	}
	if (word)
		*w = '\0';
	*line = p + (quoted && *p == '"');
	return word;
}

static void take_option(struct l7_packet_rule *rule, const char *option, const char **line)
{
	static const struct {
		const char *name;
		size_t offset;
	} values[] = {
		{ "--l7proto", offsetof(struct l7_packet_rule, proto) },
		{ "--l7dir", offsetof(struct l7_packet_rule, dir) },
		{ "--label", offsetof(struct l7_packet_rule, label) },
		{ "--helper", offsetof(struct l7_packet_rule, helper) },
	};

	for (size_t i = 0; i < sizeof(values) / sizeof(values[0]); i++) {
		char **place = (char **)((char *)rule + values[i].offset);

		if (strcmp(option, values[i].name))
			continue;
		free(*place);
		*place = next_word(line);
	}
}

/* A rule of the route without a module that is listed as what it is to the kernel: the name is in the path. */
static void take_program(struct l7_packet_rule *rule, const char **line)
{
	char *path = next_word(line);
	struct l7_pin pin;

	if (path && !rule->proto && l7_pin_parse(path, &pin))
		rule->proto = strdup(pin.name);
	free(path);
}

/* @line: behind "-A ". `-m helper --helper' matches, `-j CT --helper' assigns: only the latter counts */
static void read_rule(struct l7_packet_rule *rule, const char *line)
{
	char *chain = next_word(&line), *word;
	bool target = false;

	rule->always = true;
	for (; (word = next_word(&line)); free(word)) {
		target |= !strcmp(word, "-j");
		rule->always &= target;
		if (target && (!strcmp(word, "NOTRACK") || !strcmp(word, "--notrack")))
			rule->notrack = true;
		if (!strcmp(word, "--object-pinned"))
			take_program(rule, &line);
		else if (target || strcmp(word, "--helper"))
			take_option(rule, word, &line);
	}
	free(chain);
}

/* Comments may hold what a terminal acts upon. */
static char *copy_printable(const char *line)
{
	char *copy = strdup(line);

	for (char *p = copy; p && *p; p++)
		if (*p < ' ' || *p > '~')
			*p = '?';
	return copy;
}

static void add_line(struct l7_rules *rules, const char *line)
{
	struct l7_packet_rule rule = { 0 }, *more;

	read_rule(&rule, line + strlen("-A "));
	more = rule.proto || rule.label || rule.helper || rule.notrack ?
	       reallocarray(rules->rule, rules->count + 1, sizeof(*more)) : NULL;
	rule.text = more ? copy_printable(line) : NULL;
	if (more)
		rules->rule = more;
	if (rule.text)
		rules->rule[rules->count++] = rule;
	else
		release(&rule);
}

static void read_saved(struct l7_rules *rules, const struct l7_host *h, const char *program)
{
	const char *const argv[] = { program, NULL };
	struct l7_child_output said = { 0 };
	char *rest, *line;

	if (!h->run(h->data, argv, &said) && said.out) {
		rules->read = true;
		for (line = strtok_r(said.out, "\n", &rest); line; line = strtok_r(NULL, "\n", &rest))
			if (!strncmp(line, "-A ", strlen("-A ")))
				add_line(rules, line);
	}
	l7_child_output_fini(&said);
}

/* The older back end makes its tables when it is asked: it is asked only if it has some. */
static void read_legacy(struct l7_rules *rules, const struct l7_host *h, const char *names, const char *program)
{
	char *tables = l7_host_text(h, names);

	if (tables && *tables)
		read_saved(rules, h, program);
	free(tables);
}

void l7_rules_read(struct l7_rules *rules, const struct l7_host *h)
{
	const char *const nft[] = { "nft", "-j", "-t", "list", "ruleset", NULL };
	struct l7_child_output said = { 0 };

	read_saved(rules, h, "iptables-save");
	read_saved(rules, h, "ip6tables-save");
	read_legacy(rules, h, "/proc/net/ip_tables_names", "iptables-legacy-save");
	read_legacy(rules, h, "/proc/net/ip6_tables_names", "ip6tables-legacy-save");
	if (!h->run(h->data, nft, &said) && said.out)
		l7_nft_read(rules, said.out, h->answers.table.state.numpackets);
	l7_child_output_fini(&said);
}
