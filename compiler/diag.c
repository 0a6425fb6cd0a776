// SPDX-License-Identifier: GPL-2.0-only
#include "compiler/compiler.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

/* of a long source line, so much is shown around the caret */
#define WINDOW_COLUMNS 72
#define WINDOW_BEFORE 40

static char *copy(const char *text)
{
	return text ? strdup(text) : NULL;
}

static struct l7_diag *append(struct l7_diags *d)
{
	struct l7_diag *grown = reallocarray(d->diag, d->count + 1, sizeof(*grown));

	if (!grown)
		return NULL;
	d->diag = grown;
	return &grown[d->count++];
}

void l7_diags_add(struct l7_diags *d, enum l7_severity severity, const char *file, unsigned int line,
		  unsigned int column, const char *source, const char *fmt, ...)
{
	struct l7_diag *diag;
	va_list args;

	if (severity == L7_ERROR)
		d->errors++;
	diag = append(d);
	if (!diag)
		return;
	*diag = (struct l7_diag){ .severity = severity, .line = line, .column = column };
	diag->file = copy(file);
	diag->source = copy(source);
	va_start(args, fmt);
	if (vasprintf(&diag->text, fmt, args) < 0)
		diag->text = NULL;
	va_end(args);
}

void l7_diags_fini(struct l7_diags *d)
{
	size_t i;

	for (i = 0; i < d->count; i++) {
		free(d->diag[i].file);
		free(d->diag[i].source);
		free(d->diag[i].text);
	}
	free(d->diag);
	*d = (struct l7_diags){ 0 };
}

/* text out of files may hold anything: what a terminal would act upon is shown as `?` */
static void print_byte(unsigned char byte, FILE *out)
{
	fputc(byte == '\t' ? ' ' : byte < ' ' || byte > '~' ? '?' : byte, out);
}

static void print_text(const char *text, FILE *out)
{
	for (; *text; text++)
		print_byte(*text, out);
}

static void print_source(const struct l7_diag *diag, FILE *out)
{
	const size_t length = strlen(diag->source);
	const size_t at = diag->column - 1;
	size_t from = 0, to = length, i;

	if (at > length)
		return;
	if (length > WINDOW_COLUMNS) {
		from = at > WINDOW_BEFORE ? at - WINDOW_BEFORE : 0;
		to = from + WINDOW_COLUMNS < length ? from + WINDOW_COLUMNS : length;
	}
	fputs(from ? "  ..." : "  ", out);
	for (i = from; i < to; i++)
		print_byte(diag->source[i], out);
	fprintf(out, "%s\n%*s^\n", to < length ? "..." : "", (int)(at - from + (from ? 5 : 2)), "");
}

void l7_diags_print(const struct l7_diags *d, FILE *out)
{
	size_t i;

	for (i = 0; i < d->count; i++) {
		const struct l7_diag *diag = &d->diag[i];

		if (diag->file)
			fprintf(out, "%s:", diag->file);
		if (diag->file && diag->line)
			fprintf(out, "%u:", diag->line);
		if (diag->file && diag->line && diag->column)
			fprintf(out, "%u:", diag->column);
		fprintf(out, "%s%s: ", diag->file ? " " : "", diag->severity == L7_ERROR ? "error" : "warning");
		print_text(diag->text ? diag->text : "out of memory", out);
		fputc('\n', out);
		if (diag->source && diag->column)
			print_source(diag, out);
	}
	if (d->errors && !d->count)
		fputs("error: out of memory\n", out);
}
