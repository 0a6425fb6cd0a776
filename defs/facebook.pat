# SPDX-License-Identifier: GPL-2.0-only
# Facebook - social network
#
# Seen     the server name in the ClientHello of TLS over TCP: RFC 6066 section 3, extension 0, list
#          length, name type 0, length, name.
# Ends     with the next extension, whose number may begin with a small letter (GREASE, RFC 8701: 6a
#          6a and 7a 7a), or with the hello. Names in capitals are not seen.
# Missed   QUIC and Encrypted Client Hello hide the name; plain HTTP is left to http.
# Not      edge-mqtt.facebook.com (Messenger) and fbcdn.net, which carries the pictures and films of
#          all services of the same owner.

protocol  facebook
about     Facebook, by TLS server name
group     social
source    facebook.com, fb.com, fbsbx.com; developers.facebook.com (connect.facebook.net)
rank      50

tcp: ^\x16\x03[\x00-\x04]..\x01.*(\x00\x00[^\x00]|\.)((((b-|z-m-)?(www|graph|api|star)|static|upload|rupload|m|mobile|touch|mbasic|web|connect|pixel|lookaside|developers|business|s-static\.ak)\.facebook|fbsbx|fb)\.com|facebook\.net)([^a-z0-9.-]|jj|zz|$)
