/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef L7_COMPILER_COMPILER_H
#define L7_COMPILER_COMPILER_H

/*
 * compiler.h - definition files to image
 *
 *   definition files --parse--> l7_defs --compile--> l7_blob (an image, see uapi/layer7_image.h)
 *
 * Nothing here prints or exits. What is wrong with a definition goes into a list of located diagnostics that
 * the caller prints (l7_diags_print()).
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "core/image.h"

enum l7_severity {
	L7_WARNING,
	L7_ERROR,
};

/**
 * struct l7_diag - one thing that is wrong, and where
 * @file:   path (NULL: no file)
 * @line:   1-based (0: the file as a whole)
 * @column: 1-based, in bytes (0: the line as a whole)
 * @source: the line's text, for the caret (may be NULL)
 * @text:   what is wrong and what to do, without newline
 */
struct l7_diag {
	enum l7_severity severity;
	char *file;
	unsigned int line;
	unsigned int column;
	char *source;
	char *text;
};

/** struct l7_diags - diagnostics in the order found; zero-initialise, release with l7_diags_fini() */
struct l7_diags {
	struct l7_diag *diag;
	size_t count;
	size_t errors;
};

void l7_diags_fini(struct l7_diags *d);

/**
 * l7_diags_add() - append a diagnostic
 * @file:   copied (may be NULL)
 * @source: copied (may be NULL)
 *
 * Out of memory loses the text, never the count.
 */
void l7_diags_add(struct l7_diags *d, enum l7_severity severity, const char *file, unsigned int line,
		  unsigned int column, const char *source, const char *fmt, ...)
	__attribute__((format(printf, 7, 8)));

/**
 * l7_diags_print() - write all, `file:line:column: error: text` each, the source line and a caret below
 */
void l7_diags_print(const struct l7_diags *d, FILE *out);

#define L7_OVER_TCP 1
#define L7_OVER_UDP 2

/**
 * struct l7_pattern - one expression of a definition, and what must hold besides
 * @expression: as written
 * @line:   of the file or text, 1-based
 * @column: of the expression in it, 0-based
 * @over:   L7_OVER_* bits; 0: a classic one, over both directions of whatever transport
 * @more:   to be found together with the pattern before it
 * @segment: in each TCP packet alone
 * @nocase: ASCII letters of the expression match both cases
 * @who:    enum l7_who
 * @flags:  L7_PATTERN_*
 * @packets: in so many packets, 1..L7_MAX_PACKETS
 * @same_offset: with @same_width the field that must be the same in all of them
 * @condition: [nconditions]
 */
struct l7_pattern {
	char *expression;
	unsigned int line;
	unsigned int column;
	uint8_t over;
	bool more;
	bool segment;
	bool nocase;
	uint8_t who;
	uint8_t flags;
	uint8_t packets;
	uint8_t same_offset;
	uint8_t same_width;
	struct l7_image_condition *condition;
	size_t nconditions;
};

/** struct l7_strings - a list of texts */
struct l7_strings {
	char **string;
	size_t count;
};

/** l7_strings_have() - whether a text is among them */
bool l7_strings_have(const struct l7_strings *s, const char *text);

/**
 * struct l7_allow - a finding of `l7 check` that the definition answers for
 * @finding: random, printable, overlap, shadow, …
 * @other:   the other definition (NULL: the finding is about this one alone)
 * @reason:  why it is right as it is
 */
struct l7_allow {
	char *finding;
	char *other;
	char *reason;
};

/**
 * struct l7_def - one definition as read
 * @name:    protocol name, < L7_NAME_SIZE bytes
 * @text:    a classic definition's expression as written, line end removed, nothing else; of ours, the lines that have a
 *           meaning when it is compiled: `protocol`, `group`, `alias`, `rank`, `number` and the patterns
 * @file:    where it was read (NULL: not from a file, e.g. out of a loaded table)
 * @line:    of the first pattern
 * @number:  protocol number; 0: to be given out by l7_compile()
 * @rank:    the smaller wins where all take part; default L7_RANK_DEFAULT
 * @digest:  of name and text, see struct l7_image_def
 * @pattern: [npatterns], at least one
 * @about:   one line (may be NULL)
 * @source:  specifications and captures
 * @groups:  such as p2p
 * @aliases: other names
 * @allow:   [nallows]
 */
struct l7_def {
	char *name;
	char *text;
	char *file;
	unsigned int line;
	uint16_t number;
	uint16_t rank;
	uint64_t digest;
	struct l7_pattern *pattern;
	size_t npatterns;
	char *about;
	struct l7_strings source;
	struct l7_strings groups;
	struct l7_strings aliases;
	struct l7_allow *allow;
	size_t nallows;
};

#define L7_RANK_DEFAULT 100

/** l7_def_is_classic() - whether it is written in the classic's format */
static inline bool l7_def_is_classic(const struct l7_def *def)
{
	return !def->pattern[0].over;
}

/** struct l7_defs - a set of definitions, no two with the same digest; zero-initialise, release with l7_defs_fini() */
struct l7_defs {
	struct l7_def *def;
	size_t count;
};

void l7_defs_fini(struct l7_defs *defs);

/**
 * l7_defs_add() - add a definition that is already in memory
 * @name:   copied
 * @text:   as struct l7_def's: a single line is a classic expression
 * @number: 0: given out later
 *
 * A definition with the same digest that is there already makes this a no-op.
 * Return: the definition (borrowed, valid until the next add); NULL with a diagnostic in @d.
 */
struct l7_def *l7_defs_add(struct l7_defs *defs, const char *name, const char *text, uint16_t number,
			   uint16_t rank, struct l7_diags *d);

/**
 * l7_defs_read_file() - read one definition file, NAME.pat, of the classic's format or ours
 *
 * The expressions are parsed too, so that all their errors and warnings are in @d with their place.
 * Return: the definition (borrowed, valid until the next add); NULL with at least one error in @d.
 */
struct l7_def *l7_defs_read_file(struct l7_defs *defs, const char *path, struct l7_diags *d);

/**
 * l7_defs_read_dir() - read all *.pat of a directory and of its direct subdirectories, in name order
 *
 * The files of the pseudo-protocols (unset.pat, unknown.pat) are passed over. A name that @defs already has is passed
 * over: read the directory that wins first.
 * Return: how many were added; -1 with errno set if @dir can't be read; files with errors are in @d and not added.
 */
int l7_defs_read_dir(struct l7_defs *defs, const char *dir, struct l7_diags *d);

/**
 * l7_defs_find_file() - where the definition of a name is: DIR/NAME.pat or DIR/SUB/NAME.pat
 * @dirs: NULL-terminated, searched in order; where none of them has such a file, for one with that alias
 *
 * Return: path, to be freed; NULL with errno ENOENT if there is none, ENOMEM.
 */
char *l7_defs_find_file(const char *const *dirs, const char *name);

/**
 * l7_registry_number() - the number that the registry (defs/registry, built in) gives a name
 *
 * Return: number, 0 if the registry doesn't know @name.
 */
uint16_t l7_registry_number(const char *name);

/** l7_registry_name() - the opposite; Return: name, NULL if the registry doesn't know @number */
const char *l7_registry_name(uint16_t number);

/**
 * struct l7_compile_options - zero-initialise for the defaults
 * @cache_dir:  where groupings are remembered (NULL: nowhere)
 * @max_states: bound for one expression's automaton (0: default); beyond it the definition is refused with a diagnostic
 */
struct l7_compile_options {
	const char *cache_dir;
	unsigned int max_states;
};

/**
 * struct l7_compile_report - what an image is made of
 * @img:     a view of it, verified
 * @cached:  the grouping, or all of it, came from the cache
 * @seconds: CPU time
 */
struct l7_compile_report {
	struct l7_image img;
	unsigned int groups;
	unsigned int states;
	size_t bytes;
	bool cached;
	double seconds;
};

/** struct l7_blob - an image's bytes, aligned to 16; release with l7_blob_fini() */
struct l7_blob {
	void *bytes;
	size_t size;
};

void l7_blob_fini(struct l7_blob *blob);

/**
 * l7_compile() - make an image of a set of definitions
 * @defs:    at least one; those without a number get one: the registry's, else one of the user range that depends on
 *           the name alone unless it is taken (definitions of one name share a number)
 * @options: (may be NULL)
 * @out:     filled in; l7_image_verify() accepts it
 * @report:  filled in (may be NULL)
 *
 * The definitions stand in the image by rank, then name, then digest. Equal input gives equal bytes.
 * Return: 0; -1 with errors in @d and @out untouched.
 */
int l7_compile(struct l7_defs *defs, const struct l7_compile_options *options, struct l7_blob *out,
	       struct l7_compile_report *report, struct l7_diags *d);

#endif
