/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef L7_COMPILER_LANGUAGE_H
#define L7_COMPILER_LANGUAGE_H

#include "compiler/regex.h"

/*
 * language.h - the lines of a definition in our format, see l7-definition(5)
 */

/**
 * l7_language_line() - take one line that is neither blank nor a comment
 * @def:   name set; what the line says is added
 * @line:  without its end
 * @place: of the line; its text is @line
 *
 * Return: 1 the line has a meaning when the definition is compiled, 0 it is for people, -1 with an error in @d.
 */
int l7_language_line(struct l7_def *def, const char *line, const struct l7_place *place, struct l7_diags *d);

/** l7_pattern_dialect() - what its expression is written in */
enum l7_dialect l7_pattern_dialect(const struct l7_pattern *p);

/**
 * l7_pattern_parse() - parse a pattern line, not its expression
 * @p:        filled in; release with l7_pattern_fini() whatever the answer
 * @previous: the pattern before it (NULL: it is the first), for `and`
 *
 * Return: 0; -1 with an error in @d.
 */
int l7_pattern_parse(struct l7_pattern *p, const char *line, const struct l7_pattern *previous,
		     const struct l7_place *place, struct l7_diags *d);

void l7_pattern_fini(struct l7_pattern *p);

/** l7_strings_add() - append a copy of @len bytes; Return: false if there is no memory */
bool l7_strings_add(struct l7_strings *s, const char *text, size_t len);

void l7_strings_fini(struct l7_strings *s);

/** l7_name_fault() - what is wrong with a name; NULL: nothing */
const char *l7_name_fault(const char *name);

#endif
