# SPDX-License-Identifier: GPL-2.0-only
# EtherNet/IP - CIP of ODVA over TCP and UDP (explicit messages)
#
# Encapsulation header, little endian: command u16, length u16 of what follows, session u32, status
# u32, sender context of 8 octets, options u32 = 0.
#
# Seen     ListServices, ListIdentity, ListInterfaces, RegisterSession, UnRegisterSession, SendRRData
#          (6F) and SendUnitData (70) with the interface handle 0 of CIP and their first item;
#          requests and answers, each alone, also from the middle of a session.
# Missed   NOP. Cyclic data on UDP is cip.

protocol  enip
about     EtherNet/IP encapsulation
group     industrial
alias     ethernetip ethernet-ip ethernet-ip-2
source    ODVA, The CIP Networks Library, Volume 2, 2-3 and 2-4 (encapsulation)
rank      95

# No data: lists, UnRegisterSession
tcp+udp size 24: ^[\x04\x63\x64\x66]\x00\x00\x00.{4}\x00{4}.{8}\x00{4}
# RegisterSession: version 1, flags
tcp size 28: ^\x65\x00\x04\x00.{4}[\x00-\x69]\x00\x00\x00.{8}\x00{4}\x01\x00.\x00
# Answers to lists: number of items, the first is 0100 (services) or 000C (identity)
tcp+udp u16le@2 + 24 <= size u8@1 = 0 u32@8 = 0 u32@20 = 0 u8@24 >= 1 u8@24 <= 0x0f u24@25 = 1: ^[\x04cd]
tcp+udp u16le@2 + 24 <= size u8@1 = 0 u32@8 = 0 u32@20 = 0 u8@24 >= 1 u8@24 <= 0x0f u24@25 = 0x000c00: ^[\x04cd]
# CIP: interface 0, timeout, number of items, the first is an address: none, connected, sequenced
tcp u16le@2 + 24 <= size u8@1 = 0 u8@8 <= 0x69 u24@9 = 0 u32@20 = 0 u32@24 = 0 u8@30 >= 1 u8@30 <= 4 u8@31 = 0: ^[op]
