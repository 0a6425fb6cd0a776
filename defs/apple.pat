# SPDX-License-Identifier: GPL-2.0-only
# Apple - web sites and services of the company's devices
#
# Seen     the server name in the ClientHello of TLS over TCP: RFC 6066 section 3, extension 0, list
#          length, name type 0, length, name.
# Ends     with the next extension, whose number may begin with a small letter (GREASE, RFC 8701: 6a
#          6a and 7a 7a), or with the hello. Names in capitals are not seen.
# Missed   QUIC and Encrypted Client Hello hide the name; plain HTTP is left to http.
# Not      push.apple.com (push notifications), itunes.apple.com, tv.apple.com: services of their
#          own.

protocol  apple
about     Apple, by TLS server name
group     web cloud
source    support.apple.com/101555, "Use Apple products on enterprise networks"
rank      50

tcp: ^\x16\x03[\x00-\x04]..\x01.*(\x00\x00[^\x00]|\.)((www|ess|ls|albert|captive|configuration|deviceenrollment|gdmf|gg|gs|identity|idmsa|gsa|appleid|iprofiles|mdmenrollment|mesu|ns|oscdn|osrecovery|setup|skl|support|swcdn|swdist|swdownload|updates|xp|smoot)\.apple\.com|(cdn-apple|aaplimg)\.com)([^a-z0-9.-]|jj|zz|$)
