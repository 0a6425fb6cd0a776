# SPDX-License-Identifier: GPL-2.0-only
# imo - messages and calls
#
# Seen     the server name in the ClientHello of TLS over TCP: RFC 6066 section 3, extension 0, list
#          length, name type 0, length, name.
# Missed   QUIC and Encrypted Client Hello hide the name; calls.

protocol  imo
about     imo, by TLS server name
group     chat
alias     imo.im
source    imo.im
rank      50

tcp: ^\x16\x03[\x00-\x04]..\x01.*(\x00\x00[^\x00]|\.)imo\.im([^a-z0-9.-]|jj|zz|$)
