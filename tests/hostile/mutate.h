/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef HOSTILE_MUTATE_H
#define HOSTILE_MUTATE_H

#include "tests/hostile/seeds.h"

#define MUTANT_MAX_BYTES 8192

/** struct mutant - a capture that went wrong somewhere */
struct mutant {
	uint8_t bytes[MUTANT_MAX_BYTES];
	size_t len;
};

/**
 * mutate() - make input number @number out of @seeds, the same each time
 * @way: set to READER_*
 */
void mutate(struct mutant *m, const struct seeds *seeds, uint64_t seed, uint64_t number, unsigned int *way);

#endif
