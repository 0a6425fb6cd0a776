// SPDX-License-Identifier: GPL-2.0-only
/*
 * filter.c - which connections are meant
 */

#include "conntrack/filter.h"

#include <arpa/inet.h>
#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "uapi/layer7.h"

#define VALUES_MAX 64 /* of a term */

/** struct value - one of a term's: which members are used says its key */
struct value {
	enum l7_ct_verdict verdict;
	uint8_t family;
	uint8_t prefix;		/* bits */
	uint8_t address[16];
	uint32_t first, last;	/* a range; a number and its mask; a protocol number */
	char *group;
};

struct parse {
	const char *word;
	const struct l7_names *names;
	struct l7_diags *diags;
};

/** struct key - what can be asked for, and how */
struct key {
	const char *name;
	int (*parse)(struct parse *p, const char *text, struct value *v);
	bool (*match)(const struct value *v, const struct l7_names *names, const struct l7_ct *ct);
};

/** struct l7_filter_term - KEY=VALUE,... */
struct l7_filter_term {
	char *text;
	const struct key *key;
	bool negated;
	size_t nvalues;
	struct value value[VALUES_MAX];
};

static int complain(struct parse *p, const char *text, const char *takes)
{
	l7_diags_add(p->diags, L7_ERROR, NULL, 0, 0, NULL, "%s: \"%s\" is not %s", p->word, text, takes);
	return -1;
}

static int parse_proto(struct parse *p, const char *text, struct value *v)
{
	char guess[256];

	v->verdict = !strcmp(text, "unknown") ? L7_CT_UNKNOWN : !strcmp(text, "unset") ? L7_CT_UNSET :
		     !strcmp(text, "-") ? L7_CT_NOT_INSPECTED : L7_CT_NAMED;
	if (v->verdict != L7_CT_NAMED)
		return 0;
	v->first = l7_names_number(p->names, text);
	if (!v->first && *text == '#')
		v->first = strtoul(text + 1, NULL, 10) & L7_LABEL_NUMBER;
	if (v->first)
		return 0;
	l7_names_similar(p->names, text, guess, sizeof(guess));
	l7_diags_add(p->diags, L7_ERROR, NULL, 0, 0, NULL,
		     "%s: no protocol is called \"%s\"; %s`l7 list -a` lists them, unknown, unset and - are possible as well",
		     p->word, text, guess);
	return -1;
}

static bool match_proto(const struct value *v, const struct l7_names *names, const struct l7_ct *ct)
{
	return l7_ct_verdict(ct) == v->verdict &&
	       (v->verdict != L7_CT_NAMED || (ct->word & L7_LABEL_NUMBER) == v->first);
}

static int parse_group(struct parse *p, const char *text, struct value *v)
{
	char *groups;

	if (l7_names_have_group(p->names, text)) {
		v->group = strdup(text);
		return v->group ? 0 : -1;
	}
	groups = l7_names_list_groups(p->names);
	l7_diags_add(p->diags, L7_ERROR, NULL, 0, 0, NULL, "%s: no protocol is of a group \"%s\"; %s%s", p->word, text,
		     groups && *groups ? "there are " : "no definitions are loaded or installed, so no groups are known",
		     groups ? groups : "");
	free(groups);
	return -1;
}

static bool match_group(const struct value *v, const struct l7_names *names, const struct l7_ct *ct)
{
	return l7_ct_verdict(ct) == L7_CT_NAMED &&
	       l7_strings_have(l7_names_groups(names, ct->word & L7_LABEL_NUMBER), v->group);
}

/* A number up to @max at the start of @text; NULL if there is none, else what follows. */
static const char *number(const char *text, uint32_t max, uint32_t *n)
{
	char *end;
	unsigned long long value;

	if (!isdigit((unsigned char)*text))
		return NULL;
	value = strtoull(text, &end, strncmp(text, "0x", 2) ? 10 : 16);
	*n = value;
	return value <= max ? end : NULL;
}

static int parse_host(struct parse *p, const char *text, struct value *v)
{
	char address[INET6_ADDRSTRLEN] = "";
	const char *slash = strchrnul(text, '/');
	uint32_t prefix;
	unsigned int bits;

	if ((size_t)(slash - text) < sizeof(address))
		memcpy(address, text, slash - text);
	v->family = strchr(address, ':') ? AF_INET6 : AF_INET;
	bits = v->family == AF_INET6 ? 128 : 32;
	prefix = bits;
	if (inet_pton(v->family, address, v->address) != 1)
		return complain(p, text, "an address, such as 192.0.2.1, 10.0.0.0/8 or 2001:db8::/32");
	if (*slash) {
		const char *rest = number(slash + 1, bits, &prefix);

		if (!rest || *rest)
			return complain(p, text, bits == 32 ? "a network: behind the slash stand 0 to 32 bits" :
							      "a network: behind the slash stand 0 to 128 bits");
	}
	v->prefix = prefix;
	return 0;
}

static bool is_in(const struct value *v, uint8_t family, const uint8_t *address)
{
	const unsigned int bytes = v->prefix / 8, bits = v->prefix % 8;

	return family == v->family && !memcmp(address, v->address, bytes) &&
	       (!bits || !((address[bytes] ^ v->address[bytes]) >> (8 - bits)));
}

static bool match_src(const struct value *v, const struct l7_names *names, const struct l7_ct *ct)
{
	return is_in(v, ct->family, ct->source);
}

static bool match_dst(const struct value *v, const struct l7_names *names, const struct l7_ct *ct)
{
	return is_in(v, ct->family, ct->target);
}

static bool match_host(const struct value *v, const struct l7_names *names, const struct l7_ct *ct)
{
	return match_src(v, names, ct) || match_dst(v, names, ct);
}

static int parse_port(struct parse *p, const char *text, struct value *v)
{
	const char *rest = number(text, UINT16_MAX, &v->first);

	v->last = v->first;
	if (rest && *rest == '-')
		rest = number(rest + 1, UINT16_MAX, &v->last);
	return rest && !*rest && v->first <= v->last ? 0 :
	       complain(p, text, "a port, 0 to 65535, or a range such as 6881-6889");
}

static bool match_sport(const struct value *v, const struct l7_names *names, const struct l7_ct *ct)
{
	return ct->has_ports && ct->port[0] >= v->first && ct->port[0] <= v->last;
}

static bool match_dport(const struct value *v, const struct l7_names *names, const struct l7_ct *ct)
{
	return ct->has_ports && ct->port[1] >= v->first && ct->port[1] <= v->last;
}

static bool match_port(const struct value *v, const struct l7_names *names, const struct l7_ct *ct)
{
	return match_sport(v, names, ct) || match_dport(v, names, ct);
}

static int parse_transport(struct parse *p, const char *text, struct value *v)
{
	const int transport = l7_ct_transport_number(text);

	v->first = transport;
	return transport >= 0 ? 0 :
	       complain(p, text, "a transport: tcp, udp, icmp, icmp6, sctp, dccp, udplite, gre, ... or a number to 255");
}

static bool match_transport(const struct value *v, const struct l7_names *names, const struct l7_ct *ct)
{
	return ct->transport == v->first;
}

static int parse_mark(struct parse *p, const char *text, struct value *v)
{
	const char *rest = number(text, UINT32_MAX, &v->first);

	v->last = UINT32_MAX;
	if (rest && *rest == '/')
		rest = number(rest + 1, UINT32_MAX, &v->last);
	return rest && !*rest ? 0 : complain(p, text, "a mark, such as 3, 0x10 or 0x10/0xf0");
}

static bool match_mark(const struct value *v, const struct l7_names *names, const struct l7_ct *ct)
{
	return (ct->mark & v->last) == v->first;
}

static int parse_zone(struct parse *p, const char *text, struct value *v)
{
	const char *rest = number(text, UINT16_MAX, &v->first);

	return rest && !*rest ? 0 : complain(p, text, "a zone, 0 to 65535");
}

static bool match_zone(const struct value *v, const struct l7_names *names, const struct l7_ct *ct)
{
	return ct->zone == v->first;
}

static const struct key keys[] = {
	{ "proto", parse_proto, match_proto },
	{ "group", parse_group, match_group },
	{ "host", parse_host, match_host },
	{ "src", parse_host, match_src },
	{ "dst", parse_host, match_dst },
	{ "port", parse_port, match_port },
	{ "sport", parse_port, match_sport },
	{ "dport", parse_port, match_dport },
	{ "transport", parse_transport, match_transport },
	{ "mark", parse_mark, match_mark },
	{ "zone", parse_zone, match_zone },
};

#define NKEYS (sizeof(keys) / sizeof(keys[0]))

static void forget(struct l7_filter_term *term)
{
	for (size_t i = 0; i < term->nvalues; i++)
		free(term->value[i].group);
	free(term->text);
}

void l7_filter_fini(struct l7_filter *filter)
{
	for (size_t i = 0; i < filter->count; i++)
		forget(&filter->term[i]);
	free(filter->term);
	*filter = (struct l7_filter){ 0 };
}

static const struct key *find_key(const char *word, size_t len)
{
	for (size_t i = 0; i < NKEYS; i++)
		if (strlen(keys[i].name) == len && !memcmp(keys[i].name, word, len))
			return &keys[i];
	return NULL;
}

static int complain_key(struct parse *p, const char *what)
{
	char list[256] = "";

	for (size_t i = 0; i < NKEYS; i++) {
		strcat(list, !i ? "" : i + 1 < NKEYS ? ", " : " or ");
		strcat(list, keys[i].name);
	}
	l7_diags_add(p->diags, L7_ERROR, NULL, 0, 0, NULL,
		     "\"%s\" %s; filters are KEY=VALUE or KEY!=VALUE, such as proto=http, with one of the keys %s", p->word,
		     what, list);
	return -1;
}

static int parse_values(struct parse *p, struct l7_filter_term *term, char *text)
{
	char *rest = text, *word;

	while ((word = strsep(&rest, ","))) {
		if (term->nvalues == VALUES_MAX) {
			l7_diags_add(p->diags, L7_ERROR, NULL, 0, 0, NULL, "%s: more than %d values", p->word, VALUES_MAX);
			return -1;
		}
		if (!*word)
			return complain(p, word, "a value");
		if (term->key->parse(p, word, &term->value[term->nvalues]))
			return -1;
		term->nvalues++;
	}
	return 0;
}

static int parse_term(struct parse *p, struct l7_filter_term *term)
{
	const size_t len = strcspn(p->word, "!=");
	const char *value = p->word + len;
	char *copy;
	int err;

	if (strncmp(value, "=", 1) && strncmp(value, "!=", 2))
		return complain_key(p, "is not understood");
	term->key = find_key(p->word, len);
	if (!term->key)
		return complain_key(p, "has no such key");
	term->negated = *value == '!';
	term->text = strdup(p->word);
	copy = strdup(value + 1 + term->negated);
	err = term->text && copy ? parse_values(p, term, copy) : -1;
	free(copy);
	return err;
}

int l7_filter_add(struct l7_filter *filter, const char *text, const struct l7_names *names, struct l7_diags *d)
{
	struct l7_filter_term *more = reallocarray(filter->term, filter->count + 1, sizeof(*more));
	struct parse p = { text, names, d };

	if (!more)
		return -1;
	filter->term = more;
	memset(&more[filter->count], 0, sizeof(*more));
	if (parse_term(&p, &more[filter->count])) {
		forget(&more[filter->count]);
		return -1;
	}
	filter->count++;
	return 0;
}

int l7_filter_parse(struct l7_filter *filter, const char *text, const struct l7_names *names, struct l7_diags *d)
{
	char *copy = strdup(text), *rest = copy, *word;
	struct l7_filter new = { 0 };
	int err = copy ? 0 : -1;

	while (!err && (word = strsep(&rest, " \t")))
		if (*word)
			err = l7_filter_add(&new, word, names, d);
	free(copy);
	l7_filter_fini(err ? &new : filter);
	if (!err)
		*filter = new;
	return err;
}

char *l7_filter_text(const struct l7_filter *filter)
{
	char *text = NULL;
	size_t size;
	FILE *out = open_memstream(&text, &size);

	if (!out)
		return NULL;
	for (size_t i = 0; i < filter->count; i++)
		fprintf(out, "%s%s", i ? " " : "", filter->term[i].text);
	fclose(out);
	return text;
}

static bool holds(const struct l7_filter_term *term, const struct l7_names *names, const struct l7_ct *ct)
{
	for (size_t i = 0; i < term->nvalues; i++)
		if (term->key->match(&term->value[i], names, ct))
			return !term->negated;
	return term->negated;
}

bool l7_filter_match(const struct l7_filter *filter, const struct l7_names *names, const struct l7_ct *ct)
{
	for (size_t i = 0; i < filter->count; i++)
		if (!holds(&filter->term[i], names, ct))
			return false;
	return true;
}
