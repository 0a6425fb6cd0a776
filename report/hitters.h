/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef L7_REPORT_HITTERS_H
#define L7_REPORT_HITTERS_H

/*
 * hitters.h - the ends of connections that moved most bytes, in bounded memory
 *
 * Once @max are known, the half with the fewest bytes is forgotten. Whoever comes back may have lost up to @floor, the
 * most that one of those had; that is its @missed. So what an end really moved is at least its bytes and at most its
 * bytes and @missed, and one that is not in the table moved at most @floor.
 *
 * Bytes by row are exact: those of an end add up to what it sent and received. Rows are kept as they are met: an end
 * takes about 170 bytes with one of them, and 16 for each more. The worst case is @max times all rows: 32768 hosts that
 * each spoke all of 415 protocols would take 220 MB.
 */

#include <stddef.h>
#include <stdint.h>

/** struct l7_hitter_key - no padding: compared as bytes; @port and @proto 0: the host as a whole */
struct l7_hitter_key {
	uint8_t address[16];
	uint16_t port;
	uint8_t family;
	uint8_t proto;
};

/** struct l7_hitter_kind - bytes of a row (see report.h), more than 0 */
struct l7_hitter_kind {
	size_t row;
	uint64_t bytes;
};

/**
 * struct l7_hitter
 * @sent:   bytes, and @received
 * @missed: bytes that may have been forgotten
 * @kind:   [kinds] all its protocols; most bytes first once l7_hitters_sort() was called, no order before
 * @more:   the user's
 */
struct l7_hitter {
	struct l7_hitter_key key;
	uint64_t sent;
	uint64_t received;
	uint64_t connections;
	uint64_t missed;
	struct l7_hitter_kind *kind;
	size_t kinds;
	void *more;
};

/**
 * struct l7_hitters - zero-initialise but for @max and @forget, release with l7_hitters_fini()
 * @max:    that are known at a time, at least 2
 * @forget: is called before one is freed (may be NULL)
 * @tree:   of tsearch(3), over @hitter
 * @hitter: [count]
 * @floor:  bytes that one of those forgotten has moved at most
 * @forgotten: so many, some more than once
 */
struct l7_hitters {
	size_t max;
	void (*forget)(struct l7_hitter *h);
	void *tree;
	struct l7_hitter **hitter;
	size_t count;
	uint64_t floor;
	uint64_t forgotten;
};

/** l7_hitters_add() - a connection of it; Return: borrowed until the next call; NULL: no memory */
struct l7_hitter *l7_hitters_add(struct l7_hitters *all, const struct l7_hitter_key *key, uint64_t sent,
				 uint64_t received, size_t row);

/** l7_hitters_sort() - ends and the rows of each, most bytes first; those of the same bytes by key, by number */
void l7_hitters_sort(struct l7_hitters *all);

void l7_hitters_fini(struct l7_hitters *all);

#endif
