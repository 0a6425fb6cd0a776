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

json_t *l7_output_json_pattern(const char *pattern)
{
	json_t *plain = json_string(pattern);
	char *text = NULL;
	size_t size;
	FILE *out;

	if (plain)
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

json_t *l7_output_json_digest(uint64_t digest)
{
	char text[sizeof("0x0123456789abcdef")];

	snprintf(text, sizeof(text), "0x%016" PRIx64, digest);
	return json_string(text);
}

int l7_output_json(json_t *root)
{
	int err = !root || json_object_set_new(root, "schema", json_integer(L7_JSON_SCHEMA)) ||
		  json_dumpf(root, stdout, JSON_INDENT(2) | JSON_SORT_KEYS);

	json_decref(root);
	if (err) {
		fprintf(stderr, "l7: can't write JSON: out of memory or no room\n");
		return L7_EXIT_FAILURE;
	}
	putchar('\n');
	return L7_EXIT_YES;
}
