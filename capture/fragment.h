/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef L7_CAPTURE_FRAGMENT_H
#define L7_CAPTURE_FRAGMENT_H

/*
 * fragment.h - IP datagrams out of their fragments, as conntrack sees them
 *
 * A datagram whose fragments don't come (filters on ports keep the first one alone) counts as far as it goes.
 */

#include "capture/capture.h"
#include "capture/rest.h"

#define L7_FRAGMENT_MAX_DATAGRAMS 32	/* that wait at a time */
#define L7_FRAGMENT_MAX_PIECES 64	/* of a datagram */
#define L7_FRAGMENT_MAX_FRAMES 256	/* of the capture, in which a datagram's fragments come */

/**
 * struct l7_fragment
 * @tuple:  addresses, and what stands at the beginning of the datagram; ports 0
 * @id:     as the header has it
 * @offset: in the datagram, bytes
 * @more:   it is not the last
 * @rest:   its bytes; all of them were captured
 */
struct l7_fragment {
	struct l7_capture_tuple tuple;
	uint32_t id;
	uint32_t offset;
	bool more;
	struct l7_rest rest;
};

/** struct l7_piece - bytes @from to @to of a datagram are there; @frame: number of the frame that brought them */
struct l7_piece {
	uint64_t frame;
	uint32_t from;
	uint32_t to;
};

/**
 * struct l7_datagram - what there is of one
 * @frame:   of the fragment that came first
 * @size:    bytes, 0: not known yet
 * @npieces: of @piece, which are in order and don't overlap
 */
struct l7_datagram {
	struct l7_capture_tuple tuple;
	uint32_t id;
	uint64_t frame;
	uint32_t size;
	uint32_t npieces;
	struct l7_piece piece[L7_FRAGMENT_MAX_PIECES];
	uint8_t bytes[UINT16_MAX];
};

/**
 * struct l7_fragments - datagrams that wait; zero-initialise, empty with l7_fragments_expire()
 * @count: of them, anywhere in @waiting
 */
struct l7_fragments {
	size_t count;
	struct l7_datagram *waiting[L7_FRAGMENT_MAX_DATAGRAMS];
};

/**
 * l7_fragments_add() - take a fragment
 * @frame: number of the frame in the capture
 *
 * One that overlaps others of its datagram is left out (RFC 5722), and so is what there is no room for: make some
 * with l7_fragments_expire().
 * Return: the datagram that is complete with it, the caller's to free; else NULL.
 */
struct l7_datagram *l7_fragments_add(struct l7_fragments *all, const struct l7_fragment *f, uint64_t frame);

/**
 * l7_fragments_expire() - take back a datagram that has waited too long, or the oldest if there is room for no more
 * @frame: number of the frame in the capture; UINT64_MAX: everything has waited too long
 *
 * Return: the caller's to free; NULL if there is none.
 */
struct l7_datagram *l7_fragments_expire(struct l7_fragments *all, uint64_t frame);

/** l7_datagram_frame() - number of the last frame that brought some of it */
uint64_t l7_datagram_frame(const struct l7_datagram *d);

/** l7_datagram_view() - its bytes up to the first gap; Return: with no bytes if the beginning is missing */
struct l7_rest l7_datagram_view(const struct l7_datagram *d);

#endif
