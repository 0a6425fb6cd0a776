# SPDX-License-Identifier: GPL-2.0-only
# NAT-PMP and PCP - port mappings
#
# Seen: NAT-PMP's request for a mapping, the answers to it and to the request for the external
# address; that request itself (two zero bytes) with its answer only. PCP: every message.

protocol  nat-pmp
about     NAT Port Mapping Protocol and Port Control Protocol
group     home network
alias     natpmp pcp portcontrol
source    RFC 6886 section 3.2 (address), 3.3 (mapping)
source    RFC 6887 section 7.1, 7.2 (PCP header), 11 (MAP), 12 (PEER)

# version 0, operation 1 UDP or 2 TCP, 0, ports, life of a minute to a week
udp size 12 u16@4 != 0 u32@8 >= 60 u32@8 <= 604800: ^\x00[\x01\x02]\x00\x00
# answers: operation, result 0..5, seconds since the start (below 6 years), ...
udp size 16 u32@4 < 0x0c000000 u16@8 != 0 u32@12 >= 60 u32@12 <= 604800: ^\x00[\x81\x82]\x00[\x00-\x05]
udp size 12 u32@4 < 0x0c000000 u32@8 != 0: ^\x00\x80\x00\x00
udp opener size 2: ^\x00\x00
and answerer size 12 u32@4 < 0x0c000000: ^\x00\x80\x00[\x00-\x05]
# PCP request: version 2 (1 in drafts), operation 0..3, 0, life, client's address: IPv4 in IPv6;
# or IPv6 in a mapping
udp size 24.. u32@8 = 0 u32@12 = 0 u32@16 = 0x0000ffff: ^[\x01\x02][\x00-\x03]\x00\x00
udp size 60.. u8@4 = 0 u8@8 >= 0x20 u24@37 = 0: ^\x02[\x01\x02]\x00\x00
# PCP answer: result 0..13, 12 bytes of 0 behind the time
udp size 24.. u32@12 = 0 u32@16 = 0 u32@20 = 0 u32@8 < 0x0c000000: ^\x02[\x80-\x83]\x00[\x00-\x0d]
