# SPDX-License-Identifier: GPL-2.0-only
# Among Us - online game
#
# Hazel's hello: 08, number 1 (big endian), Hazel version, game version, then the player's name. The
# game version is counted in units of days since year 0 (year * 25000 + month * 1800 + day * 50), so
# it fits in a narrow range. Later versions use DTLS for the first contact (dtls) and HTTP for the
# list of games.

protocol  amongus
about     Among Us
group     game
alias     among-us hazel
source    among-us-protocol (public description): hello packet, version numbers
source    RFC 6066 section 3, server_name
rank      50

# versions of 2018 to 2035; length of the name, its first letter
udp u32le@4 >= 50450000 u32le@4 < 50900000: ^\x08\x00\x01[\x00-\x03]...\x03[\x01-\x28][^\x00-\x1f]
# TLS ClientHello, server name (RFC 6066 section 3)
tcp: ^\x16\x03[\x00-\x04]..\x01.*(\x00\x00[^\x00]|\.)(among\.us|innersloth\.com)([^a-z0-9.-]|jj|zz|$)
