/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef L7_CORE_FLOW_H
#define L7_CORE_FLOW_H

/*
 * flow.h - packets of one connection to one sequence of bytes, and what matches in it
 *
 *   packet ─> turn (TCP: now, past, ahead) ─now──> feed ─> close ─> hits
 *                                          ─ahead─> hold ─(gap filled)─> release ─> feed ─> close ─> hits
 *
 * Payloads of both directions are one sequence, in order of arrival; within a TCP direction in the order of its
 * sequence numbers. The host decides which packets belong to the connection, allocates what is held back and
 * serialises calls for one flow.
 */

#include "core/walk.h"

#define L7_FLOW_MAX_HELD 8	/* segments that wait for their turn, both directions together */

enum l7_dir {
	L7_DIR_ORIGINAL,	/* as the packet that opened the connection */
	L7_DIR_REPLY,
};

enum l7_turn {
	L7_TURN_NOW,	/* feed it, from @skip on */
	L7_TURN_PAST,	/* all of it was seen: a retransmission */
	L7_TURN_AHEAD,	/* something before it is missing: hold it */
};

/**
 * struct l7_held - a segment that waits for its turn; the host allocates and frees it
 * @next: in the flow's list, ordered by direction and place
 * @seq:  sequence number of data[0]
 * @len:  bytes of data
 * @dir:  enum l7_dir
 */
struct l7_held {
	struct l7_held *next;
	u32 seq;
	u32 len;
	u8 dir;
	u8 data[];
};

/**
 * struct l7_flow - one connection under inspection
 * @hits:  definitions whose expression has matched the sequence so far, whatever follows
 * @held:  segments ahead of their turn, at most L7_FLOW_MAX_HELD
 * @bytes: of the sequence so far: bytes that are not NUL
 * @fresh: the packet being fed has added to @bytes
 * @nheld: length of @held
 * @known: bit d set: @next[d] is known
 * @next:  TCP sequence number of the next byte of each direction
 * @state: of the image's groups
 */
struct l7_flow {
	u64 hits[L7_SET_WORDS];
	struct l7_held *held;
	u32 bytes;
	u8 fresh;
	u8 nheld;
	u8 known;
	u32 next[2];
	u16 state[L7_MAX_GROUPS];
};

/**
 * l7_flow_init() - nothing seen yet
 * @img:    the image this flow is walked through from now on
 * @groups: those that take part, see l7_walk_start()
 */
void l7_flow_init(struct l7_flow *f, const struct l7_image *img, u32 groups);

/**
 * l7_flow_expect() - say where a TCP direction begins, unless that is known
 * @seq: sequence number of its first byte (RFC 9293, 3.4: the SYN's plus one)
 */
void l7_flow_expect(struct l7_flow *f, enum l7_dir dir, u32 seq);

/**
 * l7_flow_turn() - is it a TCP segment's turn
 * @seq:  sequence number of its first payload byte
 * @len:  payload bytes, > 0
 * @skip: with L7_TURN_NOW: bytes at its beginning that were seen already
 *
 * With L7_TURN_NOW the flow takes the segment as fed. A direction that is not known begins with this segment.
 */
enum l7_turn l7_flow_turn(struct l7_flow *f, enum l7_dir dir, u32 seq, u32 len, u32 *skip);

/**
 * l7_flow_hold() - keep a segment until its turn
 * @h: owned by the flow if the answer is true
 *
 * Return: false if the flow holds as many as it may.
 */
bool l7_flow_hold(struct l7_flow *f, struct l7_held *h);

/**
 * l7_flow_release() - the next held segment whose turn has come
 * @skip: as for l7_flow_turn()
 *
 * Return: the segment, now the caller's to feed from @skip on and to free (@skip == len: nothing of it is new);
 * NULL if there is none.
 */
struct l7_held *l7_flow_release(struct l7_flow *f, u32 *skip);

/**
 * l7_flow_drop() - take back any held segment, whatever its turn; to empty a flow that ends
 *
 * Return: a segment, now the caller's to free; NULL if none is left.
 */
struct l7_held *l7_flow_drop(struct l7_flow *f);

/**
 * l7_flow_feed() - the next payload bytes of a packet
 * @img:       as in l7_flow_init()
 * @max_bytes: the sequence takes no more than so many bytes that are not NUL
 *
 * May be called several times for a packet that lies in pieces. Linear in @len.
 */
void l7_flow_feed(struct l7_flow *f, const struct l7_image *img, u32 max_bytes, const u8 *p, size_t len);

/**
 * l7_flow_close() - the packet has been fed whole
 * @now: bitmap, img->head->words; set to all definitions that match at this packet: those whose expression matched
 *       so far, and those that match if the sequence ends here. All clear if the packet added nothing.
 *
 * Return: does anything match
 */
bool l7_flow_close(struct l7_flow *f, const struct l7_image *img, u64 *now);

/**
 * l7_flow_over() - has the flow reached a limit, so that this packet is not looked at
 * @packets:     of the connection so far, both directions, this one included
 * @max_packets: numpackets
 * @max_bytes:   maxdatalen
 */
static inline bool l7_flow_over(const struct l7_flow *f, u64 packets, u32 max_packets, u32 max_bytes)
{
	return packets > max_packets || f->bytes >= max_bytes;
}

#endif
