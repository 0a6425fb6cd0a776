# SPDX-License-Identifier: GPL-2.0-only
# Viber - messages and calls
#
# Seen     TCP: packets with their own length (16 bits little-endian) first and the bytes of the
#          session request or of its answer. UDP: calls by the types 01 (0005), 09 (with a time in
#          milliseconds), and 19 answered by 1A. The service by TLS server name.
# Missed   a TCP session seen from the middle.

protocol  viber
about     Viber: messages and calls
group     chat voip
alias     vibervoip
source    nDPI viber.c (TCP: FCFF at 6 and 80 at 9; 0380 at 4; UDP: 01 00 05 00, 09, 19 at 2)
source    viber.com
rank      65

tcp u16le@0 = size u16@6 = 0xfcff u8@9 = 0x80: ^.
tcp u16le@0 = size u16le@0 >= 20 u16le@0 <= 2048 u8@3 <= 15 u16@4 = 0x0380: ^.
# with the time at 34, or twice with the same call id
udp size 100.. u24@39 = 0x010000 u32@2 = 0x01000500: ^.
udp packets 2 same u32@6 size 100.. u32@6 > 65535 u32le@6 > 65535 u32@2 = 0x01000500: ^.
# 20 bytes, the time (64 bits little-endian) is of the years 2004 to 2039
udp size 20 u16@2 = 0x0900 u24@9 = 0x010000: ^.
udp size 34 u16@2 = 0x1900: ^.
and size 20 u16@2 = 0x1a00: ^.
tcp: ^\x16\x03[\x00-\x04]..\x01.*(\x00\x00[^\x00]|\.)viber\.com([^a-z0-9.-]|jj|zz|$)
