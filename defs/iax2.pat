# SPDX-License-Identifier: GPL-2.0-only
# IAX2 - Inter-Asterisk exchange
#
# Seen     the full frames that begin something: new call, registration, poke; and the answers to
#          them. All begin with F=1, call numbers, timestamp, sequence numbers 0 or 1, frame type 06.
# Missed   sessions seen from the middle.

protocol  iax2
about     IAX2: calls between Asterisk servers and phones
group     voip
alias     iax
source    RFC 5456 section 8.1.1 (full frame), 8.4 (IAX frames), 8.6 (information elements)

# NEW 01 with the version element (0B, 2 bytes, 0002) first
udp u16@2 = 0 u32@8 = 0x00000601 u32@12 = 0x0b020002: ^[\x80-\xff]
# no destination yet: POKE 1E; REGREQ 0D, REGREL 11 with a user name first; keep-alive probes
udp size 12 u24@2 = 0 u32@8 = 0x0000061e: ^[\x80-\xff]
udp size 14..: ^[\x80-\xff].\x00\x00\x00...\x00\x00\x06[\x0d\x11\x1e][\x06\x13\x36][\x00-\x40]
# answers: AUTHREQ 08, REGAUTH 0E (methods 0E 02, user 06), ACCEPT 07 (format 09 04),
# REGACK 0F (user 06), REJECT 06 and REGREJ 10 (cause 16, causecode 2A), CALLTOKEN 28 (element 36)
udp u8@2 <= 0x7f u8@4 = 0 u8@8 = 0 u8@9 <= 1 u32@10 = 0x06080e02 u8@14 = 0: ^[\x80-\xff]
udp u8@2 <= 0x7f u8@4 = 0 u8@8 = 0 u8@9 <= 1 u24@10 = 0x060806: ^[\x80-\xff]
udp u8@2 <= 0x7f u8@4 = 0 u8@8 = 0 u8@9 <= 1 u32@10 = 0x060e0e02 u8@14 = 0: ^[\x80-\xff]
udp u8@2 <= 0x7f u8@4 = 0 u8@8 = 0 u8@9 <= 1 u24@10 = 0x060e06: ^[\x80-\xff]
udp u8@2 <= 0x7f u8@4 = 0 u8@8 = 0 u8@9 <= 1 u32@10 = 0x06070904: ^[\x80-\xff]
udp u8@2 <= 0x7f u8@4 = 0 u8@8 = 0 u8@9 <= 1 u24@10 = 0x060f06 u8@13 >= 1 u8@13 <= 0x40 u8@14 >= 0x21 u8@14 <= 0x7e: ^[\x80-\xff]
udp u8@2 <= 0x7f u8@4 = 0 u8@8 = 0 u8@9 <= 1 u8@10 = 6 u8@11 >= 6 u8@11 <= 0x10 u8@11 & 0x09 = 0 u8@12 = 0x16 u8@13 >= 1 u8@13 <= 0x40 u8@14 >= 0x21 u8@14 <= 0x7e: ^[\x80-\xff]
udp u8@2 <= 0x7f u8@4 = 0 u8@8 = 0 u8@9 <= 1 u8@10 = 6 u8@11 >= 6 u8@11 <= 0x10 u8@11 & 0x09 = 0 u16@12 = 0x2a01: ^[\x80-\xff]
udp u8@2 <= 0x7f u8@4 = 0 u8@8 = 0 u8@9 <= 1 u24@10 = 0x062836: ^[\x80-\xff]
