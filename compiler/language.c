// SPDX-License-Identifier: GPL-2.0-only
#include "compiler/language.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* a line being read */
struct line {
	struct l7_def *def;
	const char *text;
	const char *rest;	/* behind the keyword and the blanks that follow it */
	const struct l7_place *place;
	struct l7_diags *diags;
};

static int fail_at(const struct line *l, const char *at, const char *text)
{
	l7_diags_add(l->diags, L7_ERROR, l->place->file, l->place->line, at - l->text + 1, l->text, "%s%s%s",
		     l->place->file || !l->place->name ? "" : l->place->name,
		     l->place->file || !l->place->name ? "" : ": ", text);
	return -1;
}

bool l7_strings_add(struct l7_strings *s, const char *text, size_t len)
{
	char **grown = reallocarray(s->string, s->count + 1, sizeof(*grown));

	if (!grown)
		return false;
	s->string = grown;
	grown[s->count] = strndup(text, len);
	if (!grown[s->count])
		return false;
	s->count++;
	return true;
}

void l7_strings_fini(struct l7_strings *s)
{
	while (s->count)
		free(s->string[--s->count]);
	free(s->string);
	*s = (struct l7_strings){ 0 };
}

bool l7_strings_have(const struct l7_strings *s, const char *text)
{
	size_t i;

	for (i = 0; i < s->count; i++)
		if (!strcmp(s->string[i], text))
			return true;
	return false;
}

const char *l7_name_fault(const char *name)
{
	const char *c;

	if (!*name)
		return "a name has at least one character";
	if (strlen(name) >= L7_NAME_SIZE)
		return "a name has at most 31 characters";
	if (*name == '-' || *name == '.' || *name == '!')
		return "a name begins with a letter or a digit";
	for (c = name; *c; c++)
		if (*c <= ' ' || *c > '~' || *c == '/')
			return "a name consists of letters, digits, `-' and `_'";
	if (!strcmp(name, "unset") || !strcmp(name, "unknown"))
		return "this name is that of a state, not of a protocol";
	return NULL;
}

/* names separated by blanks */
static int take_names(const struct line *l, struct l7_strings *to)
{
	const char *p = l->rest;

	while (*p) {
		const size_t len = strcspn(p, " \t");
		char name[L7_NAME_SIZE];
		const char *fault;

		if (len >= sizeof(name))
			return fail_at(l, p, "a name has at most 31 characters");
		memcpy(name, p, len);
		name[len] = '\0';
		fault = l7_name_fault(name);
		if (fault)
			return fail_at(l, p, fault);
		if (to == &l->def->aliases && !strcmp(name, l->def->name))
			return fail_at(l, p, "an alias is another name; leave the definition's own out");
		if (l7_strings_have(to, name))
			return fail_at(l, p, "this name is here already; leave it out");
		if (!l7_strings_add(to, p, len))
			return fail_at(l, p, "out of memory");
		p += len + strspn(p + len, " \t");
	}
	return 1;
}

static int take_alias(const struct line *l)
{
	return take_names(l, &l->def->aliases);
}

static int take_group(const struct line *l)
{
	return take_names(l, &l->def->groups);
}

static int take_source(const struct line *l)
{
	return l7_strings_add(&l->def->source, l->rest, strlen(l->rest)) ? 0 : fail_at(l, l->text, "out of memory");
}

static int take_about(const struct line *l)
{
	if (l->def->about)
		return fail_at(l, l->text, "`about' stands once in a file");
	l->def->about = strdup(l->rest);
	return l->def->about ? 0 : fail_at(l, l->text, "out of memory");
}

static int take_whole_number(const struct line *l, unsigned long least, unsigned long most, const char *what,
			     uint16_t *to)
{
	char *end;
	const unsigned long n = strtoul(l->rest, &end, 10);

	if (!isdigit((unsigned char)*l->rest) || *end || n < least || n > most)
		return fail_at(l, l->rest, what);
	*to = n;
	return 1;
}

static int take_rank(const struct line *l)
{
	if (l->def->rank)
		return fail_at(l, l->text, "`rank' stands once in a file");
	return take_whole_number(l, 1, UINT16_MAX, "a rank is a number from 1 to 65535; the smaller wins, 100 is usual",
				 &l->def->rank);
}

static int take_number(const struct line *l)
{
	if (l->def->number)
		return fail_at(l, l->text, "`number' stands once in a file");
	if (l7_registry_number(l->def->name))
		return fail_at(l, l->text, "the registry gives this name its number; leave this line out");
	return take_whole_number(l, L7_NUMBER_USER_MIN, L7_NUMBER_USER_MAX, "a number of one's own is from 32768 to 65534",
				 &l->def->number);
}

/* FINDING [OTHER]: reason */
static int take_allow(const struct line *l)
{
	struct l7_def *def = l->def;
	const char *colon = strchr(l->rest, ':');
	const size_t finding = strcspn(l->rest, " \t:");
	const char *other = l->rest + finding + strspn(l->rest + finding, " \t");
	struct l7_allow *grown;

	if (!finding || !colon || !colon[1 + strspn(colon + 1, " \t")])
		return fail_at(l, l->rest, "write `allow FINDING: reason' or `allow FINDING NAME: reason', with a finding "
			       "that l7 check has named");
	grown = reallocarray(def->allow, def->nallows + 1, sizeof(*grown));
	if (!grown)
		return fail_at(l, l->text, "out of memory");
	def->allow = grown;
	grown[def->nallows++] = (struct l7_allow){
		.finding = strndup(l->rest, finding),
		.other = other < colon ? strndup(other, strcspn(other, " \t:")) : NULL,
		.reason = strdup(colon + 1 + strspn(colon + 1, " \t")),
	};
	return 0;
}

static const struct {
	const char *word;
	int (*take)(const struct line *l);
} keywords[] = {
	{ "about", take_about },   { "alias", take_alias },   { "allow", take_allow }, { "group", take_group },
	{ "number", take_number }, { "source", take_source }, { "rank", take_rank },
};

/* the expression, too, so that what is wrong with it is known here */
static int check_expression(const struct line *l, const struct l7_pattern *p)
{
	const struct l7_place place = { l->place->file, l->place->name, l->place->line, l->text, p->column };
	struct l7_regex re = { 0 };
	const int err = l7_regex_parse(&re, l7_pattern_dialect(p), p->expression, &place, true, l->diags);

	l7_regex_fini(&re);
	return err;
}

static int take_pattern(const struct line *l)
{
	struct l7_def *def = l->def;
	struct l7_pattern *grown = reallocarray(def->pattern, def->npatterns + 1, sizeof(*grown));
	const struct l7_pattern *previous;

	if (!grown)
		return fail_at(l, l->text, "out of memory");
	def->pattern = grown;
	previous = def->npatterns ? &grown[def->npatterns - 1] : NULL;
	/* one with an error stays, too: `and' in the next line belongs to it */
	def->npatterns++;
	if (l7_pattern_parse(&grown[def->npatterns - 1], l->text, previous, l->place, l->diags))
		return -1;
	return check_expression(l, &grown[def->npatterns - 1]) ? -1 : 1;
}

static bool is_pattern(const char *line)
{
	return !strncmp(line, "tcp", 3) || !strncmp(line, "udp", 3) || !strncmp(line, "and", 3);
}

int l7_language_line(struct l7_def *def, const char *line, const struct l7_place *place, struct l7_diags *d)
{
	const size_t length = strcspn(line, " \t");
	const struct line l = { def, line, line + length + strspn(line + length, " \t"), place, d };
	size_t i;

	if (is_pattern(line))
		return take_pattern(&l);
	for (i = 0; i < sizeof(keywords) / sizeof(keywords[0]); i++) {
		if (strlen(keywords[i].word) != length || strncmp(line, keywords[i].word, length))
			continue;
		return *l.rest ? keywords[i].take(&l) : fail_at(&l, line, "something is wanted behind this word");
	}
	return fail_at(&l, line, "a line begins with about, alias, allow, group, number, rank, source or, if it is a pattern, "
		       "with tcp, udp, tcp+udp or and");
}
