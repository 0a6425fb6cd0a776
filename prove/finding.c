// SPDX-License-Identifier: GPL-2.0-only
#include "prove/finding.h"

#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "compiler/vector.h"

/* of an example */
#define SHOWN_BYTES 200

static char *escape(const uint8_t *payload, size_t size)
{
	const size_t shown = size < SHOWN_BYTES ? size : SHOWN_BYTES;
	char *text = malloc(4 * shown + sizeof("..."));
	char *to = text;
	size_t i;

	for (i = 0; text && i < shown; i++)
		if (payload[i] < ' ' || payload[i] > '~' || payload[i] == '\\')
			to += sprintf(to, "\\x%02x", payload[i]);
		else
			*to++ = payload[i];
	if (text)
		strcpy(to, shown < size ? "..." : "");
	return text;
}

int l7_findings_add(struct l7_findings *f, const struct l7_finding_at *at, const uint8_t *payload, size_t size,
		    const char *fmt, ...)
{
	struct l7_finding new = { .name = at->name, .def = at->def, .other = at->other, .line = at->line,
				  .note = at->note };
	va_list args;
	int n;

	if (!l7_vector_reserve(&f->finding, &f->room, f->count + 1, sizeof(new)))
		return -ENOMEM;
	va_start(args, fmt);
	n = vasprintf(&new.text, fmt, args);
	va_end(args);
	if (n < 0)
		return -ENOMEM;
	if (payload) {
		new.example = escape(payload, size);
		if (!new.example) {
			free(new.text);
			return -ENOMEM;
		}
	}
	f->finding[f->count++] = new;
	return 0;
}

static bool is_name_of(const struct l7_def *def, const char *name)
{
	return def && !strcmp(def->name, name);
}

/* both definitions of a pair may answer it */
static bool answers(const struct l7_allow *allow, const struct l7_def *def, const struct l7_finding *f)
{
	const struct l7_def *other = def == f->def ? f->other : f->def;

	if (strcmp(allow->finding, f->name) || (def != f->def && def != f->other))
		return false;
	return f->other ? allow->other && is_name_of(other, allow->other) : !allow->other;
}

static bool is_among(const struct l7_defs *defs, const char *name)
{
	size_t i;

	for (i = 0; i < defs->count; i++)
		if (is_name_of(&defs->def[i], name))
			return true;
	return false;
}

static int answer(struct l7_findings *f, size_t count, const struct l7_defs *defs, const struct l7_def *def,
		  const struct l7_allow *allow)
{
	bool used = false;
	size_t i;

	for (i = 0; i < count; i++)
		if (answers(allow, def, &f->finding[i])) {
			used = true;
			if (!f->finding[i].reason)
				f->finding[i].reason = allow->reason;
		}
	if (used || (allow->other && !is_among(defs, allow->other)))
		return 0;
	return l7_findings_add(f, &(struct l7_finding_at){ .name = "stale", .def = def, .line = def->line }, NULL, 0,
			       "`allow %s%s%s' answers nothing that was found: take it out", allow->finding,
			       allow->other ? " " : "", allow->other ? allow->other : "");
}

int l7_findings_answer(struct l7_findings *f, const struct l7_defs *defs)
{
	const size_t count = f->count;
	size_t i, k;
	int err = 0;

	for (i = 0; i < defs->count; i++)
		for (k = 0; !err && k < defs->def[i].nallows; k++)
			err = answer(f, count, defs, &defs->def[i], &defs->def[i].allow[k]);
	return err;
}

static int compare(const void *a, const void *b)
{
	const struct l7_finding *x = a, *y = b;
	int order = strcmp(x->def->name, y->def->name);

	if (!order && x->def != y->def)
		order = x->def < y->def ? -1 : 1;
	if (!order)
		order = x->line < y->line ? -1 : x->line > y->line;
	if (!order)
		order = strcmp(x->name, y->name);
	if (!order && x->other && y->other)
		order = strcmp(x->other->name, y->other->name);
	return order ? order : strcmp(x->text, y->text);
}

void l7_findings_sort(struct l7_findings *f)
{
	if (f->count)
		qsort(f->finding, f->count, sizeof(*f->finding), compare);
}

void l7_findings_fini(struct l7_findings *f)
{
	while (f->count) {
		free(f->finding[--f->count].text);
		free(f->finding[f->count].example);
	}
	free(f->finding);
	*f = (struct l7_findings){ 0 };
}
