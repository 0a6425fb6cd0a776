/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef L7_CORE_FLOW_H
#define L7_CORE_FLOW_H

/*
 * flow.h - packets of one connection to what matches in it
 *
 *   packet ─> turn (TCP: now, past, ahead) ─now──> begin ─> feed ─> close ─> definitions that match
 *                                          ─ahead─> hold ─(gap filled)─> release ─> begin ─> feed ─> close
 *
 * Each packet is fed to the groups once; what is the beginning of a group's sequence depends on its scope (enum l7_scope).
 * Within a TCP direction packets are taken in the order of its sequence numbers. The host decides which packets
 * belong to the connection, keeps the bytes of what is held back and serialises calls for one flow.
 */

#include "core/walk.h"

#define L7_FLOW_MAX_HELD 8	/* segments that wait for their turn, both directions together */
#define L7_FLOW_MAX_WAITS 64	/* patterns of a flow that want more packets to be found; others are not found */

enum l7_dir {
	L7_DIR_ORIGINAL,	/* as the packet that opened the connection */
	L7_DIR_REPLY,
};

enum l7_transport {
	L7_TRANSPORT_OTHER,
	L7_TRANSPORT_TCP,
	L7_TRANSPORT_UDP,
};

enum l7_turn {
	L7_TURN_NOW,	/* feed it, from @skip on */
	L7_TURN_PAST,	/* all of it was seen: a retransmission */
	L7_TURN_AHEAD,	/* something before it is missing: hold it */
};

/**
 * struct l7_held - a segment that waits for its turn
 * @seq:   sequence number of its first byte
 * @len:   bytes, kept by the host
 * @dir:   enum l7_dir
 * @place: 0..L7_FLOW_MAX_HELD - 1, where the host keeps them
 */
struct l7_held {
	u32 seq;
	u32 len;
	u8 dir;
	u8 place;
};

/**
 * struct l7_wait - a pattern whose expression has matched and that is not found yet
 * @pattern: index
 * @dir:     where it matched
 * @count:   packets it held in; 0: of a stream, whose conditions do not hold yet
 * @value:   of the field that must be the same in all of them
 */
struct l7_wait {
	u16 pattern;
	u8 dir;
	u8 count;
	u32 value;
};

/**
 * struct l7_flow - one connection under inspection
 * @done:    patterns found
 * @held:    segments ahead of their turn, [@nheld], ordered by direction and sequence number
 * @places:  bit p set: place p is taken by one of them
 * @groups:  bit g set: group g takes part
 * @bytes:   fed so far that are not NUL
 * @known:   bit d set: @next[d] is known
 * @opener:  direction of the first payload
 * @nwaits:  elements of @wait
 * @fed:     bytes of @head
 * @next:    TCP sequence number of the next byte of each direction
 * @size:    payload bytes of each direction
 * @packets: with payload, of each direction
 * @state:   of the groups by direction; of those that see both directions as one, [0]
 * @head:    the first bytes of each direction
 * @wait:    in the order in which the expressions matched
 */
struct l7_flow {
	u64 done[L7_SET_WORDS];
	u32 groups;
	u32 bytes;
	u8 nheld;
	u8 places;
	u8 known;
	u8 opener;
	u8 nwaits;
	u8 fed[2];
	u32 next[2];
	u32 size[2];
	u32 packets[2];
	u16 state[2][L7_MAX_GROUPS];
	struct l7_held held[L7_FLOW_MAX_HELD];
	u8 head[2][L7_STREAM_HEAD_BYTES];
	struct l7_wait wait[L7_FLOW_MAX_WAITS];
};

/**
 * struct l7_packet - a packet on its way through a flow, on the caller's stack; l7_flow_begin() fills it in
 * @dir:   enum l7_dir
 * @text:  it has added bytes that are not NUL
 * @size:  bytes of its payload that are new to the flow
 * @fed:   of these, fed so far
 * @at:    l7_flow_close()'s own, as @ended: pattern to go on from
 * @state: of the groups
 * @head:  its first bytes, [min(@fed, L7_PACKET_HEAD_BYTES)]
 * @hits:  patterns whose expression has matched in it
 * @ended: and those whose expression matches because it ends here; it is made when the packet ends
 */
struct l7_packet {
	u8 dir;
	bool text;
	u32 size;
	u32 fed;
	u32 at;
	u16 state[L7_MAX_GROUPS];
	u8 head[L7_PACKET_HEAD_BYTES];
	u64 hits[L7_SET_WORDS];
	u64 ended[L7_SET_WORDS];
};

/**
 * l7_flow_init() - nothing seen yet
 * @img:    the image this flow is walked through from now on
 * @groups: those that take part if they are for this transport; ~0 for all
 */
L7_CORE void l7_flow_init(struct l7_flow *f, const struct l7_image *img, u32 groups, enum l7_transport transport);

/**
 * l7_flow_expect() - say where a TCP direction begins, unless that is known
 * @seq: sequence number of its first byte (RFC 9293, 3.4: the SYN's plus one)
 */
L7_CORE void l7_flow_expect(struct l7_flow *f, enum l7_dir dir, u32 seq);

/**
 * l7_flow_turn() - is it a TCP segment's turn
 * @seq:  sequence number of its first payload byte
 * @len:  payload bytes, > 0
 * @skip: with L7_TURN_NOW: bytes at its beginning that were seen already
 *
 * With L7_TURN_NOW the flow takes the segment as fed. A direction that is not known begins with this segment.
 */
L7_CORE enum l7_turn l7_flow_turn(struct l7_flow *f, enum l7_dir dir, u32 seq, u32 len, u32 *skip);

/**
 * l7_flow_hold() - wait with a segment until its turn
 * @seq: as for l7_flow_turn(), and @len
 *
 * Return: the place where the host keeps its bytes; -1 if the flow holds as many as it may.
 */
L7_CORE int l7_flow_hold(struct l7_flow *f, enum l7_dir dir, u32 seq, u32 len);

/**
 * l7_flow_release() - the next held segment whose turn has come
 * @h:    set to it; its place is free from now on, its bytes are the host's to feed from @skip on
 * @skip: as for l7_flow_turn(); h->len: nothing of it is new
 *
 * Return: false if there is none.
 */
L7_CORE bool l7_flow_release(struct l7_flow *f, struct l7_held *h, u32 *skip);

/**
 * l7_flow_drop() - take back any held segment, whatever its turn; to empty a flow that ends
 * @h: as for l7_flow_release()
 *
 * Return: false if none is left.
 */
L7_CORE bool l7_flow_drop(struct l7_flow *f, struct l7_held *h);

/**
 * l7_flow_begin() - a packet whose turn it is
 * @img:  as in l7_flow_init()
 * @size: payload bytes that are new to the flow, > 0
 */
L7_CORE void l7_flow_begin(struct l7_flow *f, const struct l7_image *img, struct l7_packet *pkt, enum l7_dir dir, u32 size);

/**
 * l7_flow_feed() - the next payload bytes of a packet
 * @max_bytes: a flow takes no more than so many bytes that are not NUL
 *
 * May be called several times for a packet that lies in pieces. Linear in @len.
 */
L7_CORE void l7_flow_feed(struct l7_flow *f, const struct l7_image *img, struct l7_packet *pkt, u32 max_bytes, const u8 *p,
		  size_t len);

/**
 * l7_flow_close() - the packet has been fed whole
 * @now: bitmap over definitions, L7_DEF_WORDS; set to all that match at this packet: those of which all parts of a
 *       pattern were found so far, and those that match if the sequence ends here. All clear if the packet
 *       added nothing.
 *
 * Return: does anything match
 */
L7_CORE bool l7_flow_close(struct l7_flow *f, const struct l7_image *img, struct l7_packet *pkt, u64 *now);

/**
 * l7_flow_take() - l7_flow_begin(), _feed() and _close() of a packet that lies in one piece
 * @p: [len], > 0 bytes
 */
L7_CORE bool l7_flow_take(struct l7_flow *f, const struct l7_image *img, enum l7_dir dir, u32 max_bytes, const u8 *p, u32 len,
		  u64 *now);

/** l7_flow_packets() - with payload that was new to the flow, both directions */
static inline u32 l7_flow_packets(const struct l7_flow *f)
{
	return f->packets[0] + f->packets[1];
}

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
