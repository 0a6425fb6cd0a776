# SPDX-License-Identifier: GPL-2.0-only
# Sonos - loudspeakers
#
# Seen     the server name in the ClientHello of TLS over TCP: RFC 6066 section 3, extension 0, list
#          length, name type 0, length, name.
# Missed   QUIC and Encrypted Client Hello hide the name; the speakers
#          among themselves (SSDP, HTTP, UDP without fixed bytes).

protocol  sonos
about     Sonos, by TLS server name
group     streaming home
source    support.sonos.com; sonos.com
rank      50

tcp: ^\x16\x03[\x00-\x04]..\x01.*(\x00\x00[^\x00]|\.)sonos\.com([^a-z0-9.-]|jj|zz|$)
