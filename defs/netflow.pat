# SPDX-License-Identifier: GPL-2.0-only
# NetFlow and IPFIX - flow records of routers
#
# Seen: versions 1, 5, 7 (header and records of fixed size fill the datagram), 9 (time, first
# set), 10 = IPFIX over UDP, and over TCP beginning with templates. Missed: version 8.

protocol  netflow
about     Flow export: NetFlow 1, 5, 7, 9 and IPFIX
group     monitoring network
alias     ipfix cflow cflowd
source    Cisco NetFlow services solutions guide, appendix B (export formats 1, 5, 7)
source    RFC 3954 section 5 (version 9); RFC 7011 section 3.1, 3.3.2 (IPFIX)
rank      101

# version, number of records (24 and 48 bytes, 24 and 52, 16 and 52), uptime, seconds since 1990,
# nanoseconds
udp u16@2 * 48 + 24 = size u32@8 >= 631152000 u32@12 <= 1000000000: ^\x00\x05\x00[\x01-\x1e]
udp u16@2 * 52 + 24 = size u32@8 >= 631152000 u32@12 <= 1000000000: ^\x00\x07\x00[\x01-\x1c]
udp u16@2 * 52 + 16 = size u32@8 >= 631152000 u32@12 <= 1000000000: ^\x00\x01\x00[\x01-\x1c]
# 9: up to 255 records, seconds 2001..2038; first a set of templates (0, 1) or of data (256 and
# above)
udp size 28.. u32@8 >= 0x3a000000 u32@8 < 0x80000000 u16@20 <= 1 u16@22 >= 8 u16@22 + 20 <= size: ^\x00\x09\x00[\x01-\xff]
udp size 28.. u32@8 >= 0x3a000000 u32@8 < 0x80000000 u16@20 >= 256 u16@20 <= 4095 u16@22 >= 8 u16@22 + 20 <= size u8@23 & 3 = 0: ^\x00\x09\x00[\x01-\x40]
# IPFIX: length of the message, time, first set: templates (2, 3) or data
udp u16@2 = size u32@4 >= 0x3a000000 u16@16 >= 2 u16@16 <= 3 u16@18 >= 8 u16@18 + 16 <= size: ^\x00\x0a
udp u16@2 = size u32@4 >= 0x3a000000 u16@16 >= 256 u16@18 >= 5 u16@18 + 16 <= size: ^\x00\x0a
tcp u16@2 >= 24 u32@4 >= 0x3a000000 u16@18 >= 8 u16@18 <= 2048 u16@20 >= 256 u16@20 <= 4095 u16@22 <= 255: ^\x00\x0a..............\x00[\x02\x03]
