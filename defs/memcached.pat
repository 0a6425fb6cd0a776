# SPDX-License-Identifier: GPL-2.0-only
# memcached - text protocol, binary protocol, and text over UDP
#
# Commands that other line protocols have too (stats, version, get of a path or of a plain word) are
# not claimed; the server's STAT, VALUE, VERSION lines are. Binary: 80 request, 81 answer,
# operation, length of the key, of the extras, type 0, partition or status, length of the rest. Over
# UDP: request number, index and number of datagrams, 0, then as in TCP. Operations 1F, 50, 89, B5
# are Couchbase's.

protocol  memcached
about     memcached: text, binary, UDP
group     database
alias     memcache
source    memcached doc/protocol.txt; Binary Protocol Revamped (github.com/memcached, wiki)

tcp: ^(set|add|replace|append|prepend) [^\x00-\x20\x7f]+ [0-9]+ -?[0-9]+ [0-9]+( noreply)?\r\n
tcp: ^cas [^\x00-\x20\x7f]+ [0-9]+ -?[0-9]+ [0-9]+ [0-9]+( noreply)?\r\n
# get: a key with a separator or a digit, or what the server answers to any
tcp: ^gets? [^\x00-\x20\x7f/:_0-9-]*[:_0-9-][^\x00-\x20\x7f/]*( [^\x00-\x20\x7f/]+)*\r\n$
tcp: ^gets? [^\x00-\x20\x7f/]+( [^\x00-\x20\x7f/]+)*\r\n$
and: ^END\r\n
tcp: ^((incr|decr|touch) [^\x00-\x20\x7f]+ [0-9]+( noreply)?|gats? [0-9]+ [^\x00-\x20\x7f]+|flush_all( [0-9]+)?( noreply)?|stats (items|slabs|sizes|settings|conns|cachedump [0-9 ]+))\r\n
tcp: ^(STAT [a-z_:0-9]+ [^\r\n]*\r\n|VALUE [^\x00-\x20\x7f]+ [0-9]+ [0-9]+( [0-9]+)?\r\n|VERSION [0-9]+\.[0-9]+\.[0-9]+|(NOT_)?STORED\r\n|TOUCHED\r\n|(CLIENT|SERVER)_ERROR [a-z])
# binary: requests with a key, or without one and any contents (messages of ONC RPC begin with 80
# too, but have 0 or 1 in place of the length of the rest)
tcp u32@8 + 24 <= size u32@8 >= 2 u32@8 < 1048576 u16@2 >= 1 u16@2 <= 250: ^\x80[\x00-\x06\x09\x0c-\x16\x19-\x1e\x20-\x24]\x00.[\x00\x04\x08\x0c\x14\x18]\x00
tcp: ^\x80[\x07\x08\x0a\x0b\x10\x17\x18\x20]\x00\x00\x00\x00\x00.\x00\x00\x00\x00
tcp u32@8 + 24 <= size u32@8 < 1048576: ^\x81[\x00-\x1e\x20-\x24]\x00.[\x00\x04]\x00\x00[\x00-\x08\x20\x21\x81-\x86]
# UDP: one datagram asks; the answer may be the first of several
udp: ^..\x00\x00\x00\x01\x00\x00(gets?|set|add|stats|version|delete|incr|decr|touch|gats?)[ \r]
udp: ^..\x00.\x00.\x00\x00(STAT |VALUE |VERSION |STORED\r\n|NOT_STORED\r\n|END\r\n|DELETED\r\n|NOT_FOUND\r\n|ERROR\r\n|(CLIENT|SERVER)_ERROR )
udp u32@16 + 32 = size u32@2 = 1 u24@6 & 0xfffffe = 0x000080 u8@9 <= 0x24 u8@10 = 0 u8@12 & 0xe3 = 0 u8@12 != 0x10 u8@12 != 0x1c u8@13 = 0: ^.
