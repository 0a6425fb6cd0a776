// SPDX-License-Identifier: GPL-2.0-only
/*
 * Any bytes as a definition file: it is refused with a diagnostic, or compiles to an image that verifies and is walked, and
 * that is the same when it is compiled again.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "compiler/libl7.h"
#include "core/walk.h"

#define MAX_STATES 500	/* so that an input takes milliseconds */

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static char dir[] = "/tmp/l7-fuzz-XXXXXX";
static char file[sizeof(dir) + 6];

static void clean_up(void)
{
	unlink(file);
	rmdir(dir);
}

static const char *path(void)
{
	if (!*file) {
		if (!mkdtemp(dir))
			abort();
		snprintf(file, sizeof(file), "%s/x.pat", dir);
		atexit(clean_up);
	}
	return file;
}

static void write_file(const uint8_t *data, size_t size)
{
	FILE *out = fopen(path(), "w");

	/* most inputs should come past the name */
	if (!out || (size && data[0] != 'x' && fputs("x\n", out) < 0) || fwrite(data, 1, size, out) != size)
		abort();
	fclose(out);
}

static void walk(const struct l7_blob *blob, const uint8_t *data, size_t size)
{
	uint64_t hits[L7_SET_WORDS] = { 0 };
	uint16_t state[L7_MAX_GROUPS];
	struct l7_image img;

	if (l7_image_verify(blob->bytes, blob->size, &img, NULL))
		abort();
	l7_walk_start(&img, ~0u, state);
	l7_walk(&img, state, data, size, hits);
	l7_walk_end(&img, state, hits);
}

static void compile(struct l7_defs *defs, struct l7_diags *d, const uint8_t *data, size_t size)
{
	const struct l7_compile_options options = { .max_states = MAX_STATES };
	struct l7_blob first = { 0 }, second = { 0 };

	if (l7_compile(defs, &options, &first, NULL, d)) {
		if (!d->errors)
			abort();
		return;
	}
	walk(&first, data, size);
	if (l7_compile(defs, &options, &second, NULL, d) || first.size != second.size ||
	    memcmp(first.bytes, second.bytes, first.size))
		abort();
	l7_blob_fini(&first);
	l7_blob_fini(&second);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct l7_diags d = { 0 };
	struct l7_defs defs = { 0 };
	FILE *null = fopen("/dev/null", "w");

	write_file(data, size);
	if (l7_defs_read_file(&defs, path(), &d))
		compile(&defs, &d, data, size);
	else if (!d.errors)
		abort();
	if (null) {
		l7_diags_print(&d, null);
		fclose(null);
	}
	l7_defs_fini(&defs);
	l7_diags_fini(&d);
	return 0;
}
