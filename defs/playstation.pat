# SPDX-License-Identifier: GPL-2.0-only
# PlayStation Network - Sony
#
# Store, accounts, downloads and game services over TLS. Party chat is STUN and encrypted RTP (stun,
# srtp).

protocol  playstation
about     PlayStation Network (TLS by server name)
group     game
alias     psn
source    RFC 6066 section 3, server_name
rank      50

# TLS ClientHello, server name (RFC 6066 section 3)
tcp: ^\x16\x03[\x00-\x04]..\x01.*(\x00\x00[^\x00]|\.)(playstation\.(com|net)|sonyentertainmentnetwork\.com)([^a-z0-9.-]|jj|zz|$)
