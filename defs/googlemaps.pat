# SPDX-License-Identifier: GPL-2.0-only
# Google Maps - maps
#
# Seen     the server name in the ClientHello of TLS over TCP: RFC 6066 section 3, extension 0, list
#          length, name type 0, length, name.
# Ends     with the next extension, whose number may begin with a small letter (GREASE, RFC 8701: 6a
#          6a and 7a 7a), or with the hello. Names in capitals are not seen.
# Missed   QUIC and Encrypted Client Hello hide the name; plain HTTP is left to http.
# Not      maps.googleapis.com: maps inside the pages and applications of others.

protocol  googlemaps
about     Google Maps, by TLS server name
group     web
source    support.google.com: maps.google.com, maps.gstatic.com
rank      45

tcp: ^\x16\x03[\x00-\x04]..\x01.*(\x00\x00[^\x00]|\.)(maps\.google\.(com|at|be|ca|ch|cn|cz|de|dk|es|fr|gr|hu|ie|it|nl|no|pl|pt|ro|ru|se|co\.(id|il|in|jp|kr|th|uk|za)|com\.(ar|au|br|co|hk|mx|sa|sg|tr|tw|ua|vn))|maps\.gstatic\.com)([^a-z0-9.-]|jj|zz|$)
