# SPDX-License-Identifier: GPL-2.0-only
# Google - search and the company's other sites
#
# Seen     the server name in the ClientHello of TLS over TCP: RFC 6066 section 3, extension 0, list
#          length, name type 0, length, name.
# Ends     with the next extension, whose number may begin with a small letter (GREASE, RFC 8701: 6a
#          6a and 7a 7a), or with the hello. Names in capitals are not seen.
# Missed   QUIC and Encrypted Client Hello hide the name; plain HTTP is left to http.
# Not      what has a definition of its own (Gmail, Drive, Docs, Maps, Play, APIs, YouTube), and not
#          googleusercontent.com as a whole: machines of customers have names there.

protocol  google
about     Google, by TLS server name
group     web
source    support.google.com; google.com and the country domains, gstatic.com, ggpht.com
rank      50

tcp: ^\x16\x03[\x00-\x04]..\x01.*(\x00\x00[^\x00]|\.)((www|accounts|apis|ogs|id|ssl|news|images|translate|scholar|books|photos|tools|adservice|consent|safebrowsing|(encrypted-)?tbn[0-9]|clients[0-9]*|sb-ssl)\.google\.(com|at|be|ca|ch|cn|cz|de|dk|es|fr|gr|hu|ie|it|nl|no|pl|pt|ro|ru|se|co\.(id|il|in|jp|kr|th|uk|za)|com\.(ar|au|br|co|hk|mx|sa|sg|tr|tw|ua|vn))|(lh[0-9]|ci[0-9]|safebrowsing)\.googleusercontent\.com|(gstatic|ggpht|google-analytics|googlesyndication|googleadservices|gvt[12]|app-measurement)\.com|(doubleclick|2mdn)\.net|connectivitycheck\.android\.com)([^a-z0-9.-]|jj|zz|$)
