# SPDX-License-Identifier: GPL-2.0-only
# Signal - messages
#
# Seen     the server name in the ClientHello of TLS over TCP: RFC 6066 section 3, extension 0, list
#          length, name type 0, length, name.
# Missed   QUIC and Encrypted Client Hello hide the name; calls: signalvoip.

protocol  signal
about     Signal, by TLS server name
group     chat
alias     whispersystems textsecure
source    support.signal.org, "Firewall and internet settings": *.signal.org, *.whispersystems.org,
source    *.signal.art, *.signal.group, *.signal.me
rank      50

tcp: ^\x16\x03[\x00-\x04]..\x01.*(\x00\x00[^\x00]|\.)(signal\.(org|art|group|me|link|tube)|whispersystems\.org)([^a-z0-9.-]|jj|zz|$)
