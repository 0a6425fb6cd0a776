/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef L7_CLI_OUTPUT_H
#define L7_CLI_OUTPUT_H

/*
 * output.h - how definitions and numbers are shown, to people and in JSON
 */

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "capture/account.h"

/** L7_JSON_SCHEMA - "schema" of every JSON object that l7 prints; grows when a member changes its meaning or goes */
#define L7_JSON_SCHEMA 1

/** l7_output_pattern() - write an expression; bytes that a terminal would act upon as \xHH */
void l7_output_pattern(const char *pattern, FILE *out);

/**
 * l7_output_name() - write the name of a file, or text that has one in it
 *
 * What a terminal would act upon as \xHH, UTF-8 as it is.
 */
void l7_output_name(const char *name, FILE *out);

/** l7_output_json_pattern() - an expression as a JSON string; where not UTF-8, its bytes above 0x7f as \xHH; NULL: NULL */
json_t *l7_output_json_pattern(const char *pattern);

/** l7_output_json_account() - connections of one name added up */
json_t *l7_output_json_account(const char *name, const struct l7_account *a);

/** l7_output_json_digest() - 64 bits don't fit JSON's numbers: a string "0x..." */
json_t *l7_output_json_digest(uint64_t digest);

/** l7_output_json() - print an object with its schema number, release it; Return: exit status */
int l7_output_json(json_t *root);

/** l7_output_json_line() - likewise, but on one line and written at once: one of a stream of objects */
int l7_output_json_line(json_t *root);

/**
 * l7_output_json_begin() - as l7_output_json_line(), for objects with an array too long to be held in memory
 * @root: all but the array
 * @name: of the array; its elements come by l7_output_json_element(), then l7_output_json_end()
 */
int l7_output_json_begin(json_t *root, const char *name);

/** l7_output_json_element() - an element of the array, released; @first: it is the first one */
int l7_output_json_element(json_t *element, bool first);

/** l7_output_json_end() - end the array and its object */
int l7_output_json_end(void);

#endif
