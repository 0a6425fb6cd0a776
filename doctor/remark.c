// SPDX-License-Identifier: GPL-2.0-only
/*
 * remark.c - collects what the checks have to say
 */

#include "doctor/remark.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

char *l7_text(const char *fmt, ...)
{
	char *text = NULL;
	va_list args;
	int n;

	va_start(args, fmt);
	n = vasprintf(&text, fmt, args);
	va_end(args);
	return n < 0 ? NULL : text;
}

static void release(struct l7_remark *remark)
{
	free(remark->what);
	free(remark->why);
	free(remark->mend);
}

void l7_remarks_fini(struct l7_remarks *r)
{
	for (size_t i = 0; i < r->count; i++)
		release(&r->remark[i]);
	free(r->remark);
	free(r->unseen);
	*r = (struct l7_remarks) { 0 };
}

void l7_remarks_add(struct l7_remarks *r, enum l7_level level, const char *check, char *what, char *why, char *mend)
{
	struct l7_remark remark = { level, check, what, why, mend };
	struct l7_remark *more = what ? reallocarray(r->remark, r->count + 1, sizeof(*more)) : NULL;

	if (!more) {
		release(&remark);
		r->failed = true;
		return;
	}
	r->remark = more;
	r->remark[r->count++] = remark;
}

void l7_remarks_fine(struct l7_remarks *r, const char *check, const char *fmt, ...)
{
	char *text = NULL;
	va_list args;

	va_start(args, fmt);
	if (vasprintf(&text, fmt, args) < 0)
		text = NULL;
	va_end(args);
	l7_remarks_add(r, L7_LEVEL_FINE, check, text, NULL, NULL);
}

void l7_remarks_unseen(struct l7_remarks *r, const char *thing)
{
	char *text = l7_text("%s%s%s", r->unseen ? r->unseen : "", r->unseen ? ", " : "", thing);

	r->failed |= !text;
	free(r->unseen);
	r->unseen = text;
}

size_t l7_remarks_count(const struct l7_remarks *r, enum l7_level level)
{
	size_t count = 0;

	for (size_t i = 0; i < r->count; i++)
		count += r->remark[i].level == level;
	return count;
}

void l7_roster_fini(struct l7_roster *l)
{
	free(l->text);
	free(l->whole);
	*l = (struct l7_roster) { 0 };
}

void l7_roster_add(struct l7_roster *l, const char *name)
{
	char *text;

	if (l->count++ >= L7_ROSTER_SHOWN)
		return;
	text = l7_text("%s%s%s", l->text ? l->text : "", l->text ? ", " : "", name);
	free(l->text);
	l->text = text;
}

const char *l7_roster_text(struct l7_roster *l)
{
	if (!l->text || l->count <= L7_ROSTER_SHOWN)
		return l->text ? l->text : "";
	free(l->whole);
	l->whole = l7_text("%s and %zu more", l->text, l->count - L7_ROSTER_SHOWN);
	return l->whole ? l->whole : l->text;
}
