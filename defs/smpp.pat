# SPDX-License-Identifier: GPL-2.0-only
# SMPP - short messages between operators and services
#
# Seen: a bind of a client, the answer; enquire_link and short messages of sessions whose beginning
# is missing.
# Looks alike: other protocols with length, command and number (CMPP): no status 0 before the
# number.

protocol  smpp
about     Short messages, SMPP
group     mobile messaging
source    SMPP 3.4 section 3.2: length, command, status, number; 4.1: bind; 4.11: enquire_link

# bind_receiver 1, transmitter 2, transceiver 9: system id, password, type, version
tcp u32@0 <= size u32@0 >= 20 u8@2 <= 1 u24@4 = 0 u8@7 & 0xf7 >= 1 u8@7 & 0xf7 <= 2 u8@7 != 0x0a u32@8 = 0 u8@16 >= 0x21 u8@16 <= 0x7e: ^\x00\x00
# the answer: id of the server, 00
tcp u32@0 <= size u32@0 >= 17 u32@0 <= 80 u8@2 = 0 u24@4 = 0x800000 u8@7 & 0xf7 >= 1 u8@7 & 0xf7 <= 2 u8@7 != 0x0a u32@8 = 0 size 16..: ^\x00\x00
# refusal: header only, status 1..255
tcp size 16: ^\x00\x00\x00\x10\x80\x00\x00[\x01\x02\x09]\x00\x00\x00[\x01-\xff]
# enquire_link and its answer
tcp: ^\x00\x00\x00\x10[\x00\x80]\x00\x00\x15\x00\x00\x00\x00
# submit_sm, deliver_sm: service type, type of address, plan, address
tcp u32@0 <= size u32@0 >= 33 u8@2 <= 3 u32@4 & 0xfffffffe = 4 u32@8 = 0 u8@16 <= 0x7e: ^\x00\x00
