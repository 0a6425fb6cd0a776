/* SPDX-License-Identifier: GPL-2.0-only WITH Linux-syscall-note */
#ifndef UAPI_LAYER7_IMAGE_H
#define UAPI_LAYER7_IMAGE_H

/*
 * layer7_image.h - a compiled set of definitions
 *
 * One block of bytes in the machine's byte order, without pointers:
 *
 *   +------+------+----------+------------+---------+--------+------+-----------------+------+
 *   | head | defs | patterns | conditions | aliases | groups | sets | cells of groups | text |
 *   +------+------+----------+------------+---------+--------+------+-----------------+------+
 *
 * Each part begins at a multiple of 16 bytes. A pattern is one expression of a definition and what must hold
 * besides; a definition has one or more. A group is one automaton that stands for some of the expressions; a
 * packet's bytes are run through all groups side by side. A set is a bitmap over the patterns, bit i of word
 * i / 64 for pattern i; set 0 is empty.
 *
 *   bytes ─> groups ─(set)─> patterns ─(conditions)─> definitions
 *
 * A state is the place of its row in the group's cells, in units of 16 bytes (8 cells of 16 bits). Rows stand
 * in this order, so that one comparison per byte finds matches:
 *
 *   0              the dead state: all cells 0
 *   < end          plain
 *   < event        matches if the packet ends here      (from here on a row's set cells count)
 *   otherwise      matches now, wherever the packet ends
 *
 * DENSE: row = nclasses next states, then the set that matches now, then the set that matches if the packet
 * ends here; padded to a multiple of 8 cells: `pitch` units.
 *
 *   next state = cells[8 * state + class[byte]]
 *
 * SPARSE: for an automaton whose rows hardly differ. A row is 8 cells (pitch = 1 unit):
 *
 *   [0] default next state   [1] set now   [2] set at end   [3] 0   [4,5] base, low half first   [6,7] 0
 *
 * and behind the `nstates` rows stand pairs of cells (check, next), `npairs` of them:
 *
 *   next state = pair[base + class[byte]].check == state ? pair[..].next : default
 *
 * The dead state leads to itself only: its row's next states are 0, and no pair has check 0 and a next other than 0.
 */

#include <linux/types.h>

#define L7_IMAGE_MAGIC 0x4c374931u
#define L7_IMAGE_VERSION 2
#define L7_IMAGE_MAX_BYTES (64u << 20)

#define L7_MAX_DEFS 1024	/* definitions in an image */
#define L7_MAX_PATTERNS 2048	/* in an image */
#define L7_MAX_CONDITIONS 8192	/* in an image */
#define L7_MAX_ALIASES 4096	/* in an image */
#define L7_MAX_GROUPS 24	/* in an image: 4 bytes each of state per flow */
#define L7_MAX_PARTS 8		/* patterns that must be found together */
#define L7_MAX_PACKETS 9	/* that a pattern may want to hold in */
#define L7_SET_WORDS (L7_MAX_PATTERNS / 64)
#define L7_DEF_WORDS (L7_MAX_DEFS / 64)
#define L7_NAME_SIZE 32		/* bytes of a protocol name, NUL included */
#define L7_PATTERN_MAX_BYTES 32768 /* of a definition's text, NUL included */
#define L7_STREAM_HEAD_BYTES 32	/* of a stream, that conditions can look at */
#define L7_PACKET_HEAD_BYTES 256 /* of a packet, that conditions can look at */

#define L7_NUMBER_USER_MIN 0x8000 /* numbers below are given out by defs/registry, for ever */
#define L7_NUMBER_USER_MAX 0xfffe

enum l7_group_kind {
	L7_GROUP_DENSE = 1,
	L7_GROUP_SPARSE = 2,
};

/**
 * enum l7_scope - what an expression is matched against
 * @L7_SCOPE_MERGED:   both directions in order of arrival, as the classic did; NUL bytes are passed over
 * @L7_SCOPE_STREAM:   what one direction of a TCP connection sends
 * @L7_SCOPE_SEGMENT:  the payload of one TCP packet
 * @L7_SCOPE_DATAGRAM: the payload of one UDP packet
 */
enum l7_scope {
	L7_SCOPE_MERGED = 1,
	L7_SCOPE_STREAM,
	L7_SCOPE_SEGMENT,
	L7_SCOPE_DATAGRAM,
};

/** enum l7_who - whose payload: either's, of the side that opened the connection or spoke first, or of the other */
enum l7_who {
	L7_WHO_EITHER,
	L7_WHO_CLIENT,
	L7_WHO_SERVER,
	L7_WHO_OPENER,
	L7_WHO_ANSWERER,
};

enum l7_op {
	L7_OP_EQ,
	L7_OP_NE,
	L7_OP_LT,
	L7_OP_GT,
	L7_OP_LE,
	L7_OP_GE,
};

/**
 * struct l7_image_head - begins an image
 * @magic:   L7_IMAGE_MAGIC in the byte order of the machine that compiled it
 * @version: L7_IMAGE_VERSION
 * @size:    bytes of the whole image, <= L7_IMAGE_MAX_BYTES
 * @ndefs:   1..L7_MAX_DEFS
 * @npatterns: 1..L7_MAX_PATTERNS
 * @nconditions: 0..L7_MAX_CONDITIONS
 * @naliases: 0..L7_MAX_ALIASES
 * @ngroups: 1..L7_MAX_GROUPS
 * @nsets:   1..65535, set 0 included
 * @words:   64-bit words of a set, (npatterns + 63) / 64
 * @defs:    where the parts begin, in bytes from the beginning of the image, multiples of 16
 * @patterns: likewise
 * @conditions: likewise
 * @aliases: likewise
 * @groups:  likewise
 * @sets:    likewise
 * @text:    likewise
 * @text_bytes: length of the text part; its last byte is NUL
 * @reserved: zero
 */
struct l7_image_head {
	__u32 magic;
	__u32 version;
	__u32 size;
	__u32 ndefs;
	__u32 npatterns;
	__u32 nconditions;
	__u32 naliases;
	__u32 ngroups;
	__u32 nsets;
	__u32 words;
	__u32 defs;
	__u32 patterns;
	__u32 conditions;
	__u32 aliases;
	__u32 groups;
	__u32 sets;
	__u32 text;
	__u32 text_bytes;
	__u32 reserved[2];
};

/**
 * struct l7_image_def - one definition
 * @name:    NUL-terminated, zero-padded, not empty
 * @digest:  64-bit FNV-1a of the name, a NUL and the definition's text
 * @text:    offset in the text part of what it was compiled from, NUL-terminated: a classic definition's expression
 *           as written, or the lines of another one that have a meaning
 * @number:  protocol number, 1..L7_NUMBER_USER_MAX; definitions of one name share it
 * @rank:    the smaller wins where all definitions take part and several match at once; equal ranks: table order
 * @groups:  bit g set: group g stands for some of its expressions
 * @reserved: zero
 */
struct l7_image_def {
	char name[L7_NAME_SIZE];
	__u64 digest;
	__u32 text;
	__u16 number;
	__u16 rank;
	__u32 groups;
	__u32 reserved[3];
};

#define L7_PATTERN_FIRST 1	/* in the first packet with payload of its direction only; not of a stream */

/**
 * struct l7_image_pattern - an expression, and what must hold besides
 *
 * It is found when the expression has matched and all conditions hold: of a stream at the end of any packet
 * from then on, of a packet in that packet, @packets times. Its definition matches once it and the other parts are found.
 *
 * @def:    index of its definition
 * @first:  patterns first .. first + parts - 1, of one definition, must all be found; this is one of them
 * @parts:  1..L7_MAX_PARTS
 * @scope:  enum l7_scope
 * @who:    enum l7_who
 * @flags:  L7_PATTERN_*
 * @condition: conditions[condition .. condition + nconditions - 1]
 * @packets: in so many packets of one direction, 1..L7_MAX_PACKETS; 1 in a stream
 * @same_offset: where the field stands that must be the same in all of these packets
 * @same_width: its bytes, 0 (none)..4
 * @reserved: zero
 *
 * One of scope MERGED has no conditions and the plainest value in all other fields.
 */
struct l7_image_pattern {
	__u16 def;
	__u16 first;
	__u8 parts;
	__u8 scope;
	__u8 who;
	__u8 flags;
	__u16 condition;
	__u8 nconditions;
	__u8 packets;
	__u8 same_offset;
	__u8 same_width;
	__u8 reserved[2];
};

#define L7_CONDITION_LITTLE 1	/* the field is little-endian */
#define L7_CONDITION_SIZE 2	/* compare with the size + value instead of value */
#define L7_CONDITION_MAX_FACTOR 65535u
#define L7_CONDITION_MAX_VALUE (1ll << 40)

/**
 * struct l7_image_condition - (field & mask) * factor  op  value [+ size]
 * @width:  bytes of the field, 0..4; 0: the field is 0
 * @offset: of the field from the beginning of the packet or stream; offset + width <= L7_PACKET_HEAD_BYTES or
 *          L7_STREAM_HEAD_BYTES. It does not hold where there are not so many bytes.
 * @op:     enum l7_op
 * @flags:  L7_CONDITION_*
 * @mask:   not 0
 * @factor: 1..L7_CONDITION_MAX_FACTOR
 * @reserved: zero
 * @value:  -L7_CONDITION_MAX_VALUE..L7_CONDITION_MAX_VALUE
 *
 * The size is that of the packet's payload, or of all payload of the direction so far.
 */
struct l7_image_condition {
	__u8 width;
	__u8 offset;
	__u8 op;
	__u8 flags;
	__u32 mask;
	__u32 factor;
	__u32 reserved;
	__s64 value;
};

/**
 * struct l7_image_alias - another name of a definition
 * @name: as struct l7_image_def's
 * @def:  index
 * @reserved: zero
 */
struct l7_image_alias {
	char name[L7_NAME_SIZE];
	__u32 def;
	__u32 reserved[3];
};

/**
 * struct l7_image_group - one automaton
 * @cells:    offset in bytes from the beginning of the image, a multiple of 16
 * @nstates:  rows, the dead one included, >= 2
 * @npairs:   pairs behind the rows (0 if dense); every base + nclasses <= npairs
 * @kind:     enum l7_group_kind
 * @scope:    enum l7_scope: what bytes it is fed
 * @pitch:    units of 16 bytes from a row to the next; nstates * pitch <= 65536
 * @nclasses: 1..256 byte classes
 * @start:    state before the first byte
 * @end:      states from here on have sets; a multiple of pitch, >= pitch (the dead state has none)
 * @event:    states from here on match at once; end <= event <= nstates * pitch
 * @reserved: zero
 * @class:    byte to class, < nclasses
 */
struct l7_image_group {
	__u32 cells;
	__u32 nstates;
	__u32 npairs;
	__u32 kind;
	__u32 scope;
	__u32 pitch;
	__u32 nclasses;
	__u32 start;
	__u32 end;
	__u32 event;
	__u32 reserved[2];
	__u8 class[256];
};

#endif
