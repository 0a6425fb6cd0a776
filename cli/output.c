// SPDX-License-Identifier: GPL-2.0-only
/*
 * output.c - how definitions and numbers are shown
 */

#include "cli/output.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "cli/command.h"

void l7_output_pattern(const char *pattern, FILE *out)
{
	for (const unsigned char *p = (const void *)pattern; *p; p++)
		if (*p < ' ' || *p > '~')
			fprintf(out, "\\x%02x", *p);
		else
			putc(*p, out);
}

void l7_output_name(const char *name, FILE *out)
{
	for (const unsigned char *p = (const void *)name; *p; p++)
		if (*p < ' ' || *p == 0x7f)
			fprintf(out, "\\x%02x", *p);
		else
			putc(*p, out);
}

json_t *l7_output_json_pattern(const char *pattern)
{
	json_t *plain = json_string(pattern);
	char *text = NULL;
	size_t size;
	FILE *out;

	if (plain || !pattern)
		return plain;
	out = open_memstream(&text, &size);
	if (!out)
		return NULL;
	l7_output_pattern(pattern, out);
	fclose(out);
	plain = json_string(text);
	free(text);
	return plain;
}

json_t *l7_output_json_account(const char *name, const struct l7_account *a)
{
	return json_pack("{s:o, s:I, s:I, s:I, s:I, s:I, s:I}", "name", l7_output_json_pattern(name), "connections",
			 (json_int_t)a->connections, "packets", (json_int_t)a->packets, "bytes", (json_int_t)a->bytes, "decided",
			 (json_int_t)a->decided, "decided_packets", (json_int_t)a->decided_packets, "decided_bytes",
			 (json_int_t)a->decided_bytes);
}

json_t *l7_output_json_digest(uint64_t digest)
{
	char text[sizeof("0x0123456789abcdef")];

	snprintf(text, sizeof(text), "0x%016" PRIx64, digest);
	return json_string(text);
}

/* 0.1 is 0.1, and a microsecond of the seconds since 1970 is kept */
#define NUMBERS JSON_REAL_PRECISION(16)

static int give_up(void)
{
	fprintf(stderr, "l7: can't write JSON: out of memory or no room\n");
	return L7_EXIT_FAILURE;
}

/* Write an object with its schema number, release it. */
static int write_root(json_t *root, size_t flags)
{
	int err = !root || json_object_set_new(root, "schema", json_integer(L7_JSON_SCHEMA)) ||
		  json_dumpf(root, stdout, flags | JSON_SORT_KEYS | NUMBERS);

	json_decref(root);
	return err ? give_up() : L7_EXIT_YES;
}

int l7_output_json(json_t *root)
{
	int status = write_root(root, JSON_INDENT(2));

	if (!status)
		putchar('\n');
	return status;
}

int l7_output_json_line(json_t *root)
{
	int status = write_root(root, JSON_COMPACT);

	if (!status)
		putchar('\n');
	return fflush(stdout) ? L7_EXIT_FAILURE : status;
}

int l7_output_json_begin(json_t *root, const char *name)
{
	int status;

	putchar('{');
	status = write_root(root, JSON_COMPACT | JSON_EMBED);
	printf(",\"%s\":[", name);
	return status;
}

int l7_output_json_element(json_t *element, bool first)
{
	int err;

	if (!first)
		putchar(',');
	err = !element || json_dumpf(element, stdout, JSON_COMPACT | JSON_SORT_KEYS | NUMBERS);
	json_decref(element);
	return err ? give_up() : L7_EXIT_YES;
}

int l7_output_json_end(void)
{
	return fputs("]}\n", stdout) == EOF || fflush(stdout) ? L7_EXIT_FAILURE : L7_EXIT_YES;
}
