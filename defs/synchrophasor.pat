# SPDX-License-Identifier: GPL-2.0-only
# Synchrophasor - phasor measurement units of power grids (IEEE C37.118.2)
#
# Each frame: AA, kind of frame and version, length u16 of the frame, id u16, second u32, fraction;
# the last two octets are a CRC.
#
# Seen     data (0), header (1), configuration 1-3 (2, 3, 5) and command (4) frames of versions 1
#          to 3, either direction, TCP and UDP. Commands are 18 octets long or more.
# Missed   TCP streams that are first seen inside a frame, or two frames in one segment.

protocol  synchrophasor
about     IEEE C37.118 synchrophasors
group     industrial
alias     synphasor ieee-c37118 c37118
source    IEEE Std C37.118.2-2011, 6.2 (message framework)

# data and headers: station not 0, a time of 1998 to 2038, quality without the reserved bit
tcp+udp u16@2 = size size 17.. u16@4 != 0 u32@6 >= 0x35000000 u32@6 < 0x80000000 u8@10 < 128: ^\xaa[\x01-\x03\x11-\x13]
# configurations 1, 2: base of the fractions of seconds (first octet reserved), number of stations
tcp+udp u16@2 = size size 24.. u16@4 != 0 u8@14 = 0 u16@18 >= 1: ^\xaa[\x21-\x23\x31-\x33]
# configuration 3: number of the frame, then the same
tcp+udp u16@2 = size size 20.. u16@4 != 0 u8@16 = 0: ^\xaa[\x51-\x53]
tcp+udp u16@2 = size u8@14 = 0 u8@15 >= 1 u8@15 <= 8 u8@15 != 6 u8@15 != 7: ^\xaa[A-C]
