// SPDX-License-Identifier: GPL-2.0-only
/*
 * pin.c - what a rule asks for as a path, and back
 */

#include "client/pin.h"

#include <ctype.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DIR_DIGITS 8

static const char *const dirs[] = {
	[0] = "is",
	[L7_BPF_RULE_INVERT] = "not",
	[L7_BPF_RULE_PKT] = "packet",
	[L7_BPF_RULE_INVERT | L7_BPF_RULE_PKT] = "not-packet",
};

#define NDIRS (sizeof(dirs) / sizeof(dirs[0]))

bool l7_pin_is_state(const char *name)
{
	return !strcmp(name, "unset") || !strcmp(name, "unknown");
}

uint32_t l7_pin_dir(const char *dir)
{
	uint32_t hash = 0x811c9dc5; /* FNV-1a */

	if (!*dir)
		return 0;
	for (; *dir; dir++)
		hash = (hash ^ (uint8_t)*dir) * 0x01000193;
	return hash ? hash : 1;
}

/* What a BPF file system refuses in names (the dot), what we use ourselves, and what iptables would have to quote. */
static bool is_plain(char c)
{
	return isalnum((unsigned char)c) || c == '-' || c == '_' || c == '+';
}

static char *escape(char *to, const char *name)
{
	for (; *name; name++)
		to += sprintf(to, is_plain(*name) ? "%c" : "%%%02x", (unsigned char)*name);
	return to;
}

void l7_pin_path(const struct l7_pin *pin, char *path)
{
	char *end = path + sprintf(path, L7_BPF_DIR "/%s/", dirs[pin->flags % NDIRS]);

	end = escape(end, pin->name);
	if (pin->dir)
		sprintf(end, ":%0*" PRIx32, DIR_DIGITS, pin->dir);
}

/* Two hexadecimal digits as escape() writes them; -1 if they are not. A name has no two paths. */
static int unescape(const char *digits)
{
	char two[3];
	int c;

	snprintf(two, sizeof(two), "%.2s", digits);
	if (strspn(two, "0123456789abcdef") != 2)
		return -1;
	c = strtol(two, NULL, 16);
	return c > ' ' && c <= '~' && c != '/' && !is_plain(c) ? c : -1;
}

/* Return: what follows the name; NULL if it is none. */
static const char *parse_name(const char *p, char name[L7_NAME_SIZE])
{
	size_t n = 0;

	while (*p && *p != ':') {
		int c = *p == '%' ? unescape(p + 1) : is_plain(*p) ? *p : -1;

		if (c < 0 || n == L7_NAME_SIZE - 1)
			return NULL;
		name[n++] = c;
		p += *p == '%' ? 3 : 1;
	}
	name[n] = '\0';
	return n ? p : NULL;
}

static bool parse_dir_hash(const char *p, uint32_t *dir)
{
	if (strlen(p) != DIR_DIGITS || strspn(p, "0123456789abcdef") != DIR_DIGITS)
		return false;
	*dir = strtoul(p, NULL, 16);
	return *dir;
}

static const char *parse_dir(const char *p, uint32_t *flags)
{
	for (uint32_t i = 0; i < NDIRS; i++) {
		const size_t len = strlen(dirs[i]);

		if (strncmp(p, dirs[i], len) || p[len] != '/')
			continue;
		*flags = i;
		return p + len + 1;
	}
	return NULL;
}

bool l7_pin_parse(const char *path, struct l7_pin *pin)
{
	static const char root[] = L7_BPF_DIR "/";
	const char *p = strncmp(path, root, strlen(root)) ? NULL : path + strlen(root);

	memset(pin, 0, sizeof(*pin));
	p = p ? parse_dir(p, &pin->flags) : NULL;
	p = p ? parse_name(p, pin->name) : NULL;
	if (!p || !*p)
		return p;
	return parse_dir_hash(p + 1, &pin->dir);
}
