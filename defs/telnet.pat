# SPDX-License-Identifier: GPL-2.0-only
# Telnet - remote terminal
#
# Seen: option negotiation at the beginning of either direction: two commands in a row, or one
# command in each direction.
# Missed: terminals that never negotiate anything.
# Looks alike: MPEG audio begins with ff fb too, but the next command must be where it belongs.

protocol  telnet
about     Remote terminal without encryption
group     remote
source    RFC 854: IAC ff, WILL fb, WONT fc, DO fd, DONT fe, SB fa .. IAC SE ff f0
source    IANA telnet-options: 0..49, 138..140, 255; 69, 70, 85, 86, 90, 91, 93, 200, 201 of games

# two commands, or a subnegotiation after the first one
tcp: ^\xff[\xfb-\xfe][\x00-\x31\x45\x46\x55\x56\x5a\x5b\x5d\x8a-\x8c\xc8\xc9]\xff([\xfb-\xfe][\x00-\x31\x45\x46\x55\x56\x5a\x5b\x5d\x8a-\x8c\xc8\xc9]|\xfa[\x00-\x31])
# one offer or demand, and an answer or another from the other side
tcp client: ^\xff[\xfb-\xfe][\x00-\x27]
and server: ^\xff[\xfb-\xfe][\x00-\x27]
# a subnegotiation as the first thing, with its end
tcp: ^\xff\xfa[\x00-\x31][\x00-\x7f]{1,60}\xff\xf0
