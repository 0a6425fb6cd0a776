/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef L7_COMPILER_NUMBER_H
#define L7_COMPILER_NUMBER_H

#include "compiler/compiler.h"

/**
 * l7_numbers_assign() - give a protocol number to the definitions that have none
 *
 * In this order: that of another definition of the same name, the registry's, the first free one of the user range from
 * a place on that depends on the name.
 * Return: 0; -1 with an error in @d if two names have one number, or one name two.
 */
int l7_numbers_assign(struct l7_defs *defs, struct l7_diags *d);

#endif
