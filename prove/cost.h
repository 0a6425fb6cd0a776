/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef L7_PROVE_COST_H
#define L7_PROVE_COST_H

#include "compiler/unit.h"
#include "core/image.h"

/** enum l7_life - how long an automaton has work to do */
enum l7_life {
	L7_LIFE_SHORT,		/* it is dead after so many bytes as it has states, whatever they are */
	L7_LIFE_OPEN,		/* there is payload that it stays alive in for ever */
	L7_LIFE_ENDLESS,	/* it is alive in any payload */
};

#define L7_COST_BYTES 2048	/* the bytes of a connection that are looked at */

/**
 * struct l7_cost - what a definition costs when it is alone
 * @units:  automata
 * @states: of all of them
 * @bytes:  of their tables
 * @life:   of the one that lives longest
 * @lasts:  random bytes after which that one is dead, on average; at most L7_COST_BYTES
 */
struct l7_cost {
	uint32_t units;
	uint32_t states;
	size_t bytes;
	enum l7_life life;
	double lasts;
};

/** l7_cost_of_units() - Return: 0, -ENOMEM */
int l7_cost_of_units(const struct l7_unit *units, size_t count, struct l7_cost *cost);

#define L7_COST_MARKS 3
extern const uint32_t l7_cost_marks[L7_COST_MARKS];	/* bytes */

/**
 * struct l7_lanes - automata of an image that are alive after l7_cost_marks random bytes, on average
 * @groups: how many there are to begin with
 */
struct l7_lanes {
	uint32_t groups;
	double alive[L7_COST_MARKS];
};

/**
 * l7_cost_of_image() - what a packet sets in motion
 * @tcp: of the first packet of a TCP connection; @udp: of a UDP packet
 *
 * Return: 0, -ENOMEM.
 */
int l7_cost_of_image(const struct l7_image *img, struct l7_lanes *tcp, struct l7_lanes *udp);

#endif
