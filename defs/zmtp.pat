# SPDX-License-Identifier: GPL-2.0-only
# ZMTP - transport of ZeroMQ, versions 2.0 to 3.1
#
# Both sides begin with a signature: FF, eight bytes (zeros and a 1 or a length), 7F; then the
# version, in 3.x the security mechanism. Missed: version 1, multicast.

protocol  zmtp
about     ZeroMQ (ZMTP)
group     messaging middleware
alias     zeromq 0mq
source    rfc.zeromq.org 23/ZMTP (3.0), 37/ZMTP (3.1), 15/ZMTP (2.0)
rank      95

tcp: ^\xff\x00{7}.\x7f
tcp u16@9 = 0x7f03 u8@11 <= 1 u8@12 >= 0x43 u8@12 <= 0x50 u8@13 >= 0x41 u8@13 <= 0x55 u8@14 >= 0x41 u8@14 <= 0x53 u8@15 >= 0x49 u8@15 <= 0x56: ^\xff
