// SPDX-License-Identifier: GPL-2.0-only
/*
 * explain_wanted.c - which connection is to be explained
 */

#include "cli/explain_wanted.h"

#include <arpa/inet.h>
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

static bool read_number(const char *text, unsigned long long max, unsigned long long *value)
{
	char *end;

	if (!isdigit((unsigned char)*text))
		return false;
	*value = strtoull(text, &end, 10);
	return !*end && *value <= max;
}

static bool read_port(const char *text, struct l7_wanted_end *end)
{
	unsigned long long port;

	if (!read_number(text, UINT16_MAX, &port))
		return false;
	end->has_port = true;
	end->port = port;
	return true;
}

static bool read_address(const char *text, struct l7_wanted_end *end)
{
	end->family = strchr(text, ':') ? AF_INET6 : AF_INET;
	end->has_address = inet_pton(end->family, text, end->address) == 1;
	return end->has_address;
}

/* address and port with something between them: [ADDRESS]:PORT, ADDRESS:PORT, ADDRESS.PORT */
static bool read_both(char *text, struct l7_wanted_end *end)
{
	char *close = strchr(text, ']'), *colon = strrchr(text, ':'), *dot = strrchr(text, '.');

	if (*text == '[' && close) {
		*close = '\0';
		return read_address(text + 1, end) && (!close[1] || (close[1] == ':' && read_port(close + 2, end)));
	}
	if (!colon && !dot)
		return false;
	if (!colon)
		colon = dot;
	*colon = '\0';
	return read_address(text, end) && read_port(colon + 1, end);
}

static bool read_end(const char *word, struct l7_wanted_end *end)
{
	char copy[INET6_ADDRSTRLEN + sizeof("[]:65535")];

	if (read_port(word + (*word == ':'), end) || read_address(word, end))
		return true;
	if (strlen(word) >= sizeof(copy))
		return false;
	return read_both(strcpy(copy, word), end);
}

/* what tcpdump would want between the others */
static bool is_noise(const char *word)
{
	static const char *const noise[] = { ">", "and", "host", "port" };

	for (size_t i = 0; i < sizeof(noise) / sizeof(noise[0]); i++)
		if (!strcmp(word, noise[i]))
			return true;
	return false;
}

bool l7_wanted_add(struct l7_wanted *w, const char *word)
{
	struct l7_wanted_end end = { 0 };
	unsigned long long number;

	if (is_noise(word))
		return true;
	if (*word == '#') {
		if (!read_number(word + 1, UINT64_MAX, &number) || !number)
			return false;
		w->number = number;
		return true;
	}
	if (isalpha((unsigned char)*word) && l7_ct_transport_number(word) >= 0) {
		w->has_transport = true;
		w->transport = l7_ct_transport_number(word);
		return true;
	}
	if (w->nends == L7_WANTED_MAX_ENDS || !read_end(word, &end))
		return false;
	w->end[w->nends++] = end;
	return true;
}

static bool is_end(const struct l7_wanted_end *end, const struct l7_ct *ct, int which)
{
	if (end->has_address && (end->family != ct->family ||
				 memcmp(end->address, which ? ct->target : ct->source, end->family == AF_INET ? 4 : 16)))
		return false;
	return !end->has_port || (ct->has_ports && ct->port[which] == end->port);
}

bool l7_wanted_has(const struct l7_wanted *w, const struct l7_ct *ct, uint64_t number)
{
	if ((w->has_transport && ct->transport != w->transport) || (w->number && number != w->number))
		return false;
	for (size_t i = 0; i < w->nends; i++)
		if (!is_end(&w->end[i], ct, 0) && !is_end(&w->end[i], ct, 1))
			return false;
	return true;
}
