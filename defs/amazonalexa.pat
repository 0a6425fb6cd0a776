# SPDX-License-Identifier: GPL-2.0-only
# Amazon Alexa - voice assistant
#
# Seen     the server name in the ClientHello of TLS over TCP: RFC 6066 section 3, extension 0, list
#          length, name type 0, length, name.
# Ends     with the next extension, whose number may begin with a small letter (GREASE, RFC 8701: 6a
#          6a and 7a 7a), or with the hello. Names in capitals are not seen.
# Missed   QUIC and Encrypted Client Hello hide the name; plain HTTP is left to http.

protocol  amazonalexa
about     Amazon Alexa, by TLS server name
group     home
alias     alexa
source    developer.amazon.com, "Alexa Voice Service": alexa.amazon.com, avs-alexa-*.amazon.com
rank      45

tcp: ^\x16\x03[\x00-\x04]..\x01.*(\x00\x00[^\x00]|\.)(((alexa|pitangui|avs-alexa-[0-9]+-(na|eu|fe))\.amazon|amazonalexa)\.com)([^a-z0-9.-]|jj|zz|$)
