# SPDX-License-Identifier: GPL-2.0-only
# Likee - short films
#
# Seen     the server name in the ClientHello of TLS over TCP: RFC 6066 section 3, extension 0, list
#          length, name type 0, length, name.
# Missed   QUIC and Encrypted Client Hello hide the name; plain HTTP is left to http.

protocol  likee
about     Likee, by TLS server name
group     social streaming
source    likee.video, like.video (likee.video/privacy)
rank      50

tcp: ^\x16\x03[\x00-\x04]..\x01.*(\x00\x00[^\x00]|\.)(likee|like)\.video([^a-z0-9.-]|jj|zz|$)
