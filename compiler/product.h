/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef L7_COMPILER_PRODUCT_H
#define L7_COMPILER_PRODUCT_H

#include "compiler/sets.h"
#include "compiler/unit.h"

/*
 * product.h - several units as one automaton
 *
 * A state of it is one state of each unit; those of dead units are left out.
 */

/** how sets stand in struct l7_dfa's out of a group */
#define L7_OUT_SETS(now, end) ((uint32_t)(now) | (uint32_t)(end) << 16)
#define L7_OUT_SET_NOW(out) ((out) & 0xffff)
#define L7_OUT_SET_END(out) ((out) >> 16)

/**
 * l7_product_build() - make the automaton of some units
 * @dfa:        zero-initialised; its outputs are L7_OUT_SETS()
 * @units:      [count]
 * @sets:       gets the sets that are reported (may be NULL: all outputs are 0)
 * @max_states: more are refused
 *
 * Return: 0; -ENOMEM; -E2BIG if it has more than @max_states states or too many sets.
 */
int l7_product_build(struct l7_dfa *dfa, const struct l7_unit *const *units, uint32_t count, struct l7_sets *sets,
		     unsigned int max_states);

/**
 * l7_product_classes() - let one more automaton tell bytes apart
 * @class:    of each byte, changed
 * @nclasses: how many there are
 * @other:    classes of the other automaton
 *
 * Return: how many there are now.
 */
uint32_t l7_product_classes(uint8_t *class, uint32_t nclasses, const uint8_t *other);

#endif
