/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef HOSTILE_READER_H
#define HOSTILE_READER_H

#include "core/image.h"

/** enum reader_way - how to read; any of these together */
enum reader_way {
	READER_STRICT = 1,	/* connections whose beginning is missing are unknown */
	READER_NARROW = 2,	/* few connections at a time */
	READER_FILTERED = 4,	/* through a filter expression */
	READER_EXTRACTS = 8,	/* and write frames of unknown connections to nowhere */
	READER_WAYS = 16,
};

/** struct reader - zero-initialise but for @img; counts of what was found in all inputs together */
struct reader {
	const struct l7_image *img;
	uint64_t inputs, refused, frames, packets, connections, named, extracted;
};

/**
 * reader_read() - a capture file's bytes, read as `l7 classify` does
 *
 * Aborts if what comes out contradicts itself. Return: bytes of memory in use when all was read and nothing ended yet.
 */
size_t reader_read(struct reader *r, const uint8_t *bytes, size_t len, unsigned int way);

#endif
