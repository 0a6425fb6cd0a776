# SPDX-License-Identifier: GPL-2.0-only
# Google Meet - conferences
#
# Seen     the server name in the ClientHello of TLS over TCP: RFC 6066 section 3, extension 0, list
#          length, name type 0, length, name.
# Missed   QUIC and Encrypted Client Hello hide the name; calls are STUN, DTLS and RTP.

protocol  googlemeet
about     Google Meet, by TLS server name
group     conference
source    support.google.com/a/answer/1279090 (prepare your network for Meet): meet.google.com,
source    meetings.googleapis.com
rank      50

tcp: ^\x16\x03[\x00-\x04]..\x01.*(\x00\x00[^\x00]|\.)(meet\.google|meetings\.googleapis)\.com([^a-z0-9.-]|jj|zz|$)
