# SPDX-License-Identifier: GPL-2.0-only
# Threema - messages
#
# Seen     the server name in the ClientHello of TLS over TCP: RFC 6066 section 3, extension 0, list
#          length, name type 0, length, name.
# Missed   QUIC and Encrypted Client Hello hide the name; the chat
#          connection (port 5222) is random from its first byte.

protocol  threema
about     Threema, by TLS server name
group     chat
source    threema.ch (threema.ch/en/faq, network requirements: *.threema.ch)
rank      50

tcp: ^\x16\x03[\x00-\x04]..\x01.*(\x00\x00[^\x00]|\.)threema\.ch([^a-z0-9.-]|jj|zz|$)
