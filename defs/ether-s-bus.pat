# SPDX-License-Identifier: GPL-2.0-only
# Ether-S-Bus - SAIA (SBC) controllers
#
# Length u32 of the datagram, version 1, type 0, sequence u16, attribute: 0 request, 1 answer, 2
# acknowledgement; the last two octets are a CRC.
#
# Seen     every telegram.

protocol  ether-s-bus
about     SAIA Ether-S-Bus
group     industrial
alias     sbus s-bus
source    Wireshark's public dissector packet-sbus.c (proprietary)

# request: station, command, two octets of CRC; answer: data, CRC; acknowledgement: code, CRC. The
# first one of a session, whose sequence number is 0, is left to those that follow it
udp u32@0 = size size 13.. u16@6 != 0: ^\x00\x00[\x00-\x03].\x01\x00..\x00
udp u32@0 = size size 12.. u16@6 != 0: ^\x00\x00[\x00-\x03].\x01\x00..\x01
udp u32@0 = size size 13 u16@6 != 0: ^\x00\x00\x00\x0d\x01\x00..\x02\x00
