# SPDX-License-Identifier: GPL-2.0-only
# MapleStory - online game of Nexon
#
# The server greets: length 0d or 0e (little endian), version, patch number as text with its length,
# two 4 byte vectors of the encryption, region. All later messages are encrypted.
# Also TLS by server name.

protocol  maplestory
about     MapleStory
group     game
source    MapleStory server hello (public descriptions, open source servers); nDPI maplestory
source    RFC 6066 section 3, server_name
rank      50

# versions below 1024; patch "0" to "9", or none
tcp opener size 16: ^\x0e\x00.[\x00-\x03]\x01\x00[0-9].{8}[\x01-\x09]$
tcp opener size 15: ^\x0d\x00.[\x00-\x03]\x00\x00.{8}[\x01-\x09]$
# TLS ClientHello, server name (RFC 6066 section 3)
tcp: ^\x16\x03[\x00-\x04]..\x01.*(\x00\x00[^\x00]|\.)(maplestory\.com|maplestory(m)?\.nexon\.(net|com))([^a-z0-9.-]|jj|zz|$)
