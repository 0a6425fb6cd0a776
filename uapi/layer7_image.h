/* SPDX-License-Identifier: GPL-2.0-only WITH Linux-syscall-note */
#ifndef UAPI_LAYER7_IMAGE_H
#define UAPI_LAYER7_IMAGE_H

/*
 * layer7_image.h - a compiled set of definitions
 *
 * One block of bytes in the machine's byte order, without pointers:
 *
 *   +------+---------------+-----------------+--------------------+------------------+-----------+
 *   | head | defs[ndefs]   | groups[ngroups] | sets[nsets][words] | cells of groups  | text      |
 *   +------+---------------+-----------------+--------------------+------------------+-----------+
 *
 * Each part begins at a multiple of 16 bytes. A group is one automaton that stands for some of the
 * expressions; a packet's bytes are run through all groups side by side. A set is a bitmap over the definitions,
 * bit i of word i / 64 for definition i; set 0 is empty.
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
#define L7_IMAGE_VERSION 1
#define L7_IMAGE_MAX_BYTES (64u << 20)

#define L7_MAX_DEFS 512		/* definitions in an image */
#define L7_MAX_GROUPS 16	/* groups in an image, so 2 bytes each of state per flow */
#define L7_SET_WORDS (L7_MAX_DEFS / 64)
#define L7_NAME_SIZE 32		/* bytes of a protocol name, NUL included */
#define L7_PATTERN_MAX_BYTES 32768 /* of an expression's text, NUL included */

#define L7_NUMBER_USER_MIN 0x8000 /* numbers below are given out by defs/registry, for ever */
#define L7_NUMBER_USER_MAX 0xfffe

enum l7_group_kind {
	L7_GROUP_DENSE = 1,
	L7_GROUP_SPARSE = 2,
};

/**
 * struct l7_image_head - begins an image
 * @magic:   L7_IMAGE_MAGIC in the byte order of the machine that compiled it
 * @version: L7_IMAGE_VERSION
 * @size:    bytes of the whole image, <= L7_IMAGE_MAX_BYTES
 * @ndefs:   1..L7_MAX_DEFS
 * @ngroups: 1..L7_MAX_GROUPS
 * @nsets:   1..65535, set 0 included
 * @words:   64-bit words of a set, (ndefs + 63) / 64
 * @defs:    where the parts begin, in bytes from the beginning of the image, multiples of 16
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
	__u32 ngroups;
	__u32 nsets;
	__u32 words;
	__u32 defs;
	__u32 groups;
	__u32 sets;
	__u32 text;
	__u32 text_bytes;
	__u32 reserved[4];
};

/**
 * struct l7_image_def - one definition
 * @name:    NUL-terminated, zero-padded, not empty
 * @digest:  64-bit FNV-1a of the name, a NUL and the expression's text as written in the file
 * @pattern: offset in the text part of the expression's text as written, NUL-terminated
 * @number:  protocol number, 1..L7_NUMBER_USER_MAX; definitions of one name share it
 * @rank:    the smaller wins where all definitions take part and several match at once; equal ranks: table order
 * @groups:  bit g set: group g stands for some of its expression
 * @reserved: zero
 */
struct l7_image_def {
	char name[L7_NAME_SIZE];
	__u64 digest;
	__u32 pattern;
	__u16 number;
	__u16 rank;
	__u32 groups;
	__u32 reserved[3];
};

/**
 * struct l7_image_group - one automaton
 * @cells:    offset in bytes from the beginning of the image, a multiple of 16
 * @nstates:  rows, the dead one included, >= 2
 * @npairs:   pairs behind the rows (0 if dense); every base + nclasses <= npairs
 * @kind:     enum l7_group_kind
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
	__u32 pitch;
	__u32 nclasses;
	__u32 start;
	__u32 end;
	__u32 event;
	__u32 reserved[3];
	__u8 class[256];
};

#endif
