# SPDX-License-Identifier: GPL-2.0-only
# CN/IP - LonWorks control networks over IP (EIA-852, ISO/IEC 14908-4)
#
# Length of the datagram, version 1, type, length of an extended header, flags with the kind of
# contents (0 to 2), vendor, session, sequence number, time. Two datagrams of a session.

protocol  cnp-ip
about     CN/IP: LonWorks over IP
group     industrial
alias     cnip lonworks eia-852
source    ISO/IEC 14908-4 (common header); Wireshark dissector cnip (types)
rank      103

udp packets 2 same u32@8 size 20.. u16@0 = size u8@2 = 1 u8@3 != 0 u8@3 & 0x90 = 0 u8@4 <= 0x10 u8@5 & 0xdf <= 2: ^.
