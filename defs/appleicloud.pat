# SPDX-License-Identifier: GPL-2.0-only
# Apple iCloud - storage, mail, backup
#
# Seen     the server name in the ClientHello of TLS over TCP: RFC 6066 section 3, extension 0, list
#          length, name type 0, length, name.
# Ends     with the next extension, whose number may begin with a small letter (GREASE, RFC 8701: 6a
#          6a and 7a 7a), or with the hello. Names in capitals are not seen.
# Missed   QUIC and Encrypted Client Hello hide the name; plain HTTP is left to http.

protocol  appleicloud
about     Apple iCloud, by TLS server name
group     cloud
alias     icloud
source    support.apple.com/101555, "Use Apple products on enterprise networks", iCloud
rank      60

tcp: ^\x16\x03[\x00-\x04]..\x01.*(\x00\x00[^\x00]|\.)(icloud(-content)?\.com|me\.com)([^a-z0-9.-]|jj|zz|$)
