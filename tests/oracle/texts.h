/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef ORACLE_TEXTS_H
#define ORACLE_TEXTS_H

#include <stdbool.h>

/**
 * texts_check() - every short expression there is, over the characters that mean something
 * @length: of the longest
 *
 * Both parsers must take it or refuse it, and what is taken must match the same short strings, cut into packets
 * of one byte and in one piece, as the twin says. Prints one line of result, before it what differs.
 * Return: is all well.
 */
bool texts_check(unsigned int length);

#endif
