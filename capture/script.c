// SPDX-License-Identifier: GPL-2.0-only
#include "capture/script.h"

#include <ctype.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define TIMES_MAX 65536

static int hex_digit(char c)
{
	return isdigit((unsigned char)c) ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* one escape, @p behind the backslash; moves @p on; -1: none that there is */
static int escape(const char **p)
{
	int high, low;

	switch (*(*p)++) {
	case 'r': return '\r';
	case 'n': return '\n';
	case 't': return '\t';
	case '"': return '"';
	case '\\': return '\\';
	case 'x':
		high = hex_digit((*p)[0]);
		low = high < 0 ? -1 : hex_digit((*p)[1]);
		*p += 2;
		return low < 0 ? -1 : high << 4 | low;
	}
	return -1;
}

static void append(struct l7_script_packet *to, const uint8_t *bytes, size_t len)
{
	to->bytes = realloc(to->bytes, to->len + len + 1);
	memcpy(to->bytes + to->len, bytes, len);
	to->len += len;
}

/* "…" or "…" * N to the end of the line; returns what is wrong, NULL for nothing */
static const char *read_string(const char *p, struct l7_script_packet *to)
{
	uint8_t bytes[4096];
	size_t len = 0;
	char *end;
	long times = 1;

	if (*p++ != '"')
		return "a string in double quotes is wanted here";
	while (*p != '"') {
		int byte = (unsigned char)*p++;

		if (byte == '\\') {
			byte = escape(&p);
			if (byte < 0)
				return "no such escape";
		} else if (!isprint(byte)) {
			return "a string ends within its line, and has printable characters and escapes only";
		}
		if (len == sizeof(bytes))
			return "the string is too long; begin another one on the next line";
		bytes[len++] = byte;
	}
	p++;
	if (!strncmp(p, " * ", 3)) {
		times = strtol(p + 3, &end, 10);
		p = end;
	}
	if (*p || times < 1 || times > TIMES_MAX)
		return "only \" * N\" may follow a string";
	while (times--)
		append(to, bytes, len);
	return NULL;
}

static const char *read_head(struct l7_script *s, unsigned int line, const char *text)
{
	if (line == 1) {
		if (strncmp(text, "# expect: ", 10))
			return "the first line is `# expect: NAME'";
		s->expect = strdup(text + 10);
		return NULL;
	}
	s->tcp = !strcmp(text, "# over: tcp");
	return s->tcp || !strcmp(text, "# over: udp") ? NULL : "the second line is `# over: tcp' or `# over: udp'";
}

static const char *read_line(struct l7_script *s, const char *text)
{
	struct l7_script_packet *piece;

	if (!*text || *text == '#')
		return NULL;
	if ((*text != '>' && *text != '<' && *text != ' ') || text[1] != ' ')
		return "a line begins with `# ', `> ', `< ' or two blanks";
	if (*text != ' ') {
		s->piece = realloc(s->piece, (s->count + 1) * sizeof(*s->piece));
		s->piece[s->count++] = (struct l7_script_packet){ .reply = *text == '<' };
	}
	if (!s->count)
		return "a packet begins with `> ' or `< '";
	piece = &s->piece[s->count - 1];
	return read_string(text + 2, piece);
}

static const char *check(const struct l7_script *s)
{
	size_t i;

	for (i = 0; i < s->count; i++)
		if (!s->piece[i].len)
			return "a packet is empty";
	return s->count ? NULL : "there is no packet";
}

bool l7_script_read(struct l7_script *s, const char *path, char *error, size_t size)
{
	FILE *in = fopen(path, "r");
	const char *wrong = in ? NULL : "can't be read";
	unsigned int line = 0;
	char *text = NULL;
	size_t room = 0;

	while (!wrong && getline(&text, &room, in) > 0) {
		text[strcspn(text, "\n")] = 0;
		line++;
		wrong = line <= 2 ? read_head(s, line, text) : read_line(s, text);
	}
	if (!wrong)
		wrong = line < 2 ? "the first two lines are missing" : check(s);
	if (wrong)
		snprintf(error, size, "%s:%u: %s", path, line, wrong);
	if (in)
		fclose(in);
	free(text);
	return !wrong;
}

void l7_script_fini(struct l7_script *s)
{
	while (s->count)
		free(s->piece[--s->count].bytes);
	free(s->piece);
	free(s->expect);
	memset(s, 0, sizeof(*s));
}

void l7_script_play(const struct l7_script *s,
		    void (*each)(void *ctx, const struct l7_capture_packet *pkt, bool reply), void *ctx)
{
	struct l7_dialogue d = { .each = each, .ctx = ctx };
	size_t i;

	l7_dialogue_begin(&d, s->tcp ? IPPROTO_TCP : IPPROTO_UDP);
	for (i = 0; i < s->count; i++)
		l7_dialogue_say(&d, s->piece[i].reply, s->piece[i].bytes, s->piece[i].len);
}
