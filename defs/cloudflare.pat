# SPDX-License-Identifier: GPL-2.0-only
# Cloudflare - the company's own sites
#
# Seen     the server name in the ClientHello of TLS over TCP: RFC 6066 section 3, extension 0, list
#          length, name type 0, length, name.
# Ends     with the next extension, whose number may begin with a small letter (GREASE, RFC 8701: 6a
#          6a and 7a 7a), or with the hello. Names in capitals are not seen.
# Missed   QUIC and Encrypted Client Hello hide the name; plain HTTP is left to http.
# Not      the sites of customers, dns.cloudflare.com (names over HTTPS), cloudflareclient.com
#          (WARP).

protocol  cloudflare
about     Cloudflare, by TLS server name
group     cloud web
source    developers.cloudflare.com
rank      50

tcp: ^\x16\x03[\x00-\x04]..\x01.*(\x00\x00[^\x00]|\.)((www|dash|api|blog|cdnjs|developers|community|support|radar|speed|crypto|challenges)\.cloudflare\.com)([^a-z0-9.-]|jj|zz|$)
