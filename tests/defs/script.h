/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef TESTS_DEFS_SCRIPT_H
#define TESTS_DEFS_SCRIPT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** struct piece - one packet's payload: @bytes of @len, from the side that answers if @reply */
struct piece {
	uint8_t *bytes;
	size_t len;
	bool reply;
};

/**
 * struct script - a conversation and what it is to be named, see README.md
 * @expect: a definition's name or "unknown"
 * @tcp:    over TCP, else UDP
 */
struct script {
	char *expect;
	bool tcp;
	struct piece *piece;
	size_t count;
};

/**
 * script_read() - read a .flow file
 * @s:     zeroed; to be released with script_free() whatever the answer
 * @error: filled in if the answer is false: PATH:LINE: what is wrong
 */
bool script_read(struct script *s, const char *path, char *error, size_t size);
void script_free(struct script *s);

#endif
