// SPDX-License-Identifier: GPL-2.0-only
/*
 * explain_words.c - paragraphs of plain words
 */

#include "cli/explain_words.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "cli/colour.h"

#define COLUMNS 79
#define INDENT 2

void l7_words_add(struct l7_words *w, const char *fmt, ...)
{
	char **grown = reallocarray(w->text, w->count + 1, sizeof(*grown));
	va_list args;

	if (!grown)
		return;
	w->text = grown;
	va_start(args, fmt);
	if (vasprintf(&grown[w->count], fmt, args) >= 0)
		w->count++;
	va_end(args);
}

static void print_paragraph(const char *text)
{
	size_t column = 0;

	while (*(text += strspn(text, " "))) {
		const size_t n = strcspn(text, " ");

		if (column && column + 1 + n > COLUMNS) {
			putchar('\n');
			column = 0;
		}
		column += printf("%*s%.*s", column ? 1 : INDENT, "", (int)n, text);
		text += n;
	}
	putchar('\n');
}

/* with the name of a file in it, perhaps */
static void print_command(const char *text)
{
	printf("%*s%s", INDENT, "", l7_colour(stdout, L7_COLOUR_BOLD));
	l7_output_name(text, stdout);
	printf("%s\n", l7_colour(stdout, L7_COLOUR_PLAIN));
}

void l7_words_print(const struct l7_words *w)
{
	for (size_t i = 0; i < w->count; i++)
		if (*w->text[i] == ' ')
			print_command(w->text[i]);
		else
			print_paragraph(w->text[i]);
}

json_t *l7_words_json(const struct l7_words *w)
{
	json_t *list = json_array();

	for (size_t i = 0; list && i < w->count; i++)
		json_array_append_new(list, l7_output_json_pattern(w->text[i] + strspn(w->text[i], " ")));
	return list;
}

void l7_words_fini(struct l7_words *w)
{
	while (w->count)
		free(w->text[--w->count]);
	free(w->text);
	*w = (struct l7_words){ 0 };
}
