// SPDX-License-Identifier: GPL-2.0-only
#include "compiler/stored.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define IMAGE_ALIGN 16

static int fail(const char *path, const char *why, struct l7_diags *d)
{
	l7_diags_add(d, L7_ERROR, path, 0, 0, NULL, "%s", why);
	return -1;
}

int l7_stored_read(const char *path, struct l7_blob *blob, struct l7_diags *d)
{
	FILE *f = fopen(path, "re");
	struct stat st;
	int err = 0;

	if (!f || fstat(fileno(f), &st)) {
		err = fail(path, strerror(errno), d);
	} else if (!S_ISREG(st.st_mode) || st.st_size < 1 || st.st_size > L7_IMAGE_MAX_BYTES) {
		err = fail(path, "not an image: `l7 compile -o FILE` makes one", d);
	} else if (posix_memalign(&blob->bytes, IMAGE_ALIGN, st.st_size)) {
		blob->bytes = NULL;
		err = fail(path, "out of memory", d);
	} else {
		blob->size = fread(blob->bytes, 1, st.st_size, f);
	}
	if (f)
		fclose(f);
	return err;
}

int l7_stored_defs(const char *path, const struct l7_blob *blob, struct l7_image *img, struct l7_defs *defs,
		   struct l7_diags *d)
{
	const char *why = "not an image";

	if (l7_image_verify(blob->bytes, blob->size, img, &why)) {
		l7_diags_add(d, L7_ERROR, path, 0, 0, NULL, "%s; `l7 compile -o FILE` makes one that can be loaded", why);
		return -1;
	}
	for (uint32_t i = 0; i < img->head->ndefs; i++) {
		const struct l7_image_def *def = &img->defs[i];
		const char *text = img->text + def->text;
		const struct l7_def *made = l7_defs_add(defs, def->name, text, def->number, def->rank, d);

		if (!made)
			return -1;
		if (made != &defs->def[i] || made->digest != def->digest)
			return fail(path, "its definitions are not those that it was made of", d);
	}
	return 0;
}

int l7_stored_open(struct l7_compiled *c, const char *path, struct l7_diags *d)
{
	if (l7_stored_read(path, &c->blob, d) || l7_stored_defs(path, &c->blob, &c->img, &c->defs, d))
		return -1;
	c->def = calloc(c->defs.count, sizeof(*c->def));
	if (!c->def)
		return fail(path, "out of memory", d);
	for (size_t i = 0; i < c->defs.count; i++)
		c->def[i] = &c->defs.def[i];
	return 0;
}
