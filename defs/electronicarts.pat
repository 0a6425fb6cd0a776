# SPDX-License-Identifier: GPL-2.0-only
# Electronic Arts - EA app, Origin, EA Sports, Battlefield, Apex Legends
#
# Accounts, store, downloads, game services over TLS. The games' datagrams are encrypted.

protocol  electronicarts
about     Electronic Arts platform (TLS by server name)
group     game
alias     origin ea
source    RFC 6066 section 3, server_name
rank      50

# TLS ClientHello, server name (RFC 6066 section 3)
tcp: ^\x16\x03[\x00-\x04]..\x01.*(\x00\x00[^\x00]|\.)(ea\.com|origin\.com|easports\.com|tnt-ea\.com|eamobile\.com|origin-a\.akamaihd\.net)([^a-z0-9.-]|jj|zz|$)
