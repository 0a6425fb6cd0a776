// SPDX-License-Identifier: GPL-2.0-only
/* table.c - a verified image, from definitions or from a file */

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "tests/oracle/table.h"

static bool verify(struct table *t)
{
	const char *why = NULL;

	if (!l7_image_verify(t->blob.bytes, t->blob.size, &t->img, &why))
		return true;
	fprintf(stderr, "the image is refused: %s\n", why);
	return false;
}

bool table_compile(struct table *t, const char *const *dirs, size_t count)
{
	struct l7_diags diags = { 0 };
	struct l7_defs defs = { 0 };
	bool good = true;
	size_t i;

	for (i = 0; i < count; i++)
		if (l7_defs_read_dir(&defs, dirs[i], &diags) < 0) {
			perror(dirs[i]);
			good = false;
		}
	good = good && !diags.errors && !l7_compile(&defs, NULL, &t->blob, NULL, &diags);
	if (diags.errors)
		l7_diags_print(&diags, stderr);
	l7_diags_fini(&diags);
	l7_defs_fini(&defs);
	return good && verify(t);
}

bool table_read(struct table *t, const char *path)
{
	FILE *in = fopen(path, "rb");
	struct stat st;

	if (!in || fstat(fileno(in), &st)) {
		perror(path);
		if (in)
			fclose(in);
		return false;
	}
	t->blob.bytes = aligned_alloc(16, (st.st_size + 15) & ~15l);
	t->blob.size = fread(t->blob.bytes, 1, st.st_size, in);
	fclose(in);
	return verify(t);
}

void table_fini(struct table *t)
{
	l7_blob_fini(&t->blob);
	memset(t, 0, sizeof(*t));
}
