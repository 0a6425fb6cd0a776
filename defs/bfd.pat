# SPDX-License-Identifier: GPL-2.0-only
# BFD - detection of failed paths
#
# Seen: control packets without and with authentication; intervals below 16.8 s.
# Missed: echo packets, whose contents are the sender's own affair.

protocol  bfd
about     Bidirectional Forwarding Detection
group     network
alias     bfd-control bfd-multi-ctl
source    RFC 5880 section 4.1 (version 1, diagnostic, state, flags, multiplier, length 24, discriminators)

# no A and M bits, own discriminator not 0, three intervals in microseconds
udp size 24 u8@1 & 5 = 0 u32@4 != 0: ^[\x20-\x29].[\x01-\xff]\x18........\x00...\x00...\x00
# authentication: type 1..5 and its length, which fills the packet
udp size 27..60 u8@3 = size u8@1 & 5 = 4 u32@4 != 0 u8@24 >= 1 u8@24 <= 5 u8@25 + 24 = size: ^[\x20-\x29].[\x01-\xff].........\x00...\x00...\x00
