# SPDX-License-Identifier: GPL-2.0-only
# Skinny - SCCP, Cisco's phones and their call manager
#
# Seen     a phone's registration and the answer to it in every version of the protocol; two messages
#          in one direction with a header version of 10 or more (phones since about 2006), also in the
#          middle of a session: length, version, message, all 32 bits little-endian.
# Missed   version 0 streams seen from the middle: too many zero bytes look alike. TLS (port 2443).
# Alike    MongoDB and others begin with a length too, but it counts all bytes.

protocol  skinny
about     Skinny (SCCP): phones and call manager of Cisco
group     voip
alias     sccp ciscoskinny cisco-sccp
source    Wireshark packet-skinny.c; chan-sccp (sccp_protocol.h): header and messages
rank      103

# RegisterMessage 0001 with the device name: SEP and the hardware address, gateways, analog adapters
tcp u32le@0 <= 512 u32le@0 + 8 <= size u16@2 = 0 u8@4 <= 0x1f u32@5 = 1 u24@9 = 0 u8@12 >= 0x41 u8@12 <= 0x5a u8@13 >= 0x41 u8@13 <= 0x5a u8@14 >= 0x30 u8@14 <= 0x5a u8@15 >= 0x30 u8@15 <= 0x5a: ^.
# RegisterAck 0081: seconds between keep-alives, form of the date (D/M/Y, M.D.YA ...)
tcp u32le@0 >= 12 u32le@0 <= 512 u32le@0 + 8 <= size u32le@12 <= 3600: ^..\x00\x00[\x00-\x19]\x00\x00\x00\x81\x00\x00\x00..\x00\x00[DMY][-/. ][DMY][-/. ][DMY]
# messages 0000..0160, version 10..25 (0A..19); one message in a packet, two such packets (a single
# one could be a row of small numbers)
tcp segment packets 2 u32le@0 >= 4 u32le@0 <= 4096 u32le@0 + 8 = size u32le@8 <= 0x160: ^..\x00\x00[\x0a-\x19]\x00\x00\x00.[\x00\x01]\x00\x00
