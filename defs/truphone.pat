# SPDX-License-Identifier: GPL-2.0-only
# Truphone - mobile telephony
#
# Seen     the server name in the ClientHello of TLS over TCP: RFC 6066 section 3, extension 0, list
#          length, name type 0, length, name.
# Missed   QUIC and Encrypted Client Hello hide the name; plain HTTP is left to http.

protocol  truphone
about     Truphone, by TLS server name
group     voip mobile
source    truphone.com
rank      50

tcp: ^\x16\x03[\x00-\x04]..\x01.*(\x00\x00[^\x00]|\.)truphone\.com([^a-z0-9.-]|jj|zz|$)
