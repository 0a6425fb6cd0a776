# SPDX-License-Identifier: GPL-2.0-only
# eBay - auctions
#
# Seen     the server name in the ClientHello of TLS over TCP: RFC 6066 section 3, extension 0, list
#          length, name type 0, length, name.
# Ends     with the next extension, whose number may begin with a small letter (GREASE, RFC 8701: 6a
#          6a and 7a 7a), or with the hello. Names in capitals are not seen.
# Missed   QUIC and Encrypted Client Hello hide the name; plain HTTP is left to http.

protocol  ebay
about     eBay, by TLS server name
group     web
source    ebay.com and its country domains, ebayimg.com, ebaystatic.com
rank      50

tcp: ^\x16\x03[\x00-\x04]..\x01.*(\x00\x00[^\x00]|\.)(ebay(static|img|desc|rtm)?\.com|ebay\.(at|be|ca|ch|cn|co\.uk|com\.(au|hk|my|sg)|de|es|fr|ie|in|it|nl|ph|pl|vn))([^a-z0-9.-]|jj|zz|$)
