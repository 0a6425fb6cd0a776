# SPDX-License-Identifier: GPL-2.0-only
# DNS - domain names
#
# Seen: queries, answers, updates and notifications, each alone, over UDP and TCP; names of any
# depth, of one label or none (the root), with underscores or bytes over 7f; EDNS and TSIG; every
# type with the classes IN, CH, HS, NONE, ANY; errors that consist of the header alone.
# Missed: several questions in one message, the first message of a transfer without a question,
# NULs inside labels.
# Alike: multicast DNS, LLMNR, NetBIOS names have the same header; they have a smaller rank.

protocol  dns
about     Domain Name System over UDP and TCP
group     network
alias     domain
source    RFC 1035 section 4.1 (header, question), 4.2.2 (TCP: a length of 16 bits comes first)
source    RFC 2136 (update, opcode 5), RFC 1996 (notify, opcode 4), RFC 6891 section 6.1.2 (OPT)
source    RFC 1035 section 6.4 (inverse query, opcode 1)
source    RFC 7873 section 5.4 (cookie, no question); IANA DNS parameters (types, classes)

# id, flags, counts: 1 question, no answer, 0 or 1 authority (IXFR), up to 3 additional in a
# query; more in the others. Then labels (the lengths 1..8 exact, up to the first of 9 or more),
# 00, type, class
udp size 17.. u8@2 <= 0x17 u8@3 & 0x4f = 0 u16@4 = 1 u16@6 = 0 u16@8 <= 1 u16@10 <= 3: ^.{12}(\x01[^\x00]|\x02[^\x00]{2}|\x03[^\x00]{3}|\x04[^\x00]{4}|\x05[^\x00]{5}|\x06[^\x00]{6}|\x07[^\x00]{7}|\x08[^\x00]{8})*(\x01[^\x00]|\x02[^\x00]{2}|\x03[^\x00]{3}|\x04[^\x00]{4}|\x05[^\x00]{5}|\x06[^\x00]{6}|\x07[^\x00]{7}|\x08[^\x00]{8}|[\x09-\x3f][^\x00]{9}[^\x00]*)\x00(\x00[\x01-\xff]|\x01[\x00-\x0f]|[\x80\xff].)\x00[\x01\x03\x04\xfe\xff]
udp size 17.. u8@2 & 0xf0 = 0x20 u16@4 = 1 u8@6 = 0 u8@8 = 0 u8@10 = 0: ^.{12}(\x01[^\x00]|\x02[^\x00]{2}|\x03[^\x00]{3}|\x04[^\x00]{4}|\x05[^\x00]{5}|\x06[^\x00]{6}|\x07[^\x00]{7}|\x08[^\x00]{8})*(\x01[^\x00]|\x02[^\x00]{2}|\x03[^\x00]{3}|\x04[^\x00]{4}|\x05[^\x00]{5}|\x06[^\x00]{6}|\x07[^\x00]{7}|\x08[^\x00]{8}|[\x09-\x3f][^\x00]{9}[^\x00]*)\x00(\x00[\x01-\xff]|\x01[\x00-\x0f]|[\x80\xff].)\x00[\x01\x03\x04\xfe\xff]
udp size 17.. u8@2 >= 0x80 u8@2 <= 0xaf u8@2 & 0x78 != 0x18 u16@4 = 1 u8@6 = 0 u8@8 = 0 u8@10 = 0: ^.{12}(\x01[^\x00]|\x02[^\x00]{2}|\x03[^\x00]{3}|\x04[^\x00]{4}|\x05[^\x00]{5}|\x06[^\x00]{6}|\x07[^\x00]{7}|\x08[^\x00]{8})*(\x01[^\x00]|\x02[^\x00]{2}|\x03[^\x00]{3}|\x04[^\x00]{4}|\x05[^\x00]{5}|\x06[^\x00]{6}|\x07[^\x00]{7}|\x08[^\x00]{8}|[\x09-\x3f][^\x00]{9}[^\x00]*)\x00(\x00[\x01-\xff]|\x01[\x00-\x0f]|[\x80\xff].)\x00[\x01\x03\x04\xfe\xff]
tcp u16@0 >= 17 u8@4 <= 0x17 u8@5 & 0x4f = 0 u16@6 = 1 u16@8 = 0 u16@10 <= 1 u16@12 <= 3 u8@14 >= 1 u8@14 <= 63: ^.
tcp u16@0 >= 17 u8@4 & 0xf0 = 0x20 u16@6 = 1 u8@8 <= 15 u8@10 <= 15 u8@12 <= 15 u8@14 >= 1 u8@14 <= 63: ^.
tcp u16@0 >= 17 u8@4 >= 0x80 u8@4 <= 0xaf u8@4 & 0x78 != 0x18 u16@6 = 1 u8@8 <= 15 u8@10 <= 15 u8@12 <= 15 u8@14 >= 1 u8@14 <= 63: ^.
# the root: the query ends behind the class or OPT follows; in the answer a record of the root
# follows
udp size 17 u8@2 <= 1 u32@3 & 0xcfffffff = 0x00000100 u32@7 = 0 u24@11 = 0 u8@14 >= 1 u8@15 = 0 u8@16 & 0xfd >= 1: ^.
udp size 28.. u8@2 <= 1 u32@3 & 0xcfffffff = 0x00000100 u32@7 = 0 u24@11 = 0x010000 u8@14 >= 1 u8@15 = 0 u8@16 & 0xfd >= 1 u24@17 = 0x000029: ^.
udp size 28.. u8@2 & 0xf8 = 0x80 u24@4 = 0x000100 u8@8 = 0 u8@10 = 0 u16@12 = 0 u8@14 >= 1 u8@15 = 0 u8@16 & 0xfd >= 1 u16@17 = 0 u8@19 >= 1: ^.
udp size 28.. u8@2 & 0xf8 = 0x80 u24@4 = 0x000100 u8@8 = 0 u8@10 = 0 u16@12 = 0 u8@14 >= 1 u8@15 = 0 u8@16 & 0xfd >= 1 u24@17 = 0xc00c00 u8@20 >= 1: ^.
tcp u16@0 = 17 u8@4 <= 1 u32@5 & 0xcfffffff = 0x00000100 u32@9 = 0 u24@13 = 0 u8@16 >= 1 u8@17 = 0 u8@18 & 0xfd >= 1: ^.
tcp u16@0 >= 28 u8@4 <= 1 u32@5 & 0xcfffffff = 0x00000100 u32@9 = 0 u24@13 = 0x010000 u8@16 >= 1 u8@17 = 0 u8@18 & 0xfd >= 1 u24@19 = 0x000029: ^.
tcp u16@0 >= 28 u8@4 & 0xf8 = 0x80 u24@6 = 0x000100 u8@10 = 0 u8@12 = 0 u16@14 = 0 u8@16 >= 1 u8@17 = 0 u8@18 & 0xfd >= 1 u16@19 = 0 u8@21 >= 1: ^.
tcp u16@0 >= 28 u8@4 & 0xf8 = 0x80 u24@6 = 0x000100 u8@10 = 0 u8@12 = 0 u16@14 = 0 u8@16 >= 1 u8@17 = 0 u8@18 & 0xfd >= 1 u24@19 = 0xc00c00 u8@22 >= 1: ^.
# no question: errors (format, server, not implemented, refused), with OPT or without; cookies
udp size 12 u8@2 >= 0x80 u8@2 <= 0xaf u8@3 & 0x7f >= 1 u8@3 & 0x7f <= 5 u8@3 != 3 u8@3 != 0x83 u32@4 = 0 u32@8 = 0: ^.
udp size 23.. u8@2 >= 0x80 u8@2 <= 0xaf u8@3 & 0x7f >= 1 u8@3 & 0x7f <= 5 u8@3 != 3 u8@3 != 0x83 u32@4 = 0 u32@8 = 1 u24@12 = 0x000029: ^.
udp size 23.. u8@2 <= 1 u32@3 & 0xcfffffff = 0 u32@7 = 0 u32@11 = 0x01000029: ^.
# inverse query: no question, one answer without a name, type A or AAAA, class IN, life, address
udp size 27.. u32@2 & 0xfeffffff = 0x08000000 u32@6 = 0x00010000 u8@10 = 0 u8@11 <= 1 u16@12 = 0 u8@14 >= 1 u8@14 <= 0x1c u16@15 = 1 u8@21 = 0 u8@22 & 0xeb = 0 u8@22 != 0 u8@22 != 0x14: ^.
