# SPDX-License-Identifier: GPL-2.0-only
# UFTP - file transfer by multicast, versions 4 and 5
#
# Header of 16 bytes: version 40 or 50, function, sequence (2 bytes), source, group (4 bytes each),
# group instance, round trip time, group size, 0. The message begins with its function again and the
# length of its own header in words of 4 bytes; one line here for each function, with the least
# length of its header: ANNOUNCE (1), REGISTER (2), CLIENT_KEY, REG_CONF, KEYINFO, KEYINFO_ACK,
# FILEINFO (7), FILEINFO_ACK, FILESEG (9), DONE, STATUS, COMPLETE, DONE_CONF, HB_REQ (14), HB_RESP,
# PROXY_KEY (17), ABORT (19), CONG_CTRL, CC_ACK.
# Missed: encrypted messages (18), version 3.
# Alike: CoAP begins with 40 too, but has no zero and no function there.

protocol  uftp
about     UFTP: encrypted multicast file transfer
group     file
alias     uftp4 uftp5
source    UFTP 5 protocol specification (uftp-multicast.sourceforge.net, protocol.txt)
source    Wireshark packet-uftp4.c, packet-uftp5.c

udp u8@15 = 0 u8@16 = 1 u8@17 >= 4 u8@17 * 4 + 16 <= size: ^[@P]\x01
udp u8@15 = 0 u8@16 = 2 u8@17 >= 11 u8@17 * 4 + 16 <= size: ^[@P]\x02
udp u8@15 = 0 u8@16 = 3 u8@17 >= 2 u8@17 * 4 + 16 <= size: ^[@P]\x03
udp u8@15 = 0 u8@16 = 4 u8@17 >= 1 u8@17 * 4 + 16 <= size: ^[@P]\x04
udp u8@15 = 0 u8@16 = 5 u8@17 >= 3 u8@17 * 4 + 16 <= size: ^[@P]\x05
udp u8@15 = 0 u8@16 = 6 u8@17 >= 1 u8@17 * 4 + 16 <= size: ^[@P]\x06
udp u8@15 = 0 u8@16 = 7 u8@17 >= 7 u8@17 * 4 + 16 <= size: ^[@P]\x07
udp u8@15 = 0 u8@16 = 8 u8@17 >= 4 u8@17 * 4 + 16 <= size: ^[@P]\x08
udp u8@15 = 0 u8@16 = 9 u8@17 >= 2 u8@17 * 4 + 16 <= size: ^[@P]\x09
udp u8@15 = 0 u8@16 = 10 u8@17 >= 2 u8@17 * 4 + 16 <= size: ^[@P]\x0a
udp u8@15 = 0 u8@16 = 11 u8@17 >= 2 u8@17 * 4 + 16 <= size: ^[@P]\x0b
udp u8@15 = 0 u8@16 = 12 u8@17 >= 2 u8@17 * 4 + 16 <= size: ^[@P]\x0c
udp u8@15 = 0 u8@16 = 13 u8@17 >= 1 u8@17 * 4 + 16 <= size: ^[@P]\x0d
udp u8@15 = 0 u8@16 = 14 u8@17 >= 3 u8@17 * 4 + 16 <= size: ^[@P]\x0e
udp u8@15 = 0 u8@16 = 15 u8@17 >= 2 u8@17 * 4 + 16 <= size: ^[@P]\x0f
udp u8@15 = 0 u8@16 = 17 u8@17 >= 2 u8@17 * 4 + 16 <= size: ^[@P]\x11
udp u8@15 = 0 u8@16 = 19 u8@17 >= 77 u8@17 * 4 + 16 <= size: ^[@P]\x13
udp u8@15 = 0 u8@16 = 20 u8@17 >= 4 u8@17 * 4 + 16 <= size: ^[@P]\x14
udp u8@15 = 0 u8@16 = 21 u8@17 >= 1 u8@17 * 4 + 16 <= size: ^[@P]\x15
