# SPDX-License-Identifier: GPL-2.0-only
# DNSCrypt - encrypted DNS, version 1 and 2
#
# Answers begin with the resolver's magic number "r6fnvWj8" (over TCP behind a length), and so do
# queries of the first resolvers, "q6fnvWj8". Other queries begin with a number from the resolver's
# certificate and cannot be told; but the certificate is asked for in plain DNS first, a TXT record
# of 2.dnscrypt-cert.<provider>: one question, name at 12, compared in either case.
# Missed: queries alone; relayed queries (anonymized DNSCrypt) except for their prefix FF FF FF FF
# FF FF FF FF 00 00 and an IPv4 address mapped to IPv6.
# Alike: DNS of other names.

protocol  dnscrypt
about     DNSCrypt: encrypted DNS
group     network
source    DNSCrypt Protocol (draft-denis-dprive-dnscrypt) section 3 to 5
source    Anonymized DNSCrypt (ANONYMIZED-DNSCRYPT.txt)
rank      80

udp: ^[rq]6fnvWj8
tcp u16@0 + 2 >= size u8@2 >= 0x71 u8@2 <= 0x72 u32@3 = 0x36666e76 u24@7 = 0x576a38: ^.
udp u24@4 = 0x000100 u8@7 <= 0x1f u8@8 = 0 u8@9 <= 0x1f u8@10 = 0 u8@11 <= 0x1f u32@12 & 0xffffffdf = 0x01320d44 u32@16 & 0xdfdfdfdf = 0x4e534352 u32@20 & 0xdfdfdfff = 0x5950542d u32@24 & 0xdfdfdfdf = 0x43455254: ^.
tcp u24@6 = 0x000100 u8@9 <= 0x1f u8@10 = 0 u8@11 <= 0x1f u8@12 = 0 u8@13 <= 0x1f u32@14 & 0xffffffdf = 0x01320d44 u32@18 & 0xdfdfdfdf = 0x4e534352 u32@22 & 0xdfdfdfff = 0x5950542d u32@26 & 0xdfdfdfdf = 0x43455254: ^.
udp: ^\xff{8}\x00\x00\x00{10}\xff\xff
