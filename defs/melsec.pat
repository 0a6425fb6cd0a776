# SPDX-License-Identifier: GPL-2.0-only
# MELSEC - Mitsubishi controllers: MC protocol and SLMP
#
# 3E frames: 50 00 (answer D0 00), network, PC, unit 03FF or 03D0-03E3 little endian, station, length
# u16 little endian to the end. 4E frames: 54 00, serial number, 0000, then the same. In ASCII code
# the same numbers as hexadecimal digits. 1E frames: 00 or 01 (read bits, words), PC FF, timer, first
# device u32, device code as two letters, count, 00.
#
# Seen     requests and answers of 3E and 4E, reads of 1E; TCP and UDP.
# Missed   1E answers and writes; MELSOFT, the maker's own protocol.

protocol  melsec
about     Mitsubishi MELSEC communication, SLMP
group     industrial
alias     slmp melsec-mc mcprotocol
source    MELSEC Communication Protocol Reference Manual SH-080008, 4 (message formats), 18 (1E)
source    CC-Link Partner Association BAP-C2006ENG-001, SLMP, 4

tcp+udp u16le@7 + 9 = size: ^[\x50\xd0]\x00..[\xff\xd0-\xe3]\x03.
tcp+udp u16le@11 + 13 = size: ^[\x54\xd4]\x00..\x00\x00..[\xff\xd0-\xe3]\x03.
tcp+udp: ^([5D]000|[5D]400[0-9A-F]{4}0000)[0-9A-F]{4}03(FF|[DE][0-9A-F])[0-9A-F]{6}
tcp+udp size 12 u8@8 = 0x20 u8@9 >= 0x42 u8@9 <= 0x59 u8@11 = 0: ^[\x00\x01]\xff
