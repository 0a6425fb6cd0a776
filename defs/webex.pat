# SPDX-License-Identifier: GPL-2.0-only
# Webex - conferences
#
# Seen     the server name in the ClientHello of TLS over TCP: RFC 6066 section 3, extension 0, list
#          length, name type 0, length, name.
# Missed   QUIC and Encrypted Client Hello hide the name; calls are STUN, DTLS and RTP.

protocol  webex
about     Cisco Webex, by TLS server name
group     conference
alias     ciscospark
source    help.webex.com, "Network requirements for Webex services": *.webex.com, *.wbx2.com,
source    *.ciscospark.com, *.webexcontent.com, *.webexgov.us
rank      50

tcp: ^\x16\x03[\x00-\x04]..\x01.*(\x00\x00[^\x00]|\.)(webex\.com|wbx2\.com|ciscospark\.com|webexcontent\.com|webexgov\.us)([^a-z0-9.-]|jj|zz|$)
