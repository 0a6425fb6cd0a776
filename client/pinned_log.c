// SPDX-License-Identifier: GPL-2.0-only
/*
 * pinned_log.c - the end of libbpf's log, as one line
 */

#include "client/pinned_log.h"

#include <bpf/libbpf.h>
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "client/route.h"

#define LINES_MAX 3 /* that go into an error */

/* libbpf has one log for a process; the last bytes of it, NUL-terminated */
static char said[4096];

static void keep(const char *text)
{
	const size_t room = sizeof(said) - 1, len = strlen(text), more = len < room ? len : room;
	size_t old = strlen(said);

	if (old + more > room) {
		memmove(said, said + old + more - room, room - more);
		old = room - more;
	}
	memcpy(said + old, text + len - more, more + 1);
}

/* A verifier's log comes as one text of up to megabytes. */
static int take(enum libbpf_print_level level, const char *fmt, va_list args)
{
	char *text;

	if (level == LIBBPF_DEBUG || vasprintf(&text, fmt, args) < 0)
		return 0;
	keep(text);
	free(text);
	return 0;
}

void l7_pinned_log_begin(void)
{
	*said = '\0';
	libbpf_set_print(take);
}

/* Lines that say that something failed, but not why. */
static bool is_noise(const char *line)
{
	static const char *const noise[] = {
		"processed ", "-- BEGIN", "-- END", "failed to load", "verification time", "stack depth",
	};

	for (size_t i = 0; i < sizeof(noise) / sizeof(noise[0]); i++)
		if (strstr(line, noise[i]))
			return true;
	return !line[strspn(line, " \t")];
}

/* The last lines that say something, oldest first, behind each other; `said' is cut up. */
static void last_lines(char *text, size_t size)
{
	const char *line[LINES_MAX];
	size_t n = 0;

	while (n < LINES_MAX && *said) {
		char *end = strrchr(said, '\n'), *at = end ? end + 1 : said;

		if (!is_noise(at))
			line[n++] = strncmp(at, "libbpf: ", 8) ? at : at + 8;
		if (end)
			*end = '\0';
		if (at == said)
			break;
	}
	*text = '\0';
	while (n--) {
		strncat(text, *text ? "; " : ": ", size - strlen(text) - 1);
		strncat(text, line[n], size - strlen(text) - 1);
	}
}

int l7_pinned_log_fail(struct l7_client *c, int err, const char *what)
{
	char lines[L7_CLIENT_ERROR_SIZE - 128];

	last_lines(lines, sizeof(lines));
	return l7_client_fail(c, err, "%s: %s%s%s", what, strerror(-err), lines,
			      err == -EPERM ? " (this needs root; in a container, do it from outside)" : "");
}
