# SPDX-License-Identifier: GPL-2.0-only
# NetBIOS over TCP/IP - names, datagrams, sessions
#
# Seen: name service (queries, registrations, node status and all answers), datagrams with a
# source name, requests for a session and their refusal, each alone. What runs in the session is
# SMB mostly. A name is 20, 32 letters A..P (two for each of 16 bytes), a scope in labels or not,
# 00.

protocol  netbios
about     NetBIOS name, datagram and session service
group     file network
alias     nbns nbdgm nbss netbios-ns netbios-dgm netbios-ssn
source    RFC 1002 section 4.2 (name service), 4.3 (session service), 4.4 (datagrams)
source    RFC 1001 section 14.1 (names)
rank      80

# names: the header of DNS with counts 0 or 1 (2 additional), name; type and class have to follow
udp size 50.. u8@4 = 0 u8@5 <= 1 u8@6 = 0 u8@7 <= 0x0f u8@8 = 0 u8@9 <= 0x0f u8@10 = 0 u8@11 <= 0x0f u8@12 = 0x20 u8@13 >= 0x41 u8@13 <= 0x50 u8@14 >= 0x41 u8@14 <= 0x50 u8@15 >= 0x41 u8@15 <= 0x50 u8@16 >= 0x41 u8@16 <= 0x50 u8@17 >= 0x41 u8@17 <= 0x50 u8@18 >= 0x41 u8@18 <= 0x50 u8@19 >= 0x41 u8@19 <= 0x50 u8@20 >= 0x41 u8@20 <= 0x50: ^.
# datagrams: type, flags, id, address and port, length without the header of 14 bytes, offset 0,
# names
udp size 48.. u16@10 + 14 = size u16@12 = 0 u8@1 <= 0x0f u8@14 = 0x20 u8@15 >= 0x41 u8@15 <= 0x50 u8@16 >= 0x41 u8@16 <= 0x50 u8@17 >= 0x41 u8@17 <= 0x50 u8@18 >= 0x41 u8@18 <= 0x50 u8@19 >= 0x41 u8@19 <= 0x50 u8@20 >= 0x41 u8@20 <= 0x50 u8@21 >= 0x41 u8@21 <= 0x50 u8@22 >= 0x41 u8@22 <= 0x50: ^[\x10-\x12]
udp size 44.. u8@1 <= 0x0f u8@10 = 0x20 u8@11 >= 0x41 u8@11 <= 0x50 u8@12 >= 0x41 u8@12 <= 0x50 u8@13 >= 0x41 u8@13 <= 0x50 u8@14 >= 0x41 u8@14 <= 0x50 u8@15 >= 0x41 u8@15 <= 0x50 u8@16 >= 0x41 u8@16 <= 0x50 u8@17 >= 0x41 u8@17 <= 0x50 u8@18 >= 0x41 u8@18 <= 0x50: ^[\x14-\x16]
# session: called and calling name in 68 bytes; refused with a reason
tcp: ^\x81\x00\x00[\x44-\xff]\x20[A-P]{26}
tcp size 5: ^\x83\x00\x00\x01[\x80-\x83\x8f]
