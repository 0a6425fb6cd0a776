# SPDX-License-Identifier: GPL-2.0-only
# LINE - messages and calls
#
# Seen     the server name in the ClientHello of TLS over TCP: RFC 6066 section 3, extension 0, list
#          length, name type 0, length, name.
# Missed   QUIC and Encrypted Client Hello hide the name; calls.

protocol  line
about     LINE, by TLS server name
group     chat
source    line.me; developers.line.biz; LINE applications (line-apps.com, line-scdn.net)
rank      50

tcp: ^\x16\x03[\x00-\x04]..\x01.*(\x00\x00[^\x00]|\.)(line\.me|line-apps\.com|line-scdn\.net|line\.naver\.jp)([^a-z0-9.-]|jj|zz|$)
