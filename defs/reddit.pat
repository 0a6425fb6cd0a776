# SPDX-License-Identifier: GPL-2.0-only
# Reddit - discussion
#
# Seen     the server name in the ClientHello of TLS over TCP: RFC 6066 section 3, extension 0, list
#          length, name type 0, length, name.
# Ends     with the next extension, whose number may begin with a small letter (GREASE, RFC 8701: 6a
#          6a and 7a 7a), or with the hello. Names in capitals are not seen.
# Missed   QUIC and Encrypted Client Hello hide the name; plain HTTP is left to http.

protocol  reddit
about     Reddit, by TLS server name
group     social
source    reddit.com, redd.it, redditmedia.com, redditstatic.com
rank      50

tcp: ^\x16\x03[\x00-\x04]..\x01.*(\x00\x00[^\x00]|\.)(reddit(media|static)?\.com|redd\.it)([^a-z0-9.-]|jj|zz|$)
