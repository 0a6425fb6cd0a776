# SPDX-License-Identifier: GPL-2.0-only
# Yahoo - portal, mail and search
#
# Seen     the server name in the ClientHello of TLS over TCP: RFC 6066 section 3, extension 0, list
#          length, name type 0, length, name.
# Ends     with the next extension, whose number may begin with a small letter (GREASE, RFC 8701: 6a
#          6a and 7a 7a), or with the hello. Names in capitals are not seen.
# Missed   QUIC and Encrypted Client Hello hide the name; plain HTTP is left to http.

protocol  yahoo
about     Yahoo, by TLS server name
group     web
source    yahoo.com, yahoo.co.jp, yimg.com
rank      60

tcp: ^\x16\x03[\x00-\x04]..\x01.*(\x00\x00[^\x00]|\.)((yahoo|yimg)\.com|yahoo\.net|yahoo\.co\.jp|yimg\.jp)([^a-z0-9.-]|jj|zz|$)
