/* SPDX-License-Identifier: GPL-2.0-only WITH Linux-syscall-note */
#ifndef UAPI_LAYER7_H
#define UAPI_LAYER7_H

/*
 * layer7.h - the generic netlink family "layer7"
 *
 * Every command works on the network namespace of the socket. What changes something needs CAP_NET_ADMIN in the
 * initial user namespace (a table costs kernel memory and all its bytes are walked in softirq); the *_GET ones
 * need it in the user namespace that owns the network namespace. Errors come with an extack text.
 *
 *   TABLE_BEGIN    SIZE u32                  room for an image of SIZE bytes; drops an unfinished one
 *   TABLE_CHUNK    DATA binary               the next bytes of it, at most L7_CHUNK_MAX_BYTES;
 *                                            EAGAIN if another process has begun one since
 *   TABLE_COMMIT   [GENERATION u32]          verify and put in force, all or nothing; with GENERATION only if
 *                  [LABELS nested]           the table in force still is that one (else EAGAIN)
 *                    LABEL nested *          connection label bits to set with a verdict
 *                      NUMBER u16            protocol number; 0 stands for "unknown"; absent: any verdict
 *                      BIT u8                0..95
 *   TABLE_DELETE                             remove the namespace's table; EBUSY while rules use it
 *   STATE_GET      ->                        (do)
 *                  GENERATION u32            of the table in force, 0 if none
 *                  INHERITED flag            it is the initial namespace's
 *                  SIZE u32                  bytes of its image
 *                  DEFINITIONS u32, GROUPS u32
 *                  ON flag                   `l7 on`: all definitions take part, rank decides
 *                  HOOKED flag               packets are being inspected in this namespace
 *                  NUMPACKETS u32, MAXDATALEN u32
 *                  FLOWS u32, FLOWS_MAX u32  connections under inspection, in all namespaces; their bound
 *   STATE_SET      ON u8                     0 off, 1 on
 *   DEFINITION_GET -> *                      (dump, in table order)
 *                  NAME string, NUMBER u16, RANK u16, DIGEST u64
 *                  PATTERN string            what it was compiled from, see struct l7_image_def's text
 *                  RULES u32                 rules of this namespace that use it
 *                  DECIDED u64               connections that got this verdict in this namespace
 *   STATS_GET      -> *                      (dump)
 *                  NAME string, COUNT u64    a counter of this namespace since the module was loaded, see
 *                                            core/stat.h for what each means
 *   CONNECTION_GET -> *                      (dump) the connections under inspection in this namespace; flagged as
 *                                            interrupted if one may be missing, or there twice
 *                  FAMILY u8, PROTOCOL u8    AF_INET or AF_INET6; IPPROTO_*
 *                  SRC binary, DST binary    addresses, original direction, 4 or 16 bytes
 *                  SPORT u16, DPORT u16      ports in host byte order; of ICMP the identifier, and type << 8 | code
 *                  [ZONE u16]                of conntrack, if not 0
 *                  [ID u32]                  as ctnetlink's CTA_ID, in host byte order; absent while the first packet
 *                                            is on its way
 *                  GENERATION u32            of the table that it is walked through, in force or not
 *                  PACKETS u32               seen here, the handshake included
 *                  IDLE u32                  seconds since the last one
 *                  BYTES u32                 payload that counts towards MAXDATALEN
 *                  HELD u8                   TCP segments that wait for one that is missing
 *                  OPENER u8                 direction of the first payload, 0 original, 1 reply
 *                  GROUPS u32                bit g set: group g of the image takes part
 *                  FOUND binary              u64[words], bitmap of patterns found so far
 *                  NOW binary                u64[], bitmap of definitions that match and that no rule has claimed
 *                  DIRECTION nested, twice   original, then reply
 *                    PACKETS u32             with payload
 *                    BYTES u32               of payload
 *                    STATES binary           u16[groups of the image], the states of the groups
 *                    HEAD binary             its first bytes, at most L7_STREAM_HEAD_BYTES, as conditions see them
 *                  WAIT nested *             an expression that has matched, in a pattern that is not found yet
 *                    PATTERN_INDEX u16       of the image
 *                    REPLY flag              matched in the reply direction
 *                    COUNT u64               packets that it has held in; 0: its conditions do not hold yet
 *                    VALUE u32               of the field that must be the same in all of them
 */

#define L7_GENL_NAME "layer7"
#define L7_GENL_VERSION 1

#define L7_CHUNK_MAX_BYTES 16384
#define L7_NUMPACKETS_MIN 1
#define L7_NUMPACKETS_MAX 99
#define L7_NUMPACKETS_DEFAULT 10
#define L7_MAXDATALEN_MIN 1	/* bytes */
#define L7_MAXDATALEN_MAX 65536	/* bytes */
#define L7_MAXDATALEN_DEFAULT 2048 /* bytes */

enum l7_cmd {
	L7_CMD_UNSPEC,
	L7_CMD_TABLE_BEGIN,
	L7_CMD_TABLE_CHUNK,
	L7_CMD_TABLE_COMMIT,
	L7_CMD_TABLE_DELETE,
	L7_CMD_STATE_GET,
	L7_CMD_STATE_SET,
	L7_CMD_DEFINITION_GET,
	L7_CMD_STATS_GET,
	L7_CMD_CONNECTION_GET,
	__L7_CMD_MAX,
};
#define L7_CMD_MAX (__L7_CMD_MAX - 1)

enum l7_attr {
	L7_A_UNSPEC,
	L7_A_PAD,
	L7_A_SIZE,		/* u32, bytes */
	L7_A_DATA,		/* binary */
	L7_A_GENERATION,	/* u32 */
	L7_A_LABELS,		/* nested, L7_A_LABEL */
	L7_A_LABEL,		/* nested, L7_A_NUMBER and L7_A_BIT */
	L7_A_NUMBER,		/* u16 */
	L7_A_BIT,		/* u8 */
	L7_A_INHERITED,		/* flag */
	L7_A_DEFINITIONS,	/* u32 */
	L7_A_GROUPS,		/* u32 */
	L7_A_ON,		/* flag in STATE_GET, u8 in STATE_SET */
	L7_A_HOOKED,		/* flag */
	L7_A_NUMPACKETS,	/* u32 */
	L7_A_MAXDATALEN,	/* u32 */
	L7_A_FLOWS,		/* u32 */
	L7_A_FLOWS_MAX,		/* u32 */
	L7_A_NAME,		/* string */
	L7_A_RANK,		/* u16 */
	L7_A_DIGEST,		/* u64 */
	L7_A_PATTERN,		/* string */
	L7_A_RULES,		/* u32 */
	L7_A_DECIDED,		/* u64 */
	L7_A_COUNT,		/* u64 */
	L7_A_FAMILY,		/* u8 */
	L7_A_PROTOCOL,		/* u8 */
	L7_A_SRC,		/* binary */
	L7_A_DST,		/* binary */
	L7_A_SPORT,		/* u16 */
	L7_A_DPORT,		/* u16 */
	L7_A_ZONE,		/* u16 */
	L7_A_ID,		/* u32 */
	L7_A_PACKETS,		/* u32 */
	L7_A_IDLE,		/* u32, seconds */
	L7_A_BYTES,		/* u32 */
	L7_A_HELD,		/* u8 */
	L7_A_OPENER,		/* u8 */
	L7_A_FOUND,		/* binary */
	L7_A_NOW,		/* binary */
	L7_A_DIRECTION,		/* nested */
	L7_A_STATES,		/* binary */
	L7_A_HEAD,		/* binary */
	L7_A_WAIT,		/* nested */
	L7_A_PATTERN_INDEX,	/* u16 */
	L7_A_REPLY,		/* flag */
	L7_A_VALUE,		/* u32 */
	__L7_A_MAX,
};
#define L7_A_MAX (__L7_A_MAX - 1)

/*
 * The verdict, in the top 32-bit word of a connection's label (bits 96 to 127 of 128):
 *
 *   127      116  115   114   113   112  111                    96
 *   +-----------+-----+-----+-----+-----+------------------------+
 *   |   epoch   |  0  |  O  |  T  |  D  |    protocol number     |
 *   +-----------+-----+-----+-----+-----+------------------------+
 *
 *   D      decided: inspection has ended; number 0 then means "unknown"
 *   T      tentative: expressions match, no rule has claimed the connection yet
 *   O      opened: inspection has begun
 *   epoch  its beginning was seen, and by which run of the inspection; when decided 0, or enum l7_reason of "unknown"
 *
 * Without D the number is 0 and the connection is "unset".
 */
#define L7_LABEL_WORD 3		/* of the four 32-bit words of a label */
#define L7_LABEL_NUMBER 0x0000ffffu
#define L7_LABEL_DECIDED 0x00010000u
#define L7_LABEL_TENTATIVE 0x00020000u
#define L7_LABEL_OPENED 0x00040000u
#define L7_LABEL_EPOCH 0xfff00000u
#define L7_LABEL_EPOCH_SHIFT 20
#define L7_LABEL_REASON L7_LABEL_EPOCH	/* with D and number 0 */
#define L7_LABEL_REASON_SHIFT L7_LABEL_EPOCH_SHIFT
#define L7_LABEL_USER_BITS 96	/* bits below this are the administrator's to name */

/**
 * enum l7_reason - why a connection is "unknown"; values are never given another meaning
 */
enum l7_reason {
	L7_REASON_NONE,		/* not said */
	L7_REASON_PACKETS,	/* numpackets reached */
	L7_REASON_BYTES,	/* maxdatalen reached */
	L7_REASON_NOT_BEGUN,	/* its beginning was not seen */
	L7_REASON_PROTOCOL,	/* neither TCP, UDP nor ICMP */
	L7_REASON_NO_TABLE,	/* no definitions are loaded */
	L7_REASON_TABLE_FULL,	/* maxflows connections are under inspection */
	L7_REASON_NO_MEMORY,
	L7_REASON_GAP,		/* too much waited for a missing TCP segment */
	L7_REASON_IDLE,		/* no packet for too long */
	L7_REASON_INTERRUPTED,	/* its beginning was seen, but inspection was off for a while since */
	L7_REASON_MASTER,	/* the connection that opened it is unknown */
	__L7_REASON_MAX,
};
#define L7_REASON_MAX (__L7_REASON_MAX - 1)

#endif
