# SPDX-License-Identifier: GPL-2.0-only
# Apple App Store - purchases
#
# Seen     the server name in the ClientHello of TLS over TCP: RFC 6066 section 3, extension 0, list
#          length, name type 0, length, name.
# Ends     with the next extension, whose number may begin with a small letter (GREASE, RFC 8701: 6a
#          6a and 7a 7a), or with the hello. Names in capitals are not seen.
# Missed   QUIC and Encrypted Client Hello hide the name; plain HTTP is left to http.

protocol  applestore
about     Apple App Store, by TLS server name
group     cloud mobile
alias     appstore
source    support.apple.com/101555, "Use Apple products on enterprise networks", App Store
rank      45

tcp: ^\x16\x03[\x00-\x04]..\x01.*(\x00\x00[^\x00]|\.)(((p[0-9]+-)?buy|iosapps|osxapps|se|su)\.itunes\.apple\.com)([^a-z0-9.-]|jj|zz|$)
