# SPDX-License-Identifier: GPL-2.0-only
# HSRP - a virtual router of several (Cisco)
#
# Seen: hello, coup and resign of version 1 with the usual password, with MD5 or with the usual
# timers; of version 2. Missed: version 1 with a password and timers of one's own.

protocol  hsrp
about     Cisco Hot Standby Router Protocol
group     network
source    RFC 2281 section 5 (version 0, opcode, state, times, priority, group, reserved, password)
source    Wireshark packet-hsrp.c (version 2: TLV 1 of 40 bytes; MD5: TLV 4 of 28 bytes)
rank      102

udp size 20..: ^\x00[\x00-\x02][\x00-\x10]....\x00cisco\x00\x00\x00
udp size 20..: ^\x00[\x00-\x02][\x00-\x10]\x03\x0a..\x00[!-~]
udp size 50..: ^\x00[\x00-\x02][\x00-\x10]....\x00\x00\x00\x00\x00\x00\x00\x00\x00....\x04\x1c\x01\x00
# version 2: opcode, state 0..6, address family, group, identifier
udp size 42.. u16@6 <= 4095: ^\x01\x28\x02[\x00-\x02][\x00-\x06][\x04\x06]
