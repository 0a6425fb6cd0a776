/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef L7_DOCTOR_REMARK_H
#define L7_DOCTOR_REMARK_H

/*
 * remark.h - what the checks have to say
 */

#include <stdbool.h>
#include <stddef.h>

enum l7_level {
	L7_LEVEL_ERROR,		/* layer7 doesn't work, or not as it was told to */
	L7_LEVEL_WARNING,	/* it works, and something is lost */
	L7_LEVEL_NOTE,		/* may be meant so */
	L7_LEVEL_FINE,		/* looked at, and right */
	L7_LEVELS,
};

/**
 * struct l7_remark - one of them
 * @check: the word for what was looked at
 * @what:  a sentence without its full stop
 * @why:   sentences: why it matters (NULL: fine)
 * @mend:  commands, a line each (NULL: there is none)
 */
struct l7_remark {
	enum l7_level level;
	const char *check;
	char *what;
	char *why;
	char *mend;
};

/**
 * struct l7_remarks - zero-initialise, release with l7_remarks_fini()
 * @unseen: what could not be looked at, "a, b" (NULL: nothing)
 * @failed: a remark was lost, no memory
 */
struct l7_remarks {
	struct l7_remark *remark;
	size_t count;
	char *unseen;
	bool failed;
};

void l7_remarks_fini(struct l7_remarks *r);

/** l7_text() - as asprintf(); Return: to be freed or given away; NULL: no memory */
char *l7_text(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

/**
 * l7_remarks_add() - append a remark
 * @what: as the other two taken over, from l7_text()
 * @mend: (may be NULL)
 */
void l7_remarks_add(struct l7_remarks *r, enum l7_level level, const char *check, char *what, char *why, char *mend);

/** l7_remarks_fine() - append that something is right */
void l7_remarks_fine(struct l7_remarks *r, const char *check, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));

/** l7_remarks_unseen() - remember that something could not be looked at */
void l7_remarks_unseen(struct l7_remarks *r, const char *thing);

/** l7_remarks_count() - how many there are of a level */
size_t l7_remarks_count(const struct l7_remarks *r, enum l7_level level);

#define L7_ROSTER_SHOWN 5

/**
 * struct l7_roster - a list for a sentence, "a, b and 7 more"; zero-initialise, release with l7_roster_fini()
 * @text:  the first of them (NULL: none)
 * @whole: what l7_roster_text() made (may be NULL)
 */
struct l7_roster {
	char *text;
	char *whole;
	size_t count;
};

void l7_roster_fini(struct l7_roster *l);

/** l7_roster_add() - one more; beyond L7_ROSTER_SHOWN they are only counted */
void l7_roster_add(struct l7_roster *l, const char *name);

/** l7_roster_text() - Return: the list, borrowed until it changes */
const char *l7_roster_text(struct l7_roster *l);

#endif
